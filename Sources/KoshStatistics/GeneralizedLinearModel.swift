public import KoshTable

/// A generalized linear model, asked for: logit, probit, Poisson or negative binomial. It holds no data.
///
///     let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + i(region)").fit(table)
///     RegressionDiagnostics.ratios(fit)
public struct GeneralizedLinearModel: RegressionModel, Hashable {
  /// Distribution and link.
  public var family: Family
  /// The model.
  public var formula: Formula
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions

  /// A model from its parts.
  public init(_ family: Family, formula: Formula, options: RegressionOptions = RegressionOptions()) {
    self.family = family
    self.formula = formula
    self.options = options
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ family: Family, _ formula: String, vcov: CovarianceType = .iid, weights: RegressionWeights? = nil,
    confidenceLevel: Double = 0.95, dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      family, formula: try Formula(formula),
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear))
  }

  /// Fits the model by maximum likelihood: Newton's method with halved steps where one leads downhill, each iteration
  /// one sweep over the rows, and a last step by QR from which the covariance is made. The covariance is that of the
  /// observed information (the second derivatives), as in Stata's `logit`, `probit`, `poisson`.
  ///
  /// The outcome of a logit or probit is a column of 0 and 1, or of two categories of which the second in code-point
  /// order is 1 (with a caution that says so); that of a Poisson or negative binomial regression is at least 0 and need
  /// not be whole. Rows that lack a value of any variable, or whose weight is 0, are left out and counted.
  ///
  /// - Throws: ``Problems``: those of ``LinearModel/fit(_:)``, an outcome that does not suit the family or does not
  ///   vary, and separation: predictors that tell the outcomes apart without error, wholly or in some rows, so that no
  ///   finite estimate exists. The separating predictor is named.
  /// - Complexity: O(*n* · *k*²) for each of the few iterations; O(*n*) memory besides the table.
  ///
  /// Source: same numbers as R's `glm` iterated to convergence. Separation as in A. Albert, J. A. Anderson (1984),
  /// *Biometrika* 71(1), 1–10.
  public func fit(_ table: Table) throws(Problems) -> GeneralizedLinearFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try RegressionEstimation.checkNoneAbsorbed(formula, model: family.article)
    let schema = try Schema(formula, options: options, outcome: family.outcomeKind, table: table)
    try RegressionEstimation.checkRows(schema)
    var design = schema.design
    var (dropped, cautions): ([String], [Caution]) = ([], [])
    var newton = NewtonLikelihood(family, design: design, schema: schema)
    if !newton.isPlainlyEstimable {
      (design, dropped, cautions) = try RegressionEstimation.estimable(
        schema, triangle: design.triangle(), dropCollinear: options.dropCollinear)
      newton = NewtonLikelihood(family, design: design, schema: schema)
    }
    switch newton.run() {
    case .maximum: break
    case .separated(let direction):
      throw Separation(design: design, outcome: schema.outcome, formula: formula).problems(direction: direction)
    case .stuck:
      throw Problems(
        Problem(
          .specification,
          "the \(family.label.en.lowercased()) \"\(formula.text)\" did not converge in \(newton.iterations) iterations",
          at: formula.place, why: "its likelihood is too flat for a maximum to be found",
          remedy: "take predictors away, or bring them to similar sizes"))
    }
    return try GeneralizedLinearFit(self, schema: schema, newton: newton, dropped: dropped, cautions: cautions)
  }
}

func weightedMean(_ values: [Double], _ weights: [Double]?) -> Double {
  guard let weights else { return values.reduce(0, +) / Double(values.count) }
  return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
}
