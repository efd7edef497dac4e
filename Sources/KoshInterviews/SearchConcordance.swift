package import KoshTable

/// One place where a query was found, with what stands around it.
package struct ConcordanceLine: Sendable, Hashable {
  /// The source's identifier.
  package let source: String
  /// What was found, as Unicode scalars of the source's text, half-open: a coding can be made of it.
  package let range: Range<Int>
  /// What stands before it, line ends as blanks.
  package let left: String
  /// What was found, letter by letter.
  package let match: String
  /// What stands after it, line ends as blanks.
  package let right: String
  /// Who speaks; `nil` where the source does not say.
  package let speaker: String?
  /// The language of the first word found.
  package let language: Language?
}

/// By what lines are sorted.
package enum ConcordanceOrder: String, Sendable, Hashable, CaseIterable {
  /// As they stand in the sources.
  case source
  /// By the words before, from the match to the left.
  case left
  /// By what was found.
  case match
  /// By the words after.
  case right
}

extension SearchIndex {
  /// Lines with the match in the middle (keyword in context).
  ///
  /// - Parameters:
  ///   - matches: Places found, such as a page of them.
  ///   - context: How many scalars are shown to either side at most; cut at a blank where one is near.
  ///   - order: By what the lines are sorted, words compared as they are folded.
  /// - Complexity: O(lines · context), sorted O(*n* log *n*).
  ///
  ///     let index = SearchIndex([Source(id: "a", text: SourceText("Маған грант берілді, иначе я бы не поступила."))])
  ///     index.lines(try index.matches(SearchQuery("поступить")))[0].match   // "поступила"
  package func lines(
    _ matches: some Collection<SearchMatch>, context: Int = 60, order: ConcordanceOrder = .source
  ) -> [ConcordanceLine] {
    let lines = matches.map { line($0, context: context) }
    let key: (ConcordanceLine) -> [String]
    switch order {
    case .source: return lines
    case .left: key = { SearchTokens.words(of: $0.left).reversed() }
    case .match: key = { SearchTokens.words(of: $0.match) }
    case .right: key = { SearchTokens.words(of: $0.right) }
    }
    return lines.map { (key($0), $0) }.enumerated().sorted { left, right in
      if left.element.0 == right.element.0 { return left.offset < right.offset }
      return left.element.0.lexicographicallyPrecedes(right.element.0) {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
      }
    }.map(\.element.1)
  }

  /// Where a match stands, as Unicode scalars of its source's text, half-open.
  package func range(of match: SearchMatch) -> Range<Int> {
    let text = sources[match.source].text
    let bytes = byteRange(of: match)
    return text.scalarOffset(ofByte: bytes.lowerBound)..<text.scalarOffset(ofByte: bytes.upperBound)
  }

  private func byteRange(of match: SearchMatch) -> Range<Int> {
    let low = Int(starts[match.first])
    return low..<max(low, SearchTokens.end(sources[match.source].text.utf8, from: Int(starts[match.end - 1])))
  }

  private func line(_ match: SearchMatch, context: Int) -> ConcordanceLine {
    let source = sources[match.source]
    let range = range(of: match)
    let left = source.text[max(0, range.lowerBound - context)..<range.lowerBound]
    let right = source.text[range.upperBound..<min(source.text.count, range.upperBound + context)]
    return ConcordanceLine(
      source: source.id, range: range,
      left: SearchIndex.cut(left, isWhole: range.lowerBound <= context, atStart: true),
      match: source.text[range],
      right: SearchIndex.cut(right, isWhole: range.upperBound + context >= source.text.count, atStart: false),
      speaker: source.turn(at: range.lowerBound)?.speaker, language: forms[form(ofWord: match.first)].language)
  }

  /// Line ends as blanks, and no part of a word at the outer end.
  private static func cut(_ text: String, isWhole: Bool, atStart: Bool) -> String {
    var bytes = Array(text.utf8)
    for at in bytes.indices where bytes[at] == 10 || bytes[at] == 9 { bytes[at] = 32 }
    guard !isWhole else { return String(decoding: bytes, as: UTF8.self) }
    // A word longer than a third of the context is cut all the same.
    let reach = bytes.count { $0 & 0xC0 != 0x80 } / 3
    var (at, passed) = (atStart ? 0 : bytes.count - 1, 0)
    while at >= 0, at < bytes.count, passed < reach {
      if bytes[at] == 32 {
        return String(decoding: atStart ? bytes[(at + 1)...] : bytes[..<at], as: UTF8.self)
      }
      if bytes[at] & 0xC0 != 0x80 { passed += 1 }
      at += atStart ? 1 : -1
      // Going forward a scalar counts when the next one begins.
      if atStart { while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 } }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
