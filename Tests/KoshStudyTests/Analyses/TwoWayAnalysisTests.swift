@testable import KoshStudy
import Testing

@Suite struct TwoWayAnalysisTests {
  private func run(_ csv: String, _ keys: String = "") throws -> StudyRun {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: k, variables: {x: {type: number}, y: {type: number}, sum: {type: number}}}}\nanalyses: [{id: w, kind: two_way, data: t, columns: [x, y], total_column: sum, total_row: all\(keys)}]\n"
      ),
      ["t.csv": csv]
    ).run()
  }

  @Test func marginsThatAddUp() throws {
    let run = try run("k,x,y,sum\na,1,2,3\nb,3,-4,-1\nall,4,-2,2\n")
    try expect(
      run,
      [
        "w.row_mismatches": 0, "w.column_mismatches": 0, "w.undecided": 0, "w.grand_difference": 0, "w.total[x]": 4,
        "w.total[y]": -2, "w.rank[y]": 1, "w.rank[x]": 2, "w.row_total[b]": -1,
      ])
    #expect(run.findings["w.agree"]?.value == .truth(.yes))
  }

  @Test func aPlantedErrorIsFound() throws {
    let run = try run("k,x,y,sum\na,1,2,3\nb,3,-4,1\nall,4,-2,2\n")
    try expect(run, ["w.row_mismatches": 1, "w.column_mismatches": 0])
    #expect(run.findings["w.agree"]?.value == .truth(.no))
    #expect(abs(run.number("w.grand_difference") ?? 0) == 2)
  }

  @Test func anEmptyCellIsNobodyOrNotKnown() throws {
    let csv = "k,x,y,sum\na,1,,1\nb,3,-4,-1\nall,4,-4,0\n"
    #expect(try run(csv).findings["w.agree"]?.value == .truth(.undecided))
    #expect(try run(csv, ", empty: none").findings["w.agree"]?.value == .truth(.yes))
    #expect((try run(csv).number("w.undecided") ?? 0) > 0)
  }
}
