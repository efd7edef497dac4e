package import KoshNumerics
package import KoshTable

/// What the stars beside a coefficient say about its p-value.
package struct StarBand: Sendable, Hashable {
  /// p is below this; `nil` where there is no star.
  package let below: Double?
  /// p is not below this: the threshold of the next star; `nil` where there is none.
  package let notBelow: Double?

  /// A band; p below `below` and not below `notBelow`.
  package init(below: Double?, notBelow: Double? = nil) {
    self.below = below
    self.notBelow = notBelow
  }

  /// The band that a number of stars stands for.
  ///
  /// - Parameters:
  ///   - stars: 0 or more.
  ///   - thresholds: The legend's thresholds from one star on, falling: `[0.1, 0.05, 0.01]`.
  /// - Throws: ``Problem`` where the legend has no such number of stars or its thresholds do not fall within 0 to 1.
  ///
  ///     try StarBand(stars: 2, thresholds: [0.1, 0.05, 0.01])   // below 0.05, not below 0.01
  package init(stars: Int, thresholds: [Double]) throws(Problem) {
    guard thresholds.allSatisfy({ $0 > 0 && $0 < 1 }), zip(thresholds, thresholds.dropFirst()).allSatisfy({ $0 > $1 })
    else {
      throw Problem(
        .specification, "the thresholds of the stars do not fall from star to star", why: "more stars mean a smaller p",
        remedy: "list them as 0.1, 0.05, 0.01")
    }
    guard stars >= 0, stars <= thresholds.count else {
      throw Problem(
        .specification, "\(stars) stars are not in a legend of \(thresholds.count)",
        why: "each number of stars needs its threshold", remedy: "give the thresholds of the table's legend")
    }
    self.init(
      below: stars > 0 ? thresholds[stars - 1] : nil, notBelow: stars < thresholds.count ? thresholds[stars] : nil)
  }
}

/// A coefficient and its standard error beside its stars.
package struct StarCheck: Sendable, Hashable {
  /// |estimate / standard error|, rounding carried through; its upper end is infinite where the standard error can have
  /// been rounded to zero.
  package let z: Interval
  /// The two-sided p-values that z gives, from the least to the greatest.
  package let p: Interval
  /// What the stars say.
  package let band: StarBand
  /// The critical value that z must exceed for the stars; `nil` without stars.
  package let critical: Double?
  /// The critical value of the next star, which z must not exceed; `nil` at the most stars.
  package let nextCritical: Double?
  /// Consistent where every value that the digits allow has these stars, inconsistent where none has, else undecided.
  package let outcome: Consistency
}

/// Whether the stars of a coefficient follow from its standard error.
///
/// z = |b/SE| exceeds the normal (with `df` Student's t) quantile of 1 − α/2 where p < α, two-sided.
///
/// - Parameters:
///   - estimate: The coefficient, on the scale of its standard error.
///   - standardError: What the printed standard error stands for; not negative.
///   - band: What the stars say.
///   - df: Residual degrees of freedom for Student's t; `nil` for the normal distribution, as in a logit.
/// - Throws: ``Problem`` where the standard error can only be zero or negative.
///
///     try starCheck(Interval(2, halfWidth: 0.05), standardError: Interval(1, halfWidth: 0.005),
///                   band: StarBand(below: 0.05)).outcome
///     // undecided: z from 1.940 to 2.060, the critical value is 1.960
package func starCheck(
  _ estimate: Interval, standardError: Interval, band: StarBand, df: Double? = nil
) throws(Problem) -> StarCheck {
  guard standardError.high > 0 else {
    throw Problem(
      .specification,
      "a standard error of \(NumberText.plain(standardError.middle, language: .en)) has no stars to check",
      why: "a standard error is positive", remedy: "give the standard error as printed")
  }
  let size = estimate.magnitude
  let z = Interval(size.low / standardError.high, standardError.low > 0 ? size.high / standardError.low : .infinity)
  func critical(_ alpha: Double) -> Double {
    df.map { StudentT.quantile(1 - alpha / 2, df: $0) } ?? Normal.quantile(1 - alpha / 2)
  }
  func pValue(_ z: Double) -> Double {
    z.isInfinite ? 0 : df.map { StudentT.twoSided(z, df: $0) } ?? Normal.twoSided(z)
  }
  let (lower, upper) = (band.below.map(critical), band.notBelow.map(critical))
  let floor = lower ?? 0
  let allowed = Interval(floor, max(floor, upper ?? .infinity))
  let outcome: Consistency =
    z.high < allowed.low || z.low > allowed.high
    ? .inconsistent : z.low >= allowed.low && z.high <= allowed.high ? .consistent : .undecided
  return StarCheck(
    z: z, p: Interval(pValue(z.high), pValue(z.low)), band: band, critical: lower, nextCritical: upper, outcome: outcome
  )
}

/// The stars of an odds ratio, its standard error read on either scale.
package struct OddsRatioStarCheck: Sendable, Hashable {
  /// The standard error read as that of the log-odds coefficient: z = ln OR / SE.
  package let logOdds: StarCheck
  /// The standard error read as that of the odds ratio itself, OR · SE of the log odds: z = ln OR · OR / SE.
  package let oddsRatio: StarCheck
  /// What both readings say; undecided where they differ.
  package let outcome: Consistency
}

/// Whether the stars of an odds ratio follow from its standard error, on either scale.
///
/// Tables print odds ratios with standard errors of the log-odds coefficient or, by the delta method, of the ratio.
/// Both have the test of ln OR = 0, that is of OR = 1.
///
/// - Parameters:
///   - oddsRatio: As printed; positive.
///   - standardError: As printed.
///   - band: What the stars say.
/// - Throws: ``Problem`` where the odds ratio can be zero or the standard error only zero or negative.
///
///     try oddsRatioStarCheck(
///       PrintedNumber("1.006"), standardError: PrintedNumber("0.002"), band: StarBand(below: 0.01))
///     // both readings undecided: z from 2.2 to 4.3, the critical value is 2.576
package func oddsRatioStarCheck(
  _ oddsRatio: PrintedNumber, standardError: PrintedNumber, band: StarBand
) throws(Problem) -> OddsRatioStarCheck {
  let coefficient = try logOdds(oddsRatio)
  let error = standardError.interval
  let onLogOdds = try starCheck(coefficient, standardError: error, band: band)
  // ln(OR)·OR has its own ends: both factors use the same odds ratio.
  let slope = timesLogarithm(oddsRatio.interval)
  let onRatio = try starCheck(slope, standardError: error, band: band)
  let outcome: Consistency = onLogOdds.outcome == onRatio.outcome ? onLogOdds.outcome : .undecided
  return OddsRatioStarCheck(logOdds: onLogOdds, oddsRatio: onRatio, outcome: outcome)
}
