import KoshInterviews
import Testing

@Suite struct SearchRussianStemmerTests {
  /// The published vocabulary; all of its 49,785 words were compared once, every hundredth is compared here.
  @Test func agreesWithThePublishedVocabulary() {
    #expect(SearchVocabulary.russian.count > 450)
    for (word, stem) in SearchVocabulary.russian { #expect(RussianStemmer.stem(word) == stem, "\(word)") }
  }

  @Test func facts() {
    #expect(RussianStemmer.stem("возвращение") == "возвращен" && RussianStemmer.stem("образования") == "образован")
    #expect(RussianStemmer.stem("важнейшими") == "важн" && RussianStemmer.stem("вагонов") == "вагон")
    #expect(RussianStemmer.stem("ещё") == RussianStemmer.stem("еще"))
    #expect(RussianStemmer.stem("") == "" && RussianStemmer.stem("в") == "в" && RussianStemmer.stem("грант") == "грант")
  }
}
