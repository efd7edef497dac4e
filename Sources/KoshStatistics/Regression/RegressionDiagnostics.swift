internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How much the variance of a term's coefficients is inflated because other terms go along with it.
public struct VarianceInflation: Sendable, Hashable {
  /// The term as it stands in the formula.
  public let term: String
  /// Its coefficients.
  public let degreesOfFreedom: Int
  /// The (generalised) variance inflation factor, at least 1; for one coefficient 1 / (1 − R²) of its regression on
  /// the others.
  public let factor: Double
  /// factor^(1 / (2 · degrees of freedom)): comparable between terms, √VIF for one coefficient.
  public var perDegree: Double { pow(factor, 1 / (2 * Double(degreesOfFreedom))) }
}

/// An odds ratio with its interval.
public struct OddsRatio: Sendable, Hashable {
  /// The coefficient's name.
  public let term: String
  /// e to the coefficient.
  public let ratio: Double
  /// The standard error **on the scale of the odds ratio**, ratio · standard error of the coefficient (delta method).
  /// Dividing the ratio by it tests nothing: *z* and *p* are those of the coefficient.
  public let standardError: Double?
  /// e to the lower end of the coefficient's interval.
  public let confLow: Double?
  /// e to the upper end of the coefficient's interval.
  public let confHigh: Double?
}

/// Diagnostics of regressions, as functions of what a fit holds.
public enum RegressionDiagnostics {
  /// The Durbin–Watson statistic, Σ (eₜ − eₜ₋₁)² / Σ eₜ², of residuals in order of time.
  ///
  /// Between 0 and 4: near 2 without serial correlation of the first order, towards 0 with a positive one, towards 4
  /// with a negative one. `nil` for fewer than two residuals or if all are 0.
  ///
  ///     RegressionDiagnostics.durbinWatson([1, -1, 1, -1])   // 3
  ///
  /// Source: J. Durbin, G. S. Watson (1950), *Biometrika* 37, 409–428.
  public static func durbinWatson(_ residuals: [Double]) -> Double? {
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    guard residuals.count > 1, squares > 0 else { return nil }
    return zip(residuals.dropFirst(), residuals).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / squares
  }

  /// Differences between neighbours: one fewer than the values; `nil` where one of the two is missing.
  ///
  ///     RegressionDiagnostics.firstDifferences([1, 4, nil, 9])   // [3, nil, nil]
  public static func firstDifferences(_ values: [Double?]) -> [Double?] {
    zip(values.dropFirst(), values).map { later, earlier in
      guard let later, let earlier else { return nil }
      return later - earlier
    }
  }

  /// The variance inflation of each term, computed from the columns about their means.
  ///
  /// A term of several columns (a factor) has the generalised factor det *R*₁₁ · det *R*₂₂ / det *R* of the
  /// correlation matrix. Empty without an intercept, where it is undefined, and for a model of one column.
  ///
  /// Source: J. Fox, G. Monette (1992), *Journal of the American Statistical Association* 87, 178–183.
  public static func varianceInflation(_ design: DesignMatrix, weights: [Double]? = nil) -> [VarianceInflation] {
    let triangle = design.triangle(rootWeights: weights.map { $0.map { $0.squareRoot() } })
    guard design.hasIntercept, triangle.ranked.dependent.isEmpty, design.columnCount > 1,
      let centred = standardised(design, triangle: triangle)
    else { return [] }
    let inverse = inverseGram(ofUpper: centred)
    let correlations = centred.transposed * centred
    return design.terms.compactMap { term in
      let columns = term.columns.map { $0 - 1 }
      guard let own = logDeterminant(correlations.selecting(rows: columns, columns: columns)),
        let others = logDeterminant(inverse.selecting(rows: columns, columns: columns))
      else { return nil }
      // det R₂₂ / det R is the determinant of this block of the inverse.
      let factor = columns.count == 1 ? inverse[columns[0], columns[0]] : exp(own + others)
      return VarianceInflation(term: term.name, degreesOfFreedom: columns.count, factor: factor)
    }
  }

