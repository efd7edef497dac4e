import Testing

@testable import KoshNumerics

@Suite struct LeastSquaresTests {
  @Test func fitsALineExactly() throws {
    let fit = try #require(LeastSquares([[1, 1, 1], [1, 2, 3]], outcome: [1, 3, 5]))
    #expect(zip(fit.coefficients, [-1.0, 2]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(fit.residualSumOfSquares < 1e-28)
  }

  // A sine over 1,000 rows: more than one tile, and a last one that is not full. numpy 2.4.6, linalg.lstsq.
  @Test func crossesTiles() throws {
    let x = (0..<1000).map { Double($0) / 100 }
    let columns = [x.map { _ in 1 }, x, x.map { $0 * $0 }]
    let y = x.map { 3 - 2 * $0 + 0.5 * $0 * $0 + Double(Int($0 * 100) % 7) }
    let fit = try #require(LeastSquares(columns, outcome: y))
    for column in columns {
      #expect(abs(zip(column, fit.residuals).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9)
    }
    #expect(abs(fit.coefficients[1] + 2) < 0.02 && abs(fit.coefficients[2] - 0.5) < 0.002)
  }

  @Test func refusesWhatHasNoAnswer() {
    #expect(LeastSquares([[1, 1], [1, 2], [1, 4]], outcome: [1, 2]) == nil)
    #expect(LeastSquares([[1, 1, 1], [2, 2, 2]], outcome: [1, 2, 3]) == nil)
    #expect(LeastSquares([[0, 0, 0]], outcome: [1, 2, 3]) == nil)
    #expect(LeastSquares([], outcome: [1, 2, 3]) == nil)
  }

  @Test func setsDependentColumnsAside() {
    // Columns a, b, a + b, c as a triangle.
    let matrix = Matrix([[2, 1, 3, 5], [0, 1, 1, 7], [0, 0, 0, 3], [0, 0, 0, 4]])
    let ranked = RankedTriangle(matrix, candidates: 4)
    #expect(ranked.kept == [0, 1, 3])
    #expect(ranked.dependent == [2])
    #expect(solveUpper(ranked.triangle, ranked.combinations[0]).prefix(2).elementsEqual([1, 1]))
    #expect(abs(abs(ranked.triangle[2, 2]) - 5) < 1e-14)
  }

  @Test func scalesByPowersOfTwo() {
    #expect(powerOfTwoScale(5) == 0.25)
    #expect(powerOfTwoScale(0) == 1)
    #expect(powerOfTwoScale(.infinity) == 1)
    #expect(powerOfTwoScale(1e-3) * 1e-3 >= 1 && powerOfTwoScale(1e-3) * 1e-3 < 2)
  }
}
