internal import KoshTable

/// What a value of the study format may be.
indirect enum FieldType: Sendable {
  case text
  /// A text in three languages, or one text for all; `placeholders` may be bound to findings as `{id}`.
  case trilingual(placeholders: Bool)
  case number
  case integer
  case truth
  /// A name of the study's own: letters, digits, `_`, `-`, not beginning with a digit.
  case name
  /// A number with the digits as printed.
  case printed
  /// A formula on findings and cells.
  case expression
  /// A formula over the rows of a table.
  case rowExpression
  /// A regression formula.
  case formula
  case choice([String])
  case list(FieldType)
  case map(FieldType)
  case object(ObjectSchema)
  /// An object whose `kind` says which of the schemas it follows.
  case kinds([ObjectSchema])
}

/// One key of an object of the study format.
struct Field: Sendable {
  var name: String
  var type: FieldType
  var isRequired: Bool
  /// Whether a required list may hold nothing.
  var allowsEmpty: Bool
  var help: String

  init(_ name: String, _ type: FieldType, required: Bool = false, allowsEmpty: Bool = false, _ help: String) {
    self.name = name
    self.type = type
    isRequired = required
    self.allowsEmpty = allowsEmpty
    self.help = help
  }
}

/// An object of the study format: its keys, and what a reader of the reference should know.
///
/// The one description from which a file is checked, the reference is written and the JSON Schema is made.
struct ObjectSchema: Sendable {
  var name: String
  var help: String
  var fields: [Field]
  /// Exactly one of these keys must be there.
  var oneOf: [String]

  init(_ name: String, _ help: String, oneOf: [String] = [], _ fields: [Field]) {
    self.name = name
    self.help = help
    self.oneOf = oneOf
    self.fields = fields
  }

  private var article: String { name.first.map { "aeiou".contains($0) } == true ? "an" : "a" }

  /// Checks a mapping against the schema and everything inside it; says all that is wrong.
  func problems(in node: SpecNode) -> [Problem] {
    guard case .mapping(let entries) = node.content else {
      return [
        Problem(
          .specification, "\(article) \(name) is a mapping of keys to values", at: node.place,
          remedy: "write its keys below each other: \(fields.prefix(4).map { $0.name + ": …" }.joined(separator: ", "))"
        )
      ]
    }
    var found: [Problem] = []
    let names = fields.map(\.name)
    for entry in entries {
      if let field = fields.first(where: { $0.name == entry.key }) {
        found += field.type.problems(in: entry.value, key: entry.key)
        if !field.allowsEmpty, field.isRequired || oneOf.contains(field.name), entry.value.content == .list([]) {
          found.append(
            Problem(
              .specification, "\"\(entry.key)\" of \(article) \(name) is an empty list", at: entry.value.place,
              why: field.help, remedy: "give at least one item"))
        }
      } else {
        found.append(
          Problem(
            .specification, "unknown key \"\(entry.key)\" in \(article) \(name)", at: entry.place,
            remedy: Spelling.advice(for: entry.key, among: names)))
      }
    }
    for field in fields where field.isRequired && node[field.name] == nil {
      found.append(
        Problem(
          .specification, "\(article) \(name) lacks the key \"\(field.name)\"", at: node.place, why: field.help,
          remedy: "add \(field.name): …"))
    }
    if !oneOf.isEmpty {
      let given = oneOf.filter { node[$0] != nil }
      if given.count != 1 {
        found.append(
          Problem(
            .specification,
            given.isEmpty
              ? "\(article) \(name) says nothing that can be checked"
              : "\(article) \(name) says several things at once: \(given.joined(separator: ", "))",
            at: node.place, why: "it has exactly one of: \(oneOf.joined(separator: ", "))",
            remedy: given.isEmpty ? "add one of them" : "make a part of each"))
      }
    }
    return found
  }
}

