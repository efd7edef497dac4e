/// Which cells of a table of people must not be shown, so that nobody can be told from it.
///
/// A count from 1 to `least` − 1 is suppressed (primary suppression). Where a row or column then holds exactly one
/// suppressed cell, its total would give the count away, so the smallest other count that is not zero is suppressed too
/// (complementary suppression), until no line holds exactly one. Zeros stay: they tell of nobody. The choice depends on
/// the counts alone, so two runs suppress the same cells.
///
/// - Parameters:
///   - counts: People by row and column, all rows of one length.
///   - least: The smallest count that may be shown, at least 2.
/// - Returns: For each cell whether it is suppressed.
/// - Complexity: O(cells²).
///
///     suppressedCells([[12, 3], [40, 25]], least: 10)
///     // [[true, true], [true, true]]: the 3, then its neighbours in row and column, then the last of both lines
///
/// Source: A. Hundepool et al. (2012), *Statistical Disclosure Control*, chapter 4. The default threshold used by
/// studies, 10, is the one of the ONS Longitudinal Study.
public func suppressedCells(_ counts: [[Int]], least: Int) -> [[Bool]] {
  var hidden = counts.map { row in row.map { $0 > 0 && $0 < least } }
  let columns = counts.first?.count ?? 0
  func lines() -> [[(row: Int, column: Int)]] {
    let across = counts.indices.map { row in (0..<columns).map { (row, $0) } }
    let down = (0..<columns).map { column in counts.indices.map { ($0, column) } }
    // A line of one cell is its own total, and that total is shown nowhere.
    return (across + down).filter { $0.count > 1 }
  }
  var changed = true
  while changed {
    changed = false
    for line in lines() where line.count(where: { hidden[$0.row][$0.column] }) == 1 {
      let open = line.filter { !hidden[$0.row][$0.column] && counts[$0.row][$0.column] > 0 }
      guard
        let next = open.min(by: {
          (counts[$0.row][$0.column], $0.row, $0.column) < (counts[$1.row][$1.column], $1.row, $1.column)
        })
      else { continue }
      hidden[next.row][next.column] = true
      changed = true
    }
  }
  return hidden
}
