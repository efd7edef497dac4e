import KoshInterviews
import KoshTable
import Testing

@Suite struct ConcordanceTextTests {
  private func found(
    _ query: String, order: ConcordanceOrder = .source, context: Int = 36, limit: Int? = nil
  ) throws -> ConcordanceText {
    let sources = [
      Desk.source(), Desk.source("i2", "Әжем грант алды, иначе\nбез гранта\u{1B} никак."), Desk.source("i3", "Жоқ."),
    ]
    return ConcordanceText(
      try SearchQuery(query), in: SearchIndex(sources), context: context, order: order, limit: limit)
  }

  @Test func placesStandUnderEachOther() throws {
    let text = try found("грант").text()
    #expect(
      text == """
        i01:4  родители? Р: Родители поддержали.  Грант  всё решил, бұл маған жақсы болды!
        i2:1                                Әжем  грант  алды, иначе без гранта\u{FFFD} никак.
        i2:2          Әжем грант алды, иначе без  гранта  \u{FFFD} никак.
        3 places in 2 of 3 sources

        """)
  }

  @Test func onlyTheFirstOnesAreShownIfWished() throws {
    let short = try found("грант", limit: 1)
    #expect(short.lines.count == 1)
    #expect(short.text().hasSuffix(" sources, the first 1 shown\n"))
    #expect(try found("грант", limit: -1).lines.isEmpty)
    #expect(try found("грант", limit: 99).text() == found("грант").text())
  }

  @Test func sortedLinesAreCutAfterwards() throws {
    let all = try found("грант", order: .right)
    #expect(try found("грант", order: .right, limit: 1).lines.first?.line == all.lines.first?.line)
  }

  @Test func whatIsFoundIsBoldOnATerminal() throws {
    #expect(try found("fees").text(usesColour: true).contains("  \u{1B}[1mfees\u{1B}[0m  "))
  }

  @Test func nothingFoundIsSaid() throws {
    #expect(try found("стипендия").text() == "0 places in 0 of 3 sources\n")
  }

  @Test func jsonHasTheScalars() throws {
    let text = try found("fees", context: 4).json.text(indent: false)
    #expect(
      text == """
        {"query":"fees","places":1,"sources_with":1,"sources":3,"lines":[{"source":"i01","line":2,"start":35,"end":39,"speaker":"Р","language":"en","left":"The ","match":"fees","right":" ate"}]}
        """)
  }
}
