#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Rows of cells in a text file: cells parted by tabs, with `\t`, `\n` and `\\` written out inside a cell; or by commas
/// or semicolons, with cells in quotation marks, as spreadsheets write them. The first line decides which it is.
struct TabText {
  /// One row: the line on which it begins, its cells, and the row as it stood.
  struct Row {
    var line: Int
    var cells: [String]
    var raw: String
  }

  /// Lines that begin with `#` before the first row, without that sign and the blanks after it.
  var comments: [String] = []
  /// The rows, the header first; empty lines are passed over.
  var rows: [Row] = []
  /// What parts the cells.
  var delimiter: UInt8 = TabText.tab

  static let tab = UInt8(ascii: "\t")
  private static let newline = UInt8(ascii: "\n")
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Reads a text; nothing in it is an error, a quotation mark that is not closed ends with the file.
  init(_ text: SourceText) {
    let bytes = text.utf8
    var at = 0
    var line = 1
    var isHeader = true
    while at < bytes.count {
      let end = TabText.first(TabText.newline, in: bytes, from: at, to: bytes.count)
      if isHeader, bytes[at] == UInt8(ascii: "#") {
        comments.append(TabText.trimmed(String(decoding: bytes[(at + 1)..<end], as: UTF8.self)))
        (at, line) = (end + 1, line + 1)
        continue
      }
      guard bytes[at..<end].contains(where: { $0 != 32 && $0 != TabText.tab }) else {
        (at, line) = (end + 1, line + 1)
        continue
      }
      if isHeader {
        delimiter = TabText.delimiter(ofHeader: bytes[at..<end])
        isHeader = false
      }
      if delimiter == TabText.tab {
        rows.append(
          Row(
            line: line, cells: TabText.tabCells(bytes, at..<end), raw: String(decoding: bytes[at..<end], as: UTF8.self))
        )
        (at, line) = (end + 1, line + 1)
      } else {
        let (cells, next, lines) = TabText.quotedCells(bytes, from: at, delimiter: delimiter)
        let last = next > at && next <= bytes.count && bytes[next - 1] == TabText.newline ? next - 1 : next
        rows.append(
          Row(line: line, cells: cells, raw: String(decoding: bytes[at..<min(last, bytes.count)], as: UTF8.self)))
        (at, line) = (next, line + lines)
      }
    }
  }

  private static func delimiter(ofHeader header: ArraySlice<UInt8>) -> UInt8 {
    if header.contains(tab) { return tab }
    let semicolons = header.count { $0 == UInt8(ascii: ";") }
    let commas = header.count { $0 == UInt8(ascii: ",") }
    return semicolons == 0 && commas == 0 ? tab : semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }

  /// Where a byte first stands; `end` if nowhere before it.
  private static func first(_ byte: UInt8, in bytes: [UInt8], from start: Int, to end: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      guard start < end, let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), end - start) else {
        return end
      }
      return UnsafeRawPointer(found) - base
    }
  }

  private static func tabCells(_ bytes: [UInt8], _ row: Range<Int>) -> [String] {
    var cells: [String] = []
    cells.reserveCapacity(12)
    let hasEscapes = first(backslash, in: bytes, from: row.lowerBound, to: row.upperBound) < row.upperBound
    var start = row.lowerBound
    while true {
      let end = first(tab, in: bytes, from: start, to: row.upperBound)
      cells.append(hasEscapes ? unescaped(bytes[start..<end]) : String(decoding: bytes[start..<end], as: UTF8.self))
      guard end < row.upperBound else { return cells }
      start = end + 1
    }
  }

  private static func quotedCells(
    _ bytes: [UInt8], from start: Int, delimiter: UInt8
  ) -> (cells: [String], next: Int, lines: Int) {
    var (at, lines) = (start, 1)
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while at < bytes.count {
      let byte = bytes[at]
      if isQuoted {
        if byte == quote {
          if at + 1 < bytes.count, bytes[at + 1] == quote {
            cell.append(quote)
            at += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == newline { lines += 1 }
          cell.append(byte)
        }
      } else if byte == quote, cell.isEmpty {
        isQuoted = true
      } else if byte == delimiter {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte == newline {
        at += 1
        break
      } else {
        cell.append(byte)
      }
      at += 1
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return (cells, at, lines)
  }

  private static func unescaped(_ cell: ArraySlice<UInt8>) -> String {
    guard cell.contains(backslash) else { return String(decoding: cell, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(cell.count)
    var at = cell.startIndex
    while at < cell.endIndex {
      if cell[at] == backslash, at + 1 < cell.endIndex {
        switch cell[at + 1] {
        case UInt8(ascii: "t"): result.append(tab)
        case UInt8(ascii: "n"): result.append(newline)
        case UInt8(ascii: "r"): result.append(13)
        case backslash: result.append(backslash)
        default: result += [backslash, cell[at + 1]]
        }
        at += 2
      } else {
        result.append(cell[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A cell as it is written between tabs; ``init(_:)`` reads it back to the same text.
  static func escaped(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == tab || $0 == newline || $0 == backslash || $0 == 13 }) else { return cell }
    var result = ""
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A row as it is written between tabs, with its line end.
  static func line(_ cells: [String]) -> String { cells.map(escaped).joined(separator: "\t") + "\n" }

  /// A text without the blanks at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let scalars = Substring(text).unicodeScalars
    guard let first = scalars.firstIndex(where: { $0.isPlainSign || !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { $0.isPlainSign || !$0.properties.isWhitespace })
    else { return "" }
    return String(Substring(scalars[first...last]))
  }
}
