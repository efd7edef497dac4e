internal import KoshNumerics
public import KoshTable

/// A quantity computed from a fit – a mean prediction, a difference of predictions, a slope – with its uncertainty.
public struct MarginalEstimate: Sendable, Hashable {
  /// The variable that is moved; `nil` for plain predictions.
  public let variable: String?
  /// What is compared or held: `1 − 0`, `rural − urban`, `dy/dx`, `gender = 1`.
  public let contrast: String
  /// The value that is compared to another, or that the variable is set to; `nil` for slopes and plain predictions.
  public let level: String?
  /// The group of rows that it is averaged over; `nil` for all.
  public let group: String?
  /// The estimate, in units of the outcome (probability for a logit; per unit of the variable for a slope).
  public let estimate: Double
  /// Its standard error by the delta method from the covariance of the fit; `nil` where that is undefined.
  public let standardError: Double?
  /// Estimate over standard error.
  public let statistic: Double?
  /// Two-sided, for the hypothesis that it is 0.
  public let pValue: Double?
  /// The lower end of the interval.
  public let confLow: Double?
  /// The upper end of the interval.
  public let confHigh: Double?
  /// Rows that it is averaged over.
  public let rowCount: Int

  /// The estimate as data, with the names of the R package marginaleffects; what is undefined is `null`.
  public var json: JSONValue {
    .object([
      ("term", variable.map { .string($0) } ?? .null), ("contrast", .string(contrast)),
      ("group", group.map { .string($0) } ?? .null), ("estimate", .number(estimate)),
      ("std_error", .optional(standardError)), ("statistic", .optional(statistic)), ("p_value", .optional(pValue)),
      ("conf_low", .optional(confLow)), ("conf_high", .optional(confHigh)), ("n", .integer(rowCount)),
    ])
  }
}

/// For whom a margin is computed.
public enum MarginPoint: String, CaseIterable, Sendable, Hashable {
  /// For every row as it is, then averaged (average marginal effect).
  case rows
  /// For one row in which every other variable has its mean, categories their shares.
  case means
}

/// Predictions, comparisons and slopes of a fit with standard errors by the delta method.
///
/// With μ the mean function, a margin *m*(β) is a weighted mean over rows of μ(xᵢβ), of a difference of two of them, or
/// of the derivative; its standard error is the root of *g V g*ᵀ with *g* = ∂m/∂β and *V* the covariance of the fit, of
/// whatever type. Rows count by the weights of the fit, so that a survey's margins are those of its population. The
/// predictors themselves are taken as fixed.
///
///     let effects = try MarginalEffects(fit, table)
///     try effects.slopes()          // one average marginal effect for each predictor
///     try effects.predictions(at: [("gender", .number(0)), ("gender", .number(1))])
///
/// Source: same numbers as Stata's `margins` and the R package marginaleffects.
public struct MarginalEffects: Sendable {
  /// A value that a variable is set to.
  public enum Value: Sendable, Hashable {
    /// A number.
    case number(Double)
    /// A category.
    case category(String)

    var text: String {
      switch self {
      case .number(let value): levelText(value)
      case .category(let level): level
      }
    }
  }

  private let fit: RegressionResult
  private let table: Table
  private let weights: [Double]?
  private let covariance: Matrix?

  /// - Parameter table: The table that the model was fitted to.
  /// - Throws: A ``Problem`` for a model whose margins are no function of columns times coefficients (several equations,
  ///   absorbed effects), and for a table that is not the one fitted.
  public init(_ fit: any RegressionFit, _ table: Table) throws(Problem) {
    let result = fit.result
    guard result.formula.absorbed.isEmpty, result.terms.count == result.design.columnCount,
      result.givenFittedValues == nil
    else {
      throw Problem(
        .specification, "margins of \"\(result.formula.text)\" are not defined", at: result.formula.place,
        why: "its predictions are not a function of one linear predictor",
        remedy: "read the coefficients, or fit a model without absorbed effects")
    }
    guard table.rowCount == result.design.rowCount + result.rowsLost else {
      throw Problem(
        .specification,
        "the table has \(table.rowCount) rows, and the model was fitted to one of \(result.design.rowCount + result.rowsLost)",
        at: result.formula.place, remedy: "pass the table that the model was fitted to")
    }
    self.fit = result
    var used = Table(
      name: table.name, columns: result.formula.variables.compactMap { table[$0] }, lines: table.lines)
    if let selection = result.selection { used = used.selecting(selection) }
    self.table = used
    weights = result.weightValues
    covariance = result.covariance.map { Matrix($0) }
  }

  /// The variables that predict, in the order of the formula.
  public var predictors: [String] { fit.predictors }

  // MARK: What can be asked

