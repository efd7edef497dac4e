public import KoshTable

/// What coders said of units: one value at most for each coder and unit.
///
/// A row can stand for several units of which the coders said the same, such as the characters of a stretch of text;
/// then ``counts`` tells how many. Rows of one cluster, such as one interview, are not independent of each other.
public struct Ratings: Sendable, Hashable {
  /// The coders, in the order of ``value(of:by:)``.
  public let coders: [String]
  /// The values that occur or were declared; for a metric with an order, from the least to the greatest.
  public let categories: [String]
  /// The categories as numbers, where every one is a number.
  public let numbers: [Double]?
  /// Whether the order of the categories means anything: they are numbers, or their order was given.
  public let isOrdered: Bool
  /// The rows' names.
  public let units: [String]
  /// How many units each row stands for.
  public let counts: [Int]
  /// For each row the number of its cluster, from 0; `nil`: every unit is independent of the others.
  public let clusters: [Int]?
  /// For each row, coder by coder, an index into ``categories``; −1 where the coder said nothing.
  let cells: [Int32]

  /// Ratings from the values that each coder gave, in the order of the units.
  ///
  /// - Parameters:
  ///   - values: For each coder, one value per unit; `nil` where the coder said nothing. All of one length.
  ///   - coders: The coders' names; numbered from 1 unless given.
  ///   - order: The categories from the least to the greatest, those too that do not occur; `nil`: those that occur,
  ///     as numbers if all are, else in code-point order. A value that is not listed comes after the listed ones.
  ///   - units: The units' names; numbered from 1 unless given.
  ///   - counts: How many units each row stands for; 1 unless given.
  ///   - clusters: For each row the number of its cluster, from 0.
  /// - Precondition: One name per coder and unit, one count and cluster per unit.
  ///
  ///     Ratings([["1", "2", nil], ["1", "3", "3"]]).categories   // ["1", "2", "3"]
  public init(
    _ values: [[String?]], coders: [String]? = nil, order: [String]? = nil, units: [String]? = nil,
    counts: [Int]? = nil, clusters: [Int]? = nil
  ) {
    let rows = values.first?.count ?? 0
    precondition(values.allSatisfy { $0.count == rows }, "coders with different numbers of units")
    let categories = Ratings.categories(of: values.lazy.joined(), order: order)
    let index = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, Int32($0)) })
    var cells: [Int32] = []
    cells.reserveCapacity(rows * values.count)
    for row in 0..<rows {
      for coder in values { cells.append(coder[row].flatMap { index[$0] } ?? -1) }
    }
    self.init(
      coders: coders ?? (0..<values.count).map { "\($0 + 1)" }, categories: categories, hasOrder: order != nil,
      units: units ?? (0..<rows).map { "\($0 + 1)" }, counts: counts, clusters: clusters, cells: cells)
  }

  init(
    coders: [String], categories: [String], hasOrder: Bool, units: [String], counts: [Int]? = nil,
    clusters: [Int]? = nil, cells: [Int32]
  ) {
    precondition(cells.count == units.count * coders.count, "a cell for each unit and coder")
    precondition(counts.map { $0.count == units.count } ?? true, "a count for each unit")
    precondition(clusters.map { $0.count == units.count } ?? true, "a cluster for each unit")
    self.coders = coders
    self.categories = categories
    let numbers = categories.compactMap { Double($0) }
    self.numbers = numbers.count == categories.count && numbers.allSatisfy(\.isFinite) ? numbers : nil
    isOrdered = hasOrder || self.numbers != nil
    self.units = units
    self.counts = counts ?? Array(repeating: 1, count: units.count)
    self.clusters = clusters
    self.cells = cells
  }

  /// Ratings of whether something holds, without a text for each value.
  ///
  /// - Parameters:
  ///   - judgements: For each row, coder by coder, 1 for yes, 0 for no, −1 where the coder said nothing.
  ///   - counts: How many units each row stands for.
  ///   - clusters: For each row the number of its cluster, from 0.
  /// - Precondition: A judgement for each row and coder, a count and cluster for each row.
  package init(
    judgements: [Int32], coders: [String], units: [String], counts: [Int], clusters: [Int]?
  ) {
    self.init(
      coders: coders, categories: Ratings.noYes, hasOrder: true, units: units, counts: counts, clusters: clusters,
      cells: judgements)
  }

  /// What a coder said of a unit, by their positions; `nil` where nothing.
  public func value(of unit: Int, by coder: Int) -> String? {
    let code = cells[unit * coders.count + coder]
    return code < 0 ? nil : categories[Int(code)]
  }

  /// The ratings of whether a value is `category` or another one: two categories, `no` for another before `yes`.
  ///
  /// - Returns: `nil` where there is no such category.
  public func dichotomised(_ category: String) -> Ratings? {
    guard let code = categories.firstIndex(of: category) else { return nil }
    return Ratings(
      coders: coders, categories: Ratings.noYes, hasOrder: true, units: units, counts: counts, clusters: clusters,
      cells: cells.map { $0 < 0 ? -1 : ($0 == Int32(code) ? 1 : 0) })
  }

  /// The categories of ratings that tell whether something holds.
  static let noYes = ["no", "yes"]

  private static func categories(of values: some Sequence<String?>, order: [String]?) -> [String] {
    let present = Set(values.lazy.compactMap { $0 })
    var listed: Set<String> = []
    let first = (order ?? []).filter { listed.insert($0).inserted }
    let others = present.subtracting(listed)
    let numbers = others.compactMap { text in Double(text).map { ($0, text) } }
    guard numbers.count == others.count else { return first + others.sorted(by: codePointOrder) }
    return first + numbers.sorted { $0.0 == $1.0 ? codePointOrder($0.1, $1.1) : $0.0 < $1.0 }.map(\.1)
  }
}

