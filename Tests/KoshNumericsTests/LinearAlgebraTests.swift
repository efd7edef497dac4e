import Testing

@testable import KoshNumerics

@Suite struct LinearAlgebraTests {
  static let close = 1e-14

  private func equal(_ a: Matrix, _ b: Matrix, within tolerance: Double = close) -> Bool {
    a.rowCount == b.rowCount && a.columnCount == b.columnCount
      && zip(a.values, b.values).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }

  @Test func matricesMultiplyAndTranspose() {
    let a = Matrix([[1, 2], [3, 4], [5, 6]])
    #expect(a * Matrix([[1, 0, 2], [0, 1, 1]]) == Matrix([[1, 2, 4], [3, 4, 10], [5, 6, 16]]))
    #expect(a.transposed.rows == [[1, 3, 5], [2, 4, 6]])
    #expect(a.selecting(rows: [2, 0], columns: [1]).values == [6, 2])
  }

  @Test func trianglesAreSolved() {
    let t = Matrix([[2, 1], [0, 4]])
    #expect(solveUpper(t, [4, 8]) == [1, 2])
    #expect(solveUpperTransposed(t, [2, 9]) == [1, 2])
    #expect(equal(inverseOfUpper(t), Matrix([[0.5, -0.125], [0, 0.25]])))
    #expect(equal(inverseGram(ofUpper: t) * (t.transposed * t), Matrix([[1, 0], [0, 1]])))
  }

  @Test func choleskyRefusesWhatIsNotPositiveDefinite() {
    #expect(cholesky(Matrix([[4, 2], [2, 5]])) == Matrix([[2, 1], [0, 2]]))
    #expect(cholesky(Matrix([[1, 2], [2, 1]])) == nil)
    #expect(cholesky(Matrix([[1, 1], [1, 1]])) == nil)
    #expect(cholesky(Matrix([[1, .nan], [.nan, 1]])) == nil)
    #expect(abs((logDeterminant(Matrix([[4, 2], [2, 5]])) ?? 0) - 2.772588722239781) < Self.close)
  }

  // √45 and √5 by hand; the Hilbert matrix of order 8 has condition number 15257575538.06 (numpy 2.4.6, cond).
  @Test func singularValuesAreExact() {
    let values = singularValues(Matrix([[3, 0], [4, 5]]))
    #expect(abs(values[0] - 45.0.squareRoot()) < Self.close && abs(values[1] - 5.0.squareRoot()) < Self.close)
    let hilbert = Matrix((1...8).map { i in (0..<8).map { 1 / Double(i + $0) } })
    let spread = singularValues(hilbert)
    #expect(abs(spread[0] / spread[7] / 15_257_575_538.06 - 1) < 1e-6)
    #expect(singularValues(Matrix([[2]])) == [2])
    #expect(singularValues(Matrix([[0, 0], [0, 1]])) == [1, 0])
  }
}