  /// Marginal effects: for a number the slope ∂μ/∂x, for a number that is only 0 and 1 the change from 0 to 1, for
  /// categories the change from the reference to each other one.
  ///
  /// - Parameters:
  ///   - variables: Which; all predictors if `nil`.
  ///   - point: Averaged over rows, or at means.
  ///   - group: A row's group, one for each row of the table, to average within groups.
  public func slopes(
    _ variables: [String]? = nil, at point: MarginPoint = .rows, by group: Column? = nil
  ) throws(Problem) -> [MarginalEstimate] {
    var result: [MarginalEstimate] = []
    for part in try parts(by: group) {
      for name in variables ?? predictors {
        let column = try known(name)
        if let levels = fit.learned.levels[name] {
          let reference = referenceLevel(name, levels)
          for level in levels where level != reference {
            result.append(
              try difference(name, (value(level, column), level), (value(reference, column), reference), point, part))
          }
        } else if let numbers = column.numbers, numbers.allSatisfy({ $0 == 0 || $0 == 1 }) {
          result.append(try difference(name, (.number(1), "1"), (.number(0), "0"), point, part))
        } else {
          result.append(try slope(name, point, part))
        }
      }
    }
    return result
  }

  /// The change of the prediction when a variable goes from one value to another and everything else stays.
  public func comparison(
    _ variable: String, from low: Value, to high: Value, at point: MarginPoint = .rows, by group: Column? = nil
  ) throws(Problem) -> [MarginalEstimate] {
    _ = try known(variable)
    var result: [MarginalEstimate] = []
    for part in try parts(by: group) {
      result.append(try difference(variable, (high, high.text), (low, low.text), point, part))
    }
    return result
  }

  /// Mean predictions: of the rows as they are if no value is given, else with one variable set to each of the values in
  /// turn for every row.
  public func predictions(
    at values: [(variable: String, value: Value)] = [], point: MarginPoint = .rows, by group: Column? = nil
  ) throws(Problem) -> [MarginalEstimate] {
    var result: [MarginalEstimate] = []
    for part in try parts(by: group) {
      if values.isEmpty {
        let (mean, gradient) = try prediction(nil, point, part)
        result.append(estimate(nil, "mean", mean, gradient, part))
      }
      for (variable, value) in values {
        _ = try known(variable)
        let (mean, gradient) = try prediction((variable, value), point, part)
        result.append(estimate(variable, "\(variable) = \(value.text)", level: value.text, mean, gradient, part))
      }
    }
    return result
  }

  // MARK: Rows

  private struct Part {
    var name: String?
    var table: Table
    var weights: [Double]?
  }

  private func parts(by group: Column?) throws(Problem) -> [Part] {
    guard let group else { return [Part(name: nil, table: table, weights: weights)] }
    guard group.count == fit.design.rowCount + fit.rowsLost else {
      throw Problem(
        .specification,
        "\(group.name) has \(group.count) rows, and the table has \(fit.design.rowCount + fit.rowsLost)",
        remedy: "group by a column of the same table")
    }
    let used = fit.selection.map { group.selecting($0) } ?? group
    var rows: [String: [Int]] = [:]
    for row in 0..<used.count {
      let name: String? =
        switch used.values {
        case .categories(let codes, let levels): codes[row] < 0 ? nil : levels[Int(codes[row])]
        case .numbers(let numbers): numbers[row].isNaN ? nil : levelText(numbers[row])
        }
      if let name { rows[name, default: []].append(row) }
    }
    return rows.sorted { codePointOrder($0.key, $1.key) }.map { name, rows in
      Part(name: name, table: table.selecting(rows), weights: weights.map { weights in rows.map { weights[$0] } })
    }
  }

  private func known(_ name: String) throws(Problem) -> Column {
    guard predictors.contains(name), let column = table[name] else {
      throw Problem(
        .specification, "\"\(name)\" is no predictor of \"\(fit.formula.text)\"", at: fit.formula.place,
        remedy: Spelling.advice(for: name, among: predictors))
    }
    return column
  }

  private func referenceLevel(_ name: String, _ levels: [String]) -> String {
    for case .categories(let variable, let reference?) in fit.formula.terms.flatMap({ $0 }) where variable == name {
      return reference
    }
    return levels.first ?? ""
  }

  private func value(_ level: String, _ column: Column) -> Value {
    column.isNumeric ? Double(level).map { .number($0) } ?? .category(level) : .category(level)
  }

  // MARK: Values and gradients

  /// The mean function and its first two derivatives in the linear predictor.
  private func response(_ linear: [Double]) -> (mean: [Double], first: [Double], second: [Double]) {
    guard let family = fit.family else {
      return (linear, linear.map { _ in 1 }, linear.map { _ in 0 })
    }
    let mean = family.mean(linear)
    switch family {
    case .logit:
      let first = mean.map { $0 * (1 - $0) }
      return (mean, first, zip(mean, first).map { (1 - 2 * $0) * $1 })
    case .probit:
      let first = linear.map { Normal.density($0) }
      return (mean, first, zip(linear, first).map { -$0 * $1 })
    case .poisson, .negativeBinomial: return (mean, mean, mean)
    }
  }

  /// The rows of a part, with the means of numbers where that is asked for.
  private func rows(_ part: Part, _ point: MarginPoint) -> Table {
    var table = part.table
    if point == .means {
      // Numbers first take their means, so that a square is the square of the mean; indicators are averaged below.
      for column in table.columns where fit.learned.levels[column.name] == nil {
        guard let numbers = column.numbers, !numbers.isEmpty else { continue }
        let mean = weightedMean(numbers, part.weights)
        table = table.setting(Column(column.variable, numbers: numbers.map { _ in mean }))
      }
    }
    return table
  }

