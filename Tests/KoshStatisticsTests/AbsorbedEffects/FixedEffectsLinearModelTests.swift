import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct FixedEffectsLinearModelTests {
  // pyfixest 0.60 with fixest's conventions; see References/fixed_effects.py.
  @Test func agreesWithPyfixest() throws {
    let reference = try FixedEffectsReference()
    func fit(_ formula: String, _ vcov: CovarianceType, weights: RegressionWeights? = nil) throws -> FixedEffectsFit {
      try FixedEffectsLinearModel(formula, vcov: vcov, weights: weights, effectCount: .fixest).fit(reference.table)
    }
    let two = "wage ~ dist + border + gap | origin + destination"
    try reference.expect(try fit(two, .iid), "linear", "iid")
    try reference.expect(try fit(two, .hc1), "linear", "HC1")
    try reference.expect(try fit(two, .fixest("origin")), "linear", "origin")
    try reference.expect(try fit(two, .fixest("year")), "linear", "year")
    try reference.expect(try fit(two, .fixest("origin", "destination")), "linear", "origin+destination")
    let linear = try fit(two, .iid)
    #expect(agree(linear.rSquared, try reference.root.object("linear").number("r2"), relative: 1e-10))
    #expect(agree(linear.withinRSquared, try reference.root.object("linear").number("within_r2"), relative: 1e-10))

    let three = "wage ~ dist + border + gap | origin + destination + year"
    try reference.expect(try fit(three, .iid, weights: "weight"), "linear3_weighted", "iid")
    try reference.expect(try fit(three, .hc1, weights: "weight"), "linear3_weighted", "HC1")
    try reference.expect(try fit(three, .fixest("origin"), weights: "weight"), "linear3_weighted", "origin")
    try reference.expect(try fit("wage ~ dist + gap | origin", .fixest("origin")), "one")
    try reference.expect(try fit("wage ~ gap | origin^year + destination", .hc1), "combined")
  }

  // R 4.2.2, lm with factors.
  @Test func agreesWithR() throws {
    let reference = try FixedEffectsReference()
    let fit = try FixedEffectsLinearModel("wage ~ dist + border + gap | origin + destination").fit(reference.table)
    try reference.expect(fit, "r", "linear")
    let r = try reference.root.object("r").object("linear")
    #expect(agree(fit.logLikelihood, try r.number("log_lik"), relative: 1e-10))
    let weighted = try FixedEffectsLinearModel(
      "wage ~ dist + border + gap | origin + destination + year", weights: "weight"
    ).fit(reference.table)
    try reference.expect(weighted, "r", "linear_weighted")
    #expect(
      agree(
        weighted.logLikelihood, try reference.root.object("r").object("linear_weighted").number("log_lik"),
        relative: 1e-10))
  }

  @Test func countsRowsThatAreAloneInTheirLevel() throws {
    let reference = try FixedEffectsReference()
    let dropping = try FixedEffectsLinearModel("wage ~ gap | origin + destination").fit(reference.table)
    #expect(dropping.rowLosses.map(\.text.en) == ["the only row of a level of origin, destination: 2"])
    #expect(dropping.rowsLost == 2)
    let keeping = try FixedEffectsLinearModel("wage ~ gap | origin + destination", singletons: .keep)
      .fit(reference.table)
    #expect(keeping.rowLosses.isEmpty)
    #expect(keeping.observationCount == dropping.observationCount + 2)
    // Rows fitted exactly do not move the coefficient; they bring as many parameters as rows.
    #expect(agree(keeping["gap"]?.estimate, try #require(dropping["gap"]?.estimate), relative: 1e-10))
    #expect(keeping.residualDegreesOfFreedom == dropping.residualDegreesOfFreedom)
  }

  @Test func equalsIndicatorsOfAllLevels() throws {
    let table = madeUpFlows(rows: 2500)
    let absorbed = try FixedEffectsLinearModel("wage ~ distance + gap | origin + destination + year", vcov: .hc1)
      .fit(table)
    let written = try LinearModel(
      "wage ~ distance + gap + i(origin) + i(destination) + i(year)", vcov: .hc1
    ).fit(table)
    for name in ["distance", "gap"] {
      let (a, w) = (try #require(absorbed[name]), try #require(written[name]))
      #expect(agree(a.estimate, w.estimate, relative: 1e-9))
      #expect(agree(a.standardError, try #require(w.standardError), relative: 1e-9))
    }
    #expect(absorbed.residualDegreesOfFreedom == written.residualDegreesOfFreedom)
    #expect(agree(absorbed.logLikelihood, try #require(written.logLikelihood), relative: 1e-9))
    #expect(agree(absorbed.rSquared, try #require(written.rSquared), relative: 1e-9))
    #expect(agree(absorbed.adjustedRSquared, try #require(written.adjustedRSquared), relative: 1e-9))
    #expect(agree(absorbed.sigma, try #require(written.sigma), relative: 1e-9))
    for (a, w) in zip(absorbed.fittedValues, written.fittedValues) { #expect(abs(a - w) < 1e-8) }
    for (level, value) in absorbed.effects(of: "year").dropFirst() {
      #expect(abs(value - (written["year::\(level)"]?.estimate ?? .nan)) < 1e-8, "\(level)")
    }
    #expect(absorbed.effects(of: "year").first?.value == 0)
  }

  /// Workers who link firms in one long chain, and 20 more rows.
  private func chain(firms: Int) -> Table {
    var (worker, firm, x, y): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for w in 0..<(firms - 1) {
      for turn in 0...1 {
        worker.append(Double(w))
        firm.append(Double(w + turn))
        x.append(Double((w * 7919 + turn * 104729) % 101) / 101)
        y.append(2 * x[x.count - 1] + Double((w + turn) % 7) + Double(w % 5) + Double((w * 31 + turn * 17) % 13) / 13)
      }
    }
    for row in 0..<20 {
      worker.append(worker[row])
      firm.append(Double((row * 37) % firms))
      x.append(1 - x[row])
      y.append(y[row + 20] + 0.5)
    }
    return Table(
      name: "chain",
      columns: [
        Column(Variable("worker"), numbers: worker), Column(Variable("firm"), numbers: firm),
        Column(Variable("x"), numbers: x), Column(Variable("y"), numbers: y),
      ])
  }

  // What the means of one dimension take out of a chain, those of the other bring back: alternating means would need
  // many thousands of rounds.
  @Test func solvesAChain() throws {
    let short = chain(firms: 24)
    let absorbed = try FixedEffectsLinearModel("y ~ x | worker + firm", singletons: .keep).fit(short)
    let written = try LinearModel("y ~ x + i(worker) + i(firm)").fit(short)
    let (a, w) = (try #require(absorbed["x"]), try #require(written["x"]))
    #expect(agree(a.estimate, w.estimate, relative: 1e-9))
    #expect(agree(a.standardError, try #require(w.standardError), relative: 1e-9))
    #expect(absorbed.residualDegreesOfFreedom == written.residualDegreesOfFreedom)

    // The residuals of least squares have no mean within any level.
    let long = chain(firms: 3000)
    let fit = try FixedEffectsLinearModel("y ~ x | worker + firm", singletons: .keep).fit(long)
    for name in ["worker", "firm"] {
      var sums: [Double: Double] = [:]
      for (level, residual) in zip(try #require(long[name]?.numbers), fit.residuals) {
        sums[level, default: 0] += residual
      }
      #expect(sums.values.allSatisfy { abs($0) < 1e-8 })
    }
  }

  @Test func isWhatAFormulaWithABarAsksFor() throws {
    let reference = try FixedEffectsReference()
    let linear = try RegressionRequest(formula: Formula("wage ~ gap | origin")).model.fitAny(reference.table)
    #expect(linear["gap"] == (try FixedEffectsLinearModel("wage ~ gap | origin").fit(reference.table))["gap"])
    let poisson = try RegressionRequest(formula: Formula("flow ~ gap | origin"), family: "poisson").model
      .fitAny(reference.table)
    #expect(poisson["gap"] == (try FixedEffectsPoissonModel("flow ~ gap | origin").fit(reference.table))["gap"])
  }

  @Test func countsConnectedParts() throws {
    // Two parts that share no level: one more direction is shared, and the count by fixest's rule has one too many.
    let (a, b) = ([1, 1, 2, 2, 1, 2, 3, 3, 4, 4, 3, 4], [1, 2, 1, 2, 2, 1, 3, 4, 3, 4, 4, 3])
    let y = [1, 3, 2, 5, 4, 1, 6, 2, 3, 8, 1, 4].map(Double.init)
    let x = [0.3, 1, 2, 0.5, 0.1, 0.7, 1.1, 0.2, 0.9, 1.7, 0.4, 0.6]
    let table = Table(
      name: "parts",
      columns: [
        Column(Variable("a"), numbers: a.map(Double.init)), Column(Variable("b"), numbers: b.map(Double.init)),
        Column(Variable("x"), numbers: x),
        Column(Variable("y"), numbers: y),
      ])
    let exact = try FixedEffectsLinearModel("y ~ x | a + b").fit(table)
    #expect(exact.absorbed.map(\.parameterCount) == [4, 2])
    #expect(exact.residualDegreesOfFreedom == 12 - 7)
    let simple = try FixedEffectsLinearModel("y ~ x | a + b", effectCount: .fixest).fit(table)
    #expect(simple.absorbed.map(\.parameterCount) == [4, 3])
    #expect(simple.residualDegreesOfFreedom == 12 - 8)
    // In each part the first level of b is the reference.
    #expect(exact.effects(of: "b").map(\.value)[0] == 0)
    #expect(exact.effects(of: "b").map(\.value)[2] == 0)
  }

  @Test func keepsToTheLaws() throws {
    let table = madeUpFlows(rows: 3000)
    let formula = "wage ~ distance + gap | origin + destination"
    let fit = try FixedEffectsLinearModel(formula, vcov: .clusters(ClusterCovariance(["origin"]))).fit(table)
    func same(_ other: FixedEffectsFit, relative: Double = 1e-10) {
      for (a, b) in zip(fit.terms, other.terms) {
        #expect(agree(a.estimate, b.estimate, relative: relative))
        #expect(agree(a.standardError, b.standardError ?? .nan, relative: relative))
      }
    }
    let backwards = table.selecting(Array((0..<table.rowCount).reversed()))
    same(try FixedEffectsLinearModel(formula, vcov: .clusters(ClusterCovariance(["origin"]))).fit(backwards))
    same(
      try FixedEffectsLinearModel(formula, vcov: .clusters(ClusterCovariance(["origin"])), weights: "one").fit(table))

    let counted = try FixedEffectsLinearModel(
      formula, vcov: .hc1, weights: RegressionWeights("times", .frequency)
    ).fit(table)
    let times = try #require(table["times"]?.numbers)
    let repeated = table.selecting((0..<table.rowCount).flatMap { Array(repeating: $0, count: Int(times[$0])) })
    let rows = try FixedEffectsLinearModel(formula, vcov: .hc1).fit(repeated)
    #expect(counted.observationCount == rows.observationCount)
    for (a, b) in zip(counted.terms, rows.terms) {
      #expect(agree(a.estimate, b.estimate, relative: 1e-10))
      #expect(agree(a.standardError, b.standardError ?? .nan, relative: 1e-10))
    }
    #expect(agree(counted.logLikelihood, try #require(rows.logLikelihood), relative: 1e-10))
  }

  @Test func oneThreadGivesTheBitsOfMany() throws {
    let table = madeUpFlows()
    var model = try FixedEffectsLinearModel("wage ~ distance + gap | year + origin + destination", vcov: .hc1)
    let many = try model.fit(table)
    for threads in [1, 2, 5] {
      model.threads = threads
      let some = try model.fit(table)
      #expect(some.terms == many.terms)
      #expect(some.effects(of: "origin").map(\.value) == many.effects(of: "origin").map(\.value))
    }
  }

  @Test func namesWhatCannotBeEstimated() throws {
    let reference = try FixedEffectsReference()
    #expect {
      _ = try FixedEffectsLinearModel("wage ~ gap + year | origin^year").fit(reference.table)
    } throws: {
      text($0) == """
        the predictor year is collinear with the absorbed effects of origin^year
          why: it does not vary within their levels, so its coefficient cannot be told from theirs
          do:  leave it out of "wage ~ gap + year | origin^year", or absorb other effects, or have it dropped: --drop-collinear, in a study drop_collinear: yes
        """
    }
    let dropping = try FixedEffectsLinearModel("wage ~ gap + year | origin^year", dropCollinear: true)
      .fit(reference.table)
    #expect(dropping.droppedTerms == ["year"])
    #expect(dropping.terms.map(\.term) == ["gap"])
    #expect(
      dropping.cautions.map(\.text.en)
        == [
          "The predictor year was dropped: it does not vary within the levels of the absorbed effects (origin^year)."
        ])
    #expect {
      _ = try FixedEffectsLinearModel("wage ~ gap + I(2*gap) | origin").fit(reference.table)
    } throws: {
      text($0).hasPrefix("the predictor I(2 * gap) is a linear combination of gap")
    }
    #expect {
      _ = try FixedEffectsLinearModel("wage ~ gap").fit(reference.table)
    } throws: {
      text($0) == """
        "wage ~ gap" absorbs no effects
          do:  write them after a bar, such as y ~ x | region, or fit a model without effects
        """
    }
    #expect {
      _ = try FixedEffectsLinearModel("wage ~ gap | origin", vcov: .hc3).fit(reference.table)
    } throws: {
      text($0) == """
        the covariance HC3 is not computed with absorbed effects
          why: it needs the leverage of every row, and most of that is the effects'
          do:  ask for HC1 or clusters, or write the effects as i(…)
        """
    }
    #expect {
      _ = try GeneralizedLinearModel(.logit, "border ~ gap | origin").fit(reference.table)
    } throws: {
      text($0) == """
        a logit cannot absorb the effects of "border ~ gap | origin"
          why: they can be absorbed in least squares and in Poisson regression
          do:  take one of these, or write them as predictors: i(origin)
        """
    }
    #expect {
      _ = try FixedEffectsLinearModel("wage ~ 1 | origin").fit(reference.table)
    } throws: {
      text($0) == """
        "wage ~ 1 | origin" has no predictor besides the absorbed effects
          why: absorbed effects are not reported, so there would be nothing to report
          do:  add a predictor
        """
    }
  }
}

/// The problems of an error as they are printed.
func text(_ error: any Error) -> String {
  ((error as? Problems)?.list ?? []).map(\.description).joined(separator: "\n")
}
