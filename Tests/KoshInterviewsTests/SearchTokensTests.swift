import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct SearchTokensTests {
  private func scan(_ text: String) -> [(word: String, begins: Bool, start: Int, end: Int)] {
    var result: [(String, Bool, Int, Int)] = []
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      SearchTokens.scan(bytes) { token, folded in
        result.append((String(decoding: folded, as: UTF8.self), token.beginsSentence, token.start, token.end))
      }
    }
    return result
  }

  @Test func words() {
    #expect(
      SearchTokens.words(of: "Мен — «Болашақ» (2019) стипендиаты, it's ОК!")
        == ["мен", "болашақ", "2019", "стипендиаты", "it's", "ок"])
    #expect(SearchTokens.words(of: "бакалавр-магистр кое-что") == ["бакалавр", "магистр", "кое", "что"])
    #expect(SearchTokens.words(of: "") == [] && SearchTokens.words(of: " …—«»\u{300}") == [])
    #expect(SearchTokens.words(of: "I’m 'quoted' rock'n'roll") == ["i'm", "quoted", "rock'n'roll"])
  }

  @Test func folding() {
    #expect(
      SearchTokens.words(of: "ӘЛЕМ Ғылым ҚАЛА Ңң ӨМІР ҰЛТ ҮЙ Һәм Ірі") == [
        "әлем", "ғылым", "қала", "ңң", "өмір", "ұлт", "үй", "һәм", "ірі",
      ])
    #expect(SearchTokens.words(of: "Ёлка ещё") == ["елка", "еще"])
    // й and ё of two scalars, a stress mark, a soft hyphen.
    #expect(
      SearchTokens.words(of: "мои\u{306} еще\u{308} за\u{301}мок об\u{AD}раз") == ["мой", "еще", "замок", "образ"])
    // Latin letters of a wrong keyboard inside Cyrillic words: i, h, a, o.
    #expect(SearchTokens.words(of: "бiлiм hәм мaмaн Oқу") == ["білім", "һәм", "маман", "оқу"])
    #expect(SearchTokens.words(of: "École naïve") == ["école", "naïve"])
  }

  @Test func sentences() {
    let words = scan("Да. Нет? Иә!\nМен\n3.5 балл… Ал e.g. т.е. вот")
    #expect(words.map(\.word) == ["да", "нет", "иә", "мен", "3", "5", "балл", "ал", "e", "g", "т", "е", "вот"])
    #expect(
      words.map(\.begins) == [
        true, true, true, true, true, false, false, true, false, false, true, false, true,
      ])
    let text = "қала мен, ауыл"
    for word in scan(text) {
      #expect(String(decoding: Array(text.utf8)[word.start..<word.end], as: UTF8.self).lowercased() == word.word)
      #expect(SearchTokens.end(Array(text.utf8), from: word.start) == word.end)
    }
  }

  /// Any bytes that a text can hold, cut anywhere, are scanned without a fault, and words lie in order.
  @Test func anyText() {
    let pieces = [
      "қ", "a", "\u{301}", "’", "'", ".", "😀", "\u{1F1F0}\u{1F1FF}", "语", "\u{489}", "\u{52F}", "\n", "İ", "ß", "Ѐ",
    ]
    var state: UInt64 = 7
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let source = SourceText(text)
      var last = 0
      for word in scan(source.string) {
        #expect(word.start >= last && word.end > word.start && word.end <= source.utf8.count)
        #expect(SearchTokens.end(source.utf8, from: word.start) == word.end)
        last = word.end
      }
    }
  }
}
