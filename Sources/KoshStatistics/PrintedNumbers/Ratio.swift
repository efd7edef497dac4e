package import KoshNumerics
package import KoshTable

/// A ratio of two printed numbers beside a range that is plausible.
package struct RatioCheck: Sendable, Hashable {
  /// Numerator / denominator, rounding carried through.
  package let ratio: Interval
  /// The range it is compared with.
  package let plausible: Interval
  /// Consistent where all of the ratio lies in the range, inconsistent where none does, else undecided.
  package let outcome: Consistency
}

/// Whether a ratio, such as persons per family, lies in a range.
///
/// - Parameters:
///   - numerator: What the printed number stands for: exact for a count, an interval for what was rounded.
///   - denominator: The same.
///   - plausible: The range, in units of the numerator per one of the denominator; where it comes from is for the
///     caller to say.
/// - Throws: ``Problem`` where the denominator can be zero.
///
///     try ratioCheck(Interval(6148), per: Interval(1769), plausible: Interval(2, 6)).ratio   // 3.4754…
package func ratioCheck(
  _ numerator: Interval, per denominator: Interval, plausible: Interval
) throws(Problem) -> RatioCheck {
  guard let ratio = numerator.divided(by: denominator) else {
    throw Problem(
      .specification, "the denominator of the ratio can be zero within its rounding",
      why: "nothing can be divided by it",
      remedy: "give the denominator with more digits, or leave the ratio out")
  }
  return RatioCheck(ratio: ratio, plausible: plausible, outcome: ratio.within(plausible))
}
