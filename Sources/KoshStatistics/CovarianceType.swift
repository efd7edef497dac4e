public import KoshTable

/// How the covariance of coefficients is estimated.
///
/// With *B* the inverse of *X*ᵀ*WX* and *u*ᵢ the score residual of a row (weight × residual), the robust ones are
/// *B* (Σ ωᵢ *x*ᵢ*x*ᵢᵀ) *B*:
///
/// | name | ωᵢ | also called |
/// |---|---|---|
/// | `iid` | – (σ² *B*; for a logit *B*) | classical, model-based |
/// | `HC0` | uᵢ² | White |
/// | `HC1` | uᵢ² · n / (n − k) | Stata's `robust` for least squares |
/// | `HC2` | uᵢ² / (1 − hᵢ) | |
/// | `HC3` | uᵢ² / (1 − hᵢ)² | close to the jackknife |
///
/// hᵢ is the leverage of the row in the (weighted) fit. HC0–HC3 allow variances that differ between rows; none allows
/// rows that depend on each other, such as pupils of one school or consecutive years.
///
/// Source: J. G. MacKinnon, H. White (1985), *Journal of Econometrics* 29(3), 305–325. Same numbers as `vcovHC` of the
/// R package sandwich.
public enum CovarianceType: String, CaseIterable, Sendable, Hashable, Codable {
  /// Model-based: rows independent, one variance (least squares) or the binomial one (logit).
  case iid
  /// White's, without a correction for the parameters.
  case hc0 = "HC0"
  /// White's times n / (n − k).
  case hc1 = "HC1"
  /// Residuals over √(1 − leverage).
  case hc2 = "HC2"
  /// Residuals over 1 − leverage.
  case hc3 = "HC3"

  /// The type of a name, upper or lower case.
  ///
  ///     try CovarianceType(named: "hc1")   // .hc1
  ///
  /// - Throws: A ``Problem`` with the nearest name.
  public init(named name: String, at place: Place = Place()) throws(Problem) {
    let names = CovarianceType.allCases.map(\.rawValue)
    if let type = CovarianceType.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) {
      self = type
      return
    }
    let why: String? =
      name.lowercased().hasPrefix("cluster") || name.lowercased().hasPrefix("nw")
      ? "clustered and Newey–West covariances are not computed yet" : nil
    throw Problem(
      .specification, "there is no covariance type \"\(name)\"", at: place, why: why,
      remedy: "there is: \(names.joined(separator: ", "))")
  }

  /// What the standard errors are, for a note below a table.
  public var label: Trilingual {
    self == .iid
      ? Trilingual(
        en: "model-based standard errors (iid)", ru: "стандартные ошибки по модели (iid)",
        kk: "модель бойынша стандартты қателер (iid)")
      : Trilingual(
        en: "heteroskedasticity-robust standard errors (\(rawValue))",
        ru: "стандартные ошибки, устойчивые к гетероскедастичности (\(rawValue))",
        kk: "гетероскедастикалыққа орнықты стандартты қателер (\(rawValue))")
  }
}
