import Foundation
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ReferenceWriterTests {
  @Test func theReferenceNamesEveryKeyKindAndFunction() {
    let text = ReferenceWriter.markdown()
    for field in StudySchema.study.fields + StudySchema.source.fields + StudySchema.claim.fields {
      #expect(text.contains("| `\(field.name)`"), "\(field.name)")
    }
    for kind in AnalysisKinds.all {
      #expect(text.contains("\n## \(kind.schema.name)\n"), "\(kind.schema.name)")
      for field in kind.schema.fields { #expect(text.contains("`\(field.name)`"), "\(field.name)") }
    }
    for function in Expression.functions {
      #expect(text.contains("| `\(function.name)` | \(function.help) |"), "\(function.name)")
    }
  }

  @Test func noLineOfATableIsBroken() {
    for line in ReferenceWriter.markdown().split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.hasSuffix("|"), "\(line)")
    }
  }

  @Test func theSchemaIsJSONWhoseReferencesLead() throws {
    let text = ReferenceWriter.jsonSchema().text(indent: true)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let definitions = try #require(json["$defs"] as? [String: Any])
    func references(_ value: Any) -> [String] {
      if let object = value as? [String: Any] {
        return object.flatMap { key, inner in key == "$ref" ? [(inner as? String) ?? ""] : references(inner) }
      }
      return (value as? [Any])?.flatMap(references) ?? []
    }
    for reference in references(json) {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "").removingPercentEncoding ?? ""
      #expect(definitions[name] != nil, "\(reference)")
    }
    let study = try #require(definitions["study"] as? [String: Any])
    #expect(study["required"] as? [String] == ["kosh", "title", "question"])
    #expect(study["additionalProperties"] as? Bool == false)
  }

  /// What stands in docs/ is what the program writes now.
  @Test func theCommittedReferenceIsFresh() throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs")
    #expect(
      try String(contentsOf: docs.appendingPathComponent("reference.md"), encoding: .utf8) == ReferenceWriter.markdown()
    )
    #expect(
      try String(contentsOf: docs.appendingPathComponent("study.schema.json"), encoding: .utf8)
        == ReferenceWriter.jsonSchema().text(indent: true) + "\n")
  }
}
