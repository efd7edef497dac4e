package import KoshTable

/// Which counts out of n give a printed percentage.
package struct Grim: Sendable, Hashable {
  /// The percentage as printed.
  package let percent: PrintedNumber
  /// The number of people, or cases, it is a percentage of.
  package let n: Int
  /// The counts k with 100k/n printed as `percent`, a half rounded either way; `nil` where there are none.
  package let counts: ClosedRange<Int>?
  /// The count whose percentage is nearest to what is printed.
  package let nearestCount: Int
  /// Consistent where there is such a count, else inconsistent.
  package let outcome: Consistency

  /// 100 · `nearestCount` / n.
  package var nearestPercent: Double { 100 * Double(nearestCount) / Double(n) }
}

/// Whether a percentage can be one of n cases.
///
/// A count k gives the percentage where (2v − 1)·n ≤ 200·10ᵈ·k ≤ (2v + 1)·n, with v the printed digits without their
/// mark and d the decimals; the comparison is in whole numbers and so exact.
///
/// - Parameters:
///   - percent: From 0 to 100, with the digits as printed (at most 6 decimals).
///   - n: The cases that answered; from 1 to a billion. Missing answers make it smaller than the sample.
/// - Throws: ``Problem`` outside these bounds.
///
///     try grim(PrintedNumber("18.2"), n: 121).counts   // 22...22
///     try grim(PrintedNumber("18.5"), n: 121).counts   // nil: 22 gives 18.2, 23 gives 19.0
///
/// Source: N. J. L. Brown, J. A. J. Heathers (2017), *Social Psychological and Personality Science* 8(4), 363–369.
package func grim(_ percent: PrintedNumber, n: Int) throws(Problem) -> Grim {
  guard n >= 1, n <= 1_000_000_000 else {
    throw Problem(
      .specification, "\(n) is no number of cases to check a percentage against",
      why: "the check needs from 1 to 1,000,000,000 cases", remedy: "give the n that the percentage refers to")
  }
  guard percent.value >= 0, percent.value <= 100, percent.decimals <= 6 else {
    throw Problem(
      .specification, "\"\(percent.text)\" is no percentage to check",
      why: "the check needs a share from 0 to 100 with at most 6 decimals", remedy: "give the percentage as printed")
  }
  let scale = (0..<percent.decimals).reduce(1) { scale, _ in scale * 10 }
  let digits = Int((percent.value * Double(scale)).rounded())
  let unit = 200 * scale
  // Round up and down as floor does for a numerator that may be negative (0 printed: everything up to half a unit).
  let low = max(0, ((2 * digits - 1) * n + unit - 1) / unit)
  let high = min(n, (2 * digits + 1) * n / unit)
  let nearest = min(n, (2 * digits * n + unit / 2) / unit)
  return Grim(
    percent: percent, n: n, counts: low <= high ? low...high : nil, nearestCount: nearest,
    outcome: low <= high ? .consistent : .inconsistent)
}

/// Whether percentages of one whole can be those of n cases that all gave one answer.
package struct GrimList: Sendable, Hashable {
  /// Each percentage by itself.
  package let parts: [Grim]
  /// The number of cases.
  package let n: Int
  /// The sums that the counts can have; `nil` where a percentage has no count.
  package let sums: ClosedRange<Int>?
  /// Counts that give every percentage and add up to n; `nil` where there are none.
  package let counts: [Int]?
  /// Consistent where such counts exist, else inconsistent.
  package let outcome: Consistency
}

/// Whether counts exist that give all the printed percentages and add up to n.
///
/// Each percentage allows a run of neighbouring counts, so every sum between that of the least and that of the greatest
/// can be reached, and it is enough that n lies between.
///
/// - Parameters:
///   - percents: The shares of answers that exclude each other and leave none out.
///   - n: The cases that answered.
/// - Throws: ``Problem`` as ``grim(_:n:)``.
///
///     let reasons = try ["39.7", "18.2", "26.4", "9.1", "5", "0.8", "0.8"].map { try PrintedNumber($0) }
///     try grim(reasons, n: 121).counts   // [48, 22, 32, 11, 6, 1, 1]
package func grim(_ percents: [PrintedNumber], n: Int) throws(Problem) -> GrimList {
  var parts: [Grim] = []
  for percent in percents { parts.append(try grim(percent, n: n)) }
  let ranges = parts.compactMap(\.counts)
  guard ranges.count == parts.count else {
    return GrimList(parts: parts, n: n, sums: nil, counts: nil, outcome: .inconsistent)
  }
  let (least, most) = (ranges.reduce(0) { $0 + $1.lowerBound }, ranges.reduce(0) { $0 + $1.upperBound })
  guard least <= n, n <= most else {
    return GrimList(parts: parts, n: n, sums: least...most, counts: nil, outcome: .inconsistent)
  }
  var left = n - least
  let counts = ranges.map { range in
    let more = min(left, range.upperBound - range.lowerBound)
    left -= more
    return range.lowerBound + more
  }
  return GrimList(parts: parts, n: n, sums: least...most, counts: counts, outcome: .consistent)
}
