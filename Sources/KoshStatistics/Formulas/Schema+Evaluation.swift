internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A factor of a term whose levels are known.
struct CategoricalFactor {
  /// What tells factors apart, whatever their reference.
  let identity: String
  /// The variable as it stands in the names of coefficients.
  let name: String
  /// The levels that used rows have, in code-point order.
  let levels: [String]
  /// For each row an index into `levels`.
  let codes: [Int32]
  /// The reference's index in `levels`.
  let reference: Int
  /// The reference that the formula names.
  let explicitReference: String?
  /// Which part of the term's name it is.
  let part: Int
}

/// A term whose variables are known.
struct ResolvedTerm {
  /// The term as it is written.
  let text: String
  /// Its factors without regard to order and reference.
  let identity: Set<String>
  /// The names of its factors, in the order of the formula.
  let parts: [String]
  /// The product of its numeric factors; `nil` where there are none.
  let product: [Double]?
  /// Its categorical factors.
  let categories: [CategoricalFactor]
  /// Its factors of several numeric columns, each with its part of the term's name.
  var bases: [(part: Int, columns: [[Double]])] = []
}

/// Computes what a formula asks for from the rows that are used.
struct Evaluation {
  let formula: Formula
  let table: Table
  /// The rows of the table that are used; `nil` for all.
  let selection: [Int]?
  let lines: RowLines?
  /// What the terms learned from the rows that a model was fitted to; `nil` while it is fitted.
  var learned: LearnedTerms?
  /// What columns are the derivative by, and of which factor; `nil` for the columns themselves.
  var tangent: Tangent?
  /// What is known of columns of ``table``.
  var facts: [String: ColumnFacts] = [:]

  var rowCount: Int { table.rowCount }

  private func rowName(_ row: Int) -> String {
    lines.map { "line \($0[row])" } ?? "row \((selection?[row] ?? row) + 1)"
  }

  // MARK: Outcome

  func outcome(_ kind: Schema.OutcomeKind) throws(Problem) -> ([Double], [Caution]) {
    let name = formula.outcome.text
    if let bare = formula.outcome.bareVariable, case .categories(let codes, let levels)? = table[bare]?.values {
      let present = Set(codes).map { levels[Int($0)] }.sorted(by: codePointOrder)
      guard case .binary(let model) = kind else {
        throw formula.problem(
          with: bare, "the outcome \(bare) holds categories",
          why: kind == .counts ? "a count is a number" : "least squares explains numbers",
          remedy: present.count == 2 ? "fit a logit instead" : "recode \(bare) to numbers")
      }
      guard present.count == 2 else {
        throw formula.problem(
          with: bare,
          "the outcome \(bare) has \(present.count) \(present.count == 1 ? "category" : "categories") "
            + "in the rows used: \(list(present))",
          why: "\(model) explains an outcome of two", remedy: "recode \(bare) to two categories or to 0 and 1")
      }
      let caution = Caution(
        "outcome_levels",
        Trilingual(
          en: "The outcome \(bare) has two categories: \"\(present[1])\" was taken as 1 and \"\(present[0])\" as 0.",
          ru: "У зависимой переменной \(bare) две категории: «\(present[1])» принята за 1, «\(present[0])» – за 0.",
          kk: "Тәуелді айнымалы \(bare) екі санаттан тұрады: «\(present[1])» – 1, «\(present[0])» – 0 деп алынды."))
      return (codes.map { levels[Int($0)] == present[1] ? 1 : 0 }, [caution])
    }
    let values = try evaluate(formula.outcome)
    if kind == .counts {
      let facts = ColumnFacts(values)
      if facts.least < 0, let row = values.firstIndex(where: { $0 < 0 }) {
        throw formula.problem(
          with: formula.outcome.variables.first ?? name,
          "the outcome \(name) is \(NumberText.plain(values[row], language: .en)) in \(rowName(row))",
          why: "a count is at least 0", remedy: "correct the value, or fit least squares")
      }
      if !(facts.most > 0) {
        throw formula.problem(
          with: formula.outcome.variables.first ?? name, "the outcome \(name) is 0 in every row used",
          why: "nothing varies that could be explained", remedy: "use rows with counts above 0")
      }
    }
    guard case .binary(let model) = kind else { return (values, []) }
    let facts = formula.outcome.bareVariable.flatMap { self.facts[$0] } ?? ColumnFacts(values)
    if !(facts.isWhole && facts.least >= 0 && facts.most <= 1),
      let row = values.firstIndex(where: { $0 != 0 && $0 != 1 })
    {
      throw formula.problem(
        with: formula.outcome.variables.first ?? name,
        "the outcome \(name) is \(NumberText.plain(values[row], language: .en)) in \(rowName(row))",
        why: "\(model) explains an outcome of 0 and 1", remedy: "recode \(name) to 0 and 1, or fit least squares")
    }
    if facts.least == facts.most, let only = values.first {
      throw formula.problem(
        with: formula.outcome.variables.first ?? name,
        "the outcome \(name) is \(NumberText.plain(only, language: .en)) in every row used",
        why: "nothing varies that could be explained", remedy: "use rows with both outcomes")
    }
    return (values, [])
  }

