@testable import KoshStudy
import Testing

@Suite struct IndexAnalysisTests {
  /// numpy: (2 · minmax(income) + (1 − minmax(share))) / 3.
  @Test func weighsAndRanks() throws {
    let run = try Sample.run(
      "analyses: [{id: i, kind: index, data: regions, indicators: [{variable: income, weight: 2}, {variable: share, direction: lower}]}]"
    )
    try expect(
      run,
      [
        "i.score[KZ-10]": 0.33333333, "i.score[KZ-71]": 0.70707071, "i.score[KZ-79]": 0.53535354, "i.rank[KZ-71]": 1,
        "i.rank[KZ-75]": 2, "i.rank[KZ-79]": 3, "i.rank[KZ-19]": 4,
        "i.rank[KZ-11]": 5, "i.rank[KZ-10]": 6, "i.rank[KZ-15]": 7, "i.n": 7, "i.lost": 0,
      ], within: 1e-7)
    #expect(run.findings["i.without_share.rank_correlation"] != nil)
  }

  @Test func aRowWithoutAValueHasNoRank() throws {
    let run = try Sample.run(
      "analyses: [{id: i, kind: index, data: regions, indicators: [{variable: income}, {variable: balance}], method: z}]"
    )
    try expect(run, ["i.n": 6, "i.lost": 1])
    #expect(run.number("i.rank[KZ-19]") == nil)
  }
}
