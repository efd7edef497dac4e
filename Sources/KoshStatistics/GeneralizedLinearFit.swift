internal import KoshNumerics
internal import KoshTable

/// A fitted generalized linear model; statistics are *z*, intervals are Wald's.
public struct GeneralizedLinearFit: RegressionFit, Hashable {
  /// What came out. The log likelihood of weighted rows is Σ wᵢ lᵢ; with weights that are not whole R's `logLik` rounds
  /// them and differs.
  public let result: RegressionResult
  /// Distribution and link.
  public let family: Family
  /// The log likelihood of the constant (and the offset) alone.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int

  init(
    _ model: GeneralizedLinearModel, schema: Schema, newton: NewtonLikelihood, dropped: [String], cautions: [Caution]
  ) throws(Problems) {
    let (design, y, w) = (newton.design, newton.outcome, newton.weights)
    let columns = design.columnCount
    let triangle = newton.workingTriangle()
    let (residuals, curvature) = newton.rows()
    var cautions = cautions
    let frequencies = model.options.weights?.meaning == .frequency ? w : nil
    let count = frequencies.map { Int($0.reduce(0, +)) } ?? y.count
    let equations = EstimatingEquations(
      bread: triangle.inverseGram, scores: .index(design, residuals), dispersion: 1, parameterCount: columns,
      observationCount: count, isLikelihood: true, frequencies: frequencies, groups: schema.groups,
      populationSizes: schema.populationSizes,
      leverage: {
        let leverage = design.leverage(rootWeights: curvature.map { $0.squareRoot() }, triangle: triangle)
        return frequencies.map { zip(leverage, $0).map { $0 / $1 } } ?? leverage
      },
      refit: { counts in
        var again = NewtonLikelihood(
          model.family, parameter: newton.parameter, design: design, outcome: y,
          weights: w.map { zip($0, counts).map { $0 * $1 } } ?? counts, offset: newton.offset,
          start: newton.coefficients)
        if case .maximum = again.run() { return again.coefficients }
        return nil
      }, estimates: newton.coefficients)
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(model.options)
    let covariance = try Covariance.estimate(type, equations, formula: model.formula)
    cautions += typeCautions
    cautions += RegressionEstimation.conditionCaution(design, triangle: triangle)
    if model.family.isBinary { cautions += Self.extremeProbabilities(model.family.mean(newton.linearPredictor)) }
    let rest = model.family.constantLogLikelihood(outcome: y, weights: w)
    let null = Self.constantAlone(newton, schema: schema) + rest
    var result = RegressionResult(
      model, schema: schema, design: design, estimates: newton.coefficients, covariance: covariance,
      observationCount: count, parameterCount: columns, dropped: dropped, cautions: cautions)
    result.family = model.family
    result.modelLabel = model.family.label
    result.logLikelihood = newton.logLikelihood + rest
    result.mcFaddenRSquared = 1 - (newton.logLikelihood + rest) / null
    if design.hasIntercept, columns > 1 {
      let statistic = max(0, 2 * (newton.logLikelihood + rest - null))
      result.overallTest = OverallTest(
        kind: .likelihoodRatio, statistic: statistic, degreesOfFreedom: columns - 1, residualDegreesOfFreedom: nil,
        pValue: ChiSquared.upper(statistic, df: Double(columns - 1)))
    }
    self.result = result
    family = model.family
    nullLogLikelihood = null
    iterations = newton.iterations
  }

  /// The log likelihood of the constant alone, in closed form where there is no offset.
  private static func constantAlone(_ newton: NewtonLikelihood, schema: Schema) -> Double {
    let (y, w) = (newton.outcome, newton.weights)
    let (mean, total) = (weightedMean(y, w), w.map { $0.reduce(0, +) } ?? Double(y.count))
    if schema.offset == nil {
      switch newton.family {
      case .logit, .probit: return total * (mean * naturalLogarithm(mean) + (1 - mean) * naturalLogarithm(1 - mean))
      case .poisson: return total * (mean * naturalLogarithm(mean) - mean)
      case .negativeBinomial: break
      }
    }
    var alone = NewtonLikelihood(
      newton.family, parameter: newton.parameter, design: DesignMatrix(rowCount: y.count, hasIntercept: true),
      outcome: y, weights: w, offset: newton.offset)
    _ = alone.run()
    return alone.logLikelihood
  }

  private static func extremeProbabilities(_ fitted: [Double]) -> [Caution] {
    let extreme = fitted.count { $0 < 1e-8 || $0 > 1 - 1e-8 }
    guard extreme > 0 else { return [] }
    return [
      Caution(
        "extreme_probabilities",
        Trilingual(
          en:
            "Fitted probabilities are 0 or 1 to eight decimals in rows: \(extreme). The predictors nearly separate the outcome, and Wald tests have little power.",
          ru:
            "Предсказанные вероятности равны 0 или 1 с точностью до восьми знаков, строк: \(extreme). Предикторы почти разделяют исход, мощность тестов Вальда мала.",
          kk:
            "Болжанған ықтималдықтар сегіз таңбаға дейін 0-ге не 1-ге тең жолдар саны: \(extreme). Предикторлар нәтижені дерлік ажыратады, Вальд тестінің қуаты аз."
        ))
    ]
  }
}
