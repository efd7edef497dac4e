import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct QuantityTests {
  @Test func aPrintedNumberIsAnIntervalOnlyWhereItWasRounded() throws {
    let printed = try PrintedNumber("0.57")
    #expect(Quantity(printed, rounded: true).interval == Interval(0.57, halfWidth: 0.005))
    #expect(Quantity(printed, rounded: false).interval.isExact)
    #expect(Quantity(printed, rounded: true).text.ru == "0,57")
    #expect(Quantity(printed, rounded: true).decimals == 2)
  }

  @Test func lessIsToldOnlyWhereEveryComparisonComesOutAlike() {
    #expect(Truth.less(Interval(1, 2), Interval(3, 4)) == .yes)
    #expect(Truth.less(Interval(3, 4), Interval(1, 2)) == .no)
    #expect(Truth.less(Interval(1, 3), Interval(2, 4)) == .undecided)
    #expect(Truth.less(Interval(1), Interval(1)) == .no)
    // Ends that touch: the first can be less or equal, so it cannot be told; the second never is.
    #expect(Truth.less(Interval(1, 2), Interval(2, 3)) == .undecided)
    #expect(Truth.less(Interval(2, 3), Interval(1, 2)) == .no)
  }

  @Test func lessForgivesTheLastBits() {
    #expect(Truth.less(Interval(0.3), Interval(0.1 + 0.2)) == .no)
    #expect(Truth.less(Interval(0.3), Interval(0.3 + 1e-9)) == .yes)
    #expect(Truth.less(Interval(1, .infinity), Interval(0.5)) == .no)
    #expect(Truth.less(Interval(0.5), Interval(1, .infinity)) == .yes)
  }

  @Test func threeValuedLogic() {
    let all: [Truth] = [.yes, .no, .undecided]
    for truth in all {
      #expect(Truth.and(.no, truth) == .no)
      #expect(Truth.and(truth, .no) == .no)
      #expect(Truth.and(.yes, truth) == truth)
    }
    #expect(Truth.and(.undecided, .undecided) == .undecided)
    #expect([!Truth.yes, !Truth.no, !Truth.undecided] == [.no, .yes, .undecided])
  }

  @Test func flattensLists() {
    let one = Evaluated.number(Quantity(1, decimals: 0))
    #expect(Evaluated.list([one, .list([one, .text("a")])]).flattened == [one, one, .text("a")])
    #expect(one.flattened == [one])
    #expect(Evaluated.text("a").quantity == nil)
  }
}
