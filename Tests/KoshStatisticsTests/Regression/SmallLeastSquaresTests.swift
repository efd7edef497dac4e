import Testing

@testable import KoshStatistics

@Suite struct SmallLeastSquaresTests {
  @Test func meetsALine() throws {
    let fit = try #require(smallLeastSquares([[1, 1, 1], [0, 1, 2]], [3, 5, 7]))
    #expect(agree(fit, [3, 2]))
  }

  /// The residual is orthogonal to every column.
  @Test func normalEquationsHold() throws {
    let columns: [[Double]] = [[1, 1, 1, 1, 1], [1, 2, 3, 4, 5], [1, 4, 9, 16, 25]]
    let y: [Double] = [2, 1, 5, 3, 9]
    let fit = try #require(smallLeastSquares(columns, y))
    let residuals = y.indices.map { row in y[row] - columns.indices.reduce(0) { $0 + fit[$1] * columns[$1][row] } }
    for column in columns { #expect(abs(zip(column, residuals).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-11) }
  }

  @Test func dependentOrTooFew() {
    #expect(smallLeastSquares([[1, 2, 3], [2, 4, 6]], [1, 2, 4]) == nil)
    #expect(smallLeastSquares([[0, 0, 0]], [1, 2, 4]) == nil)
    #expect(smallLeastSquares([[1, 2], [3, 4], [5, 7]], [1, 2]) == nil)
    #expect(smallLeastSquares([], [1, 2]) == nil)
  }
}
