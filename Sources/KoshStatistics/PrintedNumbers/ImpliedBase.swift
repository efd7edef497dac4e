package import KoshNumerics
package import KoshTable

/// What a number must be a percentage of.
package struct ImpliedBase: Sendable, Hashable {
  /// 100 · count / percent, rounding carried through; in the unit of the count.
  package let base: Interval
  /// The whole numbers in it; `nil` where there are none.
  package let whole: ClosedRange<Int>?
  /// The base that is known from elsewhere, where it is.
  package let known: Interval?
  /// Where a base is known: consistent if it meets the implied one, else inconsistent. Undecided where none is known.
  package let outcome: Consistency
}

/// The base that a count and its percentage imply.
///
/// - Parameters:
///   - count: What the printed count stands for: exact, or an interval if it was rounded.
///   - percent: The percentage as printed; its rounding is carried through.
///   - known: The base known from elsewhere, to compare.
/// - Throws: ``Problem`` where the percentage can be zero.
///
///     try impliedBase(Interval(3200), percent: PrintedNumber("35.8")).base    // 8926.08… … 8951.04…
///     try impliedBase(Interval(3200), percent: PrintedNumber("35.8")).whole   // 8927...8951
package func impliedBase(
  _ count: Interval, percent: PrintedNumber, known: Interval? = nil
) throws(Problem) -> ImpliedBase {
  guard let base = (100 * count).divided(by: percent.interval) else {
    throw Problem(
      .specification, "\(percent.text) % can be zero within its rounding", why: "any base at all would do",
      remedy: "give the percentage with more digits")
  }
  return ImpliedBase(
    base: base, whole: base.wholeNumbers, known: known,
    outcome: known.map { $0.meets(base) ? .consistent : .inconsistent } ?? .undecided)
}
