package import KoshTable

/// A map on which every region is a tile of one size, so that large empty regions do not shout.
package struct TileMap: Chart {
  /// One region.
  package struct Tile: Sendable, Hashable {
    /// Its code: `KZ-63`.
    package var code: String
    /// Its full name, in the table and in the tile's tooltip.
    package var label: Trilingual
    /// Its short name, in the tile: two lines of it at most. A soft hyphen (U+00AD) marks where it may be parted.
    package var short: Trilingual
    /// Row from the north, counted from 0.
    package var row: Int
    /// Column from the west, counted from 0.
    package var column: Int
    /// Its value; `nil` is missing and hatched.
    package var value: Double?
    /// The value as it is to be written; `nil` writes it as the map's number.
    package var valueText: Trilingual?

    /// A region.
    package init(
      code: String, label: Trilingual, short: Trilingual, row: Int, column: Int, value: Double?,
      valueText: Trilingual? = nil
    ) {
      self.code = code
      self.label = label
      self.short = short
      self.row = row
      self.column = column
      self.value = value
      self.valueText = valueText
    }
  }

  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// The regions.
  package var tiles: [Tile]
  /// How numbers become colours.
  package var scale: ColourScale
  /// How values are written in the tiles and the legend.
  package var number: ChartNumber
  /// What the numbers are, above the legend.
  package var valueTitle: Trilingual

  /// A tile map.
  package init(
    text: ChartText, tiles: [Tile], scale: ColourScale = .diverging, number: ChartNumber = ChartNumber(),
    valueTitle: Trilingual = .none
  ) {
    self.text = text
    self.tiles = tiles
    self.scale = scale
    self.number = number
    self.valueTitle = valueTitle
  }
}
