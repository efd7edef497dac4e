import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionDiagnosticsTests {
  private func years() throws -> (Table, [String: Any]) {
    let reference = try References.json("educational_mobility_ols")
    let columns = try ["migration", "gdp", "unemployment"].map {
      Column(Variable($0), numbers: try reference.numbers($0))
    }
    return (Table(name: "years.csv", columns: columns), reference)
  }

  // statsmodels 0.15.0: References/educational_mobility_ols.json.
  @Test func agreesWithStatsmodels() throws {
    let (table, reference) = try years()
    let fit = try LinearModel("migration ~ gdp + unemployment").fit(table)
    #expect(
      agree(
        RegressionDiagnostics.durbinWatson(fit.residuals), try reference.number("durbin_watson"), relative: 1e-10))
    #expect(
      agree(
        RegressionDiagnostics.conditionNumber(fit.design, scale: .raw), try reference.number("condition_number"),
        relative: 1e-9))
    let inflation = RegressionDiagnostics.varianceInflation(fit.design)
    #expect(inflation.map(\.term) == ["gdp", "unemployment"])
    for (a, e) in zip(inflation, try reference.numbers("vif")) {
      #expect(agree(a.factor, e, relative: 1e-9))
      #expect(a.degreesOfFreedom == 1 && agree(a.perDegree, e.squareRoot(), relative: 1e-9))
    }
    // With two predictors the standardised condition number is √((1 + |r|) / (1 − |r|)).
    let r = 0.9392962290818334
    #expect(
      agree(RegressionDiagnostics.conditionNumber(fit.design), ((1 + r) / (1 - r)).squareRoot(), relative: 1e-9))
  }

  // R 4.2.2: det(R11) det(R22) / det(R) of cor(model.matrix(balance ~ gender + score + region, d)[, -1]).
  @Test func generalisedInflationOfAFactor() throws {
    let table = try References.json("regression_reference").object("data").table("reference.csv")
    let fit = try LinearModel("balance ~ gender + score + i(region)").fit(table)
    let inflation = RegressionDiagnostics.varianceInflation(fit.design)
    #expect(inflation.map(\.term) == ["gender", "score", "i(region)"])
    #expect(inflation.map(\.degreesOfFreedom) == [1, 1, 3])
    for (a, e) in zip(inflation, [1.0474509626518869, 1.0550922402006437, 1.0184330250331162]) {
      #expect(agree(a.factor, e, relative: 1e-10))
    }
    #expect(RegressionDiagnostics.varianceInflation(try LinearModel("balance ~ score - 1").fit(table).design).isEmpty)
  }

  @Test func durbinWatsonByHand() {
    #expect(RegressionDiagnostics.durbinWatson([1, -1, 1, -1]) == 3)
    #expect(RegressionDiagnostics.durbinWatson([1, 1, 1]) == 0)
    #expect(RegressionDiagnostics.durbinWatson([0, 0]) == nil)
    #expect(RegressionDiagnostics.durbinWatson([1]) == nil)
  }

  @Test func differencesOfNeighbours() {
    #expect(RegressionDiagnostics.firstDifferences([1, 4, nil, 9]) == [3, nil, nil])
    #expect(RegressionDiagnostics.firstDifferences([7]).isEmpty)
  }

  @Test func leveragesAddUpToTheCoefficients() throws {
    let table = try References.json("regression_reference").object("data").table("reference.csv")
    let fit = try LinearModel("balance ~ score + i(region)", weights: "share").fit(table)
    let leverage = RegressionDiagnostics.leverage(fit.design, weights: fit.weightValues)
    #expect(abs(leverage.reduce(0, +) - 5) < 1e-10)
    #expect(leverage.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func oddsRatiosKeepTheirScale() throws {
    let table = try References.json("regression_reference").object("spector").table("spector.csv")
    let fit = try GeneralizedLinearModel(.logit, "grade ~ gpa + tuce + psi").fit(table)
    let odds = try #require(RegressionDiagnostics.oddsRatios(fit).last)
    let term = try #require(fit["psi"])
    // Greene prints 2.379 (standard error 1.065): e^2.3787 = 10.79, interval from e^(b ± 1.96 s).
    #expect(abs(odds.ratio - 10.7907) < 0.0001)
    #expect(agree(odds.standardError, odds.ratio * (term.standardError ?? 0), relative: 1e-15))
    #expect(agree(odds.confLow.map { log($0) }, term.confLow, relative: 1e-12))
    #expect(agree(odds.confHigh.map { log($0) }, term.confHigh, relative: 1e-12))
  }

  @Test func cautionsSayWhatToKeepInMind() throws {
    let x = (0..<12).map { Double($0) }
    func table(_ y: [Double]) -> Table {
      Table(
        name: "t",
        columns: [
          Column(Variable("x"), numbers: x), Column(Variable("z"), numbers: x.map { $0 + ($0 == 5 ? 0.1 : 0) }),
          Column(Variable("y"), numbers: y),
        ])
    }
    let noisy = x.map { $0 * 2 + ($0.truncatingRemainder(dividingBy: 3)) }
    let close = try LinearModel("y ~ x + z").fit(table(noisy))
    #expect(close.cautions.map(\.code) == ["ill_conditioned"])
    #expect(
      close.cautions[0].text.en
        == "The predictors nearly determine each other (condition number 250, above 30): their coefficients are hard to tell apart and change much with few rows."
    )
    let exact = try LinearModel("y ~ x").fit(table(x.map { 3 * $0 + 1 }))
    #expect(exact.cautions.map(\.code) == ["perfect_fit"])
    let constant = try LinearModel("y ~ x").fit(table(x.map { _ in 4 }))
    #expect(constant.cautions.map(\.code) == ["constant_outcome"])
    #expect(constant.rSquared == nil && constant.overallTest == nil)
    let saturated = try LinearModel("y ~ i(x)").fit(table(noisy))
    #expect(saturated.cautions.map(\.code) == ["saturated"])
    #expect(saturated.terms.allSatisfy { $0.standardError == nil && $0.pValue == nil })
    #expect(saturated.covariance == nil && saturated.sigma == nil && saturated.adjustedRSquared == nil)
    let alone = try LinearModel("y ~ i(x, ref=0) - 1", vcov: .hc3).fit(table(noisy.map { $0 + 1 }))
    #expect(alone.cautions.map(\.code) == ["covariance_undefined"])
    let dropped = try LinearModel("y ~ x + I(2 * x) + I(x + 3)", dropCollinear: true).fit(table(noisy))
    #expect(dropped.terms.map(\.term) == ["(Intercept)", "x"])
    #expect(dropped.droppedTerms == ["I(2 * x)", "I(x + 3)"])
    #expect(
      dropped.cautions.map(\.text.en) == [
        "The predictor I(2 * x) was dropped: it is a linear combination of x.",
        "The predictor I(x + 3) was dropped: it is a linear combination of (Intercept), x.",
      ])
    for caution in [close, exact, constant, saturated, alone, dropped].flatMap(\.cautions) {
      #expect(!caution.text.ru.isEmpty && !caution.text.kk.isEmpty)
    }
  }
}