  /// The sum of the formula's offsets; `nil` where it has none.
  func offset() throws(Problem) -> [Double]? {
    var sum: [Double]?
    for expression in formula.offset {
      let values = try evaluate(expression)
      sum = sum.map { zip($0, values).map { $0 + $1 } } ?? values
    }
    return sum
  }

  // MARK: Terms

  func resolve(_ term: [Formula.Factor]) throws(Problem) -> ResolvedTerm {
    // As in R, the factors of a product stand in the order in which they first appear in the formula.
    let order = formula.terms.flatMap { $0.flatMap(\.variables) }
    let sorted = term.enumerated().sorted { left, right in
      let places = [left, right].map { order.firstIndex(of: $0.element.variables.first ?? "") ?? 0 }
      return (places[0], left.offset) < (places[1], right.offset)
    }.map(\.element)
    var (identity, parts): (Set<String>, [String]) = ([], [])
    var product: [Double]?
    var categories: [CategoricalFactor] = []
    var bases: [(part: Int, columns: [[Double]])] = []
    // By the product rule a derivative is a sum over the factors; one that is not there adds 0.
    if let tangent, tangent.factor >= sorted.count { product = zeros }
    for (place, factor) in sorted.enumerated() {
      let isTangent = place == tangent?.factor
      if let factor = try categoricalFactor(factor, part: parts.count) {
        identity.insert(factor.identity)
        parts.append(factor.name)
        categories.append(factor)
        if isTangent { product = zeros }
        continue
      }
      if case .polynomial(let expression, let degree, let isRaw) = factor {
        identity.insert(factor.text)
        let columns =
          isTangent
          ? try polynomialSlopes(factor, expression, degree: degree, isRaw: isRaw)
          : try polynomial(factor, expression, degree: degree, isRaw: isRaw)
        bases.append((parts.count, columns))
        parts.append(factor.text)
        continue
      }
      guard case .value(let expression) = factor else { continue }
      let values = isTangent ? try slope(of: expression) : try evaluate(expression)
      identity.insert(expression.text)
      parts.append(expression.text)
      product = product.map { zip($0, values).map { $0 * $1 } } ?? values
    }
    return ResolvedTerm(
      text: categories.isEmpty ? parts.joined(separator: ":") : sorted.map(\.text).joined(separator: ":"),
      identity: identity, parts: parts, product: product, categories: categories, bases: bases)
  }

  private var zeros: [Double] { [Double](repeating: 0, count: rowCount) }

  /// The columns of `poly(…)`.
  private func polynomial(
    _ factor: Formula.Factor, _ expression: FormulaExpression, degree: Int, isRaw: Bool
  ) throws(Problem) -> [[Double]] {
    let values = try evaluate(expression)
    if isRaw { return (1...degree).map { power in values.map { pow($0, Double(power)) } } }
    return try basis(factor.text, values, degree: degree, of: expression).columns(values)
  }

  private func basis(
    _ text: String, _ values: [Double], degree: Int, of expression: FormulaExpression
  ) throws(Problem) -> PolynomialBasis {
    if let known = learned?.polynomials[text] { return known }
    guard let basis = PolynomialBasis(values, degree: degree) else {
      let distinct = Set(values).count
      throw formula.problem(
        .data, with: expression.variables.first ?? "",
        "\(text) needs more than \(degree) different values of \(expression.text), and the rows used have \(distinct)",
        why: "a polynomial of degree \(degree) meets \(degree + 1) values whatever they are",
        remedy: distinct > 2 ? "take a lower degree, at most \(distinct - 1)" : "leave \(text) out")
    }
    return basis
  }

  private func categoricalFactor(_ factor: Formula.Factor, part: Int) throws(Problem) -> CategoricalFactor? {
    let (variable, reference): (String, String?)
    switch factor {
    case .categories(let name, let level): (variable, reference) = (name, level)
    case .polynomial: return nil
    case .value(let expression):
      guard let name = expression.bareVariable, table[name]?.isNumeric == false else { return nil }
      (variable, reference) = (name, nil)
    }
    guard let column = table[variable] else { return nil }
    let (levels, codes) = try usedLevels(column)
    guard levels.count > 1 else {
      throw formula.problem(
        with: variable, "\(variable) is \"\(levels.first ?? "")\" in every row used",
        why: "a predictor that does not vary explains nothing", remedy: "leave \(variable) out")
    }
    var position = 0
    if let reference {
      guard let found = levels.firstIndex(of: reference) else {
        throw formula.problem(
          with: variable, "the reference \"\(reference)\" is no level of \(variable) in the rows used",
          remedy: Spelling.advice(for: reference, among: levels))
      }
      position = found
    }
    return CategoricalFactor(
      identity: "i(\(variable))", name: FormulaExpression.quoted(variable), levels: levels, codes: codes,
      reference: position,
      explicitReference: reference, part: part)
  }

