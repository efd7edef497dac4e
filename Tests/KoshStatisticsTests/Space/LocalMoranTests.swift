import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct LocalMoranTests {
  // spdep::localmoran, and localmoran_perm with 49,999 orders of its own: References/series_space.R.
  @Test func agreesWithSpdep() throws {
    let space = try SpaceReference()
    let weights = try SpatialWeights(places: space.places, pairs: try space.pairs())
    let test = try SpatialAutocorrelation.localMoran(space.balance, weights)
    #expect(agree(test.places.map(\.statistic), try space.numbers.numbers("local"), relative: 1e-8))
    for (place, p) in zip(test.places, try space.numbers.numbers("local_permuted")) {
      // Standard error of a p-value from 9,999 orders is at most 0.01 for twice a tail.
      #expect(abs(place.pValue - p) < 0.04, "\(place.place)")
      #expect(place.adjustedPValue >= place.pValue)
    }
    // The local statistics add up to n times the global one.
    let global = try SpatialAutocorrelation.moran(space.balance, weights, permutations: 0)
    #expect(agree(test.places.reduce(0) { $0 + $1.statistic }, 20 * global.statistic, relative: 1e-10))
    #expect(test.found().isEmpty)
    #expect(test == (try SpatialAutocorrelation.localMoran(space.balance, weights)))
  }

  @Test func quadrants() throws {
    let names = (0..<40).map { "p\($0)" }
    let weights = try SpatialWeights(places: names, pairs: zip(names, names.dropFirst()).map { ($0, $1) })
    // Twenty low places, then twenty high ones, one high among the low and one low among the high.
    let values = (0..<40).map { (i: Int) -> Double in
      if i == 9 { return 10 }
      if i == 30 { return 0 }
      return i < 20 ? Double(i % 3) : 10 + Double(i % 4)
    }
    let test = try SpatialAutocorrelation.localMoran(values, weights)
    #expect(test.places[5].quadrant == .lowLow && test.places[35].quadrant == .highHigh)
    #expect(test.places[9].quadrant == .highLow && test.places[9].statistic < 0)
    #expect(test.places[30].quadrant == .lowHigh && test.places[30].statistic < 0)
  }

  @Test func errors() throws {
    let weights = try SpatialWeights(places: ["a", "b", "c"], pairs: [("a", "b"), ("b", "c")])
    #expect(
      problem { _ = try SpatialAutocorrelation.localMoran([1, 2, 3], weights, permutations: 9, name: "x") } == """
        9 random orders are asked for (variable x)
          why: p-values could not be small enough to tell anything
          do:  ask for at least 99
        """)
  }
}
