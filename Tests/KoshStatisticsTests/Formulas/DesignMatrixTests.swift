import KoshTable
import Testing

@testable import KoshNumerics
@testable import KoshStatistics

/// The kernels against loops over columns that are written out.
@Suite struct DesignMatrixTests {
  static let rows = 1031

  private func design(intercept: Bool = true) -> DesignMatrix {
    var design = DesignMatrix(rowCount: Self.rows, hasIntercept: intercept)
    design.append("f", names: ["f::1", "f::2"], codes: (0..<Self.rows).map { Int32($0 * 7 % 3) - 1 })
    design.append("x", columns: [("x", (0..<Self.rows).map { Double($0 * 37 % 101) / 10 })])
    design.append("g", names: ["g::1", "g::2", "g::3"], codes: (0..<Self.rows).map { Int32($0 * 11 % 4) - 1 })
    design.append("z", columns: [("z", (0..<Self.rows).map { Double($0 * 53 % 97) - 40 })])
    return design
  }

  private func values(_ seed: Int) -> [Double] { (0..<Self.rows).map { Double(($0 * seed) % 89 + 1) / 30 } }

  @Test func kernelsAgreeWithColumnsWrittenOut() {
    for design in [design(), design(intercept: false)] {
      let columns = (0..<design.columnCount).map { design.column($0) }
      let coefficients = columns.indices.map { Double($0) / 7 - 0.4 }
      let linear = design.linearPredictor(coefficients)
      let (v, w) = (values(31), values(17))
      let product = design.transposedProduct(v)
      let cross = design.weightedCross(w)
      for i in [0, 255, 256, 700, Self.rows - 1] {
        let expected = zip(columns, coefficients).reduce(0) { $0 + $1.0[i] * $1.1 }
        #expect(abs(linear[i] - expected) < 1e-12)
      }
      for j in columns.indices {
        let expected = zip(columns[j], v).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(agree(product[j], expected, relative: 1e-12))
        for l in columns.indices {
          let expected = (0..<Self.rows).reduce(0) { $0 + w[$1] * columns[j][$1] * columns[l][$1] }
          #expect(agree(cross[j, l], expected, relative: 1e-12), "\(j) \(l)")
          #expect(cross[j, l] == cross[l, j])
        }
      }
      let triangle = design.triangle(rootWeights: w.map { $0.squareRoot() })
      let unscaled = triangle.unscaled
      let gram = unscaled.transposed * unscaled
      for (a, b) in zip(gram.values, cross.values) { #expect(abs(a - b) < 1e-8) }
    }
  }

  @Test func theLogitPassAgreesWithItsDefinition() {
    let design = design()
    let columns = (0..<design.columnCount).map { design.column($0) }
    let outcome = (0..<Self.rows).map { Double($0 * 29 % 5 / 3) }
    let coefficients = columns.indices.map { Double($0) / 9 - 0.3 }
    let weights = values(13)
    let pass = design.pass(
      .logit, parameter: 0, data: LikelihoodData(design: design, outcome: outcome, weights: weights),
      coefficients: coefficients)
    let linear = design.linearPredictor(coefficients)
    let p = Family.logit.mean(linear)
    let other = Family.logit.mean(linear.map { -$0 })
    var likelihood = 0.0
    for i in 0..<Self.rows {
      likelihood += weights[i] * (outcome[i] == 1 ? naturalLogarithm(p[i]) : naturalLogarithm(other[i]))
    }
    #expect(agree(pass.logLikelihood, likelihood, relative: 1e-12))
    let score = design.transposedProduct((0..<Self.rows).map { weights[$0] * (outcome[$0] - p[$0]) })
    for (a, b) in zip(pass.score, score) { #expect(abs(a - b) < 1e-9) }
    let information = design.weightedCross((0..<Self.rows).map { weights[$0] * p[$0] * other[$0] })
    for (a, b) in zip(pass.information.values, information.values) { #expect(agree(a, b, relative: 1e-11)) }
  }

  // Python 3.11: 1 / (1 + math.exp(-x)).
  @Test func probabilitiesKeepTheirDigitsInTheTails() {
    let known: [(Double, Double)] = [
      (0, 0.5), (1, 0.7310585786300049), (-1, 0.2689414213699951), (-30, 9.357622968839299e-14),
      (30, 0.9999999999999065), (-700, 9.859676543759770e-305), (-0.001, 0.49975000002083336), (2000, 1),
    ]
    for (x, p) in known { #expect(agree(Family.logit.mean([x])[0], p, relative: 4e-16), "\(x)") }
    #expect(Family.logit.mean([-2000])[0] < 1e-300)
    #expect(Family.logit.mean([.nan])[0].isNaN)
  }

  @Test func columnsCanBeTakenAway() {
    let design = design()
    #expect(design.columnNames == ["(Intercept)", "f::1", "f::2", "x", "g::1", "g::2", "g::3", "z"])
    let rest = design.removing([1, 3, 5])
    #expect(rest.columnNames == ["(Intercept)", "f::2", "g::1", "g::3", "z"])
    #expect(rest.terms.map(\.columns) == [1..<2, 2..<4, 4..<5])
    for (position, column) in [0, 2, 4, 6, 7].enumerated() {
      #expect(rest.column(position) == design.column(column))
    }
  }
}
