internal import KoshNumerics
internal import KoshTable

/// A formula and a table of sets that compete within themselves: which sets can be used, and what they say.
struct ChoiceRows {
  /// What the sets are.
  enum Kind: Equatable {
    /// Choosers: one row for each alternative, one of them chosen. A set that lacks a value anywhere is left out whole.
    case choosers
    /// Groups: any rows. A row that lacks a value is left out, and then a group whose outcome does not vary.
    case groups
  }

  let kind: Kind
  let schema: Schema
  /// The sets of the rows that ``schema`` uses.
  let sets: ChoiceSets
  /// The weight of each set.
  let weights: [Double]?
  /// The rows of each set's clusters and strata.
  let groups: [String: RowGroups]
  /// The population of each set's stratum.
  let populationSizes: [Double]?
  /// By which rule rows were left out.
  let losses: [RowLoss]
  let cautions: [Caution]
  let table: Table

  /// - Parameters:
  ///   - variables: The variables that tell sets apart; several in combination.
  ///   - others: Further variables that are needed, such as that of the alternatives.
  /// - Throws: All problems of one step at once: unknown variables; choosers who chose nothing or twice; weights and
  ///   clusters that differ within a set.
  init(
    _ kind: Kind, formula: Formula, options: RegressionOptions, by variables: [String], others: [String] = [],
    table: Table
  ) throws(Problems) {
    self.kind = kind
    let outcome = try Self.outcome(formula, options: options, variables: variables + others, table: table)
    var needed = formula.variables + options.variables
    for name in variables + others where !needed.contains(name) { needed.append(name) }
    let columns = needed.compactMap { table[$0] }
    let (complete, losses) = Self.complete(columns, weights: options.weights, rowCount: table.rowCount)
    try Schema.checkValues(losses, weights: options.weights, formula: formula, table: table)
    var usable = complete
    var cautions: [Caution] = []
    if let caution = outcome.caution { cautions.append(caution) }
    let before = complete.map { flags in flags.indices.filter { flags[$0] } }
    let whole = Self.sets(variables, table: table, selection: before)
    var reader = SetReader(
      kind: kind, formula: formula, table: table, variables: variables, outcome: outcome.values, selection: before,
      sets: whole)
    if let flags = usable, kind == .choosers {
      let (broken, count) = reader.brokenSets(flags)
      if count > 0 { cautions.append(Self.brokenSets(count, variable: whole.variable)) }
      reader.leftOut = broken
    }
    try reader.check()
    cautions += reader.cautions
    if !reader.leftOut.isEmpty {
      var flags = usable ?? [Bool](repeating: true, count: table.rowCount)
      for set in reader.leftOut { for row in whole.rows(set) { flags[before?[row] ?? row] = false } }
      usable = flags
    }
    guard reader.leftOut.count < whole.count else { throw Problems(reader.nothingLeft(losses: losses)) }
    var prepared = table
    if usable != nil || outcome.caution != nil {
      // The schema uses no row whose outcome is missing.
      var values = outcome.values
      if let usable { for row in values.indices where !usable[row] { values[row] = .nan } }
      prepared = table.setting(Column(Variable(formula.outcome.bareVariable ?? ""), numbers: values))
    }
    let schema = try Schema(formula, options: options, outcome: .numbers, table: prepared)
    let selection = schema.selection
    let sets = selection == nil && before == nil ? whole : Self.sets(variables, table: table, selection: selection)
    let firsts = (0..<sets.count).map { sets.row(sets.starts[$0]) }
    var groups: [String: RowGroups] = [:]
    for name in options.vcov.variables {
      if let column = table[name] { groups[name] = RowGroups(column.selecting(firsts.map { selection?[$0] ?? $0 })) }
    }
    self.schema = schema
    self.sets = sets
    self.groups = groups
    self.losses = losses
    self.table = table
    self.cautions = cautions
    weights = schema.weights.map { values in firsts.map { values[$0] } }
    populationSizes = schema.populationSizes.map { values in firsts.map { values[$0] } }
    var problems: [Problem] = []
    let constants = (options.weights.map { [$0.variable] } ?? []) + options.vcov.variables
    for name in constants {
      guard let column = table[name], let (set, row) = Self.varying(column, sets: sets, selection: selection) else {
        continue
      }
      let id = Self.name(of: set, sets: sets, selection: selection, table: table, variables: variables)
      problems.append(
        Problem(
          .data, "\(name) differs within \(id), as in \(Schema.rowName(row, lines: table.lines ?? []))",
          at: formula.place,
          why: "a \(kind == .choosers ? "chooser" : "group") is one observation, with one weight and in one cluster",
          remedy: "give all of its rows the same \(name)"))
    }
    if !problems.isEmpty { throw Problems(problems) }
  }

