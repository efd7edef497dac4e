import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionQualityTests {
  private func data() throws -> Table {
    try References.json("regression_reference").object("data").table("reference.csv")
  }

  private func members(_ fit: any RegressionFit) -> [String: JSONValue] {
    guard case .object(let members) = RegressionQuality(fit).json else { return [:] }
    return Dictionary(members) { $1 }
  }

  private func number(_ value: JSONValue?) -> Double? {
    switch value {
    case .number(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }

  // Base R; see References/goodness_of_fit.R.
  @Test func measuresOfALogit() throws {
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score + i(region)").fit(data())
    let (found, reference) = (members(fit), try References.json("goodness_of_fit"))
    for name in ["nagelkerke", "tjur"] {
      #expect(agree(number(found[name + "_r_squared"]), try reference.number(name), relative: 1e-9))
    }
    #expect(agree(number(found["auc"]), try reference.number("auc"), relative: 1e-12))
    #expect(agree(number(found["brier"]), try reference.number("brier"), relative: 1e-10))
    guard case .object(let test)? = found["hosmer_lemeshow"] else { Issue.record("no test"); return }
    #expect(test.map(\.0) == ["statistic", "df", "p_value"])
    #expect(found["durbin_watson"] == nil)
  }

  @Test func rowsAndInflationOfLeastSquares() throws {
    let fit = try LinearModel("balance ~ score + income").fit(data())
    let found = members(fit)
    let influence = try #require(RegressionInfluence(of: fit))
    let most = try #require(influence.greatestDistance)
    guard case .object(let rows)? = found["influence"], case .object(let cook)? = rows.first?.1 else {
      Issue.record("no rows"); return
    }
    #expect(number(cook.first { $0.0 == "value" }?.1) == most.value)
    #expect(number(cook.first { $0.0 == "row" }?.1) == Double(fit.rowsUsed[most.position] + 1))
    #expect(number(found["durbin_watson"]) == RegressionDiagnostics.durbinWatson(fit.residuals))
    guard case .array(let inflation)? = found["variance_inflation"] else { Issue.record("no inflation"); return }
    #expect(inflation.count == 2)
  }

  /// Rows of equal predictors reach their prediction by other sums when the order of columns differs; they are tied.
  @Test func rowsThatRoundingTellsApartAreTied() throws {
    let p = [0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.7]
    #expect(p[0] != p[1])
    let outcome = [0.0, 1, 1, 0, 1]
    let area = GoodnessOfFit.areaUnderCurve(probabilities: p, outcome: outcome)
    // Of 2 · 3 pairs of a zero and a one, 4 are tied and 2 in order: (2 + 4 / 2) / 6.
    #expect(area?.area == 4.0 / 6)
    #expect(GoodnessOfFit.calibration(probabilities: p, outcome: outcome, groups: 2).map(\.count).reduce(0, +) == 5)
    let constant = GoodnessOfFit.calibration(probabilities: [0.4, 0.4, 0.4], outcome: [0, 1, 0])
    #expect(constant.map(\.count) == [3])
  }

  @Test(arguments: [(1.62, 3), (0.05, 3), (0.01, 3), (0.0099, 4), (0.00027, 5), (0, 3), (1e-30, 10)])
  func smallDistancesShowTheirDigits(value: Double, decimals: Int) {
    #expect(RegressionInfluence.decimals(of: value) == decimals)
  }

  @Test func wordsAmongNumbersAreTold() throws {
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: (0..<12).map { Double($0 * $0 % 7) }),
        Column(Variable("score"), categories: (0..<12).map { $0 == 5 ? "n/a" : String($0 % 4 * 10) }),
        Column(Variable("kind"), categories: (0..<12).map { ["a", "b", "7"][$0 % 3] }),
      ])
    let fit = try LinearModel("y ~ score").fit(table)
    #expect(
      fit.cautions.first { $0.code == "words_among_numbers" }?.text.en
        == "score was taken as categories, since it holds \"n/a\" among numbers: correct or empty such cells, or write i(score) if categories are meant."
    )
    for formula in ["y ~ i(score)", "y ~ kind"] {
      #expect(try !LinearModel(formula).fit(table).cautions.contains { $0.code == "words_among_numbers" })
    }
  }

  @Test func whatFitsEveryRowExactlyIsNotTested() throws {
    let table = Table(
      name: "exact.csv",
      columns: [
        Column(Variable("y"), numbers: [Double](repeating: 0, count: 8)),
        Column(Variable("x"), numbers: (0..<8).map { Double($0) }),
        Column(Variable("z"), numbers: (0..<8).map { Double($0 * $0 % 5) }),
      ])
    let fit = try LinearModel("y ~ x + z").fit(table)
    let told = #expect(throws: Problem.self) { try fit.waldTest("x = z") }
    #expect(told?.why == "all standard errors are 0: the model fits every row exactly")
  }

  /// The likelihood of counts of many digits is known to few; the dispersion that fits them is not lost by it.
  @Test func hugeCountsHaveADispersion() throws {
    let small = (0..<60).map { Double(20 + ($0 * 37) % 41) }
    let table = Table(
      name: "counts.csv",
      columns: [
        Column(Variable("y"), numbers: small.map { $0 * 1e6 }),
        Column(Variable("x"), numbers: (0..<60).map { Double($0 % 10) }),
      ])
    let fit = try GeneralizedLinearModel(.negativeBinomial, "y ~ x").fit(table)
    // Far from a Poisson's the dispersion is near the squared coefficient of variation.
    let mean = small.reduce(0, +) / 60
    let variation = small.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60 / mean / mean
    let alpha = try #require(fit.alpha?.estimate)
    #expect(abs(alpha - variation) < 0.25 * variation)
  }
}
