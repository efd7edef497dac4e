import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementChanceTests {
  /// J. L. Fleiss's kind of table, ten subjects by fourteen raters: κ = 0.209931 (Wikipedia, “Fleiss' kappa”: 0.210).
  @Test func fleissOfTenByFourteen() {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let rows = counts.map { row in row.enumerated().flatMap { Array(repeating: "\($0 + 1)", count: $1) } }
    let k = fleissKappa(Ratings((0..<14).map { rater in rows.map { $0[rater] } }))
    #expect(agree(k.value, 0.209931, relative: 1e-5))
    #expect(agree(k.observed, 0.378, relative: 1e-3) && agree(k.expected, 0.213, relative: 2e-3))
  }

  /// irrCAC 0.4.4, see References/agreement.py.
  @Test func chanceCorrectedMeasuresOfThreeCoders() {
    let full = ratings("2 3 3 2 2 4 1 2", "3 3 3 2 3 4 2 2", "2 3 3 2 4 4 1 2")
    let k = fleissKappa(full)
    #expect(agree(k.value, 0.5714285714, relative: 1e-9) && agree(k.standardError, 0.2121651314, relative: 1e-9))
    #expect(agree(k.confidenceLow, 0.0697377564, relative: 1e-8) && k.confidenceHigh == 1)
    let g = gwetAC1(full)
    #expect(agree(g.value, 0.622754491, relative: 1e-9) && agree(g.standardError, 0.1923069364, relative: 1e-9))
    #expect(agree(g.confidenceLow, 0.1680208454, relative: 1e-8))
    // With missing values: irrCAC in R prints 0.76117 and 0.77544. (In Python it takes "missing" for a sixth category,
    // which only AC1 notices.) Its error counts the pattern of missing values as random too, so it is not compared.
    #expect(agree(fleissKappa(krippendorff2011).value, 0.7611692754, relative: 1e-9))
    #expect(agree(gwetAC1(krippendorff2011).value, 0.77544, relative: 1e-5))
    #expect(fleissKappa(krippendorff2011).units == 11)
  }

  /// K. L. Gwet's example: both yes 8 times, both no once, once one of each: AC1 0.8658, Scott's π (Fleiss' κ) 0.6078.
  @Test func gwetExample() {
    let r = ratings("y y y y y y y y n y", "y y y y y y y y n n")
    #expect(agree(gwetAC1(r).value, 0.8658, relative: 1e-4) && agree(gwetAC1(r).value, 0.8657718120805369))
    #expect(agree(fleissKappa(r).value, 0.6078, relative: 1e-4))
  }

  /// Two coders who agree by 3 of 4: Wilson's interval (statsmodels 0.14: 0.3006, 0.9544).
  @Test func perCentInterval() {
    let p = perCentAgreement(ratings("a a b b", "a b b b"))
    #expect(agree(p.confidenceLow, 0.3006418, relative: 1e-6) && agree(p.confidenceHigh, 0.9544127, relative: 1e-6))
    // Nothing disagrees, and still 4 units do not prove that nothing ever will.
    #expect((perCentAgreement(ratings("a a b b", "a a b b")).confidenceLow ?? 1) < 0.6)
  }
}
