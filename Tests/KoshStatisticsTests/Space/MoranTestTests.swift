import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

/// The places of References/series_space.R: twenty regions with a made-up neighbourhood.
struct SpaceReference {
  let numbers: [String: Any]
  let balance: [Double]
  let income: [Double]
  let places = (1...20).map { "r\($0)" }

  init() throws {
    numbers = try References.json("series_space").object("space")
    let regions = try #require(try References.json("statistics")["regions"] as? [[Any]])
    balance = regions.map { ($0[2] as? NSNumber)?.doubleValue ?? .nan }
    income = regions.map { ($0[0] as? NSNumber)?.doubleValue ?? .nan }
  }

  func pairs() throws -> [(String, String)] {
    try #require(numbers["pairs"] as? [[Int]]).map { ("r\($0[0])", "r\($0[1])") }
  }
  func distances() throws -> [[Double]] {
    let points = try #require(numbers["points"] as? [[Double]])
    return points.map { a in points.map { b in hypot(a[0] - b[0], a[1] - b[1]) } }
  }
  func fit() throws -> LinearFit {
    try LinearModel("balance ~ income").fit(
      Table(
        name: "regions",
        columns: [Column(Variable("balance"), numbers: balance), Column(Variable("income"), numbers: income)]))
  }
}

@Suite struct MoranTestTests {
  // spdep::moran.test and lm.morantest: References/series_space.R.
  @Test func agreesWithSpdep() throws {
    let space = try SpaceReference()
    let (pairs, distances) = (try space.pairs(), try space.distances())
    let cases: [(String, SpatialWeights)] = [
      ("row_standardised", try SpatialWeights(places: space.places, pairs: pairs)),
      ("binary", try SpatialWeights(places: space.places, pairs: pairs, style: .binary)),
      ("inverse", try SpatialWeights(places: space.places, distances: distances, .inverse(power: 1, within: nil))),
      (
        "inverse_binary",
        try SpatialWeights(
          places: space.places, distances: distances, .inverse(power: 1, within: nil), style: .binary)
      ),
      ("nearest", try SpatialWeights(places: space.places, distances: distances, .nearest(3))),
    ]
    for (key, weights) in cases {
      let expected = try space.numbers.object(key)
      let test = try SpatialAutocorrelation.moran(space.balance, weights, permutations: 0)
      #expect(agree(test.statistic, try expected.number("i"), relative: 1e-8))
      #expect(agree(test.expected, try expected.number("e"), relative: 1e-12))
      #expect(agree(test.randomisationVariance, try expected.number("var_random"), relative: 1e-8))
      #expect(agree(test.normalVariance, try expected.number("var_normal"), relative: 1e-8))
      #expect(abs((test.randomisationPValue ?? 2) - (try expected.number("p_random"))) < 1e-6)
      let greater = try SpatialAutocorrelation.moran(
        space.balance, weights, alternative: .greater, permutations: 0)
      #expect(abs(greater.normalPValue - (try expected.number("p_normal_greater"))) < 1e-6)
      #expect(test.permutationPValue == nil && test.cautions.map(\.code) == ["few_places"])
    }
    for (key, weights) in [
      ("residuals", cases[0].1), ("residuals_binary", cases[1].1), ("residuals_nearest", cases[4].1),
    ] {
      let expected = try space.numbers.object(key)
      let test = try SpatialAutocorrelation.moran(residualsOf: try space.fit(), weights)
      #expect(agree(test.statistic, try expected.number("i"), relative: 1e-8))
      #expect(agree(test.expected, try expected.number("e"), relative: 1e-8))
      #expect(agree(test.normalVariance, try expected.number("var"), relative: 1e-8))
      #expect(abs(test.normalPValue - (try expected.number("p"))) < 1e-6)
    }
  }

  // spdep on the subset: places without a value are left out of everything, as if they were not there.
  @Test func missingPlacesAreLeftOut() throws {
    let space = try SpaceReference()
    let weights = try SpatialWeights(places: space.places, pairs: try space.pairs())
    let values = space.balance.enumerated().map { $0 < 18 ? $1 : nil }
    let test = try SpatialAutocorrelation.moran(values, weights, permutations: 0)
    let expected = try space.numbers.object("without_last")
    #expect(test.missing == ["r19", "r20"] && test.n == 18)
    #expect(agree(test.statistic, try expected.number("i"), relative: 1e-8))
    #expect(agree(test.randomisationVariance, try expected.number("var_random"), relative: 1e-8))
  }

