internal import KoshNumerics
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
    /// The only row of its level of an absorbed effect: it would be fitted exactly, whatever its outcome.
    case singleton
    /// All outcomes of its level of an absorbed effect are 0, so that the effect of a model for counts is −∞.
    case zeroOutcome
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
    case .singleton:
      Trilingual(
        en: "the only row of a level of \(variable): \(count)",
        ru: "единственная строка уровня эффекта (\(variable)) – \(count)",
        kk: "эффект деңгейінің жалғыз жолы (\(variable)) – \(count)")
    case .zeroOutcome:
      Trilingual(
        en: "all outcomes of a level of \(variable) are 0: \(count)",
        ru: "все исходы уровня эффекта (\(variable)) равны 0 – \(count)",
        kk: "эффект деңгейінің барлық нәтижесі 0 (\(variable)) – \(count)")
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

/// What came out of a regression, what went in, and what to keep in mind: the part that does not depend on its family.
public struct RegressionResult: Sendable, Hashable {
  /// The kind of model, for a heading: `Least squares`, `Logit`.
  public internal(set) var modelLabel = Trilingual(
    en: "Least squares", ru: "Метод наименьших квадратов", kk: "Ең кіші квадраттар әдісі")
  /// The formula.
  public internal(set) var formula: Formula
  /// The outcome as it is named in the formula.
  public internal(set) var outcome: String
  /// The covariance type of the standard errors.
  public internal(set) var covarianceType: CovarianceType
  /// The weights of rows.
  public internal(set) var weights: RegressionWeights?
  /// The probability that the confidence intervals are made for.
  public internal(set) var confidenceLevel: Double
  /// One entry for each coefficient, in the order of ``design``.
  public internal(set) var terms: [TermEstimate]
  /// The covariance matrix of the coefficients, one row for each; `nil` where it is undefined.
  public internal(set) var covariance: [[Double]]?
  /// The covariance in a basis that keeps its digits, where predictors nearly determine each other.
  var covarianceBasis: CovarianceBasis?
  /// Observations: rows used, or the sum of frequency weights.
  public internal(set) var observationCount: Int
  /// Observations − coefficients.
  public internal(set) var residualDegreesOfFreedom: Int
  /// The degrees of freedom of tests and intervals; `nil` where they are *z*.
  public internal(set) var testDegreesOfFreedom: Int?
  /// How many clusters there are, by variable of the covariance.
  public internal(set) var clusterCounts: [Int]
  /// The refits of a bootstrap, where the covariance is one.
  public internal(set) var bootstrap: BootstrapDistribution?
  /// The log likelihood at its maximum; `nil` where it has no bound (residuals of exactly 0).
  public internal(set) var logLikelihood: Double?
  /// The number of parameters that ``aic`` and ``bic`` count, as in R: the coefficients, and σ for least squares.
  public internal(set) var parameterCount: Int
  /// R²; `nil` where undefined and for a logit.
  public internal(set) var rSquared: Double?
  /// Adjusted R²; `nil` where undefined and for a logit.
  public internal(set) var adjustedRSquared: Double?
  /// The residual standard error; `nil` where undefined and for a logit.
  public internal(set) var sigma: Double?
  /// McFadden's pseudo-R² of a logit, 1 − log likelihood / log likelihood of the constant alone; else `nil`.
  public internal(set) var mcFaddenRSquared: Double?
  /// The test of all predictors together; `nil` where there are none, no constant, or nothing is left over.
  public internal(set) var overallTest: OverallTest?
  /// The rows of the table that were used, counted from 0; `nil` if all were.
  var selection: [Int]?
  /// What the terms of the formula learned from the rows used.
  var learned: LearnedTerms
  /// By which rule how many rows were left out.
  public internal(set) var rowLosses: [RowLoss]
  /// Rows of the table that were left out.
  public internal(set) var rowsLost: Int
  /// Coefficients that were left out because they are linear combinations of others (only if asked for).
  public internal(set) var droppedTerms: [String]
  /// What to keep in mind when reading.
  public internal(set) var cautions: [Caution]
  /// The outcome of each row used; 0 or 1 for a logit.
  public internal(set) var outcomeValues: [Double]
  /// The weights of the rows used, where there are any.
  public internal(set) var weightValues: [Double]?
  /// What is added to the linear predictor of each row used, where there is an offset.
  public internal(set) var offsetValues: [Double]?
  /// The family of a generalized linear model; `nil` for least squares and other models.
  public internal(set) var family: Family?
  /// The dispersion α of a negative binomial regression with its standard error; `nil` for other models and where it is 0.
  public internal(set) var alpha: TermEstimate?
  /// What e to a coefficient is where it is a ratio that readers know, of odds or of rates; else `nil`.
  public internal(set) var ratioName: Trilingual?
  /// Fitted values of models that are no function of columns times coefficients.
  var givenFittedValues: [Double]?
  /// The columns.
  public internal(set) var design: DesignMatrix

