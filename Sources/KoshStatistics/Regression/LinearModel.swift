internal import KoshNumerics
public import KoshTable

/// Least squares, asked for: a formula and how to weight and to estimate the covariance. It holds no data.
///
///     let fit = try LinearModel("migration ~ gdp + unemployment", vcov: .hc3).fit(table)
///     fit["gdp"]?.estimate
public struct LinearModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions

  /// A model from its parts.
  public init(formula: Formula, options: RegressionOptions = RegressionOptions()) {
    self.formula = formula
    self.options = options
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, vcov: CovarianceType = .iid, weights: RegressionWeights? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula),
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear))
  }

  /// Fits the model: coefficients minimise Σ wᵢ (yᵢ − xᵢβ)².
  ///
  /// By Householder reflections in one pass over the rows (never through normal equations) and one step of refinement.
  /// Rows that lack a value of any variable of the formula or the weights, or whose weight is 0, are left out and
  /// counted in ``RegressionFit/rowLosses``.
  ///
  /// σ² is Σ wᵢ eᵢ² / (n − k). The log likelihood is that of normal errors at the maximum-likelihood variance,
  /// ½ (Σ log wᵢ − n (log 2π + 1 − log n + log Σ wᵢ eᵢ²)).
  ///
  /// - Throws: ``Problems``: unknown or unsuitable variables, no usable rows, fewer rows than coefficients, collinear
  ///   predictors (unless ``dropCollinear``), a negative or infinite weight.
  /// - Complexity: O(*n* · *k*²) time; O(*n*) memory besides the table.
  ///
  /// Source: same numbers as R's `lm`, `logLik`, `AIC`, `BIC`, and `vcovHC` of sandwich.
  public func fit(_ table: Table) throws(Problems) -> LinearFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try RegressionEstimation.checkNoneAbsorbed(formula, model: "a linear model without fixed effects")
    let schema = try Schema(formula, options: options, outcome: .numbers, table: table)
    try RegressionEstimation.checkRows(schema)
    let root = schema.weights.map { $0.map { $0.squareRoot() } }
    let outcome = schema.offset.map { zip(schema.outcome, $0).map { $0 - $1 } } ?? schema.outcome
    var triangle = schema.design.triangle(rootWeights: root, right: outcome)
    let (design, dropped, dropCautions) = try RegressionEstimation.estimable(
      schema, triangle: triangle, dropCollinear: options.dropCollinear)
    if !dropped.isEmpty { triangle = design.triangle(rootWeights: root, right: outcome) }
    return try LinearFit(
      self, schema: schema, design: design, triangle: triangle, dropped: dropped, cautions: dropCautions)
  }
}

/// A fitted least-squares regression; statistics are *t*.
public struct LinearFit: RegressionFit, Hashable {
  /// What came out.
  public let result: RegressionResult
  /// Σ wᵢ eᵢ².
  public let residualSumOfSquares: Double
  /// Σ wᵢ (yᵢ − ȳ)² about the weighted mean, or Σ wᵢ yᵢ² without an intercept.
  public let totalSumOfSquares: Double

  /// The multiple correlation R, the root of R²; `nil` where R² is undefined.
  public var multipleR: Double? { result.rSquared.flatMap { $0 >= 0 ? $0.squareRoot() : nil } }

