/// English words without their inflection, by M. F. Porter's algorithm of 1980.
///
/// A stem is a name for a family of forms, not a word: relational and relate give relat.
///
/// Source: M. F. Porter (1980), *Program* 14(3), 130–137. As in his own program words of one or two letters stay.
package enum EnglishStemmer {
  /// The stem of a word in lower case; a word with other letters than a to z stays as it is.
  ///
  ///     EnglishStemmer.stem("motivations")   // "motiv"
  package static func stem(_ word: String) -> String {
    let letters = Array(word.unicodeScalars)
    return stem(letters).text
  }

  static func stem(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard letters.count > 2, letters.allSatisfy({ $0 >= "a" && $0 <= "z" }) else { return letters }
    var porter = PorterWord(letters)
    porter.plurals()
    porter.pastAndProgressive()
    porter.finalY()
    porter.replaceLongest(PorterWord.step2, measure: 0)
    porter.replaceLongest(PorterWord.step3, measure: 0)
    porter.removeSuffix()
    porter.finalE()
    return porter.word
  }
}

/// A word on its way through the five steps of the algorithm.
private struct PorterWord {
  var word: [Unicode.Scalar]

  init(_ word: [Unicode.Scalar]) { self.word = word }

  typealias Rule = (suffix: [Unicode.Scalar], replacement: [Unicode.Scalar])

  private static func rules(_ text: String) -> [Rule] {
    text.split(separator: " ").map { pair in
      let parts = pair.split(separator: ":", omittingEmptySubsequences: false)
      return (Array(parts[0].unicodeScalars), parts.count > 1 ? Array(parts[1].unicodeScalars) : [])
    }.sorted { $0.suffix.count > $1.suffix.count }
  }

  static let step2 = rules(
    "ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous ization:ize "
      + "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble")
  static let step3 = rules("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:")
  private static let step4 = rules(
    "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous: ive: ize:")

  private func isConsonant(_ at: Int) -> Bool {
    switch word[at] {
    case "a", "e", "i", "o", "u": false
    case "y": at == 0 || !isConsonant(at - 1)
    default: true
    }
  }

  /// m: how often a vowel is followed by a consonant in the first `length` letters.
  private func measure(_ length: Int) -> Int {
    var (m, wasVowel) = (0, false)
    for at in 0..<length {
      let isVowel = !isConsonant(at)
      if wasVowel, !isVowel { m += 1 }
      wasVowel = isVowel
    }
    return m
  }

  private func hasVowel(_ length: Int) -> Bool { (0..<length).contains { !isConsonant($0) } }

  private var endsInDoubleConsonant: Bool {
    word.count > 1 && word[word.count - 1] == word[word.count - 2] && isConsonant(word.count - 1)
  }

  /// Consonant, vowel, consonant other than w, x, y at the end of the first `length` letters.
  private func endsShort(_ length: Int) -> Bool {
    guard length > 2, isConsonant(length - 1), !isConsonant(length - 2), isConsonant(length - 3) else { return false }
    return word[length - 1] != "w" && word[length - 1] != "x" && word[length - 1] != "y"
  }

  private func ends(_ text: String) -> Bool { word.ends(with: Array(text.unicodeScalars)) }

  mutating func plurals() {
    if ends("sses") || ends("ies") {
      word.removeLast(2)
    } else if ends("s"), !ends("ss") {
      word.removeLast()
    }
  }

  mutating func pastAndProgressive() {
    if ends("eed") {
      if measure(word.count - 3) > 0 { word.removeLast() }
      return
    }
    let length = ends("ed") ? 2 : ends("ing") ? 3 : 0
    guard length > 0, hasVowel(word.count - length) else { return }
    word.removeLast(length)
    if ends("at") || ends("bl") || ends("iz") {
      word.append("e")
    } else if endsInDoubleConsonant {
      if let last = word.last, last != "l", last != "s", last != "z" { word.removeLast() }
    } else if measure(word.count) == 1, endsShort(word.count) {
      word.append("e")
    }
  }

  mutating func finalY() {
    if word.last == "y", hasVowel(word.count - 1) { word[word.count - 1] = "i" }
  }

  mutating func replaceLongest(_ rules: [Rule], measure least: Int) {
    guard let rule = rules.first(where: { word.ends(with: $0.suffix) }) else { return }
    guard measure(word.count - rule.suffix.count) > least else { return }
    word.removeLast(rule.suffix.count)
    word += rule.replacement
  }

  mutating func removeSuffix() {
    guard let rule = PorterWord.step4.first(where: { word.ends(with: $0.suffix) }) else { return }
    let length = word.count - rule.suffix.count
    guard measure(length) > 1 else { return }
    if rule.suffix == ["i", "o", "n"] {
      guard let last = word[..<length].last, last == "s" || last == "t" else { return }
    }
    word.removeLast(rule.suffix.count)
  }

  mutating func finalE() {
    if word.last == "e" {
      let m = measure(word.count - 1)
      if m > 1 || (m == 1 && !endsShort(word.count - 1)) { word.removeLast() }
    }
    if word.last == "l", endsInDoubleConsonant, measure(word.count) > 1 { word.removeLast() }
  }
}
