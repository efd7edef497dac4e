internal import KoshTable

/// What Kosh knows of a code, in the one text that REFI-QDA has room for.
///
/// The definition in the main language comes first, as it is; then a line for each further thing:
///
///     What has to be given up for it
///     Include: money, time, nerves
///     Exclude: fear of failing, which is expectancy
///     Example: Ата-анам несие алды
///     [ru] Name: Цена
///     [id] cost
///
/// A value of several lines goes on with lines that begin with two blanks. A line in another language is left out where it
/// is the same as in the main one. A text without such lines is a definition.
struct REFIRules: Hashable {
  var name: Trilingual
  var definition = Trilingual(same: "")
  var include = Trilingual(same: "")
  var exclude = Trilingual(same: "")
  var examples: [Trilingual] = []
  /// Single values by key: `id`, `replaces`, `version`, `language`.
  var values: [String: String] = [:]

  init(name: Trilingual) { self.name = name }

  private static let keys = ["id", "replaces", "version", "language"]
  private static let fields = ["Name", "Definition", "Include", "Exclude", "Example"]

  /// The text that holds all but the name in the main language.
  func text(in main: Language) -> String {
    var lines: [String] = []
    let first = definition[main]
    let isPlain = first.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy {
      Self.label(of: $0) == nil && !$0.utf8.starts(with: "  ".utf8)
    }
    if isPlain, first.unicodeScalars.last != "\n" {
      if !first.isEmpty { lines.append(first) }
    } else {
      Self.add("Definition", first, to: &lines)
    }
    func add(_ field: String, _ text: Trilingual) {
      if !text[main].isEmpty { Self.add(field, text[main], to: &lines) }
    }
    add("Include", include)
    add("Exclude", exclude)
    for example in examples { Self.add("Example", example[main], to: &lines) }
    for language in Language.allCases where language != main {
      func add(_ field: String, _ text: Trilingual) {
        if !Self.isSame(text[language], text[main]) {
          Self.add("[\(language.rawValue)] \(field)", text[language], to: &lines)
        }
      }
      add("Name", name)
      add("Definition", definition)
      add("Include", include)
      add("Exclude", exclude)
      if examples.contains(where: { !Self.isSame($0[language], $0[main]) }) {
        for example in examples { Self.add("[\(language.rawValue)] Example", example[language], to: &lines) }
      }
    }
    for key in Self.keys { if let value = values[key] { Self.add("[\(key)]", value, to: &lines, mark: "") } }
    return lines.joined(separator: "\n")
  }

  /// What a text of such lines says.
  ///
  /// - Parameter name: The name in the main language, which stands beside the text.
  init(name: String, text: String, main: Language) {
    self.name = Trilingual(same: name)
    var entries: [(label: Label, value: String)] = []
    var definition: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let label = Self.label(of: line) {
        entries.append((label, label.value))
      } else if !entries.isEmpty, line.utf8.starts(with: "  ".utf8) {
        entries[entries.count - 1].value += "\n" + String(decoding: line.utf8.dropFirst(2), as: UTF8.self)
      } else if entries.isEmpty {
        definition.append(String(line))
      } else {
        // A line that belongs to nothing goes on with what stands before it.
        entries[entries.count - 1].value += "\n" + line
      }
    }
    if !text.isEmpty { self.definition = Trilingual(same: definition.joined(separator: "\n")) }
    // The main language first: what is the same in the others is not written.
    for entry in entries where entry.label.language == nil {
      let value = Trilingual(same: entry.value)
      switch entry.label.field {
      case "Definition": self.definition = value
      case "Include": include = value
      case "Exclude": exclude = value
      case "Example": examples.append(value)
      case "Name": self.name = value
      default: values[entry.label.field] = entry.value
      }
    }
    var exampleCounts: [Language: Int] = [:]
    for entry in entries {
      guard let language = entry.label.language else { continue }
      switch entry.label.field {
      case "Name": self.name[language] = entry.value
      case "Definition": self.definition[language] = entry.value
      case "Include": include[language] = entry.value
      case "Exclude": exclude[language] = entry.value
      default:
        let position = exampleCounts[language, default: 0]
        exampleCounts[language] = position + 1
        if position < examples.count {
          examples[position][language] = entry.value
        } else {
          examples.append(Trilingual(same: entry.value))
        }
      }
    }
  }

  private struct Label {
    var field: String
    var language: Language?
    var value: String
  }

  private static func label(of line: Substring) -> Label? {
    let text = String(line)
    func after(_ start: String) -> String? {
      text.utf8.starts(with: start.utf8) ? String(decoding: text.utf8.dropFirst(start.utf8.count), as: UTF8.self) : nil
    }
    for key in keys { if let value = after("[\(key)] ") { return Label(field: key, language: nil, value: value) } }
    for field in fields where field != "Name" {
      if let value = after("\(field): ") { return Label(field: field, language: nil, value: value) }
    }
    for language in Language.allCases {
      for field in fields {
        if let value = after("[\(language.rawValue)] \(field): ") {
          return Label(field: field, language: language, value: value)
        }
      }
    }
    return nil
  }

  private static func add(_ label: String, _ value: String, to lines: inout [String], mark: String = ":") {
    let parts = value.split(separator: "\n", omittingEmptySubsequences: false)
    lines.append("\(label)\(mark) \(parts.first ?? "")")
    for part in parts.dropFirst() { lines.append("  \(part)") }
  }

  /// Whether two texts are the same bytes; `==` of strings would take composed and decomposed letters for the same.
  private static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}
