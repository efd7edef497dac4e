import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct ScoreTestTests {
  // R: anova(test = "Rao"); for least squares n times the R² of the residuals.
  @Test func agreesWithR() throws {
    let reference = try Uncertainty()
    let table = try reference.table("data")
    let expected = try reference.json.object("likelihoods")
    try WaldTestTests.expect(
      try scoreTest(try LinearModel("y ~ x").fit(table), adding: "track", in: table), try expected.object("score_ols"))
    try WaldTestTests.expect(
      try scoreTest(try GeneralizedLinearModel(.logit, "b ~ x").fit(table), adding: "track", in: table),
      try expected.object("score_logit"))
    try WaldTestTests.expect(
      try scoreTest(try GeneralizedLinearModel(.poisson, "count ~ x").fit(table), adding: "track", in: table),
      try expected.object("score_poisson"))
  }

  @Test func termsThatCannotBeAddedAreRefused() throws {
    var table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x").fit(table)
    expectProblem("\"x\" adds nothing to \"y ~ x\"\n  do:  name terms that the fit does not have") {
      try scoreTest(fit, adding: "x", in: table)
    }
    expectProblem(
      "the added column I(x * 2) is a combination of others\n  why: its coefficient cannot be told from theirs\n"
        + "  do:  leave it out"
    ) { try scoreTest(fit, adding: "I(x * 2)", in: table) }
    var gappy = table["w"]?.numbers ?? []
    gappy[3] = .nan
    table = table.setting(Column(Variable("w"), numbers: gappy))
    expectProblem(
      "\"w\" would change the rows used: 159 instead of 160\n"
        + "  why: a score test adds terms to a fit of the same rows\n"
        + "  do:  fit the smaller model to the rows in which no added variable is missing"
    ) { try scoreTest(fit, adding: "w", in: table) }
  }
}
