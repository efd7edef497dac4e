import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct WordTablesTests {
  private let index = SearchIndex([
    Source(id: "a", text: SourceText("The grant came late. The late grant came. Trees are green.")),
    Source(id: "b", text: SourceText("A late grant. No money came home to the village of trees.")),
  ])

  @Test func collocationsStandUnderEachOther() throws {
    let text = CollocationsText(try SearchQuery("grant"), in: index).text
    #expect(
      text == """
        word  near  before  in all  sources  expected   G²   MI
        late     3       2       3        2       1.2  6.3  1.3
        came     2       0       3        1       1.2  1.0  0.7
        3 places of grant in 2 of 2 sources

        """)
    #expect(CollocationsText(try SearchQuery("sea"), in: index).text == "0 places of sea in 0 of 2 sources\n")
  }

  @Test func wordListsStandUnderEachOther() {
    let list = index.wordList(groups: ["a": "girl", "b": "boy"], atLeast: 3)
    #expect(
      WordListText(list).text == """
        word       boy  girl  sources   G²  forms
        came         1     2        2  0.5  came
        grant        1     2        2  0.5  grant
        late         1     2        2  0.5  late
        all words   12    11        2

        """)
    #expect(
      WordListText(index.wordList(atLeast: 3), limit: 1).text == """
        word       times  sources  forms
        came           3        2  came
        all words     23        2

        """)
    #expect(WordListText(list, byUnevenness: true, limit: 1).json.text(indent: false).contains("\"groups\""))
  }
}
