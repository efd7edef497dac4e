internal import KoshNumerics
public import KoshTable

/// Which departure from *no pattern in space* counts as evidence.
public enum SpatialAlternative: String, Sendable, Hashable, CaseIterable {
  /// Either.
  case twoSided = "two_sided"
  /// Neighbours are alike.
  case greater
  /// Neighbours are unlike.
  case less

  /// The p-value of a standard normal deviate.
  func pValue(_ z: Double) -> Double {
    switch self {
    case .twoSided: Normal.twoSided(z)
    case .greater: Normal.upper(z)
    case .less: Normal.cumulative(z)
    }
  }

  /// (1 + permutations at least as extreme) / (1 + permutations); for either side twice the smaller tail, at most 1.
  func pValue(atLeast: Int, atMost: Int, of permutations: Int) -> Double {
    let (high, low) = (
      Double(atLeast + 1) / Double(permutations + 1), Double(atMost + 1) / Double(permutations + 1)
    )
    switch self {
    case .twoSided: return min(1, 2 * min(high, low))
    case .greater: return high
    case .less: return low
    }
  }
}

/// Moran's I: whether neighbouring places have like values.
public struct MoranTest: Sendable, Hashable {
  /// The statistic: about ``expected`` without a pattern, larger where neighbours are alike.
  public let statistic: Double
  /// −1/(n − 1), what it is on average without a pattern; for residuals that of residuals.
  public let expected: Double
  /// Its variance without a pattern, if the values are normal.
  public let normalVariance: Double
  /// Its variance over all orders in which these values could stand; `nil` for residuals, and for fewer than 4 places.
  public let randomisationVariance: Double?
  /// p by the normal variance.
  public let normalPValue: Double
  /// p by the variance over orders.
  public let randomisationPValue: Double?
  /// p by orders drawn at random; `nil` for residuals, which cannot be exchanged, and where none were asked for.
  public let permutationPValue: Double?
  /// Orders drawn.
  public let permutations: Int
  /// Which side counts.
  public let alternative: SpatialAlternative
  /// Places used.
  public let n: Int
  /// Places left out since their value is missing.
  public let missing: [String]
  /// Places left out since they have no neighbour with a value.
  public let islands: [String]
  /// What a reader should know: `islands`, `few_places`.
  public let cautions: [Caution]

  /// The deviate of the statistic by the variance over orders, or the normal one.
  public var z: Double { (statistic - expected) / (randomisationVariance ?? normalVariance).squareRoot() }
}

