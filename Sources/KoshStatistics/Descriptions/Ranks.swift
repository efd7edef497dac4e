/// What ties do to ranks.
public enum TieRule: Sendable, Hashable {
  /// Tied values share the mean of the places they take: 1, 2.5, 2.5, 4.
  case average
  /// Tied values share the first of the places they take: 1, 2, 2, 4.
  case competition
}

/// Which end has rank 1.
public enum RankOrder: Sendable, Hashable {
  /// The least value has rank 1.
  case ascending
  /// The greatest value has rank 1.
  case descending
}

/// The ranks of values, counted from 1.
///
/// - Parameters:
///   - values: Missing ones have no rank and take no place.
///   - order: Which end has rank 1.
///   - ties: What equal values get.
/// - Returns: A rank for each value, `nil` where it is missing.
/// - Complexity: O(*n* log *n*).
///
///     ranks([10, nil, 30, 30], order: .descending, ties: .competition)   // [3, nil, 1, 1]
///     ranks([10, nil, 30, 30], order: .ascending, ties: .average)        // [1, nil, 2.5, 2.5]
public func ranks(_ values: [Double?], order: RankOrder = .descending, ties: TieRule = .competition) -> [Double?] {
  let sorted = values.enumerated().compactMap { row, value in present(value).map { (row, $0) } }
    .sorted { order == .ascending ? $0.1 < $1.1 : $0.1 > $1.1 }
  var result = [Double?](repeating: nil, count: values.count)
  var start = 0
  while start < sorted.count {
    var end = start
    while end + 1 < sorted.count, sorted[end + 1].1 == sorted[start].1 { end += 1 }
    let rank = ties == .average ? Double(start + end) / 2 + 1 : Double(start + 1)
    for place in start...end { result[sorted[place].0] = rank }
    start = end + 1
  }
  return result
}

/// The share that each value has of the sum of all, from 0 to 1.
///
/// - Parameter values: Missing ones have no share and add nothing to the sum.
/// - Returns: `nil` for a missing value, and for all where the sum is 0 or the values differ in sign: a share of a sum
///   in which parts cancel out says nothing.
///
///     shares([1, nil, 3])   // [0.25, nil, 0.75]
///     shares([1, -3])       // [nil, nil]
public func shares(_ values: [Double?]) -> [Double?] {
  let present = values.compactMap { KoshStatistics.present($0) }
  let total = compensatedSum(present)
  let signsDiffer = present.contains { $0 > 0 } && present.contains { $0 < 0 }
  guard total != 0, !signsDiffer else { return values.map { _ in nil } }
  return values.map { KoshStatistics.present($0).map { $0 / total } }
}
