import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct FixedEffectsPoissonModelTests {
  // pyfixest 0.60 with fixest's conventions; see References/fixed_effects.py.
  @Test func agreesWithPyfixest() throws {
    let reference = try FixedEffectsReference()
    func fit(_ formula: String, _ vcov: CovarianceType) throws -> FixedEffectsFit {
      try FixedEffectsPoissonModel(formula, vcov: vcov, effectCount: .fixest).fit(reference.table)
    }
    let two = "flow ~ dist + border + gap | origin + destination"
    // fixest multiplies model-based variances by (n − 1) / (n − k), as if there were a dispersion.
    let iid = try fit(two, .iid)
    let correction = Double(iid.observationCount - iid.parameterCount) / Double(iid.observationCount - 1)
    try reference.expect(iid, "poisson", "iid", factor: correction.squareRoot())
    try reference.expect(try fit(two, .hc1), "poisson", "HC1")
    try reference.expect(try fit(two, .fixest("origin")), "poisson", "origin")
    try reference.expect(try fit(two, .fixest("origin", "destination")), "poisson", "origin+destination")
    let three = "flow ~ dist + border + gap | origin + destination + year"
    try reference.expect(try fit(three, .hc1), "poisson3", "HC1")
    try reference.expect(try fit(three, .fixest("origin")), "poisson3", "origin")
  }

  // R 4.2.2, glm with factors.
  @Test func agreesWithR() throws {
    let reference = try FixedEffectsReference()
    let r = try reference.root.object("r")
    let two = "flow ~ dist + border + gap | origin + destination"
    let fit = try FixedEffectsPoissonModel(two).fit(reference.table)
    try reference.expect(fit, "r", "poisson")
    #expect(agree(fit.logLikelihood, try r.object("poisson").number("log_lik"), relative: 1e-10))
    #expect(agree(fit.deviance, try r.object("poisson").number("deviance"), relative: 1e-9))
    #expect(agree(fit.nullLogLikelihood, try r.number("null_log_lik"), relative: 1e-10))
    #expect(
      agree(
        fit.result.mcFaddenRSquared,
        1 - (try r.object("poisson").number("log_lik")) / (try r.number("null_log_lik")), relative: 1e-9))
    let effects = try r.object("destination_effects")
    let found = Dictionary(uniqueKeysWithValues: fit.effects(of: "destination").map { ($0.level, $0.value) })
    for level in ["103", "108"] {
      let difference = (found[level] ?? .nan) - (found["102"] ?? .nan)
      #expect(agree(difference, try effects.number(level), relative: 1e-8))
    }

    let offset = try FixedEffectsPoissonModel(
      "flow ~ dist + border + gap + offset(log_exposure) | origin + destination + year"
    ).fit(reference.table)
    try reference.expect(offset, "r", "poisson_offset")
    #expect(agree(offset.logLikelihood, try r.object("poisson_offset").number("log_lik"), relative: 1e-10))
    #expect(agree(offset.deviance, try r.object("poisson_offset").number("deviance"), relative: 1e-9))

    let frequency = try FixedEffectsPoissonModel(two, weights: RegressionWeights("times", .frequency))
      .fit(reference.table)
    // Rows that count twice are not alone in their level; their only use here is the same as in R's data.
    for (index, value) in try r.object("poisson_frequency").numbers("estimate").enumerated() {
      #expect(agree(frequency.terms[index].estimate, value, relative: 1e-9))
    }
    for (index, value) in try r.object("poisson_frequency").numbers("std_error").enumerated() {
      #expect(agree(frequency.terms[index].standardError, value, relative: 1e-8))
    }
    let weighted = try FixedEffectsPoissonModel(two, weights: RegressionWeights("times", .analytic))
      .fit(reference.table)
    #expect(agree(weighted.deviance, try r.object("poisson_weighted").number("deviance"), relative: 1e-9))
  }

  @Test func countsRowsThatSayNothing() throws {
    let reference = try FixedEffectsReference()
    let fit = try FixedEffectsPoissonModel("flow ~ gap | origin + destination").fit(reference.table)
    #expect(
      fit.rowLosses.map(\.text.en) == [
        "all outcomes of a level of origin, destination are 0: 4",
        "the only row of a level of origin, destination: 2",
      ])
    #expect(fit.observationCount == reference.table.rowCount - 6)
    let keeping = try FixedEffectsPoissonModel("flow ~ gap | origin + destination", singletons: .keep)
      .fit(reference.table)
    #expect(keeping.observationCount == reference.table.rowCount - 4)
    #expect(agree(keeping["gap"]?.estimate, try #require(fit["gap"]?.estimate), relative: 1e-9))
  }

  @Test func equalsIndicatorsOfAllLevels() throws {
    let table = madeUpFlows(rows: 2000)
    let absorbed = try FixedEffectsPoissonModel("flow ~ distance + gap | origin + destination + year", vcov: .hc0)
      .fit(table)
    let written = try GeneralizedLinearModel(
      .poisson, "flow ~ distance + gap + i(origin) + i(destination) + i(year)", vcov: .hc0
    ).fit(table)
    for name in ["distance", "gap"] {
      let (a, w) = (try #require(absorbed[name]), try #require(written[name]))
      #expect(agree(a.estimate, w.estimate, relative: 1e-9))
      #expect(agree(a.standardError, try #require(w.standardError), relative: 1e-9))
    }
    #expect(absorbed.parameterCount == written.parameterCount)
    #expect(agree(absorbed.logLikelihood, try #require(written.logLikelihood), relative: 1e-10))
    #expect(agree(absorbed.result.mcFaddenRSquared, try #require(written.mcFaddenRSquared), relative: 1e-9))
    for (a, w) in zip(absorbed.fittedValues, written.fittedValues) { #expect(abs(a - w) <= 1e-8 * w) }
  }

  @Test func keepsToTheLaws() throws {
    let table = madeUpFlows(rows: 3000)
    let formula = "flow ~ distance + gap | origin + destination"
    let clusters = CovarianceType.clusters(ClusterCovariance(["destination"]))
    let fit = try FixedEffectsPoissonModel(formula, vcov: clusters).fit(table)
    func same(_ a: FixedEffectsFit, _ b: FixedEffectsFit) {
      for (a, b) in zip(a.terms, b.terms) {
        #expect(agree(a.estimate, b.estimate, relative: 1e-10))
        #expect(agree(a.standardError, b.standardError ?? .nan, relative: 1e-9))
      }
    }
    same(
      fit,
      try FixedEffectsPoissonModel(formula, vcov: clusters).fit(
        table.selecting(Array((0..<table.rowCount).reversed()))))
    same(fit, try FixedEffectsPoissonModel(formula, vcov: clusters, weights: "one").fit(table))
    let counted = try FixedEffectsPoissonModel(formula, vcov: .hc1, weights: RegressionWeights("times", .frequency))
      .fit(table)
    let times = try #require(table["times"]?.numbers)
    let repeated = table.selecting((0..<table.rowCount).flatMap { Array(repeating: $0, count: Int(times[$0])) })
    let rows = try FixedEffectsPoissonModel(formula, vcov: .hc1).fit(repeated)
    same(counted, rows)
    #expect(counted.observationCount == rows.observationCount)
    #expect(agree(counted.logLikelihood, try #require(rows.logLikelihood), relative: 1e-10))
    // Flows counted in thousands move the effects, not the coefficients.
    let thousands = try FixedEffectsPoissonModel("I(flow / 1000) ~ distance + I(gap * 10) | origin + destination")
      .fit(table)
    let plain = try FixedEffectsPoissonModel(formula).fit(table)
    #expect(agree(thousands["distance"]?.estimate, try #require(plain["distance"]?.estimate), relative: 1e-9))
    #expect(agree(thousands.terms[1].estimate, plain.terms[1].estimate / 10, relative: 1e-9))
  }

  @Test func oneThreadGivesTheBitsOfMany() throws {
    let table = madeUpFlows()
    for formula in [
      "flow ~ distance + gap | origin + destination", "flow ~ distance + gap | year + origin + destination",
      "flow ~ distance + gap | year",
    ] {
      var model = try FixedEffectsPoissonModel(formula, vcov: .hc1)
      let many = try model.fit(table)
      for threads in [1, 3] {
        model.threads = threads
        let some = try model.fit(table)
        #expect(some.terms == many.terms, "\(formula)")
        #expect(some.logLikelihood == many.logLikelihood, "\(formula)")
      }
    }
  }

  @Test func namesWhatCannotBeEstimated() throws {
    let reference = try FixedEffectsReference()
    #expect {
      _ = try FixedEffectsPoissonModel("flow ~ gap + origin | origin + destination").fit(reference.table)
    } throws: {
      text($0) == """
        the predictor origin is collinear with the absorbed effects of origin, destination
          why: it does not vary within their levels, so its coefficient cannot be told from theirs
          do:  leave it out of "flow ~ gap + origin | origin + destination", or absorb other effects, or have it dropped: --drop-collinear, in a study drop_collinear: yes
        """
    }
    #expect {
      _ = try FixedEffectsPoissonModel("flow ~ gap + I(2*gap) + dist | origin").fit(reference.table)
    } throws: {
      text($0).hasPrefix("the predictor I(2 * gap) is a linear combination of gap")
    }
    let dropping = try FixedEffectsPoissonModel(
      "flow ~ gap + I(2*gap) + dist + year | origin + year", dropCollinear: true
    )
    .fit(reference.table)
    #expect(dropping.terms.map(\.term) == ["gap", "dist"])
    #expect(dropping.droppedTerms == ["year", "I(2 * gap)"])
  }

  @Test func namesSeparation() throws {
    // Nobody moves between hostile places, whoever else moves: the predictor takes these means to 0.
    let (o, d) = ([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
    let flow = [3, 0, 2, 4, 1, 0, 2, 5, 1, 0, 3, 2].map(Double.init)
    let hostile = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0].map(Double.init)
    let gap = [0.1, 0.7, 0.4, 1, 0.2, 0.9, 0.3, 0.8, 0.6, 0.2, 0.5, 0.45]
    let table = Table(
      name: "flows",
      columns: [
        Column(Variable("o"), numbers: o.map(Double.init)), Column(Variable("d"), numbers: d.map(Double.init)),
        Column(Variable("flow"), numbers: flow), Column(Variable("hostile"), numbers: hostile),
        Column(Variable("gap"), numbers: gap),
      ])
    #expect {
      _ = try FixedEffectsPoissonModel("flow ~ gap + hostile | o + d").fit(table)
    } throws: {
      text($0) == """
        hostile and the effects of o, d predict outcomes of 0 without error (separation) in 2 rows
          why: the likelihood grows for ever as these means go to 0, so that no finite estimate exists; rows: 2, 6
          do:  leave out hostile, or these rows
        """
    }
    // Without it there is an estimate.
    #expect(try FixedEffectsPoissonModel("flow ~ gap | o + d").fit(table).observationCount == 12)
    // Two effects together: origin 1 has no other destination than 1, and destination 2 no other origin than 2, so that
    // their totals leave nothing for the way from 2 to 1.
    let joint = Table(
      name: "flows",
      columns: [
        Column(Variable("o"), numbers: [1, 1, 1, 2, 2, 2, 2, 2]),
        Column(Variable("d"), numbers: [1, 1, 1, 1, 1, 2, 2, 2]),
        Column(Variable("flow"), numbers: [2, 3, 1, 0, 0, 4, 3, 5]),
        Column(Variable("gap"), numbers: [0.1, 0.7, 0.4, 1, 0.2, 0.9, 0.3, 0.8]),
      ])
    #expect {
      _ = try FixedEffectsPoissonModel("flow ~ gap | o + d").fit(joint)
    } throws: {
      text($0) == """
        the effects of o, d together predict outcomes of 0 without error (separation) in 2 rows
          why: the likelihood grows for ever as these means go to 0, so that no finite estimate exists; rows: 4, 5
          do:  leave these rows out: they say nothing about the coefficients, or absorb fewer effects
        """
    }
  }
}
