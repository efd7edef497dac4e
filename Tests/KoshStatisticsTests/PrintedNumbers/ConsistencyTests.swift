import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct ConsistencyTests {
  @Test func wholeFollowsFromParts() {
    #expect(Consistency.all([]) == .consistent)
    #expect(Consistency.all([.consistent, .undecided]) == .undecided)
    #expect(Consistency.all([.undecided, .inconsistent, .consistent]) == .inconsistent)
  }

  @Test func printedDigitsAreAnInterval() throws {
    let interval = try PrintedNumber("0.085").interval
    #expect(agree(interval.low, 0.0845) && agree(interval.high, 0.0855))
    #expect(try PrintedNumber("1,720").interval == Interval(1719.5, 1720.5))
  }

  @Test func wholeNumbers() {
    #expect(Interval(7.99875, 8.00025).wholeNumbers == 8...8)
    #expect(Interval(1.2, 1.9).wholeNumbers == nil)
    #expect(Interval(-1.5, 2).wholeNumbers == -1...2)
    #expect(Interval(0.1 * 3 * 10, 3.5).wholeNumbers == 3...3)
    #expect(Interval(0, .infinity).wholeNumbers == nil)
  }

  @Test func within() {
    #expect(Interval(2, 3).within(Interval(1, 4)) == .consistent)
    #expect(Interval(2, 5).within(Interval(1, 4)) == .undecided)
    #expect(Interval(5, 6).within(Interval(1, 4)) == .inconsistent)
  }
}
