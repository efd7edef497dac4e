internal import KoshNumerics
public import KoshTable

extension SpecificationTests {
  /// Ramsey's RESET: an *F* test of whether powers of the fitted values explain more than the straight line does.
  ///
  /// - Parameters:
  ///   - fit: A least-squares fit.
  ///   - powers: The powers that are added, 2 and 3 unless told.
  /// - Throws: ``Problem`` for powers below 2, a weighted or perfect fit, too few rows, or fitted values whose powers
  ///   add nothing (as with a single indicator).
  /// - Complexity: O(*n* · *k*²).
  ///
  /// Source: J. B. Ramsey (1969), *Journal of the Royal Statistical Society B* 31, 350–371. Same numbers as
  /// `resettest` of the R package lmtest.
  public static func reset(
    _ fit: some RegressionFit, powers: ClosedRange<Int> = 2...3
  ) throws(Problem) -> SpecificationTest {
    let columns = try columns(fit, for: .reset)
    guard powers.lowerBound >= 2 else {
      throw Problem(
        .specification, "RESET is asked for the power \(powers.lowerBound)",
        why: "the fitted values themselves are a combination of the predictors", remedy: "use powers from 2")
    }
    // Beside a constant and the first power, the powers from 2 of centred values span the same columns, with more digits.
    let fitted = fit.fittedValues
    let scale = powerOfTwoScale(fitted.reduce(0) { max($0, $1.magnitude) })
    let base =
      fit.design.hasIntercept && powers.lowerBound == 2
      ? standardisedForProducts(fitted) : fitted.map { $0 * scale }
    let added = powers.map { power in base.map { value in (1..<power).reduce(value) { product, _ in product * value } }
    }
    let n = fit.observationCount
    guard let auxiliary = AuxiliaryRegression(columns + added, outcome: fit.residuals),
      auxiliary.residualDegreesOfFreedom > 0
    else { throw tooShort(.reset, rows: n, columns: columns.count + added.count) }
    let extra = auxiliary.rank - columns.count
    guard extra > 0 else {
      throw Problem(
        .data, "RESET has nothing to add", why: "powers of the fitted values are combinations of the predictors",
        remedy: "leave the test out: the form is as free as the predictors allow")
    }
    let squares = fit.residuals.reduce(0) { $0 + $1 * $1 }
    let (rss, df) = (auxiliary.residualSumOfSquares, auxiliary.residualDegreesOfFreedom)
    return SpecificationTest(.reset, f: ((squares - rss) / Double(extra)) / (rss / Double(df)), df1: extra, df2: df)
  }

  /// Jarque and Bera's test of normality: n (S²/6 + (K − 3)²/24), χ² with two degrees of freedom, with S the skewness
  /// and K the kurtosis (moments over n) of the residuals about their mean.
  ///
  /// The approximation is rough below about a hundred rows, where it rejects too seldom.
  ///
  /// - Throws: ``Problem`` for a weighted or perfect fit.
  /// - Complexity: O(*n*).
  ///
  /// Source: C. M. Jarque, A. K. Bera (1980), *Economics Letters* 6, 255–259. Same numbers as `jarque.bera.test` of the
  /// R package tseries.
  public static func jarqueBera(_ fit: some RegressionFit) throws(Problem) -> SpecificationTest {
    _ = try columns(fit, for: .jarqueBera)
    let n = Double(fit.observationCount)
    let deviations = centred(fit.residuals).deviations
    let variance = compensatedSum(deviations.lazy.map { $0 * $0 }) / n
    let third = compensatedSum(deviations.lazy.map { $0 * $0 * $0 }) / n
    let fourth = compensatedSum(deviations.lazy.map { $0 * $0 * $0 * $0 }) / n
    let skewness = third / (variance * variance.squareRoot())
    let excess = fourth / (variance * variance) - 3
    return SpecificationTest(.jarqueBera, chiSquared: n * (skewness * skewness / 6 + excess * excess / 24), df: 2)
  }
}
