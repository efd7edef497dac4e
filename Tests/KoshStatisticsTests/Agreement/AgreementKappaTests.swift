import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementKappaTests {
  /// Cohen (1960) 0.491525; others by hand. Standard errors: statsmodels, see References/agreement.py, which divides by
  /// n and not by n − 1.
  @Test func publishedTables() {
    let cohen = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    let k = cohenKappa(table: cohen)
    #expect(agree(k.value, 0.49152542372881347))
    #expect(agree(k.standardError, 0.05100181557607786 * (200.0 / 199).squareRoot(), relative: 1e-9))
    #expect(k.units == 200 && agree(k.observed, 0.7) && agree(k.expected, 0.41))
    let linear = cohenKappa(table: cohen, weights: .linear)
    #expect(agree(linear.value, 0.4736842105263158))
    #expect(agree(linear.standardError, 0.054432309177641525 * (200.0 / 199).squareRoot(), relative: 1e-9))
    // Cohen (1968): 0.348 with his weights.
    let weighted = cohenKappa(table: cohen, weights: .disagreement([[0, 1, 3], [1, 0, 6], [3, 6, 0]]))
    #expect(agree(weighted.value, 0.34782608695652173))
    #expect(agree(weighted.standardError, 0.07550401525482296 * (200.0 / 199).squareRoot(), relative: 1e-9))
  }

  @Test(
    arguments: [
      ([[20, 20], [10, 50]], 0.347826), ([[20, 5], [10, 15]], 0.4), ([[45, 15], [25, 15]], 0.130435),
      ([[25, 35], [5, 35]], 0.259259),
    ]) func twoByTwo(_ table: [[Int]], _ kappa: Double)
  {
    #expect(agree(cohenKappa(table: table).value, kappa, relative: 3e-6))
  }

  /// scikit-learn's weighted example: 0.931507, linear 0.941176, quadratic 0.954128.
  @Test func weights() {
    let table = [[46, 0, 0], [4, 40, 0], [0, 0, 10]]
    #expect(agree(cohenKappa(table: table).value, 0.931507, relative: 1e-6))
    #expect(agree(cohenKappa(table: table, weights: .linear).value, 0.941176, relative: 1e-6))
    #expect(agree(cohenKappa(table: table, weights: .quadratic).value, 0.954128, relative: 1e-6))
  }

  @Test func ofRatings() throws {
    let r = ratings("a a b b c .", "a b b b . c", "a a b a c c")
    #expect(agree(cohenKappa(r, first: 0, second: 1).value, 0.5) && cohenKappa(r, first: 0, second: 1).units == 4)
    let a = try agreement(r)
    #expect(a.cohen.map { $0.first + $0.second } == ["AB", "AC", "BC"])
    let mean = a.cohen.compactMap(\.kappa.value).reduce(0, +) / 3
    #expect(agree(a.meanCohen, mean))
    // Quadratic κ and α in the interval metric use the same distances.
    let numbers = ratings("1 2 3 4", "1 3 3 5")
    let weights = Agreement.kappaWeights(.interval, of: numbers)
    #expect(
      agree(cohenKappa(numbers, weights: weights).value, try #require(cohenKappa(numbers, weights: .quadratic).value)))
  }

  @Test func perfectAndNone() {
    let perfect = cohenKappa(table: [[5, 0], [0, 7]])
    // No unit disagrees, so the data do not tell how often units do: no standard error of zero.
    #expect(perfect.value == 1 && perfect.standardError == nil && perfect.confidenceLow == nil)
    #expect(cohenKappa(table: [[0, 0], [0, 0]]).undefined == .noPair)
    #expect(cohenKappa(table: [[9, 0], [0, 0]]).undefined == .oneCategory)
    #expect(cohenKappa(table: [[0, 9], [0, 0]]).value == 0)
  }
}
