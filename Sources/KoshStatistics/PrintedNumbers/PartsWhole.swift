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

/// The weighted mean of parts beside the whole that is printed.
package struct WeightedWhole: Sendable, Hashable {
  /// Σ weight · part / Σ weight, rounding of the parts carried through; `nil` with a missing part or weight.
  package let mean: Interval?
  /// The whole.
  package let whole: Interval
  /// Parts that are missing, or whose weight is.
  package let missing: Int
  /// Consistent where the mean and the whole meet, inconsistent where they do not, undecided with a missing part.
  package let outcome: Consistency

  /// Mean − whole.
  package var difference: Interval? { mean.map { $0 - whole } }
}

/// Whether the percentages of parts give that of the whole, each part weighing as much as its base.
///
/// - Parameters:
///   - parts: What each printed percentage (or change) stands for; `nil` is missing.
///   - weights: The base of each part, such as its population, exact and not negative; `nil` is missing.
///   - whole: What the printed percentage of the whole stands for.
/// - Throws: ``Problem`` where there is not one weight per part, a weight is negative or all known weights are zero.
///
///     try weightedWhole([Interval(-10), Interval(-40)], weights: [2, 1], whole: Interval(-20)).mean   // −20
package func weightedWhole(
  _ parts: [Interval?], weights: [Double?], whole: Interval
) throws(Problem) -> WeightedWhole {
  let pairs = zip(parts, weights).compactMap { part, weight in
    part.flatMap { part in present(weight).map { (part: part, weight: $0) } }
  }
  guard parts.count == weights.count, pairs.allSatisfy({ $0.weight >= 0 }),
    pairs.isEmpty || pairs.contains(where: { $0.weight > 0 })
  else {
    throw Problem(
      .specification, "the weights of the parts do not weigh them",
      why: "a weighted mean needs one weight for each part, none negative and not all zero",
      remedy: "give the base of each part, such as its population")
  }
  let missing = parts.count - pairs.count
  guard missing == 0, !pairs.isEmpty else {
    return WeightedWhole(mean: nil, whole: whole, missing: missing, outcome: .undecided)
  }
  let total = compensatedSum(pairs.lazy.map(\.weight))
  let mean = Interval(
    compensatedSum(pairs.lazy.map { $0.weight * $0.part.low }) / total,
    compensatedSum(pairs.lazy.map { $0.weight * $0.part.high }) / total)
  return WeightedWhole(
    mean: mean, whole: whole, missing: 0, outcome: mean.meets(whole) ? .consistent : .inconsistent)
}
