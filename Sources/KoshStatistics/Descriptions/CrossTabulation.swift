internal import KoshNumerics
public import KoshTable

/// Two categorical variables counted against each other.
public struct CrossTabulation: Sendable, Hashable {
  /// The categories of the rows.
  public let rowLevels: [String]
  /// The categories of the columns.
  public let columnLevels: [String]
  /// Unweighted counts, `counts[row][column]`.
  public let counts: [[Int]]
  /// Sums of weights, where weights were given.
  public let weightedCounts: [[Double]]?
  /// Rows of data counted.
  public let n: Int
  /// Rows of data left out for a missing category or weight.
  public let missing: Int
  /// Pearson's test of independence on the unweighted counts; `nil` where fewer than two rows or columns are occupied.
  public let test: IndependenceTest?
  /// What a reader should know: `small_expected_counts`, `unweighted_test`.
  public let cautions: [Caution]

  /// The count of a cell as shares are made of it: weighted where there are weights.
  public func weight(_ row: Int, _ column: Int) -> Double {
    weightedCounts?[row][column] ?? Double(counts[row][column])
  }
  /// The sum of a row.
  public func rowTotal(_ row: Int) -> Double { columnLevels.indices.reduce(0) { $0 + weight(row, $1) } }
  /// The sum of a column.
  public func columnTotal(_ column: Int) -> Double { rowLevels.indices.reduce(0) { $0 + weight($1, column) } }
  /// The sum of all cells.
  public var total: Double { rowLevels.indices.reduce(0) { $0 + rowTotal($1) } }
  /// The unweighted sum of a row.
  public func rowCount(_ row: Int) -> Int { counts[row].reduce(0, +) }
  /// The unweighted sum of a column.
  public func columnCount(_ column: Int) -> Int { counts.reduce(0) { $0 + $1[column] } }
  /// The cell's share of its row; `nil` of an empty row.
  public func rowShare(_ row: Int, _ column: Int) -> Double? { share(weight(row, column), rowTotal(row)) }
  /// The cell's share of its column; `nil` of an empty column.
  public func columnShare(_ row: Int, _ column: Int) -> Double? { share(weight(row, column), columnTotal(column)) }
  /// The cell's share of the table; `nil` of an empty table.
  public func totalShare(_ row: Int, _ column: Int) -> Double? { share(weight(row, column), total) }
  /// The cell's unweighted share of its row with Wilson's interval; `nil` of an empty row.
  public func rowProportion(_ row: Int, _ column: Int, level: Double = 0.95) -> Proportion? {
    proportion(count: counts[row][column], of: rowCount(row), level: level)
  }
  /// The cell's unweighted share of its column with Wilson's interval; `nil` of an empty column.
  public func columnProportion(_ row: Int, _ column: Int, level: Double = 0.95) -> Proportion? {
    proportion(count: counts[row][column], of: columnCount(column), level: level)
  }

