import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

/// Named tolerances of the comparisons with R.
enum Tolerance {
  static let coefficient = 1e-8
  static let standardError = 1e-6
  static let pValue = 1e-6
  static let likelihood = 1e-10
}

/// Compares a fit with one entry of regression_reference.json.
func expectAgreement(
  _ fit: some RegressionFit, _ reference: [String: Any], robust: (CovarianceType) throws -> [Double?]
)
  throws
{
  let name = try reference.text("name")
  func compare(_ key: String, _ actual: [Double?], _ tolerance: Double) throws {
    let expected = try reference.numbers(key)
    #expect(actual.count == expected.count, "\(name) \(key)")
    for (a, e) in zip(actual, expected) {
      #expect(agree(a, e, relative: tolerance), "\(name) \(key): \(a ?? .nan) \(e)")
    }
  }
  try compare("estimate", fit.terms.map(\.estimate), Tolerance.coefficient)
  try compare("std_error", fit.terms.map(\.standardError), Tolerance.standardError)
  try compare("statistic", fit.terms.map(\.statistic), Tolerance.standardError)
  try compare("p_value", fit.terms.map(\.pValue), Tolerance.pValue)
  try compare("conf_low", fit.terms.map(\.confLow), Tolerance.pValue)
  try compare("conf_high", fit.terms.map(\.confHigh), Tolerance.pValue)
  #expect(fit.observationCount == Int(try reference.number("nobs")))
  #expect(fit.residualDegreesOfFreedom == Int(try reference.number("df_residual")))
  #expect(agree(fit.logLikelihood, try reference.number("log_lik"), relative: Tolerance.likelihood), "\(name)")
  #expect(agree(fit.aic, try reference.number("aic"), relative: Tolerance.likelihood), "\(name)")
  #expect(agree(fit.bic, try reference.number("bic"), relative: Tolerance.likelihood), "\(name)")
  for type in [CovarianceType.hc0, .hc1, .hc2, .hc3] {
    try compare(type.name, try robust(type), Tolerance.standardError)
  }
}

@Suite struct LinearModelTests {
  // R 4.2.2; see References/regression_reference.R.
  @Test func agreesWithR() throws {
    let references = try References.json("regression_reference")
    let table = try references.object("data").table("reference.csv")
    for case let reference as [String: Any] in try #require(references["ols"] as? [Any]) {
      var model = try LinearModel(
        try reference.text("formula"), weights: (reference["weights"] as? String).map { RegressionWeights($0) })
      let fit = try model.fit(table)
      try expectAgreement(fit, reference) { type in
        model.options.vcov = type
        return try model.fit(table).terms.map(\.standardError)
      }
      let name = try reference.text("name")
      if name != "constant" {
        #expect(agree(fit.rSquared, try reference.number("r_squared"), relative: 1e-10), "\(name)")
        #expect(agree(fit.adjustedRSquared, try reference.number("adj_r_squared"), relative: 1e-10), "\(name)")
      }
      #expect(agree(fit.sigma, try reference.number("sigma"), relative: 1e-10), "\(name)")
      for (a, e) in zip(
        RegressionDiagnostics.leverage(fit.design, weights: fit.weightValues), try reference.numbers("leverage"))
      where name != "zero_weights" { #expect(agree(a, e, relative: 1e-9), "\(name)") }
    }
  }

  @Test func comparisonCanFail() {
    #expect(!agree(1.00000002, 1, relative: Tolerance.coefficient))
    #expect(!agree(nil, 1, relative: 1))
  }

  // statsmodels 0.15.0 and R's lm, sandwich, lmtest: References/educational_mobility_ols.json.
  @Test func agreesWithThePrintedRegressionOnInternalMigration() throws {
    let reference = try References.json("educational_mobility_ols")
    let table = Table(
      name: "years.csv",
      columns: try ["migration", "gdp", "unemployment"].map {
        Column(Variable($0), numbers: try reference.numbers($0))
      })
    for type in CovarianceType.plain {
      let fit = try LinearModel("migration ~ gdp + unemployment", vcov: type).fit(table)
      let expected = try reference.object(type.name)
      for (term, (se, (t, p))) in zip(
        fit.terms, zip(try expected.numbers("se"), zip(try expected.numbers("t"), try expected.numbers("p"))))
      {
        #expect(agree(term.standardError, se, relative: Tolerance.standardError))
        #expect(agree(term.statistic, t, relative: Tolerance.standardError))
        #expect(agree(term.pValue, p, relative: Tolerance.pValue))
      }
    }
    let fit = try LinearModel("migration ~ gdp + unemployment").fit(table)
    for (term, coefficient) in zip(fit.terms, try reference.numbers("coef")) {
      #expect(agree(term.estimate, coefficient, relative: 1e-11))
    }
    let r = try reference.object("r")
    #expect(agree(fit.logLikelihood, try r.number("logLik"), relative: 1e-12))
    #expect(agree(fit.aic, try r.number("AIC"), relative: 1e-12))
    #expect(agree(fit.bic, try r.number("BIC"), relative: 1e-12))
    #expect(agree(fit.rSquared, try reference.number("r2"), relative: 1e-12))
    #expect(agree(fit.adjustedRSquared, try reference.number("r2_adj"), relative: 1e-12))
    #expect(agree(fit.sigma, try reference.number("sigma"), relative: 1e-12))
    #expect(agree(fit.multipleR, 0.853460149, relative: 1e-9))
    #expect(agree(fit.overallTest?.statistic, try reference.number("F"), relative: 1e-11))
    #expect(agree(fit.overallTest?.pValue, try reference.number("F_p"), relative: 1e-9))
    for (a, e) in zip(fit.residuals, try reference.numbers("resid")) { #expect(agree(a, e, relative: 1e-8)) }
    for (a, e) in zip(fit.fittedValues, try reference.numbers("fitted")) { #expect(agree(a, e, relative: 1e-11)) }
    #expect(fit.terms.map(\.term) == ["(Intercept)", "gdp", "unemployment"])
  }
}
