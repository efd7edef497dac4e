import KoshStatistics
import Testing

struct SmallCellsTests {
  @Test func nothingIsHiddenWhereAllCountsAreLarge() {
    #expect(suppressedCells([[12, 30], [40, 25]], least: 10) == [[false, false], [false, false]])
  }

  @Test func zerosStay() {
    #expect(suppressedCells([[0, 30], [40, 25]], least: 10) == [[false, false], [false, false]])
  }

  @Test func aSmallCellTakesItsNeighboursWithIt() {
    #expect(suppressedCells([[12, 3], [40, 25]], least: 10) == [[true, true], [true, true]])
  }

  @Test func oneWayTableHidesTheNextSmallestToo() {
    #expect(suppressedCells([[50], [4], [20], [31]], least: 10).map { $0[0] } == [false, true, true, false])
  }

  /// The law of the method: no line with a total holds exactly one hidden cell beside shown ones that give it away.
  @Test func noLineHoldsExactlyOneHiddenCell() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<200 {
      let counts = (0..<4).map { _ in (0..<3).map { _ in next(4) == 0 ? 1 + next(9) : 10 + next(60) } }
      let hidden = suppressedCells(counts, least: 10)
      for (row, values) in counts.enumerated() {
        for (column, count) in values.enumerated() where count < 10 { #expect(hidden[row][column]) }
      }
      for row in hidden { #expect(row.count { $0 } != 1) }
      for column in 0..<3 { #expect(hidden.count { $0[column] } != 1) }
    }
  }
}
