internal import KoshNumerics

/// A share of rows with its interval.
public struct Proportion: Sendable, Hashable {
  /// Rows that have the property, unweighted.
  public let count: Int
  /// All rows used, unweighted.
  public let n: Int
  /// Rows left out for a missing answer or weight.
  public let missing: Int
  /// The share, from 0 to 1; weighted where weights were given.
  public let share: Double
  /// The n on which the interval rests: `n` itself, or with weights Kish's (Σw)² / Σw².
  public let effectiveN: Double
  /// The lower end of Wilson's interval.
  public let confidenceLow: Double
  /// The upper end of Wilson's interval.
  public let confidenceHigh: Double
  /// The level of the interval, such as 0.95.
  public let level: Double
}

/// Wilson's score interval of a proportion, without continuity correction.
///
/// (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n), where z is the normal quantile of (1 + level)/2.
///
/// - Parameters:
///   - share: p̂, from 0 to 1.
///   - n: The size of the sample, or an effective one; positive.
///   - level: Between 0 and 1.
/// - Returns: Two shares from 0 to 1; `nil` where the arguments are outside what is said above.
///
///     wilsonInterval(share: 0.1, n: 10)   // (0.0178762…, 0.4041500…)
///
/// Source: E. B. Wilson (1927), *Journal of the American Statistical Association* 22(158), 209–212.
public func wilsonInterval(share: Double, n: Double, level: Double = 0.95) -> (low: Double, high: Double)? {
  guard share >= 0, share <= 1, n > 0, n.isFinite, level > 0, level < 1 else { return nil }
  let z = Normal.quantile((1 + level) / 2)
  let z2 = z * z / n
  let middle = (share + z2 / 2) / (1 + z2)
  let half = (share * (1 - share) * z2 + z2 * z2 / 4).squareRoot() / (1 + z2)
  // At 0 and 1 the ends are exact; the last bits of the subtraction must not push them outside.
  return (share == 0 ? 0 : max(0, middle - half), share == 1 ? 1 : min(1, middle + half))
}

/// A proportion of `count` in `n` with Wilson's interval.
///
/// - Returns: `nil` unless 0 ≤ count ≤ n and n > 0.
///
///     proportion(count: 1, of: 10)?.confidenceHigh   // 0.4041500…
public func proportion(count: Int, of n: Int, missing: Int = 0, level: Double = 0.95) -> Proportion? {
  guard count >= 0, count <= n, n > 0 else { return nil }
  let share = Double(count) / Double(n)
  guard let (low, high) = wilsonInterval(share: share, n: Double(n), level: level) else { return nil }
  return Proportion(
    count: count, n: n, missing: missing, share: share, effectiveN: Double(n), confidenceLow: low,
    confidenceHigh: high, level: level)
}

/// A weighted proportion Σw·x / Σw with Wilson's interval on Kish's effective n.
///
/// The effective n allows for unequal weights only, not for clusters or strata: with those the true interval is wider.
///
/// - Parameters:
///   - answers: Whether each row has the property; `nil` is missing and drops the row.
///   - weights: One weight per row, not negative; a missing or negative one drops its row.
/// - Returns: `nil` where no row has a positive weight.
///
///     weightedProportion([true, false, nil], weights: [3, 1, 1])   // share 0.75, n 2, effectiveN 1.6
public func weightedProportion(_ answers: [Bool?], weights: [Double?], level: Double = 0.95) -> Proportion? {
  let values = answers.map { $0.map { $0 ? 1.0 : 0.0 } }
  guard let mean = weightedMean(values, weights: weights),
    let (low, high) = wilsonInterval(share: min(1, mean.mean), n: mean.effectiveN, level: level)
  else { return nil }
  let count = zip(answers, weights).count { $0 == true && (present($1) ?? -1) >= 0 }
  return Proportion(
    count: count, n: mean.n, missing: mean.missing, share: min(1, mean.mean), effectiveN: mean.effectiveN,
    confidenceLow: low, confidenceHigh: high, level: level)
}
