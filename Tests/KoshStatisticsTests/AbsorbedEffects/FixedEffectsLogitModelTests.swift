import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct FixedEffectsLogitModelTests {
  private static func panel() throws -> Table {
    try References.json("choice_models").object("panel").table("panel.csv")
  }

  // R 4.2.2, survival::clogit(method = "exact"): groups with several outcomes of 1, in no order of rows.
  @Test func agreesWithR() throws {
    let r = try References.json("choice_models").object("r")
    let fit = try FixedEffectsLogitModel("y ~ x + z | group").fit(try Self.panel())
    expectTerms(fit, try r.numbers("felogit_coef"), try r.numbers("felogit_se"))
    #expect(agree(fit.logLikelihood, try r.numbers("felogit_loglik")[1], relative: 1e-12))
    #expect(agree(fit.nullLogLikelihood, try r.numbers("felogit_loglik")[0], relative: 1e-12))
    #expect(fit.cautions.map(\.code) == ["groups_without_variation"])
    #expect(try fit.observationCount + fit.rowsLost == Self.panel().rowCount)
  }

  // Which outcome is called 1 turns signs and nothing else.
  @Test func turningTheOutcomeTurnsTheSigns() throws {
    let table = try Self.panel()
    let turned = table.setting(Column(Variable("y"), numbers: (table["y"]?.numbers ?? []).map { 1 - $0 }))
    let model = try FixedEffectsLogitModel("y ~ x + z | group", vcov: .hc0)
    for (a, b) in zip(try model.fit(table).terms, try model.fit(turned).terms) {
      #expect(agree(a.estimate, -b.estimate, relative: 1e-10))
      #expect(agree(a.standardError, b.standardError, relative: 1e-10))
    }
  }

  // With one outcome of 1 in each group it is the conditional logit.
  @Test func oneOutcomeInEachGroupIsAChoice() throws {
    let table = try References.json("choice_models").object("modechoice").table("modes.csv")
    let group = try FixedEffectsLogitModel("choice ~ gc + ttme | individual", vcov: .hc1).fit(table)
    let choice = try ConditionalLogitModel("choice ~ gc + ttme", chooser: "individual", vcov: .hc1).fit(table)
    for (a, b) in zip(group.terms, choice.terms) {
      #expect(agree(a.estimate, b.estimate, relative: 1e-10))
      #expect(agree(a.standardError, b.standardError, relative: 1e-10))
    }
  }

  // The sum over all 1.4e87 arrangements of half of 300 rows, and coefficients that would overflow it: the recursion is
  // scaled. With a single 0/1 predictor the arrangements are counted by hypergeometric weights.
  @Test func largeGroupsDoNotOverflow() throws {
    let n = 1200
    let x = (0..<n).map { Double($0 % 2) }
    let y = (0..<n).map { row -> Double in
      let isTurned = (row / 2) % 3 == 0
      return isTurned ? Double(1 - row % 2) : Double(row % 2)
    }
    let table = Table(
      name: "one",
      columns: [
        Column(Variable("g"), numbers: [Double](repeating: 1, count: n)), Column(Variable("x"), numbers: x),
        Column(Variable("y"), numbers: y),
      ])
    let fit = try FixedEffectsLogitModel("y ~ x | g").fit(table)
    let plain = try GeneralizedLinearModel(.logit, "y ~ x").fit(table)
    // The conditional estimate is nearer to 0 than the unconditional one by about 1 part in n.
    let ratio = (fit["x"]?.estimate ?? 0) / (plain["x"]?.estimate ?? 1)
    #expect(ratio < 1 && ratio > 1 - 2 / Double(n))
    #expect(fit.logLikelihood?.isFinite == true)
  }

  @Test func problemsAreNamed() throws {
    let table = Table(
      name: "panel.csv",
      columns: [
        Column(Variable("who"), numbers: [1, 1, 2, 2]), Column(Variable("x"), numbers: [1, 2, 3, 5]),
        Column(Variable("sex"), numbers: [0, 0, 1, 1]), Column(Variable("y"), numbers: [0, 0, 1, 1]),
      ])
    #expect(
      problems { _ = try FixedEffectsLogitModel("y ~ x | who").fit(table) } == """
        the outcome y varies within no who
          why: a fixed-effects logit compares rows of one group that have different outcomes
          do:  take larger groups, or fit a logit without fixed effects
        """)
    #expect(
      problems { _ = try FixedEffectsLogitModel("y ~ x").fit(table) } == """
        the fixed-effects logit "y ~ x" names no groups
          why: it conditions on one set of groups
          do:  name it after |: outcome ~ predictors | group
        """)
    let varying = table.setting(Column(Variable("y"), numbers: [0, 1, 1, 0]))
    #expect(
      problems { _ = try FixedEffectsLogitModel("y ~ x + sex | who").fit(varying) } == """
        the predictor sex is the same in all rows of each group
          why: only differences within a group count, so its coefficient cannot be estimated
          do:  leave it out of "y ~ x + sex | who"
        """)
    #expect(
      problems { _ = try FixedEffectsLogitModel("y ~ x | who", vcov: .hc3).fit(varying) } == """
        the covariance HC3 is not defined for "y ~ x | who"
          why: it needs leverages, which this model does not have
          do:  take HC1
        """)
  }
}
