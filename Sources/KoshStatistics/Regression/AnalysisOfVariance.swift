internal import KoshNumerics
public import KoshTable

/// The table of a one-way analysis of variance.
public struct AnalysisOfVariance: Sendable, Hashable {
  /// A group of rows.
  public struct Group: Sendable, Hashable {
    /// The category.
    public let level: String
    /// Rows in it.
    public let count: Int
    /// Their mean, in the outcome's unit.
    public let mean: Double
    /// Their standard deviation with n − 1 in the denominator; `nil` for one row.
    public let standardDeviation: Double?
  }

  /// A source of variation.
  public struct Source: Sendable, Hashable {
    /// Σ of squares, in the outcome's unit squared.
    public let sumOfSquares: Double
    /// Degrees of freedom.
    public let degreesOfFreedom: Int
    /// Σ of squares / degrees of freedom.
    public var meanSquare: Double { sumOfSquares / Double(degreesOfFreedom) }
  }

  /// A test that all groups have one mean.
  public struct Test: Sendable, Hashable {
    /// *F*.
    public let statistic: Double
    /// Degrees of freedom of the numerator: groups − 1.
    public let degreesOfFreedom: Int
    /// Degrees of freedom of the denominator; not whole for Welch's test.
    public let residualDegreesOfFreedom: Double
    /// P(an *F* at least as large).
    public let pValue: Double
  }

  /// The groups, in code-point order of their levels.
  public let groups: [Group]
  /// Variation of the groups' means about the mean of all rows.
  public let between: Source
  /// Variation within groups.
  public let within: Source
  /// Fisher's test, which takes all groups to have one variance; `nil` where no group varies.
  public let test: Test?
  /// Welch's test, which lets variances differ; `nil` where a group has one row or does not vary.
  public let welch: Test?
  /// Σ between / Σ in all, η²: the share of the variation that goes with the groups; `nil` where nothing varies.
  public let rSquared: Double?
  /// The residual standard deviation √(Σ within / df), in the outcome's unit.
  public let residualStandardDeviation: Double
  /// Rows left out for a missing outcome or category.
  public let missing: Int
}

/// One-way analysis of variance: whether the groups of a categorical variable have one mean.
///
/// Sums of squares are taken about means that were computed twice, the second time from the deviations of the first, and
/// summed with compensation, so that leading digits which all rows share cost nothing.
///
/// - Parameters:
///   - values: One outcome per row; a missing one drops its row.
///   - groups: The row's category; `nil` drops it.
///   - name: The outcome's name, for messages.
/// - Throws: ``Problem`` for fewer than two groups, or no row more than groups.
/// - Complexity: O(*n*).
///
///     let table = try analysisOfVariance([1, 2, 3, 3, 4, 5], by: ["a", "a", "a", "b", "b", "b"])
///     table.between.sumOfSquares   // 6
///     table.within.sumOfSquares    // 4
///     table.test?.statistic        // 6
///
/// Source: R. A. Fisher (1925), *Statistical Methods for Research Workers*, chapter 7; B. L. Welch (1951), *Biometrika*
/// 38, 330–336. Same numbers as R's `aov` and `oneway.test`; NIST's certified ones in docs/accuracy.md.
public func analysisOfVariance(
  _ values: [Double?], by groups: [String?], name: String = "outcome"
) throws(Problem) -> AnalysisOfVariance {
  var members: [String: [Double]] = [:]
  for (value, group) in zip(values, groups) {
    if let value = present(value), let group { members[group, default: []].append(value) }
  }
  let levels = members.keys.sorted(by: codePointOrder)
  let count = members.values.reduce(0) { $0 + $1.count }
  guard levels.count > 1 else {
    throw Problem(
      .data, "an analysis of variance of \(levels.count) \(levels.count == 1 ? "group" : "groups")",
      at: Place(variable: name), why: "it compares the means of two groups or more",
      remedy: "choose a variable with more categories, or look at what is missing")
  }
  guard count > levels.count else {
    throw Problem(
      .data, "an analysis of variance of \(count) rows in \(levels.count) groups", at: Place(variable: name),
      why: "with one row in each group nothing tells how much rows of a group differ",
      remedy: "join groups, or use more rows")
  }
  // About a value of the data itself, differences of numbers with many digits in common are exact.
  let origin = members[levels[0]]?.first ?? 0
  let shifted = levels.map { level in (members[level] ?? []).map { $0 - origin } }
  let means = shifted.map(accurateMean)
  let grand = accurateMean(shifted.flatMap { $0 })
  let sums = zip(shifted, means).map { group, mean in squaresAbout(mean, group) }
  let between = compensatedSum(zip(shifted, means).lazy.map { Double($0.count) * ($1 - grand) * ($1 - grand) })
  let within = compensatedSum(sums)
  let (df1, df2) = (levels.count - 1, count - levels.count)
  func test(_ statistic: Double, _ denominator: Double) -> AnalysisOfVariance.Test? {
    guard statistic.isFinite else { return nil }
    return AnalysisOfVariance.Test(
      statistic: statistic, degreesOfFreedom: df1, residualDegreesOfFreedom: denominator,
      pValue: FisherF.upper(statistic, df1: Double(df1), df2: denominator))
  }
  let welch = welchStatistic(shifted.map(\.count), means: means, sums: sums).flatMap { test($0.statistic, $0.df) }
  return AnalysisOfVariance(
    groups: levels.indices.map { j in
      let n = shifted[j].count
      return AnalysisOfVariance.Group(
        level: levels[j], count: n, mean: origin + means[j],
        standardDeviation: n > 1 ? (sums[j] / Double(n - 1)).squareRoot() : nil)
    },
    between: AnalysisOfVariance.Source(sumOfSquares: between, degreesOfFreedom: df1),
    within: AnalysisOfVariance.Source(sumOfSquares: within, degreesOfFreedom: df2),
    test: within > 0 ? test((between / Double(df1)) / (within / Double(df2)), Double(df2)) : nil, welch: welch,
    rSquared: between + within > 0 ? between / (between + within) : nil,
    residualStandardDeviation: (within / Double(df2)).squareRoot(), missing: max(values.count, groups.count) - count)
}

/// Welch's *F* for groups whose variances differ, and the degrees of freedom of its denominator.
private func welchStatistic(_ counts: [Int], means: [Double], sums: [Double]) -> (statistic: Double, df: Double)? {
  guard counts.allSatisfy({ $0 > 1 }), sums.allSatisfy({ $0 > 0 }) else { return nil }
  let k = Double(counts.count)
  let weights = zip(counts, sums).map { n, sum in Double(n) * Double(n - 1) / sum }
  let total = compensatedSum(weights)
  let mean = compensatedSum(zip(weights, means).lazy.map { $0 * $1 }) / total
  let numerator = compensatedSum(zip(weights, means).lazy.map { $0 * ($1 - mean) * ($1 - mean) }) / (k - 1)
  let lack = compensatedSum(
    zip(weights, counts).lazy.map { w, n in (1 - w / total) * (1 - w / total) / Double(n - 1) })
  return (numerator / (1 + 2 * (k - 2) / (k * k - 1) * lack), (k * k - 1) / (3 * lack))
}
