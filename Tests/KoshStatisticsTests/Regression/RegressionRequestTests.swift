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

  @Test func modelsOfChoicesNeedToKnowWhoChooses() throws {
    #expect {
      try request("nested")
    } throws: { error in
      "\(error)" == """
        a nested logit needs to know who chooses
          why: the rows of one chooser are the alternatives of one choice
          do:  name the variable of the chooser: chooser

        a nested logit needs to know the alternatives
          do:  name the variable of the alternative: alternative

        a nested logit needs nests
          why: without them it is a conditional logit
          do:  write: ground=train,bus; sky=air
        """
    }
    let nested = try request("nested") { ($0.chooser, $0.alternative, $0.nests) = ("who", "mode", "g=bus,car; s=air") }
    #expect((nested.model as? NestedLogitModel)?.nests.map(\.name) == ["g", "s"])
    #expect(nested.variables == ["y", "x", "who", "mode"])
    #expect(try request("ordered") { $0.order = ["low", "high"] }.model is OrderedLogitModel)
    #expect(try request("multinomial") { $0.reference = "a" }.model is MultinomialLogitModel)
  }

  @Test func absorbedEffectsHaveModelsOfTheirOwn() throws {
    func model(_ family: String) throws -> any RegressionModel {
      try RegressionRequest(formula: try Formula("y ~ x | g"), family: family).model
    }
    #expect(try model("ols") is FixedEffectsLinearModel)
    #expect(try model("poisson") is FixedEffectsPoissonModel)
    #expect(try model("logit") is FixedEffectsLogitModel)
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
        "logit", "poisson", "negbin", "ordered", "multinomial", "conditional",
      ])
  }
}
