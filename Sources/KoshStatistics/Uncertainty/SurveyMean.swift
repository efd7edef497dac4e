internal import KoshNumerics
public import KoshTable

/// A number about a population, estimated from a sample by its design.
public struct SurveyEstimate: Sendable, Hashable {
  /// What is estimated: the variable, or a level of it.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error by the design; `nil` where it is undefined.
  public let standardError: Double?
  /// The lower end of the confidence interval, *t* with units − strata degrees of freedom.
  public let confLow: Double?
  /// The upper end of the confidence interval.
  public let confHigh: Double?
  /// Its variance over that of as many rows drawn at random with replacement (Kish's deff); `nil` for totals and ratios,
  /// and where a variable does not vary.
  public let designEffect: Double?
  /// Sampling units − strata.
  public let degreesOfFreedom: Int
  /// Rows with a value, not weighted.
  public let observationCount: Int
}

/// The mean of a variable in the population, Σ w x / Σ w, with the error of the sample's design by linearisation.
///
///     try surveyMean("income", in: table, weights: "w", design: SurveyDesign(strata: "region", psu: "school"))
///
/// - Parameters:
///   - variable: Numbers. Rows that lack a value add nothing, but their sampling units are counted: who answered is a
///     domain of the sample.
///   - weights: The variable of sampling weights, at least 0; `nil` for equal ones.
///   - design: Strata, sampling units, population sizes; rows that lack one of them or the weight are left out.
///   - confidenceLevel: The probability of the interval.
/// - Throws: All the ``Problems``: unknown or unsuitable variables, strata of one unit, population sizes that cannot be.
///
/// Source: W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., chapters 5, 6, 11. Same numbers as `svymean` with
/// `deff = "replace"` of the R package survey.
public func surveyMean(
  _ variable: String, in table: Table, weights: String? = nil, design: SurveyDesign = SurveyDesign(),
  confidenceLevel: Double = 0.95
) throws(Problems) -> SurveyEstimate {
  let sample = try SurveySample([variable], numeric: true, table, weights, design, confidenceLevel)
  return sample.mean(sample.numbers(variable), name: variable)
}

/// The shares of the levels of a variable in the population, each like ``surveyMean(_:in:weights:design:confidenceLevel:)``
/// of 0 and 1, in code-point order.
public func surveyProportions(
  _ variable: String, in table: Table, weights: String? = nil, design: SurveyDesign = SurveyDesign(),
  confidenceLevel: Double = 0.95
) throws(Problems) -> [SurveyEstimate] {
  let sample = try SurveySample([variable], numeric: false, table, weights, design, confidenceLevel)
  let cells = (0..<sample.table.rowCount).map { sample.table[variable]?.text(at: $0) }
  return Set(cells.compactMap { $0 }).sorted(by: codePointOrder).map { level in
    sample.mean(cells.map { $0.map { $0 == level ? 1 : 0 } ?? .nan }, name: level)
  }
}

/// The sum of a variable over the population, Σ w x; weights must be inverse probabilities of selection.
///
/// Otherwise like ``surveyMean(_:in:weights:design:confidenceLevel:)``.
public func surveyTotal(
  _ variable: String, in table: Table, weights: String, design: SurveyDesign = SurveyDesign(),
  confidenceLevel: Double = 0.95
) throws(Problems) -> SurveyEstimate {
  let sample = try SurveySample([variable], numeric: true, table, weights, design, confidenceLevel)
  let values = sample.numbers(variable)
  let parts = zip(values, sample.weights).map { $0.isNaN ? 0 : $0 * $1 }
  return sample.estimate(
    variable, parts.reduce(0, +), scores: parts, observations: values.count { !$0.isNaN }, randomVariance: nil)
}

/// The ratio of two totals, Σ w y / Σ w x, such as the cost of a pupil.
///
/// Rows that lack one of the two add nothing. Otherwise like ``surveyMean(_:in:weights:design:confidenceLevel:)``.
public func surveyRatio(
  _ numerator: String, to denominator: String, in table: Table, weights: String? = nil,
  design: SurveyDesign = SurveyDesign(), confidenceLevel: Double = 0.95
) throws(Problems) -> SurveyEstimate {
  let sample = try SurveySample([numerator, denominator], numeric: true, table, weights, design, confidenceLevel)
  let (y, x) = (sample.numbers(numerator), sample.numbers(denominator))
  let known = y.indices.filter { !y[$0].isNaN && !x[$0].isNaN }
  let bottom = known.reduce(0) { $0 + sample.weights[$1] * x[$1] }
  guard bottom != 0 else {
    throw Problems(
      Problem(
        .data, "the weighted sum of \(denominator) is 0", at: Place(variable: denominator),
        why: "nothing can be divided by it", remedy: "choose another denominator"))
  }
  let ratio = known.reduce(0) { $0 + sample.weights[$1] * y[$1] } / bottom
  var scores = [Double](repeating: 0, count: y.count)
  for row in known { scores[row] = sample.weights[row] * (y[row] - ratio * x[row]) / bottom }
  return sample.estimate(
    "\(numerator) / \(denominator)", ratio, scores: scores, observations: known.count, randomVariance: nil)
}

