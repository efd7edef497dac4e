@testable import KoshStudy
import Testing

@Suite struct CodesAnalysisTests {
  private let body = """
    analyses:
      - {id: motives, kind: codes, interviews: talks}
      - {id: gender, kind: codes, interviews: talks, by: gender, codes: [utility, cost]}
      - {id: passages, kind: codes, interviews: talks, unit: segments, coder: [A, B]}
      - {id: alone, kind: codes, interviews: talks, codes: value, narrower: no}
    claims:
      - {id: all_value, statement: "All name a value", expect: {holds: "motives.value.n == motives.n"}}
      - {id: all_cost, statement: "All name a cost", expect: {holds: motives.cost.n == motives.n}}
      - {id: half, statement: "{published} % name a cost", published: "50", expect: {equals: motives.cost.share}}
      - {id: who, statement: "Only R1 and R2 do", expect: {members: {of: motives.cost.cases, are: [R2, R1]}}}
    """

  @Test func countsRespondentsAndPassages() throws {
    let run = try InterviewSample.run(body)
    #expect(run.number("motives.n") == 4)
    #expect(run.number("motives.segments") == 7)
    #expect(
      ["intrinsic", "utility", "cost", "value", "stay"].map { run.number("motives.\($0).n") } == [2, 3, 2, 4, 0])
    #expect(run.number("motives.utility.share") == 75)
    // Wilson's interval of 3 of 4: 0.3006, 0.9544 (statsmodels.stats.proportion.proportion_confint, method wilson).
    #expect(abs((run.number("motives.utility.low") ?? 0) - 30.06) < 0.01)
    #expect(abs((run.number("motives.utility.high") ?? 0) - 95.44) < 0.01)
    #expect(run.value("motives.value.all") == .truth(.yes))
    #expect(run.value("motives.cost.all") == .truth(.no))
    #expect(run.list("motives.cost.without") == ["R3", "R4"])
    #expect(run.list("motives.most") == ["utility"])
    #expect(run.number("passages.cost.n") == 4)
    #expect(run.number("alone.value.n") == 0)
  }

  @Test func countsByGroup() throws {
    let run = try InterviewSample.run(body)
    #expect(run.number("gender.girl.n") == 2)
    #expect(run.number("gender.utility.girl.n") == 2)
    #expect(run.number("gender.utility.boy.share") == 50)
    #expect(run.value("gender.cost.girl.all") == .truth(.yes))
    #expect(run.number("gender.cost.boy.n") == 0)
  }

  @Test func leadsToTheQuotesBehindANumber() throws {
    let run = try InterviewSample.run(body)
    #expect(run.findings["motives.cost.n"]?.cells == [CellRange("talks", ["quote"], rows: [2, 4])])
    #expect(run.plan.data["talks"]?.table["quote"]?.text(at: 4) == "Скучала по дому.")
    // A number of nothing must not lead to everything.
    #expect(run.findings["motives.stay.n"]?.cells == [CellRange("talks_cases", ["stay"])])
  }

  @Test func judgesStatementsAboutAllRespondents() throws {
    let run = try InterviewSample.run(body)
    #expect(
      ["all_value", "all_cost", "half", "who"].map { run.claim($0)?.verdict } == [
        .confirmed, .refuted, .confirmed, .confirmed,
      ])
    #expect(run.claim("all_cost")?.explanation.en == "2 = 4: does not hold (Cost = 2; respondents = 4)")
  }

  @Test func saysWhyItShowsSmallCountsOrHidesThem() throws {
    #expect(try InterviewSample.run(body).cautions.map(\.caution.code).contains("small_cells_shown"))
    let plain = "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n"
    let hidden = try InterviewSample.run(
      "analyses:\n  - {id: motives, kind: codes, interviews: talks}\n", sources: plain)
    #expect(hidden.value("motives.utility.n") == LoadedInterviews.suppressed)
    #expect(hidden.value("motives.value.cases") == LoadedInterviews.suppressed)
    #expect(hidden.cautions.map(\.caution.code) == ["small_cells"])
    let lower = try InterviewSample.run(
      "analyses:\n  - {id: motives, kind: codes, interviews: talks}\n", sources: plain,
      set: InterviewSample.set + "    least_cell: 2\n")
    #expect(lower.value("motives.utility.n") == LoadedInterviews.suppressed)
    #expect(lower.number("motives.cost.n") == 2)
    let published = try InterviewSample.run(
      "analyses:\n  - {id: motives, kind: codes, interviews: talks}\n", sources: plain,
      set: InterviewSample.set + "    published: yes\n")
    #expect(published.number("motives.utility.n") == 3)
    #expect(published.cautions.map(\.caution.code) == ["small_cells_shown"])
  }

  @Test func everyCautionHasTheSameNumbersInAllLanguages() throws {
    for (_, caution) in try InterviewSample.run(body).cautions {
      #expect(carriesSameNumbers(caution.text), "\(caution)")
    }
  }

  @Test func namesWhatDoesNotExist() throws {
    let problems = try InterviewSample.problems(
      """
      analyses:
        - {id: a, kind: codes, interviews: talk}
        - {id: b, kind: codes, interviews: talks, codes: [utlity], by: gendre, coder: C}
      """)
    #expect(
      problems == [
        """
        STUDY/study.yaml:18:38: there are no interviews "talk"
          do:  did you mean "talks"?
        """,
        """
        STUDY/study.yaml:19:52: the coding frame of "talks" has no code "utlity"
          do:  did you mean "utility"?
        """,
        """
        STUDY/study.yaml:19:66: the respondents of "talks" have no attribute "gendre"
          do:  did you mean "gender"?
        """,
        """
        STUDY/study.yaml:19:81: "C" coded nothing of "talks"
          do:  there is: A, B
        """,
      ])
  }
}
