import Testing

@testable import KoshNumerics

/// y = a / (1 + b x), with its derivatives.
private struct Hyperbola: NonlinearProblem {
  var x: [Double]
  var y: [Double]
  var outcomeLength: Double { y.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  func residuals(at parameters: [Double]) -> [Double]? {
    let values = zip(x, y).map { x, y in y - parameters[0] / (1 + parameters[1] * x) }
    return values.allSatisfy(\.isFinite) && parameters[1] > -1 ? values : nil
  }

  func gradient(at parameters: [Double]) -> [[Double]]? {
    [
      x.map { 1 / (1 + parameters[1] * $0) },
      x.map { -parameters[0] * $0 / ((1 + parameters[1] * $0) * (1 + parameters[1] * $0)) },
    ]
  }
}

@Suite struct NonlinearLeastSquaresTests {
  private let exact = Hyperbola(x: [0, 0.25, 0.5, 1], y: [6, 4, 3, 2])
  private let noisy = Hyperbola(x: [0, 0.25, 0.5, 1], y: [6.2, 3.9, 3.1, 1.9])

  @Test(arguments: [[1.0, 0], [100, 50], [-5, 0.5], [6, 2]]) func finds(_ start: [Double]) throws {
    for linear in [[], [0]] {
      let search = try #require(nonlinearLeastSquares(exact, start: start, linear: linear))
      #expect(search.ending == .converged)
      #expect(abs(search.parameters[0] - 6) < 1e-12 && abs(search.parameters[1] - 2) < 1e-12)
    }
  }

  /// At the minimum the residuals have no part along the gradient, and T'T = J'J.
  @Test func normalEquations() throws {
    let search = try #require(nonlinearLeastSquares(noisy, start: [1, 1]))
    #expect(search.ending == .converged && search.sumOfSquares > 0.001)
    for column in search.gradient {
      #expect(abs(zip(column, search.residuals).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-13)
    }
    #expect(try #require(search.offset) < 1e-12)
    let triangle = try #require(search.triangle)
    let product = triangle.transposed * triangle
    for i in 0..<2 {
      for j in 0..<2 {
        let sum = zip(search.gradient[i], search.gradient[j]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product[i, j] - sum) < 1e-13)
      }
    }
  }

  @Test func endings() throws {
    #expect(nonlinearLeastSquares(exact, start: [1, -2]) == nil)
    #expect(nonlinearLeastSquares(noisy, start: [100, 50], limit: 2)?.ending == .tooManySteps)
    // x is 0 throughout: b has no influence.
    let flat = Hyperbola(x: [0, 0, 0], y: [1, 2, 3])
    let search = try #require(nonlinearLeastSquares(flat, start: [1, 1]))
    #expect(search.ending == .singular([NonlinearSearch.Dependence(parameter: 1, partners: [])]))
    #expect(abs(search.parameters[0] - 2) < 1e-12 && search.triangle == nil)
    // One x: b only repeats a.
    let single = Hyperbola(x: [1, 1, 1], y: [1, 2, 3])
    let repeated = try #require(nonlinearLeastSquares(single, start: [1, 1]))
    #expect(repeated.ending == .singular([NonlinearSearch.Dependence(parameter: 1, partners: [0])]))
  }

  @Test func projection() throws {
    // Given b = 2 the best a of the exact data is 6.
    let parameters = try #require(projected(exact, parameters: [-3, 2], linear: [0]))
    #expect(abs(parameters[0] - 6) < 1e-12 && parameters[1] == 2)
    #expect(projected(exact, parameters: [1, -3], linear: [0]) == nil)
    #expect(projected(exact, parameters: [1, -3], linear: []) == [1, -3])
  }
}
