internal import KoshNumerics
public import KoshTable

/// A test of a hypothesis about several coefficients.
public struct HypothesisTest: Sendable, Hashable {
  /// How it is tested.
  public enum Kind: String, Sendable, Hashable {
    /// By the estimates and their covariance.
    case wald
    /// By the log likelihoods of two fits.
    case likelihoodRatio = "likelihood_ratio"
    /// By the slope of the likelihood at the restricted fit (Lagrange multiplier).
    case score
    /// By the sums of squared residuals of two fits of least squares.
    case f
  }

  /// The distribution of the statistic under the hypothesis.
  public enum Distribution: Sendable, Hashable {
    /// χ² with ``HypothesisTest/degreesOfFreedom``.
    case chiSquared
    /// *F* with ``HypothesisTest/degreesOfFreedom`` and so many more.
    case f(denominator: Int)
  }

  /// How it is tested.
  public let kind: Kind
  /// The hypothesis.
  public let hypothesis: String
  /// The statistic.
  public let statistic: Double
  /// Restrictions.
  public let degreesOfFreedom: Int
  /// The distribution of the statistic.
  public let distribution: Distribution
  /// P(a statistic at least as large) under the hypothesis.
  public let pValue: Double

  /// The test in a line: `gender = lang: χ²(1) = 3.21, p = 0.073`.
  public var text: String {
    let name =
      switch distribution {
      case .chiSquared: "χ²(\(degreesOfFreedom))"
      case .f(let denominator): "F(\(degreesOfFreedom), \(denominator))"
      }
    let p = NumberText.pValue(pValue).en
    return "\(hypothesis): \(name) = \(NumberText.fixed(statistic, decimals: 2, language: .en)), p "
      + (p.hasPrefix("<") ? p : "= " + p)
  }

  /// The test as data, in full precision.
  public var json: JSONValue {
    let denominator: JSONValue = if case .f(let denominator) = distribution { .integer(denominator) } else { .null }
    return .object([
      ("hypothesis", .string(hypothesis)), ("kind", .string(kind.rawValue)), ("statistic", .number(statistic)),
      ("df", .integer(degreesOfFreedom)), ("df_denominator", denominator), ("p_value", .number(pValue)),
    ])
  }

  init(kind: Kind, hypothesis: String, chiSquared: Double, degreesOfFreedom: Int) {
    self.init(
      kind: kind, hypothesis: hypothesis, statistic: chiSquared, degreesOfFreedom: degreesOfFreedom,
      distribution: .chiSquared, pValue: ChiSquared.upper(max(0, chiSquared), df: Double(degreesOfFreedom)))
  }

  init(kind: Kind, hypothesis: String, f: Double, degreesOfFreedom: Int, denominator: Int) {
    self.init(
      kind: kind, hypothesis: hypothesis, statistic: f, degreesOfFreedom: degreesOfFreedom,
      distribution: .f(denominator: denominator),
      pValue: FisherF.upper(max(0, f), df1: Double(degreesOfFreedom), df2: Double(denominator)))
  }

  private init(
    kind: Kind, hypothesis: String, statistic: Double, degreesOfFreedom: Int, distribution: Distribution,
    pValue: Double
  ) {
    self.kind = kind
    self.hypothesis = hypothesis
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.distribution = distribution
    self.pValue = pValue
  }
}

extension RegressionFit {
  /// Wald's test of a linear hypothesis *Rβ* = *r* with the covariance of the fit.
  ///
  /// *W* = (*Rβ̂* − *r*)ᵀ (*R V R*ᵀ)⁻¹ (*Rβ̂* − *r*). Where the fit's tests are *z*, *W* is χ² with as many degrees of freedom
  /// as there are restrictions, *q*; where they are *t* with *d* degrees of freedom, *W*/*q* is *F* with *q* and *d*.
  ///
  ///     try fit.waldTest("i(region)")         // do regions differ?
  ///     try fit.waldTest("gender = lang")
  ///
  /// - Parameter hypothesis: See ``LinearHypothesis``.
  /// - Throws: A ``Problem`` for names that are no coefficient, restrictions that repeat or contradict each other, and a
  ///   covariance that is undefined or, as with fewer clusters than restrictions, singular.
  ///
  /// Source: A. Wald (1943), *Transactions of the AMS* 54(3), 426–482. Same numbers as Stata's `test` and, for χ²,
  /// R's `car::linearHypothesis`.
  public func waldTest(_ hypothesis: String) throws(Problem) -> HypothesisTest {
    try waldTest(LinearHypothesis(hypothesis, result: result))
  }

  /// Wald's test of a linear hypothesis; see ``waldTest(_:)-swift.method``.
  public func waldTest(_ hypothesis: LinearHypothesis) throws(Problem) -> HypothesisTest {
    try result.wald(hypothesis)
  }
}

extension RegressionResult {
  func wald(_ hypothesis: LinearHypothesis) throws(Problem) -> HypothesisTest {
    let (r, q) = (hypothesis.combinations, hypothesis.combinations.count)
    guard let covariance, let spread = spread(of: r) else {
      throw Problem(
        .specification, "the hypothesis \"\(hypothesis.text)\" cannot be tested", at: formula.place,
        why: "the covariance \(covarianceType.name) is undefined for this fit", remedy: "take another covariance")
    }
    let difference = zip(r, hypothesis.values).map { row, value in
      zip(row, terms).reduce(-value) { $0 + $1.0 * $1.1.estimate }
    }
    // Scaled to correlations, so that the units of coefficients do not decide whether the matrix is singular.
    let roots = (0..<q).map { spread[$0, $0].squareRoot() }
    var correlations = spread
    for j in 0..<q { for i in 0..<q { correlations[i, j] /= roots[i] * roots[j] } }
    guard roots.allSatisfy({ $0 > 0 }), let triangle = cholesky(correlations, tolerance: 1e-9) else {
      let rank = RankedTriangle(Matrix(r).transposed, candidates: q).kept.count
      if rank < q {
        throw Problem(
          .specification, "the restrictions \"\(hypothesis.text)\" repeat or contradict each other", at: formula.place,
          why: "only \(rank) of \(q) are independent", remedy: "leave out those that follow from the others")
      }
      if covariance.indices.allSatisfy({ covariance[$0][$0] == 0 }) {
        throw Problem(
          .specification, "the hypothesis \"\(hypothesis.text)\" cannot be tested", at: formula.place,
          why: "all standard errors are 0: the model fits every row exactly", remedy: "take another outcome")
      }
      throw Problem(
        .specification, "the hypothesis \"\(hypothesis.text)\" has more restrictions than the covariance allows",
        at: formula.place,
        why: "\(covarianceType.name) is singular for these \(q) coefficients, as with few clusters",
        remedy: "test fewer coefficients at once, or take another covariance")
    }
    let half = solveUpperTransposed(triangle, zip(difference, roots).map { $0 / $1 })
    let wald = half.reduce(0) { $0 + $1 * $1 }
    guard let denominator = testDegreesOfFreedom else {
      return HypothesisTest(kind: .wald, hypothesis: hypothesis.text, chiSquared: wald, degreesOfFreedom: q)
    }
    return HypothesisTest(
      kind: .wald, hypothesis: hypothesis.text, f: wald / Double(q), degreesOfFreedom: q, denominator: denominator)
  }
}
