import KoshStatistics
import KoshTable
import Testing

/// What a program writes that builds on the library: public names only, one import for tables and one for models.
@Suite struct LibraryTests {
  /// Made-up pupils: who means to leave, and how often those asked had moved before.
  private var pupils: Table {
    let n = 240
    let score = (0..<n).map { Double(($0 * 37) % 101) }
    let leaves = (0..<n).map { ($0 * 7919) % 101 < 20 + Int(score[$0]) / 2 + $0 % 3 * 8 ? 1.0 : 0 }
    return Table(
      name: "pupils",
      columns: [
        Column(Variable("leaves"), numbers: leaves), Column(Variable("score"), numbers: score),
        Column(Variable("moves"), numbers: (0..<n).map { Double(($0 * 31) % 5 + Int(score[$0]) / 40) }),
        Column(Variable("region"), categories: (0..<n).map { ["Abai", "Almaty", "Atyrau"][$0 % 3] }),
        Column(Variable("school"), numbers: (0..<n).map { Double($0 / 12) }),
      ])
  }

  @Test func oneModelAfterTheOther() throws {
    let table = pupils
    let linear = try LinearModel("moves ~ score + i(region)", vcov: .hc3).fit(table)
    #expect(linear.terms.map(\.term) == ["(Intercept)", "score", "region::Almaty", "region::Atyrau"])
    #expect(try #require(linear["score"]?.pValue) < 0.05)
    #expect(linear.rSquared != nil && linear.rowLosses.isEmpty)

    let logit = try GeneralizedLinearModel(.logit, "leaves ~ score + i(region)", vcov: .cluster("school")).fit(table)
    #expect(try logit.waldTest("i(region)").degreesOfFreedom == 2)
    let smaller = try GeneralizedLinearModel(.logit, "leaves ~ score").fit(table)
    #expect(try likelihoodRatioTest(smaller, logit).degreesOfFreedom == 2)

    let effects = try MarginalEffects(logit, table)
    #expect(try effects.slopes().compactMap(\.variable) == ["score", "region", "region"])
    let predictions = try effects.predictions(at: [("region", "Abai"), ("region", "Atyrau"), ("score", 50)])
    #expect(predictions.map(\.contrast) == ["region = Abai", "region = Atyrau", "score = 50"])
    let change = try effects.comparison("score", from: 40, to: 60.5)
    #expect(change.map(\.contrast) == ["60.5 − 40"] && change[0].estimate > 0)

    let absorbed = try FixedEffectsPoissonModel("moves ~ score | region", vcov: .cluster("school")).fit(table)
    #expect(absorbed.terms.map(\.term) == ["score"])
  }

  @Test func everyModelTakesTheSameOptions() throws {
    let table = pupils
    let levels: [any RegressionFit] = [
      try LinearModel("moves ~ score", confidenceLevel: 0.9).fit(table),
      try GeneralizedLinearModel(.poisson, "moves ~ score", confidenceLevel: 0.9).fit(table),
      try FixedEffectsLinearModel("moves ~ score | school", confidenceLevel: 0.9).fit(table),
      try FixedEffectsLogitModel("leaves ~ score | school", confidenceLevel: 0.9).fit(table),
      try OrderedLogitModel(
        "region ~ score", order: ["Abai", "Almaty", "Atyrau"], confidenceLevel: 0.9, dropCollinear: true
      ).fit(table),
      try MultinomialLogitModel("region ~ score", confidenceLevel: 0.9, dropCollinear: true).fit(table),
    ]
    for fit in levels {
      #expect(fit.confidenceLevel == 0.9)
      let term = try #require(fit.terms.last)
      let (low, high) = (try #require(term.confLow), try #require(term.confHigh))
      // 1.645 of the normal distribution, a little more of t.
      #expect((1.64..<1.72).contains((high - low) / 2 / (try #require(term.standardError))), "\(fit.modelLabel.en)")
    }
  }

  @Test func choicesTakeThemToo() throws {
    let choosers = 60
    let rows = 0..<(choosers * 3)
    let table = Table(
      name: "choices",
      columns: [
        Column(Variable("person"), numbers: rows.map { Double($0 / 3) }),
        Column(Variable("mode"), categories: rows.map { ["bus", "car", "train"][$0 % 3] }),
        Column(Variable("cost"), numbers: rows.map { Double(($0 * 29) % 17) }),
        Column(Variable("chosen"), numbers: rows.map { $0 % 3 == ($0 / 3 * 7) % 11 % 3 ? 1 : 0 }),
      ])
    let fit = try ConditionalLogitModel(
      "chosen ~ cost + i(mode)", chooser: "person", alternative: "mode", confidenceLevel: 0.9, dropCollinear: true
    ).fit(table)
    #expect(fit.confidenceLevel == 0.9 && fit.observationCount == choosers)
    #expect(try fit.waldTest("i(mode)").degreesOfFreedom == 2)
  }
}
