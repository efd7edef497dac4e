import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct EngleGrangerTests {
  // statsmodels' coint: References/series_space.py.
  @Test func agreesWithStatsmodels() throws {
    let reference = try SeriesReference()
    let expected = try reference.root.object("cointegration")
    func check(_ key: String, _ test: EngleGranger) throws {
      let numbers = try expected.object(key)
      #expect(agree(test.residualTest.statistic, try numbers.number("statistic"), relative: 1e-8))
      #expect(abs(test.residualTest.pValue - (try numbers.number("p"))) < 1e-6)
      let critical = try #require(test.residualTest.critical)
      #expect(agree([critical.one, critical.five, critical.ten], try numbers.numbers("critical"), relative: 1e-9))
    }
    for (name, y, xs) in [
      ("tied", "tied", ["walk"]), ("apart", "walk", ["other"]), ("three", "tied", ["walk", "other"]),
    ] {
      for (suffix, part) in [("c", DeterministicPart.constant), ("ct", .trend)] {
        try check(
          "\(name)_\(suffix)",
          UnitRoots.engleGranger(
            try reference.series(y), on: try xs.map { try reference.series($0) }, part))
      }
    }
    let paper = try UnitRoots.engleGranger(
      try reference.series("paper_migration"),
      on: [try reference.series("paper_gdp"), try reference.series("paper_unemployment")], lags: .fixed(1))
    try check("paper", paper)
    #expect(!paper.rejects && paper.seriesCount == 3)
  }

  @Test func errors() {
    let y: [Double?] = [1, 3, 2, 5, 4, 7, 6]
    #expect(
      problem { _ = try UnitRoots.engleGranger(y, on: []) } == """
        the Engle–Granger test is asked for 0 predictors
          why: its distribution is tabulated for one to five, as long as the outcome
          do:  choose from one to five series of 7 values
        """)
    #expect(
      problem { _ = try UnitRoots.engleGranger(y, on: [y], names: ["gdp", "copy"]) } == """
        the series are linear combinations of each other (variable gdp)
          why: the regression of the levels leaves no residuals to test
          do:  leave a series out
        """)
    #expect(
      problem { _ = try UnitRoots.engleGranger(y, on: [[2, 1, 3, 5, 4, 4, 1]], .none) } == """
        the Engle–Granger test is asked for without a constant
          why: its critical values are tabulated with a constant only
          do:  ask for constant or trend
        """)
  }
}