  init(
    _ model: LinearModel, schema: Schema, design: DesignMatrix, triangle: DesignTriangle, dropped: [String],
    cautions: [Caution]
  ) throws(Problems) {
    let (y, w) = (schema.outcome, schema.weights)
    let (rows, columns) = (design.rowCount, design.columnCount)
    func weighted(_ values: [Double]) -> [Double] { w.map { zip(values, $0).map { $0 * $1 } } ?? values }
    func difference(_ coefficients: [Double]) -> [Double] {
      let fitted = design.linearPredictor(coefficients)
      guard let offset = schema.offset else { return zip(y, fitted).map { $0 - $1 } }
      return y.indices.map { y[$0] - (fitted[$0] + offset[$0]) }
    }
    // One step of refinement wins back digits that a badly scaled problem loses.
    var coefficients = triangle.coefficients
    let step = triangle.solveGram(design.transposedProduct(weighted(difference(coefficients))))
    coefficients = zip(coefficients, step).map { $0 + $1 }
    var residuals = difference(coefficients)
    let condition = RegressionDiagnostics.conditionNumber(design, triangle: triangle, scale: .unitLength)
    if let condition,
      condition > (rows <= Self.fewRows ? RegressionEstimation.conditionLimit : Self.refinementLimit)
    {
      (coefficients, residuals) = Self.refined(
        coefficients, design: design, triangle: triangle,
        outcome: schema.offset.map { zip(y, $0).map { $0 - $1 } } ?? y, weights: w)
    }
    let rss = weightedSquares(residuals, w)

    var total: Double
    if design.hasIntercept {
      let weightSum = w.map { $0.reduce(0, +) } ?? Double(rows)
      let mean = weighted(y).reduce(0, +) / weightSum
      total = weightedSquares(y.map { $0 - mean }, w)
      // What remains of a constant is the rounding of its mean.
      if total <= 1e-28 * weightedSquares(y, w) { total = 0 }
    } else {
      total = weightedSquares(y, w)
    }
    let frequencies = model.options.frequencies(w)
    let count = model.options.observations(rows: rows, weights: w)
    let df = count - columns
    let variance = df > 0 ? rss / Double(df) : nil
    let slopes = columns - (design.hasIntercept ? 1 : 0)
    var cautions = cautions
    let root = w.map { $0.map { $0.squareRoot() } }
    var equations = EstimatingEquations(
      bread: triangle.inverseGram, scores: .index(design, weighted(residuals)), dispersion: variance,
      parameterCount: columns, observationCount: count, isLikelihood: false, frequencies: frequencies,
      groups: schema.groups, populationSizes: schema.populationSizes,
      leverage: {
        let leverage = design.leverage(rootWeights: root, triangle: triangle)
        return frequencies.map { zip(leverage, $0).map { $0 / $1 } } ?? leverage
      },
      refit: { counts in
        let weights = w.map { zip($0, counts).map { $0 * $1 } } ?? counts
        let outcome = schema.offset.map { zip(y, $0).map { $0 - $1 } } ?? y
        let again = design.triangle(rootWeights: weights.map { $0.squareRoot() }, right: outcome)
        return again.ranked.dependent.isEmpty ? again.coefficients : nil
      }, estimates: coefficients)
    equations.canonical = CanonicalModel(
      mean: .identity, design: design, outcome: y, weights: w, offset: schema.offset)
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(model.options)
    var covariance = try Covariance.estimate(type, equations, formula: model.formula)
    try covariance.keepDigits(
      equations, condition: condition, triangle: triangle.unscaled, scores: { equations.scoreColumns },
      formula: model.formula)
    cautions += typeCautions
    cautions += RegressionEstimation.conditionCaution(design, triangle: triangle)
    cautions += Self.fitCautions(df: df, rss: rss, total: total, y: y, weights: w)

    var result = RegressionResult(
      model, schema: schema, design: design, estimates: coefficients, covariance: covariance, observationCount: count,
      parameterCount: columns, dropped: dropped, cautions: cautions)
    result.parameterCount = columns + 1
    if rss > 0 {
      let logWeights = frequencies == nil ? w.map { $0.reduce(0) { $0 + naturalLogarithm($1) } } ?? 0 : 0
      let spread = naturalLogarithm(2 * .pi) + 1 - naturalLogarithm(Double(count)) + naturalLogarithm(rss)
      result.logLikelihood = 0.5 * (logWeights - Double(count) * spread)
    }
    result.rSquared = total > 0 ? 1 - rss / total : nil
    if df > 0, total > 0 {
      result.adjustedRSquared = 1 - rss / total * Double(count - (design.hasIntercept ? 1 : 0)) / Double(df)
    }
    result.sigma = variance.map { $0.squareRoot() }
    if slopes > 0, df > 0, rss > 0, total > 0 {
      let f = ((total - rss) / Double(slopes)) / (rss / Double(df))
      result.overallTest = OverallTest(
        kind: .f, statistic: f, degreesOfFreedom: slopes, residualDegreesOfFreedom: df,
        pValue: FisherF.upper(max(0, f), df1: Double(slopes), df2: Double(df)))
    }
    self.result = result
    residualSumOfSquares = rss
    totalSumOfSquares = total
  }

