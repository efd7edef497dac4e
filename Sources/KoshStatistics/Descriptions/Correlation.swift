#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import KoshNumerics
public import KoshTable

/// Which correlation coefficient.
public enum CorrelationMethod: String, Sendable, Hashable, CaseIterable {
  /// Pearson's product-moment r: how nearly the points lie on a straight line.
  case pearson
  /// Spearman's ρ: Pearson's r of the average ranks, how nearly one rises or falls with the other.
  case spearman
}

/// How the confidence interval of a correlation is made.
public enum CorrelationInterval: String, Sendable, Hashable, CaseIterable {
  /// tanh(artanh r ± z/√(n−3)).
  case fisher
  /// tanh(artanh r ± z√((1 + r²/2)/(n−3))): wider, meant for Spearman's ρ.
  case bonettWright
}

/// A correlation of two variables with its test and interval.
public struct Correlation: Sendable, Hashable {
  /// Which coefficient.
  public let method: CorrelationMethod
  /// The coefficient, from −1 to 1.
  public let r: Double
  /// Pairs used.
  public let n: Int
  /// Pairs left out since one of the two or both are missing.
  public let lost: Int
  /// r√((n−2)/(1−r²)), Student's t with n − 2 degrees of freedom; `nil` for |r| = 1.
  public let statistic: Double?
  /// n − 2.
  public let df: Int
  /// The two-sided p-value of no association; 0 for |r| = 1. For Spearman an approximation.
  public let pValue: Double
  /// The lower end of the interval; `nil` for |r| = 1 or fewer than four pairs.
  public let confidenceLow: Double?
  /// The upper end of the interval.
  public let confidenceHigh: Double?
  /// How the interval was made.
  public let interval: CorrelationInterval
  /// The level of the interval, such as 0.95.
  public let level: Double
  /// What a reader should know: `few_pairs`.
  public let cautions: [Caution]
}

/// The correlation of two variables.
///
/// Pearson: r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), on centred values. Spearman: the same of average ranks.
///
/// - Parameters:
///   - x: One value per row; `nil` is missing.
///   - y: The other variable; a row with either missing is left out and counted in ``Correlation/lost``.
///   - method: Which coefficient.
///   - interval: How the interval is made; Fisher's unless told.
///   - level: The level of the interval, between 0 and 1.
///   - names: The variables' names, for messages.
/// - Throws: ``Problem`` for arrays of different length, fewer than three complete pairs, or a variable that does not
///   vary over the complete pairs: its correlation with anything is undefined.
/// - Complexity: O(*n*), Spearman O(*n* log *n*).
///
///     let c = try correlate([1, 2, 3, 4], [1, 3, 2, 4])
///     c.r          // 0.8
///     c.statistic  // 1.885618… = 0.8·√(2/0.36)
///     c.pValue     // 0.2
///
/// Source: R. A. Fisher (1921), *Metron* 1, 3–32; D. G. Bonett, T. A. Wright (2000), *Psychometrika* 65(1), 23–28.
public func correlate(
  _ x: [Double?], _ y: [Double?], method: CorrelationMethod = .pearson, interval: CorrelationInterval = .fisher,
  level: Double = 0.95, names: (String, String) = ("x", "y")
) throws(Problem) -> Correlation {
  guard x.count == y.count else {
    throw Problem(
      .specification, "\(names.0) has \(x.count) rows and \(names.1) has \(y.count)",
      why: "a correlation needs both values of each row", remedy: "take both variables from one table")
  }
  let pairs = zip(x, y).compactMap { x, y -> (Double, Double)? in
    guard let x = present(x), let y = present(y) else { return nil }
    return (x, y)
  }
  guard pairs.count >= 3 else {
    throw Problem(
      .data, "\(names.0) and \(names.1) have only \(pairs.count) complete pairs",
      why: "a correlation with a test needs at least 3", remedy: "fill in what is missing, or leave the analysis out")
  }
  let (first, second) = (pairs.map(\.0), pairs.map(\.1))
  for (values, name) in [(first, names.0), (second, names.1)] where centred(values).isConstant {
    throw Problem(
      .data, "\(name) has one value in all \(pairs.count) complete pairs", at: Place(variable: name),
      why: "the correlation with a constant is undefined", remedy: "choose a variable that varies")
  }
  guard let r = coefficient(first, second, method) else {
    throw Problem(
      .data, "the correlation of \(names.0) and \(names.1) is undefined", why: "their spread is too small to divide by",
      remedy: "rescale the variables")
  }
  let n = Double(pairs.count)
  let isPerfect = r.magnitude == 1
  let statistic = isPerfect ? nil : r * ((n - 2) / ((1 - r) * (1 + r))).squareRoot()
  var ends: (Double, Double)?
  if !isPerfect, pairs.count > 3, level > 0, level < 1 {
    let variance = (interval == .fisher ? 1 : 1 + r * r / 2) / (n - 3)
    let half = Normal.quantile((1 + level) / 2) * variance.squareRoot()
    ends = (tanh(atanh(r) - half), tanh(atanh(r) + half))
  }
  return Correlation(
    method: method, r: r, n: pairs.count, lost: x.count - pairs.count, statistic: statistic, df: pairs.count - 2,
    pValue: statistic.map { StudentT.twoSided($0, df: n - 2) } ?? 0, confidenceLow: ends?.0, confidenceHigh: ends?.1,
    interval: interval, level: level, cautions: pairs.count < 10 ? [fewPairs(pairs.count)] : [])
}

