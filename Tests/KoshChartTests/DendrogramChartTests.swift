import KoshTable
import Testing

@testable import KoshChart

@Suite struct DendrogramChartTests {
  private func chart(_ merges: [(Int, Int)], order: [Int] = []) -> DendrogramChart {
    DendrogramChart(
      text: ChartText(title: .none), labels: ["a", "b", "c", "d"].map { Trilingual(same: $0) }, merges: merges,
      heights: [1, 2, 3], order: order)
  }

  @Test func leavesAreOrderedSoThatNoBranchesCross() {
    // R: hclust merges a with c, then b with that pair, then d with all.
    #expect(chart([(-1, -3), (-2, 1), (-4, 2)]).leafOrder == [3, 1, 0, 2])
    #expect(chart([(-1, -3), (-2, 1), (-4, 2)], order: [4, 2, 3, 1]).leafOrder == [3, 1, 2, 0])
  }

  @Test func whatIsNoTreeIsNotDrawn() {
    #expect(chart([(-1, -1), (-2, 1), (-4, 2)]).leafOrder == nil)
    #expect(chart([(-1, -3), (-2, 3), (-4, 2)]).leafOrder == nil)
    #expect(chart([(-1, -3)]).leafOrder == nil)
  }

  @Test func theTableNamesFirstMerges() {
    let rows = chart([(-1, -3), (-2, 1), (-4, 2)]).data.rows
    #expect(rows.map { $0[1] } == [3, 2, 1, 1].map { .number($0, decimals: 2) })
  }
}
