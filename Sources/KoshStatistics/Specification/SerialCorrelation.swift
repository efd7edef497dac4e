public import KoshTable

extension SpecificationTests {
  /// Breusch and Godfrey's test of serially uncorrelated errors, against correlation of order 1 to `order`.
  ///
  /// The residuals are regressed on the predictors and on their own `order` lags, with 0 before the first residual. The
  /// Lagrange multiplier is n R² of that regression, χ² with `order` degrees of freedom; the *F* form tests the lags.
  /// Unlike Durbin and Watson's it allows lagged outcomes among the predictors and looks beyond the first lag.
  ///
  /// - Parameters:
  ///   - fit: A least-squares fit whose rows are in the order of time.
  ///   - order: The highest lag, at least 1.
  /// - Throws: ``Problem`` for an order below 1, a weighted fit, a perfect fit, or too few rows.
  /// - Complexity: O(*n* · (*k* + order)²).
  ///
  /// Source: T. S. Breusch (1978), *Australian Economic Papers* 17, 334–355; L. G. Godfrey (1978), *Econometrica* 46,
  /// 1293–1301. Same numbers as `bgtest` of the R package lmtest.
  public static func breuschGodfrey(_ fit: some RegressionFit, order: Int = 1) throws(Problem) -> SpecificationTestPair
  {
    let columns = try columns(fit, for: .breuschGodfrey)
    guard order >= 1 else {
      throw Problem(
        .specification, "the order of the Breusch–Godfrey test is \(order)", why: "it is the number of lags looked at",
        remedy: "use 1 or more")
    }
    let residuals = fit.residuals
    let n = residuals.count
    guard n > columns.count + order else {
      throw tooShort(.breuschGodfrey, rows: n, columns: columns.count + order)
    }
    let lags = (1...order).map { lag in (0..<n).map { $0 < lag ? 0 : residuals[$0 - lag] } }
    guard let auxiliary = AuxiliaryRegression(columns + lags, outcome: residuals),
      auxiliary.residualDegreesOfFreedom > 0
    else { throw tooShort(.breuschGodfrey, rows: n, columns: columns.count + order) }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    let rss = auxiliary.residualSumOfSquares
    let added = auxiliary.rank - columns.count
    let df = auxiliary.residualDegreesOfFreedom
    return SpecificationTestPair(
      lagrangeMultiplier: SpecificationTest(
        .breuschGodfrey, chiSquared: Double(n) * (1 - rss / squares), df: added),
      f: SpecificationTest(
        .breuschGodfrey, f: ((squares - rss) / Double(added)) / (rss / Double(df)), df1: added, df2: df))
  }
}
