internal import KoshTable

/// Rows parted by the value of a variable: clusters, strata, primary sampling units, fixed effects.
struct RowGroups: Sendable, Hashable {
  /// The variable.
  let variable: String
  /// For each row used its group, from 0 in order of first appearance.
  let codes: [Int32]
  /// What each group is called in the data.
  let names: [String]

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
    case .numbers(let values):
      let facts = ColumnFacts(values)
      if let span = facts.wholeRange(atMost: 1 << 22) {
        var groupOf = [Int32](repeating: -1, count: span)
        var found: [Double] = []
        let least = facts.least
        codes = values.map { value in
          let place = Int(value - least)
          if groupOf[place] < 0 {
            groupOf[place] = Int32(found.count)
            found.append(value)
          }
          return groupOf[place]
        }
        names = found.map { NumberText.plain($0, language: .en) }
        return
      }
      var groupOf: [Double: Int32] = [:]
      var found: [Double] = []
      codes = values.map { value in
        if let group = groupOf[value] { return group }
        let group = Int32(found.count)
        groupOf[value] = group
        found.append(value)
        return group
      }
      names = found.map(levelText)
    }
  }

  private init(variable: String, codes: [Int32], names: [String]) {
    self.variable = variable
    self.codes = codes
    self.names = names
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
