import Foundation
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

  private func few(_ y: [Double], _ x: [Double]) throws -> RegressionInfluence {
    let table = Table(
      name: "t", columns: [Column(Variable("y"), numbers: y), Column(Variable("x"), numbers: x)])
    return try #require(RegressionInfluence(of: try LinearModel("y ~ x").fit(table)))
  }

  // R: fit <- lm(c(1, 2, 1, 2, 1.5, 9) ~ c(1, 2, 3, 2, 1, 20)); cooks.distance(fit); hatvalues(fit); rstandard(fit).
  @Test func whatStandsOut() throws {
    let found = try few([1, 2, 1, 2, 1.5, 9], [1, 2, 3, 2, 1, 20])
    #expect(found.greatestDistance?.position == 5 && found.greatestLeverage?.position == 5)
    #expect(agree(found.greatestDistance?.value, 75.8534850640110534, relative: 1e-10))
    #expect(agree(found.greatestLeverage?.value, 0.991631799163180, relative: 1e-12))
    #expect(agree(found.greatestResidual?.value, -1.823595460271830, relative: 1e-10))
    #expect(found.greatestResidual?.position == 2)
    #expect(agree(found.usualLimit, 4.0 / 6, relative: 1e-15))
    #expect(found.noticeableRows == [5])
    #expect(found.exactRows.isEmpty)
    let caution = try #require(found.cautions { Trilingual(same: "row \($0 + 1)") }.first)
    #expect(caution.code == "influential_row")
    #expect(caution.text.ru.hasPrefix("Результат держится на одной строке (row 6): без неё"))
    #expect(
      found.cautions { _ in nil }.first?.text.en.hasPrefix("The result hangs on a single row: without it") == true)
    #expect(try few([1, 2, 1, 2, 1.5, 2], [1, 2, 3, 2, 1, 4]).cautions { _ in nil }.isEmpty)
  }

  @Test func aRowThatIsMetExactlyIsSaid() throws {
    let found = try few([1, 2, 4, 3, 9], [0, 0, 0, 0, 1])
    #expect(found.exactRows == [4])
    #expect(
      found.cautions { Trilingual(same: "row \($0 + 1)") }.map(\.text.en) == [
        "The model meets some rows exactly whatever their outcome (row 5), such as the only row of a category: a coefficient rests on each of them alone."
      ])
  }

  // R: nls of Misra1a has no hatvalues; the tangent's leverages add up to the parameters.
  @Test func aCurveHasTheInfluenceOfItsTangent() throws {
    let x = (1...12).map { Double($0) }
    let y = x.map { 5 * (1 - exp(-0.3 * $0)) + (Int($0) % 3 == 0 ? 0.05 : -0.03) }
    let table = Table(name: "t", columns: [Column(Variable("y"), numbers: y), Column(Variable("x"), numbers: x)])
    let fit = try NonlinearModel("y ~ a * (1 - exp(-b * x))", start: ["a": 4, "b": 0.2]).fit(table)
    let found = try #require(RegressionInfluence(of: fit))
    #expect(agree(found.leverage.reduce(0, +), 2, relative: 1e-10))
    let linear = try #require(RegressionInfluence(fit))
    #expect(linear == found)
  }

  @Test func otherModelsHaveNone() throws {
    let fit = try GeneralizedLinearModel(.negativeBinomial, "count ~ gender + score").fit(data())
    #expect(RegressionInfluence(of: fit) == nil)
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
