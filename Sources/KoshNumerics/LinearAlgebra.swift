/// A dense matrix, column after column.
package struct Matrix: Sendable, Hashable {
  /// Rows.
  package let rowCount: Int
  /// Columns.
  package let columnCount: Int
  /// The values, column after column.
  package var values: [Double]

  /// A matrix of zeros.
  package init(rows: Int, columns: Int) {
    rowCount = rows
    columnCount = columns
    values = [Double](repeating: 0, count: rows * columns)
  }

  /// A matrix from its values, column after column.
  ///
  /// - Precondition: There are `rows` · `columns` values.
  package init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns, "\(values.count) values for a \(rows) × \(columns) matrix")
    rowCount = rows
    columnCount = columns
    self.values = values
  }

  /// A matrix from its rows, as one writes it down.
  ///
  /// - Precondition: The rows are of one length.
  package init(_ rows: [[Double]]) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0)
    for (i, row) in rows.enumerated() {
      precondition(row.count == columnCount, "rows of unequal length")
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// The element of a row and a column, both counted from 0.
  package subscript(row: Int, column: Int) -> Double {
    get { values[column * rowCount + row] }
    set { values[column * rowCount + row] = newValue }
  }

  /// The rows, each an array.
  package var rows: [[Double]] { (0..<rowCount).map { i in (0..<columnCount).map { self[i, $0] } } }

  /// The matrix of the given rows and columns, in their order.
  package func selecting(rows: [Int], columns: [Int]) -> Matrix {
    var result = Matrix(rows: rows.count, columns: columns.count)
    for (j, column) in columns.enumerated() {
      for (i, row) in rows.enumerated() { result[i, j] = self[row, column] }
    }
    return result
  }

  /// The matrix product.
  ///
  /// - Precondition: The left one has as many columns as the right one has rows.
  package static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columnCount == right.rowCount, "the matrices do not fit")
    var result = Matrix(rows: left.rowCount, columns: right.columnCount)
    for j in 0..<right.columnCount {
      for l in 0..<left.columnCount {
        let factor = right[l, j]
        for i in 0..<left.rowCount { result[i, j] += left[i, l] * factor }
      }
    }
    return result
  }

  /// Rows for columns.
  package var transposed: Matrix {
    var result = Matrix(rows: columnCount, columns: rowCount)
    for j in 0..<columnCount { for i in 0..<rowCount { result[j, i] = self[i, j] } }
    return result
  }
}

// MARK: - Triangles

/// Solves *T* *x* = *b* for an upper triangle *T*; what stands below its diagonal is not looked at.
///
///     solveUpper(Matrix([[2, 1], [0, 4]]), [4, 8])   // [1, 2]
///
/// - Precondition: No diagonal element is 0.
/// - Complexity: O(*k*²).
package func solveUpper(_ triangle: Matrix, _ right: [Double]) -> [Double] {
  var x = right
  for j in stride(from: triangle.columnCount - 1, through: 0, by: -1) {
    x[j] /= triangle[j, j]
    for i in 0..<j { x[i] -= triangle[i, j] * x[j] }
  }
  return x
}

/// Solves *T*ᵀ *x* = *b* for an upper triangle *T*.
///
/// - Precondition: No diagonal element is 0.
package func solveUpperTransposed(_ triangle: Matrix, _ right: [Double]) -> [Double] {
  var x = right
  for j in 0..<triangle.columnCount {
    for i in 0..<j { x[j] -= triangle[i, j] * x[i] }
    x[j] /= triangle[j, j]
  }
  return x
}

/// The inverse of an upper triangle.
///
/// - Precondition: No diagonal element is 0.
/// - Complexity: O(*k*³).
package func inverseOfUpper(_ triangle: Matrix) -> Matrix {
  let size = triangle.columnCount
  var inverse = Matrix(rows: size, columns: size)
  for j in 0..<size {
    inverse[j, j] = 1 / triangle[j, j]
    for i in stride(from: j - 1, through: 0, by: -1) {
      var sum = 0.0
      for l in (i + 1)...j { sum += triangle[i, l] * inverse[l, j] }
      inverse[i, j] = -sum / triangle[i, i]
    }
  }
  return inverse
}

