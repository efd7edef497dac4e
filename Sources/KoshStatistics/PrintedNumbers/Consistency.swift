package import KoshNumerics
package import KoshTable

/// What printed numbers allow to be said.
public enum Consistency: String, Sendable, Hashable, CaseIterable {
  /// The numbers can all be true at once.
  case consistent
  /// No values that the printed digits stand for can all be true at once.
  case inconsistent
  /// Rounding, or a value that is missing, leaves it open.
  case undecided

  /// Inconsistent if one is; else undecided if one is; else consistent.
  ///
  ///     Consistency.all([.consistent, .undecided])   // .undecided
  public static func all(_ outcomes: some Sequence<Consistency>) -> Consistency {
    outcomes.reduce(.consistent) { result, next in
      if result == .inconsistent || next == .inconsistent { return .inconsistent }
      return result == .undecided || next == .undecided ? .undecided : .consistent
    }
  }
}

extension PrintedNumber {
  /// Everything the printed digits can stand for: half a unit of the last digit to either side.
  ///
  ///     try PrintedNumber("0.085").interval   // 0.0845 … 0.0855
  package var interval: Interval { Interval(value, halfWidth: halfUnit) }
}

extension Interval {
  /// The whole numbers in it, ends that miss one by the last bits of a Double included; `nil` where there are none.
  ///
  ///     Interval(7.99875, 8.00025).wholeNumbers   // 8...8
  package var wholeNumbers: ClosedRange<Int>? {
    let slack = 1e-9
    guard low.magnitude < 1e15, high.magnitude < 1e15 else { return nil }
    let (first, last) = (Int((low - slack).rounded(.up)), Int((high + slack).rounded(.down)))
    return first <= last ? first...last : nil
  }

  /// Whether all of it lies in `range`, none of it does, or only a part.
  package func within(_ range: Interval) -> Consistency {
    if !meets(range) { return .inconsistent }
    return range.low <= low && high <= range.high ? .consistent : .undecided
  }
}
