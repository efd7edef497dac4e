@testable import KoshStudy
import Testing

@Suite struct DescribeAnalysisTests {
  /// numpy: mean, std(ddof=1) and median of the sample's columns.
  @Test func describesNumbers() throws {
    let run = try Sample.run("analyses: [{id: d, kind: describe, data: regions, variables: [income, balance]}]")
    try expect(
      run,
      [
        "d.income.n": 7, "d.income.missing": 0, "d.income.mean": 202.85714285714286, "d.income.sd": 89.76158898517149,
        "d.income.min": 100, "d.income.median": 180,
        "d.income.max": 320, "d.income.sum": 1420, "d.balance.n": 6, "d.balance.missing": 1,
        "d.balance.mean": 21.666666666666668, "d.balance.sd": 53.44779384283945,
        "d.balance.median": 30,
      ])
    #expect(run.findings["d.income.mean"]?.unit.ru == "тенге")
    #expect(run.findings["d.income.n"]?.unit.isEmpty == true)
    #expect(run.findings["d.income.mean"]?.text.en == "202.9")
    #expect(run.findings["d.balance.mean"]?.cells.first?.rows?.count == 7)
  }

  @Test func takesOnlySomeRows() throws {
    try expect(
      try Sample.run(
        "analyses: [{id: d, kind: describe, data: regions, where: \"kind in [city] and year < 2017\", variables: [income]}]"
      ),
      ["d.income.n": 2, "d.income.mean": 310])
  }

  @Test func nothingIsUndefinedRatherThanZero() throws {
    let run = try Sample.run(
      "analyses: [{id: d, kind: describe, data: regions, where: year > 2050, variables: [income]}]")
    #expect(run.number("d.income.n") == 0)
    for part in ["mean", "sd", "min", "median", "max", "sum"] {
      #expect(run.number("d.income.\(part)") == nil, "\(part)")
    }
  }
}
