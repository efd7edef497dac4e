package import KoshTable

/// A computed value in the ledger: what every number of the report leads to.
package struct FindingEntry: Sendable, Hashable {
  /// The finding's name; unique in the document.
  package var id: String
  /// What it is.
  package var label: Trilingual
  /// The value as it is written.
  package var value: Trilingual
  /// Its unit; empty for a pure number.
  package var unit: Trilingual
  /// How it was computed, in one line.
  package var method: Trilingual
  /// The data cells it was computed from.
  package var cells: [CellReference]
  /// Findings it was computed from.
  package var basis: [String]
  /// Whose words the value is; `nil` for a value that is no quotation.
  package var quote: Quotation?
  /// Whether it was computed, rather than taken as it stands in the data.
  package var isComputed: Bool

  /// Words that somebody said: they are neither translated nor written anew.
  package struct Quotation: Sendable, Hashable {
    /// The language that they are in, if it is known.
    package var language: Language?

    /// A quotation in a language.
    package init(language: Language?) { self.language = language }
  }

  /// An entry.
  package init(
    id: String, label: Trilingual, value: Trilingual, unit: Trilingual = Trilingual(same: ""),
    method: Trilingual = Trilingual(same: ""), cells: [CellReference] = [], basis: [String] = [],
    quote: Quotation? = nil, isComputed: Bool = true
  ) {
    self.id = id
    self.label = label
    self.value = value
    self.unit = unit
    self.method = method
    self.cells = cells
    self.basis = basis
    self.quote = quote
    self.isComputed = isComputed
  }
}

/// Cells of one column of a data table.
package struct CellReference: Sendable, Hashable {
  /// The name of the data table, ``DataTable/source``.
  package var source: String
  /// The column's name.
  package var column: String
  /// The lines of the file; empty means all rows that the table shows.
  package var lines: [Int]

  /// Cells of `column` on `lines` of a file.
  package init(source: String, column: String, lines: [Int] = []) {
    self.source = source
    self.column = column
    self.lines = lines
  }
}

/// A data file as it stood, cell by cell.
package struct DataTable: Sendable, Hashable {
  /// The name by which findings refer to it; unique in the document.
  package var source: String
  /// What the file holds.
  package var title: Trilingual
  /// The file's path.
  package var path: String
  /// The column names of the file's header.
  package var columns: [String]
  /// The rows that are shown.
  package var rows: [DataRow]
  /// Rows of the file that are not shown: too many, or people in small cells.
  package var rowsLeftOut: Int

  /// A data table.
  package init(
    source: String, title: Trilingual, path: String = "", columns: [String], rows: [DataRow], rowsLeftOut: Int = 0
  ) {
    self.source = source
    self.title = title
    self.path = path
    self.columns = columns
    self.rows = rows
    self.rowsLeftOut = rowsLeftOut
  }
}

/// A line of a data file.
package struct DataRow: Sendable, Hashable {
  /// The line of the file on which it stands, from 1.
  package var line: Int
  /// The cells as they stood; empty text is an empty cell.
  package var cells: [String]

  /// A row.
  package init(line: Int, cells: [String]) {
    self.line = line
    self.cells = cells
  }
}
