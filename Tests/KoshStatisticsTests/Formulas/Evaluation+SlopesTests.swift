import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct EvaluationSlopesTests {
  private let table = Table(
    name: "slopes.csv",
    columns: [
      Column(Variable("y"), numbers: (0..<40).map { Double(($0 * 37) % 23) }),
      Column(Variable("x"), numbers: (0..<40).map { 0.5 + Double(($0 * 13) % 31) / 4 }),
      Column(Variable("z"), numbers: (0..<40).map { Double(($0 * 7) % 11) - 3 }),
      Column(Variable("g"), categories: (0..<40).map { ["a", "b", "c"][$0 % 3] }),
    ])

  /// Each column's derivative against a difference quotient of the same column, in steps that keep nine digits.
  @Test(arguments: [
    "log(x) + sqrt(x) + exp(-x / 10)", "I(x^2) + I(1 / x) + I((x + z) * x)", "x:z + x:i(g) + i(g, x)",
    "poly(x, 3)", "poly(x, 2, raw = TRUE)", "scale(x) + center(x):z", "log(x):sqrt(x):z", "I(2^x / 50) + I(x^0.5)",
    "sin(x) + cos(x) + log1p(x) + expm1(x / 9) + log2(x)", "log10(x)", "abs(x - 3) + log(I(x^2) + 1)",
    "z + offset(log(x))",
  ])
  func slopesAreDerivatives(formula: String) throws {
    let fit = try LinearModel("y ~ " + formula).fit(table)
    let (slopes, offset) = try fit.result.slopes(for: table, by: "x")
    let step = 0x1p-17
    func moved(_ shift: Double) throws -> (DesignMatrix, [Double]?) {
      let numbers = try #require(table["x"]?.numbers).map { $0 + shift }
      let shifted = table.setting(Column(Variable("x"), numbers: numbers))
      return (try fit.result.design(for: shifted), try fit.result.offset(for: shifted))
    }
    let (up, down) = (try moved(step), try moved(-step))
    for (j, slope) in slopes.enumerated() {
      let difference = zip(up.0.column(j), down.0.column(j)).map { ($0 - $1) / (2 * step) }
      for (found, expected) in zip(slope, difference) {
        #expect(abs(found - expected) < 1e-7 * max(1, abs(expected)), "\(up.0.columnNames[j])")
      }
    }
    if let up = up.1, let down = down.1 {
      for (found, expected) in zip(try #require(offset), zip(up, down).map { ($0 - $1) / (2 * step) }) {
        #expect(abs(found - expected) < 1e-7)
      }
    }
  }

  /// Σ βⱼ ∂xⱼ/∂x averaged by hand: 2·b·mean(x) + a of y = a x + b x².
  @Test func theAverageSlopeOfASquare() throws {
    let fit = try LinearModel("y ~ x + I(x^2)").fit(table)
    let effect = try #require(try MarginalEffects(fit, table).slopes(["x"]).first)
    let mean = try #require(table["x"]?.numbers).reduce(0, +) / 40
    let (a, b) = (try #require(fit["x"]?.estimate), try #require(fit["I(x^2)"]?.estimate))
    #expect(agree(effect.estimate, a + 2 * b * mean, relative: 1e-13))
  }

  /// A logarithm next to 0 is not asked for values beyond it, and a root has no slope at it.
  @Test func nothingIsAskedOutsideTheRows() throws {
    let near = table.setting(
      Column(Variable("x"), numbers: (0..<40).map { $0 == 0 ? 1e-12 : Double($0) }))
    let logarithm = try LinearModel("y ~ log(x)").fit(near)
    let effect = try #require(try MarginalEffects(logarithm, near).slopes(["x"]).first)
    let mean = (1..<40).reduce(1e12) { $0 + 1 / Double($1) } / 40
    #expect(agree(effect.estimate, (logarithm["log(x)"]?.estimate ?? .nan) * mean, relative: 1e-12))
    let atZero = table.setting(Column(Variable("x"), numbers: (0..<40).map { Double($0) }))
    let root = try LinearModel("y ~ sqrt(x)").fit(atZero)
    expectProblem(
      """
      formula "y ~ sqrt(x)", column 10: sqrt(x) has no slope where x = 0
        why: it is infinitely steep there
        do:  compare two values of x instead
      """
    ) { try MarginalEffects(root, atZero).slopes(["x"]) }
  }
}
