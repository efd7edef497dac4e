#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
package import KoshNumerics
package import KoshTable

/// The number of parameters that an information criterion and a log likelihood imply.
package struct ImpliedParameters: Sendable, Hashable {
  /// What k can have been, given the printed digits.
  package let parameters: Interval
  /// The whole numbers from 1 on in it; `nil` where there are none.
  package let whole: ClosedRange<Int>?
  /// The number of parameters the model is said to have, where it is said.
  package let declared: Int?
  /// The criterion that the log likelihood gives with the declared, else with the nearest whole number of parameters.
  package let recomputed: Interval
  /// The number of parameters used for `recomputed`.
  package let used: Int
  /// Consistent where a whole number (the declared one, if given) is implied, else inconsistent.
  package let outcome: Consistency
}

/// The parameters implied by Akaike's criterion: AIC = 2k − 2ℓ, so k = (AIC + 2ℓ)/2.
///
/// - Parameters:
///   - aic: As printed.
///   - logLikelihood: ℓ as printed.
///   - declared: The model's parameters, the intercept among them, where they are known.
///
///     try impliedParameters(aic: PrintedNumber("1720.647"), logLikelihood: PrintedNumber("−852.324")).whole   // 8...8
///
/// Source: H. Akaike (1974), *IEEE Transactions on Automatic Control* 19(6), 716–723.
package func impliedParameters(
  aic: PrintedNumber, logLikelihood: PrintedNumber, declared: Int? = nil
) -> ImpliedParameters {
  implied(aic.interval, logLikelihood.interval, perParameter: 2, declared)
}

/// The parameters implied by Schwarz's criterion: BIC = k ln n − 2ℓ, so k = (BIC + 2ℓ)/ln n.
///
/// - Parameters:
///   - bic: As printed.
///   - logLikelihood: ℓ as printed.
///   - n: Rows of the model, at least 2.
///   - declared: The model's parameters, the intercept among them, where they are known.
/// - Throws: ``Problem`` where n is less than 2.
///
///     try impliedParameters(bic: PrintedNumber("231.5"), logLikelihood: PrintedNumber("−106.5"), n: 100).whole
///     // 4...4
///
/// Source: G. Schwarz (1978), *The Annals of Statistics* 6(2), 461–464.
package func impliedParameters(
  bic: PrintedNumber, logLikelihood: PrintedNumber, n: Int, declared: Int? = nil
) throws(Problem) -> ImpliedParameters {
  guard n >= 2 else {
    throw Problem(
      .specification, "the BIC of \(n) rows implies no number of parameters",
      why: "each parameter counts ln n, which is positive from 2 rows on", remedy: "give the n of the model")
  }
  return implied(bic.interval, logLikelihood.interval, perParameter: log(Double(n)), declared)
}

private func implied(
  _ criterion: Interval, _ logLikelihood: Interval, perParameter: Double, _ declared: Int?
) -> ImpliedParameters {
  let parameters = (1 / perParameter) * (criterion + 2 * logLikelihood)
  let whole = parameters.wholeNumbers.flatMap { $0.upperBound >= 1 ? max(1, $0.lowerBound)...$0.upperBound : nil }
  let used = declared ?? Int(min(max(1, parameters.middle.rounded()), 1e9))
  let outcome: Consistency
  if let declared {
    outcome = whole?.contains(declared) == true ? .consistent : .inconsistent
  } else {
    outcome = whole == nil ? .inconsistent : .consistent
  }
  return ImpliedParameters(
    parameters: parameters, whole: whole, declared: declared,
    recomputed: Interval(Double(used) * perParameter) - 2 * logLikelihood, used: used, outcome: outcome)
}
