internal import KoshNumerics
public import KoshTable

/// The difference between the coefficients of two levels of a factor.
public struct Contrast: Sendable, Hashable {
  /// The level that is compared.
  public let level: String
  /// The level to which it is compared.
  public let base: String
  /// Coefficient of `level` − coefficient of `base`, the reference's being 0; for a logit a log odds ratio.
  public let estimate: Double
  /// Its standard error; `nil` where it is undefined.
  public let standardError: Double?
  /// Estimate over standard error.
  public let statistic: Double?
  /// Two-sided, for no difference.
  public let pValue: Double?
  /// The p-value adjusted for all contrasts of the factor.
  public let adjustedPValue: Double?
  /// The lower end of the confidence interval, not adjusted.
  public let confLow: Double?
  /// The upper end of the confidence interval, not adjusted.
  public let confHigh: Double?
}

extension RegressionFit {
  /// All pairs of levels of a factor compared, a level to each earlier one, the reference first.
  ///
  /// Standard errors, *t* or *z* and intervals are by the covariance of the fit. p-values are adjusted over all pairs.
  ///
  ///     try fit.contrasts(of: "i(region)")
  ///
  /// - Parameters:
  ///   - term: The factor as it stands in the formula: `i(region)`, or `region` for a column of categories.
  ///   - method: How p-values are adjusted for being many.
  /// - Throws: A ``Problem`` with the factors that there are.
  public func contrasts(of term: String, adjusting method: PValueAdjustment = .holm) throws(Problem) -> [Contrast] {
    try result.contrasts(of: term, adjusting: method)
  }
}

extension RegressionResult {
  func contrasts(of name: String, adjusting method: PValueAdjustment) throws(Problem) -> [Contrast] {
    let factors = design.terms.filter { term in
      term.columns.allSatisfy { column in
        if case .slot = design.storage[column] { true } else { false }
      }
    }
    guard let factor = factors.first(where: { $0.name == name || $0.name == "i(\(name))" }) else {
      throw Problem(
        .specification, "\"\(name)\" is no factor of \"\(formula.text)\"", at: formula.place,
        why: "contrasts compare the levels of a factor",
        remedy: factors.isEmpty
          ? "put a factor into the model, as i(\(name))" : "there is: " + list(factors.map(\.name)))
    }
    var levels: [(name: String, column: Int?)] = factor.reference.map { [($0, nil)] } ?? []
    for column in factor.columns {
      let whole = design.columnNames[column]
      levels.append((whole.split(separator: "::", maxSplits: 1).last.map(String.init) ?? whole, column))
    }
    var pairs: [(String, String, TermEstimate)] = []
    for (position, level) in levels.enumerated() {
      for base in levels[..<position] { pairs.append((level.name, base.name, difference(level.column, base.column))) }
    }
    let adjusted = adjustedPValues(pairs.map(\.2.pValue), method)
    return zip(pairs, adjusted).map { pair, adjusted in
      Contrast(
        level: pair.0, base: pair.1, estimate: pair.2.estimate, standardError: pair.2.standardError,
        statistic: pair.2.statistic, pValue: pair.2.pValue, adjustedPValue: adjusted, confLow: pair.2.confLow,
        confHigh: pair.2.confHigh)
    }
  }

  /// One coefficient minus another; `nil` is the reference.
  private func difference(_ a: Int?, _ b: Int?) -> TermEstimate {
    func estimate(_ column: Int?) -> Double { column.map { terms[$0].estimate } ?? 0 }
    func spread(_ i: Int?, _ j: Int?) -> Double {
      guard let i, let j, let covariance else { return 0 }
      return covariance[i][j]
    }
    let variance = max(0, spread(a, a) + spread(b, b) - 2 * spread(a, b))
    let matrix = covariance.map { _ in Matrix(rows: 1, columns: 1, values: [variance]) }
    return RegressionEstimation.terms(
      names: [""], estimates: [estimate(a) - estimate(b)], covariance: matrix, confidenceLevel: confidenceLevel,
      df: testDegreesOfFreedom)[0]
  }
}
