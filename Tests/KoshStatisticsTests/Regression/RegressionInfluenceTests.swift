import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionInfluenceTests {
  private func data() throws -> Table {
    try References.json("regression_reference").object("data").table("reference.csv")
  }

  private func expect(_ found: RegressionInfluence?, _ name: String) throws {
    let (found, reference) = (try #require(found), try References.json("goodness_of_fit").object(name))
    let parts: [(String, [Double?])] = [
      ("hat", found.leverage), ("rstandard", found.standardisedResiduals), ("rstudent", found.studentisedResiduals),
      ("cook", found.cooksDistance),
    ]
    for (part, values) in parts where reference[part] != nil {
      for (value, expected) in zip(values, try reference.numbers(part)) {
        #expect(agree(value, expected, relative: 1e-7), "\(name) \(part)")
      }
    }
  }

  // Base R; see References/goodness_of_fit.R.
  @Test func agreesWithR() throws {
    let table = try data()
    try expect(RegressionInfluence(try LinearModel("balance ~ gender + score + income").fit(table)), "ols")
    try expect(
      RegressionInfluence(try LinearModel("balance ~ gender + score + income", weights: "count").fit(table)), "wls")
    try expect(
      RegressionInfluence(try GeneralizedLinearModel(.logit, "intends ~ gender + score + i(region)").fit(table)),
      "logit")
    try expect(
      RegressionInfluence(try GeneralizedLinearModel(.poisson, "count ~ gender + score").fit(table)), "poisson")
  }

  @Test func leverageAddsUpToTheCoefficients() throws {
    let fit = try GeneralizedLinearModel(.probit, "intends ~ gender + score").fit(data())
    let found = try #require(RegressionInfluence(fit))
    #expect(agree(found.leverage.reduce(0, +), 3, relative: 1e-10))
  }

  @Test func aRowThatIsAlwaysMetHasNoResidual() throws {
    let table = Table(
      name: "t",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 4, 3, 9]), Column(Variable("x"), numbers: [0, 0, 0, 0, 1]),
      ])
    let found = try #require(RegressionInfluence(try LinearModel("y ~ x").fit(table)))
    #expect(abs(found.leverage[4] - 1) < 1e-12)
    #expect(found.standardisedResiduals[4] == nil && found.cooksDistance[4] == nil)
  }
}
