internal import KoshNumerics
internal import KoshTable

/// What the models of choices share: covariances, named problems of the search, tests of the whole.
enum ChoiceEstimation {
  /// What a likelihood leaves behind for its covariance.
  struct Estimate: Sendable {
    var estimates: [Double]
    /// The inverse information.
    var bread: Matrix
    /// For each parameter the score of each observation, times its weight.
    var scores: [[Double]]
    var observationCount: Int
    /// Weights of observations.
    var weights: [Double]?
    var groups: [String: RowGroups]
    var populationSizes: [Double]?
    var refit: (@Sendable ([Double]) -> [Double]?)?
  }

  /// - Throws: Covariances that need leverages, which these models do not have.
  static func checkCovariance(_ options: RegressionOptions, formula: Formula) throws(Problems) {
    guard options.vcov == .hc2 || options.vcov == .hc3 else { return }
    throw Problems(
      Problem(
        .specification, "the covariance \(options.vcov.name) is not defined for \"\(formula.text)\"", at: formula.place,
        why: "it needs leverages, which this model does not have", remedy: "take HC1"))
  }

  static func covariance(_ estimate: Estimate, options: RegressionOptions, formula: Formula) throws(Problems)
    -> Covariance
  {
    let equations = EstimatingEquations(
      bread: estimate.bread, scores: .columns(estimate.scores), dispersion: 1,
      parameterCount: estimate.estimates.count, observationCount: estimate.observationCount, isLikelihood: true,
      frequencies: options.frequencies(estimate.weights), groups: estimate.groups,
      populationSizes: estimate.populationSizes, leverage: nil, refit: estimate.refit,
      estimates: estimate.estimates)
    let (type, cautions) = RegressionEstimation.appliedCovariance(options)
    var covariance = try Covariance.estimate(type, equations, formula: formula)
    covariance.cautions = cautions + covariance.cautions
    return covariance
  }

  /// The test of all parameters against a model without them.
  static func likelihoodRatio(_ logLikelihood: Double, null: Double, degreesOfFreedom: Int) -> OverallTest? {
    guard degreesOfFreedom > 0 else { return nil }
    let statistic = max(0, 2 * (logLikelihood - null))
    return OverallTest(
      kind: .likelihoodRatio, statistic: statistic, degreesOfFreedom: degreesOfFreedom, residualDegreesOfFreedom: nil,
      pValue: ChiSquared.upper(statistic, df: Double(degreesOfFreedom)))
  }

  /// The problem of a likelihood that goes on growing in a direction: the parameters that carry it are named.
  ///
  /// - Parameter spreads: The spread of what each parameter is multiplied by.
  static func separated(
    _ model: String, names: [String], direction: [Double], spreads: [Double], formula: Formula
  ) -> Problems {
    let sizes = zip(direction, spreads).map { ($0 * $1).magnitude }
    let most = sizes.max() ?? 0
    let found = names.indices.filter { sizes[$0] > 0.01 * most && most > 0 }.map { names[$0] }
    let joined =
      found.count > 1 ? found.dropLast().joined(separator: ", ") + " and " + found[found.count - 1] : found.first ?? ""
    return Problems(
      Problem(
        .specification,
        "\(joined) \(found.count > 1 ? "together separate" : "separates") the outcome \(formula.outcome.text)",
        at: formula.place,
        why:
          "\(found.count > 1 ? "these coefficients" : "its coefficient") would grow without bound, so the \(model) \"\(formula.text)\" has no finite estimate",
        remedy: found.count > 1
          ? "leave one of them out, or merge rare categories" : "leave it out, or merge rare categories"))
  }

  static func stuck(_ model: String, iterations: Int, formula: Formula) -> Problems {
    Problems(
      Problem(
        .specification, "the \(model) \"\(formula.text)\" did not converge in \(iterations) iterations",
        at: formula.place, why: "its likelihood is too flat for a maximum to be found",
        remedy: "take predictors away, or bring them to similar sizes"))
  }

  /// For each parameter the derivatives of functions of all parameters, by central differences over a small part of its
  /// standard error.
  static func slopes(of function: ([Double]) -> [Double], at estimates: [Double], covariance: [[Double]]?) -> [[Double]]
  {
    estimates.indices.map { j -> [Double] in
      let error = covariance.map { max(0, $0[j][j]).squareRoot() } ?? max(1e-4, estimates[j].magnitude)
      let step = 6e-6 * max(error, 1e-8 * estimates[j].magnitude, 1e-300) * 100
      var (above, below) = (estimates, estimates)
      above[j] += step
      below[j] -= step
      return zip(function(above), function(below)).map { ($0 - $1) / (above[j] - below[j]) }
    }
  }

  /// Quantities that are functions of the parameters, with standard errors by the delta method (central differences).
  static func deltaMethod(
    _ estimates: [Double], covariance: [[Double]]?, _ function: ([Double]) -> [Double]
  ) -> [(estimate: Double, standardError: Double?)] {
    let values = function(estimates)
    guard let covariance else { return values.map { ($0, nil) } }
    let slopes = slopes(of: function, at: estimates, covariance: covariance)
    return values.indices.map { position in
      let gradient = slopes.map { $0[position] }
      var variance = 0.0
      for i in gradient.indices {
        for j in gradient.indices { variance += gradient[i] * covariance[i][j] * gradient[j] }
      }
      return (values[position], variance >= 0 ? variance.squareRoot() : nil)
    }
  }

  /// An entry of a table of margins; tests are *z*.
  static func margin(
    variable: String?, contrast: String, level: String?, category: String?,
    _ value: (estimate: Double, standardError: Double?),
    confidenceLevel: Double, rowCount: Int
  ) -> MarginalEstimate {
    let quantile = Normal.quantile((1 + confidenceLevel) / 2)
    let statistic = value.standardError.flatMap { $0 > 0 ? value.estimate / $0 : nil }
    return MarginalEstimate(
      variable: variable, contrast: contrast, level: level, group: nil, category: category, estimate: value.estimate,
      standardError: value.standardError, statistic: statistic, pValue: statistic.map { Normal.twoSided($0) },
      confLow: value.standardError.map { value.estimate - quantile * $0 },
      confHigh: value.standardError.map { value.estimate + quantile * $0 }, rowCount: rowCount)
  }
}
