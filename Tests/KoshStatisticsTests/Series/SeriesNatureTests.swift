import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SeriesNatureTests {
  @Test func madeUpSeriesAreWhatTheyWereMade() throws {
    let reference = try SeriesReference()
    #expect(try UnitRoots.nature(try reference.series("calm")).verdict == .stationary)
    let walk = try UnitRoots.nature(try reference.series("walk"))
    #expect(walk.verdict == .unitRoot && walk.cautions.isEmpty && walk.n == 120)
    #expect(try UnitRoots.nature(try reference.series("broken")).verdict != .stationary)
  }

  @Test func shortSeriesAreSaidToBe() throws {
    let gdp = try UnitRoots.nature(try SeriesReference().series("paper_gdp"), lags: .fixed(1))
    #expect(gdp.verdict == .unitRoot)
    #expect(gdp.cautions.map(\.code) == ["short_series"])
    #expect(
      gdp.cautions.first?.text.en
        == "The series has 21 values: below 50 a test that does not reject says little, since it would seldom reject even "
        + "if it should.")
  }
}
