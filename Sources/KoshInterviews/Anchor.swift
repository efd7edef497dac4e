/// The words of a coding and those around them, by which it is found again in a text that was edited.
package struct Anchor: Sendable, Hashable {
  /// The coded words.
  package var quote: String
  /// The scalars before them, at most ``contextLength``.
  package var before: String
  /// The scalars after them, at most ``contextLength``.
  package var after: String

  /// How many scalars around a coding are kept.
  package static let contextLength = 32
  /// From how many scalars on a quote that stands in a text once is its own proof.
  static let longQuote = 60

  /// From how many scalars on one unchanged side is proof without the other: near the edges of a text less is kept, and
  /// a few signs stand unchanged by accident.
  static let ownSide = 12

  /// The anchor of a span of a text.
  package init(_ range: Range<Int>, in text: SourceText) {
    quote = text[range]
    before = text[max(0, range.lowerBound - Anchor.contextLength)..<max(0, range.lowerBound)]
    after = text[range.upperBound..<min(text.count, range.upperBound + Anchor.contextLength)]
  }

  /// An anchor of known words.
  package init(quote: String, before: String, after: String) {
    self.quote = quote
    self.before = before
    self.after = after
  }

  /// Where the coding is in an edited text.
  package enum Found: Sendable, Hashable {
    /// The words stand once in these surroundings.
    case at(Range<Int>)
    /// They cannot be told for certain; the range, where there is one, is what a person should look at first.
    case uncertain(Reason, suggestion: Range<Int>?)
  }

  /// Why a coding could not be placed.
  package enum Reason: String, Sendable, Hashable {
    /// The words no longer occur.
    case wordsGone
    /// The words occur, but nowhere in the surroundings that were kept.
    case surroundingsChanged
    /// The words occur several times in the same surroundings.
    case ambiguous
  }

  /// Finds the words in an edited text.
  ///
  /// They are found where they stand, once, with the kept scalars before or after them unchanged – at least 12 of them
  /// where the other side changed; a place where both are unchanged goes before others – or, from 60 scalars on, where
  /// they stand once at all. Anything else is uncertain: nothing is ever moved on likelihood.
  ///
  /// - Complexity: O(length of the text) for each anchor.
  package func find(in text: SourceText) -> Found {
    let needle = Array(quote.utf8)
    guard !needle.isEmpty else { return .uncertain(.wordsGone, suggestion: nil) }
    let places = ByteSearch.places(of: needle, in: text.utf8, limit: 10_000)
    guard !places.isEmpty else { return .uncertain(.wordsGone, suggestion: between(text)) }
    func range(_ byte: Int) -> Range<Int> {
      text.scalarOffset(ofByte: byte)..<text.scalarOffset(ofByte: byte + needle.count)
    }
    let (before, after) = (Array(self.before.utf8), Array(self.after.utf8))
    let scores = places.map { place in
      (stands(before, endingAt: place, in: text.utf8) ? 1 : 0)
        + (stands(after, startingAt: place + needle.count, in: text.utf8) ? 1 : 0)
    }
    let best = scores.max() ?? 0
    let winners = places.indices.filter { scores[$0] == best }
    if best > 0 {
      if winners.count == 1 {
        let place = places[winners[0]]
        let side = stands(before, endingAt: place, in: text.utf8) ? self.before : self.after
        if best == 2 || side.unicodeScalars.count >= Anchor.ownSide
          || quote.unicodeScalars.count >= Anchor.longQuote && places.count == 1
        {
          return .at(range(place))
        }
        return .uncertain(.surroundingsChanged, suggestion: range(place))
      }
      return .uncertain(.ambiguous, suggestion: nil)
    }
    if places.count == 1 {
      if quote.unicodeScalars.count >= Anchor.longQuote { return .at(range(places[0])) }
      return .uncertain(.surroundingsChanged, suggestion: range(places[0]))
    }
    return .uncertain(.surroundingsChanged, suggestion: nil)
  }

  /// Without surroundings, as at the edges of a text, only the edge itself is the same place.
  private func stands(_ context: [UInt8], endingAt place: Int, in bytes: [UInt8]) -> Bool {
    if context.isEmpty { return place == 0 }
    return place >= context.count && bytes[(place - context.count)..<place].elementsEqual(context)
  }

  private func stands(_ context: [UInt8], startingAt place: Int, in bytes: [UInt8]) -> Bool {
    if context.isEmpty { return place == bytes.count }
    return place + context.count <= bytes.count && bytes[place..<(place + context.count)].elementsEqual(context)
  }

  /// What stands between the kept surroundings, when each of them occurs once and they are not far apart.
  private func between(_ text: SourceText) -> Range<Int>? {
    let (before, after) = (Array(self.before.utf8), Array(self.after.utf8))
    guard !before.isEmpty, !after.isEmpty else { return nil }
    let starts = ByteSearch.places(of: before, in: text.utf8, limit: 2)
    let ends = ByteSearch.places(of: after, in: text.utf8, limit: 2)
    guard starts.count == 1, ends.count == 1 else { return nil }
    let low = text.scalarOffset(ofByte: starts[0] + before.count)
    let high = text.scalarOffset(ofByte: ends[0])
    guard low < high, high - low <= 2 * quote.unicodeScalars.count + Anchor.contextLength else { return nil }
    return low..<high
  }
}

/// Bytes within bytes.
enum ByteSearch {
  /// Where `needle` begins in `text`, in order, at most `limit` places; overlapping ones too.
  ///
  /// - Complexity: O(length of the text / length of the needle) at best, their product at worst.
  ///
  /// Source: R. N. Horspool (1980), "Practical fast searching in strings", *Software: Practice and Experience* 10(6).
  static func places(of needle: [UInt8], in text: [UInt8], limit: Int = .max) -> [Int] {
    let length = needle.count
    guard length > 0, length <= text.count else { return [] }
    var shift = [Int](repeating: length, count: 256)
    for at in 0..<(length - 1) { shift[Int(needle[at])] = length - 1 - at }
    var result: [Int] = []
    text.withUnsafeBufferPointer { text in
      needle.withUnsafeBufferPointer { needle in
        let last = needle[length - 1]
        var at = 0
        while at + length <= text.count, result.count < limit {
          let byte = text[at + length - 1]
          if byte == last {
            var same = 0
            while same < length - 1, text[at + same] == needle[same] { same += 1 }
            if same >= length - 1 { result.append(at) }
          }
          at += shift[Int(byte)]
        }
      }
    }
    return result
  }
}
