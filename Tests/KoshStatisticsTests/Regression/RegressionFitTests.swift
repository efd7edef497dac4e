import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

/// Laws that every regression keeps, whatever its family.
@Suite struct RegressionFitTests {
  static let law = 1e-9

  private func data() throws -> Table {
    try References.json("regression_reference").object("data").table("reference.csv")
  }

  private func fits(_ right: String, weights: RegressionWeights? = nil, vcov: CovarianceType = .hc1, _ table: Table)
    throws
    -> [any RegressionFit]
  {
    [
      try LinearModel("balance ~ \(right)", vcov: vcov, weights: weights).fit(table),
      try GeneralizedLinearModel(.logit, "intends ~ \(right)", vcov: vcov, weights: weights).fit(table),
    ]
  }

  private func expectAlike(_ left: any RegressionFit, _ right: any RegressionFit) {
    #expect(left.terms.map(\.term) == right.terms.map(\.term))
    for (a, b) in zip(left.terms, right.terms) {
      #expect(agree(a.estimate, b.estimate, relative: Self.law))
      #expect(agree(a.standardError, b.standardError, relative: Self.law))
      #expect(agree(a.pValue, b.pValue, relative: 1e-7))
    }
    #expect(agree(left.logLikelihood, right.logLikelihood, relative: Self.law))
    #expect(left.observationCount == right.observationCount)
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    let table = try data()
    let shuffled = table.selecting((0..<table.rowCount).map { ($0 * 67 + 13) % table.rowCount })
    for (a, b) in zip(try fits("gender + gappy + i(region)", table), try fits("gender + gappy + i(region)", shuffled)) {
      expectAlike(a, b)
      #expect(a.rowsLost == b.rowsLost && a.rowsLost > 0)
    }
  }

  @Test func weightOneIsUnweighted() throws {
    let table = try data()
    let ones = table.setting(Column(Variable("ones"), numbers: [Double](repeating: 1, count: table.rowCount)))
    for type in CovarianceType.plain {
      for (a, b) in zip(
        try fits("gender + score + i(region)", vcov: type, ones),
        try fits("gender + score + i(region)", weights: "ones", vcov: type, ones))
      { expectAlike(a, b) }
    }
  }

  @Test func aWholeWeightIsSoManyRowsToALogit() throws {
    let table = try data()
    let counts = try #require(table["count"]?.numbers)
    let repeated = table.selecting(counts.enumerated().flatMap { [Int](repeating: $0, count: Int($1)) })
    let weighted = try GeneralizedLinearModel(.logit, "intends ~ gender + score", weights: "count").fit(table)
    let long = try GeneralizedLinearModel(.logit, "intends ~ gender + score").fit(repeated)
    for (a, b) in zip(weighted.terms, long.terms) {
      #expect(agree(a.estimate, b.estimate, relative: Self.law))
      #expect(agree(a.standardError, b.standardError, relative: Self.law))
    }
    #expect(agree(weighted.logLikelihood, long.logLikelihood, relative: Self.law))
  }

