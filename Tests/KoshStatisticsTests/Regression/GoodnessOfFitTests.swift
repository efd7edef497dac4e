import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct GoodnessOfFitTests {
  private func data() throws -> Table {
    try References.json("regression_reference").object("data").table("reference.csv")
  }

  private func logit() throws -> GeneralizedLinearFit {
    try GeneralizedLinearModel(.logit, "intends ~ gender + score + i(region)").fit(data())
  }

  // Base R; see References/goodness_of_fit.R.
  @Test func agreesWithR() throws {
    let (fit, reference) = (try logit(), try References.json("goodness_of_fit"))
    let pseudo = try #require(GoodnessOfFit.pseudoRSquared(fit))
    #expect(agree(pseudo.mcFadden, try reference.number("mcfadden"), relative: 1e-9))
    #expect(agree(pseudo.mcFaddenAdjusted, try reference.number("mcfadden_adjusted"), relative: 1e-9))
    #expect(agree(pseudo.coxSnell, try reference.number("cox_snell"), relative: 1e-9))
    #expect(agree(pseudo.nagelkerke, try reference.number("nagelkerke"), relative: 1e-9))
    #expect(agree(pseudo.tjur, try reference.number("tjur"), relative: 1e-9))
    let area = try #require(GoodnessOfFit.areaUnderCurve(fit))
    #expect(agree(area.area, try reference.number("auc"), relative: 1e-12))
    #expect(agree(area.standardError, try reference.number("auc_se"), relative: 1e-10))
    #expect(agree(GoodnessOfFit.brierScore(fit), try reference.number("brier"), relative: 1e-10))
    for (name, groups) in [("hosmer10", 10), ("hosmer5", 5)] {
      let expected = try reference.object(name)
      let test = try #require(GoodnessOfFit.hosmerLemeshow(fit, groups: groups))
      #expect(test.groups.map { Double($0.count) } == (try expected.numbers("counts")))
      #expect(agree(test.statistic, try expected.number("statistic"), relative: 1e-8))
      #expect(abs(test.pValue - (try expected.number("p"))) < 1e-8)
      #expect(Double(test.degreesOfFreedom) == (try expected.number("df")))
    }
  }

  @Test func theAreaCountsPairsWithTiesHalf() throws {
    let ties = GoodnessOfFit.areaUnderCurve(probabilities: [0.5, 0.5, 0.5, 0.5], outcome: [0, 1, 0, 1])
    #expect(ties?.area == 0.5)
    #expect(GoodnessOfFit.areaUnderCurve(probabilities: [0.1, 0.4, 0.35, 0.8], outcome: [0, 0, 1, 1])?.area == 0.75)
    #expect(GoodnessOfFit.areaUnderCurve(probabilities: [0.1, 0.4], outcome: [1, 1]) == nil)
    // Weight 2 is the row twice.
    let twice = GoodnessOfFit.areaUnderCurve(probabilities: [0.1, 0.4, 0.4, 0.35, 0.8], outcome: [0, 0, 0, 1, 1])
    let weighted = GoodnessOfFit.areaUnderCurve(
      probabilities: [0.1, 0.4, 0.35, 0.8], outcome: [0, 0, 1, 1], weights: [1, 2, 1, 1])
    #expect(agree(weighted?.area, twice?.area, relative: 1e-14))
  }

  @Test func calibrationGroupsHoldEveryRow() throws {
    let fit = try logit()
    let groups = GoodnessOfFit.calibration(probabilities: fit.fittedValues, outcome: fit.outcomeValues)
    #expect(groups.reduce(0) { $0 + $1.count } == fit.observationCount)
    // Probabilities add up to the outcomes in a logit with an intercept.
    let (predicted, observed) = groups.reduce(into: (0.0, 0.0)) {
      $0.0 += $1.predicted * Double($1.count)
      $0.1 += $1.observed * Double($1.count)
    }
    #expect(agree(predicted, observed, relative: 1e-10))
    #expect(GoodnessOfFit.calibration(probabilities: [], outcome: []).isEmpty)
    #expect(GoodnessOfFit.calibration(probabilities: [0.5, 0.5], outcome: [0, 1]).count == 1)
  }

  @Test func countsHaveNoCurve() throws {
    let fit = try GeneralizedLinearModel(.poisson, "count ~ score").fit(data())
    #expect(GoodnessOfFit.areaUnderCurve(fit) == nil)
    #expect(GoodnessOfFit.hosmerLemeshow(fit) == nil)
    #expect(GoodnessOfFit.brierScore(fit) == nil)
    #expect(GoodnessOfFit.pseudoRSquared(fit)?.nagelkerke == nil)
  }
}