// MARK: From a table

extension Ratings {
  /// Ratings from a table with one row for each value: who said what of which unit.
  ///
  /// Coders come in code-point order, units in the order of the table. A row without a value says that the coder gave
  /// none.
  ///
  /// - Parameters:
  ///   - table: One row per coder and unit.
  ///   - coder: The column with the coder.
  ///   - unit: The column with the unit.
  ///   - value: The column with the value.
  ///   - order: See ``init(_:coders:order:units:counts:clusters:)``.
  /// - Throws: ``Problems``: a column that does not exist, a row without coder or unit, a coder with two values for one
  ///   unit, a value that `order` does not list, fewer than two coders; at most 20 of the rows' problems.
  /// - Complexity: O(rows), the levels sorted.
  public init(
    table: Table, coder: String = "coder", unit: String = "unit", value: String = "value", order: [String]? = nil
  ) throws(Problems) {
    let wanted = [coder, unit, value]
    let missing = wanted.filter { table[$0] == nil }
    guard missing.isEmpty, let coderColumn = table[coder], let unitColumn = table[unit], let valueColumn = table[value]
    else {
      throw Problems(
        missing.map { name in
          Problem(
            .specification, "there is no column \"\(name)\"", at: Place(file: table.name),
            why: "agreement is between coders about units: each row holds a coder, a unit and the value given",
            remedy: Spelling.advice(for: name, among: table.names.filter { !wanted.contains($0) }))
        })
    }
    let (coderOf, coders) = Ratings.numbered(coderColumn, sorted: true)
    let (unitOf, units) = Ratings.numbered(unitColumn, sorted: false)
    let (valueOf, present) = Ratings.numbered(valueColumn, sorted: false)
    let categories = Ratings.categories(of: present.map { $0 }, order: order)
    let categoryOf = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, Int32($0)) })
    let recoded = present.map { categoryOf[$0] ?? -1 }
    let declared = order.map(Set.init)

    var problems: [Problem] = []
    func place(_ row: Int, _ variable: String) -> Place {
      Place(file: table.name, line: table.lines?[row] ?? row + 2, variable: variable)
    }
    var cells = Array(repeating: Int32(-1), count: units.count * coders.count)
    var firstRow = Array(repeating: Int32(-1), count: cells.count)
    for row in 0..<table.rowCount {
      guard coderOf[row] >= 0, unitOf[row] >= 0 else {
        let name = coderOf[row] < 0 ? coder : unit
        problems.append(
          Problem(
            .data, "a row without \(coderOf[row] < 0 ? "coder" : "unit")", at: place(row, name),
            why: "nobody can tell whose value it is, or of what", remedy: "fill it in, or take the row out"))
        continue
      }
      let cell = Int(unitOf[row]) * coders.count + Int(coderOf[row])
      if firstRow[cell] >= 0 {
        let earlier = table.lines?[Int(firstRow[cell])] ?? Int(firstRow[cell]) + 2
        problems.append(
          Problem(
            .data, "\(coders[Int(coderOf[row])]) has a second value for unit \(units[Int(unitOf[row])])",
            at: place(row, value), why: "the first stands on line \(earlier), and a coder gives a unit one value",
            remedy: "keep one of the two, or give the units names of their own"))
        continue
      }
      firstRow[cell] = Int32(row)
      guard valueOf[row] >= 0 else { continue }
      let text = present[Int(valueOf[row])]
      if let declared, !declared.contains(text) {
        problems.append(
          Problem(
            .data, "the value \"\(text)\" has no place in the order given", at: place(row, value),
            why: "the order is: \((order ?? []).joined(separator: ", "))",
            remedy: Spelling.advice(for: text, among: order ?? [])))
      }
      cells[cell] = recoded[Int(valueOf[row])]
    }
    if problems.count > Ratings.problemLimit {
      let rest = problems.count - Ratings.problemLimit
      problems = Array(problems.prefix(Ratings.problemLimit))
      problems.append(
        Problem(.data, "\(rest) more rows have problems like these", at: Place(file: table.name, line: .max)))
      problems[problems.count - 1].place.line = nil
    }
    if problems.isEmpty, coders.count < 2 {
      problems.append(
        Problem(
          .data, coders.isEmpty ? "there is no coder" : "there is only one coder, \(coders[0])",
          at: Place(file: table.name, variable: coder), why: "agreement needs two at least",
          remedy: "add the rows of another coder"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.init(coders: coders, categories: categories, hasOrder: order != nil, units: units, cells: cells)
  }

  private static let problemLimit = 20

  /// For each row the number of its level (−1 where missing), and the levels in code-point order or by first row.
  private static func numbered(_ column: Column, sorted: Bool) -> ([Int32], [String]) {
    var numbers: [Int32] = []
    var levels: [String] = []
    numbers.reserveCapacity(column.count)
    switch column.values {
    case .categories(let codes, let names):
      var newCode = Array(repeating: Int32(-1), count: names.count)
      for code in codes {
        if code >= 0, newCode[Int(code)] < 0 {
          newCode[Int(code)] = Int32(levels.count)
          levels.append(names[Int(code)])
        }
        numbers.append(code < 0 ? -1 : newCode[Int(code)])
      }
    case .numbers(let values):
      var index: [Double: Int32] = [:]
      for (row, number) in values.enumerated() {
        guard !number.isNaN else {
          numbers.append(-1)
          continue
        }
        if let known = index[number] {
          numbers.append(known)
        } else {
          index[number] = Int32(levels.count)
          numbers.append(Int32(levels.count))
          levels.append(column.text(at: row) ?? "")
        }
      }
    }
    guard sorted else { return (numbers, levels) }
    let order = levels.indices.sorted { codePointOrder(levels[$0], levels[$1]) }
    var rank = Array(repeating: Int32(0), count: levels.count)
    for (position, level) in order.enumerated() { rank[level] = Int32(position) }
    return (numbers.map { $0 < 0 ? -1 : rank[Int($0)] }, order.map { levels[$0] })
  }
}