  /// The sets of the given rows.
  static func sets(_ variables: [String], table: Table, selection: [Int]?) -> ChoiceSets {
    let columns = variables.compactMap { table[$0] }.map { column in selection.map { column.selecting($0) } ?? column }
    let count = selection?.count ?? table.rowCount
    guard columns.count > 1 else {
      return ChoiceSets(
        columns.first ?? Column(Variable(""), numbers: [Double](repeating: 0, count: count)), rowCount: count)
    }
    var all = RowGroups(columns[0])
    for column in columns.dropFirst() { all = all.crossed(with: RowGroups(column)) }
    return ChoiceSets(
      Column(Variable(variables.joined(separator: "^")), codes: all.codes, levels: all.names), rowCount: count)
  }

  /// A set by its name in the data: `chooser 17`, `school 3`.
  static func name(
    of set: Int, sets: ChoiceSets, selection: [Int]?, table: Table, variables: [String]
  ) -> String {
    let row = sets.row(sets.starts[set])
    let parts = variables.map { name in "\(name) \(table[name]?.text(at: selection?[row] ?? row) ?? "")" }
    return parts.joined(separator: ", ")
  }

  private static func varying(_ column: Column, sets: ChoiceSets, selection: [Int]?) -> (set: Int, row: Int)? {
    func search<Key: Equatable>(_ keys: [Key]) -> (Int, Int)? {
      for set in 0..<sets.count {
        let start = sets.row(sets.starts[set])
        let first = keys[selection?[start] ?? start]
        for position in (sets.starts[set] + 1)..<max(sets.starts[set] + 1, sets.starts[set + 1]) {
          let row = selection?[sets.row(position)] ?? sets.row(position)
          if keys[row] != first { return (set, row) }
        }
      }
      return nil
    }
    switch column.values {
    case .numbers(let values): return search(values)
    case .categories(let codes, _): return search(codes)
    }
  }

  // MARK: Outcome

