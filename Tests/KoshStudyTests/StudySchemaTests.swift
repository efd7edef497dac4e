@testable import KoshStudy
import KoshTable
import Testing

@Suite struct StudySchemaTests {
  /// All schemas that can be reached from the study, each once.
  private var all: [ObjectSchema] {
    func inside(_ type: FieldType) -> [ObjectSchema] {
      switch type {
      case .list(let element), .map(let element): inside(element)
      case .object(let schema): [schema]
      case .kinds(let schemas): schemas
      default: []
      }
    }
    var seen: [ObjectSchema] = []
    var waiting = [StudySchema.study]
    while !waiting.isEmpty {
      let schema = waiting.removeFirst()
      guard !seen.contains(where: { $0.name == schema.name && $0.fields.map(\.name) == schema.fields.map(\.name) })
      else { continue }
      seen.append(schema)
      waiting += schema.fields.flatMap { inside($0.type) }
    }
    return seen
  }

  @Test func everyKeyStandsOnceAndIsExplained() {
    for schema in all {
      #expect(Set(schema.fields.map(\.name)).count == schema.fields.count, "\(schema.name)")
      #expect(!schema.help.isEmpty, "\(schema.name)")
      #expect(schema.fields.allSatisfy { !$0.help.isEmpty }, "\(schema.name)")
      #expect(schema.oneOf.allSatisfy { key in schema.fields.contains { $0.name == key } }, "\(schema.name)")
    }
  }

  @Test func everyKindOfAnalysisHasAnIdAndAKind() {
    #expect(Set(AnalysisKinds.all.map { $0.schema.name }).count == AnalysisKinds.all.count)
    for kind in AnalysisKinds.all {
      #expect(kind.schema.fields.prefix(2).map(\.name) == ["id", "kind"], "\(kind.schema.name)")
    }
  }

  @Test func aPartHasTheKeysOfAClaimButParts() {
    #expect(
      Set(StudySchema.part.fields.map(\.name)) == Set(StudySchema.claim.fields.map(\.name)).subtracting(["parts"]))
  }

  @Test func everyExpectationOfTheSchemaIsRead() throws {
    let examples = [
      "equals": "a.r", "holds": "a.r > 1", "whole": "a.r", "highest": "{of: s.x, are: [a]}",
      "lowest": "{of: s.x, are: [a]}",
      "monotone": "{of: s.x, direction: increasing}", "extreme": "{of: s.x, is: maximum, at: a}",
      "members": "{of: a.list, are: []}", "exists": "{among: [a.*]}",
      "same": "[a.r, b.r]", "plausible": "{of: a.r, between: [1, 2], because: so}", "possible": "a",
      "significant": "{term: a.x, is: yes}", "floor": "a.x",
    ]
    #expect(Set(examples.keys) == Set(StudySchema.expectation.oneOf))
    for (key, value) in examples {
      let node = try SpecNode.parse(yaml: "\(key): \(value)\n", file: "s.yaml")
      #expect(StudySchema.expectation.problems(in: node) == [], "\(key)")
      #expect(Expectation(node) != nil, "\(key)")
    }
  }
}