  /// The levels that rows have, in code-point order, with a code for each row.
  private func usedLevels(_ column: Column) throws(Problem) -> ([String], [Int32]) {
    if let known = learned?.levels[column.name] { return (known, try codes(of: column, among: known)) }
    switch column.values {
    case .categories(let codes, let levels):
      var seen = [Bool](repeating: false, count: levels.count)
      for code in codes { seen[Int(code)] = true }
      let used = levels.indices.filter { seen[$0] }.sorted { codePointOrder(levels[$0], levels[$1]) }
      if used == Array(levels.indices) { return (levels, codes) }
      var newCode = [Int32](repeating: -1, count: levels.count)
      for (position, level) in used.enumerated() { newCode[level] = Int32(position) }
      return (used.map { levels[$0] }, codes.map { newCode[Int($0)] })
    case .numbers(let numbers):
      if let levels = WholeLevels(
        numbers, facts: facts[column.name],
        order: { rising in
          let texts = rising.map(levelText)
          return texts.indices.sorted { codePointOrder(texts[$0], texts[$1]) }
        })
      {
        return (levels.values.map(levelText), levels.codes)
      }
      let distinct = Set(numbers.map { $0 == 0 ? 0 : $0 }).map { (value: $0, text: levelText($0)) }
        .sorted { codePointOrder($0.text, $1.text) }
      let code = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1.value, Int32($0)) })
      return (distinct.map(\.text), numbers.map { code[$0] ?? 0 })
    }
  }

  /// The codes of a column for levels that a model knows.
  private func codes(of column: Column, among known: [String]) throws(Problem) -> [Int32] {
    let position = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, Int32($0)) })
    func unknown(_ level: String) -> Problem {
      formula.problem(
        .data, with: column.name, "\"\(level)\" of \(column.name) is unknown to the model",
        why: "it was fitted to \(list(known))", remedy: Spelling.advice(for: level, among: known))
    }
    switch column.values {
    case .categories(let codes, let levels):
      let places = levels.map { position[$0] }
      if let row = codes.firstIndex(where: { places[Int($0)] == nil }) { throw unknown(levels[Int(codes[row])]) }
      return codes.map { places[Int($0)] ?? -1 }
    case .numbers(let numbers):
      if let own = WholeLevels(numbers) {
        let places = own.values.map { position[levelText($0)] }
        if let missing = places.firstIndex(of: nil) { throw unknown(levelText(own.values[missing])) }
        return own.codes.map { places[Int($0)] ?? -1 }
      }
      let places = Dictionary(known.compactMap { level in Double(level).map { ($0, position[level]) } }) { $1 }
      if let value = numbers.first(where: { places[$0] == nil }) { throw unknown(levelText(value)) }
      return numbers.map { places[$0].flatMap { $0 } ?? -1 }
    }
  }

  /// What the terms of the formula take from these rows.
  func learnedTerms() throws(Problem) -> LearnedTerms {
    var levels: [String: [String]] = [:]
    for case let factor in formula.terms.flatMap({ $0 }) {
      for name in factor.variables where levels[name] == nil {
        let isCategories = if case .categories = factor { true } else { table[name]?.isNumeric == false }
        if isCategories, let column = table[name] { levels[name] = try usedLevels(column).0 }
      }
    }
    var learned = LearnedTerms(levels: levels)
    for factor in formula.terms.flatMap({ $0 }) {
      switch factor {
      case .categories: break
      case .value(let expression): try learn(expression, into: &learned)
      case .polynomial(let expression, let degree, let isRaw):
        try learn(expression, into: &learned)
        guard !isRaw else { break }
        learned.polynomials[factor.text] = try basis(
          factor.text, try evaluate(expression), degree: degree, of: expression)
      }
    }
    for expression in formula.offset { try learn(expression, into: &learned) }
    return learned
  }

  // MARK: Numbers

  /// The value of an expression in each row used; it is finite, since rows that lack a variable are not used.
  func evaluate(_ expression: FormulaExpression) throws(Problem) -> [Double] {
    if let bare = expression.bareVariable {
      let values = table[bare]?.numbers ?? []
      if (facts[bare] ?? ColumnFacts(values)).infinite > 0, let row = values.firstIndex(where: \.isInfinite) {
        throw formula.problem(
          .data, with: bare, "\(bare) is infinite in \(rowName(row))", remedy: "correct the value or mark it missing")
      }
      return values
    }
    let values = try compute(expression)
    let undefined = values.indices.filter { !values[$0].isFinite }
    if let row = undefined.first {
      let variable = expression.variables.first ?? ""
      let inputs = expression.variables.compactMap { name in
        table[name]?.number(at: row).map { "\(name) = \(NumberText.plain($0, language: .en))" }
      }
      throw formula.problem(
        .data, with: variable,
        "\(expression.text) has no value in \(rowName(row)), where \(inputs.joined(separator: ", "))",
        why: undefined.count > 1 ? "\(undefined.count) rows are so" : nil,
        remedy: "leave these rows out, or choose another form of \(variable)")
    }
    return values
  }

  private func compute(_ expression: FormulaExpression) throws(Problem) -> [Double] {
    switch expression {
    case .number(let value): return [Double](repeating: value, count: rowCount)
    case .variable(let name): return table[name]?.numbers ?? []
    case .negative(let inner): return try compute(inner).map { -$0 }
    case .group(let inner): return try compute(inner)
    case .binary(let sign, let left, let right):
      return zip(try compute(left), try compute(right)).map { FormulaExpression.combine(sign, $0, $1) }
    case .call(let function, let argument):
      let values = try compute(argument)
      guard FormulaExpression.columnFunctions.contains(function) else {
        return values.map { FormulaExpression.apply(function, to: $0) }
      }
      let scale = try columnScale(expression, function, of: argument, values)
      return values.map { ($0 - scale.center) / scale.spread }
    }
  }

  /// What `scale(…)` or `center(…)` takes from these rows, or took from those that a model was fitted to.
  private func columnScale(
    _ expression: FormulaExpression, _ function: String, of argument: FormulaExpression, _ values: [Double]
  ) throws(Problem) -> ColumnScale {
    if let known = learned?.scales[expression.text] { return known }
    let center = accurateMean(values)
    guard function.hasPrefix("s") else { return ColumnScale(center: center, spread: 1) }
    guard values.count > 1, !centred(values).isConstant else {
      throw formula.problem(
        .data, with: argument.variables.first ?? "",
        "\(expression.text) has no value: \(argument.text) is the same in every row used",
        why: "its standard deviation is 0", remedy: "leave \(argument.text) out")
    }
    return ColumnScale(
      center: center, spread: (squaresAbout(center, values) / Double(values.count - 1)).squareRoot())
  }

  /// Keeps what the functions of an expression take from these rows.
  private func learn(_ expression: FormulaExpression, into learned: inout LearnedTerms) throws(Problem) {
    switch expression {
    case .number, .variable: break
    case .negative(let inner), .group(let inner): try learn(inner, into: &learned)
    case .binary(_, let left, let right):
      try learn(left, into: &learned)
      try learn(right, into: &learned)
    case .call(let function, let argument):
      try learn(argument, into: &learned)
      guard FormulaExpression.columnFunctions.contains(function) else { return }
      learned.scales[expression.text] = try columnScale(expression, function, of: argument, try compute(argument))
    }
  }
}

