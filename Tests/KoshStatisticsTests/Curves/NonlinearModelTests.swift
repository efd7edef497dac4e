import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct NonlinearModelTests {
  /// R 4.2.2, nls with exact gradients: References/nonlinear_reference.R.
  static func reference() throws -> (table: Table, curves: [[String: Any]]) {
    let json = try References.json("nonlinear_reference")
    return (
      try json.object("data").table("curves.csv"), try #require(json["curves"] as? [[String: Any]])
    )
  }

  func compare(
    _ actual: [Double?], _ expected: [Double], relative tolerance: Double, _ comment: String
  ) {
    #expect(actual.count == expected.count, "\(comment)")
    for (a, e) in zip(actual, expected) {
      #expect(agree(a, e, relative: tolerance), "\(comment): \(a ?? .nan) \(e)")
    }
  }

  @Test func agreesWithR() throws {
    let (table, curves) = try Self.reference()
    for curve in curves {
      let name = try curve.text("name")
      let shape = try #require(GrowthCurve(rawValue: try curve.text("curve")))
      var model = try NonlinearModel(shape, of: try curve.text("outcome"), over: "x")
      if curve["weighted"] as? Bool == true { model.options.weights = "w" }
      let fit = try model.fit(table)
      let terms = try #require(curve["parameters"] as? [String]).map { fit[$0] }
      compare(terms.map { $0?.estimate }, try curve.numbers("estimate"), relative: Tolerance.coefficient, name)
      compare(terms.map { $0?.standardError }, try curve.numbers("std_error"), relative: Tolerance.standardError, name)
      compare(terms.map { $0?.statistic }, try curve.numbers("statistic"), relative: Tolerance.standardError, name)
      for (term, p) in zip(terms, try curve.numbers("p_value")) {
        #expect(try abs(#require(term?.pValue) - p) < Tolerance.pValue, "\(name)")
      }
      compare(terms.map { $0?.confLow }, try curve.numbers("conf_low"), relative: Tolerance.standardError, name)
      compare(terms.map { $0?.confHigh }, try curve.numbers("conf_high"), relative: Tolerance.standardError, name)
      #expect(agree(fit.sigma, try curve.number("sigma"), relative: 1e-10), "\(name)")
      #expect(agree(fit.residualSumOfSquares, try curve.number("rss"), relative: 1e-10), "\(name)")
      #expect(agree(fit.logLikelihood, try curve.number("log_lik"), relative: Tolerance.likelihood), "\(name)")
      #expect(agree(fit.aic, try curve.number("aic"), relative: Tolerance.likelihood), "\(name)")
      #expect(agree(fit.bic, try curve.number("bic"), relative: Tolerance.likelihood), "\(name)")
      #expect(fit.relativeOffset.map { $0 < 1e-6 } == true, "\(name)")
      for (type, key) in [(CovarianceType.hc1, "hc1"), (.cluster("g"), "cluster")] {
        model.options.vcov = type
        let robust = try model.fit(table)
        let names = try #require(curve["parameters"] as? [String])
        compare(
          names.map { robust[$0]?.standardError }, try curve.numbers(key), relative: Tolerance.standardError,
          "\(name) \(key)")
      }
      let later = Table(name: "later.csv", columns: [Column(Variable("x"), numbers: [2.5, 30, .nan])])
      let predicted = try fit.predict(later)
      #expect(predicted.count == 3 && predicted[2] == nil)
      compare(
        predicted.prefix(2).map { $0?.estimate }, try curve.numbers("predicted"), relative: Tolerance.coefficient, name)
      compare(
        predicted.prefix(2).map { $0?.standardError }, try curve.numbers("predicted_se"),
        relative: Tolerance.standardError, name)
    }
  }

  /// The same curve written out, from rough start values.
  @Test func writtenOutIsTheSameAsNamed() throws {
    let (table, _) = try Self.reference()
    let named = try NonlinearModel(.logistic, of: "logistic", over: "x").fit(table)
    let written = try NonlinearModel(
      "logistic ~ top / (1 + exp(-rate * (x - half)))", start: ["top": 50, "rate": 1, "half": 5]
    ).fit(table)
    for (a, b) in [("K", "top"), ("r", "rate"), ("m", "half")] {
      #expect(agree(written[b]?.estimate, named[a]?.estimate, relative: 1e-10))
      #expect(agree(written[b]?.standardError, named[a]?.standardError, relative: 1e-8))
    }
    #expect(written.result.formula.text == "logistic ~ top / (1 + exp(-rate * (x - half)))")
    #expect(written.terms.map(\.term) == ["top", "rate", "half"])
  }

  /// Least squares on a model that is linear is least squares.
  @Test func linearModelInDisguise() throws {
    let (table, _) = try Self.reference()
    let line = try LinearModel("logistic ~ x").fit(table)
    let fit = try NonlinearModel("logistic ~ a + b * x", start: ["a": 0, "b": 0]).fit(table)
    for (a, b) in [("(Intercept)", "a"), ("x", "b")] {
      #expect(agree(fit[b]?.estimate, line[a]?.estimate, relative: 1e-10))
      #expect(agree(fit[b]?.standardError, line[a]?.standardError, relative: 1e-10))
    }
    #expect(agree(fit.rSquared, line.rSquared, relative: 1e-12))
    #expect(agree(fit.logLikelihood, line.logLikelihood, relative: 1e-12))
    for type in [CovarianceType.hc0, .hc2, .hc3] {
      let options = RegressionOptions(vcov: type)
      let robust = try NonlinearModel("logistic ~ a + b * x", start: ["a": 0, "b": 0], options: options).fit(table)
      let linear = try LinearModel("logistic ~ x", vcov: type).fit(table)
      #expect(agree(robust["b"]?.standardError, linear["x"]?.standardError, relative: 1e-9))
    }
  }

  @Test func asText() throws {
    let (table, _) = try Self.reference()
    let fit = try NonlinearModel(.exponential, of: "exponential", over: "x").fit(table)
    let text = RegressionText(fit, source: "curves.csv").text
    #expect(
      text.hasPrefix(
        """
        Nonlinear least squares: exponential ~ a * exp(b * x)
        curves.csv, n = 40, model-based standard errors (iid)

        """))
    #expect(text.contains("\n  a  2.9469491  ") && text.contains("\n  b  0.1212158  "))
    #expect(text.contains("  R²                   0.9") && !text.contains("adjusted"))
  }

  // MARK: Laws

  @Test func orderUnitsAndRefits() throws {
    let (table, _) = try Self.reference()
    let model = try NonlinearModel(.gompertz, of: "gompertz", over: "x")
    let fit = try model.fit(table)
    let backwards = try model.fit(table.selecting(Array((0..<table.rowCount).reversed())))
    for (a, b) in zip(fit.terms, backwards.terms) {
      #expect(agree(a.estimate, b.estimate, relative: 1e-10) && agree(a.standardError, b.standardError, relative: 1e-8))
    }
    #expect(try model.fit(table) == fit)
    // In thousandths of the outcome and tenths of x.
    let scaled = Table(
      name: "scaled",
      columns: [
        Column(Variable("gompertz"), numbers: (table["gompertz"]?.numbers ?? []).map { $0 * 1000 }),
        Column(Variable("x"), numbers: (table["x"]?.numbers ?? []).map { $0 / 10 }),
      ])
    let other = try model.fit(scaled)
    for (name, factor) in [("K", 1000.0), ("r", 10), ("m", 0.1)] {
      #expect(agree(other[name]?.estimate, fit[name].map { $0.estimate * factor }, relative: 1e-9))
      #expect(agree(other[name]?.standardError, fit[name]?.standardError.map { $0 * factor }, relative: 1e-7))
    }
  }

  @Test func weights() throws {
    let (table, _) = try Self.reference()
    let one = table.setting(Column(Variable("one"), numbers: table["x"]?.numbers?.map { _ in 1 } ?? []))
    var model = try NonlinearModel(.power, of: "power", over: "x")
    let plain = try model.fit(table)
    model.options.weights = "one"
    #expect(try model.fit(one).terms == plain.terms)
    // A frequency of 2 is the row twice.
    let counts = (0..<table.rowCount).map { Double(1 + $0 % 2) }
    model.options.weights = RegressionWeights("count", .frequency)
    let counted = try model.fit(table.setting(Column(Variable("count"), numbers: counts)))
    model.options.weights = nil
    let twice = try model.fit(table.selecting((0..<table.rowCount).flatMap { [Int](repeating: $0, count: 1 + $0 % 2) }))
    for (a, b) in zip(counted.terms, twice.terms) {
      #expect(agree(a.estimate, b.estimate, relative: 1e-10) && agree(a.standardError, b.standardError, relative: 1e-9))
    }
    #expect(counted.observationCount == 60 && agree(counted.logLikelihood, twice.logLikelihood, relative: 1e-12))
  }

  @Test func missingRowsAreCounted() throws {
    let (table, _) = try Self.reference()
    var x = table["x"]?.numbers ?? []
    x[3] = .nan
    let fit = try NonlinearModel(.exponential, of: "exponential", over: "x")
      .fit(table.setting(Column(Variable("x"), numbers: x)))
    #expect(fit.rowsLost == 1 && fit.rowLosses.map(\.text.en) == ["x is missing: 1"] && !fit.rowsUsed.contains(3))
    #expect(fit.observationCount == 39 && fit.residualDegreesOfFreedom == 37)
  }

  @Test func cautions() throws {
    func table(_ y: [Double], from start: Double = 0) -> Table {
      let t = y.indices.map { start + Double($0) }
      return Table(name: "t", columns: [Column(Variable("t"), numbers: t), Column(Variable("y"), numbers: y)])
    }
    // Only the lower half of a logistic curve was seen.
    let early = (0..<12).map { (t: Int) -> Double in
      let curve = 1000 / (1 + exponential(-0.3 * (Double(t) - 15)))
      return curve + (t % 3 == 0 ? 1 : -0.5)
    }
    let fit = try NonlinearModel(.logistic, of: "y", over: "t")
      .fit(table(early))
    #expect(fit.cautions.map(\.code).contains("extrapolated_ceiling"))
    let text = try #require(fit.cautions.first { $0.code == "extrapolated_ceiling" }?.text.en)
    #expect(text.hasPrefix("The inflexion of the curve, at 1"))
    #expect(text.hasSuffix("is extrapolated, not observed."))
    let exact = try NonlinearModel("y ~ a + b * t", start: ["a": 1, "b": 1])
      .fit(table((0..<12).map { 3 + 2 * Double($0) }))
    #expect(exact.cautions.map(\.code) == ["perfect_fit"] && exact.relativeOffset == nil)
    // A growth rate and a level a thousand years earlier.
    let far = (0..<12).map { (t: Int) -> Double in 3 + 0.1 * Double(t) + (t % 2 == 0 ? 0.05 : -0.05) }
    let near = try NonlinearModel("y ~ a * exp(b * t)", start: ["a": 1, "b": 0]).fit(table(far, from: 1000))
    #expect(near.cautions.map(\.code) == ["correlated_parameters"])
    #expect(
      near.cautions.first?.text.en.hasPrefix("The estimates of a, b go together (correlation −1.0000)") == true)
  }

  private func exponential(_ x: Double) -> Double {
    (1...80).reversed().reduce(1) { 1 + x / Double($1) * $0 }
  }
}
