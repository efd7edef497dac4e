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
  /// Where the CR of each CR LF stands in the scalars of the file, if positions count it.
  private(set) var dropped: [Int]
  /// Whether the file has other line ends than `\n`.
  let hadReturns: Bool

  /// A text of UTF-8 bytes; a byte-order mark does not count.
  init(_ bytes: [UInt8]) {
    text = SourceText(utf8: bytes)
    var dropped: [Int] = []
    var (scalar, hadReturns) = (0, false)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for at in start..<max(start, bytes.count) where bytes[at] & 0xC0 != 0x80 {
      if bytes[at] == 13 {
        hadReturns = true
        if at + 1 < bytes.count, bytes[at + 1] == 10 { dropped.append(scalar) }
      }
      scalar += 1
    }
    self.dropped = dropped
    self.hadReturns = hadReturns
  }

  /// Decides what positions mean, by the selections of the text and the program that wrote them.
  mutating func decide(_ lineEnds: REFILineEnds, selections: [XMLElement], origin: String) {
    guard !dropped.isEmpty else { return }
    var countsTwo = lineEnds == .two
    if lineEnds == .automatic {
      var (two, one) = (0, 0)
      for selection in selections {
        guard let name = selection["name"], let start = selection["startPosition"].flatMap({ Int($0) }),
          let end = selection["endPosition"].flatMap({ Int($0) }), start >= 0, start < end
        else { continue }
        let quote = Self.folded(name)
        guard quote.count >= 3 else { continue }
        let asTwo = Self.folded(text[position(start)..<max(position(start), position(end))])
        let asOne = Self.folded(text[start..<end])
        two += asTwo.hasPrefix(quote) ? 1 : 0
        one += asOne.hasPrefix(quote) ? 1 : 0
      }
      countsTwo = two == one ? !origin.uppercased().hasPrefix("MAXQDA") : two > one
    }
    if !countsTwo { dropped = [] }
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
