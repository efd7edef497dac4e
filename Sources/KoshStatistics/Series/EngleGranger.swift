public import KoshTable

/// Engle and Granger's test of whether series that wander do so together.
public struct EngleGranger: Sendable, Hashable {
  /// The Dickey–Fuller test of the residuals, with the distribution for as many series as the regression has.
  public let residualTest: DickeyFuller
  /// Series in the regression, the outcome among them.
  public let seriesCount: Int
  /// What the regression of the levels holds besides: a constant or a constant and a trend.
  public let part: DeterministicPart

  /// Whether the null hypothesis, that nothing ties the series together, is rejected at 5 % by the critical value for
  /// this number of rows.
  public var rejects: Bool { residualTest.rejects }
}

extension UnitRoots {
  /// The augmented Engle–Granger test of cointegration: a Dickey–Fuller test, without constant, of the residuals of the
  /// regression of the levels, compared with MacKinnon's distribution for that number of series.
  ///
  /// The null hypothesis is that there is **no** cointegration: that the regression is one of series that wander apart.
  ///
  /// - Parameters:
  ///   - outcome: The outcome in the order of time.
  ///   - predictors: From one to five other series, as long as the outcome.
  ///   - part: `constant` or `trend`: what the regression of the levels holds besides.
  ///   - lags: Lagged differences in the test of the residuals.
  ///   - largestLag: The most lags that a criterion may choose, as for a series.
  ///   - names: The outcome's name and those of the predictors, for messages.
  /// - Throws: ``Problem`` for missing values, series of other lengths or none or more than five, no constant, series
  ///   that are linear combinations of each other, or too short ones.
  ///
  /// Source: R. F. Engle, C. W. J. Granger (1987), *Econometrica* 55, 251–276; J. G. MacKinnon (1994, 2010). Same numbers
  /// as `coint` of statsmodels; critical values are those for T − 1 rows, as there.
  public static func engleGranger(
    _ outcome: [Double?], on predictors: [[Double?]], _ part: DeterministicPart = .constant, lags: LagRule = .aic,
    largestLag: Int? = nil, names: [String] = []
  ) throws(Problem) -> EngleGranger {
    func name(_ i: Int) -> String { names.indices.contains(i) ? names[i] : "series \(i + 1)" }
    guard (1..<MacKinnon.mostSeries).contains(predictors.count), predictors.allSatisfy({ $0.count == outcome.count })
    else {
      throw Problem(
        .specification, "the Engle–Granger test is asked for \(predictors.count) predictors",
        why: "its distribution is tabulated for one to five, as long as the outcome",
        remedy: "choose from one to five series of \(outcome.count) values")
    }
    guard part != .none else {
      throw Problem(
        .specification, "the Engle–Granger test is asked for without a constant",
        why: "its critical values are tabulated with a constant only", remedy: "ask for constant or trend")
    }
    let y = try complete(outcome, name: name(0))
    var columns: [[Double]] = []
    for (i, predictor) in predictors.enumerated() { columns.append(try complete(predictor, name: name(i + 1))) }
    columns.append([Double](repeating: 1, count: y.count))
    if part == .trend { columns.append((1...y.count).map { Double($0) }) }
    guard let fit = AuxiliaryRegression(columns, outcome: y), fit.rank == columns.count,
      let rSquared = fit.rSquared, rSquared < 1 - 1e-12
    else {
      throw Problem(
        .data, "the series are linear combinations of each other", at: Place(variable: name(0)),
        why: "the regression of the levels leaves no residuals to test", remedy: "leave a series out")
    }
    return EngleGranger(
      residualTest: try dickeyFuller(
        fit.residuals, .none, lags: lags, largestLag: largestLag, name: "residuals of \(name(0))",
        table: (part, predictors.count + 1), rows: y.count - 1),
      seriesCount: predictors.count + 1, part: part)
  }
}
