package import KoshTable

/// Collocations as lines of a screen, or as JSON.
package struct CollocationsText: Sendable {
  private let query: String
  private let matches: [SearchMatch]
  private let sources: Int
  private let found: [Collocate]

  /// Looks the words up that stand near matches of a query.
  ///
  /// - Parameter limit: How many words are shown at most; all, if left out.
  package init(_ query: SearchQuery, in index: SearchIndex, window: Int = 5, atLeast least: Int = 2, limit: Int? = nil)
  {
    self.query = query.text
    sources = index.sources.count
    matches = index.matches(query)
    found = Array(index.collocates(of: matches, window: window, atLeast: least).prefix(limit ?? .max))
  }

  /// A line for each word, and the number of places.
  ///
  ///     word  near  before  in all  sources  expected   G²   MI
  ///     late     2       0       2        2       0.4  6.1  2.3
  package var text: String {
    var rows = [["word", "near", "before", "in all", "sources", "expected", "G²", "MI"]]
    for one in found {
      rows.append(
        [one.word] + [one.together, one.before, one.total, one.sources].map(String.init)
          + [one.expected, one.logLikelihood, one.mutualInformation].map {
            NumberText.fixed($0, decimals: 1, language: .en)
          })
    }
    let places = "\(matches.count) place\(matches.count == 1 ? "" : "s") of \(query)"
    let inSources = "in \(Set(matches.map(\.source)).count) of \(sources) source\(sources == 1 ? "" : "s")"
    return WordTables.aligned(found.isEmpty ? [] : rows) + "\(places) \(inSources)\n"
  }

  /// The same for programs, in full precision.
  package var json: JSONValue {
    .object([
      ("query", .string(query)), ("places", .integer(matches.count)),
      (
        "collocates",
        .array(
          found.map { one in
            .object([
              ("word", .string(one.word)), ("language", one.language.map { .string($0.rawValue) } ?? .null),
              ("together", .integer(one.together)), ("before", .integer(one.before)), ("total", .integer(one.total)),
              ("sources", .integer(one.sources)), ("expected", .number(one.expected)),
              ("g2", .number(one.logLikelihood)), ("mi", .number(one.mutualInformation)),
            ])
          })
      ),
    ])
  }
}

/// A word list as lines of a screen, or as JSON.
package struct WordListText: Sendable {
  private let list: WordList
  private let words: [WordCount]

  /// The words of a list.
  ///
  /// - Parameters:
  ///   - byUnevenness: Whether the words that groups use most unevenly come first.
  ///   - limit: How many words are shown at most; all, if left out.
  package init(_ list: WordList, byUnevenness: Bool = false, limit: Int? = nil) {
    self.list = list
    words = Array((byUnevenness ? list.byUnevenness : list.words).prefix(limit ?? .max))
  }

  /// A line for each word with its counts by group, and below how many words each group has.
  package var text: String {
    let hasGroups = list.groups.count > 1
    var rows = [["word"] + (hasGroups ? list.groups : ["times"]) + ["sources"] + (hasGroups ? ["G²"] : []) + ["forms"]]
    for word in words {
      rows.append(
        [word.word] + word.counts.map(String.init) + [String(word.sources.reduce(0, +))]
          + (hasGroups
            ? [word.logLikelihood.map { NumberText.fixed($0, decimals: 1, language: .en) } ?? "undefined"] : [])
          + [word.forms.prefix(5).joined(separator: " ") + (word.forms.count > 5 ? " …" : "")])
    }
    rows.append(
      ["all words"] + list.wordCounts.map(String.init) + [String(list.sourceCounts.reduce(0, +))]
        + (hasGroups ? [""] : []) + [""])
    return WordTables.aligned(rows)
  }

  /// The same for programs.
  package var json: JSONValue {
    .object([
      ("groups", .array(list.groups.map { .string($0) })), ("words", .array(list.wordCounts.map { .integer($0) })),
      ("sources", .array(list.sourceCounts.map { .integer($0) })),
      (
        "list",
        .array(
          words.map { word in
            .object([
              ("word", .string(word.word)), ("language", word.language.map { .string($0.rawValue) } ?? .null),
              ("counts", .array(word.counts.map { .integer($0) })),
              ("sources", .array(word.sources.map { .integer($0) })),
              ("g2", word.logLikelihood.map { .number($0) } ?? .null),
              ("forms", .array(word.forms.map { .string($0) })),
            ])
          })
      ),
    ])
  }
}

enum WordTables {
  /// Rows under each other: words to the left, numbers to the right; a last column of words is not padded.
  static func aligned(_ rows: [[String]]) -> String {
    guard let count = rows.first?.count else { return "" }
    func length(_ text: String) -> Int {
      text.unicodeScalars.count { $0.properties.generalCategory != .nonspacingMark }
    }
    let widths = (0..<count).map { column in rows.map { length($0[column]) }.max() ?? 0 }
    let isWords = rows.first?.last == "forms"
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - length(cell))
        if column > 0 { line += "  " }
        line += column == 0 ? cell + blanks : isWords && column == count - 1 ? cell : blanks + cell
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
