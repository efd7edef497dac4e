import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct FunctionalFormTests {
  // lmtest::resettest and tseries::jarque.bera.test: References/series_space.R.
  @Test func agreesWithLmtestAndTseries() throws {
    let reference = try SeriesReference()
    for (name, fit) in [("paper", try reference.paperFit()), ("broken", try reference.brokenFit())] {
      let expected = try reference.root.object(name)
      #expect(try agrees(SpecificationTests.reset(fit), expected.object("reset")))
      #expect(try agrees(SpecificationTests.reset(fit, powers: 2...2), expected.object("reset2")))
      #expect(try agrees(SpecificationTests.jarqueBera(fit), expected.object("jb")))
    }
  }

  // Exact fractions in Python, powers of the fitted values themselves. lmtest centres and scales them first, which matters
  // only where the square is left out; statsmodels' linear_reset has no digits left on the first.
  @Test func withoutTheSquare() throws {
    let reference = try SeriesReference()
    let paper = try SpecificationTests.reset(try reference.paperFit(), powers: 3...4)
    #expect(agree(paper.statistic, 5.608121397566331, relative: 1e-8))
    #expect(abs(paper.pValue - 0.014267060285425019) < 1e-6)
    let broken = try SpecificationTests.reset(try reference.brokenFit(), powers: 3...4)
    #expect(agree(broken.statistic, 0.18447786663240912, relative: 1e-8))
  }

  @Test func errors() throws {
    let fit = try SeriesReference().paperFit()
    #expect(
      problem { _ = try SpecificationTests.reset(fit, powers: 1...3) } == """
        RESET is asked for the power 1
          why: the fitted values themselves are a combination of the predictors
          do:  use powers from 2
        """)
    let table = Table(
      name: "t",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 3, 5, 8, 13]), Column(Variable("x"), numbers: [0, 0, 0, 1, 1, 1]),
      ])
    let indicator = try LinearModel("y ~ x").fit(table)
    #expect(
      problem { _ = try SpecificationTests.reset(indicator) } == """
        RESET has nothing to add
          why: powers of the fitted values are combinations of the predictors
          do:  leave the test out: the form is as free as the predictors allow
        """)
  }
}
