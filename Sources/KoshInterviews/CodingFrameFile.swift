package import KoshTable

/// Coding frames as text files: a line a code, cells parted by tabs (or a CSV file from a spreadsheet).
///
///     # name_en: Expectancy and value
///     # version: 2
///     id	parent	name_en	name_ru	name_kk	definition_en	…
///     cost		Cost	Цена	Шығын	What has to be given up …
///
/// The columns are `id`, `parent`, `codable` (`no` for a mere heading), `color`, `replaces` (codes of the version
/// before, parted by blanks), `guid`, and `name`, `definition`, `include`, `exclude`, `example`, each with `_en`,
/// `_ru`, `_kk`. Only `id` must be there; a column without ending (`name`) serves all languages that have none of their
/// own. Several examples stand in one cell, a line each.
package enum CodingFrameFile {
  private static let texts = ["name", "definition", "include", "exclude", "example"]
  private static let plain = ["id", "parent", "codable", "color", "replaces", "guid"]

  /// The frame in a file's text.
  ///
  /// - Throws: ``Problems`` with file and line of everything that is amiss: no column `id`, unknown columns, rows with
  ///   too many cells, and all that ``CodingFrame/check(places:)`` finds.
  package static func read(_ text: SourceText, file: String) throws(Problems) -> CodingFrame {
    let rows = TabText(text)
    guard let header = rows.rows.first else {
      throw Problems(
        Problem(
          .specification, "the coding frame is empty", at: Place(file: file), remedy: "write a header and a line a code"
        ))
    }
    var problems: [Problem] = []
    let names = header.cells.map { TabText.trimmed($0) }
    let known = plain + texts + texts.flatMap { text in Language.allCases.map { "\(text)_\($0.rawValue)" } }
    for name in names where !known.contains(name) {
      problems.append(
        Problem(
          .specification, "unknown column \"\(name)\"", at: Place(file: file, line: header.line),
          remedy: Spelling.advice(for: name, among: known)))
    }
    if !names.contains("id") {
      problems.append(
        Problem(
          .specification, "there is no column \"id\"", at: Place(file: file, line: header.line),
          why: "codings refer to a code by its identifier", remedy: "add the column id"))
    }
    var codes: [Code] = []
    var places: [Place] = []
    for row in rows.rows.dropFirst() {
      let place = Place(file: file, line: row.line)
      guard row.cells.count <= names.count else {
        problems.append(
          Problem(
            .specification, "\(row.cells.count) cells instead of \(names.count)", at: place, remedy: "mend the line"))
        continue
      }
      let cells = Dictionary(
        zip(names, row.cells).map { ($0, TabText.trimmed($1)) }, uniquingKeysWith: { first, _ in first })
      codes.append(code(cells))
      places.append(place)
    }
    var frame = CodingFrame(codes: codes)
    if names.contains("id") { problems += frame.check(places: places) }
    guard problems.isEmpty else { throw Problems(problems) }
    for comment in rows.comments {
      guard let colon = comment.firstIndex(of: ":") else { continue }
      let value = TabText.trimmed(comment[comment.index(after: colon)...])
      switch TabText.trimmed(comment[..<colon]) {
      case "version": frame.version = value
      case "name": frame.name = Trilingual(same: value)
      case "name_en": frame.name.en = value
      case "name_ru": frame.name.ru = value
      case "name_kk": frame.name.kk = value
      default: break
      }
    }
    return frame
  }

  private static func code(_ cells: [String: String]) -> Code {
    func cell(_ name: String) -> String? { cells[name].flatMap { $0.isEmpty ? nil : $0 } }
    func trilingual(_ name: String) -> Trilingual {
      var text = Trilingual(same: cell(name) ?? "")
      for language in Language.allCases { text[language] = cell("\(name)_\(language.rawValue)") ?? text[language] }
      return text
    }
    let name = trilingual("name")
    let id = cell("id") ?? ""
    let examples = trilingual("example")
    var lines: [Language: [String]] = [:]
    for language in Language.allCases { lines[language] = examples[language].split(separator: "\n").map(String.init) }
    let count = lines.values.map(\.count).max() ?? 0
    return Code(
      id, name: name.map { $1.isEmpty ? id : $1 }, definition: trilingual("definition"), include: trilingual("include"),
      exclude: trilingual("exclude"),
      examples: (0..<count).map { position in
        Trilingual(same: "").map { language, _ in
          lines[language].flatMap { $0.indices.contains(position) ? $0[position] : nil } ?? ""
        }
      },
      parent: cell("parent"), isCodable: cell("codable") != "no", color: cell("color"),
      replaces: (cell("replaces") ?? "").split(separator: " ").map(String.init), guid: cell("guid"))
  }

  /// The frame as a text file between tabs, which ``read(_:file:)`` reads back to the same frame as long as no text
  /// begins or ends with a blank and no example spreads over lines.
  package static func write(_ frame: CodingFrame) -> String {
    var result = ""
    for language in Language.allCases where !frame.name[language].isEmpty {
      result += "# name_\(language.rawValue): \(TabText.escaped(frame.name[language]))\n"
    }
    result += "# version: \(TabText.escaped(frame.version))\n"
    result += TabText.line(
      ["id", "parent"] + texts.flatMap { text in Language.allCases.map { "\(text)_\($0.rawValue)" } }
        + ["codable", "color", "replaces", "guid"])
    for code in frame.codes {
      let examples = Trilingual(same: "").map { language, _ in
        code.examples.map { $0[language] }.joined(separator: "\n")
      }
      let cells = [code.name, code.definition, code.include, code.exclude, examples].flatMap { text in
        Language.allCases.map { text[$0] }
      }
      result += TabText.line(
        [code.id, code.parent ?? ""] + cells
          + [code.isCodable ? "yes" : "no", code.color ?? "", code.replaces.joined(separator: " "), code.guid ?? ""])
    }
    return result
  }
}
