@testable import KoshStudy
import Testing

@Suite struct CoOccurrenceAnalysisTests {
  @Test func countsPairsAndRespondents() throws {
    let run = try InterviewSample.run(
      """
      analyses:
        - {id: near, kind: co_occurrence, interviews: talks, nearness: proximity, within: 100}
        - {id: over, kind: co_occurrence, interviews: talks}
      """)
    #expect(run.number("near.utility.cost.pairs") == 2)
    #expect(run.number("near.utility.cost.cases") == 2)
    #expect(run.number("near.intrinsic.utility.pairs") == 1)
    #expect(run.list("near.most") == ["utility + cost"])
    #expect(run.findings["near.utility.cost.pairs"]?.cells == [CellRange("talks", ["quote"], rows: [1, 2, 3, 4])])
    #expect(run.number("over.utility.cost.pairs") == 0)
    #expect(run.list("over.most") == [])
    #expect(run.findings["over.utility.cost.pairs"]?.cells == [])
  }
}
