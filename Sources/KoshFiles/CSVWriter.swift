package import KoshTable

/// Writes tables as CSV.
package enum CSVWriter {
  /// A table as CSV: UTF-8, commas, LF at the end of each row, a field quoted where it must be.
  ///
  /// Numbers are written in the fewest digits that read back to the same bits, with a decimal point; a missing value is
  /// an empty field. ``CSV/read(bytes:name:options:)`` gives the same names and cells back, where the types of text
  /// columns are given and no text has blanks at its ends or is one of ``CSVOptions/usualMissing``.
  ///
  /// - Complexity: O(number of cells).
  package static func text(_ table: Table) -> String {
    let isLone = table.columns.count == 1
    var text = table.names.map { field($0, isLone: isLone) }.joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      for (position, column) in table.columns.enumerated() {
        if position > 0 { text += "," }
        text += field(column.text(at: row) ?? "", isLone: isLone)
      }
      text += "\n"
    }
    return text
  }

  private static func field(_ text: String, isLone: Bool) -> String {
    // In a file of one column an empty line would be no row.
    let mustQuote =
      isLone && text.isEmpty
      || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x3B || $0 == 0x09 || $0 == 10 || $0 == 13 }
    guard mustQuote else { return text }
    var quoted = "\""
    for character in text.unicodeScalars {
      if character == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }
}
