internal import KoshNumerics
public import KoshTable

/// The multinomial logit, asked for: an outcome of several categories without order, explained by what is known of the
/// row. It holds no data.
///
/// log(P(j) / P(reference)) = xβⱼ: every category but the reference has coefficients of its own, named
/// `category: predictor`; e to one is the ratio by which the odds of that category against the reference change.
/// Where the alternatives themselves have attributes (cost, distance), see ``ConditionalLogitModel``.
///
///     let fit = try MultinomialLogitModel("plan ~ gender + i(region)", reference: "stays").fit(table)
///     fit["abroad: gender"]
public struct MultinomialLogitModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// The category that the others are compared to; the first if `nil` (smallest number, or code-point order).
  public var reference: String?
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions

  /// A model from its parts.
  public init(formula: Formula, reference: String? = nil, options: RegressionOptions = RegressionOptions()) {
    self.formula = formula
    self.reference = reference
    self.options = options
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, reference: String? = nil, vcov: CovarianceType = .iid, weights: RegressionWeights? = nil,
    confidenceLevel: Double = 0.95, dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula), reference: reference,
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear))
  }

  static let label = Trilingual(en: "Multinomial logit", ru: "Мультиномиальный логит", kk: "Мультиномиалды логит")

  /// Fits the model by maximum likelihood: Newton's method with exact derivatives.
  ///
  /// - Throws: ``Problems``: those of ``LinearModel/fit(_:)``, a reference that is no category, separation.
  /// - Complexity: O(*n* · *k*² · *J*²) for each of the few iterations, *J* categories.
  ///
  /// Source: H. Theil (1969), *International Economic Review* 10(3), 251–259. Same numbers as statsmodels' `MNLogit`,
  /// R's `nnet::multinom` iterated to convergence and Stata's `mlogit`.
  public func fit(_ table: Table) throws(Problems) -> MultinomialLogitFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try ChoiceEstimation.checkCovariance(options, formula: formula)
    guard formula.absorbed.isEmpty else {
      throw Problems(
        Problem(
          .specification, "a multinomial logit absorbs no effects, and \"\(formula.text)\" asks for some",
          at: formula.place, remedy: "write them as predictors: i(variable)"))
    }
    let outcome = try CategoricalOutcome(
      formula, options: options, order: nil, isOrdered: false, model: "a multinomial logit", table: table)
    var base = 0
    if let reference {
      guard let found = outcome.levels.firstIndex(of: reference) else {
        throw Problems(
          formula.problem(
            with: formula.outcome.variables.first ?? "",
            "the reference \"\(reference)\" is no category of \(formula.outcome.text) in the rows used",
            remedy: Spelling.advice(for: reference, among: outcome.levels)))
      }
      base = found
    }
    try RegressionEstimation.checkRows(outcome.schema)
    let (design, dropped, cautions) = try RegressionEstimation.estimable(
      outcome.schema, triangle: outcome.schema.design.triangle(), dropCollinear: options.dropCollinear)
    return try MultinomialLogitFit(
      self, outcome: outcome, base: base, design: design, dropped: dropped, cautions: outcome.cautions + cautions)
  }
}

/// A fitted multinomial logit; statistics are *z*. The coefficients stand category by category.
public struct MultinomialLogitFit: CategoryProbabilities, Hashable {
  /// What came out. A fitted value is the probability of the category that the row has; McFadden's R² compares to
  /// constants alone.
  public let result: RegressionResult
  /// The categories, the reference first.
  public let levels: [String]
  /// The log likelihood of constants alone.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int

