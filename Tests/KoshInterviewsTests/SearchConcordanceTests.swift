import KoshInterviews
import KoshTable
import Testing

@Suite struct SearchConcordanceTests {
  @Test func linesCarryTheirPlace() throws {
    let lines = try SearchIndexTests.index.lines(SearchIndexTests.index.matches(SearchQuery("грант")), context: 20)
    let first = try #require(lines.first)
    let source = try #require(SearchIndexTests.sources.first)
    #expect(source.text[first.range] == "грант" && first.speaker == "Р" && first.language == .kk)
    #expect(first.left == "И: Почему? Р: Маған " && first.right == " берілді. Университе")
    #expect(lines[1].language == .ru && lines[3].language == .kk && lines[2].speaker == nil)
    #expect(lines[2].right.hasPrefix(", и ") && !lines[2].right.contains("\n"))
    func sorted(_ order: ConcordanceOrder) throws -> [ConcordanceLine] {
      try SearchIndexTests.index.lines(SearchIndexTests.index.matches(SearchQuery("грант")), order: order)
    }
    #expect(try sorted(.match).map(\.match) == ["грант", "грант", "гранты", "грантқа"])
    #expect(try sorted(.right).map { $0.right.prefix(6) } == [" беріл", " дайын", "! И: А", ", и ун"])
    #expect(
      try sorted(.left).map { $0.left.suffix(6) } == ["играла ".suffix(6), "үріп, ".suffix(6), "Маған ", "у что "])
  }
}
