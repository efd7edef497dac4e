internal import KoshNumerics
public import KoshTable

/// The ordered logit (proportional odds), asked for: an outcome whose categories rise from low to high. It holds no
/// data.
///
/// log odds of being at most in category j = κⱼ − xβ: a positive coefficient goes with higher categories, and e to it
/// is the ratio of the odds of being above any threshold, the same for all. There is no constant; the thresholds
/// κ₁ < κ₂ < … take its place and are named `low|middle`.
///
///     let model = try OrderedLogitModel("satisfaction ~ age + i(region)", order: ["low", "middle", "high"])
///     let fit = try model.fit(table)
///     try MarginalEffects(fit, table).slopes(["age"])   // one for each category; they add up to 0
public struct OrderedLogitModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// The categories, lowest first; not needed for numbers.
  public var order: [String]?
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions

  /// A model from its parts.
  public init(formula: Formula, order: [String]? = nil, options: RegressionOptions = RegressionOptions()) {
    self.formula = formula
    self.order = order
    self.options = options
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, order: [String]? = nil, vcov: CovarianceType = .iid, weights: RegressionWeights? = nil,
    confidenceLevel: Double = 0.95, dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula), order: order,
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear))
  }

  static let label = Trilingual(en: "Ordered logit", ru: "Порядковый логит", kk: "Реттік логит")

  /// Fits the model by maximum likelihood: Newton's method with exact derivatives in coefficients and thresholds.
  ///
  /// - Throws: ``Problems``: those of ``LinearModel/fit(_:)``, categories whose order is not known, `- 1`, separation.
  /// - Complexity: O(*n* · (*k*² + *k* · categories)) for each of the few iterations.
  ///
  /// Source: P. McCullagh (1980), *Journal of the Royal Statistical Society B* 42(2), 109–142. The same model as R's
  /// `MASS::polr`, Stata's `ologit` and statsmodels' `OrderedModel(distr="logit")`.
  public func fit(_ table: Table) throws(Problems) -> OrderedLogitFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try ChoiceEstimation.checkCovariance(options, formula: formula)
    guard formula.hasIntercept else {
      throw Problems(
        Problem(
          .specification, "the ordered logit \"\(formula.text)\" is to have no constant", at: formula.place,
          why: "its thresholds are the constants, and cannot be left out",
          remedy: formula.absorbed.isEmpty ? "take - 1 away" : "write absorbed effects as predictors"))
    }
    let outcome = try CategoricalOutcome(
      formula, options: options, order: order, isOrdered: true, model: "an ordered logit", table: table)
    try RegressionEstimation.checkRows(outcome.schema)
    let (design, dropped, cautions) = try RegressionEstimation.estimable(
      outcome.schema, triangle: outcome.schema.design.triangle(), dropCollinear: options.dropCollinear)
    return try OrderedLogitFit(
      self, outcome: outcome, design: design.removing([0]), dropped: dropped, cautions: outcome.cautions + cautions)
  }
}

/// A fitted ordered logit; statistics are *z*. The thresholds stand after the coefficients.
public struct OrderedLogitFit: CategoryProbabilities, Hashable {
  /// What came out. Fitted values are mean categories, counted from 0; McFadden's R² compares to thresholds alone.
  public let result: RegressionResult
  /// The categories, lowest first.
  public let levels: [String]
  /// The log likelihood of the thresholds alone.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int

  init(
    _ model: OrderedLogitModel, outcome: CategoricalOutcome, design: DesignMatrix, dropped: [String],
    cautions: [Caution]
  ) throws(Problems) {
    let (schema, levels) = (outcome.schema, outcome.levels)
    let likelihood = OrderedLikelihood(
      design: design, codes: outcome.codes, levelCount: levels.count, weights: schema.weights, offset: schema.offset)
    let names = design.columnNames + (1..<levels.count).map { "\(levels[$0 - 1])|\(levels[$0])" }
    let rows = design.rowCount
    guard var search = LikelihoodSearch(start: likelihood.start, { likelihood.pass($0) }) else {
      throw ChoiceEstimation.stuck("ordered logit", iterations: 0, formula: model.formula)
    }
    let start = search.current
    switch search.run(rows: rows, { likelihood.pass($0) }) {
    case .maximum: break
    case .stuck:
      throw ChoiceEstimation.stuck("ordered logit", iterations: search.iterations, formula: model.formula)
    case .diverging(let direction):
      // Thresholds run away together with the predictor that drives them, and are not to blame.
      throw ChoiceEstimation.separated(
        "ordered logit", names: design.columnNames, direction: direction,
        spreads: design.columnNames.indices.map { max(0, start.information[$0, $0]).squareRoot() },
        formula: model.formula)
    }
    search.polish { likelihood.pass($0) }
    guard let bread = search.inverseInformation else {
      throw ChoiceEstimation.stuck("ordered logit", iterations: search.iterations, formula: model.formula)
    }
    let count = model.options.observations(rows: rows, weights: schema.weights)
    let estimates = search.estimates
    let covariance = try ChoiceEstimation.covariance(
      ChoiceEstimation.Estimate(
        estimates: estimates, bread: bread, scores: likelihood.scores(estimates), observationCount: count,
        weights: schema.weights, groups: schema.groups, populationSizes: schema.populationSizes,
        refit: { counts in
          var again = likelihood
          again.weights = likelihood.weights.map { zip($0, counts).map { $0 * $1 } } ?? counts
          guard var search = LikelihoodSearch(start: estimates, { again.pass($0) }),
            case .maximum = search.run(rows: rows, { again.pass($0) })
          else { return nil }
          return search.estimates
        }),
      options: model.options, formula: model.formula)
    var result = RegressionResult(
      model, schema: schema, design: design, names: names, estimates: estimates, covariance: covariance,
      observationCount: count, parameterCount: estimates.count, dropped: dropped, cautions: cautions)
    let null = likelihood.nullLogLikelihood
    result.modelLabel = OrderedLogitModel.label
    result.ratioName = Family.logit.ratioName
    result.logLikelihood = search.current.logLikelihood
    result.mcFaddenRSquared = 1 - search.current.logLikelihood / null
    result.overallTest = ChoiceEstimation.likelihoodRatio(
      search.current.logLikelihood, null: null, degreesOfFreedom: design.columnCount)
    let probabilities = likelihood.probabilities(estimates)
    result.givenFittedValues = (0..<rows).map { row in
      probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element[row] }
    }
    result.outcomeValues = outcome.codes.map(Double.init)
    self.result = result
    self.levels = levels
    nullLogLikelihood = null
    iterations = search.iterations
  }

  func probabilities(_ design: DesignMatrix, _ offset: [Double]?, _ parameters: [Double]) -> [[Double]] {
    OrderedLikelihood(design: design, codes: [], levelCount: levels.count, weights: nil, offset: offset)
      .probabilities(parameters)
  }
}
