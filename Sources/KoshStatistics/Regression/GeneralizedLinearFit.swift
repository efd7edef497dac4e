internal import KoshNumerics
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A fitted generalized linear model; statistics are *z*, intervals are Wald's.
public struct GeneralizedLinearFit: RegressionFit, Hashable {
  /// A likelihood-ratio test of a negative binomial regression against Poisson's, that is of α = 0.
  public struct OverdispersionTest: Sendable, Hashable {
    /// Twice the difference of the log likelihoods.
    public let statistic: Double
    /// Half of P(χ² with one degree of freedom ≥ statistic): α = 0 lies at the edge of what α can be, where half of all
    /// samples give a statistic of 0 (Stata's `chibar2`).
    ///
    /// Source: S. G. Self, K.-Y. Liang (1987), *Journal of the American Statistical Association* 82, 605–610.
    public let pValue: Double
  }

  /// What came out. The log likelihood of weighted rows is Σ wᵢ lᵢ; with weights that are not whole R's `logLik` rounds
  /// them and differs.
  public let result: RegressionResult
  /// Distribution and link.
  public let family: Family
  /// The log likelihood of the constant (and the offset) alone.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int
  /// The dispersion α of a negative binomial regression, whose variance is μ + α μ², with its standard error; the
  /// interval is that of log α, made exponential. It has no *z*: α = 0 lies at the edge (see ``overdispersionTest``).
  /// `nil` for other families and where α is 0.
  public var alpha: TermEstimate? { result.alpha }
  /// The test against Poisson's regression; `nil` for other families.
  public let overdispersionTest: OverdispersionTest?

  /// - Parameter rows: The rows as they are, even where `newton` has cells of them.
  init(
    _ model: GeneralizedLinearModel, schema: Schema, rows: LikelihoodData, newton: NewtonLikelihood, dropped: [String],
    cautions: [Caution]
  ) throws(Problems) {
    let (columns, family) = (newton.coefficients.count, newton.family)
    let (coefficients, parameter) = (newton.coefficients, newton.parameter)
    let triangle = newton.triangle
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(model.options)
    let (frequencies, count) = Self.observations(model, rows: rows)
    let linear: @Sendable () -> [Double] = {
      let linear = rows.design.linearPredictor(coefficients)
      return rows.offset.map { zip(linear, $0).map { $0 + $1 } } ?? linear
    }
    var equations = EstimatingEquations(
      bread: triangle.inverseGram,
      scores: .index(
        rows.design, type.needsRowScores ? rows.rows(family, parameter: parameter, linear: linear()).residual : []),
      dispersion: 1, parameterCount: columns, observationCount: count, isLikelihood: true, frequencies: frequencies,
      groups: schema.groups, populationSizes: schema.populationSizes,
      leverage: {
        let curvature = rows.rows(family, parameter: parameter, linear: linear()).curvature
        let leverage = rows.design.leverage(rootWeights: curvature.map { $0.squareRoot() }, triangle: triangle)
        return frequencies.map { zip(leverage, $0).map { $0 / $1 } } ?? leverage
      },
      refit: { counts in
        var again = rows
        again.weights = rows.weights.map { zip($0, counts).map { $0 * $1 } } ?? counts
        var refit = NewtonLikelihood(family, parameter: parameter, data: again, start: coefficients)
        if case .maximum = refit.run() { return refit.coefficients }
        return nil
      }, estimates: coefficients,
      streamed: StreamedScores(
        squares: newton.current.meat,
        groupSums: { codes, count in
          rows.design.groupSums(
            family, parameter: parameter, data: rows, coefficients: coefficients, codes: codes, count: count)
        }))
    equations.canonical = CanonicalModel(
      family, design: rows.design, outcome: rows.outcome, weights: rows.weights, offset: rows.offset)
    var covariance = try Covariance.estimate(type, equations, formula: model.formula)
    try covariance.keepDigits(
      equations,
      condition: RegressionDiagnostics.conditionNumber(rows.design, triangle: triangle, scale: .unitLength),
      triangle: triangle.unscaled,
      scores: {
        let residual = rows.rows(family, parameter: parameter, linear: linear()).residual
        return (0..<columns).map { j in zip(rows.design.column(j), residual).map { $0 * $1 } }
      }, formula: model.formula)
    let rest = Self.constantLogLikelihood(family, newton.data)
    let null = Self.constantAlone(newton) + rest
    var all = cautions + typeCautions + RegressionEstimation.conditionCaution(rows.design, triangle: triangle)
    if family.isBinary, newton.current.largestPredictor > Self.unremarkablePredictor {
      all += Self.extremeProbabilities(family.mean(linear()))
    }
    var result = RegressionResult(
      model, schema: schema, design: rows.design, estimates: coefficients, covariance: covariance,
      observationCount: count, parameterCount: columns, dropped: dropped, cautions: all)
    Self.complete(&result, family: family, logLikelihood: newton.logLikelihood + rest, null: null)
    self.result = result
    self.family = model.family
    nullLogLikelihood = null
    iterations = newton.iterations
    overdispersionTest =
      model.family == .negativeBinomial ? OverdispersionTest(statistic: 0, pValue: 1) : nil
  }

