import KoshTable
import Testing

@Suite struct TrilingualTests {
  let r = -0.5690580756728725

  @Test func numbersAreWrittenAsEachLanguageWritesThem() {
    let text = Trilingual(
      en: "r = \(r, decimals: 2), n = \(14_899)", ru: "r = \(r, decimals: 2), n = \(14_899)",
      kk: "r = \(r, decimals: 2), n = \(14_899)")
    #expect(text.en == "r = −0.57, n = 14,899")
    #expect(text.ru == "r = −0,57, n = 14\u{00A0}899")
    #expect(text.kk == text.ru)
  }

  @Test func whatAPhraseCanHold() {
    let region = Trilingual(en: "Abai", ru: "Абай", kk: "Абай")
    let phrase: Phrase = "\(region) (\("KZ-10")): \(0.25) \(1_901.0, decimals: 0, sign: .always)"
    #expect(phrase.text(in: .en) == "Abai (KZ-10): 0.25 +1,901")
    #expect(phrase.text(in: .ru) == "Абай (KZ-10): 0,25 +1901")
    let fixed: Phrase = "no number"
    #expect(Language.allCases.allSatisfy { fixed.text(in: $0) == "no number" })
  }

  @Test func aNumberAlone() {
    #expect(Trilingual(-1234.5, decimals: 1) == Trilingual(en: "−1,234.5", ru: "−1234,5", kk: "−1234,5"))
    #expect(Trilingual(2, decimals: 1, sign: .always).ru == "+2,0")
  }

  @Test func readingAndSettingByLanguage() {
    var text = Trilingual(same: "GDP")
    text[.ru] = "ВВП"
    text[.kk] = "ЖІӨ"
    text[.en] = "GDP, total"
    #expect(Language.allCases.map { text[$0] } == ["GDP, total", "ВВП", "ЖІӨ"])
    #expect(text == Trilingual(en: "GDP, total", ru: "ВВП", kk: "ЖІӨ"))
  }

  @Test func emptyInAllLanguagesOnly() {
    #expect(Trilingual(same: "").isEmpty)
    #expect(!Trilingual(en: "", ru: "", kk: "ә").isEmpty)
  }

  @Test func mapTellsTheLanguage() {
    let marked = Trilingual(same: "x").map { "\($1)-\($0.rawValue)" }
    #expect(marked == Trilingual(en: "x-en", ru: "x-ru", kk: "x-kk"))
  }

  @Test func textsAreJoinedLanguageByLanguage() {
    let one = Trilingual(en: "one", ru: "один", kk: "бір")
    let two = Trilingual(en: "two", ru: "два", kk: "екі")
    #expect(one + two == Trilingual(en: "onetwo", ru: "одиндва", kk: "бірекі"))
    #expect(
      [one, two].joined(separator: ", ") == Trilingual(en: "one, two", ru: "один, два", kk: "бір, екі"))
    #expect([Trilingual]().joined(separator: ", ").isEmpty)
  }
}
