public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How many lagged differences a Dickey–Fuller regression takes.
public enum LagRule: Sendable, Hashable {
  /// So many.
  case fixed(Int)
  /// The number up to the largest with the smallest Akaike criterion.
  case aic
  /// The number up to the largest with the smallest Schwarz criterion.
  case bic
  /// From the largest downwards, until the last lag has |t| ≥ 1.645.
  case t
}

/// An augmented Dickey–Fuller test.
public struct DickeyFuller: Sendable, Hashable {
  /// The *t* statistic of the lagged level.
  public let statistic: Double
  /// P(a statistic at most as large) under a unit root, by MacKinnon's approximation for **long** series: in short ones
  /// ``critical`` decides.
  public let pValue: Double
  /// Lagged differences in the regression.
  public let lags: Int
  /// Rows of the regression.
  public let observations: Int
  /// What the regression holds besides.
  public let part: DeterministicPart
  /// Critical values for this number of rows; `nil` where none are tabulated.
  public let critical: UnitRootCriticalValues?

  /// Whether a unit root is rejected at 5 %, by the critical value for this number of rows.
  public var rejects: Bool { critical.map { statistic < $0.five } ?? (pValue < 0.05) }
}

/// Tests of whether series wander without a level or trend to return to, and of whether they wander together.
///
/// Series are in the order of time, without gaps; a missing value inside is refused, since differences and lags across
/// it would be of other periods.
public enum UnitRoots {
  /// The augmented Dickey–Fuller test of a unit root: the differences regressed on the lagged level, `part`, and lagged
  /// differences; the statistic is the *t* of the lagged level.
  ///
  /// The null hypothesis is the unit root. Criteria compare the numbers of lags on the rows that all of them have; the
  /// test itself uses every row that the chosen number leaves.
  ///
  /// - Parameters:
  ///   - values: The series in the order of time.
  ///   - part: A constant unless told; a trend for a series that grows.
  ///   - lags: How many lagged differences; the Akaike criterion unless told.
  ///   - largestLag: The most lags that a criterion may choose; ⌈12 (T/100)^¼⌉ (Schwert's rule) unless told, and never
  ///     more than T/2 − 1 − the columns of `part`.
  ///   - name: The series' name, for messages.
  /// - Throws: ``Problem`` for missing values, a series too short or without variation, or lags below 0 or too many.
  /// - Complexity: O(T · L³) for L lags.
  ///
  /// Source: D. A. Dickey, W. A. Fuller (1979), *Journal of the American Statistical Association* 74, 427–431; S. E.
  /// Said, D. A. Dickey (1984), *Biometrika* 71, 599–607; p-values and critical values of J. G. MacKinnon (1994, 2010).
  /// Same numbers as `adfuller` of statsmodels.
  public static func dickeyFuller(
    _ values: [Double?], _ part: DeterministicPart = .constant, lags: LagRule = .aic, largestLag: Int? = nil,
    name: String = "series"
  ) throws(Problem) -> DickeyFuller {
    let series = try complete(values, name: name)
    return try dickeyFuller(series, part, lags: lags, largestLag: largestLag, name: name, table: (part, 1), rows: nil)
  }

  /// The values, after checking that none is missing and that they vary.
  static func complete(_ values: [Double?], name: String) throws(Problem) -> [Double] {
    let series = values.compactMap { present($0) }
    guard series.count == values.count else {
      throw Problem(
        .data, "the series lacks \(values.count - series.count) of its \(values.count) values",
        at: Place(variable: name), why: "lags and differences across a gap would be of other periods",
        remedy: "test the longest stretch without gaps")
    }
    guard !series.isEmpty, !centred(series).isConstant else {
      throw Problem(
        .data, "the series does not vary", at: Place(variable: name), why: "there is nothing to test",
        remedy: "leave it out")
    }
    return series
  }

  static func dickeyFuller(
    _ series: [Double], _ part: DeterministicPart, lags rule: LagRule, largestLag: Int?, name: String,
    table: (part: DeterministicPart, series: Int), rows: Int?
  ) throws(Problem) -> DickeyFuller {
    let place = Place(variable: name)
    let most = series.count / 2 - part.columns - 1
    guard most >= 0 else {
      throw Problem(
        .data, "the series has \(series.count) values", at: place,
        why: "a Dickey–Fuller regression needs at least \(2 * (part.columns + 1))", remedy: "use a longer series")
    }
    let schwert = Int((12 * pow(Double(series.count) / 100, 0.25)).rounded(.up))
    let asked: Int
    if case .fixed(let lags) = rule { asked = lags } else { asked = largestLag ?? min(most, schwert) }
    guard asked >= 0, asked <= most else {
      throw Problem(
        .specification, "the test is asked for \(asked) lags of a series of \(series.count) values", at: place,
        why: "it can have from 0 to \(most)", remedy: "ask for fewer lags, or let a criterion choose")
    }
    let chosen: Int
    switch rule {
    case .fixed: chosen = asked
    case .aic: chosen = bestLag(series, part, most: asked, penalty: 2)
    case .bic: chosen = bestLag(series, part, most: asked, penalty: log(Double(series.count - 1 - asked)))
    case .t: chosen = lastTellingLag(series, part, most: asked)
    }
    let test = regression(series, part, lags: chosen, skipping: chosen)
    guard let statistic = test?.tStatistic(0) else {
      throw Problem(
        .data, "the Dickey–Fuller regression with \(chosen) lags cannot be told apart", at: place,
        why: "its columns are linear combinations of each other, or it meets every value",
        remedy: "use fewer lags or a longer series")
    }
    let observations = series.count - 1 - chosen
    return DickeyFuller(
      statistic: statistic, pValue: MacKinnon.pValue(statistic, table.part, series: table.series), lags: chosen,
      observations: observations, part: part,
      critical: MacKinnon.critical(table.part, series: table.series, observations: rows ?? observations))
  }

  /// The differences from the row `skipping` on, regressed on the lagged level (the first column), the deterministic
  /// part and the lags (the last columns).
  private static func regression(
    _ series: [Double], _ part: DeterministicPart, lags: Int, skipping: Int
  ) -> AuxiliaryRegression? {
    let differences = zip(series.dropFirst(), series).map { $0 - $1 }
    let rows = skipping..<differences.count
    var columns = [rows.map { series[$0] }]
    if part != .none { columns.append([Double](repeating: 1, count: rows.count)) }
    if part == .trend { columns.append(rows.map { Double($0 + 1) }) }
    for lag in 0..<lags { columns.append(rows.map { differences[$0 - lag - 1] }) }
    return AuxiliaryRegression(columns, outcome: rows.map { differences[$0] })
  }

  private static func bestLag(_ series: [Double], _ part: DeterministicPart, most: Int, penalty: Double) -> Int {
    var best = (lag: 0, value: Double.infinity)
    for lag in 0...most {
      guard let fit = regression(series, part, lags: lag, skipping: most), fit.residualSumOfSquares > 0 else {
        continue
      }
      let value = fit.informationCriterion(penalty: penalty)
      if value < best.value { best = (lag, value) }
    }
    return best.lag
  }

  private static func lastTellingLag(_ series: [Double], _ part: DeterministicPart, most: Int) -> Int {
    for lag in stride(from: most, to: 0, by: -1) {
      let fit = regression(series, part, lags: lag, skipping: most)
      if let t = fit?.tStatistic(part.columns + lag), t.magnitude >= 1.6448536269514722 { return lag }
    }
    return 0
  }
}