/// Whether places are like their neighbours.
public enum SpatialAutocorrelation {
  /// Moran's I of values on places.
  ///
  /// I = (n / S₀) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ², with z the values about their mean and S₀ the sum of the weights. Places without
  /// a value and places without a neighbour are left out of all of this, and named.
  ///
  /// - Parameters:
  ///   - values: One for each place of the weights, in their order; `nil` is missing.
  ///   - weights: Who is whose neighbour.
  ///   - alternative: Which departure counts; either unless told.
  ///   - permutations: How many random orders are drawn for ``MoranTest/permutationPValue``; 0 for none.
  ///   - seed: Where the random orders start: the same seed gives the same orders on every machine.
  ///   - name: The variable's name, for messages.
  /// - Throws: ``Problem`` for values of another number, fewer than three places with neighbours, or no variation.
  /// - Complexity: O(permutations · links).
  ///
  ///     // Four places in a row with 1, 2, 3, 4: I = (4/6) · 2(−1.5·−0.5 + −0.5·0.5 + 0.5·1.5)/5 = 1/3 (binary).
  ///
  /// Source: P. A. P. Moran (1950), *Biometrika* 37, 17–23; A. D. Cliff, J. K. Ord (1981), *Spatial Processes*, chapter
  /// 2. Same numbers as `moran.test` of the R package spdep.
  public static func moran(
    _ values: [Double?], _ weights: SpatialWeights, alternative: SpatialAlternative = .twoSided,
    permutations: Int = 999, seed: UInt64 = 1, name: String = "values"
  ) throws(Problem) -> MoranTest {
    let sample = try SpatialSample(values, weights, name: name)
    let (z, w) = (sample.deviations, sample.weights)
    let n = Double(z.count)
    let (s0, s1, s2) = (w.total, w.s1, w.s2)
    func index(_ z: [Double]) -> Double {
      n / s0 * zip(z, w.lag(z)).reduce(0) { $0 + $1.0 * $1.1 } / sample.squares
    }
    let statistic = index(z)
    let expected = -1 / (n - 1)
    let normal = (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expected * expected
    var randomised: Double?
    if z.count > 3 {
      let fourth = z.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n
      let kurtosis = fourth / (sample.squares / n * sample.squares / n)
      let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
      let second = kurtosis * (n * (n - 1) * s1 - 2 * n * s2 + 6 * s0 * s0)
      randomised = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
    }
    var permuted: Double?
    if permutations > 0 {
      var random = RandomOrder(seed: seed)
      var (order, high, low) = (z, 0, 0)
      // Orders that only mirror the observed one differ in the last bits and count as equal to it.
      let slack = 1e-12 * max(1, statistic.magnitude)
      for _ in 0..<permutations {
        random.shuffle(&order)
        let other = index(order)
        if other >= statistic - slack { high += 1 }
        if other <= statistic + slack { low += 1 }
      }
      permuted = alternative.pValue(atLeast: high, atMost: low, of: permutations)
    }
    return MoranTest(
      statistic: statistic, expected: expected, normalVariance: normal, randomisationVariance: randomised,
      normalPValue: alternative.pValue((statistic - expected) / normal.squareRoot()),
      randomisationPValue: randomised.map { alternative.pValue((statistic - expected) / $0.squareRoot()) },
      permutationPValue: permuted, permutations: permutations, alternative: alternative, n: z.count,
      missing: sample.missing, islands: sample.islands, cautions: sample.cautions)
  }

  /// Moran's I of the residuals of a least-squares regression on places.
  ///
  /// Residuals are not exchangeable: their expectation and variance without a pattern depend on the predictors,
  /// E = (n/S₀) tr(MW)/(n − k) and, with the symmetric part of the weights, Var = (n/S₀)² (2 tr((MW)²) + tr(MW)²) /
  /// ((n − k)(n − k + 2)) − E², M being the matrix that makes residuals.
  ///
  /// - Parameters:
  ///   - fit: A fit of linear least squares without weights, one row for each place.
  ///   - weights: Who is whose neighbour, the places in the order of the rows used; every place needs a neighbour.
  ///   - alternative: Which departure counts; either unless told.
  /// - Throws: ``Problem`` for a model of another kind, a weighted or perfect fit, other numbers of rows and places,
  ///   islands, or residuals that can form no other pattern.
  /// - Complexity: O(*n*² · *k*) time.
  ///
  /// Source: A. D. Cliff, J. K. Ord (1981), *Spatial Processes*, chapter 8. Same numbers as `lm.morantest` of the R
  /// package spdep.
  public static func moran(
    residualsOf fit: some RegressionFit, _ weights: SpatialWeights, alternative: SpatialAlternative = .twoSided
  ) throws(Problem) -> MoranTest {
    let (n, k) = (fit.observationCount, fit.design.columnCount)
    guard fit is LinearFit else {
      throw Problem(
        .specification,
        "Moran's I of residuals is defined for least squares, and \"\(fit.formula.text)\" is another model",
        why: "its mean and variance are derived for residuals of a linear model", remedy: "fit it by least squares")
    }
    guard fit.weightValues == nil else {
      throw Problem(
        .specification, "Moran's I of residuals is not defined for a weighted fit",
        why: "its variance is derived for rows of equal weight", remedy: "fit the model without weights")
    }
    guard weights.places.count == n else {
      throw Problem(
        .data, "the fit has \(n) rows and the weights have \(weights.places.count) places",
        why: "each residual belongs to one place", remedy: "make the weights for the rows that the fit uses")
    }
    guard weights.islands.isEmpty else {
      throw Problem(
        .data, "without a neighbour: \(weights.islands.joined(separator: ", "))",
        why: "the variance of residuals is derived for places that all have neighbours",
        remedy: "leave these places out of the fit and of the weights")
    }
    let squares = fit.residuals.reduce(0) { $0 + $1 * $1 }
    guard n > k, squares > 1e-28 * fit.outcomeValues.reduce(0, { $0 + $1 * $1 }) else {
      throw Problem(
        .data, "the fit has no residuals to look at", why: "it meets every value of the outcome",
        remedy: "use fewer predictors")
    }
    let residuals = fit.residuals
    let s0 = weights.total
    let statistic = Double(n) / s0 * zip(residuals, weights.lag(residuals)).reduce(0) { $0 + $1.0 * $1.1 } / squares
    // MU with U the symmetric part of the weights, a column at a time: what is left of it after regression.
    let columns = (0..<k).map { fit.design.column($0) }
    var symmetric = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for (i, row) in weights.rows.enumerated() {
      for neighbour in row {
        symmetric[i][neighbour.place] += neighbour.weight / 2
        symmetric[neighbour.place][i] += neighbour.weight / 2
      }
    }
    let left = symmetric.map { AuxiliaryRegression(columns, outcome: $0)?.residuals ?? $0 }
    var (trace, traceOfSquare) = (0.0, 0.0)
    for i in 0..<n {
      trace += left[i][i]
      for j in 0..<n { traceOfSquare += left[i][j] * left[j][i] }
    }
    let (scale, df) = (Double(n) / s0, Double(n - k))
    let expected = scale * trace / df
    let variance = scale * scale * (2 * traceOfSquare + trace * trace) / (df * (df + 2)) - expected * expected
    guard variance > 1e-12 * max(1, expected * expected) else {
      throw Problem(
        .data, "Moran's I of these residuals is always the same, whatever the outcome",
        why: "\(n) places with \(k) coefficients leave the residuals one pattern only",
        remedy: "use more places or fewer predictors")
    }
    return MoranTest(
      statistic: statistic, expected: expected, normalVariance: variance, randomisationVariance: nil,
      normalPValue: alternative.pValue((statistic - expected) / variance.squareRoot()), randomisationPValue: nil,
      permutationPValue: nil, permutations: 0, alternative: alternative, n: n, missing: [], islands: [],
      cautions: n < SpatialSample.few ? [SpatialSample.fewResiduals(n)] : [])
  }
}
