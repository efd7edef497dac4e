import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct TwoWayTableTests {
  func table(_ cells: [[Double?]], rows: [Double?] = [3, 7], emptyMeansNone: Bool = false) -> TwoWayTable {
    TwoWayTable(
      rowNames: ["a", "b"], columnNames: ["x", "y"], cells: cells, rowTotals: rows, columnTotals: [4, 6],
      grandTotal: 10, emptyMeansNone: emptyMeansNone)
  }

  @Test func allMarginsHold() {
    let m = margins(table([[1, 2], [3, 4]]))
    #expect(m.outcome == .consistent && m.violations.isEmpty && m.all.count == 7)
    #expect(m.all.allSatisfy { $0.difference == Interval(0) })
  }

  @Test func plantedError() {
    let m = margins(table([[1, 2], [3, 4]], rows: [3, 8]))
    #expect(m.violations.map(\.name) == ["b", ""])
    #expect(m.violations.map(\.kind) == [.row(1), .rowTotals])
    #expect(m.violations.map(\.difference) == [Interval(-1), Interval(1)])
    #expect(m.outcome == .inconsistent)
  }

  @Test func emptyCellsLeaveTheirMarginsOpen() {
    let open = margins(table([[1, 2], [nil, 4]]))
    #expect(open.rows.map(\.outcome) == [.consistent, .undecided])
    #expect(open.columns.map(\.outcome) == [.undecided, .consistent])
    #expect(open.rows[1].missing == [0] && open.rows[1].sum == Interval(4) && open.rows[1].difference == nil)
    #expect(open.grand.map(\.outcome) == [.undecided, .consistent, .consistent] && open.outcome == .undecided)
    // Told that empty means none, the table does not add up.
    let none = margins(table([[1, 2], [nil, 4]], emptyMeansNone: true))
    #expect(none.violations.map(\.kind) == [.row(1), .column(0), .cells])
  }

  @Test func unprintedTotals() {
    let plain = TwoWayTable(rowNames: ["a"], columnNames: ["x"], cells: [[5.0]] as [[Double?]])
    #expect(margins(plain).outcome == .undecided && margins(plain).grand.count == 1)
    let one = margins(table([[1, 2], [3, 4]], rows: [3, nil]))
    #expect(one.rows[1].outcome == .undecided && one.rows[1].printed == nil)
    // The row that is not printed leaves the sum of the row totals open, and contradicts nothing.
    #expect(one.grand.map(\.outcome) == [.consistent, .undecided, .consistent])
  }

  @Test func roundedCells() throws {
    func printed(_ text: String) throws -> Interval? { try PrintedNumber(text).interval }
    let t = TwoWayTable(
      rowNames: ["north"], columnNames: ["0–15", "16–62", "63+"],
      cells: [[try printed("23.4"), try printed("60.3"), try printed("16.2")]], rowTotals: [Interval(100)])
    #expect(margins(t).outcome == .consistent)
    let off = TwoWayTable(
      rowNames: ["north"], columnNames: ["0–15", "16–62", "63+"],
      cells: [[try printed("23.4"), try printed("60.3"), try printed("16.0")]], rowTotals: [Interval(100)])
    #expect(margins(off).outcome == .inconsistent)
  }
}
