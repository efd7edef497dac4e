package import KoshNumerics
package import KoshTable

/// The least standard error that a 0/1 regressor of a logit can have on n rows: 4/√n, in log odds.
///
/// Var(b)⁻¹ is at most the weighted sum of squares Σw(x − x̄_w)² with w = p(1 − p) ≤ 1/4, so at most ¼ · n/4 = n/16;
/// other regressors only take information away. It is reached when half the rows have each value and each outcome.
///
/// It holds for model-based (inverse information) standard errors of an unweighted maximum-likelihood fit. Robust
/// standard errors, survey weights, other links and penalised fits may lie below.
///
/// - Parameter n: Rows of the model, at least 1.
/// - Throws: ``Problem`` where n is not positive.
///
///     try standardErrorFloor(n: 1456)   // 0.104828…
package func standardErrorFloor(n: Int) throws(Problem) -> Double {
  guard n > 0 else {
    throw Problem(
      .specification, "a model of \(n) rows has no least standard error", why: "it is 4/√n",
      remedy: "give the n of the model")
  }
  return 4 / Double(n).squareRoot()
}

/// A printed standard error of a 0/1 regressor beside the least that is possible.
package struct StandardErrorFloorCheck: Sendable, Hashable {
  /// Rows of the model.
  package let n: Int
  /// 4/√n, on the log-odds scale.
  package let floor: Double
  /// What the printed standard error stands for.
  package let printed: Interval
  /// Read as one of the log odds: inconsistent where it lies below the floor, undecided where its rounding reaches it.
  package let onLogOdds: Consistency
  /// SE/OR, the standard error of the log odds if the printed one is that of the odds ratio; `nil` without an odds
  /// ratio.
  package let impliedLogOdds: Interval?
  /// Read as one of the odds ratio, so that SE/OR is compared; `nil` without an odds ratio.
  package let onOddsRatio: Consistency?
  /// The scales on which the printed standard error is impossible are ruled out: inconsistent where all that can be
  /// judged are, consistent where none is and none is open, else undecided.
  package let outcome: Consistency
}

/// Whether a standard error of a 0/1 regressor in a logit is possible.
///
/// - Parameters:
///   - standardError: As printed; positive.
///   - n: Rows of the model.
///   - oddsRatio: The odds ratio as printed, to read the standard error on its scale too (SE = OR · SE of the log
///     odds).
/// - Throws: ``Problem`` where n is not positive, or the odds ratio can be zero.
///
///     try standardErrorFloorCheck(PrintedNumber("0.085"), n: 1456).onLogOdds   // inconsistent: 0.0855 < 0.1048
///     try standardErrorFloorCheck(PrintedNumber("0.047"), n: 7143).onLogOdds   // undecided: 0.0473 is within
package func standardErrorFloorCheck(
  _ standardError: PrintedNumber, n: Int, oddsRatio: PrintedNumber? = nil
) throws(Problem) -> StandardErrorFloorCheck {
  let floor = try standardErrorFloor(n: n)
  let printed = standardError.interval
  func judge(_ error: Interval) -> Consistency {
    error.high < floor ? .inconsistent : error.low >= floor ? .consistent : .undecided
  }
  let onLogOdds = judge(printed)
  var (implied, onOddsRatio): (Interval?, Consistency?) = (nil, nil)
  if let oddsRatio {
    _ = try logOdds(oddsRatio)
    implied = printed.divided(by: oddsRatio.interval)
    onOddsRatio = implied.map(judge)
  }
  let readings = [onLogOdds, onOddsRatio].compactMap { $0 }
  let outcome: Consistency =
    readings.allSatisfy { $0 == .inconsistent }
    ? .inconsistent : readings.allSatisfy { $0 == .consistent } ? .consistent : .undecided
  return StandardErrorFloorCheck(
    n: n, floor: floor, printed: printed, onLogOdds: onLogOdds, impliedLogOdds: implied, onOddsRatio: onOddsRatio,
    outcome: outcome)
}