  /// Columns and offset of a part with one variable set to a value; at means a single row.
  private func rows(
    _ part: Part, _ set: (String, Value)?, _ point: MarginPoint
  ) throws(Problem) -> (columns: [[Double]], offset: [Double]?, weights: [Double]?) {
    var table = rows(part, point)
    if let (name, value) = set, let column = table[name] {
      let count = table.rowCount
      switch value {
      case .number(let number):
        table = table.setting(Column(column.variable, numbers: [Double](repeating: number, count: count)))
      case .category(let level):
        table = table.setting(
          Column(column.variable, codes: [Int32](repeating: 0, count: count), levels: [level]))
      }
    }
    let design = try fit.design(for: table)
    var columns = (0..<design.columnCount).map { design.column($0) }
    var offset = try fit.offset(for: table)
    guard point == .means else { return (columns, offset, part.weights) }
    columns = columns.map { [weightedMean($0, part.weights)] }
    offset = offset.map { [weightedMean($0, part.weights)] }
    return (columns, offset, nil)
  }

  private func linear(_ columns: [[Double]], _ offset: [Double]?) -> [Double] {
    var result = offset ?? [Double](repeating: 0, count: columns.first?.count ?? 0)
    for (column, term) in zip(columns, fit.terms) {
      for row in result.indices { result[row] += column[row] * term.estimate }
    }
    return result
  }

  private func prediction(_ set: (String, Value)?, _ point: MarginPoint, _ part: Part) throws(Problem) -> (
    Double, [Double]
  ) {
    let (columns, offset, weights) = try rows(part, set, point)
    let (mean, first, _) = response(linear(columns, offset))
    return (
      weightedMean(mean, weights), columns.map { column in weightedMean(zip(column, first).map { $0 * $1 }, weights) }
    )
  }

  private func difference(
    _ variable: String, _ high: (value: Value, text: String), _ low: (value: Value, text: String), _ point: MarginPoint,
    _ part: Part
  ) throws(Problem) -> MarginalEstimate {
    let (above, aboveGradient) = try prediction((variable, high.value), point, part)
    let (below, belowGradient) = try prediction((variable, low.value), point, part)
    return estimate(
      variable, "\(high.text) − \(low.text)", level: high.text, above - below,
      zip(aboveGradient, belowGradient).map { $0 - $1 }, part)
  }

  private func slope(_ variable: String, _ point: MarginPoint, _ part: Part) throws(Problem) -> MarginalEstimate {
    let (columns, offset, weights) = try rows(part, nil, point)
    let (derivatives, offsetDerivative) = try derivative(variable, point, part)
    let (_, first, second) = response(linear(columns, offset))
    let direction = linear(derivatives, offsetDerivative)
    let value = weightedMean(zip(first, direction).map { $0 * $1 }, weights)
    let gradient = zip(columns, derivatives).map { column, slope in
      weightedMean(
        column.indices.map { second[$0] * direction[$0] * column[$0] + first[$0] * slope[$0] }, weights)
    }
    return estimate(variable, "dy/dx", value, gradient, part)
  }

  /// ∂x/∂variable of every column and of the offset, by the rules of differentiation.
  private func derivative(_ variable: String, _ point: MarginPoint, _ part: Part) throws(Problem) -> (
    [[Double]], [Double]?
  ) {
    let table = rows(part, point)
    var (columns, offset) = try fit.slopes(for: table, by: variable)
    if point == .means {
      columns = columns.map { [weightedMean($0, part.weights)] }
      offset = offset.map { [weightedMean($0, part.weights)] }
    }
    return (columns, offset)
  }

  private func estimate(
    _ variable: String?, _ contrast: String, level: String? = nil, _ value: Double, _ gradient: [Double], _ part: Part
  ) -> MarginalEstimate {
    let variance = fit.spread(of: [gradient])?[0, 0] ?? covariance.map { matrix in
      gradient.indices.reduce(0.0) { sum, j in
        sum + gradient[j] * gradient.indices.reduce(0.0) { $0 + matrix[$1, j] * gradient[$1] }
      }
    }
    let error = variance.flatMap { $0 >= 0 && $0.isFinite ? $0.squareRoot() : nil }
    let df = fit.testDegreesOfFreedom.map(Double.init)
    let statistic = error.flatMap { $0 > 0 ? value / $0 : nil }
    let half = (1 + fit.confidenceLevel) / 2
    let quantile = df.map { StudentT.quantile(half, df: $0) } ?? Normal.quantile(half)
    return MarginalEstimate(
      variable: variable, contrast: contrast, level: level, group: part.name, estimate: value, standardError: error,
      statistic: statistic,
      pValue: statistic.map { value in df.map { StudentT.twoSided(value, df: $0) } ?? Normal.twoSided(value) },
      confLow: error.map { value - quantile * $0 }, confHigh: error.map { value + quantile * $0 },
      rowCount: part.table.rowCount)
  }
}