extension FieldType {
  /// What is wrong with a value of this type.
  func problems(in node: SpecNode, key: String) -> [Problem] {
    func wrong(_ wanted: String, _ remedy: String? = nil) -> [Problem] {
      let shown = node.scalar.map { "\"\($0)\"" } ?? (node.entries.isEmpty ? "a list" : "a mapping")
      return [Problem(.specification, "\"\(key)\" is \(shown), not \(wanted)", at: node.place, remedy: remedy)]
    }
    switch self {
    case .text:
      return node.scalar == nil ? wrong("a text") : []
    case .trilingual(let placeholders):
      return trilingualProblems(node, key: key, placeholders: placeholders)
    case .number, .printed:
      guard let text = node.scalar else { return wrong("a number") }
      do {
        _ = try PrintedNumber(text)
        return []
      } catch {
        var problem = error
        problem.place = node.place
        return [problem]
      }
    case .integer:
      return node.scalar.flatMap { Int($0) } == nil ? wrong("a whole number") : []
    case .truth:
      return node.scalar.map { SpecNode.truths[$0.lowercased()] != nil } != true ? wrong("yes or no") : []
    case .name:
      guard let text = node.scalar else { return wrong("a name") }
      let isName =
        text.first.map { $0.isLetter || $0 == "_" } == true
        && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      return isName ? [] : wrong("a name", "use letters, digits, _ and -, beginning with a letter")
    case .expression, .rowExpression:
      guard let text = node.scalar else { return wrong("a formula") }
      do {
        _ = try Expression.parse(text, at: node.textPlace)
        return []
      } catch {
        return [error]
      }
    case .formula:
      return node.scalar?.contains("~") == true
        ? [] : wrong("a regression formula", "write: outcome ~ predictor + predictor")
    case .choice(let choices):
      guard let text = node.scalar, choices.contains(text) else {
        return wrong(
          "one of \(choices.joined(separator: ", "))", node.scalar.flatMap { Spelling.advice(for: $0, among: choices) })
      }
      return []
    case .list(let element):
      return node.items.flatMap { element.problems(in: $0, key: key) }
    case .map(let element):
      guard case .mapping(let entries) = node.content else { return wrong("a mapping of names to values") }
      return entries.flatMap { element.problems(in: $0.value, key: $0.key) }
    case .object(let schema):
      return schema.problems(in: node)
    case .kinds(let schemas):
      let names = schemas.map(\.name)
      guard let kind = node.text("kind") else {
        return [
          Problem(
            .specification, "an item of \"\(key)\" lacks the key \"kind\"", at: node.place,
            remedy: "add kind: with one of \(names.joined(separator: ", "))")
        ]
      }
      guard let schema = schemas.first(where: { $0.name == kind }) else {
        return [
          Problem(
            .specification, "there is no kind \"\(kind)\"", at: node["kind"]?.place ?? node.place,
            remedy: Spelling.advice(for: kind, among: names))
        ]
      }
      return schema.problems(in: node)
    }
  }

  private func trilingualProblems(_ node: SpecNode, key: String, placeholders: Bool) -> [Problem] {
    guard let texts = node.trilingual else {
      return [
        Problem(
          .specification, "\"\(key)\" is not a text", at: node.place,
          remedy: "write one text, or one for each language: {en: …, ru: …, kk: …}")
      ]
    }
    var found: [Problem] = node.entries.filter { Language(rawValue: $0.key) == nil }.map { entry in
      Problem(
        .specification, "\"\(entry.key)\" is not a language of Kosh", at: entry.place, remedy: "write en, ru or kk")
    }
    guard placeholders else { return found }
    var seen: [(language: Language, bound: [String])] = []
    for language in Language.allCases {
      let place = node[language.rawValue]?.place ?? node.place
      do {
        let template = try TextTemplate(texts[language], at: (node[language.rawValue] ?? node).textPlace)
        seen.append((language, template.placeholders.sorted()))
        if let typed = template.typedNumber {
          found.append(
            Problem(
              .specification, "the number \(typed) is typed into \"\(key)\"", at: place,
              why: "numbers in a study's texts are bound to findings, so that they cannot drift from them",
              remedy: "write a placeholder such as {analysis.finding|2}, or {\(typed)} for a number that is no finding")
          )
        }
      } catch {
        found.append(error)
      }
    }
    if let first = seen.first, let other = seen.first(where: { $0.bound != first.bound }) {
      found.append(
        Problem(
          .specification,
          "\"\(key)\" binds other numbers in \(other.language.rawValue) than in \(first.language.rawValue)",
          at: node.place, why: "the three languages carry the same numbers",
          remedy:
            "use the same placeholders: \(first.bound.joined(separator: " ")) and \(other.bound.joined(separator: " "))"
        ))
    }
    // The same fault in a text that serves all languages is one fault.
    return found.reduce(into: []) { list, problem in if !list.contains(problem) { list.append(problem) } }
  }
}