/// The rows of a sample whose design is known.
private struct SurveySample {
  let table: Table
  let weights: [Double]
  let units: SampledUnits
  let confidenceLevel: Double

  init(
    _ variables: [String], numeric: Bool, _ table: Table, _ weights: String?, _ design: SurveyDesign,
    _ confidenceLevel: Double
  ) throws(Problems) {
    try RegressionEstimation.checkLevel(confidenceLevel, place: Place())
    let grouping = [design.strata, design.psu].compactMap { $0 }
    let numbers = (numeric ? variables : []) + [weights, design.populationSize].compactMap { $0 }
    var problems: [Problem] = []
    for name in variables + grouping + [weights, design.populationSize].compactMap({ $0 }) {
      if table[name] == nil {
        problems.append(
          Problem(
            .specification, "there is no variable \"\(name)\" in \(table.name)",
            remedy: Spelling.advice(for: name, among: table.names)))
      } else if numbers.contains(name), table[name]?.isNumeric == false {
        problems.append(
          Problem(
            .specification, "\(name) holds categories, and numbers are needed",
            remedy: variables.contains(name) ? "take the shares of its categories" : "name a numeric variable"))
      }
    }
    if !problems.isEmpty { throw Problems(problems) }
    let needed = grouping + [weights, design.populationSize].compactMap { $0 }
    if let weights, let row = table[weights]?.numbers?.firstIndex(where: { $0 < 0 || $0.isInfinite }) {
      throw Problems(
        Problem(
          .data,
          "the weight \(weights) is \((table[weights]?.number(at: row) ?? 0) < 0 ? "negative" : "infinite") in "
            + Schema.rowName(row, lines: table.lines ?? []),
          why: "a sampling weight is how many units a row stands for, at least 0", remedy: "correct the weight"))
    }
    let rows = (0..<table.rowCount).filter { row in
      needed.allSatisfy { table[$0]?.isMissing(at: row) == false }
        && (weights.map { (table[$0]?.number(at: row) ?? 0) > 0 } ?? true)
    }
    let used = table.selecting(rows)
    guard rows.contains(where: { row in variables.allSatisfy { table[$0]?.isMissing(at: row) == false } }) else {
      throw Problems(
        Problem(
          .data, "no row of \(table.name) has \((variables + needed).joined(separator: ", "))",
          remedy: "look at which of them are missing"))
    }
    self.table = used
    self.weights = weights.flatMap { used[$0]?.numbers } ?? [Double](repeating: 1, count: rows.count)
    var groups: [String: RowGroups] = [:]
    for name in grouping { groups[name] = used[name].map { RowGroups($0) } }
    units = try SampledUnits(
      design, groups: groups, populationSizes: design.populationSize.flatMap { used[$0]?.numbers },
      rowCount: rows.count, place: Place())
    self.confidenceLevel = confidenceLevel
  }

  func numbers(_ variable: String) -> [Double] { table[variable]?.numbers ?? [] }

  func mean(_ values: [Double], name: String) -> SurveyEstimate {
    let known = values.indices.filter { !values[$0].isNaN }
    let sum = known.reduce(0) { $0 + weights[$1] }
    let mean = known.reduce(0) { $0 + weights[$1] * values[$1] } / sum
    var scores = [Double](repeating: 0, count: values.count)
    var squares = 0.0
    for row in known {
      scores[row] = weights[row] * (values[row] - mean) / sum
      squares += weights[row] * (values[row] - mean) * (values[row] - mean)
    }
    let n = Double(known.count)
    return estimate(
      name, mean, scores: scores, observations: known.count,
      randomVariance: n > 1 ? squares / sum / (n - 1) : nil)
  }

  func estimate(
    _ name: String, _ estimate: Double, scores: [Double], observations: Int, randomVariance: Double?
  ) -> SurveyEstimate {
    let df = units.degreesOfFreedom
    let variance = df > 0 ? units.variance(of: units.sums([scores])).map { $0[0, 0] } : nil
    let error = variance.map { $0.squareRoot() }
    let reach = error.map { $0 * StudentT.quantile((1 + confidenceLevel) / 2, df: Double(df)) }
    return SurveyEstimate(
      name: name, estimate: estimate, standardError: error, confLow: reach.map { estimate - $0 },
      confHigh: reach.map { estimate + $0 },
      designEffect: variance.flatMap { variance in
        randomVariance.flatMap { $0 > 0 ? variance / $0 : nil }
      }, degreesOfFreedom: df, observationCount: observations)
  }
}
