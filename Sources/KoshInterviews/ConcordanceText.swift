package import KoshTable

/// Words in their context as lines of a screen, or as JSON.
package struct ConcordanceText: Sendable {
  /// What was looked for.
  package let query: String
  /// How many places there are.
  package let count: Int
  /// How many sources have at least one of them.
  package let sourceCount: Int
  /// The lines that are shown, each with the number of the line of its source.
  package let lines: [(line: ConcordanceLine, number: Int)]
  private let sources: Int

  /// Looks a query up.
  ///
  /// - Parameters:
  ///   - context: How many scalars are shown to either side at most.
  ///   - limit: How many lines are shown at most; all, if left out.
  /// - Complexity: O(places · context), sorted O(*n* log *n*).
  package init(
    _ query: SearchQuery, in index: SearchIndex, context: Int = 36, order: ConcordanceOrder = .source,
    limit: Int? = nil
  ) {
    let matches = index.matches(query)
    let context = max(0, context)
    self.query = query.text
    count = matches.count
    sources = index.sources.count
    sourceCount = Set(matches.map(\.source)).count
    let limit = max(0, limit ?? .max)
    // Lines in the order of the sources are cut before they are made, others after they are sorted.
    let wanted = order == .source ? matches.prefix(limit) : matches[...]
    let found = index.lines(wanted, context: context, order: order).prefix(limit)
    let needed = Set(found.map(\.source))
    let numbers = Dictionary(
      index.sources.filter { needed.contains($0.id) }.map { ($0.id, TextLines($0.text)) },
      uniquingKeysWith: { first, _ in first })
    lines = found.map { ($0, numbers[$0.source]?.line(of: $0.range.lowerBound) ?? 1) }
  }

  /// A line for each place, what was found one under the other, and the count.
  ///
  ///     i01:2  sold the car, and the  grant  came late.
  ///     1 place in 1 of 1 source
  ///
  /// - Parameter usesColour: Whether what was found is bold, as terminals show it.
  package func text(usesColour: Bool = false) -> String {
    let labels = lines.map { "\($0.line.source):\($0.number)" }
    let labelWidth = labels.map { ConcordanceText.length($0) }.max() ?? 0
    let leftWidth = lines.map { ConcordanceText.length(ConcordanceText.bare($0.line.left)) }.max() ?? 0
    var result = ""
    for (label, entry) in zip(labels, lines) {
      let left = ConcordanceText.bare(entry.line.left)
      let match = ConcordanceText.visible(entry.line.match)
      let right = ConcordanceText.bare(entry.line.right)
      result += label + ConcordanceText.blanks(labelWidth - ConcordanceText.length(label) + 2)
      result += ConcordanceText.blanks(leftWidth - ConcordanceText.length(left)) + left
      result += usesColour ? "  \u{1B}[1m\(match)\u{1B}[0m" : "  \(match)"
      result += right.isEmpty ? "\n" : "  \(right)\n"
    }
    result += "\(count) place\(count == 1 ? "" : "s") in \(sourceCount) of \(sources) source\(sources == 1 ? "" : "s")"
    if lines.count < count { result += ", the first \(lines.count) shown" }
    return result + "\n"
  }

  /// The same for programs: what was looked for, the counts, and each place with its Unicode scalars, half-open.
  package var json: JSONValue {
    .object([
      ("query", .string(query)), ("places", .integer(count)), ("sources_with", .integer(sourceCount)),
      ("sources", .integer(sources)),
      (
        "lines",
        .array(
          lines.map { line, number in
            .object([
              ("source", .string(line.source)), ("line", .integer(number)), ("start", .integer(line.range.lowerBound)),
              ("end", .integer(line.range.upperBound)), ("speaker", line.speaker.map { .string($0) } ?? .null),
              ("language", line.language.map { .string($0.rawValue) } ?? .null), ("left", .string(line.left)),
              ("match", .string(line.match)), ("right", .string(line.right)),
            ])
          })
      ),
    ])
  }

  private static func length(_ text: String) -> Int {
    // Marks over letters take no room of their own.
    text.unicodeScalars.count { $0.isPlainSign || $0.properties.generalCategory != .nonspacingMark }
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static func bare(_ text: String) -> String { TabText.trimmed(visible(text)) }

  /// A text without line ends and the signs that would steer a terminal.
  private static func visible(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ $0 == " " || $0.isPlainSign }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace
      result.append(isBlank ? " " : scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether it is a Latin or Cyrillic letter, a digit or a common sign, which are most of a text: told without a look into
  /// the tables of Unicode. No blank, mark or control character is one; `false` says nothing.
  var isPlainSign: Bool {
    switch value {
    case 0x21...0x7E, 0xC0...0x24F, 0x400...0x481, 0x48A...0x52F, 0x2010...0x2027: true
    default: false
    }
  }
}
