internal import KoshNumerics
public import KoshTable

/// Least squares, asked for: a formula and how to weight and to estimate the covariance. It holds no data.
///
///     let fit = try LinearModel("migration ~ gdp + unemployment", vcov: .hc3).fit(table)
///     fit["gdp"]?.estimate
public struct LinearModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// How the covariance of the coefficients is estimated.
  public var vcov: CovarianceType
  /// The variable of analytic weights: a row's variance is σ² / weight, as in R's `lm(weights =)`.
  public var weights: String?
  /// The probability of the confidence intervals, between 0 and 1.
  public var confidenceLevel: Double
  /// Whether predictors that are linear combinations of earlier ones are left out (with a caution) instead of refused.
  public var dropCollinear: Bool

  /// A model from its parts.
  public init(
    formula: Formula, vcov: CovarianceType = .iid, weights: String? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) {
    self.formula = formula
    self.vcov = vcov
    self.weights = weights
    self.confidenceLevel = confidenceLevel
    self.dropCollinear = dropCollinear
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, vcov: CovarianceType = .iid, weights: String? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula), vcov: vcov, weights: weights, confidenceLevel: confidenceLevel,
      dropCollinear: dropCollinear)
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
    try RegressionEstimation.checkLevel(confidenceLevel, place: formula.place)
    let schema = try Schema(formula, weights: weights, outcome: .numbers, table: table)
    try RegressionEstimation.checkRows(schema)
    let root = schema.weights.map { $0.map { $0.squareRoot() } }
    var triangle = schema.design.triangle(rootWeights: root, right: schema.outcome)
    let (design, dropped, dropCautions) = try RegressionEstimation.estimable(
      schema, triangle: triangle, dropCollinear: dropCollinear)
    if !dropped.isEmpty { triangle = design.triangle(rootWeights: root, right: schema.outcome) }
    return LinearFit(self, schema: schema, design: design, triangle: triangle, dropped: dropped, cautions: dropCautions)
  }
}

/// A fitted least-squares regression; statistics are *t* with n − k degrees of freedom.
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
  ) {
    let (y, w) = (schema.outcome, schema.weights)
    let (rows, columns) = (design.rowCount, design.columnCount)
    func weighted(_ values: [Double]) -> [Double] { w.map { zip(values, $0).map { $0 * $1 } } ?? values }
    func difference(_ coefficients: [Double]) -> [Double] {
      zip(y, design.linearPredictor(coefficients)).map { $0 - $1 }
    }
    // One step of refinement wins back digits that a badly scaled problem loses.
    var coefficients = triangle.coefficients
    let step = triangle.solveGram(design.transposedProduct(weighted(difference(coefficients))))
    coefficients = zip(coefficients, step).map { $0 + $1 }
    let fitted = design.linearPredictor(coefficients)
    let residuals = zip(y, fitted).map { $0 - $1 }
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
    let df = rows - columns
    let variance = df > 0 ? rss / Double(df) : nil
    let slopes = columns - (design.hasIntercept ? 1 : 0)
    var cautions = cautions
    let bread = triangle.inverseGram
    var covariance: Matrix?
    if model.vcov == .iid {
      covariance = variance.map { variance in
        Matrix(rows: columns, columns: columns, values: bread.values.map { $0 * variance })
      }
    } else if df > 0 {
      let root = w.map { $0.map { $0.squareRoot() } }
      let omega = RegressionEstimation.omega(
        model.vcov, scoreResiduals: weighted(residuals),
        leverage: { design.leverage(rootWeights: root, triangle: triangle) }, columns: columns)
      covariance = omega.map { RegressionEstimation.sandwich(design, bread: bread, omega: $0) }
      if omega == nil { cautions.append(RegressionEstimation.undefinedCovariance(model.vcov)) }
    }
    cautions += RegressionEstimation.conditionCaution(design, triangle: triangle)
    cautions += Self.fitCautions(df: df, rss: rss, total: total, y: y, weights: w)

    var result = RegressionResult(
      model, schema: schema, design: design, estimates: coefficients, covariance: covariance, statisticIsT: true,
      fitted: fitted, dropped: dropped, cautions: cautions)
    result.parameterCount = columns + 1
    if rss > 0 {
      let logWeights = w.map { $0.reduce(0) { $0 + naturalLogarithm($1) } } ?? 0
      let spread = naturalLogarithm(2 * .pi) + 1 - naturalLogarithm(Double(rows)) + naturalLogarithm(rss)
      result.logLikelihood = 0.5 * (logWeights - Double(rows) * spread)
    }
    result.rSquared = total > 0 ? 1 - rss / total : nil
    if df > 0, total > 0 {
      result.adjustedRSquared = 1 - rss / total * Double(rows - (design.hasIntercept ? 1 : 0)) / Double(df)
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

  private static func fitCautions(df: Int, rss: Double, total: Double, y: [Double], weights: [Double]?) -> [Caution] {
    if total == 0 {
      return [
        Caution(
          "constant_outcome",
          Trilingual(
            en: "The outcome does not vary: R² is undefined.",
            ru: "Зависимая переменная не меняется: R² не определён.",
            kk: "Тәуелді айнымалы өзгермейді: R² анықталмаған."))
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
