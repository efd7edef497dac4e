internal import KoshNumerics
public import KoshTable

/// Least squares with absorbed effects, asked for: one constant for each level of any number of variables, which are
/// estimated but not printed. It holds no data.
///
///     let model = try FixedEffectsLinearModel("y ~ x + z | school + year", vcov: .cluster("school"))
///     let fit = try model.fit(table)
///     fit["x"]?.estimate
///     fit.withinRSquared
public struct FixedEffectsLinearModel: AbsorbedEffectsModel, Hashable {
  /// The model; ``Formula/absorbed`` names the effects.
  public var formula: Formula
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions
  /// What is done with rows that are alone in their level.
  public var singletons: SingletonRule
  /// How the effects' parameters are counted.
  public var effectCount: EffectCount
  /// The number of threads, 0 for as many as there are processors; the numbers are the same with any.
  public var threads = 0

  /// A model from its parts.
  public init(
    formula: Formula, options: RegressionOptions = RegressionOptions(), singletons: SingletonRule = .drop,
    effectCount: EffectCount = .connected
  ) {
    self.formula = formula
    self.options = options
    self.singletons = singletons
    self.effectCount = effectCount
  }

  /// Fits the model: the coefficients are those that indicators of all levels would give.
  ///
  /// The effects are taken out of the outcome and of every predictor by exact least squares (one dimension eliminated, the
  /// others by conjugate gradients over cells, to a relative accuracy of 1e-11); the remainders are regressed on each other
  /// by Householder reflections (Frisch, Waugh and Lovell). Rows that are alone in their level are left out by
  /// ``singletons`` and counted in ``RegressionResult/rowLosses``, as are rows that lack a value.
  ///
  /// Degrees of freedom and corrections count the effects' parameters by ``effectCount``; those of clustered standard errors
  /// count an effect that is nested in the clusters as one.
  ///
  /// - Throws: ``Problems``: those of ``LinearModel/fit(_:)``; a predictor that does not vary within the effects; no rows
  ///   left.
  /// - Complexity: O(rows · predictors²) time for each of the two or three passes, and O(cells · predictors) for each of
  ///   the iterations within; O(rows · predictors) memory for the remainders.
  ///
  /// Source: S. Correia (2016), *Linear Models with High-Dimensional Fixed Effects*; same numbers as `lm` with factors,
  /// and as fixest's `feols` where its conventions are chosen.
  public func fit(_ table: Table) throws(Problems) -> FixedEffectsFit {
    var setup = try AbsorbedSetup(
      formula, options: options, outcome: .numbers, singletons: singletons, threads: threads, table: table)
    let schema = setup.schema
    let (y, w) = (schema.outcome, schema.weights)
    let response = schema.offset.map { zip(y, $0).map { $0 - $1 } } ?? y
    var passes = AbsorbedPasses(setup.effects, columns: [response] + setup.predictors, weights: w)
    var taken = AbsorbedLeastSquares(passes)
    if !taken.absorbed.isEmpty {
      try setup.drop(absorbed: taken.absorbed.map { $0 - 1 })
      passes = AbsorbedPasses(setup.effects, columns: [response] + setup.predictors, weights: w)
      taken = AbsorbedLeastSquares(passes)
    }
    guard taken.isConverged else {
      throw setup.notConverged(
        "what remains of the columns still has means within levels", tolerance: AbsorbedLeastSquares.tolerance)
    }
    let remainders = passes.remainders(0..<passes.width)
    var projected = setup.design.replacing(Array(remainders.dropFirst()))
    let root = w.map { $0.map { $0.squareRoot() } }
    var triangle = projected.triangle(rootWeights: root, right: remainders[0])
    var slots = Array(0..<setup.design.columnCount)
    if !triangle.ranked.dependent.isEmpty {
      let dropped = try setup.drop(dependentIn: projected, triangle: triangle)
      slots.removeAll { dropped.contains($0) }
      projected = projected.removing(Set(dropped))
      triangle = projected.triangle(rootWeights: root, right: remainders[0])
    }

    func weighted(_ values: [Double]) -> [Double] { w.map { zip(values, $0).map { $0 * $1 } } ?? values }
    func difference(_ coefficients: [Double]) -> [Double] {
      zip(remainders[0], projected.linearPredictor(coefficients)).map { $0 - $1 }
    }
    var coefficients = triangle.coefficients
    let step = triangle.solveGram(projected.transposedProduct(weighted(difference(coefficients))))
    coefficients = zip(coefficients, step).map { $0 + $1 }
    let residuals = difference(coefficients)
    let rss = weightedSquares(residuals, w)
    let within = weightedSquares(remainders[0], w)
    let total = taken.centred[0] <= 1e-28 * weightedSquares(y, w) ? 0 : taken.centred[0]

    let absorbed = setup.effects.counted(effectCount, clusters: setup.clusters(options))
    let columns = setup.design.columnCount
    let parameters = columns + absorbed.parameterCount
    let isClustered = if case .clusters = options.vcov { true } else { false }
    let corrected = isClustered ? columns + absorbed.parameterCountBesideClusters : parameters
    let count = setup.observationCount
    let df = count - parameters
    let variance = df > 0 ? rss / Double(df) : nil
    let equations = EstimatingEquations(
      bread: triangle.inverseGram, scores: .index(projected, weighted(residuals)), dispersion: variance,
      parameterCount: corrected, observationCount: count, isLikelihood: false, frequencies: setup.frequencies,
      groups: schema.groups, populationSizes: schema.populationSizes, leverage: nil, refit: nil,
      estimates: coefficients)
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(options)
    let covariance = try Covariance.estimate(type, equations, formula: formula)
    var cautions = setup.cautions + typeCautions
    cautions += RegressionEstimation.conditionCaution(projected, triangle: triangle)
    cautions += LinearFit.fitCautions(df: df, rss: rss, total: total, y: y, weights: w)

    var full = [Double](repeating: 0, count: passes.width - 1)
    for (slot, value) in zip(slots, coefficients) { full[slot] = value }
    passes.nameEffects(full)
    let effects = setup.effects.restored(passes.arrangedEffects())

    var result = RegressionResult(
      self, schema: schema, design: setup.design, estimates: coefficients, covariance: covariance,
      observationCount: count, parameterCount: parameters, dropped: setup.dropped, cautions: cautions)
    result.parameterCount = parameters + 1
    result.modelLabel = setup.label(result.modelLabel)
    result.offsetValues = schema.offset.map { zip(effects, $0).map { $0 + $1 } } ?? effects
    if rss > 0 {
      let logWeights = setup.frequencies == nil ? w.map { $0.reduce(0) { $0 + naturalLogarithm($1) } } ?? 0 : 0
      let spread = naturalLogarithm(2 * .pi) + 1 - naturalLogarithm(Double(count)) + naturalLogarithm(rss)
      result.logLikelihood = 0.5 * (logWeights - Double(count) * spread)
    }
    result.rSquared = total > 0 ? 1 - rss / total : nil
    result.sigma = variance.map { $0.squareRoot() }
    if df > 0, total > 0 {
      result.adjustedRSquared = 1 - rss / total * Double(count - 1) / Double(df)
      if rss > 0 {
        let f = ((within - rss) / Double(columns)) / (rss / Double(df))
        result.overallTest = OverallTest(
          kind: .f, statistic: f, degreesOfFreedom: columns, residualDegreesOfFreedom: df,
          pValue: FisherF.upper(max(0, f), df1: Double(columns), df2: Double(df)))
      }
    }
    return FixedEffectsFit(
      result: result, absorbed: absorbed, passes: passes, withinRSquared: within > 0 ? 1 - rss / within : nil,
      iterations: taken.passCount, correctionParameterCount: corrected)
  }
}
