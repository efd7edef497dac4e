import Foundation
@testable import KoshStudy
import Testing

/// docs/study-format.md is written by hand; what it says of kinds and keys is compared with the schema.
@Suite struct StudyFormatPageTests {
  let page: String

  init() throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs")
    page = try String(contentsOf: docs.appendingPathComponent("study-format.md"), encoding: .utf8)
  }

  /// What stands between backquotes and in blocks of YAML.
  private var code: String {
    let blocks = page.components(separatedBy: "```")
    return blocks.enumerated().flatMap { index, text in
      index % 2 == 1
        ? [text] : text.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }.joined(separator: "\n")
  }

  private func words(_ text: String) -> Set<String> {
    Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  /// The keys of an object and of all that it holds.
  private func keys(_ schema: ObjectSchema) -> Set<String> {
    var found: Set<String> = []
    for field in schema.fields { found.formUnion(keys(field.type).union([field.name])) }
    return found
  }

  private func keys(_ type: FieldType) -> Set<String> {
    switch type {
    case .list(let inner), .map(let inner): keys(inner)
    case .object(let schema): keys(schema)
    case .kinds(let schemas): Set(schemas.flatMap { keys($0) })
    default: []
    }
  }

  private var kinds: [ObjectSchema] { AnalysisKinds.all.map { $0.schema } + StudySchema.exhibits }

  @Test func everyKindAndEveryKeyIsTold() {
    let told = words(code)
    for kind in kinds {
      #expect(told.contains(kind.name), "the kind \(kind.name)")
      for key in keys(kind).sorted() where !told.contains(key) { Issue.record("\(key) of \(kind.name) is not told") }
    }
    for schema in [StudySchema.study, StudySchema.source, StudySchema.claim] {
      for key in schema.fields.map(\.name) where !told.contains(key) {
        Issue.record("\(key) of \(schema.name) is not told")
      }
    }
  }

  /// In the row of a kind, what is followed by a colon is a key of it; values in braces may be languages.
  @Test func whatIsToldOfAKindIsAKeyOfIt() throws {
    var rows = 0
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.replacingOccurrences(of: "\\|", with: "/").components(separatedBy: "|")
      let name = cells[1].trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      guard let kind = kinds.first(where: { $0.name == name }) else { continue }
      rows += 1
      let known = keys(kind)
      for before in cells[2].components(separatedBy: ":").dropLast() {
        let key = String(before.reversed().prefix { $0.isLowercase || $0 == "_" }.reversed())
        if !key.isEmpty, !known.contains(key) { Issue.record("\(key) is no key of \(name)") }
      }
    }
    #expect(rows >= kinds.count - 2)
  }
}
