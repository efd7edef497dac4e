internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A least-squares regression on plain columns inside a test: what the test's statistic is made of.
///
/// Columns that are linear combinations of earlier ones to ten digits are left out; they have no coefficient.
struct AuxiliaryRegression {
  /// One for each column; `nil` for a column that was left out.
  let coefficients: [Double?]
  /// Outcome − fitted value.
  let residuals: [Double]
  /// Σ residual².
  let residualSumOfSquares: Double
  /// Σ (outcome − mean)².
  let centredSumOfSquares: Double
  /// Columns kept.
  let rank: Int
  /// Rows − columns kept.
  let residualDegreesOfFreedom: Int
  private let inverse: Matrix
  private let position: [Int?]

  /// Fits `outcome` by the columns; `nil` where there are fewer rows than independent columns, or none of either.
  ///
  /// - Precondition: All columns are as long as the outcome, and every value is finite.
  init?(_ columns: [[Double]], outcome: [Double]) {
    let n = outcome.count
    guard n > 0, !columns.isEmpty else { return nil }
    // Scaling by powers of two keeps the triangle's tolerance free of units and costs no digits.
    let scales = columns.map { powerOfTwoScale($0.reduce(0) { max($0, $1.magnitude) }) }
    let scaled = zip(columns, scales).flatMap { column, scale in column.map { $0 * scale } }
    let ranked = RankedTriangle(
      Matrix(rows: n, columns: columns.count, values: scaled), candidates: columns.count)
    guard !ranked.kept.isEmpty, ranked.kept.count <= n,
      let fit = LeastSquares(ranked.kept.map { columns[$0] }, outcome: outcome)
    else { return nil }
    var coefficients = [Double?](repeating: nil, count: columns.count)
    var position = [Int?](repeating: nil, count: columns.count)
    for (place, column) in ranked.kept.enumerated() {
      coefficients[column] = fit.coefficients[place]
      position[column] = place
    }
    var inverse = inverseGram(ofUpper: ranked.triangle)
    for j in 0..<inverse.columnCount {
      for i in 0..<inverse.rowCount { inverse[i, j] *= scales[ranked.kept[i]] * scales[ranked.kept[j]] }
    }
    self.coefficients = coefficients
    self.position = position
    self.inverse = inverse
    residuals = fit.residuals
    residualSumOfSquares = fit.residualSumOfSquares
    centredSumOfSquares = centred(outcome).squares
    rank = ranked.kept.count
    residualDegreesOfFreedom = n - rank
  }

  /// 1 − Σ residual² / Σ (outcome − mean)²; `nil` where the outcome does not vary.
  var rSquared: Double? {
    centredSumOfSquares > 0 ? 1 - residualSumOfSquares / centredSumOfSquares : nil
  }

  /// A coefficient over its model-based standard error; `nil` where either is undefined.
  func tStatistic(_ column: Int) -> Double? {
    guard residualDegreesOfFreedom > 0, residualSumOfSquares > 0, let place = position[column],
      let coefficient = coefficients[column]
    else { return nil }
    let variance = residualSumOfSquares / Double(residualDegreesOfFreedom) * inverse[place, place]
    return variance > 0 ? coefficient / variance.squareRoot() : nil
  }

  /// −2 log L + `penalty` · columns kept, with normal errors at the maximum-likelihood variance.
  func informationCriterion(penalty: Double) -> Double {
    let n = Double(residuals.count)
    return n * (log(2 * .pi) + 1 + log(residualSumOfSquares / n)) + penalty * Double(rank)
  }
}

/// Values about their mean and of the magnitude of 1, so that their squares and products keep their digits.
func standardisedForProducts(_ values: [Double]) -> [Double] {
  let deviations = centred(values).deviations
  let scale = powerOfTwoScale(deviations.reduce(0) { max($0, $1.magnitude) })
  return deviations.map { $0 * scale }
}
