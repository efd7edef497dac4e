/// What separates the fields of a row.
package enum CSVDelimiter: String, Sendable, Hashable, CaseIterable {
  case comma = ","
  case semicolon = ";"
  case tab = "\t"

  /// From the sign itself or its name: `,` or `comma`, `;` or `semicolon`, a tab, `\t` or `tab`.
  package init?(text: String) {
    switch text {
    case ",", "comma": self = .comma
    case ";", "semicolon": self = .semicolon
    case "\t", "\\t", "tab": self = .tab
    default: return nil
    }
  }

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    }
  }
}

/// What the cells of a column are read as.
package enum ColumnType: Sendable, Hashable {
  case number, text
}

/// What is known of a CSV file beforehand; what is not given is found out from the file.
package struct CSVOptions: Sendable {
  /// Whether ``Column/printed`` keeps each cell's text, for checks that need the digits as printed.
  package var keepPrinted = false
  /// What separates fields; `nil`: found from the header and the first rows.
  package var delimiter: CSVDelimiter?
  /// `.` or `,` in every column of numbers; `nil`: decided for each column from its cells.
  package var decimalMark: Character?
  /// The encoding; `nil`: found from the bytes.
  package var encoding: TextEncoding?
  /// What columns are read as, by name; one that is not named is numbers where every cell is one, else text.
  package var types: [String: ColumnType] = [:]
  /// Cells that mean "no answer" in every column, besides the empty one.
  package var missing: Set<String> = CSVOptions.usualMissing
  /// Further such cells of single columns, by name.
  package var missingByColumn: [String: Set<String>] = [:]
  /// The columns that are read, by name; `nil`: all. One that the file does not have is not missed here.
  package var columns: Set<String>?
  /// The bytes of a stretch that is read beside others.
  var stretch = Stretches.usualSize

  /// Cells that programs write where there is no value.
  ///
  /// A lone dash is not among them: in official tables it means "none", which is 0 and not unknown. Who has dashes
  /// says what they mean.
  package static let usualMissing: Set<String> = ["NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan"]

  /// Nothing known beforehand.
  package init() {}
}
