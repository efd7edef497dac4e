@testable import KoshStudy
import Testing

@Suite struct CollocationsAnalysisTests {
  private static let texts = [
    "interviews/r1.txt":
      "I: Why?\nR: The late grant came. A late grant is no grant.\nI: So?\nR: I left my home early.\n",
    "interviews/r2.txt": "И: Почему?\nР: Late grants again, and home was far.\nИ: Что?\nР: Скучала по дому.\n",
  ]
  private static let codings = "source\tstart\tend\tcode\tcoder\nr1\t11\t14\tcost\tA\n"
  private static let body = """
    analyses:
      - {id: near, kind: collocations, interviews: talks, words: [grant], speaker: [R, Р]}
      - {id: all, kind: collocations, interviews: talks, words: [grant, sea], least: 1, limit: 1}
    exhibits:
      - {id: bars, kind: bars, of: near, title: Near}
      - {id: said, kind: quotes, of: near, title: Said}

    """

  private func run(_ sources: String = InterviewSample.sources) throws -> StudyRun {
    try InterviewSample.folder(
      Self.body, sources: sources, changing: Self.texts.merging(["codings.tsv": Self.codings]) { $1 }
    ).run()
  }

  @Test func countsWordsNearAWord() throws {
    let run = try run()
    #expect(run.number("near.n") == 4)
    #expect(run.number("near.late.together") == 3)
    #expect(run.number("near.late.cases") == 2)
    #expect(run.list("near.most") == ["late"])
    // Log₂ of together over expected.
    let expected = try #require(run.number("near.late.expected"))
    #expect(expected > 0 && expected < 3)
    #expect(run.findings["all.late.together"] != nil)
    #expect(run.cautions.map(\.caution.code) == ["small_cells_shown", "words_not_independent", "every_speaker"])
    let places = try #require(run.plan.data["near.places"]?.table)
    let rows = run.findings["near.late.together"]?.cells.first?.rows ?? []
    #expect(rows.map { places["quote"]?.text(at: $0) } == ["late", "late", "Late"])
    #expect(rows.map { places["case"]?.text(at: $0) } == ["R1", "R1", "R2"])
  }

  @Test func wordsOfFewAreNotTold() throws {
    let run = try run("sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n")
    #expect(run.value("near.n") == LoadedInterviews.suppressed)
    #expect(run.findings.list.filter { $0.id.contains("late") } == [])
    #expect(run.cautions.map(\.caution.code).contains("small_cells"))
  }

  @Test func tellsWhatIsAmiss() throws {
    #expect(
      try InterviewSample.problems(
        "analyses:\n  - {id: near, kind: collocations, interviews: talks, words: ['*'], speaker: Q, window: 0}\n") == [
          """
          STUDY/study.yaml:18:62: the search "*" is for any word at all
            why: * stands for a word beside others
            do:  name a word too
          """,
          """
          STUDY/study.yaml:18:78: nobody is called "Q" in "talks"
            do:  there is: I, R, Ж, И, Р, С
          """,
          """
          STUDY/study.yaml:18:89: "window" is 0
            do:  give a number from 1 to 1000
          """,
        ])
  }
}
