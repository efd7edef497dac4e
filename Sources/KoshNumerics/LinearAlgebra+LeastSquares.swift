internal import CKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

func logarithm(_ x: Double) -> Double { log(x) }

/// The triangle of columns that were taken in order, those that add nothing to the earlier ones set aside.
package struct RankedTriangle: Sendable {
  /// The columns that stand on their own, in order.
  package let kept: [Int]
  /// The columns that are linear combinations of earlier ones, in order.
  package let dependent: [Int]
  /// The upper triangle *T* of the kept columns.
  package let triangle: Matrix
  /// For each dependent column its part along the kept ones: `solveUpper(triangle, …)` gives its combination.
  package let combinations: [[Double]]
  /// For each column that was only carried along (such as the outcome) its part along the kept ones:
  /// `solveUpper(triangle, …)` gives its least-squares coefficients.
  package let carried: [[Double]]

  /// Takes the first `candidates` columns of `matrix` in order; one whose length beyond the span of the earlier kept
  /// columns is at most `tolerance` times its whole length is set aside. The remaining columns are carried along.
  ///
  /// - Complexity: O(*k*³) for a full matrix, O(*k*²) for an upper triangle of which nothing is set aside.
  package init(_ matrix: Matrix, candidates: Int, tolerance: Double = 1e-10) {
    var a = matrix
    var (kept, dependent): ([Int], [Int]) = ([], [])
    for j in 0..<candidates {
      let rank = kept.count
      let beyond = length(a, column: j, from: rank)
      guard beyond > tolerance * length(matrix, column: j, from: 0), rank < a.rowCount else {
        dependent.append(j)
        continue
      }
      if length(a, column: j, from: rank + 1) > 0 { reflect(&a, column: j, row: rank, length: beyond) }
      kept.append(j)
    }
    let top = Array(0..<kept.count)
    var triangle = a.selecting(rows: top, columns: kept)
    for j in top { for i in top where i > j { triangle[i, j] = 0 } }
    self.kept = kept
    self.dependent = dependent
    self.triangle = triangle
    combinations = dependent.map { column in top.map { kept[$0] < column ? a[$0, column] : 0 } }
    carried = (candidates..<a.columnCount).map { column in top.map { a[$0, column] } }
  }
}

/// Makes the column zero below `row` by a Householder reflection of it and all later columns.
private func reflect(_ a: inout Matrix, column: Int, row: Int, length: Double) {
  let alpha = a[row, column]
  var reflector = (row..<a.rowCount).map { a[$0, column] }
  reflector[0] = alpha + (alpha > 0 ? length : -length)
  let square = reflector.reduce(0) { $0 + $1 * $1 }
  for l in column..<a.columnCount {
    var product = 0.0
    for (offset, value) in reflector.enumerated() { product += value * a[row + offset, l] }
    let factor = 2 * product / square
    for (offset, value) in reflector.enumerated() { a[row + offset, l] -= factor * value }
  }
}

private func length(_ matrix: Matrix, column: Int, from row: Int) -> Double {
  var sum = 0.0
  for i in row..<max(row, matrix.rowCount) { sum += matrix[i, column] * matrix[i, column] }
  return sum.squareRoot()
}

/// What least squares gives for plain columns.
package struct LeastSquares: Sendable {
  /// One coefficient for each column.
  package let coefficients: [Double]
  /// Outcome − fitted value.
  package let residuals: [Double]
  /// Σ residual².
  package let residualSumOfSquares: Double

  /// Fits `outcome` by the columns, by Householder reflections with one step of refinement.
  ///
  /// A constant is not added: give a column of ones. `nil` where there are fewer rows than columns, or a column is a
  /// linear combination of earlier ones to 12 digits.
  ///
  ///     LeastSquares([[1, 1, 1], [1, 2, 3]], outcome: [1, 3, 5])?.coefficients   // [−1, 2]
  ///
  /// - Precondition: All columns are as long as the outcome, and every value is finite.
  /// - Complexity: O(*n* · *k*²), one pass over memory.
  ///
  /// Source: G. H. Golub (1965), *Numerische Mathematik* 7, 206–216.
  package init?(_ columns: [[Double]], outcome: [Double]) {
    precondition(columns.allSatisfy { $0.count == outcome.count }, "columns of unequal length")
    guard outcome.count >= columns.count, !columns.isEmpty else { return nil }
    let solved = withPointers(to: columns) { pointers in
      pointers.withUnsafeBufferPointer { table -> (coefficients: [Double], residuals: [Double])? in
        var design = kosh_design()
        design.rows = outcome.count
        design.dense = columns.count
        design.columns = table.baseAddress
        return solve(&design, outcome: outcome)
      }
    }
    guard let solved else { return nil }
    coefficients = solved.coefficients
    residuals = solved.residuals
    residualSumOfSquares = solved.residuals.reduce(0) { $0 + $1 * $1 }
  }
}

private func solve(_ design: inout kosh_design, outcome: [Double]) -> ([Double], [Double])? {
  let count = design.dense
  var largest = [Double](repeating: 0, count: count)
  kosh_largest(&design, &largest)
  let scale = largest.map(powerOfTwoScale)
  var work = [Double](repeating: 0, count: kosh_qr_work_length(&design))
  var values = [Double](repeating: 0, count: (count + 1) * (count + 1))
  kosh_qr_triangle(&design, nil, outcome, scale, &values, &work)
  let ranked = RankedTriangle(
    Matrix(rows: count + 1, columns: count + 1, values: values), candidates: count, tolerance: 1e-12)
  guard ranked.dependent.isEmpty else { return nil }
  var scaled = solveUpper(ranked.triangle, ranked.carried[0])
  func residuals() -> [Double] {
    var fitted = [Double](repeating: 0, count: outcome.count)
    kosh_linear_predictor(&design, zip(scaled, scale).map { $0 * $1 }, &fitted)
    return zip(outcome, fitted).map { $0 - $1 }
  }
  var product = [Double](repeating: 0, count: count)
  kosh_transposed_product(&design, residuals(), &product)
  let step = solveUpper(
    ranked.triangle, solveUpperTransposed(ranked.triangle, zip(product, scale).map { $0 * $1 }))
  scaled = zip(scaled, step).map { $0 + $1 }
  return (zip(scaled, scale).map { $0 * $1 }, residuals())
}

/// The power of two that brings a magnitude to between 1 and 2, so that scaling costs no digits; 1 for 0.
package func powerOfTwoScale(_ largest: Double) -> Double {
  guard largest > 0, largest.isFinite else { return 1 }
  let exponent = max(-1000, min(1000, largest.exponent))
  return Double(sign: .plus, exponent: -Int(exponent), significand: 1)
}

/// Calls `body` with pointers to the elements of arrays that stay where they are meanwhile.
///
/// - Complexity: O(number of arrays); nothing is copied.
package func withPointers<Element, Result>(
  to arrays: [[Element]], _ body: ([UnsafePointer<Element>?]) -> Result
) -> Result {
  var pointers: [UnsafePointer<Element>?] = []
  pointers.reserveCapacity(arrays.count)
  func next() -> Result {
    guard pointers.count < arrays.count else { return body(pointers) }
    return arrays[pointers.count].withUnsafeBufferPointer { buffer in
      pointers.append(buffer.baseAddress)
      return next()
    }
  }
  return next()
}
