import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SpatialSampleTests {
  @Test func placesThatLoseTheirNeighboursAreNamed() throws {
    let weights = try SpatialWeights(
      places: ["a", "b", "c", "d", "e", "f"], pairs: [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")])
    // f has no neighbour at all; e loses its only one with d's value.
    let sample = try SpatialSample([1, 2, 4, nil, 5, 7], weights, name: "x")
    #expect(sample.missing == ["d"] && sample.islands == ["e", "f"])
    #expect(sample.weights.places == ["a", "b", "c"])
    #expect(sample.weights.rows[2].map(\.weight) == [0.5, 0.5])
    #expect(sample.cautions.map(\.code) == ["islands", "few_places"])
    #expect(sample.cautions.first?.text.en == "Left out, since no neighbour of theirs has a value: e, f.")
  }

  @Test func errors() throws {
    let weights = try SpatialWeights(places: ["a", "b", "c"], pairs: [("a", "b"), ("b", "c")])
    #expect(
      problem { _ = try SpatialSample([1, 2], weights, name: "x") } == """
        there are 2 values for 3 places (variable x)
          why: each place has one value
          do:  give the values in the order of the places
        """)
    #expect(
      problem { _ = try SpatialSample([1, nil, 2], weights, name: "x") } == """
        0 places have a value and a neighbour with one (variable x)
          why: a pattern in space needs at least 3
          do:  use more places or a wider neighbourhood
        """)
    #expect(
      problem { _ = try SpatialSample([2, 2, 2], weights, name: "x") } == """
        all places have the same value (variable x)
          why: there is no pattern to look for
          do:  leave the test out
        """)
  }

  @Test func ordersAreTheSameForTheSameSeed() {
    var (one, other) = (RandomOrder(seed: 7), RandomOrder(seed: 7))
    var (a, b) = ((0..<10).map(Double.init), (0..<10).map(Double.init))
    one.shuffle(&a)
    other.shuffle(&b)
    #expect(a == b && a.sorted() == (0..<10).map(Double.init) && a != a.sorted())
    // Each of 3! orders about equally often.
    var counts: [[Double]: Int] = [:]
    for _ in 0..<6000 {
      var c = [1.0, 2, 3]
      one.shuffle(&c)
      counts[c, default: 0] += 1
    }
    #expect(counts.count == 6 && counts.values.allSatisfy { abs($0 - 1000) < 130 })
  }
}