  /// The outcome as 0 and 1, NaN where it is missing.
  private static func outcome(
    _ formula: Formula, options: RegressionOptions, variables: [String], table: Table
  ) throws(Problems) -> (values: [Double], caution: Caution?) {
    var problems: [Problem] = []
    for name in variables where table[name] == nil {
      problems.append(
        Problem(
          .specification, "there is no variable \"\(name)\" in \(table.name)", at: formula.place,
          remedy: Spelling.advice(for: name, among: table.names)))
    }
    guard let name = formula.outcome.bareVariable else {
      problems.append(
        Problem(
          .specification, "the outcome \(formula.outcome.text) is computed", at: formula.place,
          why: "a choice is a column of 0 and 1", remedy: "make the column first, and name it"))
      throw Problems(problems)
    }
    guard problems.isEmpty, let column = table[name] else {
      do {
        _ = try Schema(formula, options: options, outcome: .numbers, table: table)
      } catch { problems += error.list }
      throw Problems(problems)
    }
    switch column.values {
    case .numbers(let values):
      let wrong = values.withUnsafeBufferPointer { values in
        values.firstIndex { $0 != 0 && $0 != 1 && !$0.isNaN }
      }
      if let row = wrong {
        throw Problems(
          formula.problem(
            with: name,
            "the outcome \(name) is \(NumberText.plain(values[row], language: .en)) in "
              + Schema.rowName(row, lines: table.lines ?? []),
            why: "it says by 1 what happened and by 0 what did not", remedy: "recode \(name) to 0 and 1"))
      }
      return (values, nil)
    case .categories(let codes, let levels):
      let present = Set(codes.filter { $0 >= 0 }).map { levels[Int($0)] }.sorted(by: codePointOrder)
      // Without any value the column is named with the others that have none.
      guard !present.isEmpty else { return (codes.map { _ in .nan }, nil) }
      guard present.count == 2 else {
        throw Problems(
          formula.problem(
            with: name,
            "the outcome \(name) has \(present.count) \(present.count == 1 ? "category" : "categories"): "
              + list(present),
            why: "it says what happened and what did not", remedy: "recode \(name) to 0 and 1"))
      }
      let caution = Caution(
        "outcome_levels",
        Trilingual(
          en: "The outcome \(name) has two categories: \"\(present[1])\" was taken as 1 and \"\(present[0])\" as 0.",
          ru: "У зависимой переменной \(name) две категории: «\(present[1])» принята за 1, «\(present[0])» – за 0.",
          kk: "Тәуелді айнымалы \(name) екі санаттан тұрады: «\(present[1])» – 1, «\(present[0])» – 0 деп алынды."))
      return (codes.map { $0 < 0 ? .nan : levels[Int($0)] == present[1] ? 1 : 0 }, caution)
    }
  }

  // MARK: Rows

  /// For each row whether nothing is missing and its weight is above 0 (`nil` if all are so), and by which rule not.
  private static func complete(
    _ columns: [Column], weights: RegressionWeights?, rowCount: Int
  ) -> (usable: [Bool]?, losses: [RowLoss]) {
    let losses = concurrentMap(columns.count) { position -> [RowLoss] in
      let column = columns[position]
      var losses: [RowLoss] = []
      let missing =
        switch column.values {
        case .numbers(let values): values.withUnsafeBufferPointer { $0.count { $0.isNaN } }
        case .categories(let codes, _): codes.withUnsafeBufferPointer { $0.count { $0 < 0 } }
        }
      if missing > 0 { losses.append(RowLoss(variable: column.name, rule: .missing, count: missing)) }
      if column.name == weights?.variable, let zeros = column.numbers?.count(where: { $0 == 0 }), zeros > 0 {
        losses.append(RowLoss(variable: column.name, rule: .zeroWeight, count: zeros))
      }
      return losses
    }.flatMap { $0 }
    guard !losses.isEmpty else { return (nil, []) }
    var usable = [Bool](repeating: true, count: rowCount)
    for column in columns where losses.contains(where: { $0.variable == column.name }) {
      for row in 0..<rowCount where column.isMissing(at: row) { usable[row] = false }
      if column.name == weights?.variable, let values = column.numbers {
        for row in 0..<rowCount where values[row] == 0 { usable[row] = false }
      }
    }
    return (usable, losses)
  }

  private static func brokenSets(_ count: Int, variable: String) -> Caution {
    Caution(
      "incomplete_choice_sets",
      Trilingual(
        en:
          "Choosers (\(variable)) left out whole because one of their rows lacks a value or weighs nothing: \(count). Without that row their choice would look like one among fewer alternatives.",
        ru:
          "Наборы выбора (\(variable)), исключённые целиком, потому что в одной из строк нет значения или вес равен нулю: \(count). Без этой строки выбор выглядел бы сделанным из меньшего числа альтернатив.",
        kk:
          "Бір жолында мән жоқ немесе салмағы нөл болғандықтан тұтас алынып тасталған таңдау жиындары (\(variable)): \(count). Ол жолсыз таңдау аз баламадан жасалғандай көрінер еді."
      ))
  }
}
