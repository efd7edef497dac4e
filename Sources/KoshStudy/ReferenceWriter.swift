package import KoshTable

/// Writes the reference of the study format and its JSON Schema from the one description that checks files.
package enum ReferenceWriter {
  /// The reference as Markdown.
  package static func markdown() -> String {
    var text = """
      # Reference of the study format

      Made by `kosh reference` from the description that checks study files. `docs/study-format.md` shows the format by
      example.

      """
    var seen: Set<String> = []
    var waiting = [StudySchema.study]
    while !waiting.isEmpty {
      let schema = waiting.removeFirst()
      guard seen.insert(schema.name).inserted else { continue }
      text += "\n## " + schema.name + "\n\n" + schema.help + "\n\n| key | what it takes | |\n|---|---|---|\n"
      for field in schema.fields {
        let name = "`\(field.name)`" + (field.isRequired ? " (required)" : "")
        text += "| \(name) | \(describe(field.type)) | \(field.help.replacingBars()) |\n"
      }
      if !schema.oneOf.isEmpty {
        text += "\nExactly one of: \(schema.oneOf.map { "`\($0)`" }.joined(separator: ", ")).\n"
      }
      waiting += schema.fields.flatMap { objects(in: $0.type) }
    }
    text +=
      "\n## Formulas\n\nNumbers, names of findings (`income.r`) or of variables, cells (`regions[KZ-11].income`), `+ - * / ^`, comparisons, `and`, `or`, `not`, `in [..]`, and:\n\n| function | |\n|---|---|\n"
    for function in Expression.functions { text += "| `\(function.name)` | \(function.help) |\n" }
    text += "\n## What analyses find\n\n| kind | findings behind `id.` |\n|---|---|\n"
    for kind in AnalysisKinds.all {
      let example = kind.init(sample)
      let patterns = example.findingPatterns
      text +=
        "| `\(kind.schema.name)` | \(patterns.isEmpty ? "by the names given" : patterns.map { "`\($0)`" }.joined(separator: " ")) |\n"
    }
    return text
  }

  /// Names in capitals stand where an analysis takes names from the study.
  private static var sample: SpecNode {
    func mapping(_ entries: [(String, SpecNode)]) -> SpecNode {
      SpecNode(
        place: Place(), content: .mapping(entries.map { SpecNode.Entry(key: $0.0, place: Place(), value: $0.1) }))
    }
    func scalar(_ text: String) -> SpecNode { SpecNode(place: Place(), content: .scalar(text)) }
    return mapping([
      ("variables", scalar("VARIABLE")), ("models", mapping([("MODEL", mapping([("formula", scalar("y ~ x"))]))])),
      ("residuals_of", scalar("ANALYSIS.MODEL")), ("start", mapping([("PARAMETER", scalar("1"))])),
      ("predict", mapping([("NAME", mapping([("x", scalar("1"))]))])),
      ("quantities", mapping([("NAME", mapping([("formula", scalar("1"))]))])),
    ])
  }

  private static func describe(_ type: FieldType) -> String {
    switch type {
    case .text: "text"
    case .trilingual(let placeholders): placeholders ? "text in en, ru, kk with bound numbers" : "text in en, ru, kk"
    case .number: "number"
    case .integer: "whole number"
    case .truth: "yes or no"
    case .name: "name"
    case .printed: "number as printed"
    case .expression: "formula"
    case .rowExpression: "formula over a row"
    case .formula: "regression formula"
    case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element): "one or a list of: " + describe(element)
    case .map(let element): "names, each with: " + describe(element)
    case .object(let schema): "a [\(schema.name)](#\(anchor(schema.name)))"
    case .kinds(let schemas): schemas.map { "[\($0.name)](#\(anchor($0.name)))" }.joined(separator: ", ")
    }
  }

  private static func anchor(_ name: String) -> String { String(name.map { $0 == " " ? "-" : $0 }) }

  private static func objects(in type: FieldType) -> [ObjectSchema] {
    switch type {
    case .list(let element), .map(let element): objects(in: element)
    case .object(let schema): [schema]
    case .kinds(let schemas): schemas
    default: []
    }
  }

  /// The JSON Schema (draft 2020-12) by which editors complete and check `study.yaml`.
  package static func jsonSchema() -> JSONValue {
    var definitions: [(String, JSONValue)] = [
      ("text", kinds(["string", "number"])),
      (
        "texts",
        .object([
          (
            "anyOf",
            .array([
              reference("text"),
              .object([
                ("type", .string("object")),
                ("properties", .object(Language.allCases.map { ($0.rawValue, reference("text")) })),
                ("additionalProperties", .bool(false)),
              ]),
            ])
          )
        ])
      ),
      ("yes or no", .object([("enum", .array([.string("yes"), .string("no"), .bool(true), .bool(false)]))])),
      ("name", .object([("type", .string("string")), ("pattern", .string("^[^0-9\\s.-][^\\s.]*$"))])),
    ]
    var waiting = [(schema: StudySchema.study, isKind: false)]
    var seen: Set<String> = []
    while !waiting.isEmpty {
      let (schema, isKind) = waiting.removeFirst()
      guard seen.insert(schema.name).inserted else { continue }
      definitions.append((schema.name, definition(of: schema, isKind: isKind)))
      for field in schema.fields {
        let isKinds = if case .list(.kinds) = field.type { true } else { false }
        waiting += objects(in: field.type).map { ($0, isKinds) }
      }
    }
    return .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("title", .string("Kosh study")),
      ("$ref", .string("#/$defs/study")), ("$defs", .object(definitions)),
    ])
  }

  private static func kinds(_ names: [String]) -> JSONValue { .object([("type", .array(names.map { .string($0) }))]) }

  private static func reference(_ name: String) -> JSONValue {
    .object([("$ref", .string("#/$defs/" + name.map { $0 == " " ? "%20" : String($0) }.joined()))])
  }

  private static func definition(of object: ObjectSchema, isKind: Bool) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", .string("object")), ("description", .string(object.help)),
      (
        "properties",
        .object(
          object.fields.map { field in
            let value =
              isKind && field.name == "kind"
              ? JSONValue.object([("const", .string(object.name))]) : schema(of: field.type)
            return (field.name, described(value, field.help))
          })
      ),
      ("additionalProperties", .bool(false)),
    ]
    let required = object.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { members.append(("required", .array(required))) }
    if !object.oneOf.isEmpty {
      members.append(("oneOf", .array(object.oneOf.map { .object([("required", .array([.string($0)]))]) })))
    }
    return .object(members)
  }

  private static func described(_ schema: JSONValue, _ help: String) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    return .object(members + [("description", .string(help))])
  }

  private static func schema(of type: FieldType) -> JSONValue {
    switch type {
    case .text, .number, .printed, .expression, .rowExpression: return reference("text")
    case .trilingual: return reference("texts")
    case .integer: return kinds(["integer"])
    case .truth: return reference("yes or no")
    case .name: return reference("name")
    case .formula: return .object([("type", .string("string")), ("pattern", .string("~"))])
    case .choice(let choices): return .object([("enum", .array(choices.map { .string($0) }))])
    case .list(let element):
      return .object([
        (
          "anyOf",
          .array([schema(of: element), .object([("type", .string("array")), ("items", schema(of: element))])])
        )
      ])
    case .map(let element):
      return .object([("type", .string("object")), ("additionalProperties", schema(of: element))])
    case .object(let object): return reference(object.name)
    case .kinds(let objects): return .object([("oneOf", .array(objects.map { reference($0.name) }))])
    }
  }
}

extension String {
  /// Bars would end a cell of a Markdown table.
  fileprivate func replacingBars() -> String { String(flatMap { $0 == "|" ? "\\|" : String($0) }) }
}
