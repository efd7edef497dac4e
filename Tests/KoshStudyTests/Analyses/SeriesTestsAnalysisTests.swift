import Foundation
@testable import KoshReport
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct SeriesTestsAnalysisTests {
  /// GDP of paper C, 2001–2021, and an empty year after it.
  static let csv = """
    year,gdp
    2001,133.3
    2002,148.7
    2003,165.7
    2004,186.5
    2005,211.0
    2006,240.8
    2007,269.3
    2008,283.5
    2009,288.7
    2010,313.5
    2011,344.0
    2012,370.0
    2013,417.5
    2014,427.5
    2015,407.4
    2016,423.8
    2017,448.5
    2018,478.0
    2019,508.5
    2020,501.2
    2021,542.9
    2022,

    """

  private func folder(_ keys: String = "", csv: String = csv) throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: year, variables: {year: {type: year}, gdp: {type: number, label: {en: GDP, ru: ВВП, kk: ЖІӨ}}}}}\nanalyses: [{id: s, kind: series_tests, data: t, time: year, variables: [gdp]\(keys)}]\n"
      ), ["t.csv": csv])
  }

  /// statsmodels: adfuller(gdp, maxlag=2, autolag="BIC"), kpss(gdp): Tests/KoshStatisticsTests/References.
  @Test func testsTheSeriesWithoutItsEmptyEnd() throws {
    let run = try folder().run()
    try expect(
      run,
      [
        "s.gdp.adf": -0.2960893168061116, "s.gdp.adf.p_value": 0.92605637869923, "s.gdp.adf.critical": -3.021645,
        "s.gdp.adf.lags": 0, "s.gdp.kpss": 0.7980923478900722, "s.gdp.kpss.p_value": 0.01, "s.gdp.kpss.lags": 2,
        "s.gdp.n": 21,
      ])
    #expect(run.findings["s.gdp.unit_root"]?.value == .truth(.yes))
    #expect(run.cautions.map(\.caution.code).filter { $0 != "many_tests" } == ["short_series", "unit_root"])
    #expect(
      run.cautions.first { $0.caution.code == "unit_root" }?.caution.text.ru
        == "ВВП: ряд блуждает и не возвращается к уровню, поэтому регрессия на другие такие ряды может выглядеть хорошей случайно."
    )
  }

  @Test func testsTheChangesToo() throws {
    let run = try folder(", differences: yes, lags: 0, around: trend").run()
    #expect(run.number("s.gdp.difference.n") == 20)
    #expect(run.number("s.gdp.difference.adf.lags") == 0)
    #expect(run.findings["s.gdp.adf"]?.method.en.hasSuffix("about a straight trend") == true)
    #expect(run.findings["s.gdp.adf.lags"]?.method.en == "as given")
  }

  @Test func aTableHasARowForEachSeries() throws {
    let run = try folder(
      ", differences: yes, lags: 0}]\nexhibits: [{id: e, kind: table, of: s, title: {en: T, ru: T, kk: T}"
    ).run()
    let exhibit = try #require(run.plan.specification.exhibits.first)
    guard case .table(let table)? = ExhibitBuilder(run).block(exhibit) else {
      Issue.record("no table")
      return
    }
    #expect(
      table.columns.map(\.title.en) == ["Series", "Unit root", "ADF", "ADF, critical at 5 %", "KPSS", "p (KPSS)"])
    #expect(table.rows.count == 2)
    #expect(table.rows[1][0] == .text(Trilingual(en: "GDP, changes", ru: "ВВП, изменения", kk: "ЖІӨ, өзгерістер")))
    #expect(table.rows[0][5] == .pValue(0.01, finding: "s.gdp.kpss.p_value"))
    #expect(table.rows[0][1] == .value(Trilingual(en: "yes", ru: "да", kk: "иә"), finding: "s.gdp.unit_root"))
  }

  @Test func aGapIsAnError() throws {
    #expect(
      try folder(csv: Self.csv.replacingOccurrences(of: "2010,313.5", with: "2010,")).problems() == [
        """
        STUDY/study.yaml:5:72: the series lacks 1 of its 21 values (variable gdp)
          why: lags and differences across a gap would be of other periods
          do:  test the longest stretch without gaps
        """
      ])
    #expect(
      try folder(csv: Self.csv.replacingOccurrences(of: "2010,313.5\n", with: "")).problems() == [
        """
        STUDY/study.yaml:5:72: the rows are not one step of time apart (variable year)
          why: the tests compare each value with the one before
          do:  sort the rows by time, without gaps or repeats
        """
      ])
  }
}