  @Test func unitsScaleCoefficients() throws {
    let table = try data()
    let grams = table.setting(
      Column(Variable("score"), numbers: try #require(table["score"]?.numbers).map { $0 * 1000 + 5 }))
    for (a, b) in zip(try fits("gender + score", table), try fits("gender + score", grams)) {
      #expect(agree(a.terms[2].estimate, b.terms[2].estimate * 1000, relative: Self.law))
      #expect(agree(a.terms[2].standardError, (b.terms[2].standardError ?? 0) * 1000, relative: Self.law))
      #expect(agree(a.terms[2].statistic, b.terms[2].statistic, relative: Self.law))
      #expect(agree(a.terms[1].estimate, b.terms[1].estimate, relative: Self.law))
      #expect(agree(a.logLikelihood, b.logLikelihood, relative: Self.law))
    }
  }

  @Test func anotherReferenceIsTheSameModel() throws {
    let table = try data()
    for (a, b) in zip(
      try fits("gender + i(region)", table), try fits("gender + i(region, ref=Shymkent)", table))
    {
      let shymkent = try #require(a["region::Shymkent"])
      #expect(agree(b["region::Akmola"]?.estimate, -shymkent.estimate, relative: Self.law))
      #expect(agree(b["region::Akmola"]?.standardError, shymkent.standardError, relative: Self.law))
      #expect(agree(a["gender"]?.standardError, b["gender"]?.standardError, relative: Self.law))
      #expect(agree(a.logLikelihood, b.logLikelihood, relative: Self.law))
      for (p, q) in zip(a.fittedValues, b.fittedValues) { #expect(agree(p, q, relative: Self.law)) }
    }
  }

  @Test func fittingAgainGivesTheSameBits() throws {
    let table = try data()
    for (a, b) in zip(try fits("score * gender + i(region)", table), try fits("score * gender + i(region)", table)) {
      #expect(a.terms == b.terms && a.covariance == b.covariance && a.residuals == b.residuals)
    }
  }

  @Test func indicatorsWrittenOutAreTheSameModel() throws {
    var table = try data()
    let regions = (0..<table.rowCount).map { table["region"]?.text(at: $0) }
    for name in ["Almaty", "Shymkent", "Turkistan"] {
      table = table.setting(Column(Variable(name), numbers: regions.map { $0 == name ? 1 : 0 }))
    }
    for type in CovarianceType.plain {
      for (a, b) in zip(
        try fits("score + i(region)", vcov: type, table),
        try fits("score + Almaty + Shymkent + Turkistan", vcov: type, table))
      {
        for (p, q) in zip(a.terms, b.terms) {
          #expect(agree(p.estimate, q.estimate, relative: Self.law))
          #expect(agree(p.standardError, q.standardError, relative: Self.law))
        }
      }
    }
  }

  @Test func residualsAreOrthogonalToTheColumns() throws {
    for fit in try fits("score + i(region) + log(income)", try data()) {
      for j in 0..<fit.design.columnCount {
        let product = zip(fit.design.column(j), fit.residuals).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product) < 1e-8)
      }
    }
  }

  @Test func intervalsFollowTheLevel() throws {
    let table = try data()
    let narrow = try LinearModel("balance ~ score", confidenceLevel: 0.5).fit(table)
    let wide = try LinearModel("balance ~ score", confidenceLevel: 0.99).fit(table)
    #expect((narrow.terms[1].confLow ?? 0) > (wide.terms[1].confLow ?? 0))
    #expect { try LinearModel("balance ~ score", confidenceLevel: 95).fit(table) } throws: { error in
      "\(error)"
        == "the confidence level is 95\n  why: it is a probability between 0 and 1\n  do:  write 0.95"
    }
  }

  @Test func jsonHasTheNamesThatOthersRead() throws {
    let table = Table(
      name: "t",
      columns: [Column(Variable("x"), numbers: [1, 2, 3]), Column(Variable("y"), numbers: [1, 3, 5.5])])
    let text = try LinearModel("y ~ x").fit(table).json.text(indent: false)
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(parsed.keys.sorted() == ["covariance", "fit", "terms"])
    let terms = try #require(parsed["terms"] as? [[String: Any]])
    #expect(terms.map { $0["term"] as? String } == ["(Intercept)", "x"])
    #expect(
      terms[0].keys.sorted() == ["conf_high", "conf_low", "estimate", "p_value", "statistic", "std_error", "term"])
    let fit = try parsed.object("fit")
    #expect(
      fit.keys.sorted() == [
        "adj_r_squared", "aic", "bic", "df_residual", "log_lik", "mcfadden_r_squared", "nobs", "r_squared", "sigma",
      ])
    let covariance = try parsed.object("covariance")
    #expect(try covariance.text("type") == "iid" && covariance.number("df") == 1)
    // Slope 2.25; residuals 1/12, −1/6, 1/12 by hand.
    #expect(agree(try #require(terms[1]["estimate"] as? NSNumber).doubleValue, 2.25, relative: 1e-14))
    #expect(agree(try fit.number("sigma"), (1.0 / 24).squareRoot(), relative: 1e-12))
    let logit = try GeneralizedLinearModel(.logit, "intends ~ gender").fit(try data()).json.text(indent: false)
    #expect(logit.contains("\"r_squared\":null,\"adj_r_squared\":null,\"sigma\":null,\"mcfadden_r_squared\":0.0507"))
    #expect(logit.hasSuffix("\"covariance\":{\"type\":\"iid\",\"clusters\":[],\"df\":null}}"))
  }
}