  /// What every model has; what only some have is set afterwards.
  init(
    _ model: some RegressionModel, schema: Schema, design: DesignMatrix, names: [String]? = nil, estimates: [Double],
    covariance: Covariance, observationCount: Int, parameterCount: Int, dropped: [String], cautions: [Caution]
  ) {
    formula = model.formula
    outcome = model.formula.outcome.text
    covarianceType = covariance.type
    weights = model.options.weights
    confidenceLevel = model.options.confidenceLevel
    self.observationCount = observationCount
    residualDegreesOfFreedom = observationCount - parameterCount
    testDegreesOfFreedom = covariance.degreesOfFreedom
    clusterCounts = covariance.clusterCounts
    bootstrap = covariance.bootstrap
    terms = RegressionEstimation.terms(
      names: names ?? design.columnNames, estimates: estimates, covariance: covariance.matrix,
      confidenceLevel: model.options.confidenceLevel, df: covariance.degreesOfFreedom)
    self.covariance = covariance.matrix?.rows
    covarianceBasis = covariance.basis
    self.parameterCount = parameterCount
    selection = schema.selection
    learned = schema.learned
    rowLosses = schema.losses
    rowsLost = schema.tableRowCount - design.rowCount
    droppedTerms = dropped
    self.cautions = schema.cautions + cautions + covariance.cautions
    outcomeValues = schema.outcome
    weightValues = schema.weights
    offsetValues = schema.offset
    self.design = design
  }

  /// The variables that predict, in the order of the formula.
  public var predictors: [String] {
    var seen: Set<String> = []
    return formula.terms.flatMap { $0.flatMap(\.variables) }.filter { seen.insert($0).inserted }
  }

  /// The rows of the table that were used, counted from 0.
  ///
  /// - Complexity: O(rows) at every call.
  public var rowsUsed: [Int] { selection ?? Array(0..<design.rowCount) }

  /// The linear predictor η of each row used: columns times coefficients, plus the offset.
  ///
  /// - Complexity: O(rows · columns) at every call: nothing that can be computed again is kept.
  public var linearPredictor: [Double] {
    let linear = design.linearPredictor(terms.map(\.estimate))
    return offsetValues.map { zip(linear, $0).map { $0 + $1 } } ?? linear
  }

  /// Fitted values, one for each row used: of the outcome for least squares, probabilities for a logit, means for counts.
  ///
  /// - Complexity: O(rows · columns) at every call.
  public var fittedValues: [Double] { givenFittedValues ?? family?.mean(linearPredictor) ?? linearPredictor }

  /// Outcome − fitted value, one for each row used.
  ///
  /// - Complexity: O(rows · columns) at every call.
  public var residuals: [Double] { zip(outcomeValues, fittedValues).map { $0 - $1 } }

  /// Akaike's criterion, 2 · parameters − 2 · log likelihood, with R's count of parameters.
  public var aic: Double? { logLikelihood.map { 2 * Double(parameterCount) - 2 * $0 } }

  /// Schwarz's criterion, log(observations) · parameters − 2 · log likelihood, with R's count of parameters.
  public var bic: Double? {
    logLikelihood.map { naturalLogarithm(Double(observationCount)) * Double(parameterCount) - 2 * $0 }
  }

  /// The entry of a coefficient.
  public subscript(term: String) -> TermEstimate? { terms.first { $0.term == term } }

  /// The fit as data, with broom's names; undefined values are `null`, all on the scale of the coefficients.
  ///
  ///     {"terms":[{"term":"(Intercept)","estimate":…,"std_error":…,"statistic":…,"p_value":…,"conf_low":…,"conf_high":…},…],
  ///      "fit":{"nobs":21,"df_residual":18,"log_lik":…,"aic":…,"bic":…,"r_squared":…,"adj_r_squared":…,"sigma":…}}
  ///
  /// A negative binomial regression adds `alpha` and `alpha_std_error` to `fit`. A bootstrap adds `percentile_low` and
  /// `percentile_high` to each term, beside the normal interval, and `refits` and `failed_refits` to `covariance`.
  public var json: JSONValue {
    .object([
      (
        "terms",
        .array(
          terms.enumerated().map { position, term in
            let percentiles = bootstrap?.percentileInterval(ofCoefficient: position, level: confidenceLevel)
            return .object(
              [
                ("term", .string(term.term)), ("estimate", .number(term.estimate)),
                ("std_error", .optional(term.standardError)), ("statistic", .optional(term.statistic)),
                ("p_value", .optional(term.pValue)), ("conf_low", .optional(term.confLow)),
                ("conf_high", .optional(term.confHigh)),
              ]
                + (percentiles.map { [("percentile_low", .number($0.low)), ("percentile_high", .number($0.high))] }
                  ?? []))
          })
      ),
      (
        "fit",
        .object(
          [
            ("nobs", .integer(observationCount)), ("df_residual", .integer(residualDegreesOfFreedom)),
            ("log_lik", .optional(logLikelihood)), ("aic", .optional(aic)), ("bic", .optional(bic)),
            ("r_squared", .optional(rSquared)), ("adj_r_squared", .optional(adjustedRSquared)),
            ("sigma", .optional(sigma)), ("mcfadden_r_squared", .optional(mcFaddenRSquared)),
          ] + (alpha.map { [("alpha", .number($0.estimate)), ("alpha_std_error", .optional($0.standardError))] } ?? []))
      ),
      (
        "covariance",
        .object(
          [
            ("type", .string(covarianceType.name)), ("clusters", .array(clusterCounts.map { .integer($0) })),
            ("df", testDegreesOfFreedom.map { .integer($0) } ?? .null),
          ]
            + (bootstrap.map {
              [("refits", .integer($0.replicates.count)), ("failed_refits", .integer($0.failures))]
            } ?? []))
      ),
    ])
  }
}
