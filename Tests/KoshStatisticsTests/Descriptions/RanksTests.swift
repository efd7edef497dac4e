import KoshStatistics
import Testing

@Suite struct RanksTests {
  @Test func workedExamples() {
    #expect(ranks([10, nil, 30, 30], order: .descending, ties: .competition) == [3, nil, 1, 1])
    #expect(ranks([10, nil, 30, 30], order: .ascending, ties: .average) == [1, nil, 2.5, 2.5])
    #expect(ranks([]) == [])
    #expect(ranks([nil, .nan]) == [nil, nil])
  }

  /// Average ranks always add up to n(n + 1)/2.
  @Test func averageRanksKeepTheirSum() {
    let values: [Double?] = [3, 1, 3, 3, 2, 1, nil, 8]
    #expect(ranks(values, ties: .average).compactMap { $0 }.reduce(0, +) == 28)
  }

  @Test func sharesOfAWhole() {
    #expect(shares([1, nil, 3]) == [0.25, nil, 0.75])
    #expect(shares([-1, -3]) == [0.25, 0.75])
    #expect(shares([1, -3]) == [nil, nil])
    #expect(shares([0, 0]) == [nil, nil])
  }
}
