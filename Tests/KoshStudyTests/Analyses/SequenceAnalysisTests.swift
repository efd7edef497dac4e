@testable import KoshStudy
import Testing

@Suite struct SequenceAnalysisTests {
  /// Coder A: R1 intrinsic, utility, cost; R2 utility, cost; R3 and R4 one code each.
  @Test func countsWhatComesNext() throws {
    let run = try InterviewSample.run(
      """
      analyses:
        - {id: step, kind: sequence, interviews: talks, codes: [intrinsic, utility, cost]}
        - {id: near, kind: sequence, interviews: talks, codes: [intrinsic, utility, cost], within: 5}
      exhibits:
        - {id: map, kind: heatmap, of: step, title: Steps}
      """)
    #expect(run.number("step.utility.cost.n") == 2)
    #expect(run.number("step.utility.cost.cases") == 2)
    #expect(run.number("step.intrinsic.utility.n") == 1)
    #expect(run.number("step.cost.utility.n") == 0)
    #expect(run.list("step.most") == ["utility → cost"])
    #expect(run.findings["step.intrinsic.utility.n"]?.cells == [CellRange("talks", ["quote"], rows: [0, 1])])
    // From the degree to the fees it is more than five signs.
    #expect(run.number("near.utility.cost.n") == 0)
    #expect(run.number("near.intrinsic.utility.n") == 1)
    #expect(run.cautions.map(\.caution.code) == ["small_cells_shown"])
  }

  @Test func smallCountsAreHidden() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: step, kind: sequence, interviews: talks}\n",
      sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n")
    #expect(run.value("step.utility.cost.n") == LoadedInterviews.suppressed)
    #expect(run.value("step.most") == LoadedInterviews.suppressed)
    #expect(run.number("step.cost.utility.n") == 0)
    #expect(run.cautions.map(\.caution.code) == ["small_cells"])
  }

  @Test func tellsWhatIsAmiss() throws {
    #expect(
      try InterviewSample.problems("analyses:\n  - {id: s, kind: sequence, interviews: talks, within: -1}\n") == [
        """
        STUDY/study.yaml:18:56: "within" is -1
          do:  give the most characters between the two passages, 0 or more
        """
      ])
  }
}
