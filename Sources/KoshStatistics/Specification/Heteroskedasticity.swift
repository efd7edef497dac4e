public import KoshTable

extension SpecificationTests {
  /// Breusch and Pagan's test of one variance, against one that changes with the predictors, in Koenker's form.
  ///
  /// The squared residuals are regressed on the predictors; n R² of that is χ² with as many degrees of freedom as
  /// predictors. This form does not need normal errors; ``breuschPaganOriginal(_:)`` does.
  ///
  /// - Throws: ``Problem`` for a weighted or perfect fit, a model without predictors, or too few rows.
  /// - Complexity: O(*n* · *k*²).
  ///
  /// Source: T. S. Breusch, A. R. Pagan (1979), *Econometrica* 47, 1287–1294; R. Koenker (1981), *Journal of
  /// Econometrics* 17, 107–112. Same numbers as `bptest` of the R package lmtest.
  public static func breuschPagan(_ fit: some RegressionFit) throws(Problem) -> SpecificationTestPair {
    try variance(fit, kind: .breuschPagan, explaining: try columns(fit, for: .breuschPagan))
  }

  /// Breusch and Pagan's test as first published: half the explained sum of squares of eᵢ²/σ̂², with σ̂² = Σ e²/n, on the
  /// predictors. It takes the errors to be normal, and rejects too often where they have long tails.
  ///
  /// - Throws: What ``breuschPagan(_:)`` throws.
  ///
  /// Source: T. S. Breusch, A. R. Pagan (1979), *Econometrica* 47, 1287–1294. Same numbers as
  /// `bptest(studentize = FALSE)` of the R package lmtest.
  public static func breuschPaganOriginal(_ fit: some RegressionFit) throws(Problem) -> SpecificationTest {
    let columns = try columns(fit, for: .breuschPaganOriginal)
    let squares = fit.residuals.map { $0 * $0 }
    let variance = compensatedSum(squares) / Double(squares.count)
    let auxiliary = try varianceRegression(
      squares.map { $0 / variance }, explaining: columns, kind: .breuschPaganOriginal)
    return SpecificationTest(
      .breuschPaganOriginal, chiSquared: (auxiliary.centredSumOfSquares - auxiliary.residualSumOfSquares) / 2,
      df: auxiliary.rank - 1)
  }

  /// White's test of one variance, against any that depends on the predictors, their squares and their products.
  ///
  /// The squared residuals are regressed on all of these; columns that add nothing, such as squares of indicators, are
  /// left out, and n R² is χ² with as many degrees of freedom as columns besides the constant.
  ///
  /// - Throws: ``Problem`` for a weighted or perfect fit, a model without predictors, or too few rows: *k* predictors
  ///   make up to *k*(*k* + 3)/2 columns.
  /// - Complexity: O(*n* · *k*⁴).
  ///
  /// Source: H. White (1980), *Econometrica* 48, 817–838. Same numbers as `het_white` of statsmodels.
  public static func white(_ fit: some RegressionFit) throws(Problem) -> SpecificationTestPair {
    let first = fit.design.hasIntercept ? 1 : 0
    let predictors = try columns(fit, for: .white).dropFirst(first).map(standardisedForProducts)
    var all = predictors
    for (i, left) in predictors.enumerated() {
      for right in predictors[i...] { all.append(zip(left, right).map { $0 * $1 }) }
    }
    return try variance(fit, kind: .white, explaining: all)
  }

  private static func variance(
    _ fit: some RegressionFit, kind: SpecificationTest.Kind, explaining columns: [[Double]]
  ) throws(Problem) -> SpecificationTestPair {
    let squares = fit.residuals.map { $0 * $0 }
    let auxiliary = try varianceRegression(squares, explaining: columns, kind: kind)
    let (rss, tss) = (auxiliary.residualSumOfSquares, auxiliary.centredSumOfSquares)
    let (df1, df2) = (auxiliary.rank - 1, auxiliary.residualDegreesOfFreedom)
    return SpecificationTestPair(
      lagrangeMultiplier: SpecificationTest(kind, chiSquared: Double(squares.count) * (1 - rss / tss), df: df1),
      f: SpecificationTest(kind, f: ((tss - rss) / Double(df1)) / (rss / Double(df2)), df1: df1, df2: df2))
  }

  /// Squared residuals on a constant and the columns.
  private static func varianceRegression(
    _ squares: [Double], explaining columns: [[Double]], kind: SpecificationTest.Kind
  ) throws(Problem) -> AuxiliaryRegression {
    let ones = [Double](repeating: 1, count: squares.count)
    guard let auxiliary = AuxiliaryRegression([ones] + columns, outcome: squares),
      auxiliary.residualDegreesOfFreedom > 0
    else { throw tooShort(kind, rows: squares.count, columns: columns.count + 1) }
    guard auxiliary.rank > 1 else {
      throw Problem(
        .specification, "\(kind.name.en) needs a predictor",
        why: "it asks whether the variance changes with the predictors", remedy: "leave the test out")
    }
    guard auxiliary.centredSumOfSquares > 0, auxiliary.residualSumOfSquares > 0 else {
      throw Problem(
        .data, "\(kind.name.en) is undefined", why: "the squared residuals are all the same or explained to the last",
        remedy: "leave the test out")
    }
    return auxiliary
  }
}
