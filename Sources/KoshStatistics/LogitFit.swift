internal import CKernels
internal import KoshNumerics
internal import KoshTable

/// A fitted logit; statistics are *z*, intervals are Wald's.
public struct LogitFit: RegressionFit, Hashable {
  /// What came out. The log likelihood is Σ wᵢ (yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)); with weights that are not whole R's
  /// `logLik` rounds them and differs.
  public let result: RegressionResult
  /// The log likelihood of the constant alone.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int

  init(_ model: LogitModel, schema: Schema, newton: NewtonLogit, dropped: [String], cautions: [Caution]) {
    let (design, y, w) = (newton.design, newton.outcome, newton.weights)
    let columns = design.columnCount
    let triangle = newton.workingTriangle()
    let (fitted, curvature) = newton.probabilities()
    let residuals = zip(y, fitted).map { $0 - $1 }
    let bread = triangle.inverseGram
    var cautions = cautions
    var covariance: Matrix?
    if model.vcov == .iid {
      covariance = bread
    } else {
      let omega = RegressionEstimation.omega(
        model.vcov, scoreResiduals: w.map { zip(residuals, $0).map { $0 * $1 } } ?? residuals,
        leverage: { design.leverage(rootWeights: curvature.map { $0.squareRoot() }, triangle: triangle) },
        columns: columns)
      covariance = omega.map { RegressionEstimation.sandwich(design, bread: bread, omega: $0) }
      if omega == nil { cautions.append(RegressionEstimation.undefinedCovariance(model.vcov)) }
    }
    cautions += RegressionEstimation.conditionCaution(design, triangle: triangle)
    let extreme = fitted.count { $0 < 1e-8 || $0 > 1 - 1e-8 }
    if extreme > 0 {
      cautions.append(
        Caution(
          "extreme_probabilities",
          Trilingual(
            en:
              "Fitted probabilities are 0 or 1 to eight decimals in rows: \(extreme). The predictors nearly separate the outcome, and Wald tests have little power.",
            ru:
              "Предсказанные вероятности равны 0 или 1 с точностью до восьми знаков, строк: \(extreme). Предикторы почти разделяют исход, мощность тестов Вальда мала.",
            kk:
              "Болжанған ықтималдықтар сегіз таңбаға дейін 0-ге не 1-ге тең жолдар саны: \(extreme). Предикторлар нәтижені дерлік ажыратады, Вальд тестінің қуаты аз."
          )))
    }
    let share = weightedMean(y, w)
    let null =
      (w.map { $0.reduce(0, +) } ?? Double(y.count))
      * (share * naturalLogarithm(share) + (1 - share) * naturalLogarithm(1 - share))
    var result = RegressionResult(
      model, schema: schema, design: design, estimates: newton.coefficients, covariance: covariance,
      statisticIsT: false, fitted: fitted, dropped: dropped, cautions: cautions)
    result.logLikelihood = newton.logLikelihood
    result.mcFaddenRSquared = 1 - newton.logLikelihood / null
    if design.hasIntercept, columns > 1 {
      let statistic = max(0, 2 * (newton.logLikelihood - null))
      result.overallTest = OverallTest(
        kind: .likelihoodRatio, statistic: statistic, degreesOfFreedom: columns - 1, residualDegreesOfFreedom: nil,
        pValue: ChiSquared.upper(statistic, df: Double(columns - 1)))
    }
    self.result = result
    nullLogLikelihood = null
    iterations = newton.iterations
  }
}

/// 1 / (1 + e⁻ˣ) of each value.
func logistic(_ values: [Double]) -> [Double] {
  var result = [Double](repeating: 0, count: values.count)
  kosh_logistic(values, values.count, &result)
  return result
}
