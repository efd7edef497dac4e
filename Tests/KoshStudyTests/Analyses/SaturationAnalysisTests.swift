@testable import KoshStudy
import Testing

@Suite struct SaturationAnalysisTests {
  /// Interviews bring the codes {intrinsic, utility, cost}, {utility, cost}, {intrinsic}, {utility}.
  @Test func countsNewCodes() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: sat, kind: saturation, interviews: talks, base: 2, run: 1, orders: 100}\n")
    #expect((1...4).map { run.number("sat.new.\($0)") } == [3, 0, 0, 0])
    #expect((1...4).map { run.number("sat.known.\($0)") } == [3, 3, 3, 3])
    #expect(run.number("sat.total") == 3)
    #expect(run.number("sat.base_codes") == 3)
    #expect(run.number("sat.reached") == 3)
    #expect(run.value("sat.is_reached") == .truth(.yes))
    #expect(run.number("sat.last_share") == 0)
    // (3 + 2 + 1 + 1) / 4, by hand.
    #expect(run.number("sat.mean.1") == 1.75)
    #expect(run.number("sat.low.1") == 1)
    #expect(run.number("sat.high.1") == 3)
  }

  @Test func tooFewInterviewsAreUndecided() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: sat, kind: saturation, interviews: talks}\nclaims:\n  - {id: c, statement: Saturated, expect: {holds: sat.reached <= 4}}\n"
    )
    #expect(run.value("sat.is_reached") == .truth(.undecided))
    #expect(run.claim("c")?.verdict == .cannotTell)
    #expect(run.cautions.map(\.caution.code).contains("saturation_undefined"))
  }

  @Test func sizesAreChecked() throws {
    #expect(
      try InterviewSample.problems("analyses:\n  - {id: sat, kind: saturation, interviews: talks, base: 0}\n") == [
        """
        STUDY/study.yaml:18:58: "base" is 0
          do:  give a number from 1 to 1000
        """
      ])
  }

  @Test func whatOnePersonBringsIsHidden() throws {
    let body = "analyses:\n  - {id: sat, kind: saturation, interviews: talks, base: 2, run: 1, orders: 100}\n"
    let shown = try InterviewSample.run(body)
    #expect(shown.cautions.map(\.caution.code).contains("small_cells_shown"))
    let run = try InterviewSample.run(
      body, sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n",
      set: InterviewSample.set + "    least_cell: 2\n")
    for part in ["new.1", "new.4", "known.1", "known.3", "last_share", "low.1", "high.3"] {
      #expect(run.value("sat.\(part)") == LoadedInterviews.suppressed, "\(part)")
    }
    #expect(run.number("sat.known.2") == 3)
    #expect(run.number("sat.total") == 3)
    // An exact series of means would tell how many codes one respondent has alone.
    #expect(shown.number("sat.mean.1") == 1.75)
    #expect((1...4).map { run.number("sat.mean.\($0)") } == [2, 3, 3, 3])
    #expect(run.findings["sat.new.1"]?.label.en == "new codes of interview 1 (–)")
    #expect(run.cautions.map(\.caution.code).contains("small_cells"))
  }
}