/// A number as the name of a level: 2024, 1.5.
func levelText(_ value: Double) -> String { Int(exactly: value).map { String($0) } ?? value.description }

/// Names in quotation marks, the first twelve.
func list(_ names: [String]) -> String {
  names.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
}

extension Evaluation {
  /// A caution for each predictor named without i( ) that is taken as categories although most of its values are numbers:
  /// a single cell such as `n/a` makes categories of a column.
  var wordsAmongNumbers: [Caution] {
    var cautions: [Caution] = []
    for name in Set(formula.terms.flatMap { $0 }.compactMap(Self.bareVariable)).sorted(by: codePointOrder) {
      guard case .categories(let codes, let levels)? = table[name]?.values else { continue }
      let used = Set(codes).filter { $0 >= 0 }.map { levels[Int($0)] }
      let words = used.filter { Double($0) == nil }.sorted(by: codePointOrder)
      guard used.count > 2, words.count * 2 < used.count, let word = words.first else { continue }
      cautions.append(
        Caution(
          "words_among_numbers",
          Trilingual(
            en:
              "\(name) was taken as categories, since it holds \"\(word)\" among numbers: correct or empty such cells, or write i(\(name)) if categories are meant.",
            ru:
              "\(name) – категории, так как среди чисел встречается «\(word)»: исправьте или очистите такие ячейки либо напишите i(\(name)), если нужны категории.",
            kk:
              "\(name) санаттар деп алынды, өйткені сандардың арасында «\(word)» кездеседі: мұндай ұяшықтарды түзетіңіз не тазалаңыз, ал санаттар керек болса, i(\(name)) деп жазыңыз."
          )))
    }
    return cautions
  }

  private static func bareVariable(_ factor: Formula.Factor) -> String? {
    if case .value(let expression) = factor { return expression.bareVariable }
    return nil
  }
}
