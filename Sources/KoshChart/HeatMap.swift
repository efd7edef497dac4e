package import KoshTable

/// A table as coloured cells, with the value written in each.
package struct HeatMap: Chart {
  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// Names of the rows.
  package var rows: [Trilingual]
  /// Names of the columns.
  package var columns: [Trilingual]
  /// Row by row; `nil` is missing, hatched and never coloured.
  package var values: [[Double?]]
  /// How numbers become colours.
  package var scale: ColourScale
  /// How values are written.
  package var number: ChartNumber
  /// What the numbers are, above the legend.
  package var valueTitle: Trilingual
  /// Heading of the row labels in the table behind the picture.
  package var rowTitle: Trilingual

  /// A heat map.
  package init(
    text: ChartText, rows: [Trilingual], columns: [Trilingual], values: [[Double?]], scale: ColourScale = .sequential,
    number: ChartNumber = ChartNumber(), valueTitle: Trilingual = .none, rowTitle: Trilingual = ChartWords.category
  ) {
    self.text = text
    self.rows = rows
    self.columns = columns
    self.values = values
    self.scale = scale
    self.number = number
    self.valueTitle = valueTitle
    self.rowTitle = rowTitle
  }
}
