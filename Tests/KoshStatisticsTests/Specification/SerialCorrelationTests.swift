import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SerialCorrelationTests {
  // lmtest::bgtest and statsmodels' acorr_breusch_godfrey: References/series_space.R, series_space.py.
  @Test func agreesWithLmtestAndStatsmodels() throws {
    let reference = try SeriesReference()
    for (name, fit) in [("paper", try reference.paperFit()), ("broken", try reference.brokenFit())] {
      let expected = try reference.root.object(name)
      let first = try SpecificationTests.breuschGodfrey(fit)
      #expect(try agrees(first.lagrangeMultiplier, expected.object("bg1")))
      #expect(try agrees(first.f, expected.object("bg1f")))
      let third = try SpecificationTests.breuschGodfrey(fit, order: 3)
      #expect(try agrees(third.lagrangeMultiplier, expected.object("bg3")))
      #expect(try agrees(third.f, expected.object("bg3f")))
      let second = try SpecificationTests.breuschGodfrey(fit, order: 2)
      #expect(try agrees(second.lagrangeMultiplier, expected.object("bg2")))
      #expect(try agrees(second.f, expected.object("bg2"), "f", "fp"))
    }
    // The comparison can fail.
    let third = try SpecificationTests.breuschGodfrey(try reference.paperFit(), order: 3)
    #expect(try !agrees(third.lagrangeMultiplier, reference.root.object("paper").object("bg1")))
  }

  @Test func errors() throws {
    let fit = try SeriesReference().paperFit()
    #expect(
      problem { _ = try SpecificationTests.breuschGodfrey(fit, order: 0) } == """
        the order of the Breusch–Godfrey test is 0
          why: it is the number of lags looked at
          do:  use 1 or more
        """)
    #expect(
      problem { _ = try SpecificationTests.breuschGodfrey(fit, order: 18) } == """
        the Breusch–Godfrey test needs more than 21 rows, and the fit has 21
          why: its auxiliary regression has as many coefficients as rows
          do:  use a longer series, fewer predictors or a lower order
        """)
  }
}
