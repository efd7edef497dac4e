internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// A formula that has met a table: the rows that can be used, the outcome, the weights and the columns.
///
/// The phases are types: ``Formula`` knows names, a schema knows which of them are numbers or categories and which rows
/// are complete, ``DesignMatrix`` holds the columns.
struct Schema {
  /// What the outcome has to be.
  enum OutcomeKind {
    /// Any numbers.
    case numbers
    /// 0 and 1, or two categories.
    case binary
  }

  let formula: Formula
  let rowsUsed: [Int]
  let losses: [RowLoss]
  let outcome: [Double]
  let weights: [Double]?
  let design: DesignMatrix
  let cautions: [Caution]
  /// Rows of the table, used or not.
  let tableRowCount: Int

  /// - Throws: All problems that can be found at once: every unknown variable, every one of the wrong type.
  init(_ formula: Formula, weights weightVariable: String?, outcome kind: OutcomeKind, table: Table) throws(Problems) {
    self.formula = formula
    try Self.checkVariables(formula, weights: weightVariable, table: table)
    let needed = formula.variables + (weightVariable.map { formula.variables.contains($0) ? [] : [$0] } ?? [])
    let (rows, losses) = try Self.usableRows(needed, weights: weightVariable, formula: formula, table: table)
    rowsUsed = rows
    self.losses = losses
    let complete = rows.count == table.rowCount
    var used = Table(name: table.name, columns: needed.compactMap { table[$0] })
    if !complete { used = used.selecting(rows) }
    tableRowCount = table.rowCount
    let lines = table.lines.map { lines in rows.map { lines[$0] } } ?? []
    do {
      weights = weightVariable.flatMap { used[$0]?.numbers }
      let context = Evaluation(formula: formula, table: used, rowsUsed: rows, lines: lines)
      (outcome, cautions) = try context.outcome(kind)
      design = try Self.design(formula, context: context)
    } catch {
      throw Problems(error)
    }
  }

  // MARK: Variables

  private static func checkVariables(_ formula: Formula, weights: String?, table: Table) throws(Problems) {
    var problems: [Problem] = []
    for name in formula.variables where table[name] == nil {
      problems.append(
        formula.problem(
          with: name, "there is no variable \"\(name)\" in \(table.name)",
          remedy: Spelling.advice(for: name, among: table.names)))
    }
    let arithmetic =
      (formula.outcome.bareVariable == nil ? [formula.outcome] : [])
      + formula.terms.flatMap { term in
        term.compactMap { factor in
          if case .value(let expression) = factor, expression.bareVariable == nil { expression } else { nil }
        }
      }
    for expression in arithmetic {
      for name in expression.variables where table[name]?.isNumeric == false {
        problems.append(
          formula.problem(
            with: name, "\(expression.text) needs numbers, and \(name) holds categories",
            remedy: "use i(\(name)) as a predictor, or recode \(name) to numbers"))
      }
    }
    if let weights {
      if let column = table[weights] {
        if !column.isNumeric {
          problems.append(
            Problem(
              .specification, "the weights \(weights) are categories",
              at: Place(file: formula.place.file, variable: weights), why: "a weight is a number",
              remedy: "name a numeric variable as weights"))
        }
      } else {
        problems.append(
          Problem(
            .specification, "there is no variable \"\(weights)\" in \(table.name) to weight by", at: formula.place,
            remedy: Spelling.advice(for: weights, among: table.names)))
      }
    }
    if !problems.isEmpty { throw Problems(problems) }
  }

  // MARK: Rows

