internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Measures of how much better a likelihood is than that of the constant alone, with *n* observations, *k*
/// coefficients, log likelihoods *l* and *l*₀.
public struct PseudoRSquared: Sendable, Hashable {
  /// McFadden's 1 − l / l₀.
  public let mcFadden: Double
  /// McFadden's with a price for coefficients, 1 − (l − k) / l₀.
  public let mcFaddenAdjusted: Double
  /// Cox and Snell's 1 − e^(2 (l₀ − l) / n).
  public let coxSnell: Double
  /// Nagelkerke's: Cox and Snell's over its greatest possible value 1 − e^(2 l₀ / n); `nil` for counts, where the log
  /// likelihood has no greatest value 0.
  public let nagelkerke: Double?
  /// Tjur's coefficient of discrimination, the mean probability of those with outcome 1 less that of those with 0; `nil`
  /// for counts.
  public let tjur: Double?
}

/// The chance that a row with outcome 1 has a higher predicted probability than one with outcome 0 (ties half).
public struct AreaUnderCurve: Sendable, Hashable {
  /// Between 0 and 1; 0.5 is chance.
  public let area: Double
  /// DeLong's standard error; `nil` with fewer than two rows of an outcome, and for weighted rows.
  public let standardError: Double?
}

/// One group of rows with similar predicted probabilities.
public struct CalibrationGroup: Sendable, Hashable {
  /// Rows.
  public let count: Int
  /// The mean predicted probability.
  public let predicted: Double
  /// The share with outcome 1.
  public let observed: Double
}

/// Hosmer and Lemeshow's test: whether observed shares depart from predicted ones in groups of risk.
public struct HosmerLemeshow: Sendable, Hashable {
  /// Σ over groups of (O − E)² / (E (1 − E / n)).
  public let statistic: Double
  /// Groups − 2.
  public let degreesOfFreedom: Int
  /// P(χ² at least as large); small ones speak against the model.
  public let pValue: Double
  /// The groups in ascending order of risk.
  public let groups: [CalibrationGroup]
}

/// How well a fitted likelihood describes its rows.
public enum GoodnessOfFit {
  /// The pseudo-R² of a fit.
  ///
  /// Source: D. McFadden (1974); D. R. Cox, E. J. Snell (1989); N. J. D. Nagelkerke (1991), *Biometrika* 78, 691–692;
  /// T. Tjur (2009), *The American Statistician* 63, 366–372.
  public static func pseudoRSquared(_ fit: GeneralizedLinearFit) -> PseudoRSquared? {
    guard let likelihood = fit.logLikelihood, fit.nullLogLikelihood < 0 else { return nil }
    let (null, n) = (fit.nullLogLikelihood, Double(fit.observationCount))
    let coxSnell = -expm1(2 * (null - likelihood) / n)
    return PseudoRSquared(
      mcFadden: 1 - likelihood / null, mcFaddenAdjusted: 1 - (likelihood - Double(fit.terms.count)) / null,
      coxSnell: coxSnell, nagelkerke: fit.family.isBinary ? coxSnell / -expm1(2 * null / n) : nil,
      tjur: fit.family.isBinary
        ? tjur(fit.fittedValues, outcome: fit.outcomeValues, weights: fit.weightValues) : nil)
  }

  private static func tjur(_ probabilities: [Double], outcome: [Double], weights: [Double]?) -> Double {
    let weight = weights ?? [Double](repeating: 1, count: outcome.count)
    var sums = (ones: 0.0, zeros: 0.0, onesWeight: 0.0, zerosWeight: 0.0)
    for row in outcome.indices {
      if outcome[row] > 0.5 {
        sums.ones += weight[row] * probabilities[row]
        sums.onesWeight += weight[row]
      } else {
        sums.zeros += weight[row] * probabilities[row]
        sums.zerosWeight += weight[row]
      }
    }
    return sums.ones / sums.onesWeight - sums.zeros / sums.zerosWeight
  }

  /// The area under the receiver operating characteristic of a logit or probit; `nil` for counts.
  ///
  /// - Complexity: O(*n* log *n*).
  ///
  /// Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson (1988), *Biometrics* 44, 837–845.
  public static func areaUnderCurve(_ fit: GeneralizedLinearFit) -> AreaUnderCurve? {
    guard fit.family.isBinary else { return nil }
    return areaUnderCurve(probabilities: fit.fittedValues, outcome: fit.outcomeValues, weights: fit.weightValues)
  }

