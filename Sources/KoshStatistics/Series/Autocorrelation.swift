/// The autocorrelation of a series, Σ (yₜ − ȳ)(yₜ₋ₗ − ȳ) / Σ (yₜ − ȳ)², with the mean and the variation of the whole
/// series.
///
/// - Parameters:
///   - values: One per period, in the order of time, without gaps.
///   - lag: Periods between the two values of a pair, at least 0.
/// - Returns: A pure number from −1 to 1; `nil` where a value is missing, the series does not vary or is no longer than
///   the lag.
/// - Complexity: O(*n*).
///
///     autocorrelation([1, 2, 3, 4, 5], lag: 1)   // 0.4
///
/// Source: G. E. P. Box, G. M. Jenkins (1970), *Time Series Analysis*, chapter 2; R's `acf`. NIST's certified ones in
/// docs/accuracy.md.
public func autocorrelation(_ values: [Double?], lag: Int = 1) -> Double? {
  let series = values.compactMap { present($0) }
  guard series.count == values.count, lag >= 0, series.count > lag, !centred(series).isConstant else { return nil }
  let origin = series[0]
  let shifted = series.map { $0 - origin }
  let mean = accurateMean(shifted)
  let deviations = shifted.map { $0 - mean }
  let squares = compensatedSum(deviations.lazy.map { $0 * $0 })
  return compensatedSum(zip(deviations.dropFirst(lag), deviations).lazy.map { $0 * $1 }) / squares
}

/// The mean, corrected by the mean of what it leaves: right to the last digit; 0 of nothing.
func accurateMean(_ values: [Double]) -> Double {
  guard let first = mean(values) else { return 0 }
  return first + compensatedSum(values.lazy.map { $0 - first }) / Double(values.count)
}

/// Σ (y − mean)², less what a rounded mean adds to it.
func squaresAbout(_ mean: Double, _ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let rest = compensatedSum(values.lazy.map { $0 - mean })
  return compensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) }) - rest * rest / Double(values.count)
}
