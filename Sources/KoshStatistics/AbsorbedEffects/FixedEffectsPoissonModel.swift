internal import KoshNumerics
public import KoshTable

/// Poisson pseudo-maximum likelihood with absorbed effects, asked for: the gravity model of flows, among others. It holds
/// no data.
///
/// The outcome is at least 0 and need not be whole; coefficients are right for any variance if the mean is e to the linear
/// predictor and standard errors are robust.
///
///     let model = try FixedEffectsPoissonModel(
///       "flow ~ log(distance) + border | origin + destination + year", vcov: .cluster("origin"))
///     let fit = try model.fit(table)
///     fit["border"]?.estimate
///     fit.effects(of: "origin")
public struct FixedEffectsPoissonModel: AbsorbedEffectsModel, Hashable {
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
  /// Newton's method on coefficients and effects together, until the root mean square of a step in the linear predictor is
  /// below 1e-9; each iteration is one pass over the rows, and the equations of the effects are solved over cells by
  /// conjugate gradients. Rows of levels whose outcomes are all 0 are left out (their effect is −∞ and they say nothing),
  /// then rows that are alone in their level by ``singletons``; both are counted in ``RegressionResult/rowLosses``, as are
  /// rows that lack a value.
  ///
  /// Model-based standard errors are those of the information, without a correction; corrections of others count the
  /// effects' parameters by ``effectCount``, and an effect that is nested in the clusters as one.
  ///
  /// - Throws: ``Problems``: those of ``GeneralizedLinearModel/fit(_:)``; a predictor that does not vary within the
  ///   effects; outcomes of 0 that predictors or several effects together predict without error; no rows left.
  /// - Complexity: O(rows · predictors²) time for each of some eight passes; O(rows · predictors) memory.
  ///
  /// Source: S. Correia, P. Guimarães, T. Zylkin (2020), *Stata Journal* 20(1), 95–115, for the model and separation; same
  /// numbers as R's `glm` with factors, and as fixest's `fepois` where its conventions are chosen.
  public func fit(_ table: Table) throws(Problems) -> FixedEffectsFit {
    var setup = try AbsorbedSetup(
      formula, options: options, outcome: .counts, singletons: singletons, threads: threads, table: table)
    let schema = setup.schema
    let (y, w) = (schema.outcome, schema.weights)
    let poisson = try estimated(&setup)
    let passes = poisson.passes
    let coefficients = poisson.coefficients
    let projected = setup.design.replacing(passes.remainders(1..<passes.width))
    passes.nameEffects(coefficients)
    let arranged = passes.arrangedEffects()
    let effects = setup.effects.restored(arranged)
    let means = setup.effects.restored(passes.arrangedMeans(arranged, beta: coefficients))
    let scores = w.map { w in y.indices.map { w[$0] * (y[$0] - means[$0]) } } ?? zip(y, means).map { $0 - $1 }

    let absorbed = setup.effects.counted(effectCount, clusters: setup.clusters(options))
    let columns = setup.design.columnCount
    let parameters = columns + absorbed.parameterCount
    let isClustered = if case .clusters = options.vcov { true } else { false }
    let corrected = isClustered ? columns + absorbed.parameterCountBesideClusters : parameters
    let equations = EstimatingEquations(
      bread: poisson.bread, scores: .index(projected, scores), dispersion: 1, parameterCount: corrected,
      observationCount: setup.observationCount, isLikelihood: true, frequencies: setup.frequencies,
      groups: schema.groups, populationSizes: schema.populationSizes, leverage: nil, refit: nil,
      estimates: coefficients)
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(options)
    let covariance = try Covariance.estimate(type, equations, formula: formula)

    let sums = poissonOutcomeSums(y, weights: w, threads: threads)
    let total = w.map { zip(y, $0).reduce(0) { $0 + $1.0 * $1.1 } } ?? y.reduce(0, +)
    let null = constantAlone(schema, total: total) - sums.factorials
    var result = RegressionResult(
      self, schema: schema, design: setup.design, estimates: coefficients, covariance: covariance,
      observationCount: setup.observationCount, parameterCount: parameters, dropped: setup.dropped,
      cautions: setup.cautions + typeCautions)
    result.family = .poisson
    result.ratioName = Family.poisson.ratioName
    result.modelLabel = setup.label(Family.poisson.label)
    result.offsetValues = schema.offset.map { zip(effects, $0).map { $0 + $1 } } ?? effects
    result.logLikelihood = poisson.logLikelihood - sums.factorials
    result.mcFaddenRSquared = null < 0 ? 1 - (poisson.logLikelihood - sums.factorials) / null : nil
    return FixedEffectsFit(
      result: result, absorbed: absorbed, passes: passes,
      deviance: max(0, 2 * (sums.logs - total - poisson.logLikelihood)), nullLogLikelihood: null,
      iterations: poisson.iterations + 1, correctionParameterCount: corrected)
  }

