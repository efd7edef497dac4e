internal import KoshNumerics
internal import KoshTable

/// A covariance *V* = *R*⁻¹ *C* *R*⁻ᵀ by its parts: *R* the triangle of the weighted columns, *C* the covariance of *Rβ*.
///
/// Where columns nearly determine each other (a year and its square), the entries of *V* are large and cancel in *g V g*ᵀ,
/// so that rounding is all that is left; *C* is of one size, and *g V g*ᵀ = *h C h*ᵀ with *hR* = *g* loses nothing.
struct CovarianceBasis: Sendable, Hashable {
  /// The covariance of *Rβ*.
  let matrix: Matrix
  /// *R*.
  let triangle: Matrix

  /// *V*.
  var covariance: Matrix {
    let size = triangle.columnCount
    let units = (0..<size).map { unit in (0..<size).map { $0 == unit ? 1.0 : 0 } }
    return spread(of: units)
  }

  /// *G V G*ᵀ for combinations of the coefficients, the rows of *G*.
  func spread(of combinations: [[Double]]) -> Matrix {
    let solved = Matrix(combinations.map { solveUpperTransposed(triangle, $0) })
    var result = solved * matrix * solved.transposed
    for j in 0..<result.columnCount {
      for i in 0..<j {
        let mean = (result[i, j] + result[j, i]) / 2
        result[i, j] = mean
        result[j, i] = mean
      }
    }
    return result
  }
}

extension RegressionResult {
  /// *G V G*ᵀ for combinations of the coefficients, in the basis that keeps its digits where there is one; `nil` where the
  /// covariance is undefined.
  func spread(of combinations: [[Double]]) -> Matrix? {
    if let basis = covarianceBasis {
      let rest = basis.triangle.columnCount - terms.count
      return basis.spread(of: combinations.map { $0 + [Double](repeating: 0, count: rest) })
    }
    let rows = Matrix(combinations)
    return covariance.map { rows * Matrix($0) * rows.transposed }
  }
}

extension Covariance {
  /// The condition number of the columns (each of length 1) from which the covariance is computed in another basis.
  private static let conditionLimit = 100.0
  /// So many values of columns are made anew without a second thought; beyond, the condition has to be worse.
  private static let fewValues = 10_000_000

  /// Computes the matrix again from orthonormal columns where the columns nearly determine each other.
  ///
  /// - Parameters:
  ///   - condition: The condition number of the columns, each of length 1.
  ///   - triangle: Its cross products are the inverse of the equations' `bread`.
  ///   - scores: The scores of the rows, for each parameter.
  mutating func keepDigits(
    _ equations: EstimatingEquations, condition: Double?, triangle: Matrix, scores: () -> [[Double]], formula: Formula
  ) throws(Problems) {
    guard let size = matrix?.rowCount, type.isOfScores, Self.isPositive(cautions), let condition,
      condition > (equations.observationCount * size <= Self.fewValues ? Self.conditionLimit : 1e4)
    else { return }
    var changed = equations
    changed.bread = Matrix(rows: size, columns: size)
    for j in 0..<size { changed.bread[j, j] = 1 }
    changed.streamed = nil
    changed.canonical = nil
    changed.refit = nil
    changed.scores = .columns(type == .iid ? [] : Self.solved(scores(), triangle))
    let again = try Covariance.estimate(type, changed, formula: formula)
    guard let found = again.matrix, Self.isPositive(again.cautions) else { return }
    let basis = CovarianceBasis(matrix: found, triangle: triangle)
    self.basis = basis
    matrix = basis.covariance
  }

  /// Eigenvalues that are set to 0 depend on the basis.
  private static func isPositive(_ cautions: [Caution]) -> Bool {
    !cautions.contains { $0.code == "covariance_not_positive" }
  }

  /// *S* *R*⁻¹, column by column.
  private static func solved(_ columns: [[Double]], _ triangle: Matrix) -> [[Double]] {
    var result: [[Double]] = []
    for (j, scores) in columns.enumerated() {
      var column = scores
      for i in 0..<j where triangle[i, j] != 0 {
        let share = triangle[i, j]
        for row in column.indices { column[row] -= share * result[i][row] }
      }
      for row in column.indices { column[row] /= triangle[j, j] }
      result.append(column)
    }
    return result
  }
}

extension CovarianceType {
  /// Whether it is made of the scores of rows alone, without refits.
  fileprivate var isOfScores: Bool {
    switch self {
    case .iid, .hc0, .hc1, .hc2, .hc3, .clusters, .neweyWest: true
    case .survey(let design): design.method == .linearization
    case .jackknife, .bootstrap: false
    }
  }
}