  /// How columns are scaled before a condition number is taken.
  public enum ConditionScale: Sendable, Hashable {
    /// As they are: depends on the units.
    case raw
    /// Each of length 1, the intercept among them (Belsley, Kuh and Welsch).
    case unitLength
    /// Each about its mean and of length 1, the intercept left out: the root of the condition number of the
    /// correlation matrix. Without an intercept the same as ``unitLength``.
    case standardised
  }

  /// The condition number: the largest singular value of the columns over the smallest.
  ///
  /// 1 for uncorrelated columns of one length; above about 30 (scaled) the coefficients are hard to tell apart. `nil`
  /// where columns are linearly dependent or none is left.
  ///
  /// Source: D. A. Belsley, E. Kuh, R. E. Welsch (1980), *Regression Diagnostics*, chapter 3.
  public static func conditionNumber(
    _ design: DesignMatrix, scale: ConditionScale = .standardised, weights: [Double]? = nil
  ) -> Double? {
    conditionNumber(
      design, triangle: design.triangle(rootWeights: weights.map { $0.map { $0.squareRoot() } }), scale: scale)
  }

  static func conditionNumber(
    _ design: DesignMatrix, triangle: DesignTriangle, scale: ConditionScale = .standardised
  ) -> Double? {
    guard triangle.ranked.dependent.isEmpty else { return nil }
    let matrix: Matrix?
    switch scale {
    case .raw: matrix = triangle.unscaled
    case .unitLength: matrix = unitLength(triangle.ranked.triangle, from: 0)
    case .standardised: matrix = standardised(design, triangle: triangle)
    }
    guard let values = matrix.map(singularValues), let largest = values.first, let smallest = values.last, smallest > 0
    else { return nil }
    return largest / smallest
  }

  /// The leverage hᵢ = wᵢ xᵢ(*X*ᵀ*WX*)⁻¹xᵢᵀ of each row; they add up to the number of columns. Empty where columns are
  /// linearly dependent.
  ///
  /// - Complexity: O(*n* · *k*²).
  public static func leverage(_ design: DesignMatrix, weights: [Double]? = nil) -> [Double] {
    let root = weights.map { $0.map { $0.squareRoot() } }
    let triangle = design.triangle(rootWeights: root)
    guard triangle.ranked.dependent.isEmpty else { return [] }
    return design.leverage(rootWeights: root, triangle: triangle)
  }

  /// Odds ratios of a logit: e to each coefficient and to the ends of its interval; the standard error is on the scale
  /// of the ratio, by the delta method. The intercept's is the odds where all predictors are 0.
  public static func oddsRatios(_ fit: some RegressionFit) -> [OddsRatio] {
    fit.terms.map { term in
      let ratio = exp(term.estimate)
      return OddsRatio(
        term: term.term, ratio: ratio, standardError: term.standardError.map { ratio * $0 },
        confLow: term.confLow.map { exp($0) }, confHigh: term.confHigh.map { exp($0) })
    }
  }

  /// The triangle of the columns about their means, of length 1. The intercept comes first, so what is left of the
  /// triangle without its row and column is the triangle of the rest about their (weighted) means.
  private static func standardised(_ design: DesignMatrix, triangle: DesignTriangle) -> Matrix? {
    let whole = triangle.ranked.triangle
    let first = design.hasIntercept ? 1 : 0
    guard whole.columnCount > first else { return nil }
    return unitLength(whole, from: first)
  }

  private static func unitLength(_ triangle: Matrix, from first: Int) -> Matrix? {
    let kept = Array(first..<triangle.columnCount)
    var result = triangle.selecting(rows: kept, columns: kept)
    for j in 0..<result.columnCount {
      let length = (0...j).reduce(0) { $0 + result[$1, j] * result[$1, j] }.squareRoot()
      guard length > 0 else { return nil }
      for i in 0...j { result[i, j] /= length }
    }
    return result
  }
}
