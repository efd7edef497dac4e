import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct DickeyFullerTests {
  private static let names = [
    "paper_migration", "paper_gdp", "paper_unemployment", "walk", "other", "calm", "tied", "broken",
  ]

  // statsmodels' adfuller: References/series_space.py.
  @Test(arguments: names) func agreesWithStatsmodels(_ name: String) throws {
    let reference = try SeriesReference()
    let series = try reference.series(name)
    let cases = try #require(
      try reference.root.object("unit_roots").object(name)["adf"] as? [[String: Any]])
    for expected in cases {
      let parts: [String: DeterministicPart] = ["n": .none, "c": .constant, "ct": .trend]
      let part = try #require(parts[try expected.text("regression")])
      let largest = expected["maxlag"] as? Int
      let rule: LagRule
      switch expected["autolag"] as? String {
      case "AIC": rule = .aic
      case "BIC": rule = .bic
      case "t-stat": rule = .t
      default: rule = .fixed(largest ?? 0)
      }
      let test = try UnitRoots.dickeyFuller(series, part, lags: rule, largestLag: largest)
      #expect(test.lags == Int(try expected.number("lags")))
      #expect(test.observations == Int(try expected.number("observations")))
      #expect(agree(test.statistic, try expected.number("statistic"), relative: 1e-8))
      #expect(abs(test.pValue - (try expected.number("p"))) < 1e-6)
      let critical = try #require(test.critical)
      #expect(agree([critical.one, critical.five, critical.ten], try expected.numbers("critical"), relative: 1e-9))
    }
    #expect(cases.count == 18)
  }

  @Test func unitsDoNotMatter() throws {
    let series = try SeriesReference().series("walk")
    let one = try UnitRoots.dickeyFuller(series, lags: .fixed(2))
    let other = try UnitRoots.dickeyFuller(series.map { 1000 * $0 - 7 }, lags: .fixed(2))
    #expect(agree(other.statistic, one.statistic, relative: 1e-9))
  }

  @Test func errors() {
    #expect(
      problem { _ = try UnitRoots.dickeyFuller([1, nil, 3, 4, 5, 6, 8, 9], name: "gdp") } == """
        the series lacks 1 of its 8 values (variable gdp)
          why: lags and differences across a gap would be of other periods
          do:  test the longest stretch without gaps
        """)
    #expect(
      problem { _ = try UnitRoots.dickeyFuller([3, 3, 3, 3, 3], name: "gdp") } == """
        the series does not vary (variable gdp)
          why: there is nothing to test
          do:  leave it out
        """)
    #expect(
      problem { _ = try UnitRoots.dickeyFuller([1, 4, 2, 8, 5, 7], lags: .fixed(2), name: "gdp") } == """
        the test is asked for 2 lags of a series of 6 values (variable gdp)
          why: it can have from 0 to 1
          do:  ask for fewer lags, or let a criterion choose
        """)
    #expect(
      problem { _ = try UnitRoots.dickeyFuller([1, 4, 2], name: "gdp") } == """
        the series has 3 values (variable gdp)
          why: a Dickey–Fuller regression needs at least 4
          do:  use a longer series
        """)
  }
}
