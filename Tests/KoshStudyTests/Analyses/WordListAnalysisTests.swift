@testable import KoshStudy
import Testing

@Suite struct WordListAnalysisTests {
  private let body = """
    analyses:
      - {id: list, kind: word_list, interviews: talks, speaker: [R, Р, Ж], least: 1}
      - {id: groups, kind: word_list, interviews: talks, by: gender, order: unevenness, least: 1, limit: 3}
    exhibits:
      - {id: bars, kind: bars, of: list, title: Words}
      - {id: map, kind: heatmap, of: groups, title: Words}
      - {id: said, kind: quotes, of: list, title: Said}

    """

  /// The respondents say 13 + 6 + 6 + 4 words.
  @Test func countsWordsByGroup() throws {
    let run = try InterviewSample.run(body)
    #expect(run.number("list.words") == 29)
    #expect(run.number("list.job.n") == 1)
    #expect(run.number("list.job.cases") == 1)
    #expect(run.number("list.job.per_1000").map { abs($0 - 1000 / 29) < 1e-9 } == true)
    // Function words are left out, and the interviewer's words are not counted.
    #expect(run.findings["list.the.n"] == nil)
    #expect(run.findings["list.hard.n"] == nil)
    #expect(
      run.number("groups.girl.words").map { $0 + (run.number("groups.boy.words") ?? 0) } == run.number("groups.words"))
    #expect(run.findings.matching("groups.*.g2").count == 3)
    #expect(run.list("groups.most")?.count == 1)
    let places = try #require(run.plan.data["list.places"]?.table)
    let rows = run.findings["list.job.n"]?.cells.first?.rows ?? []
    #expect(rows.map { places["left"]?.text(at: $0) } == ["I: Why? R: For the "])
  }

  @Test func wordsOfFewAreNotTold() throws {
    let run = try InterviewSample.run(
      body, sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n")
    #expect(
      run.findings.list.map(\.id) == [
        "list.words", "list.most", "groups.words", "groups.boy.words", "groups.girl.words", "groups.most",
      ])
    #expect(run.cautions.map(\.caution.code).contains("small_cells"))
  }

  @Test func tellsWhatIsAmiss() throws {
    #expect(
      try InterviewSample.problems(
        "analyses:\n  - {id: l, kind: word_list, interviews: talks, order: unevenness, limit: 0}\n") == [
          """
          STUDY/study.yaml:18:56: words are ordered by unevenness, and there are no groups
            why: unevenness is between groups
            do:  add by: ATTRIBUTE, or take order: away
          """,
          """
          STUDY/study.yaml:18:75: "limit" is 0
            do:  give a number from 1 to 1000
          """,
        ])
  }
}
