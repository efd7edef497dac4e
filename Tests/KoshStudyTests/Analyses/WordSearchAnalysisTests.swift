@testable import KoshStudy
import Testing

@Suite struct WordSearchAnalysisTests {
  @Test func findsWordsInEveryForm() throws {
    let run = try InterviewSample.run(
      """
      analyses:
        - {id: words, kind: word_search, interviews: talks, by: gender, words: {money: [saving, fee, гранты], door: дверь}}
        - {id: own, kind: word_search, interviews: talks, speaker: R, words: {hard: hard, job: job}}
      """)
    #expect(run.number("words.money.n") == 3)
    #expect(run.number("words.money.cases") == 2)
    #expect(run.number("words.money.girl.n") == 2)
    #expect(run.number("words.door.n") == 1)
    #expect(run.findings["words.money.n"]?.method.en == "r1: 2, r3: 1")
    #expect(run.number("own.hard.n") == 0)
    #expect(run.number("own.job.n") == 1)
    // Each number leads to its places.
    let places = try #require(run.plan.data["words.places"]?.table)
    #expect(
      run.findings["words.money.n"]?.cells.first?.rows?.map { places["quote"]?.text(at: $0) } == [
        "fees", "savings", "Грант",
      ])
    #expect(run.findings["words.money.boy.n"]?.cells.first?.rows?.map { places["case"]?.text(at: $0) } == ["R3"])
    #expect(run.findings["own.hard.n"]?.cells == [CellRange("talks_cases", ["case"])])
  }

  /// Three of four respondents: one alone would be told by the others.
  @Test func groupsThatWouldGiveEachOtherAwayAreHidden() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: words, kind: word_search, interviews: talks, by: gender, words: {all: [why, почему, неге]}}\n",
      sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n",
      set: InterviewSample.set + "    least_cell: 2\n")
    #expect(run.number("words.all.cases") == 4)
    #expect(run.number("words.all.girl.cases") == 2)
    let few = try InterviewSample.run(
      "analyses:\n  - {id: words, kind: word_search, interviews: talks, by: gender, words: {why: why}}\n",
      sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n",
      set: InterviewSample.set + "    least_cell: 2\n")
    for part in ["why.n", "why.girl.cases", "why.boy.cases"] {
      #expect(few.value("words.\(part)") == LoadedInterviews.suppressed, "\(part)")
    }
  }

  @Test func namesWhatDoesNotExist() throws {
    #expect(
      try InterviewSample.problems(
        "analyses:\n  - {id: words, kind: word_search, interviews: talks, speaker: Q, words: {money: \"*\"}}\n") == [
          """
          STUDY/study.yaml:18:64: nobody is called "Q" in "talks"
            do:  there is: I, R, Ж, И, Р, С
          """,
          """
          STUDY/study.yaml:18:82: the search "*" is for any word at all
            why: * stands for a word beside others
            do:  name a word too
          """,
        ])
  }
}
