import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SpatialWeightsTests {
  private let row = ["a", "b", "c", "d"]

  @Test func pairsCountBothWaysAndOnce() throws {
    let weights = try SpatialWeights(places: row, pairs: [("a", "b"), ("b", "a"), ("b", "c")])
    #expect(weights.rows.map { $0.map(\.place) } == [[1], [0, 2], [1], []])
    #expect(weights.rows[1].map(\.weight) == [0.5, 0.5])
    #expect(weights.islands == ["d"])
    let binary = try SpatialWeights(places: row, pairs: [("a", "b"), ("b", "c")], style: .binary)
    #expect(binary.rows[1].map(\.weight) == [1, 1])
    // S₁ = ½ Σ (w + wᵀ)² = ½ · 4 · 4 links one way; S₂ = Σ (row + column)² = 2² + 4² + 2².
    #expect(binary.total == 4 && binary.s1 == 8 && binary.s2 == 24)
  }

  @Test func distances() throws {
    let distances: [[Double]] = [[0, 1, 3, 6], [1, 0, 2, 5], [3, 2, 0, 3], [6, 5, 3, 0]]
    let within = try SpatialWeights(places: row, distances: distances, .within(2), style: .binary)
    #expect(within.rows.map { $0.map(\.place) } == [[1], [0, 2], [1], []])
    let nearest = try SpatialWeights(places: row, distances: distances, .nearest(1), style: .binary)
    #expect(nearest.rows.map { $0.map(\.place) } == [[1], [0], [1], [2]])
    let inverse = try SpatialWeights(
      places: row, distances: distances, .inverse(power: 2, within: 3), style: .binary)
    #expect(inverse.rows[0].map(\.weight) == [1, 1.0 / 9])
    // Not mutual: S₁ = Σ over unordered pairs (w + wᵀ)² = 2² + 1 + 1.
    #expect(nearest.s1 == 6)
  }

  @Test func allProblemsAtOnce() {
    #expect(
      problem {
        _ = try SpatialWeights(places: ["a", "b", "a"], pairs: [("a", "x"), ("b", "b")])
      } == """
        the place "a" comes twice
          why: each place has one value
          do:  select rows so that every place comes once

        the neighbours a – x name the unknown place "x"
          why: there is no value for it
          do:  correct the name, or leave the pair out

        the place "b" is listed as its own neighbour
          why: a place is always like itself
          do:  leave the pair out
        """)
    #expect(
      problem {
        _ = try SpatialWeights(places: ["a", "b"], distances: [[0, 0], [0, 0]], .inverse(power: 1, within: nil))
      }
        == """
        "a" and "b" are at distance 0
          why: 1 / distance is undefined there
          do:  join the two places, or use another rule
        """)
    #expect(
      problem { _ = try SpatialWeights(places: ["a", "b"], distances: [[0, 1], [-1, 0]], .within(1)) } == """
        the distance from "b" to "a" is no distance
          why: it must be a number that is not negative
          do:  correct it
        """)
    #expect(
      problem { _ = try SpatialWeights(places: ["a", "b"], distances: [[0, 1], [1, 0]], .nearest(2)) } == """
        the 2 nearest of 2 places are asked for
          why: each place has 1 others
          do:  ask for from 1 to 1
        """)
    #expect(
      problem { _ = try SpatialWeights(places: ["a", "b"], distances: [[0, 1]], .nearest(1)) } == """
        the distances are no table of 2 by 2
          why: each place needs its distance to every other
          do:  give one row and one column for each place
        """)
  }
}