/// (*T*ᵀ*T*)⁻¹ for an upper triangle *T*: the inverse cross products, from which covariances are made.
///
/// - Precondition: No diagonal element is 0.
/// - Complexity: O(*k*³).
package func inverseGram(ofUpper triangle: Matrix) -> Matrix {
  let inverse = inverseOfUpper(triangle)
  let size = triangle.columnCount
  var result = Matrix(rows: size, columns: size)
  for j in 0..<size {
    for i in 0...j {
      var sum = 0.0
      for l in j..<size { sum += inverse[i, l] * inverse[j, l] }
      result[i, j] = sum
      result[j, i] = sum
    }
  }
  return result
}

/// The upper triangle *T* with *T*ᵀ*T* = *A* for a symmetric positive definite *A*; `nil` where a pivot is not above
/// `tolerance` times the diagonal element it began as, so that *A* has no digits left in that direction.
///
///     cholesky(Matrix([[4, 2], [2, 5]]))   // [[2, 1], [0, 2]]
///
/// - Complexity: O(*k*³).
package func cholesky(_ matrix: Matrix, tolerance: Double = 1e-12) -> Matrix? {
  let size = matrix.columnCount
  var result = Matrix(rows: size, columns: size)
  for j in 0..<size {
    for i in 0...j {
      var sum = matrix[i, j]
      for l in 0..<i { sum -= result[l, i] * result[l, j] }
      if i < j {
        result[i, j] = sum / result[i, i]
      } else {
        guard sum > tolerance * matrix[j, j], sum.isFinite else { return nil }
        result[j, j] = sum.squareRoot()
      }
    }
  }
  return result
}

/// log |det *A*| of a symmetric positive definite matrix; `nil` where it is not positive definite.
package func logDeterminant(_ matrix: Matrix) -> Double? {
  guard let triangle = cholesky(matrix, tolerance: 0) else { return nil }
  return (0..<matrix.columnCount).reduce(0) { $0 + 2 * logarithm(triangle[$1, $1]) }
}

// MARK: - Singular values

/// The singular values of a matrix with at least as many rows as columns, largest first, by one-sided Jacobi rotations:
/// small ones keep their digits when the columns are scaled alike.
///
///     singularValues(Matrix([[3, 0], [4, 5]]))   // [√45, √5]
///
/// - Complexity: O(*n* · *k*²) for each of the few sweeps.
///
/// Source: J. Demmel, K. Veselić (1992), *SIAM Journal on Matrix Analysis and Applications* 13(4), 1204–1245.
package func singularValues(_ matrix: Matrix) -> [Double] {
  var a = matrix
  let rows = matrix.rowCount
  for _ in 0..<60 {
    var rotated = false
    for q in 1..<max(1, a.columnCount) {
      for p in 0..<q {
        var (pp, qq, pq) = (0.0, 0.0, 0.0)
        for i in 0..<rows {
          pp += a[i, p] * a[i, p]
          qq += a[i, q] * a[i, q]
          pq += a[i, p] * a[i, q]
        }
        guard pq.magnitude > 1e-15 * (pp * qq).squareRoot() else { continue }
        rotated = true
        let zeta = (qq - pp) / (2 * pq)
        let t = (zeta < 0 ? -1 : 1) / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
        let c = 1 / (1 + t * t).squareRoot()
        for i in 0..<rows {
          let (x, y) = (a[i, p], a[i, q])
          a[i, p] = c * x - c * t * y
          a[i, q] = c * t * x + c * y
        }
      }
    }
    if !rotated { break }
  }
  return (0..<a.columnCount).map { j in
    (0..<rows).reduce(0) { $0 + a[$1, j] * a[$1, j] }.squareRoot()
  }.sorted(by: >)
}
