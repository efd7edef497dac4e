import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct MarginalEffectsTextTests {
  private func table() throws -> Table {
    try References.json("regression_reference").object("data").table("survey.csv")
  }

  @Test func effectsInColumns() throws {
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score + i(region)").fit(table())
    let text = MarginalEffectsText(
      try MarginalEffects(fit, table()).slopes(), heading: "Marginal effects averaged over rows", level: 0.95
    ).text
    #expect(
      text == """

        Marginal effects averaged over rows
                                       estimate  std. error      p  95 % from         to
          ──────────────────────────────────────────────────────────────────────────────
          gender  1 − 0               −0.246916    0.076901  0.001  −0.397639  −0.096193
          score   dy/dx                0.001702    0.002583  0.510  −0.003360   0.006765
          region  Almaty − Akmola      0.134006    0.100222  0.181  −0.062425   0.330437
          region  Shymkent − Akmola   −0.114104    0.096374  0.236  −0.302993   0.074784
          region  Turkistan − Akmola   0.175068    0.117632  0.137  −0.055487   0.405623

        """)
  }

  @Test func groupsHaveAColumn() throws {
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender").fit(table())
    let text = MarginalEffectsText(
      try MarginalEffects(fit, table()).slopes(by: table()["lang"]), heading: "By language",
      level: 0.9
    ).text
    #expect(text.contains("group"))
    #expect(text.contains("90 % from"))
    #expect(text.split(separator: "\n").count == 5)
  }

  /// statsmodels: Logit(intends, [1, gender, score]); means of predictions with a column set, delta method by hand.
  @Test func predictionsHaveNoTest() throws {
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score").fit(table())
    let effects = try MarginalEffects(fit, table())
    let predictions = try effects.predictions(at: effects.values("gender") + effects.values("score=40.5"))
    #expect(
      MarginalEffectsText(predictions, heading: "Predictions", level: 0.95, arePredictions: true).text == """

        Predictions
                        estimate  std. error  95 % from       to
          ──────────────────────────────────────────────────────
          gender = 0     0.61672     0.05267    0.51349  0.71994
          gender = 1     0.36087     0.05696    0.24923  0.47251
          score = 40.5   0.49395     0.03986    0.41584  0.57207

        """)
  }

  @Test func categoriesOfTheOutcomeHaveAColumn() throws {
    let table = try References.json("choice_models").object("answers").table("answers.csv")
    let fit = try MultinomialLogitModel("plan ~ x").fit(table)
    let lines = MarginalEffectsText(try MarginalEffects(fit, table).slopes(), heading: "Effects", level: 0.95).text
      .split(separator: "\n")
    #expect(lines[1].hasPrefix("            outcome  estimate"))
    #expect(
      lines.dropFirst(3).map { $0.prefix(18) } == ["  x  dy/dx  abroad", "  x  dy/dx  city  ", "  x  dy/dx  home  "])
  }
}
