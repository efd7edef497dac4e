internal import KoshNumerics
internal import KoshTable

extension Covariance {
  /// The variance of refits to samples drawn from the sample; tests are *z*.
  mutating func bootstrap(_ bootstrap: Bootstrap, _ equations: EstimatingEquations, formula: Formula) throws(Problems) {
    let groups = bootstrap.cluster.flatMap { equations.groups[$0] }
    if let groups {
      try Self.checkSeveral([groups], formula: formula)
      clusterCounts = [groups.count]
    }
    guard bootstrap.replications >= 2 else {
      throw Problems(
        Problem(
          .specification, "a bootstrap of \(bootstrap.replications) refits has no variance", at: formula.place,
          remedy: "write at least bootstrap:200, for percentiles bootstrap:1000"))
    }
    guard bootstrap.replications <= Bootstrap.mostReplications else {
      throw Problems(
        Problem(
          .specification, "a bootstrap of \(bootstrap.replications) refits would keep them all", at: formula.place,
          why: "at most 1,000,000 are drawn", remedy: "for percentiles bootstrap:1000 is enough"))
    }
    degreesOfFreedom = nil
    let estimates: [[Double]?]
    switch bootstrap.kind {
    case .pairs:
      guard let refits = Refits(equations, groups: groups) else { throw Self.cannotRefit(type, formula: formula) }
      estimates = concurrentMap(bootstrap.replications) { refits.drawn(seed: bootstrap.seed, replication: $0) }
    case .wild:
      estimates = Self.wild(bootstrap, equations, groups: groups)
    }
    let kept = estimates.compactMap { $0 }
    let failures = estimates.count - kept.count
    if failures > 0 { cautions.append(Self.failedRefits(failures, of: estimates.count)) }
    self.bootstrap = BootstrapDistribution(bootstrap: bootstrap, replicates: kept, failures: failures)
    guard kept.count > 1 else { return }
    if estimates.count < Self.usualRefits { cautions.append(Self.fewRefits(kept.count)) }
    matrix = Self.crossAboutMean(
      kept, factors: [Double](repeating: 1 / Double(kept.count - 1), count: kept.count))
  }

  /// Fewer refits than this leave a standard error itself unsure by more than 5 %, 1 / √(2 · refits).
  private static let usualRefits = 200

  private static func fewRefits(_ count: Int) -> Caution {
    Caution(
      "few_refits",
      Trilingual(
        en:
          "The standard errors are made of \(count) refits only and would come out clearly different from another seed; from \(usualRefits) on they settle.",
        ru:
          "Стандартные ошибки построены лишь по \(count) повторным оценкам и при другом начальном числе заметно изменятся; устойчивы они примерно от \(usualRefits).",
        kk:
          "Стандартты қателер небәрі \(count) қайта бағалаудан құралған, басқа бастапқы санмен айтарлықтай өзгерер еді; олар шамамен \(usualRefits)-ден бастап тұрақты."
      ))
  }

  /// β + *B* Σ v *S* with one random *v* for each group and its summed scores *S*.
  private static func wild(
    _ bootstrap: Bootstrap, _ equations: EstimatingEquations, groups: RowGroups?
  ) -> [[Double]?] {
    let sums = groups.map { equations.scoreSums($0.codes, count: $0.count) } ?? equations.scoreColumns
    let count = groups?.count ?? equations.rowCount
    let weights = bootstrap.weights ?? WildWeights.standard(clusters: count)
    return concurrentMap(bootstrap.replications) { replication in
      let values = weights.drawn(count, seed: bootstrap.seed, replication: replication)
      let score = sums.map { zip($0, values).reduce(0) { $0 + $1.0 * $1.1 } }
      return equations.estimates.indices.map { j in
        equations.estimates[j] + score.indices.reduce(0) { $0 + equations.bread[j, $1] * score[$1] }
      }
    }
  }
}

/// The refits of a bootstrap.
public struct BootstrapDistribution: Sendable, Hashable {
  /// What was drawn, and how often.
  public let bootstrap: Bootstrap
  /// The coefficients of each refit that has an estimate, in the order of the draws.
  public let replicates: [[Double]]
  /// Refits without an estimate (separation, collinear predictors); they are left out.
  public let failures: Int

  /// The percentile interval of a coefficient: quantiles of the refits, interpolated between order statistics (type 7 of
  /// Hyndman and Fan, as R's and numpy's default).
  ///
  /// - Parameters:
  ///   - coefficient: Its position in the fit's terms.
  ///   - level: The probability between both ends.
  /// - Returns: `nil` without refits or for a level outside 0 … 1.
  ///
  /// Source: B. Efron, R. J. Tibshirani (1993), *An Introduction to the Bootstrap*, 13.3.
  public func percentileInterval(ofCoefficient coefficient: Int, level: Double = 0.95) -> (low: Double, high: Double)? {
    guard level > 0, level < 1, replicates.first.map({ $0.indices.contains(coefficient) }) == true else { return nil }
    let sorted = replicates.map { $0[coefficient] }.sorted()
    guard let low = quantile(sorted, (1 - level) / 2), let high = quantile(sorted, (1 + level) / 2) else { return nil }
    return (low, high)
  }
}

/// The random numbers by which a wild bootstrap multiplies residuals or scores: mean 0, variance 1.
public enum WildWeights: String, CaseIterable, Sendable, Hashable {
  /// −1 or 1, each with probability ½.
  case rademacher
  /// ±√½, ±1, ±√1.5, each with probability ⅙: more distinct samples where clusters are few.
  ///
  /// Source: M. D. Webb (2023), *Canadian Journal of Economics* 56(3), 839–858.
  case webb

  /// Webb's for fewer than 12 clusters, else Rademacher's.
  public static func standard(clusters: Int) -> WildWeights { clusters < 12 ? .webb : .rademacher }

  /// One number for each cluster.
  func drawn(_ count: Int, seed: UInt64, replication: Int) -> [Double] {
    var random = CounterRandom(seed: seed, stream: UInt64(replication))
    switch self {
    case .rademacher:
      return (0..<count).map { _ in random.next() & 1 == 1 ? 1 : -1 }
    case .webb:
      let sizes = [0.5, 1, 1.5].map { (square: Double) in square.squareRoot() }
      return (0..<count).map { _ in
        let side = random.next(below: 6)
        return side < 3 ? sizes[side] : -sizes[side - 3]
      }
    }
  }
}