  // spdep::moran.mc with 99,999 orders of its own: its p has a standard error of 0.0014, ours of 0.0043.
  @Test func permutations() throws {
    let space = try SpaceReference()
    let weights = try SpatialWeights(places: space.places, pairs: try space.pairs())
    let test = try SpatialAutocorrelation.moran(
      space.balance, weights, alternative: .greater, permutations: 9999, seed: 3)
    #expect(abs((test.permutationPValue ?? 2) - (try space.numbers.number("permuted_greater"))) < 0.015)
    let again = try SpatialAutocorrelation.moran(
      space.balance, weights, alternative: .greater, permutations: 9999, seed: 3)
    #expect(test == again)
  }

  @Test func byHand() throws {
    let weights = try SpatialWeights(
      places: ["a", "b", "c", "d"], pairs: [("a", "b"), ("b", "c"), ("c", "d")], style: .binary)
    let test = try SpatialAutocorrelation.moran([1, 2, 3, 4], weights, permutations: 999)
    #expect(agree(test.statistic, 1.0 / 3, relative: 1e-14) && agree(test.expected, -1.0 / 3, relative: 1e-14))
    // Of the 24 orders, 2 are as far up as this one: about 0.083, twice that for either side.
    #expect(abs((test.permutationPValue ?? 2) - 4.0 / 24) < 0.05)
  }

  // Residuals cannot be put in other orders, so nothing is said of such p-values.
  @Test func fewPlacesOfResiduals() throws {
    let space = try SpaceReference()
    let test = try SpatialAutocorrelation.moran(
      residualsOf: try space.fit(), try SpatialWeights(places: space.places, pairs: try space.pairs()))
    #expect(
      test.cautions.map(\.text.en) == [
        "With 20 places the test of the residuals finds only strong patterns, and its p-value is rough."
      ])
  }

  // Three places, all neighbours: I of residuals is always −1/2.
  @Test func residualsWithOnePatternOnly() throws {
    let table = Table(
      name: "t",
      columns: [Column(Variable("y"), numbers: [1, 2, 4]), Column(Variable("x"), numbers: [1, 5, 6])])
    let weights = try SpatialWeights(places: ["a", "b", "c"], pairs: [("a", "b"), ("b", "c"), ("a", "c")])
    #expect(
      problem { _ = try SpatialAutocorrelation.moran(residualsOf: try LinearModel("y ~ x").fit(table), weights) } == """
        Moran's I of these residuals is always the same, whatever the outcome
          why: 3 places with 2 coefficients leave the residuals one pattern only
          do:  use more places or fewer predictors
        """)
    let counts = try GeneralizedLinearModel(.poisson, "y ~ x").fit(table)
    #expect(
      problem { _ = try SpatialAutocorrelation.moran(residualsOf: counts, weights) } == """
        Moran's I of residuals is defined for least squares, and "y ~ x" is another model
          why: its mean and variance are derived for residuals of a linear model
          do:  fit it by least squares
        """)
  }

  @Test func errorsOfResiduals() throws {
    let space = try SpaceReference()
    let fit = try space.fit()
    let few = try SpatialWeights(places: ["a", "b"], pairs: [("a", "b")])
    #expect(
      problem { _ = try SpatialAutocorrelation.moran(residualsOf: fit, few) } == """
        the fit has 20 rows and the weights have 2 places
          why: each residual belongs to one place
          do:  make the weights for the rows that the fit uses
        """)
    let island = try SpatialWeights(
      places: space.places, pairs: try space.pairs().filter { $0.0 != "r4" && $0.1 != "r4" })
    #expect(
      problem { _ = try SpatialAutocorrelation.moran(residualsOf: fit, island) } == """
        without a neighbour: r4
          why: the variance of residuals is derived for places that all have neighbours
          do:  leave these places out of the fit and of the weights
        """)
  }
}
