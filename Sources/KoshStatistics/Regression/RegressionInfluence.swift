internal import KoshNumerics

/// How much single rows weigh in a fit.
public struct RegressionInfluence: Sendable, Hashable {
  /// hᵢ: how far the fitted value follows the row's own outcome, between 0 and 1; they add up to the coefficients.
  public let leverage: [Double]
  /// Residuals over their standard errors, eᵢ √wᵢ / (σ √(1 − hᵢ)) for least squares, Pearson's over √(1 − hᵢ) for a
  /// likelihood; `nil` where the leverage is 1.
  public let standardisedResiduals: [Double?]
  /// The same with σ estimated without the row (externally studentised), *t* with n − k − 1 degrees of freedom; least
  /// squares only.
  public let studentisedResiduals: [Double?]
  /// Cook's distance, rᵢ² / k · hᵢ / (1 − hᵢ) with rᵢ the standardised residual: how far all coefficients move
  /// without the row. Above 1, or far above the others, the row deserves a look.
  public let cooksDistance: [Double?]

  /// The influence of the rows of a least-squares fit.
  ///
  /// Source: R. D. Cook (1977), *Technometrics* 19, 15–18. Same numbers as R's `hatvalues`, `rstandard`, `rstudent` and
  /// `cooks.distance`.
  ///
  /// - Complexity: O(*n* · *k*²).
  public init?(_ fit: LinearFit) { self.init(leastSquares: fit) }

  /// The influence of the rows of a curve, to the first order: that of the linear model which touches it at the
  /// estimates.
  public init?(_ fit: NonlinearFit) { self.init(leastSquares: fit) }

  /// The influence of the rows of a fit whose family is not known beforehand; `nil` for families that know none: choices,
  /// categories, negative binomial, absorbed effects.
  public init?(of fit: any RegressionFit) {
    switch fit {
    case let fit as LinearFit: self.init(fit)
    case let fit as NonlinearFit: self.init(fit)
    case let fit as GeneralizedLinearFit: self.init(fit)
    default: return nil
    }
  }

  private init?(leastSquares fit: some RegressionFit) {
    guard let sigma = fit.sigma, sigma > 0 else { return nil }
    let roots = fit.weightValues.map { $0.map { $0.squareRoot() } }
    let residuals = roots.map { zip(fit.residuals, $0).map { $0 * $1 } } ?? fit.residuals
    let df = Double(fit.residualDegreesOfFreedom)
    let leverage = RegressionDiagnostics.leverage(fit.design, weights: fit.weightValues)
    guard leverage.count == residuals.count else { return nil }
    self.init(leverage: leverage, columns: fit.terms.count, residuals: residuals.map { $0 / sigma }) { r in
      df > 1 && df - r * r > 0 ? r * ((df - 1) / (df - r * r)).squareRoot() : nil
    }
  }

  /// The influence of the rows of a likelihood, to the first order.
  ///
  /// Source: D. Pregibon (1981), *Annals of Statistics* 9, 705–724. Same numbers as R's `cooks.distance` of a `glm` with
  /// a canonical link.
  public init?(_ fit: GeneralizedLinearFit) {
    let means = fit.fittedValues
    guard fit.family != .negativeBinomial else { return nil }
    let variances = means.map { fit.family.isBinary ? $0 * (1 - $0) : $0 }
    let weights = fit.weightValues ?? [Double](repeating: 1, count: means.count)
    let curvature: [Double] =
      fit.family == .probit
      ? zip(fit.linearPredictor, variances).map { Normal.density($0) * Normal.density($0) / $1 } : variances
    let leverage = RegressionDiagnostics.leverage(fit.design, weights: zip(curvature, weights).map { $0 * $1 })
    guard leverage.count == means.count else { return nil }
    self.init(
      leverage: leverage, columns: fit.terms.count,
      residuals: means.indices.map {
        (fit.outcomeValues[$0] - means[$0]) * (weights[$0] / variances[$0]).squareRoot()
      }
    ) { _ in nil }
  }

  private init(
    leverage: [Double], columns: Int, residuals: [Double], studentised: (_ standardised: Double) -> Double?
  ) {
    self.leverage = leverage
    let rest = leverage.map { 1 - $0 }
    let standardised = zip(residuals, rest).map { $1 > 1e-12 ? $0 / $1.squareRoot() : nil }
    standardisedResiduals = standardised
    studentisedResiduals = standardised.map { $0.flatMap(studentised) }
    cooksDistance = standardised.indices.map { row in
      standardised[row].map { $0 * $0 / Double(columns) * leverage[row] / rest[row] }
    }
  }
}
