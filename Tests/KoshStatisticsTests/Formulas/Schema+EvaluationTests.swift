import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

/// Columns of formulas against R 4.2.2, model.matrix: References/formula_reference.R.
@Suite struct SchemaEvaluationTests {
  private func columns(_ design: DesignMatrix) -> [[Double]] { (0..<design.columnCount).map { design.column($0) } }

  private func expectEqual(_ actual: [[Double]], _ expected: [Any], _ comment: String) throws {
    #expect(actual.count == expected.count, "\(comment)")
    for (a, e) in zip(actual, expected) {
      let numbers = try #require(e as? [Any]).compactMap { ($0 as? NSNumber)?.doubleValue }
      let size = numbers.reduce(0) { max($0, abs($1)) }
      #expect(a.count == numbers.count, "\(comment)")
      for (x, y) in zip(a, numbers) { #expect(abs(x - y) <= 1e-11 * max(1, size), "\(comment): \(x) \(y)") }
    }
  }

  @Test func agreesWithModelMatrix() throws {
    let reference = try References.json("formula_reference")
    let table = try reference.object("data").table("data.csv")
    let new = try reference.object("new").table("new.csv")
    for entry in try #require(reference["formulas"] as? [[String: Any]]) {
      let text = try entry.text("formula")
      let formula = try Formula(text)
      let schema = try Schema(formula, options: RegressionOptions(), outcome: .numbers, table: table)
      try expectEqual(columns(schema.design), try #require(entry["columns"] as? [Any]), text)
      // New rows take means, deviations and polynomials of the old ones.
      let context = Evaluation(formula: formula, table: new, selection: nil, lines: [], learned: schema.learned)
      let later = try Schema.design(formula, context: context)
      #expect(later.columnNames == schema.design.columnNames, "\(text)")
      try expectEqual(columns(later), try #require(entry["new"] as? [Any]), text)
      guard let coefficients = try? entry.numbers("coefficients"), coefficients.allSatisfy(\.isFinite) else { continue }
      let fit = try LinearModel(formula: formula).fit(table)
      for (term, expected) in zip(fit.terms, coefficients) {
        #expect(agree(term.estimate, expected, relative: 1e-8), "\(text) \(term.term)")
      }
    }
  }

  @Test func names() throws {
    let table = try References.json("formula_reference").object("data").table("data.csv")
    func names(_ formula: String) throws -> [String] {
      let schema = try Schema(try Formula(formula), options: RegressionOptions(), outcome: .numbers, table: table)
      return schema.design.columnNames
    }
    #expect(
      try names("y ~ poly(x, 2):f") == [
        "(Intercept)", "poly(x, 2)1:f::a", "poly(x, 2)2:f::a", "poly(x, 2)1:f::b", "poly(x, 2)2:f::b",
        "poly(x, 2)1:f::c",
        "poly(x, 2)2:f::c",
      ])
    #expect(try names("y ~ i(f, x)") == ["(Intercept)", "f::a:x", "f::b:x", "f::c:x"])
    #expect(try names("y ~ poly(x, 2, raw=T)") == ["(Intercept)", "poly(x, 2, raw=TRUE)1", "poly(x, 2, raw=TRUE)2"])
    #expect(try names("y ~ scale(x)").last == "scale(x)")
  }

  /// Rows that cannot be used do not count for the mean, and a prediction at a row that could is the fitted value.
  @Test func onlyRowsUsed() throws {
    let whole = try References.json("formula_reference").object("data").table("data.csv")
    var z = try #require(whole["z"]?.numbers)
    z[5] = .nan
    let table = whole.setting(Column(Variable("z"), numbers: z))
    let fit = try LinearModel("y ~ center(x) + poly(x, 2):scale(z)").fit(table)
    let kept = (0..<24).filter { $0 != 5 }
    let x = try #require(whole["x"]?.numbers)
    let mean = kept.reduce(0) { $0 + x[$1] } / 23
    for (value, row) in zip(fit.design.column(1), kept) { #expect(abs(value - (x[row] - mean)) < 1e-12) }
    let some = table.selecting([0, 3, 9])
    let design = try fit.result.design(for: some)
    let predicted = design.linearPredictor(fit.terms.map(\.estimate))
    for (value, row) in zip(predicted, [0, 3, 8]) { #expect(agree(value, fit.fittedValues[row], relative: 1e-12)) }
  }

  /// A polynomial and its orthogonal form are one model; so are a variable and its standardised form.
  @Test func sameModel() throws {
    let table = try References.json("formula_reference").object("data").table("data.csv")
    let plain = try LinearModel("y ~ x + I(x^2) + I(x^3) + z").fit(table)
    for other in ["y ~ poly(x, 3) + z", "y ~ poly(x, 3, raw=TRUE) + scale(z)", "y ~ poly(scale(x), 3) + center(z)"] {
      let fit = try LinearModel(other).fit(table)
      #expect(agree(fit.logLikelihood, plain.logLikelihood, relative: 1e-12), "\(other)")
      for (a, b) in zip(fit.fittedValues, plain.fittedValues) { #expect(agree(a, b, relative: 1e-9), "\(other)") }
    }
    // Slopes are those of the variable itself, whatever its form.
    let slopes = try ["y ~ x + I(x^2)", "y ~ poly(x, 2)", "y ~ scale(x) + I(scale(x)^2)"].map { text in
      try MarginalEffects(try LinearModel(text).fit(table), table).slopes(["x"])[0]
    }
    for slope in slopes {
      #expect(agree(slope.estimate, slopes[0].estimate, relative: 1e-9))
      #expect(agree(slope.standardError, slopes[0].standardError, relative: 1e-8))
    }
  }

  @Test func problems() throws {
    let table = Table(
      name: "data.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 4, 3, 5, 7]), Column(Variable("x"), numbers: [1, 2, 3, 1, 2, 3]),
        Column(Variable("same"), numbers: [2, 2, 2, 2, 2, 2]),
        Column(Variable("f"), categories: ["a", "b", "a", "b", "a", "b"]),
      ])
    func message(_ formula: String) -> String {
      do {
        _ = try LinearModel(formula).fit(table)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message("y ~ poly(x, 3)") == """
        formula "y ~ poly(x, 3)", column 10: poly(x, 3) needs more than 3 different values of x, and the rows used have 3
          why: a polynomial of degree 3 meets 4 values whatever they are
          do:  take a lower degree, at most 2
        """)
    #expect(
      message("y ~ x + scale(same)") == """
        formula "y ~ x + scale(same)", column 15: scale(same) has no value: same is the same in every row used
          why: its standard deviation is 0
          do:  leave same out
        """)
    #expect(
      message("y ~ poly(f, 2)") == """
        formula "y ~ poly(f, 2)", column 10: poly(f, 2) needs numbers, and f holds categories
          do:  use i(f) as a predictor, or recode f to numbers
        """)
    #expect(
      message("y ~ scale(f)") == """
        formula "y ~ scale(f)", column 11: scale(f) needs numbers, and f holds categories
          do:  use i(f) as a predictor, or recode f to numbers
        """)
  }
}
