import KoshInterviews
import KoshTable
import Testing

@Suite struct SearchCollocationsTests {
  @Test func nearWords() throws {
    let text =
      String(repeating: "мы получили хороший грант. дома было тихо и спокойно всем. ", count: 3)
      + "новый грант. новый дом."
    let index = SearchIndex([
      Source(id: "a", text: SourceText(text)), Source(id: "b", text: SourceText("хороший грант")),
    ])
    let near = index.collocates(of: index.matches(try SearchQuery("грант")), window: 2)
    #expect(near.map(\.word) == ["хороший", "получили"])
    let good = try #require(near.first)
    #expect(good.together == 4 && good.before == 4 && good.total == 4 && good.sources == 2)
    // By hand: 8 words stand near the 5 matches (3 · 2 + 1 + 1), хороший 4 times of 4, among 31 words that are no match.
    // scipy 1.14: chi2_contingency([[4, 4], [0, 23]], lambda_="log-likelihood", correction=False).
    #expect(abs(good.expected - 8.0 * 4 / 31) < 1e-12 && abs(good.mutualInformation - 1.9541963103868754) < 1e-9)
    #expect(abs(good.logLikelihood - 12.751306135927047) < 1e-9)
    // The window ends with the sentence: дома is never near.
    #expect(
      !index.collocates(of: index.matches(try SearchQuery("грант")), window: 9, atLeast: 1).contains {
        $0.word == "дома"
      })
    #expect(index.collocates(of: []).isEmpty)
  }

  @Test func overlappingWindowsCountOnce() throws {
    let index = SearchIndex([
      Source(id: "a", text: SourceText("грант курс грант курс иное слово здесь тут рядом лежит"))
    ])
    let near = index.collocates(
      of: index.matches(try SearchQuery("=грант")), window: 3, atLeast: 1, withoutFunctionWords: false)
    #expect(near.first { $0.word == "курс" }?.together == 2)
    #expect(near.allSatisfy { $0.together <= $0.total && $0.word != "грант" })
  }

  @Test func occurrencesLeadToTheirPlaces() throws {
    let index = SearchIndex([
      Source(id: "a", text: SourceText("The grant came late. The late grant. Nothing is late.")),
      Source(id: "b", text: SourceText("Late grants.")),
    ])
    let matches = index.matches(try SearchQuery("grant"))
    let late = try #require(index.collocates(of: matches, atLeast: 1).first { $0.word == "late" })
    let places = index.occurrences(of: late, near: matches)
    #expect(places.count == late.together)
    #expect(places.map { index.sources[$0.source].text[index.range(of: $0)] } == ["late", "late", "Late"])
    let word = try #require(index.wordList().words.first { $0.word == "late" })
    #expect(index.occurrences(of: word).count == word.total)
    #expect(index.occurrences(of: word).map(\.source) == [0, 0, 0, 1])
  }
}
