internal import KoshNumerics
public import KoshTable

/// The wild cluster bootstrap's test of one restriction.
public struct WildBootstrapTest: Sendable, Hashable {
  /// The hypothesis.
  public let hypothesis: String
  /// *t* of the sample, with standard errors clustered by Stata's correction.
  public let statistic: Double
  /// The share of samples whose |*t*| is above that of the sample: symmetric, two-sided.
  public let pValue: Double
  /// Samples: draws, or all that there are.
  public let replications: Int
  /// Whether the samples are all that there are, each once; the p-value then depends on no draw.
  public let isEnumerated: Bool
  /// What the residuals of a cluster were multiplied by.
  public let weights: WildWeights
  /// Clusters.
  public let clusterCount: Int
  /// What to keep in mind.
  public let cautions: [Caution]

  /// The test in a line: `gender: t = 2.31, p = 0.043 (9,999 samples of 18 clusters)`.
  public var text: String {
    let p = NumberText.pValue(pValue).en
    let count = NumberText.fixed(Double(replications), decimals: 0, language: .en)
    return "\(hypothesis): t = \(NumberText.fixed(statistic, decimals: 2, language: .en)), p "
      + (p.hasPrefix("<") ? p : "= " + p)
      + " (\(isEnumerated ? "all \(count)" : count) samples of \(clusterCount) clusters)"
  }

  /// The test as data, in full precision.
  public var json: JSONValue {
    .object([
      ("hypothesis", .string(hypothesis)), ("statistic", .number(statistic)), ("p_value", .number(pValue)),
      ("replications", .integer(replications)), ("enumerated", .bool(isEnumerated)),
      ("weights", .string(weights.rawValue)), ("clusters", .integer(clusterCount)),
    ])
  }
}

/// Tests one restriction on coefficients of least squares by the wild cluster bootstrap with the restriction imposed
/// (WCR), which holds its level with few clusters, where clustered standard errors do not.
///
/// Residuals *ẽ* of the fit under the restriction are multiplied by one random number for each cluster, the model is
/// fitted again, and its *t* for the restriction is compared to that of the sample. Nothing is refitted row by row: all
/// samples are made from sums over clusters.
///
///     try wildBootstrapTest(fit, "gender", cluster: "school", in: table).pValue
///
/// - Parameters:
///   - hypothesis: One restriction, see ``LinearHypothesis``.
///   - cluster: The variable of clusters; it must be known in every row of the fit.
///   - table: The table that the fit was made from.
///   - replications: Samples drawn; where there are no more distinct ones than that, each is taken once.
///   - weights: `nil` for ``WildWeights/standard(clusters:)``.
///   - seed: Where the draws begin.
/// - Throws: A ``Problem`` for a hypothesis that is not one restriction, an unknown or incomplete variable, one cluster.
/// - Complexity: O(*n* · *k*) and O(clusters · *k*) for each sample, on all processors; any number of them gives the same.
///
/// Source: A. C. Cameron, J. B. Gelbach, D. L. Miller (2008), *Review of Economics and Statistics* 90(3), 414–427; D.
/// Roodman, M. Ø. Nielsen, J. G. MacKinnon, M. D. Webb (2019), *Stata Journal* 19(1), 4–60, whose `boottest` counts alike.
public func wildBootstrapTest(
  _ fit: LinearFit, _ hypothesis: String, cluster: String, in table: Table, replications: Int = 9999,
  weights: WildWeights? = nil, seed: UInt64 = 1
) throws(Problem) -> WildBootstrapTest {
  let result = fit.result
  let restriction = try LinearHypothesis(hypothesis, result: result)
  guard restriction.combinations.count == 1 else {
    throw Problem(
      .specification, "\"\(hypothesis)\" is \(restriction.combinations.count) restrictions", at: result.formula.place,
      why: "the wild bootstrap's t tests one", remedy: "test them one by one, or jointly by Wald")
  }
  guard (1...Bootstrap.mostReplications).contains(replications) else {
    throw Problem(
      .specification, "\(replications) samples cannot be drawn", why: "from 1 to 1,000,000 can", remedy: "write 9999")
  }
  let groups = try clusters(cluster, of: result, in: table)
  let samples = RestrictedSamples(result, restriction, groups: groups)
  let kind = weights ?? WildWeights.standard(clusters: groups.count)
  let distinct = kind.distinct(groups.count, atMost: replications)
  let count = distinct ?? replications
  let observed = samples.ratio([Double](repeating: 1, count: groups.count))
  let larger = concurrentMap(count) { replication -> Bool in
    let values =
      distinct == nil
      ? kind.drawn(groups.count, seed: seed, replication: replication)
      : kind.enumerated(groups.count, number: replication)
    // A sample that mirrors another differs from it by rounding only.
    return samples.ratio(values).magnitude > observed.magnitude * (1 + 1e-12)
  }
  let pValue = Double(larger.count { $0 }) / Double(count)
  let (g, n, k) = (Double(groups.count), Double(result.observationCount), Double(result.terms.count))
  return WildBootstrapTest(
    hypothesis: hypothesis, statistic: observed / (g / (g - 1) * (n - 1) / (n - k)).squareRoot(), pValue: pValue,
    replications: count, isEnumerated: distinct != nil, weights: kind, clusterCount: groups.count,
    cautions: count < 200 ? [fewSamples(count, clusters: groups.count)] : [])
}

