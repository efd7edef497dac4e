import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct GeneralizedLinearModelTests {
  // R 4.2.2; see References/regression_reference.R. The constant of "constant" is 0 but for rounding.
  @Test func agreesWithR() throws {
    let references = try References.json("regression_reference")
    for case let reference as [String: Any] in try #require(references["logit"] as? [Any]) {
      let name = try reference.text("name")
      let table = try references.object(name == "spector" ? "spector" : "data").table("reference.csv")
      var model = try GeneralizedLinearModel(
        .logit, try reference.text("formula"), weights: (reference["weights"] as? String).map { RegressionWeights($0) })
      let fit = try model.fit(table)
      #expect(abs((fit.mcFaddenRSquared ?? 1) - (try reference.number("mcfadden"))) < 1e-12, "\(name)")
      guard name != "constant" else {
        #expect(abs(fit.terms[0].estimate) < 1e-12)
        continue
      }
      try expectAgreement(fit, reference) { type in
        model.options.vcov = type
        return try model.fit(table).terms.map(\.standardError)
      }
    }
  }

  // W. H. Greene, Econometric Analysis, table of the Spector–Mazzeo logit: −13.021, 2.826, 0.095, 2.379.
  @Test func agreesWithThePrintedTableOfATextbook() throws {
    let table = try References.json("regression_reference").object("spector").table("spector.csv")
    let fit = try GeneralizedLinearModel(.logit, "grade ~ gpa + tuce + psi").fit(table)
    let printed = [-13.021, 2.826, 0.095, 2.379]
    for (term, value) in zip(fit.terms, printed) { #expect(abs(term.estimate - value) <= 0.0005) }
    #expect(abs((fit.logLikelihood ?? 0) - -12.8896) < 0.00005)
    #expect(abs((fit.overallTest?.statistic ?? 0) - 15.404) < 0.0005)
  }
}
