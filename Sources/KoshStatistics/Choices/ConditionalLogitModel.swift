internal import KoshNumerics
public import KoshTable

/// McFadden's conditional logit, asked for: choosers choose one of several alternatives by their attributes. It holds
/// no data.
///
/// The table is long: a row for each chooser and each alternative that could have been chosen, with the outcome 1 in
/// the row of the chosen one and 0 elsewhere. Choosers may have different alternatives. P(j) = exp(xⱼβ) / Σ exp(xₗβ)
/// over the chooser's alternatives, so only differences between alternatives count: the constant goes, constants of
/// alternatives are `i(mode)`, and what is the same for all alternatives of a chooser enters as `i(mode):income`, one
/// coefficient for each alternative but the reference.
///
///     let model = try ConditionalLogitModel("chosen ~ cost + time + i(mode)", chooser: "person", alternative: "mode")
///     let fit = try model.fit(table)
///     try fit.elasticities(of: "cost", table)
public struct ConditionalLogitModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// The variable that tells choosers (or choice situations) apart.
  public var chooser: String
  /// The variable that names the alternative; needed for shares and elasticities only.
  public var alternative: String?
  /// Covariance, weights, confidence level. A chooser is one observation: weights and clusters are the same in all of
  /// its rows.
  public var options: RegressionOptions

  /// A model from its parts.
  public init(
    formula: Formula, chooser: String, alternative: String? = nil, options: RegressionOptions = RegressionOptions()
  ) {
    self.formula = formula
    self.chooser = chooser
    self.alternative = alternative
    self.options = options
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, chooser: String, alternative: String? = nil, vcov: CovarianceType = .iid,
    weights: RegressionWeights? = nil, confidenceLevel: Double = 0.95, dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula), chooser: chooser, alternative: alternative,
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear))
  }

  static let label = Trilingual(en: "Conditional logit", ru: "Условный логит", kk: "Шартты логит")

  /// Fits the model by maximum likelihood: Newton's method with exact derivatives.
  ///
  /// A chooser one of whose rows lacks a value is left out whole, and so is one with a single alternative; both are
  /// counted in cautions. `HC0` and `HC1` and clusters sum the scores of choosers.
  ///
  /// - Throws: ``Problems``: choosers who chose nothing or more than once (with their lines), an alternative listed
  ///   twice or never chosen although it has a constant of its own, predictors that are the same for all alternatives,
  ///   collinearity, separation.
  /// - Complexity: O(rows · *k*²) for each of the few iterations, on all processors; the same bits with any number of
  ///   them.
  ///
  /// Source: D. McFadden (1974), in P. Zarembka (ed.), *Frontiers in Econometrics*, 105–142. Same numbers as R's
  /// `survival::clogit` with one choice in each stratum, and Stata's `cmclogit`.
  public func fit(_ table: Table) throws(Problems) -> ConditionalLogitFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try ChoiceEstimation.checkCovariance(options, formula: formula)
    let rows = try rows(table)
    let design = try ChoiceDesign(rows, options: options)
    return try ConditionalLogitFit(self, rows: rows, design: design)
  }

  func rows(_ table: Table) throws(Problems) -> ChoiceRows {
    let rows = try ChoiceRows(
      .choosers, formula: formula, options: options, by: [chooser], others: alternative.map { [$0] } ?? [],
      table: table)
    if let alternative { try ChoiceAlternatives(alternative, rows: rows).check(formula) }
    return rows
  }
}
