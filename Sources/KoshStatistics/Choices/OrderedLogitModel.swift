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
    let maximum = try CategoryMaximum(
      likelihood, name: "ordered logit", schema: schema, options: model.options, formula: model.formula
    ) { direction, start in
      // Thresholds run away together with the predictor that drives them, and are not to blame.
      ChoiceEstimation.separated(
        "ordered logit", names: design.columnNames, direction: direction,
        spreads: design.columnNames.indices.map { max(0, start.information[$0, $0]).squareRoot() },
        formula: model.formula)
    }
    var result = RegressionResult(
      model, schema: schema, design: design, names: names, estimates: maximum.estimates,
      covariance: maximum.covariance, observationCount: maximum.observationCount,
      parameterCount: maximum.estimates.count, dropped: dropped, cautions: cautions)
    let null = likelihood.nullLogLikelihood
    result.modelLabel = OrderedLogitModel.label
    result.ratioName = Family.logit.ratioName
    result.logLikelihood = maximum.logLikelihood
    result.mcFaddenRSquared = 1 - maximum.logLikelihood / null
    result.overallTest = ChoiceEstimation.likelihoodRatio(
      maximum.logLikelihood, null: null, degreesOfFreedom: design.columnCount)
    let probabilities = likelihood.probabilities(maximum.estimates)
    result.givenFittedValues = (0..<design.rowCount).map { row in
      probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element[row] }
    }
    result.outcomeValues = outcome.codes.map(Double.init)
    self.result = result
    self.levels = levels
    nullLogLikelihood = null
    iterations = maximum.iterations
  }

  func probabilities(_ design: DesignMatrix, _ offset: [Double]?, _ parameters: [Double]) -> [[Double]] {
    OrderedLikelihood(design: design, codes: [], levelCount: levels.count, weights: nil, offset: offset)
      .probabilities(parameters)
  }
}
