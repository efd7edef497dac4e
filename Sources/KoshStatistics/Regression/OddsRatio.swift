#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
package import KoshNumerics
package import KoshTable

/// An odds ratio told in other ways.
package struct OddsRatioReading: Sendable, Hashable {
  /// The ratio of odds.
  package let oddsRatio: Interval
  /// ln OR, the coefficient of the logit.
  package let logOdds: Interval
  /// 100(OR − 1): the change of the **odds** in per cent, negative for fewer.
  package let percentChangeInOdds: Interval
}

/// Tells an odds ratio as a coefficient and as a change of the odds.
///
/// - Parameter oddsRatio: As printed; positive.
/// - Throws: ``Problem`` where it can be zero or negative.
///
///     try readOddsRatio(PrintedNumber("0.456")).percentChangeInOdds   // −54.45 … −54.35
package func readOddsRatio(_ oddsRatio: PrintedNumber) throws(Problem) -> OddsRatioReading {
  let logOdds = try logOdds(oddsRatio)
  let change = oddsRatio.interval.increasing { 100 * ($0 - 1) }
  return OddsRatioReading(oddsRatio: oddsRatio.interval, logOdds: logOdds, percentChangeInOdds: change)
}

/// Whether a printed percentage is the change of the odds that an odds ratio stands for, in size.
///
/// The sign is left to the words: 54.4 % less likely and an odds ratio of 0.456 agree.
///
/// - Parameters:
///   - percent: As printed, without its sign.
///   - oddsRatio: As printed.
/// - Throws: ``Problem`` where the odds ratio can be zero or negative.
///
///     try changeInOddsCheck(PrintedNumber("54.4"), oddsRatio: PrintedNumber("0.456")).outcome   // consistent
package func changeInOddsCheck(_ percent: PrintedNumber, oddsRatio: PrintedNumber) throws(Problem) -> Implication {
  let change = try readOddsRatio(oddsRatio).percentChangeInOdds
  return Implication(implied: change.magnitude, printed: percent.interval.magnitude)
}

/// What an odds ratio does to a probability.
package struct ProbabilityChange: Sendable, Hashable {
  /// The probability p₀ before.
  package let baseline: Double
  /// p₁ = OR·p₀/(1 − p₀ + OR·p₀).
  package let probability: Interval
  /// 100(p₁ − p₀), in percentage points.
  package let points: Interval
  /// p₁/p₀, the ratio of probabilities.
  package let riskRatio: Interval
  /// 100(p₁/p₀ − 1), the change of the **probability** in per cent.
  package let percentChange: Interval
}

/// The change of a probability that an odds ratio stands for, from a baseline.
///
/// An odds ratio is not a ratio of probabilities: the two are near each other only where the probability is small.
///
/// - Parameters:
///   - oddsRatio: Positive.
///   - baseline: The probability before, between 0 and 1.
/// - Throws: ``Problem`` where either is outside.
///
///     try probabilityChange(Interval(0.5), baseline: 0.5).probability     // 1/3
///     try probabilityChange(Interval(0.5), baseline: 0.5).percentChange   // −33.33…, where the odds change by −50 %
///
/// Source: J. Zhang, K. F. Yu (1998), *JAMA* 280(19), 1690–1691.
package func probabilityChange(_ oddsRatio: Interval, baseline: Double) throws(Problem) -> ProbabilityChange {
  guard oddsRatio.low > 0 else { throw notPositive(NumberText.plain(oddsRatio.low, language: .en)) }
  guard baseline > 0, baseline < 1 else {
    throw Problem(
      .specification, "a baseline probability of \(NumberText.plain(baseline, language: .en))",
      why: "odds need a probability between 0 and 1", remedy: "give the share of the reference group, such as 0.25")
  }
  let probability = oddsRatio.increasing { $0 * baseline / (1 - baseline + $0 * baseline) }
  return ProbabilityChange(
    baseline: baseline, probability: probability, points: probability.increasing { 100 * ($0 - baseline) },
    riskRatio: probability.increasing { $0 / baseline },
    percentChange: probability.increasing { 100 * ($0 / baseline - 1) })
}

/// An odds ratio beside its confidence interval.
package struct OddsRatioIntervalCheck: Sendable, Hashable {
  /// √(low · high): where the odds ratio stands in an interval that is symmetric in the log odds.
  package let middle: Implication
  /// (ln high − ln low)/(2z): the standard error of the log odds that the interval implies.
  package let standardError: Interval
  /// Consistent where the middle meets the odds ratio, else inconsistent.
  package var outcome: Consistency { middle.outcome }
}

/// Whether an odds ratio lies where its Wald interval puts it.
///
/// - Parameters:
///   - oddsRatio: As printed.
///   - low: The lower end as printed.
///   - high: The upper end as printed.
///   - level: The level of the interval, between 0 and 1.
/// - Throws: ``Problem`` where a number can be zero or negative, or the ends are the wrong way round.
///
///     try oddsRatioIntervalCheck(
///       PrintedNumber("2.00"), low: PrintedNumber("1.00"), high: PrintedNumber("4.00")).standardError
///     // 0.3521 … 0.3553, that is ln 4 / 3.92 = 0.3536 with rounding carried
package func oddsRatioIntervalCheck(
  _ oddsRatio: PrintedNumber, low: PrintedNumber, high: PrintedNumber, level: Double = 0.95
) throws(Problem) -> OddsRatioIntervalCheck {
  let (lower, upper) = (try logOdds(low), try logOdds(high))
  _ = try logOdds(oddsRatio)
  guard low.value <= high.value, level > 0, level < 1 else {
    throw Problem(
      .specification, "the interval from \(low.text) to \(high.text) has its ends the wrong way round",
      remedy: "give the lower end first and a level between 0 and 1")
  }
  let middle = (0.5 * (lower + upper)).exponential
  let error = (0.5 / Normal.quantile((1 + level) / 2)) * (upper - lower)
  return OddsRatioIntervalCheck(
    middle: Implication(implied: middle, printed: oddsRatio.interval),
    standardError: Interval(max(0, error.low), max(0, error.high)))
}

/// ln OR of a printed odds ratio.
func logOdds(_ oddsRatio: PrintedNumber) throws(Problem) -> Interval {
  guard let logarithm = oddsRatio.interval.logarithm else { throw notPositive(oddsRatio.text) }
  return logarithm
}

/// x · ln x over an interval of positive numbers; its least value −1/e is at x = 1/e.
func timesLogarithm(_ x: Interval) -> Interval {
  let ends = Interval(x.low * log(x.low), x.high * log(x.high))
  return x.contains(exp(-1)) ? Interval(-exp(-1), ends.high) : ends
}

private func notPositive(_ text: String) -> Problem {
  Problem(
    .specification, "an odds ratio of \(text) can be zero or negative within its rounding",
    why: "a ratio of odds is positive, and its logarithm is needed", remedy: "give the odds ratio with more digits")
}
