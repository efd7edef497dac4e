import KoshNumerics
import Testing

@testable import KoshStatistics

@Suite struct ChangeTests {
  @Test func changes() {
    let c = yearToYearChange([100, 110, nil, -5, 5, 0, 3])
    #expect(c.map(\.difference) == [10, nil, nil, 10, -5, 3])
    // From a missing, a negative or a zero base there is no percentage.
    #expect(c.map(\.relative) == [0.1, nil, nil, nil, -1, nil])
    #expect(c[3].from == 3 && c[3].to == 4)
    #expect(yearToYearChange([]).isEmpty && yearToYearChange([1]).isEmpty)
  }

  @Test func growingEveryYear() {
    let series: [Double?] = [1, 3, 2]
    let m = monotoneViolations(series)
    #expect(m.outcome == .inconsistent && m.violations.map(\.to) == [2])
    #expect(m.violations.first?.difference == Interval(-1))
    let growing: [Double?] = [1, 2, 3]
    #expect(monotoneViolations(growing).outcome == .consistent)
    #expect(monotoneViolations(growing, .decreasing).violations.count == 2)
    let equal: [Double?] = [1, 1]
    #expect(monotoneViolations(equal).outcome == .inconsistent)
  }

  @Test func missingYearsLeaveItOpen() {
    let open: [Double?] = [1, nil, 3]
    let m = monotoneViolations(open)
    #expect(m.outcome == .undecided && m.missing == [1] && m.violations.isEmpty)
    // Whatever stood between: it must have fallen somewhere.
    let fallen: [Double?] = [3, nil, 2]
    #expect(monotoneViolations(fallen).outcome == .inconsistent)
  }

  @Test func roundingLeavesItOpen() {
    let rounded = [Interval(1.2, halfWidth: 0.05), Interval(1.2, halfWidth: 0.05), Interval(1.4, halfWidth: 0.05)]
    let m = monotoneViolations(rounded)
    #expect(m.outcome == .undecided && m.open.map(\.to) == [1] && m.violations.isEmpty)
  }
}