  /// The area under the curve of any score; a row's outcome is 1 or 0.
  ///
  ///     GoodnessOfFit.areaUnderCurve(probabilities: [0.1, 0.4, 0.35, 0.8], outcome: [0, 0, 1, 1])?.area   // 0.75
  public static func areaUnderCurve(probabilities: [Double], outcome: [Double], weights: [Double]? = nil)
    -> AreaUnderCurve?
  {
    let weight = weights ?? [Double](repeating: 1, count: outcome.count)
    let probabilities = tied(probabilities)
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    let total = order.reduce(into: (ones: 0.0, zeros: 0.0)) { sums, row in
      if outcome[row] > 0.5 { sums.ones += weight[row] } else { sums.zeros += weight[row] }
    }
    guard total.ones > 0, total.zeros > 0 else { return nil }
    // For each row the share of the other outcome that it is on the right side of, ties half.
    var placements = [Double](repeating: 0, count: outcome.count)
    var (onesBelow, zerosBelow, start) = (0.0, 0.0, 0)
    while start < order.count {
      var end = start
      var (ones, zeros) = (0.0, 0.0)
      while end < order.count, probabilities[order[end]] == probabilities[order[start]] {
        if outcome[order[end]] > 0.5 { ones += weight[order[end]] } else { zeros += weight[order[end]] }
        end += 1
      }
      for row in order[start..<end] {
        placements[row] =
          outcome[row] > 0.5
          ? (zerosBelow + zeros / 2) / total.zeros : (total.ones - onesBelow - ones / 2) / total.ones
      }
      (onesBelow, zerosBelow, start) = (onesBelow + ones, zerosBelow + zeros, end)
    }
    let ofOnes = outcome.indices.filter { outcome[$0] > 0.5 }
    let area = ofOnes.reduce(0) { $0 + weight[$1] * placements[$1] } / total.ones
    guard weights == nil, ofOnes.count > 1, outcome.count - ofOnes.count > 1 else {
      return AreaUnderCurve(area: area, standardError: nil)
    }
    func variance(_ rows: [Int]) -> Double {
      rows.reduce(0) { $0 + (placements[$1] - area) * (placements[$1] - area) } / Double(rows.count - 1)
        / Double(rows.count)
    }
    let ofZeros = outcome.indices.filter { outcome[$0] <= 0.5 }
    return AreaUnderCurve(area: area, standardError: (variance(ofOnes) + variance(ofZeros)).squareRoot())
  }

  /// Brier's score, the mean of (outcome − probability)², by weight; `nil` for counts.
  public static func brierScore(_ fit: GeneralizedLinearFit) -> Double? {
    guard fit.family.isBinary else { return nil }
    return weightedMean(fit.residuals.map { $0 * $0 }, fit.weightValues)
  }

  /// Hosmer and Lemeshow's test in groups that part at the quantiles of the predicted probabilities.
  ///
  /// Groups that would share a boundary are one, so that there can be fewer than asked for. `nil` for counts, for
  /// weighted rows and with fewer than three groups.
  ///
  /// Source: D. W. Hosmer, S. Lemeshow (1980), *Communications in Statistics A* 9, 1043–1069. Groups as R's
  /// `cut(p, quantile(p, 0:g / g))`.
  public static func hosmerLemeshow(_ fit: GeneralizedLinearFit, groups: Int = 10) -> HosmerLemeshow? {
    guard fit.family.isBinary, fit.weightValues == nil, groups > 2 else { return nil }
    let found = calibration(probabilities: fit.fittedValues, outcome: fit.outcomeValues, groups: groups)
    guard found.count > 2 else { return nil }
    var statistic = 0.0
    for group in found {
      let spread = Double(group.count) * group.predicted * (1 - group.predicted)
      let difference = Double(group.count) * (group.observed - group.predicted)
      guard spread > 0 else { return nil }
      statistic += difference * difference / spread
    }
    return HosmerLemeshow(
      statistic: statistic, degreesOfFreedom: found.count - 2,
      pValue: ChiSquared.upper(statistic, df: Double(found.count - 2)), groups: found)
  }

  /// Predicted and observed shares in groups of rows that part at the quantiles of the predicted probabilities.
  public static func calibration(probabilities: [Double], outcome: [Double], groups: Int = 10) -> [CalibrationGroup] {
    guard !probabilities.isEmpty, groups > 0 else { return [] }
    let probabilities = tied(probabilities)
    let sorted = probabilities.sorted()
    let cuts = (0...groups).compactMap { quantile(sorted, Double($0) / Double(groups)) }
    let distinct = cuts.reduce(into: [Double]()) { if $0.last != $1 { $0.append($1) } }
    let bounds = distinct.count > 1 ? Array(distinct.dropFirst()) : distinct
    var sums = bounds.map { _ in (count: 0, predicted: 0.0, observed: 0.0) }
    for (p, y) in zip(probabilities, outcome) {
      let place = min(lowerBound(bounds, p), bounds.count - 1)
      sums[place].count += 1
      sums[place].predicted += p
      sums[place].observed += y
    }
    return sums.filter { $0.count > 0 }.map {
      CalibrationGroup(
        count: $0.count, predicted: $0.predicted / Double($0.count), observed: $0.observed / Double($0.count))
    }
  }

  /// The values with those that only rounding tells apart made equal: rows of equal prediction that were reached by
  /// different sums are tied.
  private static func tied(_ values: [Double]) -> [Double] {
    var result = values
    let order = values.indices.sorted { values[$0] < values[$1] }
    guard var first = order.first.map({ values[$0] }) else { return values }
    for row in order {
      let value = values[row]
      if value - first > max(1e-10 * (value * (1 - value)).magnitude, 4 * value.ulp) { first = value }
      result[row] = first
    }
    return result
  }

  /// The first place whose bound is at least the value.
  private static func lowerBound(_ bounds: [Double], _ value: Double) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
