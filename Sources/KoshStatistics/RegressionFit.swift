public import KoshTable

/// One coefficient with what belongs to it. What is undefined (such as a standard error without residual degrees of
/// freedom) is `nil`.
public struct TermEstimate: Sendable, Hashable {
  /// The coefficient's name: `(Intercept)`, `gender`, `region::Astana`, `a:b`.
  public let term: String
  /// The coefficient; for a logit the log odds ratio.
  public let estimate: Double
  /// Its standard error by the fit's covariance type.
  public let standardError: Double?
  /// Estimate over standard error: *t* for least squares, *z* for a logit.
  public let statistic: Double?
  /// Two-sided, for the hypothesis that the coefficient is 0.
  public let pValue: Double?
  /// The lower end of the confidence interval.
  public let confLow: Double?
  /// The upper end of the confidence interval.
  public let confHigh: Double?
}

/// Rows that could not be used, and why.
public struct RowLoss: Sendable, Hashable {
  /// The rule by which rows were left out.
  public enum Rule: String, Sendable, Hashable {
    /// The variable has no value there (listwise deletion).
    case missing
    /// The weight is 0.
    case zeroWeight
  }

  /// The variable that lacks a value, or that holds the weights.
  public let variable: String
  /// The rule.
  public let rule: Rule
  /// Rows to which the rule applies; a row that lacks two variables counts for both.
  public let count: Int

  /// The loss in words.
  public var text: Trilingual {
    switch rule {
    case .missing:
      Trilingual(
        en: "\(variable) is missing: \(count)", ru: "\(variable): нет значения – \(count)",
        kk: "\(variable): мәні жоқ – \(count)")
    case .zeroWeight:
      Trilingual(
        en: "the weight \(variable) is 0: \(count)", ru: "вес \(variable) равен 0 – \(count)",
        kk: "\(variable) салмағы 0-ге тең – \(count)")
    }
  }
}

/// A test of all predictors together against a model with only a constant.
public struct OverallTest: Sendable, Hashable {
  /// Which test it is.
  public enum Kind: String, Sendable, Hashable {
    /// Fisher's *F* from the sums of squares (model-based, whatever the covariance type).
    case f = "F"
    /// Twice the difference of log likelihoods, χ².
    case likelihoodRatio = "LR"
  }

  /// Which test it is.
  public let kind: Kind
  /// The statistic.
  public let statistic: Double
  /// Degrees of freedom: the predictors' coefficients.
  public let degreesOfFreedom: Int
  /// Residual degrees of freedom, for *F*.
  public let residualDegreesOfFreedom: Int?
  /// P(a statistic at least as large).
  public let pValue: Double
}

/// A regression that was asked for, whatever its family.
public protocol RegressionModel: Sendable {
  /// What fitting gives.
  associatedtype Fit: RegressionFit
  /// Fits the model to the complete rows of a table.
  func fit(_ table: Table) throws(Problems) -> Fit
}

extension RegressionModel {
  /// Fits the model where its family is not known beforehand.
  public func fitAny(_ table: Table) throws(Problems) -> any RegressionFit { try fit(table) }
}

