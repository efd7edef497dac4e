internal import CKernels
internal import KoshNumerics
public import KoshTable

/// What a generalized linear model supposes of its outcome: a distribution, and how its mean hangs on the linear
/// predictor η.
///
/// | name | outcome | mean | variance |
/// |---|---|---|---|
/// | `logit` | 0 or 1 | 1 / (1 + e^−η) | μ (1 − μ) |
/// | `probit` | 0 or 1 | Φ(η) | μ (1 − μ) |
/// | `poisson` | at least 0 | e^η | μ (for pseudo-maximum likelihood: any) |
/// | `negbin` | at least 0 | e^η | μ + α μ², α estimated |
public enum Family: String, CaseIterable, Sendable, Hashable {
  /// Binary, log odds.
  case logit
  /// Binary, the normal distribution's quantile.
  case probit
  /// Counts or any outcome of at least 0, the logarithm of the mean. Its coefficients are right for any variance
  /// (pseudo-maximum likelihood) if standard errors are robust.
  case poisson
  /// Counts that vary more than Poisson's (type 2).
  case negativeBinomial = "negbin"

  /// Whether the outcome is 0 or 1.
  public var isBinary: Bool { self == .logit || self == .probit }

  /// What e to a coefficient is; `nil` for a probit, where it is nothing.
  public var ratioName: Trilingual? {
    switch self {
    case .logit: Trilingual(en: "odds ratio", ru: "отношение шансов", kk: "шанстар қатынасы")
    case .probit: nil
    case .poisson, .negativeBinomial:
      Trilingual(en: "incidence-rate ratio", ru: "отношение интенсивностей", kk: "қарқындылық қатынасы")
    }
  }

  /// The name in a heading.
  public var label: Trilingual {
    switch self {
    case .logit: Trilingual(en: "Logit", ru: "Логит", kk: "Логит")
    case .probit: Trilingual(en: "Probit", ru: "Пробит", kk: "Пробит")
    case .poisson: Trilingual(en: "Poisson", ru: "Пуассон", kk: "Пуассон")
    case .negativeBinomial:
      Trilingual(en: "Negative binomial", ru: "Отрицательная биномиальная", kk: "Теріс биномиалдық")
    }
  }

  /// The model in a sentence.
  var article: String {
    switch self {
    case .logit: "a logit"
    case .probit: "a probit"
    case .poisson: "a Poisson regression"
    case .negativeBinomial: "a negative binomial regression"
    }
  }

  var outcomeKind: Schema.OutcomeKind { isBinary ? .binary(article) : .counts }

  var code: Int32 {
    switch self {
    case .logit: Int32(KOSH_LOGIT)
    case .probit: Int32(KOSH_PROBIT)
    case .poisson: Int32(KOSH_POISSON)
    case .negativeBinomial: Int32(KOSH_NEGATIVE_BINOMIAL)
    }
  }

  /// The mean of each linear predictor.
  public func mean(_ linear: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: linear.count)
    kosh_glm_mean(code, linear, linear.count, &result)
    return result
  }
}

extension Family {
  /// The linear predictor of a mean.
  func linear(ofMean mean: Double) -> Double {
    switch self {
    case .logit: naturalLogarithm(mean / (1 - mean))
    case .probit: Normal.quantile(mean)
    case .poisson, .negativeBinomial: naturalLogarithm(mean)
    }
  }
}