  private static func usableRows(
    _ variables: [String], weights: String?, formula: Formula, table: Table
  ) throws(Problems) -> ([Int], [RowLoss]) {
    var usable = [Bool](repeating: true, count: table.rowCount)
    var losses: [RowLoss] = []
    for name in variables {
      var count = 0
      switch table[name]?.values {
      case .numbers(let numbers)?:
        for (row, value) in numbers.enumerated() where value.isNaN {
          usable[row] = false
          count += 1
        }
      case .categories(let codes, _)?:
        for (row, code) in codes.enumerated() where code < 0 {
          usable[row] = false
          count += 1
        }
      case nil: break
      }
      if count > 0 { losses.append(RowLoss(variable: name, rule: .missing, count: count)) }
    }
    if let weights, let numbers = table[weights]?.numbers {
      if let row = numbers.firstIndex(where: { $0 < 0 || $0.isInfinite }) {
        throw Problems(
          Problem(
            .data,
            "the weight \(weights) is \(numbers[row] < 0 ? "negative" : "infinite") in "
              + rowName(row, lines: table.lines ?? []),
            why: "an analytic weight is how much a row counts, at least 0",
            remedy: "correct the weight, or set it to 0 to leave the row out"))
      }
      let zeros = numbers.count { $0 == 0 }
      if zeros > 0 {
        for (row, value) in numbers.enumerated() where value == 0 { usable[row] = false }
        losses.append(RowLoss(variable: weights, rule: .zeroWeight, count: zeros))
      }
    }
    let rows = losses.isEmpty ? Array(0..<table.rowCount) : usable.indices.filter { usable[$0] }
    guard !rows.isEmpty else {
      throw Problems(
        Problem(
          .data, "no row of \(table.name) can be used for \"\(formula.text)\"",
          why: table.rowCount == 0
            ? "the table has no rows"
            : "rows left out of \(table.rowCount): " + losses.map(\.text.en).joined(separator: "; "),
          remedy: table.rowCount == 0 ? nil : "leave out the predictor that is missing most"))
    }
    return (rows, losses)
  }

  static func rowName(_ row: Int, lines: [Int]) -> String {
    lines.indices.contains(row) ? "line \(lines[row])" : "row \(row + 1)"
  }

  // MARK: Columns

  private static func design(_ formula: Formula, context: Evaluation) throws(Problem) -> DesignMatrix {
    guard formula.hasIntercept || !formula.terms.isEmpty else {
      throw Problem(
        .specification, "formula \"\(formula.text)\": there is neither a predictor nor an intercept", at: formula.place,
        remedy: "add a predictor, or + 1 for the intercept")
    }
    var terms: [ResolvedTerm] = []
    for term in formula.terms {
      let resolved = try context.resolve(term)
      if !terms.contains(where: { $0.identity == resolved.identity }) { terms.append(resolved) }
    }
    var design = DesignMatrix(rowCount: context.rowCount, hasIntercept: formula.hasIntercept)
    var identities = Set(terms.map(\.identity))
    if formula.hasIntercept { identities.insert([]) }
    for term in terms {
      // As in R, a factor gives its reference up where the term without it is in the model; without an intercept the
      // first factor keeps all its levels and takes the constant's place.
      let categories = term.categories.map { factor -> (CategoricalFactor, [Int]) in
        let margin = term.identity.subtracting([factor.identity])
        let keepsAll = !identities.contains(margin) && factor.explicitReference == nil
        if keepsAll, margin.isEmpty { identities.insert([]) }
        return (factor, factor.levels.indices.filter { keepsAll || $0 != factor.reference })
      }
      Self.append(term, categories: categories, to: &design)
    }
    return design
  }

  private static func append(
    _ term: ResolvedTerm, categories: [(factor: CategoricalFactor, levels: [Int])], to design: inout DesignMatrix
  ) {
    guard !categories.isEmpty else {
      return design.append(term.text, columns: [(term.text, term.product ?? [])])
    }
    // Cells of all combinations of levels, the first factor's running fastest.
    var cells: [[(factor: Int, level: Int)]] = [[]]
    for (position, category) in categories.enumerated() {
      cells = category.levels.flatMap { level in cells.map { $0 + [(position, level)] } }
    }
    let names = cells.map { cell in
      var parts = term.parts
      for (position, level) in cell {
        parts[categories[position].factor.part] += "::" + categories[position].factor.levels[level]
      }
      return parts.joined(separator: ":")
    }
    var codes = [Int32](repeating: 0, count: design.rowCount)
    var stride: Int32 = 1
    for (factor, levels) in categories {
      var slotOf = [Int32](repeating: -1, count: factor.levels.count)
      for (slot, level) in levels.enumerated() { slotOf[level] = Int32(slot) }
      for row in codes.indices where codes[row] >= 0 {
        let slot = slotOf[Int(factor.codes[row])]
        codes[row] = slot < 0 ? -1 : codes[row] + slot * stride
      }
      stride *= Int32(levels.count)
    }
    guard let product = term.product else {
      let only = categories.count == 1 ? categories[0] : nil
      let reference = only.flatMap {
        $0.levels.contains($0.factor.reference) ? nil : $0.factor.levels[$0.factor.reference]
      }
      return design.append(term.text, names: names, codes: codes, reference: reference)
    }
    design.append(
      term.text,
      columns: names.enumerated().map { slot, name in
        (name, zip(codes, product).map { $0 == Int32(slot) ? $1 : 0 })
      })
  }
}
