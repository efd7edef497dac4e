import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionAnswersTextTests {
  private func answers() throws -> (RegressionAnswers, LinearFit) {
    let table = try Uncertainty().table("data")
    let model = try LinearModel("y ~ x + track")
    let fit = try model.fit(table)
    var questions = RegressionQuestions()
    questions.tests = ["track", "x = 0.5"]
    questions.adjustment = .benjaminiHochberg
    questions.added = ["w + year"]
    questions.contrasts = [RegressionQuestions.Contrasts("track")]
    var answers = try questions.answers(of: fit, table)
    let compared = try compareNested(model, fit, with: LinearModel("y ~ x"), in: table)
    (answers.comparison, answers.comparedRows) = (compared.test, compared.rows)
    return (answers, fit)
  }

  @Test func everyAnswerHasItsSection() throws {
    let (answers, fit) = try answers()
    #expect(
      RegressionAnswersText(answers, of: fit).text == """

        Tests
          track: F(2, 156) = 9.02, p <0.001, by Benjamini–Hochberg <0.001
          x = 0.5: F(1, 156) = 4.32, p = 0.039, by Benjamini–Hochberg 0.039

        Score tests of terms to add
          w + year: χ²(2) = 8.79, p = 0.012, n = 160

        Contrasts of track
                           difference  std. error      t       p  p, Holm  95 % from       to
          ───────────────────────────────────────────────────────────────────────────────────
          science − arts       1.1861      0.3146   3.77  <0.001   <0.001     0.5647   1.8075
          sport − arts         0.0277      0.3412   0.08   0.935    0.935    −0.6462   0.7017
          sport − science     −1.1584      0.3362  −3.45  <0.001    0.001    −1.8224  −0.4943
          p is adjusted for 3 comparisons, intervals are not.

        Nested models, n = 160
          y ~ x against y ~ x + track: F(2, 156) = 9.02, p <0.001

        """)
    #expect(RegressionAnswersText(RegressionAnswers(), of: fit).text.isEmpty)
  }

  @Test func ratiosOfALogit() throws {
    let table = try Uncertainty().table("data")
    let fit = try GeneralizedLinearModel(.logit, "b ~ x + track").fit(table)
    var questions = RegressionQuestions()
    questions.contrasts = [RegressionQuestions.Contrasts("track", against: .level("sport"), adjusting: nil)]
    let text = RegressionAnswersText(try questions.answers(of: fit, table), of: fit, ratios: true).text
    #expect(
      text == """

        Contrasts of track
                           odds ratio  std. error      z      p  95 % from      to
          ────────────────────────────────────────────────────────────────────────
          arts / sport         0.7410      0.3279  −0.68  0.498     0.3113  1.7639
          science / sport      0.3776      0.1692  −2.17  0.030     0.1569  0.9090
          p and intervals are not adjusted for 2 comparisons.

          Keep in mind:
          · 2 tests are shown at once: with no association anywhere, about 0.1 of them would have p < 0.05 by
            chance. Here 1 have, and 0 after Holm's adjustment.

        """)
  }

  @Test func theWildBootstrapInALine() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x", vcov: .cluster("school")).fit(table)
    var questions = RegressionQuestions()
    questions.wildTests = ["x"]
    let answers = try questions.answers(of: fit, table)
    #expect(
      RegressionAnswersText(answers, of: fit).text == """

        Wild cluster bootstrap, restriction imposed
          x: t = 2.34, p = 0.070 (9,999 samples of 18 clusters)

        """)
    #expect(answers.json.map(\.0) == ["wild_tests"])
    #expect(
      answers.wildTests[0].json.text(indent: false).hasSuffix(
        "\"replications\":9999,\"enumerated\":false,\"weights\":\"rademacher\",\"clusters\":18}"))
  }

  @Test func dataHoldWhatWasAsked() throws {
    let (answers, _) = try answers()
    #expect(answers.json.map(\.0) == ["tests", "score_tests", "contrasts", "comparison"])
    let text = JSONValue.object(answers.json).text(indent: false)
    for part in [
      "\"adjustment\":\"bh\"",
      "\"variable\":\"track\",\"adjustment\":\"holm\",\"contrasts\":[{\"level\":\"science\",\"base\":\"arts\"",
      "\"comparison\":{\"hypothesis\":\"y ~ x against y ~ x + track\",\"kind\":\"f\"", "\"nobs\":160}",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }
}
