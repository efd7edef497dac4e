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
