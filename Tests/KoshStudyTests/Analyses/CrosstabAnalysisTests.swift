@testable import KoshStudy
import KoshTable
import Testing

@Suite struct CrosstabAnalysisTests {
  /// statsmodels: proportion_confint(2, 7, method="wilson"), (3, 7).
  @Test func countsOneCategory() throws {
    let run = try Sample.run("analyses: [{id: x, kind: crosstab, data: regions, rows: kind}]")
    try expect(
      run,
      [
        "x.n": 7, "x.missing": 0, "x.east.n": 2, "x.east.share": 200.0 / 7, "x.east.low": 8.221892400405661,
        "x.east.high": 64.10655481673807, "x.city.n": 3,
        "x.city.low": 15.821985525146964, "x.city.high": 74.95416354723428,
      ])
    #expect(run.findings["x.east.n"]?.label.ru == "Восток")
    #expect(run.findings["x.p_value"] == nil)
  }

  private static let csv =
    "a,b,w\n"
    + [("u", "x", 7), ("v", "x", 3), ("u", "y", 2), ("v", "y", 8)].map { row in
      String(repeating: "\(row.0),\(row.1),\(row.0 == "u" ? 2 : 1)\n", count: row.2)
    }.joined()
  private func run(_ source: String = "", _ keys: String = "") throws -> StudyRun {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv\(source), variables: {a: {type: category}, b: {type: category}, w: {type: number}}}}\nanalyses: [{id: x, kind: crosstab, data: t, rows: a, columns: b\(keys)}]\n"
      ),
      ["t.csv": Self.csv]
    ).run()
  }

  /// scipy: chi2_contingency([[7, 3], [2, 8]], correction=False); Cramér's V is √(χ² / n).
  @Test func countsOneByAnother() throws {
    try expect(
      try run(),
      [
        "x.n": 20, "x.u.x.n": 7, "x.v.x.n": 3, "x.u.y.n": 2, "x.v.y.n": 8, "x.u.x.share": 70, "x.v.y.share": 80,
        "x.chi_squared": 5.05050505050505, "x.p_value": 0.024618761380815174,
        "x.cramers_v": 0.502518907629606,
      ])
  }

  @Test func weightsMoveSharesAndLeaveCounts() throws {
    let run = try run("", ", weights: w")
    try expect(run, ["x.u.x.n": 7, "x.u.x.share": 1400.0 / 17, "x.v.x.share": 300.0 / 17, "x.n": 20])
    #expect(run.number("x.u.x.low") == nil)
  }

  @Test func smallCellsOfPeopleAreSuppressed() throws {
    let run = try run(", microdata: yes, least_cell: 3")
    #expect(run.number("x.u.y.n") == nil)
    #expect(run.number("x.u.y.share") == nil)
    #expect(run.cautions.contains { $0.caution.code == "small_cells" })
    #expect(try self.run().cautions.contains { $0.caution.code == "small_cells" } == false)
  }

  @Test func rowsWithoutAValueAreSaidToBeLeftOut() throws {
    let run = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, variables: {a: {type: category, missing: [dk]}}}}\nanalyses: [{id: x, kind: crosstab, data: t, rows: a}]\n"
      ), ["t.csv": "a\nu\ndk\nu\nv\n"]
    ).run()
    try expect(run, ["x.n": 3, "x.missing": 1, "x.u.share": 200.0 / 3])
  }

  /// χ² of a small table whose sums are known has one solution, a share tells its base, and zeros beside a hidden cell
  /// tell that all of a few are alike.
  @Test func whatGivesASmallCellAwayIsSuppressed() throws {
    let run = try run(", microdata: yes, least_cell: 3")
    for part in ["chi_squared", "p_value", "cramers_v"] { #expect(run.number("x.\(part)") == nil, "\(part)") }
    let alike = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, microdata: yes, least_cell: 3, variables: {a: {type: category}, b: {type: category}}}}\nanalyses: [{id: x, kind: crosstab, data: t, rows: a, columns: b}]\n"
      ),
      [
        "t.csv": "a,b\n" + String(repeating: "u,f\n", count: 2) + String(repeating: "u,m\n", count: 4)
          + String(repeating: "v,m\n", count: 5)
      ]
    ).run()
    for part in ["u.f.n", "v.f.n", "v.f.share", "v.f.high"] { #expect(alike.number("x.\(part)") == nil, "\(part)") }
    // The 4 beside the hidden 2, and the 5 below the hidden 4, would tell them.
    for part in ["u.m.n", "v.m.n", "v.m.share"] { #expect(alike.number("x.\(part)") == nil, "\(part)") }
  }
}
