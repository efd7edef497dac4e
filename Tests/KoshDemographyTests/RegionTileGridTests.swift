import KoshDemography
import Testing

struct RegionTileGridTests {
  @Test func everyRegionOfTodayHasOneTile() {
    #expect(RegionTileGrid.tiles.map(\.region.code).sorted() == Region.current.map(\.code).sorted())
  }

  @Test func noTwoTilesOverlap() {
    #expect(Set(RegionTileGrid.tiles.map { $0.row * 100 + $0.column }).count == RegionTileGrid.tiles.count)
  }

  /// Pairs of regions of which the first lies clearly north or west of the second on a map.
  @Test func bearingsAreRoughlyTrue() throws {
    func tile(_ code: String) throws -> RegionTileGrid.Tile {
      try #require(RegionTileGrid.tiles.first { $0.region.code == code })
    }
    for (north, south) in [
      ("KZ-59", "KZ-11"), ("KZ-27", "KZ-23"), ("KZ-23", "KZ-47"), ("KZ-35", "KZ-31"), ("KZ-55", "KZ-10"),
      ("KZ-10", "KZ-33"), ("KZ-61", "KZ-79"), ("KZ-19", "KZ-75"),
    ] {
      #expect(try tile(north).row < tile(south).row, "\(north) \(south)")
    }
    for (west, east) in [
      ("KZ-27", "KZ-15"), ("KZ-15", "KZ-11"), ("KZ-39", "KZ-59"), ("KZ-62", "KZ-35"), ("KZ-35", "KZ-10"),
      ("KZ-10", "KZ-63"), ("KZ-43", "KZ-61"), ("KZ-31", "KZ-19"), ("KZ-19", "KZ-33"),
    ] {
      #expect(try tile(west).column < tile(east).column, "\(west) \(east)")
    }
  }
}
