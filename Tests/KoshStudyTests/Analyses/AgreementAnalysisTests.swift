@testable import KoshStudy
import Testing

@Suite struct AgreementAnalysisTests {
  private let body = """
    analyses:
      - {id: agree, kind: agreement, interviews: talks}
      - {id: texts, kind: agreement, interviews: talks, unit: source, codes: [cost]}
    """
  private func isNear(_ value: Double?, _ expected: Double) -> Bool { value.map { abs($0 - expected) < 1e-9 } ?? false }

  /// Sixteen turns: A gives `utility` to three, B to two of these; `cost` to two each, one of them in common.
  @Test func comparesTurnByTurn() throws {
    let run = try InterviewSample.run(body)
    #expect(run.number("agree.utility.units") == 16)
    #expect(isNear(run.number("agree.utility.prevalence"), 100 * 5 / 32))
    #expect(isNear(run.number("agree.utility.percent"), 93.75))
    // (15/16 − 188/256) / (1 − 188/256) and (14/16 − 200/256) / (1 − 200/256), by hand.
    #expect(isNear(run.number("agree.utility.kappa"), 52 / 68))
    #expect(isNear(run.number("agree.cost.kappa"), 24 / 56))
    #expect(run.number("agree.intrinsic.alpha") == 1)
    #expect(run.number("agree.cost.disagreements") == 2)
    #expect(run.findings["agree.cost.disagreements"]?.method.en == "r1#2, r2#4")
    #expect(run.number("agree.overall.units") == 64)
    #expect(run.number("agree.disagreements") == 3)
    #expect(run.number("texts.cost.units") == 4)
    #expect(isNear(run.number("texts.cost.percent"), 75))
  }

  @Test func sharesHaveIntervals() throws {
    let run = try InterviewSample.run(body)
    let ends = ["percent", "alpha", "ac1"].map { name in
      (run.number("agree.cost.\(name).low"), run.number("agree.cost.\(name)"), run.number("agree.cost.\(name).high"))
    }
    for (low, value, high) in ends {
      #expect((low ?? .infinity) <= (value ?? .nan))
      #expect((value ?? .nan) <= (high ?? -.infinity))
    }
  }

  @Test func whatIsUndefinedSaysSo() throws {
    let run = try InterviewSample.run(body)
    #expect(run.number("agree.stay.percent") == 100)
    for name in ["kappa", "alpha"] {
      guard case .undefined(let reason)? = run.value("agree.stay.\(name)") else {
        Issue.record("\(name) has a value"); continue
      }
      #expect(!reason.en.isEmpty)
    }
  }

  @Test func needsTwoCoders() throws {
    #expect(
      try InterviewSample.problems("analyses:\n  - {id: agree, kind: agreement, interviews: talks, coder: A}\n") == [
        """
        STUDY/study.yaml:18:60: agreement needs two coders, and there is only "A"
          do:  name two under coder:, or add the codings of another person
        """
      ])
  }

  @Test func codesOfFewRespondentsAreHidden() throws {
    let body =
      "analyses:\n  - {id: agree, kind: agreement, interviews: talks, codes: [intrinsic, utility, cost, stay]}\n"
    let shown = try InterviewSample.run(body)
    #expect(shown.cautions.map(\.caution.code).contains("small_cells_shown"))
    let run = try InterviewSample.run(
      body, sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n",
      set: InterviewSample.set + "    least_cell: 2\n")
    // Three of four respondents have utility; all codes together are shown, so no code is hidden alone.
    #expect(run.value("agree.utility.kappa") == LoadedInterviews.suppressed)
    #expect(run.value("agree.utility.prevalence") == LoadedInterviews.suppressed)
    #expect(run.value("agree.intrinsic.kappa") == LoadedInterviews.suppressed)
    #expect(run.number("agree.overall.kappa") != nil)
    #expect(run.findings["agree.overall.disagreements"]?.method.isEmpty == true)
    #expect(run.cautions.map(\.caution.code).contains("small_cells"))
  }

  @Test func undefinedIsSaidOnce() throws {
    let run = try InterviewSample.run(
      "analyses:\n  - {id: agree, kind: agreement, interviews: talks, codes: [stay]}\n")
    let reason = "all values are the same one, so agreement cannot be told from chance"
    for part in ["kappa", "kappa.low", "fleiss", "alpha", "alpha.high", "ac1"] {
      guard case .undefined(let told)? = run.value("agree.stay.\(part)") else {
        Issue.record("\(part)")
        continue
      }
      #expect(told.en == reason, "\(part)")
    }
  }
}
