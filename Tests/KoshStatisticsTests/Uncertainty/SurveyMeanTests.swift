import KoshTable
import Testing

@testable import KoshStatistics

/// R: svymean, svytotal, svyratio of the package survey (References/uncertainty.R).
@Suite struct SurveyMeanTests {
  private static let strata = SurveyDesign(strata: "stype", populationSize: "fpc")
  private static let clusters = SurveyDesign(psu: "dnum", populationSize: "fpc")

  private func expect(_ estimates: [SurveyEstimate], _ expected: [String: Any]) throws {
    for (position, estimate) in estimates.enumerated() {
      func near(_ value: Double?, _ key: String) throws {
        #expect(agree(value, try expected.numbers(key)[position], relative: 1e-9), "\(estimate.name) \(key)")
      }
      try near(estimate.estimate, "estimate")
      try near(estimate.standardError, "std_error")
      try near(estimate.designEffect, "deff")
      try near(estimate.confLow, "conf_low")
      try near(estimate.confHigh, "conf_high")
      #expect(estimate.degreesOfFreedom == Int(try expected.number("df")))
    }
  }

  @Test func meansAndSharesAgreeWithSurvey() throws {
    let reference = try Uncertainty()
    let (strat, clus) = (try reference.table("strat"), try reference.table("clus"))
    let expected = try reference.json.object("survey")
    try expect(
      [try surveyMean("api00", in: strat, weights: "pw", design: Self.strata)], try expected.object("mean_strat"))
    try expect(
      [try surveyMean("api00", in: clus, weights: "pw", design: Self.clusters)], try expected.object("mean_clus"))
    try expect(
      try surveyProportions("schwide", in: strat, weights: "pw", design: SurveyDesign(strata: "stype")),
      try expected.object("share_strat"))
    try expect(
      try surveyProportions("stype", in: clus, weights: "pw", design: Self.clusters),
      try expected.object("share_clus"))
  }

  @Test func totalsAndRatiosAgreeWithSurvey() throws {
    let reference = try Uncertainty()
    let expected = try reference.json.object("survey")
    let total = try surveyTotal("api00", in: try reference.table("strat"), weights: "pw", design: Self.strata)
    #expect(agree(total.estimate, try expected.object("total_strat").numbers("estimate")[0], relative: 1e-10))
    #expect(agree(total.standardError, try expected.object("total_strat").numbers("std_error")[0], relative: 1e-9))
    let ratio = try surveyRatio(
      "api00", to: "enroll", in: try reference.table("clus"), weights: "pw", design: Self.clusters)
    #expect(agree(ratio.estimate, try expected.object("ratio_clus").numbers("estimate")[0], relative: 1e-10))
    #expect(agree(ratio.standardError, try expected.object("ratio_clus").numbers("std_error")[0], relative: 1e-9))
  }

  // Without a design the error is that of a plain mean: s / √n.
  @Test func aPlainSampleHasTheErrorOfAMean() throws {
    let table = Table(name: "t.csv", columns: [Column(Variable("x"), numbers: [2, 4, 4, 6, .nan])])
    let mean = try surveyMean("x", in: table)
    #expect(mean.estimate == 4 && mean.observationCount == 4)
    // Five units, of which one adds nothing: 5/4 · Σ (x − 4)² / 4² = 0.625.
    let domain = Double(0.625).squareRoot()
    #expect(agree(mean.standardError, domain, relative: 1e-12))
    let known = try surveyMean("x", in: table.selecting([0, 1, 2, 3]))
    let plain = Double(2.0 / 3).squareRoot()
    #expect(agree(known.standardError, plain, relative: 1e-12))
    #expect(agree(known.designEffect, 1, relative: 1e-12))
  }

  @Test func whatCannotBeEstimatedIsRefused() throws {
    let strat = try Uncertainty().table("strat")
    expectProblem(
      "stype holds categories, and numbers are needed\n  do:  take the shares of its categories\n\n"
        + "there is no variable \"pww\" in strat.csv\n  do:  did you mean \"pw\"?"
    ) { try surveyMean("stype", in: strat, weights: "pww") }
    expectProblem(
      "the stratum \"M\" of stype has a single row\n"
        + "  why: the variance within a stratum cannot be estimated from one unit\n"
        + "  do:  join such a stratum with a like one, or choose what its unit is: certainty, adjust or average"
    ) {
      try surveyMean(
        "api00", in: try Uncertainty().table("lonely"), weights: "pw", design: SurveyDesign(strata: "stype"))
    }
  }
}
