package import KoshTable

/// Horizontal bars, ordered by value unless told otherwise: one or several values per row, to either side of zero.
///
/// A missing value is written "no data" and has no bar; it is never drawn as zero.
package struct BarChart: Chart {
  /// One row: a label and a value for each series.
  package struct Bar: Sendable, Hashable {
    /// What the row is.
    package var label: Trilingual
    /// One value per series; `nil` is missing.
    package var values: [Double?]
    /// One interval per series, drawn as a whisker; may be shorter than ``values``.
    package var intervals: [ChartInterval?]
    /// Index into ``BarChart/groups``: the category that colours the bar and gives it a marker.
    package var group: Int?
    /// Whether the row is picked out: bold label, and full colour where the others are pale.
    package var isEmphasised: Bool

    /// A row of one value.
    package init(
      _ label: Trilingual, _ value: Double?, interval: ChartInterval? = nil, group: Int? = nil,
      isEmphasised: Bool = false
    ) {
      self.init(label, values: [value], intervals: [interval], group: group, isEmphasised: isEmphasised)
    }

    /// A row of several values.
    package init(
      _ label: Trilingual, values: [Double?], intervals: [ChartInterval?] = [], group: Int? = nil,
      isEmphasised: Bool = false
    ) {
      self.label = label
      self.values = values
      self.intervals = intervals
      self.group = group
      self.isEmphasised = isEmphasised
    }
  }

  /// In which order the rows stand, by the first series; missing values stand last.
  package enum Order: Sendable, Hashable {
    /// Largest first.
    case descending
    /// Smallest first.
    case ascending
    /// As given: for categories with an order of their own.
    case asGiven
  }

  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// The rows.
  package var bars: [Bar]
  /// Names of the series; one entry for each value of a row. One series needs no name.
  package var series: [Trilingual]
  /// Names of the categories of rows.
  package var groups: [Trilingual]
  /// How values are written.
  package var number: ChartNumber
  /// In which order the rows stand.
  package var order: Order
  /// Heading of the label column in the table behind the picture.
  package var rowTitle: Trilingual
  /// Heading of the value column there, when there is one series without a name.
  package var valueTitle: Trilingual

  /// A bar chart.
  package init(
    text: ChartText, bars: [Bar], series: [Trilingual] = [], groups: [Trilingual] = [],
    number: ChartNumber = ChartNumber(), order: Order = .descending, rowTitle: Trilingual = ChartWords.category,
    valueTitle: Trilingual = ChartWords.value
  ) {
    self.text = text
    self.bars = bars
    self.series = series
    self.groups = groups
    self.number = number
    self.order = order
    self.rowTitle = rowTitle
    self.valueTitle = valueTitle
  }
}
