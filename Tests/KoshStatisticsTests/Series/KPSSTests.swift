import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct KPSSTests {
  private static let names = [
    "paper_migration", "paper_gdp", "paper_unemployment", "walk", "other", "calm", "tied", "broken",
  ]

  // statsmodels' kpss: References/series_space.py.
  @Test(arguments: names) func agreesWithStatsmodels(_ name: String) throws {
    let reference = try SeriesReference()
    let series = try reference.series(name)
    let cases = try #require(try reference.root.object("unit_roots").object(name)["kpss"] as? [[String: Any]])
    #expect(cases.count == 4)
    for expected in cases {
      let part: DeterministicPart = try expected.text("regression") == "c" ? .constant : .trend
      let rule = (expected["nlags"] as? Int).map { BandwidthRule.fixed($0) } ?? .automatic
      let test = try UnitRoots.kpss(series, part, bandwidth: rule)
      #expect(test.lags == Int(try expected.number("lags")))
      #expect(agree(test.statistic, try expected.number("statistic"), relative: 1e-8))
      #expect(abs(test.pValue - (try expected.number("p"))) < 1e-6)
      #expect(test.isBounded == (test.pValue == 0.01 || test.pValue == 0.10))
    }
  }

  // tseries::kpss.test: References/series_space.R.
  @Test func agreesWithTseries() throws {
    let reference = try SeriesReference()
    for name in ["walk", "calm"] {
      let expected = try reference.root.object("kpss").object(name)
      let series = try reference.series(name)
      let tests: [(String, DeterministicPart, BandwidthRule)] = [
        ("level_short", .constant, .short), ("level_long", .constant, .long), ("trend_short", .trend, .short),
      ]
      for (key, part, rule) in tests {
        let test = try UnitRoots.kpss(series, part, bandwidth: rule)
        #expect(agree(test.statistic, try expected.object(key).number("statistic"), relative: 1e-8))
        #expect(abs(test.pValue - (try expected.object(key).number("p"))) < 1e-6)
      }
    }
  }

  @Test func errors() {
    #expect(
      problem { _ = try UnitRoots.kpss([1, 2, 1, 3], .none, name: "gdp") } == """
        the KPSS test is asked for without a level (variable gdp)
          why: its null hypothesis is a level or a straight trend
          do:  ask for constant or trend
        """)
    #expect(
      problem { _ = try UnitRoots.kpss([1, 2, 1, 3], bandwidth: .fixed(4), name: "gdp") } == """
        the long-run variance is asked for with 4 lags of 4 values (variable gdp)
          why: it can have from 0 to 3
          do:  ask for fewer lags
        """)
    #expect(
      problem { _ = try UnitRoots.kpss([1, 2, 1], name: "gdp") } == """
        the series has 3 values (variable gdp)
          why: the KPSS test needs at least 4
          do:  use a longer series
        """)
  }
}
