import Testing

@testable import KoshStatistics

@Suite struct PolynomialBasisTests {
  @Test func workedExample() throws {
    let basis = try #require(PolynomialBasis([1, 2, 3], degree: 1))
    #expect(agree(basis.columns([1, 2, 3])[0], [-0.5.squareRoot(), 0, 0.5.squareRoot()]))
    #expect(agree(basis.columns([5])[0], [3 * 0.5.squareRoot()]))
  }

  /// Orthonormal, and orthogonal to the constant, far from 0 as well as near it.
  @Test(arguments: [0.0, 2000, 1e6]) func orthonormal(_ origin: Double) throws {
    let x = (0..<40).map { origin + Double($0 * $0 % 37) }
    let columns = try #require(PolynomialBasis(x, degree: 8)).columns(x)
    for i in columns.indices {
      #expect(abs(columns[i].reduce(0, +)) < 1e-10)
      for j in 0...i {
        let product = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-10, "\(i) \(j)")
      }
    }
  }

  @Test func tooFewValues() {
    #expect(PolynomialBasis([1, 2, 2, 1], degree: 2) == nil && PolynomialBasis([1, 2, 2, 1], degree: 1) != nil)
    #expect(PolynomialBasis([], degree: 1) == nil)
  }
}
