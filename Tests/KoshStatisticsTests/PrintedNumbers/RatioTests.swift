import KoshNumerics
import Testing

@testable import KoshStatistics

@Suite struct RatioTests {
  /// Published: 6,148 people in 1,769 families; 30,000 people (rounded) in 7,965 families.
  @Test func publishedFamilies() throws {
    let r = try ratioCheck(Interval(6148), per: Interval(1769), plausible: Interval(2, 6))
    #expect(agree(r.ratio.middle, 3.4754098360655736) && r.outcome == .consistent)
    let rounded = try ratioCheck(Interval(29_500, 30_500), per: Interval(7965), plausible: Interval(2, 6))
    #expect(rounded.outcome == .consistent && rounded.ratio.contains(30_000.0 / 7965))
  }

  @Test func outsideAndOpen() throws {
    #expect(try ratioCheck(Interval(10), per: Interval(10), plausible: Interval(2, 6)).outcome == .inconsistent)
    #expect(try ratioCheck(Interval(19, 21), per: Interval(10), plausible: Interval(2, 6)).outcome == .undecided)
    #expect {
      try ratioCheck(Interval(1), per: Interval(0, 1), plausible: Interval(2, 6))
    } throws: { error in
      "\(error)" == """
        the denominator of the ratio can be zero within its rounding
          why: nothing can be divided by it
          do:  give the denominator with more digits, or leave the ratio out
        """
    }
  }
}
