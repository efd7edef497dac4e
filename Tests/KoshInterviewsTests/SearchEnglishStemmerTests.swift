import KoshInterviews
import Testing

@Suite struct SearchEnglishStemmerTests {
  /// The published vocabulary of the algorithm of 1980; all of its 42,603 words were compared once.
  @Test func agreesWithThePublishedVocabulary() {
    #expect(SearchVocabulary.english.count > 400)
    for (word, stem) in SearchVocabulary.english { #expect(EnglishStemmer.stem(word) == stem, "\(word)") }
  }

  /// Examples of the paper.
  @Test func facts() {
    for (word, stem) in [
      ("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"), ("motoring", "motor"),
      ("hopping", "hop"), ("filing", "file"), ("happy", "happi"), ("relational", "relat"),
      ("vietnamization", "vietnam"),
      ("triplicate", "triplic"), ("revival", "reviv"), ("controll", "control"), ("motivations", "motiv"), ("is", "is"),
      ("naïve", "naïve"),
    ] { #expect(EnglishStemmer.stem(word) == stem, "\(word)") }
  }
}
