@testable import KoshStudy
import KoshTable
import Testing

@Suite struct CompareColumnsAnalysisTests {
  /// scipy: pearsonr and spearmanr of income and balance.
  @Test func comparesTwoColumns() throws {
    let run = try Sample.run("analyses: [{id: v, kind: compare_columns, data: regions, a: income, b: balance}]")
    try expect(
      run,
      [
        "v.n": 6, "v.equal": 0, "v.r": 0.9165950807824362, "v.spearman": 0.942857142857143, "v.sign_changes": 2,
        "v.largest_difference": 260, "v.sum_a": 1240, "v.sum_b": 130,
      ])
    #expect(run.findings["v.largest_at"]?.value == .text("KZ-75"))
    #expect(run.context.text(of: try #require(run.findings["v.largest_at"])).kk == "Алматы\u{00A0}қ.")
  }

  @Test func columnsThatAreTheSame() throws {
    let run = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: k, variables: {a: {type: number, period: \"2024\"}, b: {type: number, period: \"2000-2024\"}}}}\nanalyses: [{id: v, kind: compare_columns, data: t, a: a, b: b}]\n"
      ),
      ["t.csv": "k,a,b\np,1,1\nq,2,2\nr,,5\n"]
    ).run()
    try expect(run, ["v.n": 2, "v.equal": 2, "v.largest_difference": 0])
    #expect(run.findings["v.r"]?.traits == [.period("2024"), .period("2000-2024")])
  }
}
