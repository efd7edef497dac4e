import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionRequestTests {
  private func request(_ family: String = "ols", _ change: (inout RegressionRequest.Words) -> Void = { _ in }) throws
    -> RegressionRequest
  {
    var words = RegressionRequest.Words()
    change(&words)
    return try RegressionRequest(formula: try Formula("y ~ x"), family: family, words: words)
  }

  @Test func wordsBecomeModels() throws {
    #expect(try request().model is LinearModel)
    for (name, family) in [
      ("logit", Family.logit), ("probit", .probit), ("poisson", .poisson), ("negbin", .negativeBinomial),
    ] {
      #expect((try request(name).model as? GeneralizedLinearModel)?.family == family)
    }
    let survey = try request("logit") { ($0.weights, $0.strata, $0.psu) = ("w", "region", "school") }
    #expect(survey.options.weights == RegressionWeights("w", .sampling))
    #expect(survey.options.vcov == .survey(SurveyDesign(strata: "region", psu: "school")))
    let clusters = try request { ($0.vcov, $0.correction) = ("cluster:school", "fixest") }
    #expect(clusters.options.vcov == .cluster("school", correction: .fixest))
    let drawn = try request { ($0.vcov, $0.seed, $0.confidenceLevel) = ("bootstrap:99", 7, 0.9) }
    #expect(drawn.options.vcov == .bootstrap(Bootstrap(replications: 99, seed: 7)))
    #expect(drawn.options.confidenceLevel == 0.9)
  }

  @Test func allWordsThatAreNotUnderstoodAreNamedAtOnce() throws {
    #expect {
      try request("logti") {
        ($0.vcov, $0.weightMeaning, $0.lonelyUnit, $0.correction) = ("HC7", "analytc", "ignore", "stat")
      }
    } throws: { error in
      "\(error)" == """
        there is no family "logti"
          do:  did you mean "logit"?

        there is no rule for lonely units "ignore"
          do:  there is: fail, certainty, adjust, average

        there is no meaning of weights "analytc"
          do:  did you mean "analytic"?

        there is no small-sample correction "stat"
          do:  did you mean "stata"?

        there is no covariance type "HC7"
          do:  there is: iid, HC0, HC1, HC2, HC3, cluster:VAR, NW:LAG, jackknife, bootstrap:TIMES, wild:TIMES:VAR

        a meaning of weights is given, but no weights
          do:  name the variable that holds the weights
        """
    }
  }

  @Test func wordsThatDoNotGoTogetherAreRefused() throws {
    #expect {
      try request { ($0.vcov, $0.psu) = ("HC1", "school") }
    } throws: { error in
      "\(error)" == """
        the covariance HC1 does not go with a survey design
          why: strata and sampling units ask for the design's own covariance
          do:  leave the covariance out, or leave out strata, psu and fpc
        """
    }
    #expect {
      try request { ($0.vcov, $0.correction) = ("HC1", "stata") }
    } throws: { error in
      "\(error)" == """
        the correction stata goes with clustered standard errors only
          do:  ask for cluster:VARIABLE, or leave the correction out
        """
    }
  }

  @Test func onlyLogarithmsOfRatiosHaveRatios() {
    #expect(
      RegressionRequest.families.map(\.name).filter { RegressionRequest.hasRatios(family: $0) } == [
        "logit", "poisson", "negbin",
      ])
  }
}
