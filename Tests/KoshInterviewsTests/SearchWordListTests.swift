import KoshInterviews
import KoshTable
import Testing

@Suite struct SearchWordListTests {
  @Test func byGroup() throws {
    let list = SearchIndexTests.index.wordList(groups: ["R01": "ауыл", "R02": "қала", "R03": "ауыл"])
    #expect(list.groups == ["ауыл", "қала"] && list.sourceCounts == [2, 1])
    let grant = try #require(list.words.first { $0.word == "грант" && $0.language == .kk })
    #expect(grant.counts == [2, 0] && grant.sources == [2, 0] && grant.forms == ["грант", "грантқа"])
    #expect(list.words.allSatisfy { $0.word != "и" && $0.word != "the" })
    #expect(list.wordCounts.reduce(0, +) == SearchIndexTests.index.wordCount)
    let all = SearchIndexTests.index.wordList(by: .form, withoutFunctionWords: false)
    #expect(
      all.words.reduce(0) { $0 + $1.total } == SearchIndexTests.index.wordCount && all.words[0].logLikelihood == nil)
  }

  @Test func withoutTheInterviewer() {
    let list = SearchIndexTests.index.wordList(isCounted: { $0 != "И" && $0 != nil }, withoutFunctionWords: false)
    #expect(list.wordCounts == [10] && !list.words.contains { $0.word == "семья" })
    #expect(list.words.contains { $0.word == "отбасым" })
  }

  /// scipy 1.14: chi2_contingency([[10, 2], [990, 998]], correction=False, lambda_="log-likelihood") gives 5.854256….
  @Test func logLikelihoodOfTwoGroups() throws {
    let g2 = try #require(logLikelihood(observed: [10, 2], sizes: [1000, 1000]))
    #expect(abs(g2 - 5.85425656648961) < 1e-9 && logLikelihood(observed: [5, 5], sizes: [100, 100]) == 0)
    #expect(logLikelihood(observed: [], sizes: []) == nil && logLikelihood(observed: [0], sizes: [10]) == 0)
  }

  /// «не» is grammar and of one stem with «ней»: only the latter is counted, and leads to as many places.
  @Test func grammarIsNotCountedUnderAnotherForm() throws {
    let index = SearchIndex([Source(id: "a", text: SourceText("Не думала о ней. Не знала её. Не была у ней."))])
    let word = try #require(index.wordList().words.first { $0.word == "ней" })
    #expect(word.total == 2)
    #expect(index.occurrences(of: word).count == 2)
  }
}
