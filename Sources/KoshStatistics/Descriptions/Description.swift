/// The usual figures about one variable.
public struct Description: Sendable, Hashable {
  /// Values that are there.
  public let n: Int
  /// Values that are missing.
  public let missing: Int
  /// The sum of the values; 0 of none.
  public let sum: Double
  /// The arithmetic mean, in the variable's unit; `nil` of none.
  public let mean: Double?
  /// The standard deviation with n − 1 in the denominator, in the variable's unit; `nil` of fewer than two values.
  public let standardDeviation: Double?
  /// The least value.
  public let minimum: Double?
  /// The first quartile, ``quantile(_:_:)`` at 0.25.
  public let lowerQuartile: Double?
  /// The median.
  public let median: Double?
  /// The third quartile.
  public let upperQuartile: Double?
  /// The greatest value.
  public let maximum: Double?
  /// The adjusted Fisher–Pearson skewness √(n(n−1))/(n−2) · m₃/m₂^1.5, a pure number; `nil` of fewer than three values
  /// and of a constant.
  public let skewness: Double?
}

/// Describes a variable: count, mean, spread, quartiles.
///
/// - Parameter values: One value per row; `nil`, or a number that is not finite, is missing: it is counted and left
///   out.
/// - Returns: Figures in the variable's own unit; those that are undefined for so few values are `nil`.
/// - Complexity: O(*n* log *n*).
///
///     let d = describe([2, 4, 4, nil, 10])
///     d.mean               // 5
///     d.standardDeviation  // 3.4641… = √12
///     d.upperQuartile      // 5.5
///     d.skewness           // 1.5396… = √12/2 · 24/9^1.5
///
/// Source of the skewness: D. N. Joanes, C. A. Gill (1998), *The Statistician* 47(1), 183–189, their G₁.
public func describe(_ values: [Double?]) -> Description {
  let present = values.compactMap { KoshStatistics.present($0) }.sorted()
  let n = Double(present.count)
  let middle = mean(present)
  let (deviations, squares, isConstant) = centred(present)
  var skewness: Double?
  if present.count > 2, !isConstant {
    let second = squares / n
    let third = compensatedSum(deviations.lazy.map { $0 * $0 * $0 }) / n
    skewness = (n * (n - 1)).squareRoot() / (n - 2) * third / (second * second.squareRoot())
  }
  return Description(
    n: present.count, missing: values.count - present.count, sum: compensatedSum(present), mean: middle,
    standardDeviation: present.count > 1 ? (squares / (n - 1)).squareRoot() : nil,
    minimum: present.first, lowerQuartile: quantile(present, 0.25), median: quantile(present, 0.5),
    upperQuartile: quantile(present, 0.75), maximum: present.last, skewness: skewness)
}

/// The quantile of sorted values, by linear interpolation between order statistics (type 7, R's and numpy's default).
///
/// With h = (n − 1)p, the value is x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), counting from 0.
///
/// - Parameters:
///   - sorted: Finite values in ascending order.
///   - p: A share from 0 to 1; `nil` is returned outside.
/// - Returns: A value in the unit of the values; `nil` of none.
///
///     quantile([2, 4, 4, 10], 0.75)   // 5.5
///
/// Source: R. J. Hyndman, Y. Fan (1996), *The American Statistician* 50(4), 361–365.
public func quantile(_ sorted: [Double], _ p: Double) -> Double? {
  guard !sorted.isEmpty, p >= 0, p <= 1 else { return nil }
  let position = Double(sorted.count - 1) * p
  let lower = Int(position.rounded(.down))
  let upper = min(lower + 1, sorted.count - 1)
  return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
}

/// A mean in which rows count unequally.
public struct WeightedMean: Sendable, Hashable {
  /// Σwx / Σw, in the variable's unit.
  public let mean: Double
  /// Rows used, unweighted.
  public let n: Int
  /// Rows left out for a missing value or weight.
  public let missing: Int
  /// Kish's effective sample size (Σw)² / Σw².
  public let effectiveN: Double
}

/// The weighted mean Σwx / Σw.
///
/// - Parameters:
///   - values: One value per row; a missing one drops its row.
///   - weights: One weight per row, not negative; a missing or negative one drops its row, as does a row beyond the
///     shorter of the two arrays.
/// - Returns: `nil` where no row has a positive weight.
///
///     weightedMean([1, 2, nil], weights: [3, 1, 5])   // mean 1.25, n 2, missing 1, effectiveN 1.6
///
/// Source of the effective size: L. Kish (1965), *Survey Sampling*.
public func weightedMean(_ values: [Double?], weights: [Double?]) -> WeightedMean? {
  let pairs = zip(values, weights).compactMap { value, weight -> (Double, Double)? in
    guard let value = present(value), let weight = present(weight), weight >= 0 else { return nil }
    return (value, weight)
  }
  let total = compensatedSum(pairs.lazy.map(\.1))
  guard total > 0 else { return nil }
  return WeightedMean(
    mean: compensatedSum(pairs.lazy.map { $0.0 * $0.1 }) / total, n: pairs.count,
    missing: max(values.count, weights.count) - pairs.count,
    effectiveN: total * total / compensatedSum(pairs.lazy.map { $0.1 * $0.1 }))
}
