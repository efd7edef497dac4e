import KoshReport
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct QueryAnalysisTests {
  private let body = """
    analyses:
      - id: ask
        kind: query
        interviews: talks
        by: gender
        queries:
          priced: "intrinsic and cost"
          spoken: "within(utility, speaker:R)"
          close: "near(intrinsic, utility, 5)"
          free: "not cost"
          girls: "gender=girl and utility"
        labels: {free: {en: No price, ru: Без цены, kk: Шығынсыз}}
    claims:
      - {id: half, statement: "{published} % name no price", published: "50", expect: {equals: ask.free.share}}
      - {id: who, statement: R1 alone loves and pays, expect: {holds: ask.priced.cases == 1}}
    exhibits:
      - {id: words, kind: quotes, of: ask, code: [spoken, close], title: Words}
      - {id: grid, kind: heatmap, of: ask, title: Grid}
      - {id: list, kind: table, of: ask, title: List}

    """

  /// Coder A: R1 intrinsic 11–30, utility 31–49, cost 71–94; R2 utility, cost; R3 intrinsic; R4 utility. R speaks in R1
  /// and R4.
  @Test func countsPassagesAndRespondents() throws {
    let run = try InterviewSample.run(body)
    #expect(["priced", "spoken", "close", "free", "girls"].map { run.number("ask.\($0).cases") } == [1, 2, 1, 2, 2])
    #expect(["priced", "spoken", "close", "girls"].map { run.number("ask.\($0).segments") } == [0, 2, 1, 2])
    #expect(run.number("ask.free.share") == 50)
    #expect(run.list("ask.free.list") == ["R3", "R4"])
    #expect(run.number("ask.spoken.girl.cases") == 1)
    #expect(run.number("ask.spoken.boy.share") == 50)
    #expect(run.value("ask.girls.girl.all") == .truth(.yes))
    #expect(run.findings["ask.free.cases"]?.label.ru == "Без цены, респондентов")
    #expect(["half", "who"].map { run.claim($0)?.verdict } == [.confirmed, .confirmed])
    #expect(run.cautions.map(\.caution.code).contains("small_cells_shown"))
  }

  @Test func numbersLeadToTheirPlaces() throws {
    let run = try InterviewSample.run(body)
    let places = try #require(run.plan.data["ask.places"]?.table)
    func words(_ id: String) -> [String]? {
      run.findings[id]?.cells.first.flatMap { range in
        range.source == "ask.places" ? range.rows?.compactMap { places["quote"]?.text(at: $0) } : nil
      }
    }
    #expect(words("ask.spoken.segments") == ["And a degree pays.", "For the job."])
    #expect(words("ask.close.segments") == ["I love the subject."])
    // Nobody's passage is both, so the respondent leads to the passages that make the answer.
    #expect(words("ask.priced.cases") == ["I love the subject.", "The fees ate my savings"])
    #expect(run.findings["ask.priced.segments"]?.cells.map(\.source) == ["talks_cases"])
    let page = HTMLWriter.page(ReportBuilder(run, version: "0").document())
    #expect(page.contains("And a degree pays."))
    #expect(page.contains("id=\"cell-ask.places-2-"))
  }

  @Test func smallCountsAreHidden() throws {
    let run = try InterviewSample.run(
      body.prefix(upTo: body.range(of: "claims:")!.lowerBound).description,
      sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n")
    for part in ["spoken.segments", "spoken.cases", "free.list", "free.girl.share", "girls.all"] {
      #expect(run.value("ask.\(part)") == LoadedInterviews.suppressed, "\(part)")
    }
    #expect(run.plan.data["ask.places"] == nil)
    #expect(run.cautions.map(\.caution.code) == ["small_cells"])
  }

  @Test func tellsWhatIsAmiss() throws {
    #expect(
      try InterviewSample.problems(
        """
        analyses:
          - id: ask
            kind: query
            interviews: talks
            queries: {a: "cots and", b: "cost or gendre=girl", c: "gender=girls", d: "speaker:Q", e: "coder:C"}
            labels: {f: F}

        """) == [
          """
          STUDY/study.yaml:21:18: the code "cots" does not exist (at sign 1)
            do:  did you mean "cost"?
          """,
          """
          STUDY/study.yaml:21:33: "talks" has no attribute "gendre"
            do:  did you mean "gender"?
          """,
          """
          STUDY/study.yaml:21:59: "talks" has no gender "girls"
            do:  did you mean "girl"?
          """,
          """
          STUDY/study.yaml:21:78: "talks" has no speaker "Q"
            do:  there is: I, R, Ж, И, Р, С
          """,
          """
          STUDY/study.yaml:21:94: "talks" has no coder "C"
            do:  there is: A, B
          """,
          """
          STUDY/study.yaml:22:14: there is no query "f" to label
            do:  there is: a, b, c, d, e
          """,
        ])
  }
}
