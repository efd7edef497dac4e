import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct NestedFitsTests {
  // R, data of References/uncertainty.R: anova(lm(y ~ x, d), lm(y ~ x + track, d)), the same with weights = w and with
  // + school in both, and anova(glm(b ~ x, binomial, d), glm(b ~ x + track, binomial, d), test = "LRT").
  @Test func agreesWithAnovaInR() throws {
    let table = try Uncertainty().table("data")
    func check(
      _ small: any RegressionModel, _ large: any RegressionModel, statistic: Double, p: Double, residual: Int?
    ) throws {
      let test = try compareNested(small.fitAny(table), large.fitAny(table))
      #expect(agree(test.statistic, statistic, relative: 1e-9))
      #expect(agree(test.pValue, p, relative: 1e-8))
      #expect(test.degreesOfFreedom == 2)
      #expect(test.distribution == (residual.map { .f(denominator: $0) } ?? .chiSquared))
    }
    try check(
      LinearModel("y ~ x"), LinearModel("y ~ x + track"), statistic: 9.01522372191372, p: 0.000197219658355373,
      residual: 156)
    try check(
      LinearModel("y ~ x", weights: "w"), LinearModel("y ~ x + track", weights: "w"), statistic: 6.93938255340048,
      p: 0.00129678875503189, residual: 156)
    try check(
      FixedEffectsLinearModel("y ~ x | school"), FixedEffectsLinearModel("y ~ x + track | school"),
      statistic: 14.0073713242593, p: 2.87123946183066e-06, residual: 139)
    try check(
      GeneralizedLinearModel(.logit, "b ~ x"), GeneralizedLinearModel(.logit, "b ~ x + track"),
      statistic: 5.38438951435089, p: 0.0677321205633111, residual: nil)
  }

  @Test func oneTermMoreIsTheSquareOfItsT() throws {
    let table = try Uncertainty().table("data")
    let large = try LinearModel("y ~ x + w").fit(table)
    let test = try compareNested(try LinearModel("y ~ x").fit(table), large)
    let t = try #require(large["w"]?.statistic)
    #expect(agree(test.statistic, t * t, relative: 1e-9))
    #expect(agree(test.pValue, large["w"]?.pValue, relative: 1e-8))
    #expect(test.text == "y ~ x against y ~ x + w: F(1, 157) = 0.35, p = 0.553")
    #expect(test.kind == .f)
  }

  // R: anova(lm(y ~ x, d[-(1:5), ]), lm(y ~ x + w, d[-(1:5), ])).
  @Test func bothAreFittedToTheRowsOfBoth() throws {
    var table = try Uncertainty().table("data")
    let gappy = (table["w"]?.numbers ?? []).enumerated().map { $0 < 5 ? .nan : $1 }
    table = table.setting(Column(Variable("w"), numbers: gappy))
    let (small, large) = (try LinearModel("y ~ x"), try LinearModel("y ~ x + w"))
    let up = try compareNested(small, small.fit(table), with: large, in: table)
    let down = try compareNested(large, large.fit(table), with: small, in: table)
    #expect(up.rows == 155)
    #expect(up.test == down.test)
    #expect(agree(up.test.statistic, 0.542147164586526, relative: 1e-9))
    #expect(agree(up.test.pValue, 0.462679060205893, relative: 1e-9))
  }

  @Test func modelsThatDoNotCompareAreRefused() throws {
    let table = try Uncertainty().table("data")
    func refusal(_ small: any RegressionModel, _ large: any RegressionModel) -> String {
      do {
        _ = try compareNested(small.fitAny(table), large.fitAny(table))
        return "none"
      } catch { return "\(error)" }
    }
    #expect(
      refusal(try LinearModel("y ~ x", vcov: .hc1), try LinearModel("y ~ x + w", vcov: .cluster("school")))
        == """
        "y ~ x" and "y ~ x + w" have the standard errors HC1 and cluster:school
          why: a comparison of fits is model-based, and would contradict standard errors that are not
          do:  test the added terms by Wald, which uses these standard errors, or fit both with iid
        """)
    let sampling = RegressionWeights("w", .sampling)
    #expect(
      refusal(try LinearModel("y ~ x", weights: sampling), try LinearModel("y ~ x + track", weights: sampling))
        == """
        "y ~ x" and "y ~ x + track" have sampling weights
          why: weighted to a population there is no likelihood
          do:  test the added terms by Wald
        """)
    #expect(
      refusal(try LinearModel("y ~ w"), try LinearModel("y ~ x + track"))
        == """
        "y ~ w" is not nested in "y ~ x + track"
          why: a predictor of the first is no combination of those of the second
          do:  compare them by AIC or BIC
        """)
    #expect(
      refusal(try LinearModel("y ~ x"), try FixedEffectsLinearModel("y ~ x + track | school"))
        == """
        "y ~ x" and "y ~ x + track | school" absorb different effects
          why: the effects of one are no terms of the other
          do:  absorb the same effects in both, or write them as predictors: i(variable)
        """)
    #expect(
      refusal(try LinearModel("count ~ x"), try OrderedLogitModel("count ~ x + track"))
        .hasPrefix("\"count ~ x\" and \"count ~ x + track\" are of different families\n"))
    #expect(
      refusal(try LinearModel("y ~ x + w"), try LinearModel("y ~ x"))
        == """
        "y ~ x" has no more coefficients than "y ~ x + w"
          why: the smaller model comes first
          do:  give the larger model second
        """)
  }

  @Test func whatFitsExactlyIsNotCompared() throws {
    let table = Table(
      name: "exact.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 3, 4, 6]), Column(Variable("x"), numbers: [1, 2, 3, 4, 6]),
        Column(Variable("z"), numbers: [1, 0, 0, 1, 0]),
      ])
    expectProblem(
      """
      "y ~ z" and "y ~ x + z" cannot be compared
        why: the larger fits every row exactly: nothing is left to compare with
        do:  use more rows or fewer terms
      """
    ) { try compareNested(try LinearModel("y ~ z").fit(table), try LinearModel("y ~ x + z").fit(table)) }
  }
}
