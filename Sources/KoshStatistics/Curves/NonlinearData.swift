internal import KoshNumerics
internal import KoshTable

/// A nonlinear model that has met a table: which names are columns, which are parameters, and the rows that can be used.
struct NonlinearData: NonlinearProblem {
  let model: NonlinearModel
  /// The parameters in the order in which the expression names them.
  let parameters: [String]
  /// The rows that can be used, with their outcome, weights and groups.
  let schema: Schema
  /// Positions of parameters on which the model depends linearly, given the others.
  let linear: [Int]
  private(set) var context: ExpressionContext
  private var outcome: [Double]
  /// The roots of the weights.
  private var roots: [Double]?
  private let lines: RowLines?

  let outcomeLength: Double

  init(_ model: NonlinearModel, table: Table) throws(Problems) {
    self.model = model
    let parameters = try Self.parameters(of: model, table: table)
    self.parameters = parameters
    let columns = model.mean.variables.reduce(into: [String]()) { names, name in
      if table[name] != nil, !names.contains(name) { names.append(name) }
    }
    let formula = Formula(
      nonlinear: model.formula.text, outcome: model.formula.outcome, columns: columns,
      positions: model.formula.positions, at: model.formula.place)
    schema = try Schema(formula, options: model.options, outcome: .numbers, table: table)
    let selection = schema.selection
    lines = table.lines.map { lines in selection.map { RowLines($0.map { lines[$0] }) } ?? lines }
    linear = model.mean.linearParameters(among: parameters).compactMap(parameters.firstIndex(of:))
    let design = schema.design
    context = ExpressionContext(
      columns: Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, design.column($0)) }),
      positions: Dictionary(uniqueKeysWithValues: parameters.enumerated().map { ($1, $0) }),
      rowCount: schema.outcome.count)
    outcome = schema.outcome
    roots = schema.weights.map { $0.map { $0.squareRoot() } }
    outcomeLength = weightedSquares(schema.outcome, schema.weights).squareRoot()
  }

  // MARK: Names

  /// The parameters of a model in the order in which it names them.
  static func parameters(of model: NonlinearModel, table: Table) throws(Problems) -> [String] {
    var problems: [Problem] = []
    var parameters: [String] = []
    func problem(_ name: String, _ what: String, why: String? = nil, remedy: String? = nil) {
      problems.append(
        FormulaParser.problem(
          formula: model.formula.text, offset: model.formula.positions[name] ?? 0, at: model.formula.place, what,
          why: why, remedy: remedy))
    }
    func needsNumbers(_ name: String) {
      guard table[name]?.isNumeric == false else { return }
      problem(
        name, "\(name) holds categories", why: "the model computes with numbers", remedy: "recode \(name) to numbers")
    }
    let missing = model.formula.outcome.variables.filter { table[$0] == nil && $0 != "pi" }
    for name in missing {
      problem(
        name, "there is no variable \"\(name)\" in \(table.name)",
        remedy: Spelling.advice(for: name, among: table.names))
    }
    var known: Set<String> = []
    for name in model.mean.variables where known.insert(name).inserted {
      let isParameter = model.start[name] != nil || model.curve?.parameters.contains(name) == true
      if table[name] != nil {
        if isParameter {
          problem(
            name, "\(name) is a parameter and a column of \(table.name) as well",
            why: "it cannot be told which one is meant", remedy: "give the parameter another name")
        }
        needsNumbers(name)
      } else if isParameter {
        parameters.append(name)
      } else if name != "pi" {
        problem(
          name, "\(name) is neither a column of \(table.name) nor a parameter with a start value",
          remedy: Spelling.nearest(to: name, in: table.names).map { "write \($0), or give \(name) a start value" }
            ?? "give \(name) a start value, such as \(name)=1")
      }
    }
    for name in model.start.keys.sorted() where !known.contains(name) {
      problems.append(
        Problem(
          .specification, "\(name) has a start value, and the model \"\(model.formula.text)\" does not name it",
          at: model.formula.place,
          remedy: Spelling.advice(for: name, among: model.mean.variables.filter { table[$0] == nil })))
    }
    for name in parameters where model.start[name]?.isFinite == false {
      problem(name, "the start value of \(name) is no finite number", remedy: "give \(name) a number to begin with")
    }
    if parameters.isEmpty, problems.isEmpty {
      problems.append(
        Problem(
          .specification, "the model \"\(model.formula.text)\" has no parameter", at: model.formula.place,
          why: "a name that is no column is a parameter", remedy: "write one, such as b1, and give it a start value"))
    }
    if !problems.isEmpty { throw Problems(problems) }
    return parameters
  }

  // MARK: What the search asks

  private func weighted(_ values: [Double]) -> [Double] { roots.map { zip(values, $0).map { $0 * $1 } } ?? values }

  func residuals(at parameters: [Double]) -> [Double]? {
    let fitted = context.values(model.mean, at: parameters)
    guard fitted.allSatisfy(\.isFinite) else { return nil }
    return weighted(zip(outcome, fitted).map { $0 - $1 })
  }

  func gradient(at parameters: [Double]) -> [[Double]]? {
    let columns = context.gradient(model.mean, at: parameters)
    guard columns.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    return roots == nil ? columns : columns.map(weighted)
  }

  /// The same with at most about `count` rows, evenly spread.
  func thinned(to count: Int) -> NonlinearData {
    guard outcome.count > 2 * count else { return self }
    let step = outcome.count / count
    func take(_ values: [Double]) -> [Double] { stride(from: 0, to: values.count, by: step).map { values[$0] } }
    var result = self
    result.outcome = take(outcome)
    result.roots = roots.map(take)
    result.context.columns = context.columns.mapValues(take)
    result.context.rowCount = result.outcome.count
    return result
  }

  /// The same with each row counted so many times.
  func counting(_ counts: [Double]) -> NonlinearData {
    var result = self
    let more = counts.map { $0.squareRoot() }
    result.roots = roots.map { zip($0, more).map { $0 * $1 } } ?? more
    return result
  }

  // MARK: Problems

  /// Where and why the model has no value at its start; `nil` where it has one in every row.
  func undefined(at parameters: [Double], in expression: FormulaExpression) -> Problem? {
    let values = context.values(expression, at: parameters)
    guard let row = values.firstIndex(where: { !$0.isFinite }) else { return nil }
    let count = values.count { !$0.isFinite }
    let culprit = self.culprit(expression, row: row, parameters: parameters)
    let inputs = culprit.variables.reduce(into: [String]()) { names, name in
      if !names.contains(name), name != "pi" || context.columns[name] != nil { names.append(name) }
    }.map { "\($0) = \(NumberText.plain(value(.variable($0), row: row, parameters: parameters), language: .en))" }
    let line = Schema.rowName(lines == nil ? schema.selection?[row] ?? row : row, lines: lines)
    var reasons = [reason(culprit, row: row, parameters: parameters)].compactMap { $0 }
    if count > 1 { reasons.append("\(count) rows are so") }
    return model.formula.problem(
      with: culprit.variables.first ?? "",
      "\(culprit.text) has no value in \(line) at the start values"
        + (inputs.isEmpty ? "" : ", where " + inputs.joined(separator: ", ")),
      why: reasons.isEmpty ? nil : reasons.joined(separator: "; "),
      remedy: "choose other start values, or leave the rows out")
  }

  private func value(_ expression: FormulaExpression, row: Int, parameters: [Double]) -> Double {
    var one = context
    one.columns = context.columns.mapValues { [$0[row]] }
    one.rowCount = 1
    return one.values(expression, at: parameters)[0]
  }

  /// The innermost part that has no value while what it is made of has.
  private func culprit(_ expression: FormulaExpression, row: Int, parameters: [Double]) -> FormulaExpression {
    let inner: [FormulaExpression] =
      switch expression {
      case .number, .variable: []
      case .negative(let part), .group(let part), .call(_, let part): [part]
      case .binary(_, let left, let right): [left, right]
      }
    let failing = inner.first { !value($0, row: row, parameters: parameters).isFinite }
    return failing.map { culprit($0, row: row, parameters: parameters) } ?? expression
  }

  private func reason(_ expression: FormulaExpression, row: Int, parameters: [Double]) -> String? {
    func shown(_ value: Double) -> String { NumberText.plain(value, language: .en) }
    switch expression {
    case .call(let function, let part):
      let argument = value(part, row: row, parameters: parameters)
      switch function {
      case "log", "log2", "log10":
        return "the logarithm of \(argument == 0 ? "0" : "a negative number, \(shown(argument))")"
      case "log1p": return "the logarithm of a number that is not positive"
      case "sqrt": return "the root of a negative number, \(shown(argument))"
      case "asin", "acos": return "\(shown(argument)) lies outside −1 … 1"
      default: return "the result is too large"
      }
    case .binary("/", _, let right) where value(right, row: row, parameters: parameters) == 0: return "division by 0"
    case .binary("^", let left, _) where value(left, row: row, parameters: parameters) < 0:
      return "a negative number, \(shown(value(left, row: row, parameters: parameters))), to a power that is not whole"
    case .binary("^", let left, _) where value(left, row: row, parameters: parameters) == 0:
      return "0 to a negative power"
    case .binary: return "the result is too large"
    case .variable: return "the value is infinite"
    default: return nil
    }
  }

  func noGradient(at start: [Double]) -> Problem {
    let columns = context.gradient(model.mean, at: start)
    let name = parameters.indices.first { !columns[$0].allSatisfy(\.isFinite) }.map { parameters[$0] }
    return Problem(
      .specification,
      "the derivative of \"\(model.formula.text)\" by \(name ?? parameters[0]) has no finite value at the start values",
      at: model.formula.place, why: "the sum of squares has no slope to follow there",
      remedy: "choose other start values")
  }

  /// What keeps a search from being a fit.
  func problem(with search: NonlinearSearch, limit: Int) -> Problem? {
    func shown(_ value: Double) -> String { NumberText.plain(value, language: .en) }
    func at(_ positions: [Int]) -> String {
      positions.map { "\(parameters[$0]) = \(shown(rounded(search.parameters[$0])))" }.joined(separator: ", ")
    }
    switch search.ending {
    case .converged: return nil
    case .tooManySteps, .stuck:
      let most = search.lastChange.indices.max { search.lastChange[$0] < search.lastChange[$1] } ?? 0
      let what =
        search.ending == .stuck
        ? "the search for the least squares of \"\(model.formula.text)\" came to a halt before a minimum"
        : "the search for the least squares of \"\(model.formula.text)\" did not converge in \(limit) steps"
      return Problem(
        .data, what, at: model.formula.place,
        why: "it ended at \(at(Array(parameters.indices))); \(parameters[most]) still changed most, by "
          + "\(NumberText.fixed(100 * search.lastChange[most], decimals: 2, language: .en)) % in the last step",
        remedy: "choose other start values, or a model with fewer parameters")
    case .singular(let dependences):
      let parts = dependences.map { dependence in
        let name = parameters[dependence.parameter]
        return dependence.partners.isEmpty
          ? "\(name) has no influence on any row"
          : "\(name) cannot be told from \(dependence.partners.map { parameters[$0] }.joined(separator: ", "))"
      }
      return Problem(
        .data,
        "the gradient of \"\(model.formula.text)\" is singular where the search ended: "
          + parts.joined(separator: "; "),
        at: model.formula.place, why: "it ended at \(at(Array(parameters.indices)))",
        remedy: "choose other start values, or take a parameter away")
    }
  }

  /// Six significant digits, enough to see where a search went.
  private func rounded(_ value: Double) -> Double { Double(significant(value)) ?? value }

  private func significant(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    var (scale, magnitude) = (1.0, value.magnitude)
    while magnitude * scale < 1e5, scale < 1e300 { scale *= 10 }
    while magnitude * scale >= 1e6 { scale /= 10 }
    magnitude = (value * scale).rounded() / scale
    return "\(magnitude)"
  }
}
