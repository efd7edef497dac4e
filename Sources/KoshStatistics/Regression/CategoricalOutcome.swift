internal import KoshTable

/// An outcome of several categories: their order, and for each row a number from 0 up.
struct CategoricalOutcome {
  /// The categories that rows used have, in order.
  let levels: [String]
  /// For each row used its category.
  let codes: [Int]
  let schema: Schema
  let cautions: [Caution]

  /// - Parameters:
  ///   - order: All categories in their order; `nil` where their order is known (numbers) or does not matter.
  ///   - isOrdered: Whether the order matters.
  /// - Throws: An outcome whose order is not known, one of too many values, and those of ``Schema``.
  init(
    _ formula: Formula, options: RegressionOptions, order: [String]?, isOrdered: Bool, model: String, table: Table
  ) throws(Problems) {
    guard let name = formula.outcome.bareVariable else {
      throw Problems(
        Problem(
          .specification, "the outcome \(formula.outcome.text) is computed", at: formula.place,
          why: "\(model) explains a column of categories", remedy: "make the column first, and name it"))
    }
    guard let column = table[name] else {
      _ = try Schema(formula, options: options, outcome: .numbers, table: table)
      throw Problems(formula.problem(with: name, "there is no variable \"\(name)\" in \(table.name)"))
    }
    let groups = Self.present(column)
    let known = try Self.ordered(
      groups.names, order: order, isOrdered: isOrdered, isNumeric: column.isNumeric, name: name, model: model,
      formula: formula)
    var position = [Double](repeating: .nan, count: groups.names.count)
    for (index, level) in groups.names.enumerated() {
      if let found = known.firstIndex(of: level) { position[index] = Double(found) }
    }
    let numbers = groups.codes.map { $0 < 0 ? .nan : position[$0] }
    schema = try Schema(
      formula, options: options, outcome: .numbers, table: table.setting(Column(column.variable, numbers: numbers)))
    var counts = [Int](repeating: 0, count: known.count)
    for value in schema.outcome { counts[Int(value)] += 1 }
    let kept = known.indices.filter { counts[$0] > 0 }
    levels = kept.map { known[$0] }
    guard levels.count > 1 else {
      throw Problems(
        formula.problem(
          with: name, "the outcome \(name) is \"\(levels.first ?? "")\" in every row used",
          why: "nothing varies that could be explained", remedy: "use rows with different outcomes"))
    }
    var newCode = [Int](repeating: 0, count: known.count)
    for (code, old) in kept.enumerated() { newCode[old] = code }
    codes = schema.outcome.map { newCode[Int($0)] }
    let empty = known.indices.filter { counts[$0] == 0 }.map { known[$0] }
    cautions = empty.isEmpty ? [] : [Self.emptyCategories(empty, outcome: name)]
  }

  /// The values that a column has, and for each row which (−1 where it is missing).
  private static func present(_ column: Column) -> (names: [String], codes: [Int]) {
    switch column.values {
    case .categories(let codes, let levels): return (levels, codes.map(Int.init))
    case .numbers(let values):
      let distinct = Set(values.filter { !$0.isNaN }.map { $0 == 0 ? 0 : $0 }).sorted()
      let code = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
      return (
        distinct.map { NumberText.plain($0, language: .en) }, values.map { code[$0 == 0 ? 0 : $0] ?? -1 }
      )
    }
  }

  private static func ordered(
    _ names: [String], order: [String]?, isOrdered: Bool, isNumeric: Bool, name: String, model: String,
    formula: Formula
  ) throws(Problems) -> [String] {
    if names.count > 50 {
      throw Problems(
        formula.problem(
          with: name, "the outcome \(name) has \(names.count) different values",
          why: "\(model) explains a few categories",
          remedy: "fit least squares, or recode \(name) to categories"))
    }
    if let order {
      let unknown = order.filter { !names.contains($0) }
      let unordered = names.filter { !order.contains($0) }
      var problems: [Problem] = []
      if !unordered.isEmpty {
        problems.append(
          formula.problem(
            with: name, "the order of \(name) lacks \(list(unordered))",
            why: "every category of the outcome has its place", remedy: "add it to the order, or leave its rows out"))
      }
      if let first = unknown.first {
        problems.append(
          formula.problem(
            with: name, "\(name) has no category \"\(first)\"", remedy: Spelling.advice(for: first, among: names)))
      }
      if Set(order).count < order.count {
        problems.append(
          formula.problem(with: name, "the order of \(name) names a category twice", remedy: "name each once"))
      }
      if !problems.isEmpty { throw Problems(problems) }
      return order
    }
    let numbers = names.compactMap { Double($0) }
    if isNumeric { return names }
    if numbers.count == names.count { return zip(numbers, names).sorted { $0.0 < $1.0 }.map(\.1) }
    guard isOrdered else { return names }
    throw Problems(
      formula.problem(
        with: name, "the order of the categories of \(name) is not known: \(list(names))",
        why: "\(model) explains an outcome whose categories rise from low to high",
        remedy: "give the order, lowest first, or recode \(name) to 1, 2, 3, …"))
  }

  private static func emptyCategories(_ names: [String], outcome: String) -> Caution {
    let shown = names.joined(separator: ", ")
    return Caution(
      "empty_categories",
      Trilingual(
        en: "Categories of \(outcome) that no row used has were left out: \(shown).",
        ru: "Категории переменной \(outcome), которых нет ни в одной из использованных строк, исключены: \(shown).",
        kk: "\(outcome) айнымалысының қолданылған жолдарда кездеспейтін санаттары алынып тасталды: \(shown)."))
  }
}
