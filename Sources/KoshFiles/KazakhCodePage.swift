/// Tells KZ-1048, the Kazakh code page, from windows-1251, of which it is a variant.
///
/// The two differ in sixteen bytes: Kazakh letters in the one are Ukrainian, Belarusian, Serbian and Macedonian letters
/// in the other. Russian needs none of them, so that a text without such bytes is the same in both and counts as
/// windows-1251.
enum KazakhCodePage {
  /// What each of the sixteen bytes is in KZ-1048.
  ///
  /// Source: Unicode Consortium, mapping table KZ1048.TXT, version 1.0; standard STRK1048-2002 of Kazakhstan.
  static let letters: [UInt8: UInt16] = [
    0x8D: 0x049A, 0x8E: 0x04BA, 0x9D: 0x049B, 0x9E: 0x04BB, 0xA1: 0x04B0, 0xA2: 0x04B1, 0xA3: 0x04D8, 0xA5: 0x04E8,
    0xAA: 0x0492, 0xAF: 0x04AE, 0xB4: 0x04E9, 0xBA: 0x0493, 0xBC: 0x04D9, 0xBD: 0x04A2, 0xBE: 0x04A3, 0xBF: 0x04AF,
  ]

  /// Whether a text in one of the two code pages is in KZ-1048.
  ///
  /// It is, unless its words with one of the sixteen bytes are, nine in ten of them, spelled with the letters of a
  /// single other language: Ukrainian with ї after a vowel only, Belarusian, or – where a letter such as њ that Kazakh
  /// does not have shows it – Serbian or Macedonian.
  ///
  /// - Complexity: O(*n*).
  static func isUsed(in file: [UInt8]) -> Bool {
    var words = 0
    var explained = [Int](repeating: 0, count: Language.all.count)
    var hasSouthSlavic = false
    var start = 0
    while start < file.count {
      guard kinds[Int(file[start])] != .other else {
        start += 1
        continue
      }
      var (end, isTelling) = (start, false)
      while end < file.count, kinds[Int(file[end])] != .other {
        if kinds[Int(file[end])] == .differing { isTelling = true }
        if kinds[Int(file[end])] == .southSlavic { hasSouthSlavic = true }
        end += 1
      }
      if isTelling {
        words += 1
        for (number, language) in Language.all.enumerated() where language.canSpell(file[start..<end]) {
          explained[number] += 1
        }
      }
      start = end
    }
    guard words > 0 else { return false }
    return !zip(Language.all, explained).contains { language, count in
      (hasSouthSlavic || !language.isSouthSlavic) && count * 10 >= words * 9
    }
  }

  private enum Kind {
    case other, letter, differing, southSlavic
  }

  private static let kinds: [Kind] = (0..<256).map { byte in
    let byte = UInt8(byte)
    if letters[byte] != nil { return .differing }
    if [0x80, 0x81, 0x83, 0x8A, 0x8C, 0x8F, 0x90, 0x9A, 0x9C, 0x9F].contains(byte) { return .southSlavic }
    return byte >= 0xC0 || [0xA8, 0xB8, 0xB2, 0xB3].contains(byte) ? .letter : .other
  }

  /// A language whose letters windows-1251 has in the place of Kazakh ones; bytes stand for small letters.
  private struct Language {
    /// Those of the sixteen bytes that it uses, capitals as well.
    let own: Set<UInt8>
    /// Letters that Kazakh or Russian has and it has not.
    let lacks: Set<UInt8>
    var isSouthSlavic = false

    static let all: [Language] = [ukrainian, belarusian, serbian, macedonian]
    // ґ є ї, without ё ъ ы э.
    static let ukrainian = Language(
      own: [0xA5, 0xB4, 0xAA, 0xBA, 0xAF, 0xBF], lacks: [0xB8, 0xFA, 0xFB, 0xFD])
    // ў, without и щ ъ.
    static let belarusian = Language(own: [0xA1, 0xA2], lacks: [0xE8, 0xF9, 0xFA])
    // ј ћ, and ј ќ ѕ, without ё і й щ ъ ы ь э ю я.
    static let serbian = Language(own: [0xA3, 0xBC, 0x8E, 0x9E], lacks: notSouthSlavic, isSouthSlavic: true)
    static let macedonian = Language(
      own: [0xA3, 0xBC, 0x8D, 0x9D, 0xBD, 0xBE], lacks: notSouthSlavic, isSouthSlavic: true)
    private static let notSouthSlavic: Set<UInt8> = [
      0xB8, 0xB3, 0xE9, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF,
    ]
    /// а е и о у ю я і ї є and the apostrophe's place, the beginning of a word, come before ї.
    private static let beforeYi: Set<UInt8> = [0xE0, 0xE5, 0xE8, 0xEE, 0xF3, 0xFE, 0xFF, 0xB3, 0xBF, 0xBA]

    func canSpell(_ word: ArraySlice<UInt8>) -> Bool {
      var before: UInt8?
      for byte in word {
        let small = KazakhCodePage.small(byte)
        if KazakhCodePage.letters[byte] != nil, !own.contains(byte) { return false }
        if lacks.contains(small) { return false }
        if small == 0xBF, let before, !Language.beforeYi.contains(before) { return false }
        before = small
      }
      return true
    }
  }

  /// The small letter of a letter that both code pages have, and of ї, є and ґ.
  private static func small(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0xC0...0xDF: byte + 0x20
    case 0xA8: 0xB8
    case 0xB2: 0xB3
    case 0xAF: 0xBF
    case 0xAA: 0xBA
    case 0xA5: 0xB4
    default: byte
    }
  }
}