/// What a fitted regression tells, whatever its family.
///
/// A fit is a value: it holds what was asked, what was used, what came out and what to keep in mind, and never changes.
public protocol RegressionFit: Sendable {
  /// The formula.
  var formula: Formula { get }
  /// The outcome as it is named in the formula.
  var outcome: String { get }
  /// The covariance type of the standard errors.
  var covarianceType: CovarianceType { get }
  /// The variable of the analytic weights.
  var weights: String? { get }
  /// The probability that the confidence intervals are made for.
  var confidenceLevel: Double { get }
  /// One entry for each coefficient, in the order of ``design``.
  var terms: [TermEstimate] { get }
  /// The covariance matrix of the coefficients, one row for each; `nil` where it is undefined.
  var covariance: [[Double]]? { get }
  /// Rows used (not their weights' sum).
  var observationCount: Int { get }
  /// Rows used − coefficients.
  var residualDegreesOfFreedom: Int { get }
  /// The log likelihood at its maximum; `nil` where it has no bound (residuals of exactly 0).
  var logLikelihood: Double? { get }
  /// The number of parameters that ``aic`` and ``bic`` count, as in R: the coefficients, and σ for least squares.
  var parameterCount: Int { get }
  /// R²; `nil` where undefined and for a logit.
  var rSquared: Double? { get }
  /// Adjusted R²; `nil` where undefined and for a logit.
  var adjustedRSquared: Double? { get }
  /// The residual standard error; `nil` where undefined and for a logit.
  var sigma: Double? { get }
  /// McFadden's pseudo-R² of a logit, 1 − log likelihood / log likelihood of the constant alone; else `nil`.
  var mcFaddenRSquared: Double? { get }
  /// The test of all predictors together; `nil` where there are none, no constant, or nothing is left over.
  var overallTest: OverallTest? { get }
  /// The rows of the table that were used, counted from 0.
  var rowsUsed: [Int] { get }
  /// By which rule how many rows were left out.
  var rowLosses: [RowLoss] { get }
  /// Rows of the table that were left out.
  var rowsLost: Int { get }
  /// Coefficients that were left out because they are linear combinations of others (only if asked for).
  var droppedTerms: [String] { get }
  /// What to keep in mind when reading.
  var cautions: [Caution] { get }
  /// Fitted values, one for each row used: of the outcome for least squares, probabilities for a logit.
  var fittedValues: [Double] { get }
  /// Outcome − fitted value, one for each row used.
  var residuals: [Double] { get }
  /// The outcome of each row used; 0 or 1 for a logit.
  var outcomeValues: [Double] { get }
  /// The weights of the rows used, where there are any.
  var weightValues: [Double]? { get }
  /// The columns.
  var design: DesignMatrix { get }
}

extension RegressionFit {
  /// Akaike's criterion, 2 · parameters − 2 · log likelihood, with R's count of parameters.
  public var aic: Double? { logLikelihood.map { 2 * Double(parameterCount) - 2 * $0 } }

  /// Schwarz's criterion, log(rows used) · parameters − 2 · log likelihood, with R's count of parameters.
  public var bic: Double? {
    logLikelihood.map { naturalLogarithm(Double(observationCount)) * Double(parameterCount) - 2 * $0 }
  }

  /// The entry of a coefficient.
  public subscript(term: String) -> TermEstimate? { terms.first { $0.term == term } }

  /// The fit as data, with broom's names; undefined values are `null`, all on the scale of the coefficients.
  ///
  ///     {"terms":[{"term":"(Intercept)","estimate":…,"std_error":…,"statistic":…,"p_value":…,"conf_low":…,"conf_high":…},…],
  ///      "fit":{"nobs":21,"df_residual":18,"log_lik":…,"aic":…,"bic":…,"r_squared":…,"adj_r_squared":…,"sigma":…}}
  public var json: JSONValue {
    .object([
      (
        "terms",
        .array(
          terms.map { term in
            .object([
              ("term", .string(term.term)), ("estimate", .number(term.estimate)),
              ("std_error", .optional(term.standardError)), ("statistic", .optional(term.statistic)),
              ("p_value", .optional(term.pValue)), ("conf_low", .optional(term.confLow)),
              ("conf_high", .optional(term.confHigh)),
            ])
          })
      ),
      (
        "fit",
        .object([
          ("nobs", .integer(observationCount)), ("df_residual", .integer(residualDegreesOfFreedom)),
          ("log_lik", .optional(logLikelihood)), ("aic", .optional(aic)), ("bic", .optional(bic)),
          ("r_squared", .optional(rSquared)), ("adj_r_squared", .optional(adjustedRSquared)),
          ("sigma", .optional(sigma)),
        ])
      ),
    ])
  }
}
