import Testing

@testable import KoshNumerics

@Suite struct SymmetricEigenTests {
  @Test func agreesWithSmallMatricesByHand() {
    for (value, expected) in zip(symmetricEigen(Matrix([[2, 1], [1, 2]])).values, [3.0, 1]) {
      #expect(abs(value - expected) < 1e-14)
    }
    #expect(symmetricEigen(Matrix([[3, 0], [0, -2]])).values == [3, -2])
    #expect(symmetricEigen(Matrix(rows: 0, columns: 0)).values == [])
  }

  // numpy.linalg.eigvalsh of the same matrix.
  @Test func agreesWithNumpyAndRebuildsTheMatrix() {
    let matrix = Matrix([[4, -2, 1, 0.5], [-2, 3, 0, 2], [1, 0, -1, 0.25], [0.5, 2, 0.25, 2]])
    let (values, vectors) = symmetricEigen(matrix)
    for (value, expected) in zip(
      values, [5.853862762183688, 3.576267343724663, -0.1930657292884335, -1.2370643766199165])
    {
      #expect(abs(value - expected) < 1e-13)
    }
    for i in 0..<4 {
      for j in 0..<4 {
        let rebuilt = (0..<4).reduce(0) { $0 + values[$1] * vectors[i, $1] * vectors[j, $1] }
        #expect(abs(rebuilt - matrix[i, j]) < 1e-13)
      }
    }
  }
}
