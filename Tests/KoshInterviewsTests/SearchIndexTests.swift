import KoshInterviews
import KoshTable
import Testing

@Suite struct SearchIndexTests {
  static let sources = [
    Source(
      id: "R01",
      text: SourceText(
        "И: Почему?\nР: Маған грант берілді. Университетке түстім, потому что грант!\nИ: А семья?\nР: Отбасым қолдады."),
      turns: [
        Turn(speaker: "И", range: 3..<10), Turn(speaker: "Р", range: 14..<74), Turn(speaker: "И", range: 78..<86),
        Turn(speaker: "Р", range: 90..<106),
      ]),
    Source(id: "empty", text: SourceText("")),
    Source(id: "R02", text: SourceText("Я выиграла гранты, и университет помог. My family supported the grants.")),
    Source(id: "R03", text: SourceText("Мектебімізде мұғалім жақсы. Мектепте оқып жүріп, грантқа дайындалдым.")),
  ]
  static let index = SearchIndex(sources)

  private func found(_ query: String, _ language: Language? = nil) throws -> [String] {
    try Self.index.lines(Self.index.matches(SearchQuery(query, language: language))).map { "\($0.source) \($0.match)" }
  }

  @Test func formsOfAWord() throws {
    #expect(try found("грант") == ["R01 грант", "R01 грант", "R02 гранты", "R03 грантқа"])
    #expect(try found("университет") == ["R01 Университетке", "R02 университет"])
    #expect(try found("мектеп") == ["R03 Мектебімізде", "R03 Мектепте"])
    #expect(try found("family | отбасы | семья") == ["R01 семья", "R01 Отбасым", "R02 family"])
    #expect(try found("grant") == ["R02 grants"])
    #expect(try found("ГРАНТОВ", .ru) == ["R01 грант", "R02 гранты"])
    #expect(try found("нету").isEmpty)
  }

  @Test func formsBeginningsAndPhrases() throws {
    #expect(try found("=грант") == ["R01 грант", "R01 грант"])
    #expect(try found("универ*") == ["R01 Университетке", "R02 университет"])
    #expect(try found("потому что грант") == ["R01 потому что грант"])
    #expect(try found("маған * берілді") == ["R01 Маған грант берілді"])
    // A phrase does not go on in the next sentence or source.
    #expect(try found("берілді университетке").isEmpty && found("помог my").isEmpty)
    #expect(try found("* грант") == ["R01 Маған грант", "R01 что грант", "R02 выиграла гранты", "R03 жүріп, грантқа"])
    // Of matches that overlap, the earlier and longer one.
    #expect(
      try found("грант | грант берілді | маған грант") == ["R01 Маған грант", "R01 грант", "R02 гранты", "R03 грантқа"])
  }

  @Test func linesCarryTheirPlace() throws {
    let lines = try Self.index.lines(Self.index.matches(SearchQuery("грант")), context: 20)
    let first = try #require(lines.first)
    let source = try #require(Self.sources.first)
    #expect(source.text[first.range] == "грант" && first.speaker == "Р" && first.language == .kk)
    #expect(first.left == "И: Почему? Р: Маған " && first.right == " берілді. Университе")
    #expect(lines[1].language == .ru && lines[3].language == .kk && lines[2].speaker == nil)
    #expect(lines[2].right.hasPrefix(", и ") && !lines[2].right.contains("\n"))
    func sorted(_ order: ConcordanceOrder) throws -> [ConcordanceLine] {
      try Self.index.lines(Self.index.matches(SearchQuery("грант")), order: order)
    }
    #expect(try sorted(.match).map(\.match) == ["грант", "грант", "гранты", "грантқа"])
    #expect(try sorted(.right).map { $0.right.prefix(6) } == [" беріл", " дайын", "! И: А", ", и ун"])
    #expect(
      try sorted(.left).map { $0.left.suffix(6) } == ["играла ".suffix(6), "үріп, ".suffix(6), "Маған ", "у что "])
  }

  @Test func queriesThatAskNothing() {
    func problem(_ text: String) -> String? {
      do throws(Problem) {
        _ = try SearchQuery(text)
        return nil
      } catch { return error.description }
    }
    #expect(
      problem("  ") == """
        the search "  " has no word
          do:  write a word, such as грант, or alternatives with | between
        """)
    #expect(
      problem("грант |") == """
        the search "грант |" has no word after |
          do:  write a word, such as грант, or alternatives with | between
        """)
    #expect(
      problem("* *") == """
        the search "* *" is for any word at all
          why: * stands for a word beside others
          do:  name a word too
        """)
  }

  @Test func nothingToSearch() throws {
    let empty = SearchIndex([])
    #expect(try empty.wordCount == 0 && empty.matches(SearchQuery("грант")).isEmpty)
    #expect(empty.wordList().words.isEmpty)
    let blank = SearchIndex([Source(id: "a", text: SourceText("")), Source(id: "b", text: SourceText("— … !"))])
    #expect(try blank.wordCount == 0 && blank.matches(SearchQuery("a b")).isEmpty)
  }

  @Test func everyWordIsFoundWhereItStands() throws {
    for source in Self.sources {
      for piece in source.text.string.split(whereSeparator: { !$0.isLetter }) {
        let lines = try Self.index.lines(Self.index.matches(SearchQuery("=" + piece)))
        #expect(lines.contains { $0.source == source.id && $0.match == piece })
      }
    }
  }
}

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
}

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
}
