internal import KoshFiles
package import KoshTable

/// Tables of codings that other programs export, read by the names of their columns.
///
/// What is needed is a text, a code, and positions or the coded words. The columns may be called as here, or
///
/// | here | elsewhere |
/// | --- | --- |
/// | `source` | document, file, filename, file name, document name |
/// | `code` | tag, codename, code name |
/// | `start`, `end` | pos0, pos1; begin; start position, end position |
/// | `quote` | content, seltext, segment, quotation, quotation content, coded text |
/// | `coder` | owner, user, author, created by, coder name |
/// | `memo` | comment, note |
/// | `date` | created, modified |
///
/// whatever their letter case, with blanks or underscores. `start` and `end` are Unicode scalars, half-open.
package enum ForeignCodings {
  private static let names: [(column: String, others: [String])] = [
    ("source", ["document", "file", "filename", "file name", "document name"]),
    ("code", ["tag", "codename", "code name"]),
    ("start", ["pos0", "begin", "start position"]),
    ("end", ["pos1", "end position"]),
    ("quote", ["content", "seltext", "segment", "quotation", "quotation content", "coded text"]),
    ("coder", ["owner", "user", "author", "created by", "coder name"]),
    ("memo", ["comment", "note"]),
    ("date", ["created", "modified"]),
    ("guid", []),
  ]

  /// The codings of a file; see ``read(_:file:)``.
  package static func read(path: String) throws(Problems) -> [ForeignCoding] {
    let text: SourceText
    do throws(Problem) {
      text = SourceText(utf8: try TextFile.utf8(of: try FileBytes.read(path: path), name: path).bytes)
    } catch {
      throw Problems(error)
    }
    return try read(text, file: path)
  }

  /// The codings of a table's text: comma-, semicolon- or tab-separated.
  ///
  /// - Throws: ``Problems`` where the columns that are needed are not there, and for every line with a position that is
  ///   no whole number or with more cells than the header.
  package static func read(_ text: SourceText, file: String) throws(Problems) -> [ForeignCoding] {
    let rows = TabText(text)
    guard let header = rows.rows.first else {
      throw Problems(Problem(.data, "the file is empty", at: Place(file: file), remedy: "export the codings anew"))
    }
    let headings = header.cells.map { cell in
      TabText.trimmed(cell).lowercased().split(whereSeparator: { $0 == "_" || $0 == " " }).joined(separator: " ")
    }
    var columns: [String: Int] = [:]
    for (column, others) in names {
      columns[column] = ([column] + others).lazy.compactMap { headings.firstIndex(of: $0) }.first
    }
    var problems: [Problem] = []
    func need(_ column: String, _ isThere: Bool) {
      guard !isThere else { return }
      let others = names.first { $0.column == column }?.others ?? []
      problems.append(
        Problem(
          .data, "there is no column \"\(column)\"", at: Place(file: file, line: header.line),
          why: "it may also be called \(others.joined(separator: ", "))", remedy: "rename the column that holds it"))
    }
    need("source", columns["source"] != nil)
    need("code", columns["code"] != nil)
    need("quote", columns["quote"] != nil || (columns["start"] != nil && columns["end"] != nil))
    var result: [ForeignCoding] = []
    for row in rows.rows.dropFirst() {
      let place = Place(file: file, line: row.line)
      func cell(_ column: String) -> String? {
        guard let at = columns[column], at < row.cells.count else { return nil }
        let cell = column == "quote" ? row.cells[at] : TabText.trimmed(row.cells[at])
        return cell.isEmpty ? nil : cell
      }
      guard row.cells.count <= headings.count else {
        problems.append(
          Problem(.data, "\(row.cells.count) cells instead of \(headings.count)", at: place, remedy: "mend the line"))
        continue
      }
      var range: Range<Int>?
      if let start = cell("start"), let end = cell("end") {
        guard let first = Int(start), let last = Int(end), first <= last else {
          problems.append(
            Problem(
              .data, "start and end are no stretch: \"\(start)\", \"\(end)\"", at: place,
              remedy: "write two whole numbers, the smaller one first"))
          continue
        }
        range = first..<last
      }
      result.append(
        ForeignCoding(
          source: cell("source") ?? "", range: range, quote: cell("quote"), code: cell("code") ?? "",
          coder: cell("coder"), date: cell("date"), memo: cell("memo"), guid: cell("guid"), place: place))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return result
  }
}
