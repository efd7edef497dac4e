import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct SearchLanguageTests {
  @Test func signs() {
    #expect(SearchLanguage.sign(of: "оқу") == .kazakh && SearchLanguage.sign(of: "мен") == .kazakh)
    #expect(SearchLanguage.sign(of: "что") == .russian && SearchLanguage.sign(of: "ощущение") == .russian)
    #expect(SearchLanguage.sign(of: "грант") == .cyrillic && SearchLanguage.sign(of: "grant") == .english)
    #expect(SearchLanguage.sign(of: "2019") == .none && SearchLanguage.sign(of: "语") == .other)
    #expect(SearchLanguage.possible("грант") == [.ru, .kk] && SearchLanguage.possible("оқу") == [.kk])
  }

  /// People change the language inside one sentence: a word in doubt goes with the nearest one that is sure.
  @Test func codeSwitching() {
    let signs = "мен грант алып я подумала что стипендия это career".split(separator: " ").map {
      SearchLanguage.sign(of: String($0))
    }
    #expect(SearchLanguage.languages(signs, fallback: nil) == [.kk, .kk, .kk, .ru, .ru, .ru, .ru, .ru, .en])
    #expect(SearchLanguage.languages([.cyrillic, .none], fallback: .kk) == [.kk, nil])
    #expect(SearchLanguage.languages([.cyrillic], fallback: nil) == [.ru])
    #expect(SearchLanguage.languages([.cyrillic], fallback: .en) == [.ru])
    #expect(SearchLanguage.languages([], fallback: nil).isEmpty)
  }
}