  init(
    _ model: MultinomialLogitModel, outcome: CategoricalOutcome, base: Int, design: DesignMatrix, dropped: [String],
    cautions: [Caution]
  ) throws(Problems) {
    let schema = outcome.schema
    let places = [base] + outcome.levels.indices.filter { $0 != base }
    let levels = places.map { outcome.levels[$0] }
    var newCode = [Int](repeating: 0, count: places.count)
    for (code, old) in places.enumerated() { newCode[old] = code }
    let likelihood = MultinomialLikelihood(
      design: design, codes: outcome.codes.map { newCode[$0] }, levelCount: levels.count, weights: schema.weights)
    let names = levels.dropFirst().flatMap { level in design.columnNames.map { "\(level): \($0)" } }
    guard schema.offset == nil else {
      throw Problems(
        Problem(
          .specification, "a multinomial logit has no offset, and \"\(model.formula.text)\" asks for one",
          at: model.formula.place, why: "it would be the same for all categories and cancel",
          remedy: "leave the offset out"))
    }
    let maximum = try CategoryMaximum(
      likelihood, name: "multinomial logit", schema: schema, options: model.options, formula: model.formula
    ) { direction, start in
      Self.separated(
        direction, start: start, names: names, levels: levels, likelihood: likelihood, formula: model.formula)
    }
    var result = RegressionResult(
      model, schema: schema, design: design, names: names, estimates: maximum.estimates,
      covariance: maximum.covariance, observationCount: maximum.observationCount,
      parameterCount: maximum.estimates.count, dropped: dropped, cautions: cautions)
    let null = likelihood.nullLogLikelihood
    result.modelLabel = MultinomialLogitModel.label
    result.ratioName = Trilingual(
      en: "relative-risk ratio", ru: "отношение относительных рисков", kk: "салыстырмалы тәуекелдер қатынасы")
    result.logLikelihood = maximum.logLikelihood
    result.mcFaddenRSquared = 1 - maximum.logLikelihood / null
    if design.hasIntercept {
      result.overallTest = ChoiceEstimation.likelihoodRatio(
        maximum.logLikelihood, null: null,
        degreesOfFreedom: (levels.count - 1) * (design.columnCount - 1))
    }
    let probabilities = likelihood.probabilities(maximum.estimates)
    result.givenFittedValues = likelihood.codes.enumerated().map { probabilities[$1][$0] }
    result.outcomeValues = likelihood.codes.map(Double.init)
    self.result = result
    self.levels = levels
    nullLogLikelihood = null
    iterations = maximum.iterations
  }

  /// A category that never occurs with a level of a predictor is named; else the coefficients that run away.
  private static func separated(
    _ direction: [Double], start: LikelihoodPoint, names: [String], levels: [String], likelihood: MultinomialLikelihood,
    formula: Formula
  ) -> Problems {
    let design = likelihood.design
    var problems: [Problem] = []
    for term in design.terms {
      guard let first = term.columns.first, case .slot = design.storage[first] else { continue }
      for column in term.columns {
        var counts = [Int](repeating: 0, count: levels.count)
        design.forEachValue(ofColumn: column) { row, _ in counts[likelihood.codes[row]] += 1 }
        let never = levels.indices.filter { counts[$0] == 0 }.map { levels[$0] }
        guard !never.isEmpty else { continue }
        problems.append(
          Problem(
            .specification,
            "no row with \(design.columnNames[column]) has the outcome \(list(never)) (\(counts.reduce(0, +)) rows)",
            at: formula.place,
            why:
              "its coefficient would fall without bound, so the multinomial logit \"\(formula.text)\" has no finite estimate",
            remedy: "merge this category with another, or leave \(term.name) out"))
      }
    }
    guard problems.isEmpty else { return Problems(problems) }
    return ChoiceEstimation.separated(
      "multinomial logit", names: names, direction: direction,
      spreads: names.indices.map { max(0, start.information[$0, $0]).squareRoot() }, formula: formula)
  }

  func probabilities(_ design: DesignMatrix, _ offset: [Double]?, _ parameters: [Double]) -> [[Double]] {
    MultinomialLikelihood(design: design, codes: [], levelCount: levels.count, weights: nil).probabilities(parameters)
  }
}
