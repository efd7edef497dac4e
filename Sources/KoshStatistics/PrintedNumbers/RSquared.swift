package import KoshNumerics
package import KoshTable

/// A printed number beside what other printed numbers imply for it.
package struct Implication: Sendable, Hashable {
  /// What the others imply, rounding carried through.
  package let implied: Interval
  /// What is printed.
  package let printed: Interval
  /// Consistent where the two meet, else inconsistent.
  package var outcome: Consistency { implied.meets(printed) ? .consistent : .inconsistent }
}

/// How the printed measures of fit of one least-squares model follow from one another.
package struct RSquaredCheck: Sendable, Hashable {
  /// R² beside the square of the multiple R.
  package let fromMultipleR: Implication?
  /// The adjusted R² beside what R² implies.
  package let adjusted: Implication?
  /// The standard error of the regression beside what R² and the total sum of squares imply.
  package let standardError: Implication?
  /// Inconsistent if one is, else consistent; undecided where nothing could be compared.
  package let outcome: Consistency
}

/// The adjusted R² that an R² implies: 1 − (1 − R²)(n − 1)/(n − k − 1).
///
/// - Parameters:
///   - rSquared: R² as an interval.
///   - n: Rows.
///   - predictors: k, the regressors without the intercept.
/// - Throws: ``Problem`` unless n > k + 1 and k ≥ 0.
///
///     try adjustedRSquared(Interval(0.64), n: 4, predictors: 1)   // 0.46
///
/// Source: H. Theil (1961), *Economic Forecasts and Policy*.
package func adjustedRSquared(_ rSquared: Interval, n: Int, predictors: Int) throws(Problem) -> Interval {
  guard predictors >= 0, n > predictors + 1 else {
    throw Problem(
      .specification, "\(n) rows with \(predictors) predictors have no adjusted R²",
      why: "the residuals need at least one degree of freedom", remedy: "give the n and the predictors of the model")
  }
  let factor = Double(n - 1) / Double(n - predictors - 1)
  return rSquared.increasing { 1 - (1 - $0) * factor }
}

/// Whether multiple R, R², adjusted R² and the standard error of the regression agree.
///
/// R² = (multiple R)²; adjusted R² as ``adjustedRSquared(_:n:predictors:)``; the standard error of the regression is
/// √(TSS(1 − R²)/(n − k − 1)), with TSS the total sum of squares about the mean.
///
/// - Parameters:
///   - multipleR: As printed; `nil` where it is not.
///   - rSquared: As printed.
///   - adjusted: As printed; `nil` where it is not.
///   - standardError: As printed, in the unit of the outcome; `nil` where it is not.
///   - totalSumOfSquares: From the data; `nil` where they are not at hand.
///   - n: Rows.
///   - predictors: Regressors without the intercept.
/// - Throws: ``Problem`` unless n exceeds the parameters.
///
///     let c = try rSquaredCheck(
///       multipleR: PrintedNumber("0.8"), rSquared: PrintedNumber("0.64"), adjusted: PrintedNumber("0.46"), n: 4,
///       predictors: 1)
///     c.outcome   // consistent
package func rSquaredCheck(
  multipleR: PrintedNumber? = nil, rSquared: PrintedNumber, adjusted: PrintedNumber? = nil,
  standardError: PrintedNumber? = nil, totalSumOfSquares: Interval? = nil, n: Int, predictors: Int
) throws(Problem) -> RSquaredCheck {
  let printed = rSquared.interval
  let impliedAdjusted = try adjustedRSquared(printed, n: n, predictors: predictors)
  let square = multipleR.map { Implication(implied: $0.interval.magnitude.increasing { $0 * $0 }, printed: printed) }
  let adjustment = adjusted.map { Implication(implied: impliedAdjusted, printed: $0.interval) }
  var error: Implication?
  if let standardError, let totalSumOfSquares {
    let unexplained = Interval(max(0, 1 - printed.high), max(0, 1 - printed.low))
    let variance = (1 / Double(n - predictors - 1)) * (totalSumOfSquares * unexplained)
    error = variance.squareRoot.map { Implication(implied: $0, printed: standardError.interval) }
  }
  let all = [square, adjustment, error].compactMap { $0?.outcome }
  return RSquaredCheck(
    fromMultipleR: square, adjusted: adjustment, standardError: error,
    outcome: all.isEmpty ? .undecided : Consistency.all(all))
}
