package import KoshTable

extension CodingSession {
  /// What a selection is widened to.
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Whole words.
    case word
    /// Whole sentences, as full stops, question and exclamation marks and line ends part them.
    case sentence
    /// Whole lines, without the speaker's name.
    case line
    /// All that one person says until another one speaks.
    case turn
  }

  /// Words that were found, and how many places there are of them.
  package struct Found: Sendable, Hashable {
    /// The scalars.
    package let range: Range<Int>
    /// Which of the places it is, counted from 1.
    package let place: Int
    /// How many places there are.
    package let count: Int
  }

  /// Selects scalars of the text at hand, without the blanks at both ends.
  ///
  /// - Throws: ``Problem`` where the scalars lie outside of the text or are blank.
  package mutating func select(_ range: Range<Int>) throws(Problem) {
    guard range.lowerBound >= 0, range.upperBound <= source.text.count else {
      throw Problem(
        .specification, "the text ends at \(source.text.count), before \(range.upperBound)",
        remedy: "positions are Unicode scalars, counted from 0")
    }
    let scalars = Array(source.text[range].unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else {
      throw Problem(.specification, "there is nothing but blanks at \(range.lowerBound)–\(range.upperBound)")
    }
    selection = range.lowerBound + first..<range.lowerBound + last + 1
  }

  /// Selects whole lines, counted from 1, without the name of the speaker that the first of them begins with.
  ///
  /// - Throws: ``Problem`` where there are no such lines, or where they are blank.
  package mutating func select(lines wanted: ClosedRange<Int>) throws(Problem) {
    try select(withoutSpeaker(try scalars(ofLines: wanted)))
  }

  /// Selects words, in some lines or from a place of the text on; letter case does not matter.
  ///
  /// - Parameters:
  ///   - words: The words, or the first of them.
  ///   - last: The words that end the passage: their next place after the first ones.
  ///   - wanted: The lines in which all of it must stand.
  ///   - start: Where to begin; from the end of the text it goes on at its beginning.
  /// - Throws: ``Problem`` where the words are not there.
  package mutating func select(
    words: String, to last: String? = nil, inLines wanted: ClosedRange<Int>? = nil, from start: Int = 0
  ) throws(Problem) -> Found {
    let range = try wanted.map { lines throws(Problem) in try scalars(ofLines: lines) } ?? 0..<source.text.count
    let places = folded.places(of: words, in: range)
    let where_ = wanted.map {
      $0.count == 1 ? " on line \($0.lowerBound)" : " on lines \($0.lowerBound)–\($0.upperBound)"
    }
    guard !places.isEmpty else {
      throw Problem(.specification, "\"\(words)\" does not occur\(where_ ?? " in \(source.id)")")
    }
    let number = places.firstIndex { $0.lowerBound >= start } ?? 0
    var found = places[number]
    if let last {
      guard let end = folded.places(of: last, in: found.upperBound..<range.upperBound).first else {
        throw Problem(.specification, "\"\(last)\" does not occur after \"\(words)\"\(where_ ?? "")")
      }
      found = found.lowerBound..<end.upperBound
    }
    try select(found)
    return Found(range: found, place: number + 1, count: places.count)
  }

  /// Makes the selection larger, up to the edges of a unit on both sides.
  ///
  /// - Throws: ``Problem`` where nothing is selected, or where the text names no speakers and `turn` is wanted.
  package mutating func widen(to unit: Unit) throws(Problem) {
    guard let selection else { throw CodingSession.nothingSelected }
    let (start, last) = (selection.lowerBound, selection.upperBound - 1)
    let line = withoutSpeaker(scalars(aroundLinesOf: selection), before: selection.lowerBound)
    switch unit {
    case .line: try select(line)
    case .turn:
      guard let first = source.turn(at: start), let final = source.turn(at: last) else {
        throw Problem(
          .specification, "the text does not say who speaks at \(start)–\(selection.upperBound)", remedy: "widen line")
      }
      try select(first.range.lowerBound..<final.range.upperBound)
    case .word, .sentence:
      let scalars = Array(source.text[line].unicodeScalars)
      var (low, high) = (start - line.lowerBound, selection.upperBound - line.lowerBound)
      if unit == .word {
        while low > 0, CodingSession.isWordPart(scalars[low - 1]), CodingSession.isWordPart(scalars[low]) { low -= 1 }
        while high < scalars.count, CodingSession.isWordPart(scalars[high]), CodingSession.isWordPart(scalars[high - 1])
        {
          high += 1
        }
      } else {
        while low > 0, !CodingSession.isSentenceEnd(scalars, low - 1) { low -= 1 }
        while high < scalars.count, !CodingSession.isSentenceEnd(scalars, high - 1) { high += 1 }
      }
      try select(line.lowerBound + low..<line.lowerBound + high)
    }
  }

  private func scalars(ofLines wanted: ClosedRange<Int>) throws(Problem) -> Range<Int> {
    guard let first = lines[wanted.lowerBound], let last = lines[wanted.upperBound] else {
      throw Problem(
        .specification, "there is no line \(lines[wanted.lowerBound] == nil ? wanted.lowerBound : wanted.upperBound)",
        remedy: "\(source.id) has the lines 1 to \(lines.count)")
    }
    return first.lowerBound..<last.upperBound
  }

  private func scalars(aroundLinesOf range: Range<Int>) -> Range<Int> {
    let first = lines[lines.line(of: range.lowerBound)] ?? range
    let last = lines[lines.line(of: range.upperBound - 1)] ?? range
    return first.lowerBound..<last.upperBound
  }

  /// Lines without the name and colon before the speech that begins on the first of them.
  private func withoutSpeaker(_ range: Range<Int>, before limit: Int = .max) -> Range<Int> {
    let first = lines[lines.line(of: range.lowerBound)] ?? range
    // The turn in which the line's last scalar stands is the one that begins on it, if any does.
    guard let turn = source.turn(at: first.upperBound - 1), turn.range.lowerBound >= range.lowerBound,
      turn.range.lowerBound <= limit, turn.range.lowerBound < range.upperBound
    else { return range }
    return turn.range.lowerBound..<range.upperBound
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isDiacritic
      || scalar == "-" || scalar == "\u{2019}" || scalar == "'"
  }

  /// Whether a sentence ends with the scalar at a position: an end mark, with closing signs after it, before a blank.
  private static func isSentenceEnd(_ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
    if scalars[position] == "\n" { return true }
    guard position + 1 == scalars.count || scalars[position + 1].properties.isWhitespace else { return false }
    var at = position
    while at > 0, [")", "»", "”", "\"", "’"].contains(scalars[at]) { at -= 1 }
    return [".", "!", "?", "…"].contains(scalars[at])
  }
}
