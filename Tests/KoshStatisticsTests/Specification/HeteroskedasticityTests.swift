import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct HeteroskedasticityTests {
  // lmtest::bptest and statsmodels' het_white: References/series_space.R, series_space.py.
  @Test func agreesWithLmtestAndStatsmodels() throws {
    let reference = try SeriesReference()
    for (name, fit) in [("paper", try reference.paperFit()), ("broken", try reference.brokenFit())] {
      let expected = try reference.root.object(name)
      #expect(try agrees(SpecificationTests.breuschPagan(fit).lagrangeMultiplier, expected.object("bp")))
      #expect(try agrees(SpecificationTests.breuschPaganOriginal(fit), expected.object("bp_original")))
      let white = try SpecificationTests.white(fit)
      #expect(try agrees(white.lagrangeMultiplier, expected.object("white")))
      #expect(try agrees(white.f, expected.object("white"), "f", "fp"))
    }
  }

  @Test func squaresOfIndicatorsAreLeftOut() throws {
    let table = try References.json("regression_reference").object("data").table("reference.csv")
    let fit = try LinearModel("balance ~ gender + i(region)").fit(table)
    // gender and three regions: their squares add nothing, and of their products only the three with gender.
    let white = try SpecificationTests.white(fit).lagrangeMultiplier
    #expect(white.distribution == .chiSquared(df: 7))
  }

  @Test func unitsDoNotMatter() throws {
    let table = try SeriesReference().years()
    let scaled = table.setting(
      Column(Variable("gdp"), numbers: (table["gdp"]?.numbers ?? []).map { 1e9 * $0 + 3e11 }))
    let one = try SpecificationTests.white(try LinearModel("migration ~ gdp + unemployment").fit(table))
    let other = try SpecificationTests.white(try LinearModel("migration ~ gdp + unemployment").fit(scaled))
    #expect(agree(other.f.statistic, one.f.statistic, relative: 1e-8))
  }

  @Test func errors() throws {
    let table = try SeriesReference().years()
    let constant = try LinearModel("migration ~ 1").fit(table)
    #expect(
      problem { _ = try SpecificationTests.breuschPagan(constant) } == """
        the Breusch–Pagan test (Koenker's form) needs a predictor
          why: it asks whether the variance changes with the predictors
          do:  leave the test out
        """)
    let weighted = try LinearModel("migration ~ gdp", weights: "unemployment").fit(table)
    #expect(
      problem { _ = try SpecificationTests.white(weighted) } == """
        White's test is not defined for a weighted fit
          why: the test is derived for rows of equal weight
          do:  fit the model without weights and test that
        """)
    let line = Table(
      name: "line", columns: ["y", "x"].map { Column(Variable($0), numbers: [1, 2, 3, 4, 5]) })
    #expect(
      problem { _ = try SpecificationTests.white(try LinearModel("y ~ x").fit(line)) } == """
        White's test has no residuals to look at
          why: the fit meets every value of the outcome
          do:  leave the test out
        """)
  }
}
