/// Russian words without their inflection, by M. F. Porter's Snowball algorithm for Russian.
///
/// An ending is taken off only after the first vowel (the region RV): first a gerund's, or else a reflexive ending and
/// then an adjective's or participle's, a verb's or a noun's, the longest that fits; then и; then ость behind the second
/// consonant that follows a vowel (R2); then a doubled н, the superlative, or ь.
///
/// A stem is a name for a family of forms, not a word: возвращение gives возвращен, образования образован. Of a few
/// words some forms part company (хочу, хочет), and some words meet.
///
/// Source: M. F. Porter, *Russian stemming algorithm*, snowballstem.org; the 2007 revision with ё read as е.
package enum RussianStemmer {
  private static let gerund = Suffixes("в вши вшись", "ив ивши ившись ыв ывши ывшись")
  private static let adjective = Suffixes(
    "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею")
  private static let participle = Suffixes("ем нн вш ющ щ", "ивш ывш ующ")
  private static let reflexive = Suffixes("ся сь")
  private static let verb = Suffixes(
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю")
  private static let noun = Suffixes(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я")
  private static let derivational = Suffixes("ост ость")
  private static let superlative = Suffixes("ейш ейше")

  /// The stem of a word in lower case; letters other than Russian ones count as consonants.
  ///
  ///     RussianStemmer.stem("возвращение")   // "возвращен"
  ///     RussianStemmer.stem("важнейшими")    // "важн"
  package static func stem(_ word: String) -> String { stem(Array(word.unicodeScalars)).text }

  static func stem(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var word = letters.map { $0 == "ё" ? "е" : $0 }
    guard let firstVowel = word.firstIndex(where: isVowel) else { return word }
    let rv = firstVowel + 1
    let r2 = region(after: region(after: 0, of: word), of: word)

    // Endings of group 1 must follow а or я, which stay, and which must stand in RV too.
    func remove(_ suffixes: Suffixes) -> Bool {
      guard let (length, group) = suffixes.longest(of: word, from: rv) else { return false }
      let start = word.count - length
      if group == 1 {
        guard start > rv, word[start - 1] == "а" || word[start - 1] == "я" else { return false }
      }
      word.removeLast(length)
      return true
    }
    func removePlain(_ suffixes: Suffixes, from limit: Int) -> Bool {
      guard let (length, _) = suffixes.longest(of: word, from: limit) else { return false }
      word.removeLast(length)
      return true
    }
    if !remove(gerund) {
      _ = removePlain(reflexive, from: rv)
      if removePlain(adjective, from: rv) {
        _ = remove(participle)
      } else if !remove(verb) {
        _ = removePlain(noun, from: rv)
      }
    }
    if word.count > rv, word.last == "и" { word.removeLast() }
    _ = removePlain(derivational, from: max(r2, rv))
    let isSuperlative = removePlain(superlative, from: rv)
    if word.count - 2 >= rv, word.last == "н", word[word.count - 2] == "н" {
      word.removeLast()
    } else if !isSuperlative, word.count > rv, word.last == "ь" {
      word.removeLast()
    }
    return word
  }

  private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "а", "е", "и", "о", "у", "ы", "э", "ю", "я": true
    default: false
    }
  }

  /// The place after the first consonant that follows a vowel, from `start` on; the word's end if there is none.
  private static func region(after start: Int, of word: [Unicode.Scalar]) -> Int {
    guard let vowel = word[start...].firstIndex(where: isVowel),
      let consonant = word[vowel...].firstIndex(where: { !isVowel($0) })
    else { return word.count }
    return consonant + 1
  }
}
