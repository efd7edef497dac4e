@testable import KoshStudy
import Testing

@Suite struct TrendAnalysisTests {
  private func run(_ keys: String = "", csv: String = "year,v\n2001,1\n2002,4\n2003,3\n2004,8\n2005,7\n") throws
    -> StudyRun
  {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: year, variables: {year: {type: year}, v: {type: number}}}}\nanalyses: [{id: f, kind: trend, data: t, time: year, value: v\(keys)}]\n"
      ), ["t.csv": csv]
    ).run()
  }

  /// numpy: polyfit of degree 1, 2, 3 on 1…5 and on log(1…5), of the series and of its cumsum.
  @Test func fitsTheSeriesAndItsSum() throws {
    let run = try run()
    try expect(
      run,
      [
        "f.annual.linear.r_squared": 0.7710843373493976, "f.annual.quadratic.r_squared": 0.7796901893287436,
        "f.annual.cubic.r_squared": 0.7917383820998278,
        "f.annual.logarithmic.r_squared": 0.7642603537494778, "f.cumulated.linear.r_squared": 0.9658365261813537,
        "f.cumulated.quadratic.r_squared": 0.993431855500821,
        "f.total": 23, "f.annual.last": 7, "f.cumulated.last": 23, "f.annual.n": 5,
      ])
    #expect(run.cautions.map(\.caution.code).contains("cumulated_r_squared"))
    #expect(run.findings["f.annual.linear.r_squared"]?.traits == [.straightLine])
    #expect(run.findings["f.cumulated.quadratic.r_squared"]?.traits.contains(.cumulated) == true)
    #expect(run.findings["f.annual.linear.degenerate"]?.value == .truth(.no))
  }

  @Test func takesOnlyWhatIsAskedFor() throws {
    let run = try run(", series: annual, shapes: [linear]")
    #expect(
      run.findings.list.map(\.id) == [
        "f.annual.n", "f.annual.last", "f.annual.linear.r_squared", "f.annual.linear.degenerate", "f.total",
      ])
  }

  /// R: nls(v ~ a * exp(b * t)) and nls(v ~ a * t^b) on t = 1…5, 1 − deviance / Σ (v − v̄)².
  @Test func curvesOfGrowthAreDrawnWhenAskedFor() throws {
    let run = try run(", series: annual, shapes: [growth, power]")
    try expect(run, ["f.annual.growth.r_squared": 0.7090606907396, "f.annual.power.r_squared": 0.7700340462652])
    #expect(run.findings["f.annual.growth.r_squared"]?.label.ru.hasSuffix(", экспоненциальный рост: R²") == true)
    #expect(try self.run().findings["f.annual.growth.r_squared"] == nil)
  }

  /// A straight line has nothing for the exponential approach to find.
  @Test func aCurveThatDegeneratesIsSaidTo() throws {
    let run = try run(
      ", series: annual, shapes: [exponential]", csv: "year,v\n2001,1\n2002,2\n2003,3.1\n2004,4\n2005,5\n2006,6.1\n")
    #expect(run.findings["f.annual.exponential.degenerate"]?.value == .truth(.yes))
    #expect(run.findings["f.annual.exponential.r_squared"]?.traits.contains(.degenerate) == true)
    #expect(run.findings["f.annual.exponential.r_squared"]?.traits.contains(.straightLine) == true)
  }

  @Test func aMissingValueLeavesTheSumUndefined() throws {
    let run = try run(", series: annual, shapes: [linear]", csv: "year,v\n2001,1\n2002,\n2003,3\n2004,8\n2005,7\n")
    #expect(run.number("f.total") == nil)
    #expect(run.number("f.annual.n") == 4)
  }
}
