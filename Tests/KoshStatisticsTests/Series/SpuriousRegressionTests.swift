import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SpuriousRegressionTests {
  private func judge(_ y: String, _ xs: [String], rows: Int = 120) throws -> SpuriousRegression {
    let reference = try SeriesReference()
    func named(_ name: String) throws -> (name: String, values: [Double?]) {
      (name, Array(try reference.series(name).prefix(rows)))
    }
    return try UnitRoots.spuriousRegression(try named(y), on: try xs.map(named))
  }

  @Test func walksThatAreTiedAreNotSpurious() throws {
    let tied = try judge("tied", ["walk"])
    #expect(tied.verdict == .notSpurious && tied.cointegration.rejects)
    #expect(tied.members.map(\.name) == ["tied", "walk"])
  }

  @Test func walksApart() throws {
    // A trend makes two independent walks look related.
    let reference = try SeriesReference()
    let drift = try reference.series("walk").enumerated().map { $1 + 0.3 * Double($0) }
    let other = try reference.series("other").enumerated().map { $1 + 0.3 * Double($0) }
    let apart = try UnitRoots.spuriousRegression(("y", drift), on: [("x", other)])
    #expect(apart.hasMark && apart.rSquared > 0.5 && apart.durbinWatson < 0.5)
    #expect(apart.verdict == .spurious)
    #expect(apart.reasons.count == 3 && apart.cautions.isEmpty)
    #expect(apart.reasons.first?.en == "Unit root by both tests (ADF, KPSS): y; x.")
    // The same series cut short: the tests have too little power to say so.
    let short = try UnitRoots.spuriousRegression(
      ("y", Array(drift.prefix(30))), on: [("x", Array(other.prefix(30)))])
    #expect(short.verdict != .spurious)
    #expect(short.cautions.map(\.code) == ["short_series"])
  }

  @Test func calmSeriesAreNotSpurious() throws {
    let reference = try SeriesReference()
    let calm = try reference.series("calm")
    let noise = calm.reversed().enumerated().map { 0.5 * $1 + calm[$0] }
    let test = try UnitRoots.spuriousRegression(("calm", calm), on: [("noise", noise)])
    #expect(test.verdict == .notSpurious)
  }

  // statsmodels: coint(migration, [gdp, unemployment], maxlag=2, autolag=None)[0] = −4.5516…: beyond −4.19, with one lag
  // −2.6764 is not.
  @Test func anAnswerThatHangsOnTheLagsIsNone() throws {
    let reference = try SeriesReference()
    let test = try UnitRoots.spuriousRegression(
      ("migration", try reference.series("paper_migration")),
      on: [("gdp", try reference.series("paper_gdp")), ("unemployment", try reference.series("paper_unemployment"))],
      lags: .bic, largestLag: 2)
    #expect(test.cointegration.rejects && test.cointegration.residualTest.lags == 2)
    #expect(test.cointegrationByLags.map(\.rejects) == [false, false, true])
    #expect(test.verdict == .cannotTell)
    #expect(
      test.reasons.map(\.en).contains(
        "The answer hangs on the number of lags: cointegration is found with 2, not with 0, 1."))
  }

  @Test func paperCannotTell() throws {
    let reference = try SeriesReference()
    let test = try UnitRoots.spuriousRegression(
      ("migration", try reference.series("paper_migration")),
      on: [("gdp", try reference.series("paper_gdp")), ("unemployment", try reference.series("paper_unemployment"))],
      lags: .fixed(1))
    #expect(test.verdict == .cannotTell)
    #expect(!test.hasMark && !test.cointegration.rejects)
    #expect(agree(test.durbinWatson, 0.800814141738687, relative: 1e-10))
    #expect(
      test.reasons.map(\.en).contains(
        "R² (0.73) is not larger than the Durbin–Watson statistic (0.80)."))
    #expect(
      test.reasons.map(\.ru).contains("R² (0,73) не больше статистики Дарбина – Уотсона (0,80)."))
  }
}
