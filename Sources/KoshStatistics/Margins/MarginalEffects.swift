internal import KoshNumerics
public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A quantity computed from a fit – a mean prediction, a difference of predictions, a slope – with its uncertainty.
public struct MarginalEstimate: Sendable, Hashable {
  /// The variable that is moved; `nil` for plain predictions.
  public let variable: String?
  /// What is compared or held: `1 − 0`, `rural − urban`, `dy/dx`, `gender = 1`.
  public let contrast: String
  /// The value that is compared to another, or that the variable is set to; of a choice the alternative whose attribute
  /// is moved; `nil` for other slopes and plain predictions.
  public let level: String?
  /// The group of rows that it is averaged over; `nil` for all.
  public let group: String?
  /// The category of the outcome whose probability it is; `nil` where the outcome has none or only two.
  public let category: String?
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
    let outcome: [(String, JSONValue)] = category.map { [("category", .string($0))] } ?? []
    return .object(
      [
        ("term", variable.map { .string($0) } ?? .null), ("contrast", .string(contrast)),
        ("group", group.map { .string($0) } ?? .null),
      ] + outcome + [
        ("estimate", .number(estimate)), ("std_error", .optional(standardError)), ("statistic", .optional(statistic)),
        ("p_value", .optional(pValue)),
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
///     try effects.predictions(at: [("gender", 0), ("gender", 1), ("region", "Almaty")])
///     try effects.comparison("score", from: 40, to: 60)
///
/// An ordered or multinomial logit has each of them once for every category of its outcome; differences and slopes add
/// up to 0 over the categories. Their derivatives in the coefficients are central differences. A conditional logit has
/// the effects of each alternative's attributes on the probability of every alternative.
///
/// Source: same numbers as Stata's `margins` and the R package marginaleffects.
public struct MarginalEffects: Sendable {
  /// A value that a variable is set to; a literal is a number, or a category if it is text.
  public enum Value: Sendable, Hashable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral
  {
    /// A number.
    case number(Double)
    /// A category.
    case category(String)

    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// A category.
    public init(stringLiteral value: String) { self = .category(value) }

    var text: String {
      switch self {
      case .number(let value): levelText(value)
      case .category(let level): level
      }
    }
  }

  private let fit: RegressionResult
  private let categories: (any CategoryProbabilities)?
  private let choices: (fit: ConditionalLogitFit, table: Table)?
  private let table: Table
  private let weights: [Double]?

  /// - Parameter table: The table that the model was fitted to.
  /// - Throws: A ``Problem`` for a model whose margins are no function of columns times coefficients (several equations,
  ///   absorbed effects), and for a table that is not the one fitted.
  public init(_ fit: any RegressionFit, _ table: Table) throws(Problem) {
    let result = fit.result
    categories = fit as? any CategoryProbabilities
    choices = (fit as? ConditionalLogitFit).map { ($0, table) }
    guard
      categories != nil || choices != nil
        || result.formula.absorbed.isEmpty && result.terms.count == result.design.columnCount
          && result.givenFittedValues == nil
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
    if let choices {
      guard point == .rows, group == nil else {
        throw Problem(
          .specification, "effects of an attribute are averaged over all choosers", at: fit.formula.place,
          remedy: "ask for them without a group and not at means")
      }
      let attributes = choices.fit.terms.map(\.term).filter { choices.table[$0]?.isNumeric == true }
      var effects: [MarginalEstimate] = []
      for name in variables ?? attributes { effects += try attributeEffects(name, choices) }
      return effects
    }
    var result: [MarginalEstimate] = []
    for part in try parts(by: group) {
      for name in variables ?? predictors {
        let column = try known(name)
        if let levels = fit.learned.levels[name] {
          let reference = referenceLevel(name, levels)
          for level in levels where level != reference {
            result += try difference(
              name, (value(level, column), level), (value(reference, column), reference), point, part)
          }
        } else if let numbers = column.numbers, numbers.allSatisfy({ $0 == 0 || $0 == 1 }) {
          result += try difference(name, (.number(1), "1"), (.number(0), "0"), point, part)
        } else {
          result += try slope(name, point, part)
        }
      }
    }
    return result
  }

  /// The change of the prediction when a variable goes from one value to another and everything else stays.
  public func comparison(
    _ variable: String, from low: Value, to high: Value, at point: MarginPoint = .rows, by group: Column? = nil
  ) throws(Problem) -> [MarginalEstimate] {
    try refuseChoices("comparisons")
    _ = try known(variable)
    var result: [MarginalEstimate] = []
    for part in try parts(by: group) {
      result += try difference(variable, (high, high.text), (low, low.text), point, part)
    }
    return result
  }

  /// The changes of the prediction from the first of the values that a text names to each other one: `score=20,60`, or
  /// `region` for each category against the first; see ``values(_:)``.
  ///
  /// - Throws: A ``Problem`` as ``values(_:)``, and for a single value.
  public func comparisons(
    _ text: String, at point: MarginPoint = .rows, by group: Column? = nil
  ) throws(Problem) -> [MarginalEstimate] {
    let values = try values(text)
    guard values.count > 1, let base = values.first else {
      throw Problem(
        .specification, "\"\(text)\" names one value, and a comparison takes two", at: fit.formula.place,
        remedy: "write where it begins and where it ends: \(values.first?.variable ?? text)=1,2")
    }
    var result: [MarginalEstimate] = []
    for (variable, value) in values.dropFirst() {
      result += try comparison(variable, from: base.value, to: value, at: point, by: group)
    }
    return result
  }

  private func refuseChoices(_ what: String) throws(Problem) {
    guard choices == nil else {
      throw Problem(
        .specification, "\(what) of \"\(fit.formula.text)\" are those of a chooser's alternatives",
        at: fit.formula.place, why: "a mean over rows would mix alternatives",
        remedy: "ask for marginal effects of an attribute")
    }
  }

  /// Mean predictions: of the rows as they are if no value is given, else with one variable set to each of the values in
  /// turn for every row.
  public func predictions(
    at values: [(variable: String, value: Value)] = [], point: MarginPoint = .rows, by group: Column? = nil
  ) throws(Problem) -> [MarginalEstimate] {
    try refuseChoices("predictions")
    var result: [MarginalEstimate] = []
    for part in try parts(by: group) {
      if values.isEmpty {
        result += estimates(nil, "mean", try prediction(nil, point, part), part)
      }
      for (variable, value) in values {
        _ = try known(variable)
        result += estimates(
          variable, "\(variable) = \(value.text)", level: value.text, try prediction((variable, value), point, part),
          part)
      }
    }
    return result
  }

  /// The values that a text asks predictions for: `score=20,40,60`, or `region` for all that the variable takes – its
  /// categories, the numbers if they are seven at most, else its quartiles to four digits.
  ///
  /// - Throws: A ``Problem`` for a variable that the model does not have, a category that it does not know, or a value
  ///   that is no number where the variable holds numbers.
  public func values(_ text: String) throws(Problem) -> [(variable: String, value: Value)] {
    let halves = text.split(separator: "=", maxSplits: 1).map { trimmed($0) }
    let name = halves.first ?? ""
    let column = try known(name)
    let levels = fit.learned.levels[name]
    guard halves.count == 2 else {
      if let levels { return levels.map { (name, value($0, column)) } }
      return observed(column.numbers ?? []).map { (name, .number($0)) }
    }
    var result: [(variable: String, value: Value)] = []
    for word in halves[1].split(separator: ",").map({ trimmed($0) }) {
      if let levels {
        guard levels.contains(word) else {
          throw Problem(
            .specification, "\(name) has no category \"\(word)\"", at: fit.formula.place,
            remedy: Spelling.advice(for: word, among: levels))
        }
        result.append((name, value(word, column)))
      } else {
        guard let number = Double(word), number.isFinite else {
          throw Problem(
            .specification, "\"\(word)\" is no number, and \(name) holds numbers", at: fit.formula.place,
            remedy: "write values as \(name)=1,2.5")
        }
        result.append((name, .number(number)))
      }
    }
    return result
  }

  private func observed(_ numbers: [Double]) -> [Double] {
    let sorted = numbers.sorted()
    let distinct = sorted.reduce(into: [Double]()) { if $0.last != $1 { $0.append($1) } }
    return distinct.count <= 7 ? distinct : [0.25, 0.5, 0.75].compactMap { quantile(sorted, $0).map(fourDigits) }
  }

  private func fourDigits(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    // Divided by a power of ten, not multiplied by its inverse, so that the result is the double nearest to its digits.
    let places = 3 - Int(log10(value.magnitude).rounded(.down))
    let scale = pow(10, Double(places.magnitude))
    return places >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  }

  private func attributeEffects(
    _ attribute: String, _ choices: (fit: ConditionalLogitFit, table: Table)
  ) throws(Problem) -> [MarginalEstimate] {
    do throws(Problems) {
      return try choices.fit.marginalEffects(of: attribute, choices.table)
    } catch {
      throw error.list.first ?? Problem(.specification, "\(attribute) has no marginal effect", at: fit.formula.place)
    }
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
    _ part: Part, _ set: (String, Value)? = nil, _ point: MarginPoint
  ) throws(Problem) -> (design: DesignMatrix, offset: [Double]?, weights: [Double]?) {
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
    let offset = try fit.offset(for: table)
    guard point == .means else { return (design, offset, part.weights) }
    var mean = DesignMatrix(rowCount: 1, hasIntercept: false)
    mean.append(
      "means",
      columns: design.columnNames.indices.map {
        (design.columnNames[$0], [weightedMean(design.column($0), part.weights)])
      })
    return (mean, offset.map { [weightedMean($0, part.weights)] }, nil)
  }

  private func linear(_ columns: [[Double]], _ offset: [Double]?) -> [Double] {
    var result = offset ?? [Double](repeating: 0, count: columns.first?.count ?? 0)
    for (column, term) in zip(columns, fit.terms) {
      for row in result.indices { result[row] += column[row] * term.estimate }
    }
    return result
  }

  /// A quantity and its derivatives in the coefficients; one for each category where the outcome has several.
  private typealias Quantity = (value: Double, gradient: [Double])

  private func prediction(_ set: (String, Value)?, _ point: MarginPoint, _ part: Part) throws(Problem) -> [Quantity] {
    let (design, offset, weights) = try rows(part, set, point)
    if let categories {
      return gradients { parameters in
        categories.probabilities(design, offset, parameters).map { weightedMean($0, weights) }
      }
    }
    let columns = columns(design)
    let (mean, first, _) = response(linear(columns, offset))
    return [
      (
        weightedMean(mean, weights), columns.map { column in weightedMean(zip(column, first).map { $0 * $1 }, weights) }
      )
    ]
  }

  private func columns(_ design: DesignMatrix) -> [[Double]] { (0..<design.columnCount).map { design.column($0) } }

  /// Functions of the coefficients with their gradients by central differences.
  private func gradients(_ function: ([Double]) -> [Double]) -> [Quantity] {
    let estimates = fit.terms.map(\.estimate)
    let slopes = ChoiceEstimation.slopes(of: function, at: estimates, covariance: fit.covariance)
    return function(estimates).enumerated().map { place, value in (value, slopes.map { $0[place] }) }
  }

  private func difference(
    _ variable: String, _ high: (value: Value, text: String), _ low: (value: Value, text: String), _ point: MarginPoint,
    _ part: Part
  ) throws(Problem) -> [MarginalEstimate] {
    let above = try prediction((variable, high.value), point, part)
    let below = try prediction((variable, low.value), point, part)
    let differences = zip(above, below).map { above, below in
      (above.value - below.value, zip(above.gradient, below.gradient).map { $0 - $1 })
    }
    return estimates(variable, "\(high.text) − \(low.text)", level: high.text, differences, part)
  }

  private func slope(_ variable: String, _ point: MarginPoint, _ part: Part) throws(Problem) -> [MarginalEstimate] {
    if let categories { return try slope(variable, point, part, categories) }
    let (design, offset, weights) = try rows(part, nil, point)
    let columns = columns(design)
    let (derivatives, offsetDerivative) = try derivative(variable, point, part)
    let (_, first, second) = response(linear(columns, offset))
    let direction = linear(derivatives, offsetDerivative)
    let value = weightedMean(zip(first, direction).map { $0 * $1 }, weights)
    let gradient = zip(columns, derivatives).map { column, slope in
      weightedMean(
        column.indices.map { second[$0] * direction[$0] * column[$0] + first[$0] * slope[$0] }, weights)
    }
    return estimates(variable, "dy/dx", [(value, gradient)], part)
  }

  private func slope(
    _ variable: String, _ point: MarginPoint, _ part: Part, _ categories: any CategoryProbabilities
  ) throws(Problem) -> [MarginalEstimate] {
    let (design, offset, weights) = try rows(part, nil, point)
    let (direction, offsetDirection) = try derivative(variable, point, part)
    let steps = steps(variable, point, part)
    func moved(_ values: [Double], _ direction: [Double], _ shift: Double) -> [Double] {
      values.indices.map { values[$0] + shift * steps[$0] * direction[$0] }
    }
    let places = Self.fourPoints.map { shift, weight in
      var place = DesignMatrix(rowCount: design.rowCount, hasIntercept: false)
      place.append(
        variable,
        columns: design.columnNames.indices.map {
          (design.columnNames[$0], moved(design.column($0), direction[$0], shift))
        })
      return (
        design: place, offset: offset.map { moved($0, offsetDirection ?? $0.map { _ in 0 }, shift) }, weight: weight
      )
    }
    let slopes = gradients { parameters in
      let parts = places.map { design, offset, weight in
        categories.probabilities(design, offset, parameters).map { probabilities in
          weightedMean(zip(probabilities, steps).map { $0 * weight / $1 }, weights)
        }
      }
      return categories.levels.indices.map { level in parts.reduce(0) { $0 + $1[level] } }
    }
    return estimates(variable, "dy/dx", slopes, part)
  }

  /// Where a derivative is taken along a line, in steps, and what each place counts.
  private static let fourPoints: [(shift: Double, weight: Double)] = [
    (-2, 1.0 / 12), (-1, -2.0 / 3), (1, 2.0 / 3), (2, -1.0 / 12),
  ]

  /// For each row of the design, the step of a derivative: in proportion to the value; powers of two lose nothing.
  private func steps(_ variable: String, _ point: MarginPoint, _ part: Part) -> [Double] {
    let numbers = part.table[variable]?.numbers ?? []
    let least = numbers.map(\.magnitude).filter { $0 > 0 }.min() ?? 1
    func step(_ value: Double) -> Double { powerOfTwo(below: 1e-3 * max(value.magnitude, least)) }
    return point == .means ? [step(weightedMean(numbers, part.weights))] : numbers.map(step)
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

  private func estimates(
    _ variable: String?, _ contrast: String, level: String? = nil, _ quantities: [Quantity], _ part: Part
  ) -> [MarginalEstimate] {
    let df = fit.testDegreesOfFreedom.map(Double.init)
    let half = (1 + fit.confidenceLevel) / 2
    let quantile = df.map { StudentT.quantile(half, df: $0) } ?? Normal.quantile(half)
    return quantities.enumerated().map { place, quantity in
      let (value, gradient) = quantity
      let variance = fit.spread(of: [gradient])?[0, 0]
      let error = variance.flatMap { $0 >= 0 && $0.isFinite ? $0.squareRoot() : nil }
      let statistic = error.flatMap { $0 > 0 ? value / $0 : nil }
      return MarginalEstimate(
        variable: variable, contrast: contrast, level: level, group: part.name, category: categories?.levels[place],
        estimate: value, standardError: error, statistic: statistic,
        pValue: statistic.map { value in df.map { StudentT.twoSided(value, df: $0) } ?? Normal.twoSided(value) },
        confLow: error.map { value - quantile * $0 }, confHigh: error.map { value + quantile * $0 },
        rowCount: part.table.rowCount)
    }
  }
}

private func powerOfTwo(below value: Double) -> Double {
  value > 0 && value.isFinite ? Double(sign: .plus, exponent: value.exponent, significand: 1) : 0x1p-10
}
