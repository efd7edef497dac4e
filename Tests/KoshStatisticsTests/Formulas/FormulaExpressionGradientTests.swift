import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct FormulaExpressionGradientTests {
  static func mean(_ text: String) throws -> FormulaExpression {
    var parser = FormulaParser("y ~ " + text, at: Place())
    return try parser.parseNonlinear().mean
  }

  /// Every function and sign against central differences, which are right to about nine digits.
  @Test(arguments: [
    "a * exp(b * x)", "a / (b + x)", "(a + x)^b", "x^b * a", "2^(b * x) + a",
    "log(a + x) - log2(b + x) * log10(x + a * b)",
    "log1p(a * x) + expm1(-b * x)", "sqrt(a + b * x)", "abs(a - 3 * b) * x", "sin(a * x) + cos(b * x) * tan(a / x)",
    "asin(a / 4) + acos(b / 3) + atan(b / x)", "sinh(a) * cosh(b) + tanh(a * x)", "-a^2 + (-b)", "I(a) * pi + b",
    "a * b * a * x / b^2",
  ])
  func agreesWithDifferences(_ text: String) throws {
    let expression = try Self.mean(text)
    let context = ExpressionContext(
      columns: ["x": [0.5, 1.25, 2]], positions: ["a": 0, "b": 1], rowCount: 3)
    let at = [1.3, 0.7]
    let gradient = context.gradient(expression, at: at)
    for j in at.indices {
      let h = 1e-5
      let above = context.values(expression, at: at.indices.map { at[$0] + ($0 == j ? h : 0) })
      let below = context.values(expression, at: at.indices.map { at[$0] - ($0 == j ? h : 0) })
      for row in 0..<3 {
        let slope = (above[row] - below[row]) / (2 * h)
        #expect(abs(gradient[j][row] - slope) <= 1e-7 * max(1, abs(slope)), "\(text) \(j) \(row)")
      }
    }
  }

  @Test func powersAtZero() throws {
    let context = ExpressionContext(columns: ["x": [0, 1]], positions: ["a": 0, "b": 1], rowCount: 2)
    #expect(context.gradient(try Self.mean("a * x^b"), at: [2, 1.5]) == [[0, 1], [0, 0]])
    #expect(context.gradient(try Self.mean("(x * a)^2 + b"), at: [2, 1]) == [[0, 4], [1, 1]])
  }

  @Test func linearParameters() throws {
    func linear(_ text: String, _ names: [String]) throws -> [String] {
      try Self.mean(text).linearParameters(among: names)
    }
    #expect(try linear("b1 * (1 - exp(-b2 * x))", ["b1", "b2"]) == ["b1"])
    #expect(try linear("b1 * b2 * x", ["b1", "b2"]) == ["b1"])
    #expect(try linear("(b1 + b2 * x) / (1 + b3 * x)", ["b1", "b2", "b3"]) == ["b1", "b2"])
    #expect(try linear("a + I(b) * x - c / 2", ["a", "b", "c"]) == ["a", "b", "c"])
    #expect(try linear("a^b + 1 / c", ["a", "b", "c"]) == [])
  }

  @Test func functionsInFormulas() throws {
    let table = Table(
      name: "t",
      columns: [
        Column(Variable("y"), numbers: [1, 3, 2, 5]), Column(Variable("x"), numbers: [0, 0.5, 1, 1.5]),
      ])
    let fit = try LinearModel("y ~ sin(x) + I(atan(x) * 2)").fit(table)
    #expect(fit.terms.map(\.term) == ["(Intercept)", "sin(x)", "I(atan(x) * 2)"])
  }
}