  private func share(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
}

/// Pearson's χ² test of independence, without continuity correction.
public struct IndependenceTest: Sendable, Hashable {
  /// χ² = Σ (O − E)² / E, with E = row total · column total / n.
  public let statistic: Double
  /// (occupied rows − 1)(occupied columns − 1).
  public let df: Int
  /// P(χ² with `df` degrees of freedom ≥ statistic).
  public let pValue: Double
  /// The least expected count.
  public let leastExpected: Double
  /// Cells whose expected count is under 5.
  public let cellsUnderFive: Int
  /// Cells of the occupied rows and columns.
  public let cells: Int
  /// Cramér's V = √(χ² / (n · (min(rows, columns) − 1))), from 0 (none) to 1 (complete association); not corrected for
  /// its upward bias in small samples.
  public let cramersV: Double
}

/// Counts two categorical variables against each other.
///
/// - Parameters:
///   - rows: One category per row of data; `nil` is missing and drops the row of data.
///   - columns: The same for the other variable.
///   - weights: One weight per row of data, not negative; a missing or negative one drops it. Shares are then weighted;
///     counts, Wilson intervals and the test stay unweighted.
///   - rowLevels: Categories to show, in order, also those that no row has; without them those that occur, in
///     code-point order. A category that is not among them counts as missing.
///   - columnLevels: The same for the columns.
/// - Throws: ``Problem`` where the arrays differ in length.
/// - Complexity: O(*n* + rows · columns).
///
///     let t = try crossTabulate(rows: ["f", "f", "m", "m"], columns: ["yes", "no", "yes", "yes"])
///     t.counts              // [[1, 1], [0, 2]], columns "no", "yes"
///     t.test?.statistic     // 4/3
///
/// Source: K. Pearson (1900), *Philosophical Magazine* 50, 157–175; H. Cramér (1946), *Mathematical Methods of
/// Statistics*, section 21.9; for the rule of five W. G. Cochran (1954), *Biometrics* 10(4), 417–451.
public func crossTabulate(
  rows: [String?], columns: [String?], weights: [Double?]? = nil, rowLevels: [String]? = nil,
  columnLevels: [String]? = nil
) throws(Problem) -> CrossTabulation {
  guard rows.count == columns.count, weights.map({ $0.count == rows.count }) ?? true else {
    throw Problem(
      .specification,
      "the variables of a cross-tabulation have \(rows.count) and \(columns.count) rows"
        + (weights.map { ", the weights \($0.count)" } ?? ""),
      why: "each row of data needs both categories", remedy: "take all of them from one table")
  }
  let rowNames = rowLevels ?? occurring(rows)
  let columnNames = columnLevels ?? occurring(columns)
  let rowIndex = Dictionary(rowNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  let columnIndex = Dictionary(columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  let blank = [Int](repeating: 0, count: columnNames.count)
  var counts = [[Int]](repeating: blank, count: rowNames.count)
  var sums = counts.map { $0.map(Double.init) }
  var n = 0
  for position in rows.indices {
    guard let row = rows[position].flatMap({ rowIndex[$0] }),
      let column = columns[position].flatMap({ columnIndex[$0] })
    else { continue }
    let weight = weights.map { present($0[position]) } ?? 1
    guard let weight, weight >= 0 else { continue }
    counts[row][column] += 1
    sums[row][column] += weight
    n += 1
  }
  let test = independenceTest(counts)
  var cautions: [Caution] = []
  if let test, test.cellsUnderFive > 0 { cautions.append(smallExpectedCounts(test)) }
  if weights != nil, test != nil { cautions.append(unweightedTest(n)) }
  return CrossTabulation(
    rowLevels: rowNames, columnLevels: columnNames, counts: counts, weightedCounts: weights == nil ? nil : sums, n: n,
    missing: rows.count - n, test: test, cautions: cautions)
}

/// Counts two columns of categories against each other; the categories in the columns' own order.
///
/// - Throws: ``Problem`` where the columns differ in length.
public func crossTabulate(
  _ rows: Column, _ columns: Column, weights: [Double?]? = nil
) throws(Problem) -> CrossTabulation {
  func cells(_ column: Column) -> [String?] { (0..<column.count).map { column.text(at: $0) } }
  func levels(_ column: Column) -> [String]? {
    if case .categories(_, let levels) = column.values { levels } else { nil }
  }
  return try crossTabulate(
    rows: cells(rows), columns: cells(columns), weights: weights, rowLevels: levels(rows), columnLevels: levels(columns)
  )
}

/// Pearson's test of independence on a table of counts; rows and columns without any count are left out.
///
/// - Parameter counts: `counts[row][column]`, rows of equal length.
/// - Returns: `nil` where fewer than two rows or two columns have a count.
///
///     independenceTest([[1, 1], [0, 2]])   // χ² 1.3333…, df 1, p 0.2482…, V 0.57735…
public func independenceTest(_ counts: [[Int]]) -> IndependenceTest? {
  let rowTotals = counts.map { $0.reduce(0, +) }
  let columnTotals = (counts.first ?? []).indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  let rows = rowTotals.indices.filter { rowTotals[$0] > 0 }
  let columns = columnTotals.indices.filter { columnTotals[$0] > 0 }
  guard rows.count > 1, columns.count > 1 else { return nil }
  let n = Double(rowTotals.reduce(0, +))
  var (statistic, least, underFive) = (0.0, Double.infinity, 0)
  for row in rows {
    for column in columns {
      let expected = Double(rowTotals[row]) * Double(columnTotals[column]) / n
      let difference = Double(counts[row][column]) - expected
      statistic += difference * difference / expected
      least = min(least, expected)
      if expected < 5 { underFive += 1 }
    }
  }
  let df = (rows.count - 1) * (columns.count - 1)
  let largest = n * Double(min(rows.count, columns.count) - 1)
  return IndependenceTest(
    statistic: statistic, df: df, pValue: ChiSquared.upper(statistic, df: Double(df)), leastExpected: least,
    cellsUnderFive: underFive, cells: rows.count * columns.count, cramersV: min(1, (statistic / largest).squareRoot()))
}

private func occurring(_ categories: [String?]) -> [String] {
  Set(categories.compactMap { $0 }).sorted(by: codePointOrder)
}

private func smallExpectedCounts(_ test: IndependenceTest) -> Caution {
  Caution(
    "small_expected_counts",
    Trilingual(
      en: """
        The expected count is under \(5) in \(test.cellsUnderFive) of \(test.cells) cells (least \
        \(test.leastExpected, decimals: 1)): the p-value of the χ² test is only approximate.
        """,
      ru: """
        Ячеек с ожидаемой частотой меньше \(5): \(test.cellsUnderFive) из \(test.cells) (наименьшая \
        \(test.leastExpected, decimals: 1)); p-значение критерия χ² лишь приближённое.
        """,
      kk: """
        Күтілетін жиілігі \(5)-тен кем ұяшықтар саны: \(test.cellsUnderFive), барлығы \(test.cells) (ең кіші жиілік \
        \(test.leastExpected, decimals: 1)); χ² критерийінің p-мәні тек жуық шама.
        """))
}

private func unweightedTest(_ n: Int) -> Caution {
  Caution(
    "unweighted_test",
    Trilingual(
      en: "Shares are weighted; the counts, intervals and the χ² test are unweighted (n = \(n)).",
      ru: "Доли взвешены; частоты, интервалы и критерий χ² не взвешены (n = \(n)).",
      kk: "Үлестер салмақталған; жиіліктер, аралықтар және χ² критерийі салмақталмаған (n = \(n))."))
}
