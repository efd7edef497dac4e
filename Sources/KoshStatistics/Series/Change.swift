package import KoshNumerics

/// The change from one period of a series to the next.
public struct Change: Sendable, Hashable {
  /// The earlier period, counted from 0.
  public let from: Int
  /// The later period.
  public let to: Int
  /// Later − earlier, in the series' unit; `nil` where one of the two is missing.
  public let difference: Double?
  /// Difference / earlier, as a share; `nil` where one is missing or the earlier is not positive: a percentage of zero
  /// or of a negative balance has no meaning.
  public let relative: Double?
}

/// The change from each period to the next.
///
/// - Parameter values: One value per period, in the order of time; `nil` is missing.
/// - Returns: One change fewer than values; none of an empty series.
///
///     yearToYearChange([100, 110, nil])[0].relative     // 0.1
///     yearToYearChange([100, 110, nil])[1].difference   // nil
public func yearToYearChange(_ values: [Double?]) -> [Change] {
  zip(values.indices, values.indices.dropFirst()).map { from, to in
    let (before, after) = (present(values[from]), present(values[to]))
    let difference = before.flatMap { before in after.map { $0 - before } }
    return Change(
      from: from, to: to, difference: difference,
      relative: difference.flatMap { change in before.flatMap { $0 > 0 ? change / $0 : nil } })
  }
}

/// Which way a series is said to go.
public enum Direction: String, Sendable, Hashable {
  /// Each value greater than the one before.
  case increasing
  /// Each value less than the one before.
  case decreasing
}

/// A step of a series between two periods that have values.
package struct Step: Sendable, Hashable {
  /// The earlier period, counted from 0.
  package let from: Int
  /// The later period; more than one later where those between are missing.
  package let to: Int
  /// Later − earlier, rounding carried through.
  package let difference: Interval
}

/// Whether a series goes one way in every period.
package struct Monotone: Sendable, Hashable {
  /// The direction that was asked about.
  package let direction: Direction
  /// Steps that do not go that way whatever was rounded; equal values do not. A step over missing periods is among them
  /// when the series must have failed somewhere between.
  package let violations: [Step]
  /// Steps whose rounding leaves it open.
  package let open: [Step]
  /// Periods without a value.
  package let missing: [Int]
  /// Inconsistent with a violation; else undecided with an open step or a missing period; else consistent.
  package let outcome: Consistency
}

/// Where a series told to go one way in every period does not.
///
/// - Parameters:
///   - values: What each period's printed number stands for, in the order of time; `nil` is missing. One missing period
///     leaves the statement undecided unless another period contradicts it.
///   - direction: The way it is said to go, strictly.
///
///     monotoneViolations([1, 3, 2].map { Interval($0) }, .increasing).violations.first?.to   // 2
package func monotoneViolations(_ values: [Interval?], _ direction: Direction = .increasing) -> Monotone {
  let present = values.enumerated().compactMap { period, value in value.map { (period: period, value: $0) } }
  var (violations, open): ([Step], [Step]) = ([], [])
  for (before, after) in zip(present, present.dropFirst()) {
    let step = Step(from: before.period, to: after.period, difference: after.value - before.value)
    let gain = direction == .increasing ? step.difference : -step.difference
    if gain.high <= 0 {
      violations.append(step)
    } else if gain.low <= 0 {
      open.append(step)
    }
  }
  let missing = values.indices.filter { values[$0] == nil }
  let outcome: Consistency =
    !violations.isEmpty ? .inconsistent : open.isEmpty && missing.isEmpty ? .consistent : .undecided
  return Monotone(direction: direction, violations: violations, open: open, missing: missing, outcome: outcome)
}

/// The same of exact numbers, such as counts of people; a number that is not finite is missing.
package func monotoneViolations(_ values: [Double?], _ direction: Direction = .increasing) -> Monotone {
  monotoneViolations(values.map { present($0).map { Interval($0) } }, direction)
}
