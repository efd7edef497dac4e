/// The variable that weights rows, and what its numbers mean.
///
/// A literal is the variable of analytic weights: `weights: "w"`.
public struct RegressionWeights: Sendable, Hashable, ExpressibleByStringLiteral {
  /// What a weight says about its row.
  public enum Meaning: String, CaseIterable, Sendable, Hashable {
    /// How precise the row is: its variance is σ² / weight (Stata's `aweight`, R's `lm(weights =)`); in a likelihood it
    /// multiplies the row's part, as in R's `glm(weights =)`. The number of observations is that of the rows.
    case analytic
    /// How many equal rows it stands for (Stata's `fweight`): a whole number. The number of observations is their sum.
    case frequency
    /// How many units of the population it stands for (Stata's `pweight`): the inverse of the probability of selection.
    /// Coefficients are those of the population; model-based standard errors do not apply.
    case sampling
  }

  /// The variable.
  public var variable: String
  /// What its numbers mean.
  public var meaning: Meaning

  /// Weights from their parts.
  public init(_ variable: String, _ meaning: Meaning = .analytic) {
    self.variable = variable
    self.meaning = meaning
  }
}

extension RegressionWeights {
  /// Analytic weights.
  public init(stringLiteral variable: String) { self.init(variable) }
}

/// What every regression can be told besides its formula. It holds no data.
public struct RegressionOptions: Sendable, Hashable {
  /// How the covariance of the coefficients is estimated.
  public var vcov: CovarianceType
  /// The weights of rows.
  public var weights: RegressionWeights?
  /// The probability of the confidence intervals, between 0 and 1.
  public var confidenceLevel: Double
  /// Whether predictors that are linear combinations of earlier ones are left out (with a caution) instead of refused.
  public var dropCollinear: Bool

  /// Options from their parts.
  public init(
    vcov: CovarianceType = .iid, weights: RegressionWeights? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) {
    self.vcov = vcov
    self.weights = weights
    self.confidenceLevel = confidenceLevel
    self.dropCollinear = dropCollinear
  }

  /// The variables that are needed besides those of the formula.
  public var variables: [String] { (weights.map { [$0.variable] } ?? []) + vcov.variables }

  /// The weights of rows that stand for so many equal ones; `nil` where weights mean something else.
  func frequencies(_ weights: [Double]?) -> [Double]? { self.weights?.meaning == .frequency ? weights : nil }

  /// Observations: rows, or the sum of frequency weights, which a ``Schema`` has found to be countable.
  func observations(rows: Int, weights: [Double]?) -> Int {
    frequencies(weights).map { Int($0.reduce(0, +)) } ?? rows
  }
}