  /// The maximum, once predictors that cannot be estimated are named.
  private func estimated(_ setup: inout AbsorbedSetup) throws(Problems) -> AbsorbedPoisson {
    let schema = setup.schema
    while true {
      let passes = AbsorbedPasses(
        setup.effects, columns: [schema.outcome] + setup.predictors, weights: schema.weights, offset: schema.offset)
      var poisson = AbsorbedPoisson(passes, outcome: schema.outcome, weights: schema.weights)
      switch poisson.run() {
      case .maximum: return poisson
      case .absorbed(let columns): try setup.drop(absorbed: columns)
      case .collinear:
        // Which one it is does not depend on the weights: least squares of the predictors alone tells.
        let plain = AbsorbedPasses(setup.effects, columns: [schema.outcome] + setup.predictors, weights: schema.weights)
        _ = AbsorbedLeastSquares(plain)
        let projected = setup.design.replacing(plain.remainders(1..<plain.width))
        let root = schema.weights.map { $0.map { $0.squareRoot() } }
        let dropped = try setup.drop(dependentIn: projected, triangle: projected.triangle(rootWeights: root))
        if dropped.isEmpty {
          throw setup.notConverged(
            "the predictors nearly depend on each other within the effects", tolerance: AbsorbedPoisson.tolerance)
        }
      case .separated(let rows, let predictors):
        throw separation(rows, predictors: predictors, setup: setup)
      case .stuck:
        throw setup.notConverged(
          "Newton's method found no maximum in \(poisson.iterations) iterations", tolerance: AbsorbedPoisson.tolerance)
      }
    }
  }

  private func separation(_ rows: [Int], predictors: [Int], setup: AbsorbedSetup) -> Problems {
    let schema = setup.schema
    let names = predictors.map { setup.design.columnNames[$0] }
    let effects = setup.effects.dimensions.map(\.name).joined(separator: ", ")
    let shown = rows.prefix(8).map { String((schema.selection?[$0] ?? $0) + 1) }.joined(separator: ", ")
    let by =
      names.isEmpty
      ? "the effects of \(effects) together" : names.joined(separator: ", ") + " and the effects of \(effects)"
    return Problems(
      Problem(
        .specification,
        "\(by) predict outcomes of 0 without error (separation) in \(rows.count) \(rows.count == 1 ? "row" : "rows")",
        at: formula.place,
        why: "the likelihood grows for ever as these means go to 0, so that no finite estimate exists; rows: "
          + shown + (rows.count > 8 ? ", …" : ""),
        remedy: names.isEmpty
          ? "leave these rows out: they say nothing about the coefficients, or absorb fewer effects"
          : "leave out \(names.joined(separator: ", ")), or these rows"))
  }

  /// Σ w (y η − μ) of a constant and the offset alone.
  private func constantAlone(_ schema: Schema, total: Double) -> Double {
    let (y, w) = (schema.outcome, schema.weights)
    guard let offset = schema.offset else {
      let weight = w.map { $0.reduce(0, +) } ?? Double(y.count)
      return total * naturalLogarithm(total / weight) - total
    }
    let exposure = Family.poisson.mean(offset)
    let sum = w.map { zip(exposure, $0).reduce(0) { $0 + $1.0 * $1.1 } } ?? exposure.reduce(0, +)
    let constant = naturalLogarithm(total / sum)
    let products = y.indices.reduce(0) { $0 + (w?[$1] ?? 1) * y[$1] * (constant + offset[$1]) }
    return products - total
  }
}
