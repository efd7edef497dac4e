public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Up to which lag a long-run variance counts autocovariances (Bartlett's weights).
public enum BandwidthRule: Sendable, Hashable {
  /// So many lags.
  case fixed(Int)
  /// ⌊4 (T/100)^¼⌋: the "short" rule of Kwiatkowski and others.
  case short
  /// ⌊12 (T/100)^¼⌋: the "long" one, which rejects less.
  case long
  /// From the data (Hobijn, Franses and Ooms): ⌊1.1447 (s₁/s₀)^⅔ T^⅓⌋, where s₀ and s₁ sum the autocovariances up to lag
  /// ⌊T^(2/9)⌋ and those times their lag.
  case automatic
}

/// A test of Kwiatkowski, Phillips, Schmidt and Shin.
public struct KPSS: Sendable, Hashable {
  /// The statistic.
  public let statistic: Double
  /// Interpolated in the four values of the published table; never below 0.01 or above 0.10, see ``isBounded``.
  public let pValue: Double
  /// Whether the statistic lies outside the table: then the p-value is at most 0.01, or at least 0.10, as printed.
  public let isBounded: Bool
  /// Lags of the long-run variance.
  public let lags: Int
  /// Whether the null hypothesis is a level (`constant`) or a straight trend (`trend`).
  public let part: DeterministicPart
  /// The critical value at 5 %.
  public let criticalFive: Double

  /// Whether stationarity is rejected at 5 %.
  public var rejects: Bool { statistic > criticalFive }
}

extension UnitRoots {
  /// The KPSS test of stationarity about a level or a straight trend: Σ Sₜ² / (T² σ̂²), with Sₜ the running sums of the
  /// residuals and σ̂² their long-run variance with Bartlett's weights.
  ///
  /// The null hypothesis is **stationarity**, the opposite of a Dickey–Fuller test's.
  ///
  /// - Parameters:
  ///   - values: The series in the order of time.
  ///   - part: `constant` for a level, `trend` for a straight line.
  ///   - bandwidth: Lags of the long-run variance; chosen from the data unless told.
  ///   - name: The series' name, for messages.
  /// - Throws: ``Problem`` for missing values, a series without variation or shorter than four values, no
  ///   deterministic part, or more lags than values.
  /// - Complexity: O(T · lags).
  ///
  /// Source: D. Kwiatkowski, P. C. B. Phillips, P. Schmidt, Y. Shin (1992), *Journal of Econometrics* 54, 159–178, table
  /// 1; B. Hobijn, P. H. Franses, M. Ooms (2004), *Statistica Neerlandica* 58, 483–502. Same numbers as `kpss` of
  /// statsmodels and `kpss.test` of the R package tseries.
  public static func kpss(
    _ values: [Double?], _ part: DeterministicPart = .constant, bandwidth: BandwidthRule = .automatic,
    name: String = "series"
  ) throws(Problem) -> KPSS {
    let series = try complete(values, name: name)
    let n = series.count
    let table: [Double]
    switch part {
    case .constant: table = [0.347, 0.463, 0.574, 0.739]
    case .trend: table = [0.119, 0.146, 0.176, 0.216]
    case .none:
      throw Problem(
        .specification, "the KPSS test is asked for without a level", at: Place(variable: name),
        why: "its null hypothesis is a level or a straight trend", remedy: "ask for constant or trend")
    }
    guard n >= 4 else {
      throw Problem(
        .data, "the series has \(n) values", at: Place(variable: name), why: "the KPSS test needs at least 4",
        remedy: "use a longer series")
    }
    var residuals = centred(series).deviations
    if part == .trend {
      let ones = [Double](repeating: 1, count: n)
      let times = (1...n).map { Double($0) }
      if let fit = AuxiliaryRegression([ones, times], outcome: series) { residuals = fit.residuals }
    }
    let lags = try self.lags(bandwidth, residuals, name: name)
    let variance = longRunVariance(residuals, lags: lags)
    guard variance > 0 else {
      throw Problem(
        .data, "the long-run variance of the series is 0", at: Place(variable: name),
        why: "the series is the level or trend itself", remedy: "leave the test out")
    }
    var (sum, squares) = (0.0, 0.0)
    for residual in residuals {
      sum += residual
      squares += sum * sum
    }
    let statistic = squares / (Double(n) * Double(n)) / variance
    let levels = [0.10, 0.05, 0.025, 0.01]
    var p = statistic <= table[0] ? levels[0] : levels[3]
    for i in 0..<3 where statistic > table[i] && statistic <= table[i + 1] {
      p = levels[i] + (levels[i + 1] - levels[i]) * (statistic - table[i]) / (table[i + 1] - table[i])
    }
    return KPSS(
      statistic: statistic, pValue: p, isBounded: statistic < table[0] || statistic > table[3], lags: lags, part: part,
      criticalFive: table[1])
  }

  private static func lags(_ rule: BandwidthRule, _ residuals: [Double], name: String) throws(Problem) -> Int {
    let n = Double(residuals.count)
    switch rule {
    case .fixed(let lags):
      guard lags >= 0, lags < residuals.count else {
        throw Problem(
          .specification, "the long-run variance is asked for with \(lags) lags of \(residuals.count) values",
          at: Place(variable: name), why: "it can have from 0 to \(residuals.count - 1)", remedy: "ask for fewer lags")
      }
      return lags
    case .short: return min(residuals.count - 1, Int(4 * pow(n / 100, 0.25)))
    case .long: return min(residuals.count - 1, Int(12 * pow(n / 100, 0.25)))
    case .automatic:
      var (all, weighted) = (covariance(residuals, lag: 0), 0.0)
      for lag in stride(from: 1, through: Int(pow(n, 2.0 / 9)), by: 1) {
        let twice = 2 * covariance(residuals, lag: lag)
        all += twice
        weighted += Double(lag) * twice
      }
      guard all != 0 else { return 0 }
      let ratio = weighted / all
      return min(residuals.count - 1, Int(1.1447 * cbrt(ratio * ratio) * cbrt(n)))
    }
  }

  private static func covariance(_ values: [Double], lag: Int) -> Double {
    var sum = 0.0
    for t in lag..<values.count { sum += values[t] * values[t - lag] }
    return sum / Double(values.count)
  }

  private static func longRunVariance(_ values: [Double], lags: Int) -> Double {
    var variance = covariance(values, lag: 0)
    for lag in stride(from: 1, through: lags, by: 1) {
      variance += 2 * (1 - Double(lag) / Double(lags + 1)) * covariance(values, lag: lag)
    }
    return variance
  }
}
