internal import KoshTable
internal import Yams

/// A piece of a study file with the place where it stands: what YAML says, before it is known what it means.
struct SpecNode: Sendable, Hashable {
  /// The three shapes of YAML.
  enum Content: Sendable, Hashable {
    case scalar(String)
    case list([SpecNode])
    case mapping([Entry])
  }
  /// A key and its value.
  struct Entry: Sendable, Hashable {
    var key: String
    var place: Place
    var value: SpecNode
  }

  var place: Place
  var content: Content
  /// Whether the text of a scalar stands in quotation marks: then it begins one column after its place.
  var isQuoted = false

  /// A node made here rather than read.
  init(place: Place, content: Content) {
    self.place = place
    self.content = content
  }

  /// Reads a YAML document.
  ///
  /// - Throws: A ``Problem`` with the line and column at which the text stops being YAML.
  static func parse(yaml: String, file: String) throws(Problem) -> SpecNode {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      throw yamlProblem(error, file: file)
    }
    guard let node else {
      throw Problem(
        .specification, "the file is empty", at: Place(file: file),
        remedy: "write a study, or start with: kosh new NAME")
    }
    // Anchors that repeat one another can unfold without end; a study of this size is no study.
    var room = 200_000
    let result = SpecNode(node, file: file, room: &room)
    guard room > 0 else {
      throw Problem(
        .specification, "the file unfolds to more than 200,000 values", at: Place(file: file),
        why: "an anchor (&name) stands for its whole content wherever it is named (*name)",
        remedy: "write out what is repeated")
    }
    return result
  }

  private static func yamlProblem(_ error: any Error, file: String) -> Problem {
    var place = Place(file: file)
    var what = "this is not YAML"
    var why: String?
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      place.line = mark.line
      place.column = mark.column
      why = problem
    case .duplicatedKeysInMapping(let duplicates, let context):
      place.line = context.mark.line
      place.column = context.mark.column
      let keys = duplicates.joined(separator: ", ")
      what = "a key stands twice in one mapping: \(keys)"
      return Problem(.specification, what, at: place, remedy: "keep one of them")
    default:
      why = String(describing: error)
    }
    return Problem(
      .specification, what, at: place, why: why,
      remedy: "check indentation (spaces, no tabs), colons followed by a space, and quotation marks")
  }

  private init(_ node: Node, file: String, room: inout Int) {
    room -= 1
    place = Place(file: file, line: node.mark?.line, column: node.mark?.column)
    switch node {
    case .scalar(let scalar):
      content = .scalar(scalar.string)
      isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    case .sequence(let sequence):
      var items: [SpecNode] = []
      for item in sequence where room > 0 { items.append(SpecNode(item, file: file, room: &room)) }
      content = .list(items)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping where room > 0 {
        entries.append(
          Entry(
            key: key.scalar?.string ?? "", place: Place(file: file, line: key.mark?.line, column: key.mark?.column),
            value: SpecNode(value, file: file, room: &room)))
      }
      content = .mapping(entries)
    case .alias: content = .scalar("")
    }
  }

  /// The value of a key.
  subscript(key: String) -> SpecNode? { entries.first { $0.key == key }?.value }
  /// Keys with their values, in order; empty unless it is a mapping.
  var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }
  /// The items of a list; a single value counts as a list of one.
  var items: [SpecNode] {
    if case .list(let items) = content { items } else { [self] }
  }
  /// The text of a scalar.
  var scalar: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  // What follows reads a node that its schema has already found to be right; a default stands in where it was not.

  func text(_ key: String) -> String? { self[key]?.scalar }
  func texts(_ key: String) -> [String] { self[key]?.items.compactMap(\.scalar) ?? [] }
  func number(_ key: String) -> Double? { text(key).flatMap { try? PrintedNumber($0).value } }
  func integer(_ key: String) -> Int? { text(key).flatMap { Int($0) } }
  func truth(_ key: String) -> Bool? { text(key).flatMap { SpecNode.truths[$0.lowercased()] } }
  func trilingual(_ key: String) -> Trilingual? { self[key]?.trilingual }
  func expression(_ key: String) -> Expression? { self[key]?.expression }
  var expression: Expression? { scalar.flatMap { try? Expression.parse($0, at: textPlace) } }
  /// Where the text of a scalar begins, so that problems inside it point to the right column.
  var textPlace: Place {
    var result = place
    if isQuoted { result.column = place.column.map { $0 + 1 } }
    return result
  }

  static let truths = ["yes": true, "true": true, "no": false, "false": false]

  /// The texts by language; a language left out borrows from the next.
  var trilingual: Trilingual? {
    switch content {
    case .scalar(let text): return Trilingual(same: text)
    case .list: return nil
    case .mapping:
      let given = Dictionary(entries.compactMap { entry in entry.value.scalar.map { (entry.key, $0) } }) { $1 }
      guard let fallback = given["en"] ?? given["ru"] ?? given["kk"] else { return nil }
      var result = Trilingual(same: fallback)
      for language in Language.allCases { result[language] = given[language.rawValue] ?? fallback }
      return result
    }
  }
}