  /// The condition number from which refinement is worth a few passes over any number of rows.
  private static let refinementLimit = 1e4
  /// So few rows that refinement takes no time to speak of.
  private static let fewRows = 100_000

  /// Steps of refinement from residuals with twice the digits, as long as they get shorter: what the condition number
  /// took from the coefficients comes back, unless the columns themselves were rounded.
  ///
  /// Source: Å. Björck (1967), *BIT* 7, 257–278.
  private static func refined(
    _ start: [Double], design: DesignMatrix, triangle: DesignTriangle, outcome: [Double], weights: [Double]?
  ) -> (coefficients: [Double], residuals: [Double]) {
    var coefficients = start
    var score = design.refinedScore(outcome: outcome, weights: weights, coefficients: coefficients)
    var before = Double.infinity
    for _ in 0..<10 {
      let step = triangle.solveGram(score.score)
      let size = zip(step, coefficients).reduce(0) { max($0, $1.1 == 0 ? 0 : ($1.0 / $1.1).magnitude) }
      guard size < before / 2, size > 1e-17 else { break }
      before = size
      coefficients = zip(coefficients, step).map { $0 + $1 }
      score = design.refinedScore(outcome: outcome, weights: weights, coefficients: coefficients)
    }
    return (coefficients, score.residuals)
  }

  static func fitCautions(df: Int, rss: Double, total: Double, y: [Double], weights: [Double]?) -> [Caution] {
    if total == 0 {
      return [
        Caution(
          "constant_outcome",
          Trilingual(
            en: "The outcome has the same value in every row used: there is nothing to explain, and R² is undefined.",
            ru: "Зависимая переменная одинакова во всех строках: объяснять нечего, и R² не определён.",
            kk: "Тәуелді айнымалы барлық жолда бірдей: түсіндіретін ештеңе жоқ, R² анықталмаған."))
      ]
    }
    if df == 0 {
      return [
        Caution(
          "saturated",
          Trilingual(
            en: "There are as many coefficients as rows: every model would fit, and standard errors are undefined.",
            ru: "Коэффициентов столько же, сколько строк: подошла бы любая модель, стандартные ошибки не определены.",
            kk:
              "Коэффициенттер саны жолдар санына тең: кез келген модель сәйкес келер еді, стандартты қателер анықталмаған."
          ))
      ]
    }
    // The residuals are no more than the rounding of the outcome itself.
    if rss <= 1e-28 * weightedSquares(y, weights) {
      return [
        Caution(
          "perfect_fit",
          Trilingual(
            en: "The fit is essentially perfect: standard errors and statistics are made of rounding only.",
            ru: "Подгонка практически точная: стандартные ошибки и статистики отражают лишь округление.",
            kk: "Сәйкестік іс жүзінде дәл: стандартты қателер мен статистикалар тек дөңгелектеуден тұрады."))
      ]
    }
    return []
  }
}

func weightedSquares(_ values: [Double], _ weights: [Double]?) -> Double {
  guard let weights else { return values.reduce(0) { $0 + $1 * $1 } }
  return zip(values, weights).reduce(0) { $0 + $1.1 * $1.0 * $1.0 }
}
