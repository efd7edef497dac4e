import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct GrowthCurveTests {
  @Test func expressions() throws {
    #expect(GrowthCurve.logistic.expression(of: "year") == "K / (1 + exp(-r * (year - m)))")
    #expect(GrowthCurve.power.expression(of: "my year") == "a * `my year`^b")
    for curve in GrowthCurve.allCases {
      let mean = try FormulaExpressionGradientTests.mean(curve.expression(of: "x"))
      #expect(Set(mean.variables) == Set(curve.parameters + ["x"]), "\(curve)")
    }
  }

  /// A curve made from known numbers is found again without start values, on years as well as on counts of periods.
  @Test(arguments: [
    (GrowthCurve.exponential, [2, 0.3]), (.exponential, [5, -0.4]), (.power, [2, 1.7]), (.power, [9, -0.6]),
    (.exponentialApproach, [1, 4, 3]), (.exponentialApproach, [10, -6, 8]), (.logistic, [50, 0.8, 7]),
    (.logistic, [-5, 0.5, 3]), (.gompertz, [20, 0.4, 5]), (.bass, [300, 0.02, 0.5]), (.bass, [80, 0.2, 0.1]),
  ])
  func recovers(_ curve: GrowthCurve, _ truth: [Double]) throws {
    let x = (1...16).map(Double.init)
    let context = ExpressionContext(
      columns: ["x": x],
      positions: Dictionary(uniqueKeysWithValues: curve.parameters.enumerated().map { ($1, $0) }), rowCount: 16)
    let y = context.values(try FormulaExpressionGradientTests.mean(curve.expression(of: "x")), at: truth)
    // A little that is no curve, so that the search has a minimum above 0.
    let noisy = y.enumerated().map { $1 * (1 + ($0 % 3 == 0 ? 1e-4 : -0.5e-4)) }
    let table = Table(name: "t", columns: [Column(Variable("x"), numbers: x), Column(Variable("y"), numbers: noisy)])
    let fit = try NonlinearModel(curve, of: "y", over: "x").fit(table)
    for (name, value) in zip(curve.parameters, truth) {
      #expect(agree(fit[name]?.estimate, value, relative: 0.02), "\(curve) \(name) \(fit[name]?.estimate ?? .nan)")
    }
    guard curve == .logistic || curve == .gompertz else { return }
    let years = table.setting(Column(Variable("x"), numbers: x.map { $0 + 2000 }))
    let later = try NonlinearModel(curve, of: "y", over: "x").fit(years)
    #expect(agree(later["m"]?.estimate, fit["m"].map { $0.estimate + 2000 }, relative: 1e-9))
    #expect(agree(later["K"]?.estimate, fit["K"]?.estimate, relative: 1e-8))
  }

  /// The trend of the same shape is the same curve; the exponential approach, which it finds by another way, as well.
  @Test func sameAsTrend() throws {
    let (table, _) = try NonlinearModelTests.reference()
    let x = try #require(table["x"]?.numbers)
    for (shape, curve, outcome) in [
      (TrendShape.logistic, GrowthCurve.logistic, "logistic"), (.gompertz, .gompertz, "gompertz"),
      (.bass, .bass, "bass"), (.power, .power, "power"), (.exponential, .exponential, "exponential"),
    ] {
      let y = try #require(table[outcome]?.numbers)
      let trend = try fitTrend(shape, to: y, times: x)
      let fit = try NonlinearModel(curve, of: outcome, over: "x").fit(table)
      #expect(agree(trend.coefficients, curve.parameters.compactMap { fit[$0]?.estimate }, relative: 1e-9))
      #expect(agree(trend.fitted, fit.fittedValues, relative: 1e-10) && agree(trend.aic, fit.aic, relative: 1e-12))
    }
    let y = try #require(table["approach"]?.numbers)
    let trend = try fitTrend(.exponentialApproach, to: y, times: x)
    let fit = try NonlinearModel(.exponentialApproach, of: "approach", over: "x").fit(table)
    #expect(agree(trend.residualSumOfSquares, fit.residualSumOfSquares, relative: 1e-9))
    #expect(agree(trend.coefficients[2], try #require(fit["tau"]?.estimate), relative: 1e-4))
  }

  @Test func trendProblems() {
    #expect {
      try fitTrend(.power, to: [1, 3, 2], times: [0, 1, 2])
    } throws: { error in
      "\(error)" == """
        the series begins at time 0 (variable series)
          why: the power needs positive times
          do:  count time from 1
        """
    }
  }
}
