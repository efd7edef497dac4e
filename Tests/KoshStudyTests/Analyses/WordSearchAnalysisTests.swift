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
