internal import KoshFiles
internal import KoshTable

/// How a program counted CR LF, the line end of Windows, in the positions that it wrote.
package enum REFILineEnds: Sendable, Hashable {
  /// As two characters, as they stand in the file: what the standard says.
  case two
  /// As one, as on its screen.
  case one
  /// Whichever the quotations that selections carry as their names bear out; where they decide nothing, as one for
  /// MAXQDA and as two for others.
  case automatic
}

/// The text of a source or note of a REFI-QDA project, and what its positions mean.
struct REFIText {
  /// The text with `\n` line ends.
  var text: SourceText
  /// The positions of the file that have none in the text, in order: each CR of a CR LF, and the second half of each
  /// character that counts as two, if positions count them.
  private(set) var dropped: [Int] = []
  /// Whether the file has other line ends than `\n`.
  let hadReturns: Bool
  /// Whether positions turned out to count UTF-16 units.
  private(set) var countsUnits = false
  /// The scalars of the file that are a CR before an LF, and those that take two UTF-16 units.
  private let returns: [Int]
  private let wide: [Int]

  /// A text of UTF-8 bytes; a byte-order mark does not count.
  init(_ bytes: [UInt8]) {
    text = SourceText(utf8: bytes)
    var (returns, wide): ([Int], [Int]) = ([], [])
    var (scalar, hadReturns) = (0, false)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for at in start..<max(start, bytes.count) where bytes[at] & 0xC0 != 0x80 {
      if bytes[at] == 13 {
        hadReturns = true
        if at + 1 < bytes.count, bytes[at + 1] == 10 { returns.append(scalar) }
      }
      if bytes[at] >= 0xF0 { wide.append(scalar) }
      scalar += 1
    }
    (self.returns, self.wide) = (returns, wide)
    self.hadReturns = hadReturns
    dropped = returns
  }

  /// What counts as two, merged in the order of the file's positions.
  private func extras(returns countsReturns: Bool, units: Bool) -> [Int] {
    var result: [Int] = []
    var (i, j) = (0, 0)
    while i < (countsReturns ? returns.count : 0) || j < (units ? wide.count : 0) {
      // A wide character moves all that comes after it by one; so does a CR that does not count.
      let nextReturn = countsReturns && i < returns.count ? returns[i] : .max
      let nextWide = units && j < wide.count ? wide[j] : .max
      let scalar = min(nextReturn, nextWide)
      let uncounted = countsReturns ? 0 : returns.count { $0 < scalar }
      result.append(scalar + j - uncounted)
      if nextReturn < nextWide { i += 1 } else { j += 1 }
    }
    return result
  }

  /// Decides what positions mean, by the selections of the text and the program that wrote them.
  mutating func decide(_ lineEnds: REFILineEnds, selections: [XMLElement], origin: String) {
    guard !returns.isEmpty || !wide.isEmpty else { return }
    let isMAXQDA = origin.uppercased().hasPrefix("MAXQDA")
    let returnChoices =
      switch lineEnds {
      case .two: [true]
      case .one: [false]
      case .automatic: isMAXQDA ? [false, true] : [true, false]
      }
    // The likelier reading comes first, and another one needs more quotations that bear it out.
    var best: (score: Int, extras: [Int], units: Bool)?
    for units in wide.isEmpty ? [false] : [false, true] {
      for countsReturns in returns.isEmpty ? [true] : returnChoices {
        dropped = extras(returns: countsReturns, units: units)
        let score = borneOut(by: selections)
        if best.map({ score > $0.score }) ?? true { best = (score, dropped, units) }
      }
    }
    dropped = best?.extras ?? dropped
    countsUnits = best?.units ?? false
  }

  /// How many selections carry a quotation as their name that stands at their positions.
  private func borneOut(by selections: [XMLElement]) -> Int {
    selections.count { selection in
      guard let name = selection["name"], let start = selection["startPosition"].flatMap({ Int($0) }),
        let end = selection["endPosition"].flatMap({ Int($0) }), start >= 0, start < end
      else { return false }
      let quote = Self.folded(name)
      return quote.count >= 3
        && Self.folded(text[position(start)..<max(position(start), position(end))]).hasPrefix(quote)
    }
  }

  /// The position in the text of a position in the file.
  ///
  /// - Complexity: O(log of the number of lines).
  func position(_ raw: Int) -> Int { raw - count { dropped[$0] < raw } }

  /// The position in the file of a position in the text.
  ///
  /// - Complexity: O(log of the number of lines).
  func raw(_ position: Int) -> Int { position + count { dropped[$0] - $0 < position } }

  /// How many of the first dropped signs fulfil a condition that holds up to some point and then no more.
  private func count(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, dropped.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The beginning of a text without blanks and without the dots of an abridged quotation.
  private static func folded(_ text: String) -> String {
    var result = ""
    for character in text.prefix(60) where !character.isWhitespace && character != "…" && character != "." {
      result.append(character)
    }
    return String(result.prefix(24))
  }
}