/// The coefficient of complete pairs; `nil` where a variable does not vary.
func coefficient(_ x: [Double], _ y: [Double], _ method: CorrelationMethod) -> Double? {
  let (x, y) =
    method == .pearson
    ? (x, y)
    : (
      ranks(x, order: .ascending, ties: .average).compactMap { $0 },
      ranks(y, order: .ascending, ties: .average).compactMap { $0 }
    )
  let (first, second) = (centred(x), centred(y))
  guard !first.isConstant, !second.isConstant else { return nil }
  let product = compensatedSum(zip(first.deviations, second.deviations).lazy.map { $0 * $1 })
  let r = product / first.squares.squareRoot() / second.squares.squareRoot()
  guard r.isFinite else { return nil }
  // A line met exactly comes out a few bits off 1, where t and the interval would be accidents of rounding.
  return 1 - r.magnitude < 1e-14 ? (r < 0 ? -1 : 1) : r
}

/// A correlation without one of its rows.
public struct CorrelationWithoutRow: Sendable, Hashable {
  /// The row left out, counted from 0 in the arrays that were given.
  public let row: Int
  /// The correlation of the others; `nil` where one variable does not vary any more.
  public let r: Double?
}

/// How much a correlation hangs on single rows.
public struct LeaveOneOut: Sendable, Hashable {
  /// The correlation of all complete pairs.
  public let r: Double
  /// The correlation without each complete row, in the order of the rows.
  public let without: [CorrelationWithoutRow]
  /// The least of them; the first row of several; `nil` where none is defined.
  public let least: CorrelationWithoutRow?
  /// The greatest of them.
  public let greatest: CorrelationWithoutRow?
  /// The one farthest from `r`.
  public let farthest: CorrelationWithoutRow?
  /// Whether leaving out a single row turns the sign.
  public let signChanges: Bool
}

/// The correlation without each row in turn.
///
/// - Parameters:
///   - x: One value per row; `nil` is missing.
///   - y: The other variable; rows with either missing are left out from the start.
///   - method: Which coefficient; Spearman's ranks are made anew each time.
///   - names: The variables' names, for messages.
/// - Throws: ``Problem`` as ``correlate(_:_:method:interval:level:names:)``, and for fewer than four complete pairs.
/// - Complexity: O(*n*²), Spearman O(*n*² log *n*).
///
///     let l = try leaveOneOut([1, 2, 3, 10], [1, 3, 2, 10])
///     l.r             // 0.98
///     l.least?.row    // 3: without the last row r is 0.5
public func leaveOneOut(
  _ x: [Double?], _ y: [Double?], method: CorrelationMethod = .pearson, names: (String, String) = ("x", "y")
) throws(Problem) -> LeaveOneOut {
  let full = try correlate(x, y, method: method, names: names)
  guard full.n >= 4 else {
    throw Problem(
      .data, "\(names.0) and \(names.1) have only \(full.n) complete pairs",
      why: "leaving one out needs at least 4", remedy: "leave this check out")
  }
  let rows = x.indices.filter { present(x[$0]) != nil && present(y[$0]) != nil }
  let without = rows.map { left in
    let kept = rows.filter { $0 != left }
    return CorrelationWithoutRow(
      row: left, r: coefficient(kept.compactMap { x[$0] }, kept.compactMap { y[$0] }, method))
  }
  let defined = without.compactMap { entry in entry.r.map { (entry, $0) } }
  // `min` keeps the first of equals and `max` the last, so the first of equal maxima is looked for by its value.
  func first(_ value: Double?) -> CorrelationWithoutRow? { defined.first { $0.1 == value }?.0 }
  let distances = defined.map { ($0.1 - full.r).magnitude }
  let farthest = distances.max().flatMap { far in distances.firstIndex(of: far) }.map { defined[$0].0 }
  return LeaveOneOut(
    r: full.r, without: without, least: first(defined.map(\.1).min()), greatest: first(defined.map(\.1).max()),
    farthest: farthest, signChanges: defined.contains { $0.1 * full.r < 0 })
}

private func fewPairs(_ n: Int) -> Caution {
  Caution(
    "few_pairs",
    Trilingual(
      en: "Only \(n) pairs: the p-value and the interval are rough, and one row can make the result.",
      ru: "Всего пар: \(n). p-значение и интервал грубые, и одна строка может определить результат.",
      kk: "Жұптар саны небәрі \(n): p-мән мен аралық өте жуық, бір жолдың өзі нәтижені айқындауы мүмкін."))
}