  /// - Parameter rows: The rows as they are, even where `search` has cells of them.
  init(
    _ model: GeneralizedLinearModel, schema: Schema, rows: LikelihoodData, search: NegativeBinomialSearch,
    dropped: [String], cautions: [Caution]
  ) throws(Problems) {
    let columns = search.coefficients.count
    guard let triangle = DesignTriangle(crossProducts: search.information, tolerance: 1e-14) else {
      throw Problems(
        Problem(
          .specification, "\(model.family.article) \"\(model.formula.text)\" has no standard errors",
          at: model.formula.place, why: "its likelihood is flat in some direction at the maximum",
          remedy: "take predictors away, or bring them to similar sizes"))
    }
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(model.options)
    let (frequencies, count) = Self.observations(model, rows: rows)
    let equations = EstimatingEquations(
      bread: triangle.inverseGram, scores: .columns(type == .iid ? [] : search.scoreColumns(rows)), dispersion: 1,
      parameterCount: columns + 1, observationCount: count, isLikelihood: true, frequencies: frequencies,
      groups: schema.groups, populationSizes: schema.populationSizes, leverage: nil,
      refit: { counts in
        var again = rows
        again.weights = rows.weights.map { zip($0, counts).map { $0 * $1 } } ?? counts
        var refit = NegativeBinomialSearch(again: search, data: again)
        if case .maximum = refit.run() { return refit.coefficients + [refit.alpha] }
        return nil
      }, estimates: search.coefficients + [search.alpha])
    var covariance = try Covariance.estimate(type, equations, formula: model.formula)
    try covariance.keepDigits(
      equations,
      condition: RegressionDiagnostics.conditionNumber(
        rows.design, triangle: search.poisson.triangle, scale: .unitLength),
      triangle: triangle.unscaled, scores: { equations.scoreColumns }, formula: model.formula)
    let variance = covariance.matrix.map { $0[columns, columns] }
    let slopes = Array(0..<columns)
    covariance.matrix = covariance.matrix.map { $0.selecting(rows: slopes, columns: slopes) }
    let rest = Self.constantLogLikelihood(.negativeBinomial, search.data)
    let null = Self.constantAlone(search) + rest
    var result = RegressionResult(
      model, schema: schema, design: rows.design, estimates: search.coefficients, covariance: covariance,
      observationCount: count, parameterCount: columns, dropped: dropped,
      cautions: cautions + typeCautions
        + RegressionEstimation.conditionCaution(rows.design, triangle: search.poisson.triangle))
    Self.complete(&result, family: .negativeBinomial, logLikelihood: search.logLikelihood + rest, null: null)
    result.parameterCount = columns + 1
    let error = variance.flatMap { $0 >= 0 ? $0.squareRoot() : nil }
    let reach = error.map { Normal.quantile((1 + model.options.confidenceLevel) / 2) * $0 / search.alpha }
    result.alpha = TermEstimate(
      term: "alpha", estimate: search.alpha, standardError: error, statistic: nil, pValue: nil,
      confLow: reach.map { search.alpha * exp(-$0) }, confHigh: reach.map { search.alpha * exp($0) })
    self.result = result
    family = .negativeBinomial
    nullLogLikelihood = null
    iterations = search.iterations
    let statistic = max(0, 2 * (search.logLikelihood - search.poisson.logLikelihood))
    overdispersionTest = OverdispersionTest(statistic: statistic, pValue: ChiSquared.upper(statistic, df: 1) / 2)
  }

