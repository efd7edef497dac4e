import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct NegativeBinomialSearchTests {
  @Test func sumsAndGammaFunctionsGiveTheSame() {
    let counts: [Double] = [0, 0, 1, 3, 3, 7, 12, 40]
    let whole = CountTally(counts, weights: nil)
    // A count that is not whole makes all go through gamma functions; it adds little.
    let other = CountTally(counts + [1e-9], weights: nil)
    for alpha in [0.05, 0.6, 4] {
      let (a, b) = (whole.parts(alpha: alpha), other.parts(alpha: alpha))
      #expect(agree(a.value, b.value, relative: 1e-8))
      #expect(agree(a.first, b.first, relative: 1e-7))
      #expect(agree(a.second, b.second, relative: 1e-6))
    }
    #expect(CountTally.logFactorials([0, 1, 2, 3, 4], weights: nil) - 5.662960480135946 < 1e-14)
  }

  @Test func countsWithoutSpreadFallBackToPoisson() throws {
    let table = try References.json("likelihood_reference").object("data").table("reference.csv")
    let fit = try GeneralizedLinearModel(.negativeBinomial, "even ~ gender + score").fit(table)
    let poisson = try GeneralizedLinearModel(.poisson, "even ~ gender + score").fit(table)
    #expect(fit.terms == poisson.terms)
    #expect(fit.alpha == nil)
    #expect(fit.overdispersionTest == GeneralizedLinearFit.OverdispersionTest(statistic: 0, pValue: 1))
    #expect(fit.cautions.map(\.code) == ["no_overdispersion"])
    #expect(
      fit.cautions.first?.text.en
        == "The counts spread no more than a Poisson distribution allows: the dispersion α is 0, and the estimates are those of a Poisson regression."
    )
  }

  @Test func alphaIsToldInTextAndJSON() throws {
    let table = try References.json("likelihood_reference").object("data").table("reference.csv")
    let fit = try GeneralizedLinearModel(.negativeBinomial, "moves ~ gender + score + i(region)").fit(table)
    let alpha = try #require(fit.alpha)
    // log α ± 1.96 · standard error / α, made exponential.
    #expect(agree((alpha.confLow ?? 0) * (alpha.confHigh ?? 0), alpha.estimate * alpha.estimate, relative: 1e-12))
    #expect(alpha.statistic == nil && alpha.pValue == nil)
    #expect(fit.result.json.text(indent: false).contains("\"alpha\":\(alpha.estimate)"))
    #expect(RegressionText(fit, source: "reference.csv").text.contains("dispersion α"))
    #expect(fit.parameterCount == 7)
  }
}
