import Testing

@testable import KoshStatistics

@Suite struct ColumnFactsTests {
  @Test func tellsWhatAColumnHolds() {
    var values = (0..<100_003).map { Double($0 * 31 % 1009) - 7 }
    let plain = ColumnFacts(values)
    #expect(plain.missing == 0 && plain.infinite == 0 && plain.isWhole)
    #expect(plain.least == -7 && plain.most == 1001)
    #expect(plain.sum == values.reduce(0, +))
    #expect(plain.wholeRange(atMost: 2000) == 1009)
    #expect(plain.wholeRange(atMost: 1000) == nil)
    values[100_002] = .nan
    values[50] = .infinity
    values[70_000] = 0.5
    let odd = ColumnFacts(values)
    #expect(odd.missing == 1 && odd.infinite == 1 && !odd.isWhole && odd.most == .infinity && odd.sum.isNaN)
    #expect(ColumnFacts([]).least == .infinity)
    #expect(ColumnFacts([.nan, 2]).least == 2)
  }

  @Test func levelsOfWholeNumbers() throws {
    let numbers = (0..<70_000).map { Double([3, -1, 10, 2][$0 % 4]) }
    let levels = try #require(WholeLevels(numbers))
    #expect(levels.values == [-1, 2, 3, 10])
    #expect(levels.codes.prefix(5) == [2, 0, 3, 1, 2])
    let falling = try #require(WholeLevels(numbers) { $0.indices.reversed() })
    #expect(falling.values == [10, 3, 2, -1] && falling.codes.prefix(4) == [1, 3, 0, 2])
    #expect(recoded([0, 2, 1, 2], places: [7, -1, 5]) == [7, 5, -1, 5])
    #expect(WholeLevels([0.5]) == nil && WholeLevels([0, 1e6]) == nil)
  }
}