private func fewSamples(_ count: Int, clusters: Int) -> Caution {
  Caution(
    "few_wild_samples",
    Trilingual(
      en:
        "The p-value is made of \(count) samples of \(clusters) clusters: it cannot be finer than \(1 / Double(count), decimals: 3).",
      ru:
        "p-значение построено по \(count) выборкам из \(clusters) кластеров: точнее \(1 / Double(count), decimals: 3) оно быть не может.",
      kk:
        "p-мәні \(clusters) кластердің \(count) іріктемесінен құралған: ол \(1 / Double(count), decimals: 3) мәнінен дәл бола алмайды."
    ))
}

/// The clusters of the rows of a fit.
private func clusters(_ name: String, of result: RegressionResult, in table: Table) throws(Problem) -> RowGroups {
  guard let whole = table[name] else {
    throw Problem(
      .specification, "there is no variable \"\(name)\" in \(table.name) to cluster by", at: result.formula.place,
      remedy: Spelling.advice(for: name, among: table.names))
  }
  let rows = result.rowsUsed
  guard rows.allSatisfy({ $0 < table.rowCount }) else {
    throw Problem(
      .specification, "\(table.name) has fewer rows than the table that was fitted", at: result.formula.place,
      remedy: "give the same table")
  }
  let column = whole.selecting(rows)
  let missing = column.missingCount
  guard missing == 0 else {
    throw Problem(
      .data, "\(name) is missing in \(missing) of \(rows.count) rows of the fit", at: result.formula.place,
      why: "every row belongs to a cluster", remedy: "fit with vcov cluster:\(name), which leaves such rows out")
  }
  let groups = RowGroups(column)
  do {
    try Covariance.checkSeveral([groups], formula: result.formula)
  } catch {
    throw error.list[0]
  }
  return groups
}

/// Sums over clusters from which the *t* of every wild sample is made.
private struct RestrictedSamples {
  /// *B S̃*: what each cluster adds to the coefficients.
  var steps: [[Double]]
  /// *a*ᵀ*S̃* with *a* = *B r*: what it adds to the restriction.
  var parts: [Double]
  /// Σ w *x* (*x*ᵀ*a*) of each cluster.
  var pulls: [[Double]]

  init(_ result: RegressionResult, _ restriction: LinearHypothesis, groups: RowGroups) {
    let (design, w) = (result.design, result.weightValues)
    let bread = design.triangle(rootWeights: w.map { $0.map { $0.squareRoot() } }).inverseGram
    let (r, k) = (restriction.combinations[0], result.terms.count)
    let a = (0..<k).map { i in (0..<k).reduce(0) { $0 + bread[i, $1] * r[$1] } }
    let beta = result.terms.map(\.estimate)
    let beyond = zip(r, beta).reduce(-restriction.values[0]) { $0 + $1.0 * $1.1 }
    let spread = zip(r, a).reduce(0) { $0 + $1.0 * $1.1 }
    let restricted = zip(beta, a).map { $0 - $1 * beyond / spread }
    var residuals = zip(result.outcomeValues, design.linearPredictor(restricted)).map { $0 - $1 }
    if let offset = result.offsetValues { residuals = zip(residuals, offset).map { $0 - $1 } }
    var leaning = design.linearPredictor(a)
    if let w {
      residuals = zip(residuals, w).map { $0 * $1 }
      leaning = zip(leaning, w).map { $0 * $1 }
    }
    let scores = design.sums(residuals, by: groups)
    pulls = design.sums(leaning, by: groups)
    steps = (0..<k).map { i in
      (0..<groups.count).map { g in (0..<k).reduce(0) { $0 + bread[i, $1] * scores[$1][g] } }
    }
    parts = (0..<groups.count).map { g in (0..<k).reduce(0) { $0 + a[$1] * scores[$1][g] } }
  }

  /// The restriction's estimate over its clustered standard error without a correction.
  func ratio(_ values: [Double]) -> Double {
    let step = steps.map { zip($0, values).reduce(0) { $0 + $1.0 * $1.1 } }
    var (top, square) = (0.0, 0.0)
    for (g, value) in values.enumerated() {
      let own = value * parts[g]
      top += own
      var score = own
      for (pull, step) in zip(pulls, step) { score -= pull[g] * step }
      square += score * score
    }
    return square > 0 ? top / square.squareRoot() : 0
  }
}

extension DesignMatrix {
  /// Σ `values` · *x* over the rows of each group: one array of sums for each column.
  func sums(_ values: [Double], by groups: RowGroups) -> [[Double]] {
    (0..<columnCount).map { j in
      var sums = [Double](repeating: 0, count: groups.count)
      forEachValue(ofColumn: j) { row, value in sums[Int(groups.codes[row])] += values[row] * value }
      return sums
    }
  }
}

extension WildWeights {
  /// The values that a number can take, in a fixed order.
  private var choices: [Double] {
    switch self {
    case .rademacher: [1, -1]
    case .webb: [0.5, 1, 1.5].flatMap { (square: Double) in [square.squareRoot(), -square.squareRoot()] }
    }
  }

  /// How many distinct samples of `count` clusters there are, if no more than `most`.
  func distinct(_ count: Int, atMost most: Int) -> Int? {
    var product = 1
    for _ in 0..<count {
      product *= choices.count
      if product > most { return nil }
    }
    return product
  }

  /// The sample of a number below ``distinct(_:atMost:)``.
  func enumerated(_ count: Int, number: Int) -> [Double] {
    let choices = choices
    var rest = number
    return (0..<count).map { _ in
      defer { rest /= choices.count }
      return choices[rest % choices.count]
    }
  }
}
