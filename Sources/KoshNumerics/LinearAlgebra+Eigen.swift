/// The eigenvalues of a symmetric matrix, largest first, and their eigenvectors as columns of unit length.
///
/// Jacobi's rotations: *A* = *V* diag(λ) *V*ᵀ.
///
/// - Parameter matrix: Symmetric; only its mean with its transpose is seen.
/// - Complexity: O(*k*³) for each of a few sweeps.
///
///     symmetricEigen(Matrix([[2, 1], [1, 2]])).values   // [3, 1]
///
/// Source: G. H. Golub, C. F. Van Loan (2013), *Matrix Computations*, 4th ed., 8.5.
package func symmetricEigen(_ matrix: Matrix) -> (values: [Double], vectors: Matrix) {
  let size = matrix.columnCount
  var a = matrix
  var v = Matrix(rows: size, columns: size)
  for j in 0..<size {
    v[j, j] = 1
    for i in 0..<j {
      let mean = (matrix[i, j] + matrix[j, i]) / 2
      a[i, j] = mean
      a[j, i] = mean
    }
  }
  for _ in 0..<60 {
    var rotated = false
    for q in 1..<max(1, size) {
      for p in 0..<q where a[p, q].magnitude > 1e-16 * (a[p, p] * a[q, q]).magnitude.squareRoot() && a[p, q] != 0 {
        rotated = true
        let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
        let t = (theta < 0 ? -1 : 1) / (theta.magnitude + (1 + theta * theta).squareRoot())
        let c = 1 / (1 + t * t).squareRoot()
        let s = c * t
        for i in 0..<size {
          let (x, y) = (a[i, p], a[i, q])
          a[i, p] = c * x - s * y
          a[i, q] = s * x + c * y
        }
        for i in 0..<size {
          let (x, y) = (a[p, i], a[q, i])
          a[p, i] = c * x - s * y
          a[q, i] = s * x + c * y
        }
        (a[p, q], a[q, p]) = (0, 0)
        for i in 0..<size {
          let (x, y) = (v[i, p], v[i, q])
          v[i, p] = c * x - s * y
          v[i, q] = s * x + c * y
        }
      }
    }
    if !rotated { break }
  }
  let order = (0..<size).sorted { (a[$0, $0], $1) > (a[$1, $1], $0) }
  return (order.map { a[$0, $0] }, v.selecting(rows: Array(0..<size), columns: order))
}
