internal import CKernels
internal import KoshTable

/// Rows parted by the value of a variable: clusters, strata, primary sampling units, fixed effects.
struct RowGroups: Sendable, Hashable {
  /// The variable.
  let variable: String
  /// For each row used its group, from 0 in order of first appearance.
  let codes: [Int32]
  /// What each group is called in the data.
  let names: [String]
  /// The number that each group is in the data; `nil` for categories and combinations.
  let values: [Double]?

  /// Groups.
  var count: Int { names.count }

  /// The groups of a column without missing values; numbers are told apart exactly.
  init(_ column: Column) {
    variable = column.name
    switch column.values {
    case .categories(let values, let levels):
      var groupOf = [Int32](repeating: -1, count: levels.count)
      var names: [String] = []
      codes = values.map { code in
        if groupOf[Int(code)] < 0 {
          groupOf[Int(code)] = Int32(names.count)
          names.append(levels[Int(code)])
        }
        return groupOf[Int(code)]
      }
      self.names = names
      self.values = nil
    case .numbers(let values):
      let found: [Double]
      (codes, found) = Self.wholeNumbers(values) ?? Self.anyNumbers(values)
      names = found.map(levelText)
      self.values = found
    }
  }

  private static func anyNumbers(_ values: [Double]) -> (codes: [Int32], found: [Double]) {
    var groupOf: [Double: Int32] = [:]
    var found: [Double] = []
    var (last, lastGroup) = (Double.nan, Int32(0))
    let codes = values.map { value in
      if value == last { return lastGroup }
      let group: Int32
      if let known = groupOf[value] {
        group = known
      } else {
        group = Int32(found.count)
        groupOf[value] = group
        found.append(value)
      }
      (last, lastGroup) = (value, group)
      return group
    }
    return (codes, found)
  }

  /// The same for whole numbers that do not lie far apart, by a list instead of a dictionary; else `nil`.
  private static func wholeNumbers(_ values: [Double]) -> (codes: [Int32], found: [Double])? {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values {
      least = min(least, value)
      most = max(most, value)
    }
    guard least >= -1e15, most <= 1e15, most - least < Double(max(1024, 2 * values.count)) else { return nil }
    var groupOf = [Int32](repeating: -1, count: Int(most - least) + 1)
    var found: [Double] = []
    var areWhole = true
    let codes = [Int32](unsafeUninitializedCapacity: values.count) { buffer, count in
      kosh_will_fill(buffer.baseAddress, buffer.count * MemoryLayout<Int32>.stride)
      for (row, value) in values.enumerated() {
        let place = Int(value - least)
        if least + Double(place) != value || value != value.rounded() { areWhole = false }
        if groupOf[place] < 0 {
          groupOf[place] = Int32(found.count)
          found.append(value)
        }
        buffer[row] = groupOf[place]
      }
      count = values.count
    }
    return areWhole ? (codes, found) : nil
  }

  /// The groups of some of the rows, in order of first appearance there.
  func selecting(_ rows: [Int]) -> RowGroups {
    var groupOf = [Int32](repeating: -1, count: count)
    var kept: [String] = []
    let codes = rows.map { row in
      let old = Int(self.codes[row])
      if groupOf[old] < 0 {
        groupOf[old] = Int32(kept.count)
        kept.append(names[old])
      }
      return groupOf[old]
    }
    return RowGroups(variable: variable, codes: codes, names: kept)
  }

  init(variable: String, codes: [Int32], names: [String]) {
    self.variable = variable
    self.codes = codes
    self.names = names
    values = nil
  }

  /// The groups of all combinations that occur.
  func crossed(with other: RowGroups) -> RowGroups {
    var groupOf: [Int64: Int32] = [:]
    var names: [String] = []
    let codes = zip(self.codes, other.codes).map { a, b in
      let key = Int64(a) << 32 | Int64(b)
      if let group = groupOf[key] { return group }
      let group = Int32(names.count)
      groupOf[key] = group
      names.append(self.names[Int(a)] + " × " + other.names[Int(b)])
      return group
    }
    return RowGroups(variable: variable + " × " + other.variable, codes: codes, names: names)
  }
}
