package import KoshTable

/// A table of results: not raw data, which is a ``DataTable``.
package struct ReportTable: Sendable, Hashable {
  /// The table's name in addresses; unique in the document.
  package var id: String
  /// What the table shows, its units and n.
  package var caption: Trilingual
  /// The columns, left to right; the cells of the first are the rows' headings.
  package var columns: [TableColumn]
  /// The cells, row by row. A row that is too short is filled with empty cells.
  package var rows: [[TableCell]]
  /// Headings that stand before some rows, in the order of those rows.
  package var groups: [RowGroup]
  /// Lines under the table: source, rule of missing values, legend.
  package var notes: [Trilingual]

  /// A table.
  package init(
    id: String, caption: Trilingual, columns: [TableColumn], rows: [[TableCell]], groups: [RowGroup] = [],
    notes: [Trilingual] = []
  ) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.groups = groups
    self.notes = notes
  }
}

/// A heading over the rows of a table from a given row on.
package struct RowGroup: Sendable, Hashable {
  /// The index of the first row under the heading, from 0.
  package var firstRow: Int
  /// The heading.
  package var title: Trilingual

  /// A heading before row `firstRow`.
  package init(firstRow: Int, title: Trilingual) {
    self.firstRow = firstRow
    self.title = title
  }
}

/// The head of a table's column.
package struct TableColumn: Sendable, Hashable {
  /// How the cells of a column are set.
  package enum Alignment: Sendable, Hashable {
    /// From the left: for words.
    case leading
    /// To the right, figures under figures: for numbers.
    case trailing
    /// In the middle: for marks such as `Yes`.
    case center
  }

  /// The heading.
  package var title: Trilingual
  /// How the cells are set.
  package var alignment: Alignment

  /// A column.
  package init(_ title: Trilingual, alignment: Alignment = .trailing) {
    self.title = title
    self.alignment = alignment
  }
}

/// A cell of a table of results.
package enum TableCell: Sendable, Hashable {
  /// Words.
  case text(Trilingual)
  /// A number with a fixed count of decimals, written in each language's format.
  case number(Double, decimals: Int, sign: NumberText.Sign = .negativeOnly, finding: String? = nil)
  /// An interval: `[0.41, 0.50]`, in Russian and Kazakh `[0,41; 0,50]`.
  case interval(Double, Double, decimals: Int, finding: String? = nil)
  /// A p-value: three decimals or `<0.001`.
  case pValue(Double, finding: String? = nil)
  /// A value that was written before: `54.5 %`.
  case value(Trilingual, finding: String?)
  /// The exact words of a respondent, the same in every language of the report.
  case quote(String, finding: String?)
  /// A verdict with its badge.
  case verdict(Verdict, claim: String?)
  /// No value; the reason is told to whoever asks. Shown as an en dash.
  case missing(reason: Trilingual)
  /// Nothing to say here.
  case empty
}
