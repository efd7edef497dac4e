internal import KoshTable

/// Rows parted into sets that compete within themselves: a chooser's alternatives, the rows of a group.
struct ChoiceSets: Sendable {
  /// The variable.
  let variable: String
  /// The rows set by set; `nil` where they stand together already.
  let order: [Int]?
  /// For each set the position of its first row in ``order``, and the number of rows at the end.
  let starts: [Int]

  /// Sets.
  var count: Int { starts.count - 1 }
  /// Rows.
  var rowCount: Int { starts[count] }

  /// The row at a position.
  func row(_ position: Int) -> Int { order?[position] ?? position }

  /// The rows of a set.
  func rows(_ set: Int) -> [Int] { (starts[set]..<starts[set + 1]).map(row) }

  /// Parts the rows of a column without missing values; sets come in the order of their first rows.
  ///
  /// - Complexity: O(rows); rows that stand together already are told by one comparison each.
  init(_ column: Column, rowCount: Int) {
    variable = column.name
    switch column.values {
    case .numbers(let values): (order, starts) = Self.parted(values)
    case .categories(let codes, _): (order, starts) = Self.parted(codes)
    }
  }

  private static func parted<Key: Hashable & Comparable>(_ keys: [Key]) -> (order: [Int]?, starts: [Int]) {
    var starts: [Int] = []
    var rises = true
    keys.withUnsafeBufferPointer { keys in
      for row in keys.indices where row == 0 || keys[row] != keys[row - 1] {
        if row > 0, keys[row] < keys[row - 1] { rises = false }
        starts.append(row)
      }
    }
    let runs = starts.count
    starts.append(keys.count)
    if rises { return (nil, starts) }
    var setOf: [Key: Int] = [:]
    var sets: [Int] = []
    sets.reserveCapacity(runs)
    for run in 0..<runs {
      let key = keys[starts[run]]
      let set = setOf[key] ?? setOf.count
      setOf[key] = set
      sets.append(set)
    }
    if setOf.count == runs { return (nil, starts) }
    var next = [Int](repeating: 0, count: setOf.count + 1)
    for run in 0..<runs { next[sets[run] + 1] += starts[run + 1] - starts[run] }
    for set in 0..<setOf.count { next[set + 1] += next[set] }
    let firsts = next
    var order = [Int](repeating: 0, count: keys.count)
    for run in 0..<runs {
      for row in starts[run]..<starts[run + 1] {
        order[next[sets[run]]] = row
        next[sets[run]] += 1
      }
    }
    return (order, firsts)
  }
}
