package import KoshNumerics
package import KoshTable

/// The sum of parts beside the whole that is printed.
package struct PartsWhole: Sendable, Hashable {
  /// The sum of the parts that are there, rounding carried through.
  package let sum: Interval
  /// The whole.
  package let whole: Interval
  /// Parts that are missing.
  package let missing: Int
  /// Consistent where the sum and the whole meet; inconsistent where they do not; undecided with a missing part, unless
  /// parts cannot be negative and those that are there exceed the whole already.
  package let outcome: Consistency

  /// Sum − whole.
  package var difference: Interval { sum - whole }
}

/// Whether parts add up to a whole.
///
/// - Parameters:
///   - parts: What each printed part stands for: an exact number for counts, an interval for what was rounded; `nil` is
///     missing.
///   - whole: What the printed whole stands for.
///   - partsAreCounts: Whether no part can be negative, as counts and shares are not but balances may be.
///
///     partsWhole([Interval(2), Interval(3)], whole: Interval(6)).difference   // −1
package func partsWhole(_ parts: [Interval?], whole: Interval, partsAreCounts: Bool = false) -> PartsWhole {
  let present = parts.compactMap { $0 }
  let sum = Interval(compensatedSum(present.map(\.low)), compensatedSum(present.map(\.high)))
  let missing = parts.count - present.count
  let outcome: Consistency
  if missing == 0 {
    outcome = sum.meets(whole) ? .consistent : .inconsistent
  } else {
    outcome = partsAreCounts && sum.low > whole.high && !sum.meets(whole) ? .inconsistent : .undecided
  }
  return PartsWhole(sum: sum, whole: whole, missing: missing, outcome: outcome)
}

/// Whether rounded parts add up to a rounded whole: each stands for half a unit of its last digit to either side.
///
///     try partsWhole(["33.3", "33.3", "33.3"].map { try PrintedNumber($0) }, whole: PrintedNumber("100")).outcome
///     // consistent: 99.75 … 100.05 meets 99.5 … 100.5
package func partsWhole(_ parts: [PrintedNumber?], whole: PrintedNumber, partsAreCounts: Bool = false) -> PartsWhole {
  partsWhole(parts.map { $0?.interval }, whole: whole.interval, partsAreCounts: partsAreCounts)
}
