internal import KoshNumerics
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
  /// one sweep over the rows on all cores. The covariance is that of the observed information (the second derivatives),
  /// as in Stata's `logit`, `probit`, `poisson`, `nbreg`.
  ///
  /// Many rows of few different values are put together to cells first, with the same numbers but for rounding.
  /// The dispersion α of a negative binomial regression is estimated together with the coefficients; where the counts
  /// spread no more than Poisson's, α is 0 and the fit is Poisson's, with a caution.
  ///
  /// The outcome of a logit or probit is a column of 0 and 1, or of two categories of which the second in code-point
  /// order is 1 (with a caution that says so); that of a Poisson or negative binomial regression is at least 0 and need
  /// not be whole. Rows that lack a value of any variable, or whose weight is 0, are left out and counted.
  ///
  /// - Throws: ``Problems``: those of ``LinearModel/fit(_:)``, an outcome that does not suit the family or does not
  ///   vary, and separation: predictors that tell the outcomes apart without error, wholly or in some rows, so that no
  ///   finite estimate exists. The separating predictor is named.
  /// - Complexity: O(*n* · *k*²) for each of the few iterations; O(*k*²) memory besides the table for model-based, HC0,
  ///   HC1 and clustered standard errors, O(*n*) for others.
  ///
  /// Source: same numbers as R's `glm` iterated to convergence. Separation as in A. Albert, J. A. Anderson (1984),
  /// *Biometrika* 71(1), 1–10, and S. Correia, P. Guimarães, T. Zylkin (2019), *Verifying the existence of maximum
  /// likelihood estimates for generalized linear models*, arXiv:1903.01633.
  public func fit(_ table: Table) throws(Problems) -> GeneralizedLinearFit {
    try fit(table, inCells: true)
  }

  /// - Parameter inCells: Whether equal rows may be put together first.
  func fit(_ table: Table, inCells: Bool) throws(Problems) -> GeneralizedLinearFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try RegressionEstimation.checkNoneAbsorbed(formula, model: family.article)
    let schema = try Schema(formula, options: options, outcome: family.outcomeKind, table: table)
    try RegressionEstimation.checkRows(schema)
    let rows = LikelihoodData(
      design: schema.design, outcome: schema.outcome, weights: schema.weights, offset: schema.offset)
    if inCells, let cells = Cells.compress(rows, isFrequency: options.weights?.meaning == .frequency) {
      var newton = NewtonLikelihood(firstFamily, data: cells, meat: squares(of: cells))
      // What has no plain answer is looked at row by row, in which it can be explained.
      if newton.isPlainlyEstimable, case .maximum = newton.run() {
        return try finish(schema: schema, rows: rows, newton: newton, dropped: [], cautions: [])
      }
    }
    return try fitRows(schema: schema, rows: rows)
  }

  private func fitRows(schema: Schema, rows: LikelihoodData) throws(Problems) -> GeneralizedLinearFit {
    var rows = rows
    var (dropped, cautions): ([String], [Caution]) = ([], [])
    var newton = NewtonLikelihood(firstFamily, data: rows, meat: squares(of: rows))
    if !newton.isPlainlyEstimable {
      (rows.design, dropped, cautions) = try RegressionEstimation.estimable(
        schema, triangle: rows.design.triangle(), dropCollinear: options.dropCollinear)
      newton = NewtonLikelihood(firstFamily, data: rows, meat: squares(of: rows))
    }
    switch newton.run() {
    case .maximum: break
    case .separated(let direction) where family.isBinary:
      throw Separation(design: rows.design, outcome: rows.outcome, formula: formula).problems(direction: direction)
    case .separated(let direction):
      throw CountSeparation(design: rows.design, outcome: rows.outcome, family: family, formula: formula)
        .problems(direction: direction)
    case .stuck: throw notConverged(newton.iterations)
    }
    return try finish(schema: schema, rows: rows, newton: newton, dropped: dropped, cautions: cautions)
  }

  private func finish(
    schema: Schema, rows: LikelihoodData, newton: NewtonLikelihood, dropped: [String], cautions: [Caution]
  ) throws(Problems) -> GeneralizedLinearFit {
    guard family == .negativeBinomial else {
      return try GeneralizedLinearFit(
        self, schema: schema, rows: rows, newton: newton, dropped: dropped, cautions: cautions)
    }
    var search = NegativeBinomialSearch(poisson: newton)
    switch search.run() {
    case .maximum:
      return try GeneralizedLinearFit(
        self, schema: schema, rows: rows, search: search, dropped: dropped, cautions: cautions)
    case .noDispersion:
      return try GeneralizedLinearFit(
        self, schema: schema, rows: rows, newton: newton, dropped: dropped,
        cautions: cautions + [NegativeBinomialSearch.noDispersion])
    case .stuck: throw notConverged(search.iterations)
    }
  }

  /// A negative binomial regression begins at Poisson's estimate.
  private var firstFamily: Family { family == .negativeBinomial ? .poisson : family }

  /// The squared scores that the covariance needs of a sweep.
  private func squares(of data: LikelihoodData) -> ScoreSquares {
    switch RegressionEstimation.appliedCovariance(options).type {
    case .hc0, .hc1: break
    default: return .none
    }
    if data.squares != nil { return .cells }
    return options.weights?.meaning == .frequency || (data.weights != nil && options.weights == nil)
      ? .frequencies : .rows
  }

  private func notConverged(_ iterations: Int) -> Problems {
    Problems(
      Problem(
        .specification,
        "the \(family.label.en.lowercased()) \"\(formula.text)\" did not converge in \(iterations) iterations",
        at: formula.place, why: "its likelihood is too flat for a maximum to be found",
        remedy: "take predictors away, or bring them to similar sizes"))
  }
}
