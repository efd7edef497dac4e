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
  enum OutcomeKind: Equatable {
    /// Any numbers.
    case numbers
    /// 0 and 1, or two categories; with the model's name for messages.
    case binary(String)
    /// Numbers of at least 0.
    case counts
  }

  let formula: Formula
  /// The rows that can be used; `nil` if all can.
  let selection: [Int]?
  let losses: [RowLoss]
  let outcome: [Double]
  let weights: [Double]?
  /// What is added to the linear predictor.
  let offset: [Double]?
  /// Rows parted by the variables that the covariance and the absorbed effects need, by the variable's name.
  let groups: [String: RowGroups]
  /// The numbers of variables that the covariance needs as numbers.
  let populationSizes: [Double]?
  let design: DesignMatrix
  /// What the terms learned from these rows.
  let learned: LearnedTerms
  let cautions: [Caution]
  /// Rows of the table, used or not.
  let tableRowCount: Int

  /// - Throws: All problems that can be found at once: every unknown variable, every one of the wrong type.
  init(_ formula: Formula, options: RegressionOptions, outcome kind: OutcomeKind, table: Table) throws(Problems) {
    self.formula = formula
    try Self.checkVariables(formula, options: options, table: table)
    var needed = formula.variables
    for name in options.variables where !needed.contains(name) { needed.append(name) }
    var facts: [String: ColumnFacts] = [:]
    for name in needed { facts[name] = table[name]?.numbers.map { ColumnFacts($0) } }
    let (selection, losses) = try Self.usableRows(
      needed, facts: facts, weights: options.weights, formula: formula, table: table)
    if selection != nil { facts = [:] }
    self.selection = selection
    self.losses = losses
    var used = Table(name: table.name, columns: needed.compactMap { table[$0] }, lines: table.lines)
    if let selection { used = used.selecting(selection) }
    tableRowCount = table.rowCount
    let lines = selection == nil ? table.lines : used.lines
    weights = options.weights.flatMap { used[$0.variable]?.numbers }
    var groups: [String: RowGroups] = [:]
    var sizes: [Double]?
    var grouping = options.vcov.variables
    if case .survey(let design) = options.vcov, let name = design.populationSize {
      sizes = used[name]?.numbers
      grouping.removeAll { $0 == name }
    }
    for name in grouping + formula.absorbed.flatMap({ $0 }) where groups[name] == nil {
      groups[name] = used[name].map { RowGroups($0) }
    }
    self.groups = groups
    populationSizes = sizes
    do {
      let context = Evaluation(formula: formula, table: used, selection: selection, lines: lines, facts: facts)
      let (values, outcomeCautions) = try context.outcome(kind)
      outcome = values
      cautions = outcomeCautions + context.wordsAmongNumbers
      offset = try context.offset()
      design = try Self.design(formula, context: context)
      learned = try context.learnedTerms()
    } catch {
      throw Problems(error)
    }
  }

  // MARK: Variables

  private static func checkVariables(_ formula: Formula, options: RegressionOptions, table: Table) throws(Problems) {
    var problems: [Problem] = []
    for name in formula.variables where table[name] == nil {
      problems.append(
        formula.problem(
          with: name, "there is no variable \"\(name)\" in \(table.name)",
          remedy: Spelling.advice(for: name, among: table.names)))
    }
    var arithmetic: [(text: String, names: [String])] = []
    if formula.outcome.bareVariable == nil { arithmetic.append((formula.outcome.text, formula.outcome.variables)) }
    for factor in formula.terms.flatMap({ $0 }) {
      switch factor {
      case .value(.variable), .categories: break
      case .value, .polynomial: arithmetic.append((factor.text, factor.variables))
      }
    }
    arithmetic += formula.offset.map { ($0.text, $0.variables) }
    for (text, names) in arithmetic {
      for name in names where table[name]?.isNumeric == false {
        problems.append(
          formula.problem(
            with: name, "\(text) needs numbers, and \(name) holds categories",
            remedy: "use i(\(name)) as a predictor, or recode \(name) to numbers"))
      }
    }
    if let weights = options.weights?.variable {
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
    for name in options.vcov.variables where table[name] == nil {
      problems.append(
        Problem(
          .specification, "there is no variable \"\(name)\" in \(table.name) for the covariance \(options.vcov.name)",
          at: formula.place, remedy: Spelling.advice(for: name, among: table.names)))
    }
    if case .survey(let design) = options.vcov, let name = design.populationSize, table[name]?.isNumeric == false {
      problems.append(
        Problem(
          .specification, "the population size \(name) is categories",
          at: Place(file: formula.place.file, variable: name),
          why: "it is the number of units in the stratum", remedy: "name a numeric variable"))
    }
    if !problems.isEmpty { throw Problems(problems) }
  }

  // MARK: Rows

  private static func usableRows(
    _ variables: [String], facts: [String: ColumnFacts], weights: RegressionWeights?, formula: Formula, table: Table
  ) throws(Problems) -> ([Int]?, [RowLoss]) {
    lazy var usable = [Bool](repeating: true, count: table.rowCount)
    var losses: [RowLoss] = []
    for name in variables {
      var count = 0
      switch table[name]?.values {
      case .numbers? where facts[name]?.missing == 0: break
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
    try checkValues(losses, weights: weights, formula: formula, table: table)
    if let meaning = weights?.meaning, let weights = weights?.variable, let numbers = table[weights]?.numbers {
      if let row = numbers.firstIndex(where: { $0 < 0 || $0.isInfinite }) {
        throw Problems(
          Problem(
            .data,
            "the weight \(weights) is \(numbers[row] < 0 ? "negative" : "infinite") in "
              + rowName(row, lines: table.lines),
            why:
              "\(meaning == .analytic ? "an analytic" : "a \(meaning.rawValue)") weight is how much a row counts, at least 0",
            remedy: "correct the weight, or set it to 0 to leave the row out"))
      }
      if meaning == .frequency, let row = numbers.firstIndex(where: { !$0.isNaN && $0 != $0.rounded() }) {
        throw Problems(
          Problem(
            .data,
            "the weight \(weights) is \(NumberText.plain(numbers[row], language: .en)) in "
              + rowName(row, lines: table.lines),
            why: "a frequency weight is the number of equal rows, a whole number",
            remedy: "name the weights analytic or sampling, whichever they are"))
      }
      if meaning == .frequency, compensatedSum(numbers.lazy.filter { !$0.isNaN }) > mostObservations {
        throw Problems(
          Problem(
            .data, "the frequency weights \(weights) add up to more than 9,007,199,254,740,992 rows",
            at: Place(file: formula.place.file, variable: weights), why: "beyond 2^53 rows cannot be counted",
            remedy: "correct the weights, or name them analytic or sampling, whichever they are"))
      }
      let zeros = numbers.count { $0 == 0 }
      if zeros > 0 {
        for (row, value) in numbers.enumerated() where value == 0 { usable[row] = false }
        losses.append(RowLoss(variable: weights, rule: .zeroWeight, count: zeros))
        try checkValues(losses, weights: RegressionWeights(weights, meaning), formula: formula, table: table)
      }
    }
    let rows = losses.isEmpty ? nil : usable.indices.filter { usable[$0] }
    guard table.rowCount > 0, rows?.isEmpty != true else {
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

  /// Up to here every whole number is a Double: 2⁵³.
  private static let mostObservations = 9_007_199_254_740_992.0

  /// - Throws: A problem for each variable that leaves no row: without a value in any, or with the weight 0 in all.
  static func checkValues(
    _ losses: [RowLoss], weights: RegressionWeights?, formula: Formula, table: Table
  ) throws(Problems) {
    let whole = losses.filter { $0.count == table.rowCount && table.rowCount > 0 }
    guard !whole.isEmpty else { return }
    throw Problems(
      whole.map { loss in
        loss.rule == .zeroWeight
          ? Problem(
            .data, "the weight \(loss.variable) is 0 in every row of \(table.name)", at: formula.place,
            why: "a row that weighs nothing is left out, and none remains",
            remedy: "name another variable of weights, or leave the weights out")
          : withoutValues(loss.variable, weights: weights, formula: formula, table: table)
      })
  }

  private static func withoutValues(
    _ name: String, weights: RegressionWeights?, formula: Formula, table: Table
  ) -> Problem {
    let what = "\(name) has no value in any row of \(table.name)"
    let why = "rows that lack a value are left out, and none remains"
    guard formula.variables.contains(name) else {
      let isWeight = weights?.variable == name
      return Problem(
        .data, what, at: formula.place, why: why,
        remedy: "name another variable\(isWeight ? " of weights" : ""), or correct the column")
    }
    let isOutcome = formula.outcome.variables.contains(name)
    return formula.problem(
      .data, with: name, isOutcome ? "the outcome " + what : what, why: why,
      remedy: isOutcome ? "explain another outcome, or correct the column" : "leave \(name) out, or correct the column")
  }

  static func rowName(_ row: Int, lines: RowLines?) -> String {
    lines.map { "line \($0[row])" } ?? "row \(row + 1)"
  }

  // MARK: Columns

  /// Cross products of so many columns take 200 MB, and their equations minutes.
  static let mostColumns = 5000

  static func design(_ formula: Formula, context: Evaluation) throws(Problem) -> DesignMatrix {
    guard formula.hasIntercept || !formula.terms.isEmpty || !formula.absorbed.isEmpty else {
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
    // Absorbed effects hold the constant.
    if formula.hasIntercept || !formula.absorbed.isEmpty { identities.insert([]) }
    for term in terms {
      // As in R, a factor gives its reference up where the term without it is in the model; without an intercept the
      // first factor keeps all its levels and takes the constant's place.
      let categories = term.categories.map { factor -> (CategoricalFactor, [Int]) in
        let margin = term.identity.subtracting([factor.identity])
        let keepsAll = !identities.contains(margin) && factor.explicitReference == nil
        if keepsAll, margin.isEmpty { identities.insert([]) }
        return (factor, factor.levels.indices.filter { keepsAll || $0 != factor.reference })
      }
      try checkSize(term, levels: categories.map(\.1.count), beside: design.columnCount, formula: formula)
      Self.append(term, categories: categories, facts: context.facts[term.text], to: &design)
    }
    return design
  }

  /// - Throws: A problem where the columns of a term would be too many to make.
  private static func checkSize(
    _ term: ResolvedTerm, levels: [Int], beside before: Int, formula: Formula
  ) throws(Problem) {
    var columns = 1
    for count in levels + term.bases.map(\.columns.count) {
      let (product, overflow) = columns.multipliedReportingOverflow(by: count)
      columns = overflow ? .max : product
    }
    guard columns > mostColumns - before else { return }
    let name = term.categories.first?.name ?? term.text
    throw formula.problem(
      with: name, "\(term.text) asks for more than \(mostColumns) coefficients",
      why:
        "each category has one, and \(columns == .max ? "their products are beyond counting" : "there are \(columns)")",
      remedy: levels.count == 1
        ? "absorb its effects: | \(name); or merge categories" : "merge categories, or leave the product out")
  }

  private static func append(
    _ term: ResolvedTerm, categories: [(factor: CategoricalFactor, levels: [Int])], facts: ColumnFacts?,
    to design: inout DesignMatrix
  ) {
    guard term.bases.isEmpty else { return appendBases(term, categories: categories, to: &design) }
    guard !categories.isEmpty else {
      return design.append(term.text, columns: [(term.text, term.product ?? [])], facts: facts)
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
    let places = categories.map { factor, levels in
      var slotOf = [Int32](repeating: -1, count: factor.levels.count)
      for (slot, level) in levels.enumerated() { slotOf[level] = Int32(slot) }
      return slotOf
    }
    var codes = recoded(categories[0].factor.codes, places: places[0])
    var stride = Int32(categories[0].levels.count)
    for ((factor, levels), slotOf) in zip(categories, places).dropFirst() {
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

  /// A term with polynomials: all products of their columns and the levels' indicators, the first factor's running
  /// fastest.
  private static func appendBases(
    _ term: ResolvedTerm, categories: [(factor: CategoricalFactor, levels: [Int])], to design: inout DesignMatrix
  ) {
    let ones = [Double](repeating: 1, count: design.rowCount)
    var columns: [(parts: [String], values: [Double])] = [(term.parts, term.product ?? ones)]
    for part in term.parts.indices {
      var choices: [(suffix: String, values: [Double])] = []
      if let base = term.bases.first(where: { $0.part == part }) {
        choices = base.columns.enumerated().map { ("\($0 + 1)", $1) }
      } else if let (factor, levels) = categories.first(where: { $0.factor.part == part }) {
        choices = levels.map { level in
          ("::" + factor.levels[level], factor.codes.map { $0 == Int32(level) ? 1 : 0 })
        }
      } else {
        continue
      }
      columns = choices.flatMap { choice in
        columns.map { column in
          var parts = column.parts
          parts[part] += choice.suffix
          return (parts, zip(column.values, choice.values).map { $0 * $1 })
        }
      }
    }
    design.append(term.text, columns: columns.map { ($0.parts.joined(separator: ":"), $0.values) })
  }
}
