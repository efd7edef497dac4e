import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct LikelihoodRatioTestTests {
  @Test func agreesWithR() throws {
    let reference = try Uncertainty()
    let table = try reference.table("data")
    let expected = try reference.json.object("likelihoods")
    let small: [String: any RegressionFit] = [
      "ols": try LinearModel("y ~ x").fit(table), "logit": try GeneralizedLinearModel(.logit, "b ~ x").fit(table),
      "poisson": try GeneralizedLinearModel(.poisson, "count ~ x").fit(table),
    ]
    for (name, fit) in small {
      let test = try likelihoodRatioTest(fit, try Uncertainty.fit(name, .iid, table))
      try WaldTestTests.expect(test, try expected.object("lr_\(name)"))
      #expect(test.degreesOfFreedom == 2)
    }
  }

  @Test func fitsThatDoNotCompareAreRefused() throws {
    let table = try Uncertainty().table("data")
    let large = try GeneralizedLinearModel(.logit, "b ~ x + track").fit(table)
    func refusal(_ small: any RegressionFit, _ large: any RegressionFit) -> String {
      do {
        _ = try likelihoodRatioTest(small, large)
        return "none"
      } catch { return error.list.map(\.what).joined(separator: "; ") }
    }
    let logit = try GeneralizedLinearModel(.logit, "b ~ x").fit(table)
    #expect(
      refusal(try GeneralizedLinearModel(.probit, "b ~ x").fit(table), large)
        == "\"b ~ x\" and \"b ~ x + track\" are of different families")
    #expect(
      refusal(try GeneralizedLinearModel(.logit, "b ~ x").fit(table.selecting(Array(0..<150))), large)
        == "\"b ~ x\" and \"b ~ x + track\" use different rows: 150 and 160")
    #expect(refusal(large, logit) == "\"b ~ x\" has no more coefficients than \"b ~ x + track\"")
    #expect(
      refusal(try GeneralizedLinearModel(.logit, "b ~ w").fit(table), large)
        == "\"b ~ w\" is not nested in \"b ~ x + track\"")
    #expect(
      refusal(
        try GeneralizedLinearModel(.logit, "b ~ x", weights: RegressionWeights("w", .sampling)).fit(table), large)
        == "\"b ~ x\" and \"b ~ x + track\" have different weights or offsets; "
        + "\"b ~ x\" and \"b ~ x + track\" have sampling weights")
  }
}
