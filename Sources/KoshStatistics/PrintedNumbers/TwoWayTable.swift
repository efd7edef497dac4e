package import KoshNumerics

/// A two-way table as printed, with its margins.
package struct TwoWayTable: Sendable, Hashable {
  /// Names of the rows.
  package var rowNames: [String]
  /// Names of the columns.
  package var columnNames: [String]
  /// What each printed cell stands for, `cells[row][column]`; `nil` is an empty cell.
  package var cells: [[Interval?]]
  /// The printed total of each row; `nil` where it is not printed. Empty where the table has none.
  package var rowTotals: [Interval?]
  /// The printed total of each column.
  package var columnTotals: [Interval?]
  /// The printed grand total.
  package var grandTotal: Interval?
  /// Whether an empty cell means none, so zero; else it is unknown.
  package var emptyMeansNone: Bool

  /// A table of what printed numbers stand for.
  ///
  /// - Precondition: One row of cells per row name, one cell per column name, and totals for all or none.
  package init(
    rowNames: [String], columnNames: [String], cells: [[Interval?]], rowTotals: [Interval?] = [],
    columnTotals: [Interval?] = [], grandTotal: Interval? = nil, emptyMeansNone: Bool = false
  ) {
    precondition(cells.count == rowNames.count && cells.allSatisfy { $0.count == columnNames.count }, "ragged table")
    precondition(rowTotals.isEmpty || rowTotals.count == rowNames.count, "row totals for all rows or none")
    precondition(columnTotals.isEmpty || columnTotals.count == columnNames.count, "column totals for all or none")
    self.rowNames = rowNames
    self.columnNames = columnNames
    self.cells = cells
    self.rowTotals = rowTotals
    self.columnTotals = columnTotals
    self.grandTotal = grandTotal
    self.emptyMeansNone = emptyMeansNone
  }

  /// A table of exact numbers, such as counts; `nil` or a number that is not finite is an empty cell.
  package init(
    rowNames: [String], columnNames: [String], cells: [[Double?]], rowTotals: [Double?] = [],
    columnTotals: [Double?] = [], grandTotal: Double? = nil, emptyMeansNone: Bool = false
  ) {
    func exact(_ value: Double?) -> Interval? { present(value).map { Interval($0) } }
    self.init(
      rowNames: rowNames, columnNames: columnNames, cells: cells.map { $0.map(exact) },
      rowTotals: rowTotals.map(exact), columnTotals: columnTotals.map(exact), grandTotal: exact(grandTotal),
      emptyMeansNone: emptyMeansNone)
  }
}

/// A margin of a table: what its cells add up to, beside what is printed.
package struct Margin: Sendable, Hashable {
  /// Which cells are added up.
  package enum Kind: Sendable, Hashable {
    /// The cells of a row, by number from 0.
    case row(Int)
    /// The cells of a column.
    case column(Int)
    /// All cells, against the grand total.
    case cells
    /// The printed row totals, against the grand total.
    case rowTotals
    /// The printed column totals, against the grand total.
    case columnTotals
  }
  /// Which cells are added up.
  package let kind: Kind
  /// The row's or column's name; empty for the grand total.
  package let name: String
  /// The sum of the cells that are there.
  package let sum: Interval
  /// The printed total; `nil` where it is not printed.
  package let printed: Interval?
  /// Places of the cells without a number, counted from 0 among those added up; none where empty means none.
  package let missing: [Int]
  /// Consistent where sum and total meet, inconsistent where they do not; undecided with a missing cell or without a
  /// printed total.
  package let outcome: Consistency

  /// Sum − printed total; `nil` where no total is printed or a cell is missing.
  package var difference: Interval? { missing.isEmpty ? printed.map { sum - $0 } : nil }
}

/// Every margin of a two-way table.
package struct Margins: Sendable, Hashable {
  /// One per row that the table has.
  package let rows: [Margin]
  /// One per column.
  package let columns: [Margin]
  /// The grand total three ways: all cells, the printed row totals, the printed column totals (where printed).
  package let grand: [Margin]

  /// All margins.
  package var all: [Margin] { rows + columns + grand }
  /// Those that do not add up.
  package var violations: [Margin] { all.filter { $0.outcome == .inconsistent } }
  /// Inconsistent if a printed margin is, else undecided if a printed one is, else consistent; undecided where no total
  /// is printed.
  package var outcome: Consistency {
    let printed = all.filter { $0.printed != nil }
    return printed.isEmpty ? .undecided : Consistency.all(printed.map(\.outcome))
  }
}

/// Adds up the rows, the columns and the whole of a table and compares them with the printed totals.
///
/// - Parameter table: The table; an empty cell leaves its margins undecided unless empty means none.
/// - Complexity: O(rows · columns).
///
///     let m = margins(TwoWayTable(
///       rowNames: ["a", "b"], columnNames: ["x", "y"], cells: [[1, 2], [3, 4]], rowTotals: [3, 8],
///       columnTotals: [4, 6], grandTotal: 10))
///     m.violations.map(\.name)   // ["b", ""]: row b, and the row totals against the grand total
package func margins(_ table: TwoWayTable) -> Margins {
  func margin(_ kind: Margin.Kind, _ name: String, _ parts: [Interval?], _ printed: Interval?, emptyIsZero: Bool)
    -> Margin
  {
    let missing = emptyIsZero ? [] : parts.indices.filter { parts[$0] == nil }
    let known = parts.compactMap { $0 }
    let sum = Interval(compensatedSum(known.map(\.low)), compensatedSum(known.map(\.high)))
    let outcome: Consistency =
      if let printed, missing.isEmpty { sum.meets(printed) ? .consistent : .inconsistent } else { .undecided }
    return Margin(kind: kind, name: name, sum: sum, printed: printed, missing: missing, outcome: outcome)
  }
  let empty = table.emptyMeansNone
  let rows = table.rowNames.indices.map { row in
    margin(
      .row(row), table.rowNames[row], table.cells[row], table.rowTotals.isEmpty ? nil : table.rowTotals[row],
      emptyIsZero: empty)
  }
  let columns = table.columnNames.indices.map { column in
    margin(
      .column(column), table.columnNames[column], table.cells.map { $0[column] },
      table.columnTotals.isEmpty ? nil : table.columnTotals[column], emptyIsZero: empty)
  }
  var grand = [margin(.cells, "", table.cells.flatMap { $0 }, table.grandTotal, emptyIsZero: empty)]
  if !table.rowTotals.isEmpty {
    grand.append(margin(.rowTotals, "", table.rowTotals, table.grandTotal, emptyIsZero: false))
  }
  if !table.columnTotals.isEmpty {
    grand.append(margin(.columnTotals, "", table.columnTotals, table.grandTotal, emptyIsZero: false))
  }
  return Margins(rows: rows, columns: columns, grand: grand)
}
