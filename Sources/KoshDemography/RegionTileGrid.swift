/// The regions of Kazakhstan as tiles of equal size: every region is seen alike, and the three cities are not lost.
///
/// The layout keeps neighbours near and bearings roughly true; it was drawn for the twenty regions of 2022 and includes
/// Abai, Zhetisu and Ulytau.
public enum RegionTileGrid {
  /// A region and its place, counted from the north-west corner.
  public struct Tile: Sendable, Hashable {
    /// The region.
    public let region: Region
    /// Row from the north, from 0.
    public let row: Int
    /// Column from the west, from 0.
    public let column: Int
  }

  private static let layout: [[String]] = [
    ["", "", "KZ-39", "KZ-59", "", ""],
    ["KZ-27", "KZ-15", "", "KZ-11", "KZ-71", "KZ-55"],
    ["KZ-23", "", "KZ-62", "KZ-35", "KZ-10", "KZ-63"],
    ["KZ-47", "KZ-43", "KZ-61", "KZ-31", "KZ-19", "KZ-33"],
    ["", "", "KZ-79", "", "KZ-75", ""],
  ]

  /// A tile for each region that exists today, row by row.
  public static let tiles: [Tile] = layout.enumerated().flatMap { row, codes in
    codes.enumerated().compactMap { column, code in
      Region.find(code).map { Tile(region: $0, row: row, column: column) }
    }
  }
}
