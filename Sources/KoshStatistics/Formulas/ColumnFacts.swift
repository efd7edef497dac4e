internal import CKernels

/// What one look at a column of numbers tells, on all cores.
///
/// - Complexity: O(*n*), one pass over memory.
struct ColumnFacts: Sendable, Hashable {
  /// Values that are missing (NaN).
  let missing: Int
  /// Values that are infinite.
  let infinite: Int
  /// The least value that is not missing; +∞ if there is none.
  let least: Double
  /// The greatest value that is not missing; −∞ if there is none.
  let most: Double
  /// The sum; NaN if a value is missing. The same bits for any number of threads.
  let sum: Double
  /// Whether all values that are not missing are whole numbers of magnitude below 2⁵¹.
  let isWhole: Bool

  init(_ values: [Double]) {
    var facts = kosh_column_facts()
    kosh_column_scan(values, values.count, &facts)
    missing = facts.missing
    infinite = facts.infinite
    least = facts.least
    most = facts.most
    sum = facts.sum
    isWhole = facts.whole != 0
  }

  /// Whole numbers from the least to the greatest, where all are whole and that are at most `limit`; else `nil`.
  func wholeRange(atMost limit: Int) -> Int? {
    guard isWhole, missing == 0, infinite == 0, most >= least, most - least < Double(limit) else { return nil }
    return Int(most - least) + 1
  }
}

/// Σ aᵢ bᵢ, on all cores, the same bits for any number of threads.
func weightedSum(_ values: [Double], _ weights: [Double]) -> Double {
  kosh_dot(values, weights, min(values.count, weights.count))
}

/// The distinct values of a column of few whole numbers and for each row the index of its own, found by counting
/// instead of by hashing.
struct WholeLevels {
  /// The values that occur, rising.
  let values: [Double]
  /// For each row an index into `values`.
  let codes: [Int32]

  /// `nil` where values are missing, not whole, or further apart than `span`.
  ///
  /// - Parameters:
  ///   - facts: What is known of the column already.
  ///   - order: The order of the levels, as indices into the rising values.
  /// - Complexity: O(*n* + span).
  init?(
    _ numbers: [Double], facts: ColumnFacts? = nil, span: Int = 1 << 16,
    order: ([Double]) -> [Int] = { Array($0.indices) }
  ) {
    let facts = facts ?? ColumnFacts(numbers)
    guard let size = facts.wholeRange(atMost: span) else { return nil }
    var seen = [UInt8](repeating: 0, count: size)
    kosh_mark_seen(numbers, numbers.count, facts.least, &seen)
    let found = seen.indices.filter { seen[$0] != 0 }
    let rising = found.map { facts.least + Double($0) }
    var place = [Int32](repeating: -1, count: size)
    let arranged = order(rising)
    for (position, index) in arranged.enumerated() { place[found[index]] = Int32(position) }
    values = arranged.map { rising[$0] }
    codes = [Int32](unsafeUninitializedCapacity: numbers.count) { buffer, count in
      if let base = buffer.baseAddress { kosh_place_codes(numbers, numbers.count, facts.least, place, base) }
      count = numbers.count
    }
  }
}

/// For each code its place, on all cores.
///
/// - Precondition: Every code is an index into `places`.
func recoded(_ codes: [Int32], places: [Int32]) -> [Int32] {
  if zip(places, places.indices).allSatisfy({ Int($0) == $1 }) { return codes }
  return [Int32](unsafeUninitializedCapacity: codes.count) { buffer, count in
    if let base = buffer.baseAddress { kosh_recode(codes, codes.count, places, base) }
    count = codes.count
  }
}
