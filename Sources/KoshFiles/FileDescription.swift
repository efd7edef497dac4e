package import KoshTable

/// A data file as `kosh describe` shows it: how it is written, and what it holds.
package struct FileDescription: Sendable {
  /// What the file holds.
  package var summary: TableSummary
  /// How it is written.
  package var format: CSV.Format

  /// Reads and describes the CSV file at a path; `options` say what cannot be seen from it.
  ///
  /// - Throws: What keeps the file from being read.
  package init(path: String, options: CSVOptions = CSVOptions()) throws(Problems) {
    self.init(try CSV.readWithFormat(path: path, options: options))
  }

  init(bytes: [UInt8], name: String, options: CSVOptions = CSVOptions()) throws(Problems) {
    self.init(try CSV.readWithFormat(bytes: bytes, name: name, options: options))
  }

  private init(_ file: (table: Table, format: CSV.Format)) {
    (summary, format) = (TableSummary(file.table), file.format)
  }

  /// The description for a terminal; ends without a line end.
  package func text(language: Language) -> String {
    let (rows, variables) = (summary.rowCount, summary.variables.count)
    let size = Trilingual(
      en: "\(rows) \(rows == 1 ? "row" : "rows") · \(variables) \(variables == 1 ? "variable" : "variables")",
      ru: "строк \(rows) · переменных \(variables)", kk: "\(rows) жол · \(variables) айнымалы")
    let text = "\(summary.name): \(size[language]) · \(format.text[language])\n\n" + summary.text(language: language)
    return String(text.dropLast())
  }

  /// The description for programs: `file`, `encoding`, `delimiter`, `decimal_marks` by variable, then what
  /// ``TableSummary/json`` gives.
  package var json: JSONValue {
    let marks = summary.variables.compactMap { variable in
      format.decimalMarks[variable.name].map { (variable.name, JSONValue.string(String($0))) }
    }
    var members: [(String, JSONValue)] = [
      ("file", .string(summary.name)), ("encoding", .string(format.encoding.rawValue)),
      ("delimiter", .string(format.delimiter.rawValue)), ("decimal_marks", .object(marks)),
    ]
    if case .object(let more) = summary.json { members += more }
    return .object(members)
  }
}