  private static func observations(_ model: GeneralizedLinearModel, rows: LikelihoodData) -> ([Double]?, Int) {
    let frequencies = model.options.frequencies(rows.weights)
    return (frequencies, frequencies.map { Int(ColumnFacts($0).sum) } ?? rows.outcome.count)
  }

  private static func complete(_ result: inout RegressionResult, family: Family, logLikelihood: Double, null: Double) {
    let (design, columns) = (result.design, result.terms.count)
    result.family = family
    result.modelLabel = family.label
    result.ratioName = family.ratioName
    result.logLikelihood = logLikelihood
    result.mcFaddenRSquared = null < 0 ? 1 - logLikelihood / null : nil
    guard design.hasIntercept, columns > 1 else { return }
    let statistic = max(0, 2 * (logLikelihood - null))
    result.overallTest = OverallTest(
      kind: .likelihoodRatio, statistic: statistic, degreesOfFreedom: columns - 1, residualDegreesOfFreedom: nil,
      pValue: ChiSquared.upper(statistic, df: Double(columns - 1)))
  }

  /// The part of the log likelihood that depends on no coefficient: −Σ wᵢ log yᵢ! for counts.
  private static func constantLogLikelihood(_ family: Family, _ data: LikelihoodData) -> Double {
    family.isBinary ? 0 : -CountTally.logFactorials(data.outcome, weights: data.weights)
  }

  /// The log likelihood of the constant alone, in closed form where there is no offset.
  private static func constantAlone(_ newton: NewtonLikelihood) -> Double {
    let data = newton.data
    if data.offset == nil {
      let mean = weightedMean(data.outcome, data.weights)
      let total = data.weights.map { ColumnFacts($0).sum } ?? Double(data.outcome.count)
      switch newton.family {
      case .logit, .probit: return total * (mean * naturalLogarithm(mean) + (1 - mean) * naturalLogarithm(1 - mean))
      case .poisson: return total * (mean * naturalLogarithm(mean) - mean)
      case .negativeBinomial: break
      }
    }
    return alone(newton.family, data).logLikelihood
  }

  /// The negative binomial's constant alone has its own α.
  private static func constantAlone(_ search: NegativeBinomialSearch) -> Double {
    let poisson = alone(.poisson, search.data)
    var constant = NegativeBinomialSearch(poisson: poisson)
    if case .maximum = constant.run() { return constant.logLikelihood }
    return poisson.logLikelihood
  }

  private static func alone(_ family: Family, _ data: LikelihoodData) -> NewtonLikelihood {
    var data = data
    data.design = DesignMatrix(rowCount: data.outcome.count, hasIntercept: true)
    var newton = NewtonLikelihood(family, data: data)
    _ = newton.run()
    return newton
  }

  /// A linear predictor up to which no probability is remarkable.
  private static let unremarkablePredictor = 5.5

  private static func extremeProbabilities(_ fitted: [Double]) -> [Caution] {
    let extreme = fitted.count { $0 < 1e-8 || $0 > 1 - 1e-8 }
    guard extreme > 0 else { return [] }
    return [
      Caution(
        "extreme_probabilities",
        Trilingual(
          en:
            "Fitted probabilities are 0 or 1 to eight decimals in rows: \(extreme). The predictors all but tell who has which outcome, so coefficients are very large and their p-values tell little.",
          ru:
            "Предсказанные вероятности равны 0 или 1 с точностью до восьми знаков, строк: \(extreme). Предикторы почти полностью определяют исход, поэтому коэффициенты очень велики, а их p-значения мало о чём говорят.",
          kk:
            "Болжанған ықтималдықтар сегіз таңбаға дейін 0-ге не 1-ге тең жолдар саны: \(extreme). Предикторлар нәтижені толық дерлік анықтайды, сондықтан коэффициенттер өте үлкен, ал олардың p-мәндері аз нәрсе айтады."
        ))
    ]
  }
}
