import Foundation
@testable import KoshStudy
import Testing

@Suite struct SpecificationTestsAnalysisTests {
  /// Paper C, table 4, 2001–2021: Tests/KoshStatisticsTests/References/educational_mobility_ols.json.
  static let csv = """
    year,migration,gdp,unemployment
    2001,271728,133.3,10.4
    2002,269092,148.7,9.3
    2003,291758,165.7,8.8
    2004,317928,186.5,8.4
    2005,298627,211.0,8.1
    2006,295057,240.8,7.8
    2007,311740,269.3,7.3
    2008,345138,283.5,6.6
    2009,364655,288.7,6.6
    2010,366037,313.5,5.8
    2011,364638,344.0,5.4
    2012,337841,370.0,5.3
    2013,337267,417.5,5.2
    2014,405616,427.5,5.1
    2015,455451,407.4,5.0
    2016,616894,423.8,4.9
    2017,930820,448.5,4.9
    2018,888184,478.0,4.8
    2019,1110252,508.5,4.8
    2020,845200,501.2,4.9
    2021,756510,542.9,4.9

    """

  private func folder(_ keys: String, csv: String = csv) throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: year, variables: {year: {type: year}, migration: {type: number}, gdp: {type: number, label: {en: GDP, ru: ВВП, kk: ЖІӨ}}, unemployment: {type: number}}}}\nanalyses: [{id: s, kind: specification_tests, data: t, label: {en: Model, ru: Модель, kk: Модель}\(keys)}]\n"
      ), ["t.csv": csv])
  }

  /// lmtest, strucchange, tseries, statsmodels: Tests/KoshStatisticsTests/References/series_space.json.
  @Test func testsAnEquationInTime() throws {
    let run = try folder(", formula: migration ~ gdp + unemployment, time: year, break_at: 2011").run()
    try expect(
      run,
      [
        "s.n": 21, "s.breusch_godfrey": 7.8455732862338, "s.breusch_godfrey.p_value": 0.0050945300018827,
        "s.breusch_godfrey.f": 10.1391530598895, "s.breusch_godfrey.f_p_value": 0.00542892432457028,
        "s.breusch_pagan": 8.7048473870485, "s.breusch_pagan.p_value": 0.0128755683009836,
        "s.breusch_pagan_original": 9.1949679589279, "s.white": 9.833695202829562, "s.white.f": 2.6419738798428916,
        "s.reset": 3.84463490063995, "s.reset.p_value": 0.0433058400461994, "s.jarque_bera": 0.121737785569878,
        "s.chow": 4.65831129922066, "s.chow.p_value": 0.0171109828548575, "s.unknown_break": 54.6067404311614,
        "s.durbin_watson": 0.800814141738687, "s.r_squared": 0.7283942266366294, "s.rejected": 5,
        "s.cointegration": -4.551633775446393, "s.cointegration.lags": 2,
      ])
    #expect(run.findings["s.unknown_break.at"]?.value == .text("2015"))
    #expect(run.findings["s.spurious"]?.value == .truth(.undecided))
    #expect(
      run.cautions.map(\.caution.code).filter { $0 != "many_tests" } == [
        "breusch_godfrey", "breusch_pagan", "reset", "chow", "unknown_break", "perhaps_spurious",
      ])
    #expect(
      run.cautions.first { $0.caution.code == "breusch_godfrey" }?.caution.text.en
        == "Model, the Breusch–Godfrey test, p = 0.005: the errors of neighbouring periods are alike, so the usual standard errors are too small to be believed."
    )
  }

  @Test func withoutTimeThereAreNoTestsOfTime() throws {
    let run = try folder(", formula: migration ~ gdp").run()
    #expect(run.findings["s.breusch_godfrey"] == nil && run.findings["s.spurious"] == nil)
    #expect(run.number("s.n") == 21)
  }

  @Test func whatCannotBeComputedIsSaidTo() throws {
    let run = try folder(
      ", formula: migration ~ gdp + unemployment, where: year <= 2005, time: year",
      csv: Self.csv
    ).run()
    #expect(run.number("s.white") == nil)
    #expect(run.cautions.map(\.caution.code).contains("test_undefined"))
  }

  @Test func problemsOfTheFile() throws {
    #expect(
      try folder(", formula: migration ~ gpd, break_at: 2011").problems() == [
        """
        STUDY/study.yaml:5:17: "break_at" is given without "time"
          why: it is a value of the variable of time
          do:  add time: …
        """,
        """
        STUDY/study.yaml:5:109: "t" has no variable "gpd"
          why: the formula is migration ~ gpd
          do:  did you mean "gdp"?
        """,
      ])
    #expect(
      try folder(
        ", formula: migration ~ gdp, time: year",
        csv: Self.csv.replacingOccurrences(of: "2010,366037,313.5,5.8\n", with: "")
      ).problems() == [
        """
        STUDY/study.yaml:5:132: the rows are not one step of time apart (variable year)
          why: the tests compare each value with the one before
          do:  sort the rows by time, without gaps or repeats
        """
      ])
    #expect(
      try folder(", formula: migration ~ gdp + I(gdp)").problems() == [
        """
        STUDY/study.yaml:5:109: the predictor I(gdp) is a linear combination of gdp
          why: its coefficient cannot be told from theirs
          do:  leave it out of "migration ~ gdp + I(gdp)", or have it dropped: --drop-collinear, in a study drop_collinear: yes
        """
      ])
  }
}
