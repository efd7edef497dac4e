import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementAlphaTests {
  /// Krippendorff (2011): 0.743, 0.815, 0.849, 0.797. Standard errors: References/agreement.py.
  @Test(
    arguments: [
      (AgreementMetric.nominal, 0.743421052631579, 0.14193693017416562),
      (.ordinal, 0.8153875037548813, 0.1387921972633234), (.interval, 0.8491071428571428, 0.12590368974493452),
      (.ratio, 0.7974027747116121, 0.13697205052255085),
    ]) func alphaOfFourObservers(_ metric: AgreementMetric, _ alpha: Double, _ error: Double) throws
  {
    let a = try krippendorffAlpha(krippendorff2011, metric: metric)
    #expect(agree(a.value, alpha))
    #expect(agree(a.standardError, error, relative: 1e-7))
    #expect(a.units == 11 && a.confidenceHigh == 1 && (a.confidenceLow ?? 1) < alpha)
    #expect(!agree(a.value, alpha + 0.001, relative: 1e-4))
  }

  /// Krippendorff (2011): two observers, binary 0.095 and nominal 0.692; Wikipedia's three by fifteen 0.691 and 0.811.
  @Test func alphaOfOtherPublishedData() throws {
    let binary = ratings("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    #expect(agree(try krippendorffAlpha(binary).value, 2.0 / 21))
    let nominal = ratings("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    #expect(agree(try krippendorffAlpha(nominal).value, 0.691964, relative: 1e-6))
    let three = ratings(
      ". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
    #expect(agree(try krippendorffAlpha(three).value, 0.691358, relative: 1e-6))
    #expect(agree(try krippendorffAlpha(three, metric: .interval).value, 0.810845, relative: 1e-6))
  }

  /// One dissent among five coders: α near zero is right, not a fault.
  @Test func singleDissent() throws {
    let r = ratings("0 0 0 0", "0 0 0 0", "0 0 0 0", "0 0 0 0", "0 0 0 1")
    #expect(abs(try #require(try krippendorffAlpha(r).value)) < 1e-12)
  }

  @Test func metricThatDoesNotFit() {
    func text(_ ratings: Ratings, _ metric: AgreementMetric) -> String? {
      do throws(Problem) {
        _ = try agreement(ratings, metric: metric)
        return nil
      } catch { return error.description }
    }
    #expect(
      text(ratings("low high", "low low"), .ordinal) == """
        the ordinal metric needs an order of the values
          why: they are names, and nobody said which is less: high, low
          do:  give their order from the least to the greatest, or use the nominal metric
        """)
    #expect(text(ratings("low high", "low low", order: ["low", "high"]), .ordinal) == nil)
    #expect(
      text(ratings("1 high", "1 2"), .interval) == """
        the interval metric needs numbers
          why: "high" is none
          do:  use the nominal or the ordinal metric
        """)
    #expect(
      text(ratings("1 -2", "1 2"), .ratio) == """
        the ratio metric needs numbers of at least zero
          why: -2 is less
          do:  use the interval metric
        """)
  }
}
