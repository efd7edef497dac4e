/// A text made ready for looking words up: letter case, ё and е, and kinds of blanks do not matter.
///
/// It has one scalar for each scalar of the text, so that a place found in it is a place of the text.
package struct FoldedText: Sendable {
  let scalars: [UInt32]

  /// The folded text of a source.
  ///
  /// - Complexity: O(*n*).
  package init(_ text: SourceText) { scalars = FoldedText.fold(text.string) }

  /// Every place of some words, in order; places do not overlap.
  ///
  ///     FoldedText(SourceText("Всё решил грант.\nГрант!")).places(of: "ГРАНТ")   // 10..<15, 17..<22
  ///
  /// - Parameter range: Where to look; the whole text if left out.
  /// - Complexity: O(*n* · *m*) at worst.
  package func places(of words: String, in range: Range<Int>? = nil) -> [Range<Int>] {
    let needle = FoldedText.fold(words)
    let range = (range ?? 0..<scalars.count).clamped(to: 0..<scalars.count)
    guard let first = needle.first, needle.count <= range.count else { return [] }
    var result: [Range<Int>] = []
    var at = range.lowerBound
    while at + needle.count <= range.upperBound {
      if scalars[at] == first, scalars[at..<(at + needle.count)].elementsEqual(needle) {
        result.append(at..<(at + needle.count))
        at += needle.count
      } else {
        at += 1
      }
    }
    return result
  }

  /// A text's folded scalars.
  static func fold(_ string: String) -> [UInt32] {
    string.unicodeScalars.map { scalar in
      // Most of a text is Latin and Cyrillic, and needs no look into the tables of Unicode.
      switch scalar.value {
      case 0x41...0x5A, 0x410...0x42F: return scalar.value + 32
      case 0x400, 0x402...0x40F: return scalar.value + 80
      case 0x21...0x40, 0x5B...0x7E, 0x430...0x450, 0x452...0x45F: return scalar.value
      case 0x48A...0x4BF, 0x4D0...0x52F: return scalar.value | 1
      default: break
      }
      if scalar.properties.isWhitespace { return 32 }
      if scalar == "ё" || scalar == "Ё" { return 0x435 }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      guard let only = lower.first, lower.count == 1 else { return scalar.value }
      return only.value
    }
  }
}
