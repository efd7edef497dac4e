public import KoshTable

/// A break in a regression at the row where the data show it most.
public struct UnknownBreak: Sendable, Hashable {
  /// The test: the largest of the break statistics, each *k* times Chow's *F*.
  public let test: SpecificationTest
  /// Rows of the fit before the break: the later regression begins at the row of this index, counted from 0 among the
  /// rows used.
  public let firstRowAfter: Int
  /// Chow's *F* at that row, which must **not** be compared with the *F* distribution: the row was chosen for it.
  public let largestF: Double
  /// Places that were tried, as rows before the break.
  public let candidates: ClosedRange<Int>
  /// The break statistic of each candidate, in their order.
  public let statistics: [Double]
}

extension SpecificationTests {
  /// Chow's test of the same coefficients before and after a known row.
  ///
  /// F = ((RSS − RSS₁ − RSS₂)/k) / ((RSS₁ + RSS₂)/(n − 2k)), with RSS₁ and RSS₂ from the two parts. The break must be
  /// known from outside; for one that is looked for in the data see ``unknownBreak(_:trimming:)``.
  ///
  /// - Parameters:
  ///   - fit: A least-squares fit whose rows are in the order of time.
  ///   - firstRowAfter: The index, among the rows used, at which the second part begins.
  /// - Throws: ``Problem`` for a weighted or perfect fit, or a part with too few rows for the coefficients.
  /// - Complexity: O(*n* · *k*²).
  ///
  /// Source: G. C. Chow (1960), *Econometrica* 28, 591–605. Same numbers as `sctest(type = "Chow")` of the R package
  /// strucchange.
  public static func chow(_ fit: some RegressionFit, firstRowAfter: Int) throws(Problem) -> SpecificationTest {
    let columns = try columns(fit, for: .chow)
    let (n, k) = (fit.observationCount, columns.count)
    guard firstRowAfter >= k, n - firstRowAfter >= k, n > 2 * k else {
      throw Problem(
        .data,
        "the Chow test has \(max(0, min(n, firstRowAfter))) and \(max(0, n - firstRowAfter)) rows in its two parts",
        why: "each part has \(k) coefficients to estimate, and rows must be left over",
        remedy: "move the break or use fewer predictors")
    }
    guard let wald = breakStatistic(columns, fit.outcomeValues, squares(fit), rowsBefore: firstRowAfter) else {
      throw Problem(
        .data, "the Chow test cannot be made with a break before row \(firstRowAfter + 1)",
        why: "in one of the parts the predictors are linear combinations of each other, or the fit is perfect",
        remedy: "move the break or use fewer predictors")
    }
    return SpecificationTest(.chow, f: wald / Double(k), df1: k, df2: n - 2 * k)
  }

  /// The Quandt–Andrews test: the same coefficients throughout, against a break of all of them at an unknown row.
  ///
  /// The statistic is the largest of k · F(τ) over the rows τ that leave at least the share `trimming` of the rows (and
  /// more rows than coefficients) on either side. Since the row is chosen by the data, the statistic is compared with
  /// the distribution of that largest value, see ``BesselSupremum``. The p-value holds in long series; in short ones it
  /// is approximate. Where the test rejects, the row with the largest statistic dates the break.
  ///
  /// - Parameters:
  ///   - fit: A least-squares fit whose rows are in the order of time.
  ///   - trimming: The share of rows that is left at each end, above 0 and below ½; 0.15 unless told.
  /// - Throws: ``Problem`` for another trimming, a weighted or perfect fit, or a series too short for two regressions.
  /// - Complexity: O(*n*² · *k*²).
  ///
  /// Source: R. E. Quandt (1960), *Journal of the American Statistical Association* 55, 324–330; D. W. K. Andrews
  /// (1993), *Econometrica* 61, 821–856. Same statistic and break as `Fstats` and `sctest(type = "supF")` of the R
  /// package strucchange, whose p-values are approximations (B. E. Hansen 1997) of the ones here.
  public static func unknownBreak(_ fit: some RegressionFit, trimming: Double = 0.15) throws(Problem) -> UnknownBreak {
    let columns = try columns(fit, for: .unknownBreak)
    guard trimming > 0, trimming < 0.5 else {
      throw Problem(
        .specification, "the trimming of the Quandt–Andrews test is \(NumberText.plain(trimming, language: .en))",
        why: "it is the share of rows left out at each end", remedy: "use a share above 0 and below 0.5, such as 0.15")
    }
    let (n, k) = (fit.observationCount, columns.count)
    let share = Int(trimming * Double(n))
    let (first, last) = (max(share, k + 1), min(n - share, n - k - 1))
    guard first <= last, n > 2 * k else {
      throw Problem(
        .data, "the Quandt–Andrews test has \(n) rows for \(k) coefficients",
        why: "a regression must be possible on either side of the break, with rows left over",
        remedy: "use a longer series or fewer predictors")
    }
    let (outcome, whole) = (fit.outcomeValues, squares(fit))
    // A part in which a predictor does not vary, such as a year's indicator, cannot be told apart and is passed over.
    let statistics = (first...last).map { breakStatistic(columns, outcome, whole, rowsBefore: $0) ?? 0 }
    let largest = statistics.max() ?? 0
    guard largest > 0, let index = statistics.firstIndex(of: largest) else {
      throw Problem(
        .data, "the Quandt–Andrews test finds no row at which the regression can be parted",
        why: "in each part the predictors are linear combinations of each other", remedy: "use fewer predictors")
    }
    let (low, high) = (Double(first) / Double(n), Double(last) / Double(n))
    return UnknownBreak(
      test: SpecificationTest(
        .unknownBreak, supremum: largest, dimensions: k,
        pValue: BesselSupremum(dimensions: k, from: low, to: high).upper(largest)),
      firstRowAfter: first + index, largestF: largest / Double(k), candidates: first...last, statistics: statistics)
  }

  private static func squares(_ fit: some RegressionFit) -> Double { fit.residuals.reduce(0) { $0 + $1 * $1 } }

  /// (RSS − RSS₁ − RSS₂) / ((RSS₁ + RSS₂)/(n − 2k)); `nil` where a part lacks an independent column or rows.
  private static func breakStatistic(
    _ columns: [[Double]], _ outcome: [Double], _ whole: Double, rowsBefore: Int
  ) -> Double? {
    let (n, k) = (outcome.count, columns.count)
    let parts = [0..<rowsBefore, rowsBefore..<n].map { rows in
      AuxiliaryRegression(columns.map { Array($0[rows]) }, outcome: Array(outcome[rows]))
    }
    guard let before = parts[0], let after = parts[1], before.rank == k, after.rank == k else { return nil }
    let rss = before.residualSumOfSquares + after.residualSumOfSquares
    guard rss > 0 else { return nil }
    return max(0, whole - rss) / (rss / Double(n - 2 * k))
  }
}
