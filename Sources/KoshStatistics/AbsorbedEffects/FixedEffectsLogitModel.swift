internal import KoshNumerics
public import KoshTable

/// The fixed-effects logit of Chamberlain, asked for: every group has a constant of its own, which is not estimated but
/// conditioned away. It holds no data.
///
/// The likelihood is the probability of each group's outcomes given how many of them are 1, which does not depend on
/// the group's constant. What is the same in all rows of a group cannot be estimated, and groups whose outcome does not
/// vary tell nothing; they are left out and counted.
///
///     let fit = try FixedEffectsLogitModel("moves ~ income + married | person").fit(table)
public struct FixedEffectsLogitModel: RegressionModel, Hashable {
  /// The model; what stands after `|` is the variable of the groups (`a^b` for combinations).
  public var formula: Formula
  /// Covariance, weights, confidence level. A group is what robust covariances sum over; weights and clusters are the
  /// same in all of its rows.
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

  static let label = Trilingual(
    en: "Fixed-effects logit", ru: "Логит с фиксированными эффектами", kk: "Тұрақты әсерлері бар логит")

  /// Fits the model by maximum likelihood: Newton's method; the sum over all arrangements of a group's outcomes and its
  /// derivatives come from a recursion.
  ///
  /// - Throws: ``Problems``: no group or more than one set of groups after `|`, an outcome that varies within no group,
  ///   predictors that are constant within groups, collinearity, separation.
  /// - Complexity: O(Σ *n* · *m* · *k*²) for each iteration, *n* a group's rows and *m* the rarer outcome's number.
  ///
  /// Source: G. Chamberlain (1980), *Review of Economic Studies* 47(1), 225–238; the recursion as M. H. Gail, J. H.
  /// Lubin, L. V. Rubinstein (1981), *Biometrika* 68(3), 703–707. Same numbers as R's `survival::clogit(method =
  /// "exact")` and Stata's `clogit`.
  public func fit(_ table: Table) throws(Problems) -> FixedEffectsLogitFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try ChoiceEstimation.checkCovariance(options, formula: formula)
    guard formula.absorbed.count == 1, let variables = formula.absorbed.first else {
      throw Problems(
        Problem(
          .specification,
          formula.absorbed.isEmpty
            ? "the fixed-effects logit \"\(formula.text)\" names no groups"
            : "the fixed-effects logit \"\(formula.text)\" names \(formula.absorbed.count) sets of groups",
          at: formula.place, why: "it conditions on one set of groups",
          remedy: "name it after |: outcome ~ predictors | group"))
    }
    let rows = try ChoiceRows(.groups, formula: formula, options: options, by: variables, table: table)
    let design = try ChoiceDesign(rows, options: options)
    return try FixedEffectsLogitFit(self, rows: rows, design: design)
  }
}

/// A fitted fixed-effects logit; statistics are *z*, coefficients log odds ratios.
public struct FixedEffectsLogitFit: RegressionFit, Hashable {
  /// What came out. Observations are the rows of groups whose outcome varies. Fitted values are, for each row, the
  /// probability that it would be the one with the outcome 1 if just one row of its group had it.
  public let result: RegressionResult
  /// Groups used.
  public let groupCount: Int
  /// The log likelihood at coefficients of 0.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int

  init(_ model: FixedEffectsLogitModel, rows: ChoiceRows, design: ChoiceDesign) throws(Problems) {
    let schema = rows.schema
    let data = ChoiceData(
      .group, sets: rows.sets, design: design.design, outcome: schema.outcome, weights: rows.weights,
      offset: schema.offset)
    let name = "fixed-effects logit"
    let estimate = try ChoiceEstimate(data, name: name, rows: rows, formula: model.formula)
    let groups = model.options.observations(rows: rows.sets.count, weights: rows.weights)
    let covariance = try estimate.covariance(rows, observationCount: groups, options: model.options)
    let count = model.options.observations(rows: schema.outcome.count, weights: schema.weights)
    var result = RegressionResult(
      model, schema: schema, design: design.design, estimates: estimate.estimates, covariance: covariance,
      observationCount: count, parameterCount: estimate.estimates.count, dropped: design.dropped,
      cautions: rows.cautions + design.cautions)
    result.rowLosses = rows.losses
    result.modelLabel = FixedEffectsLogitModel.label
    result.ratioName = Family.logit.ratioName
    result.logLikelihood = estimate.logLikelihood
    result.mcFaddenRSquared = 1 - estimate.logLikelihood / estimate.nullLogLikelihood
    result.overallTest = ChoiceEstimation.likelihoodRatio(
      estimate.logLikelihood, null: estimate.nullLogLikelihood, degreesOfFreedom: estimate.estimates.count)
    let single = ChoiceData(
      .choice, sets: rows.sets, design: design.design, outcome: schema.outcome, weights: nil, offset: schema.offset)
    result.givenFittedValues = (single.details(estimate.estimates)?.probabilities).map {
      ConditionalLogitFit.inTableOrder($0, rows.sets)
    }
    self.result = result
    groupCount = rows.sets.count
    nullLogLikelihood = estimate.nullLogLikelihood
    iterations = estimate.iterations
  }
}
