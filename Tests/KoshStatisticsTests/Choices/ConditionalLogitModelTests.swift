import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

/// Coefficients and standard errors beside those of another program.
func expectTerms(
  _ fit: any RegressionFit, _ coefficients: [Double], _ errors: [Double], relative: Double = 1e-8,
  errorsRelative: Double = 1e-6, _ location: SourceLocation = #_sourceLocation
) {
  #expect(fit.terms.count == coefficients.count, sourceLocation: location)
  for (term, (coefficient, error)) in zip(fit.terms, zip(coefficients, errors)) {
    #expect(
      agree(term.estimate, coefficient, relative: relative), "\(term.term): \(term.estimate), expected \(coefficient)",
      sourceLocation: location)
    #expect(
      agree(term.standardError, error, relative: errorsRelative),
      "error of \(term.term): \(term.standardError ?? .nan), expected \(error)", sourceLocation: location)
  }
}

func problems(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no problem"
  } catch { return "\(error)" }
}

@Suite struct ConditionalLogitModelTests {
  private static func modes() throws -> Table {
    try References.json("choice_models").object("modechoice").table("modes.csv")
  }

  // R 4.2.2, survival::clogit; see References/choice_models.R.
  @Test func agreesWithR() throws {
    let table = try Self.modes()
    let r = try References.json("choice_models").object("r")
    var model = try ConditionalLogitModel(
      "choice ~ gc + ttme + i(mode)", chooser: "individual", alternative: "mode")
    let fit = try model.fit(table)
    #expect(fit.terms.map(\.term) == ["gc", "ttme", "mode::bus", "mode::car", "mode::train"])
    expectTerms(fit, try r.numbers("clogit_coef"), try r.numbers("clogit_se"))
    #expect(agree(fit.logLikelihood, try r.numbers("clogit_loglik")[1], relative: 1e-12))
    #expect(agree(fit.nullLogLikelihood, try r.numbers("clogit_loglik")[0], relative: 1e-12))
    #expect(fit.observationCount == 210)
    model.options.vcov = .cluster("psize", correction: .none)
    expectTerms(try model.fit(table), try r.numbers("clogit_coef"), try r.numbers("clogit_cluster_se"))
    model.options.vcov = .iid
    model.options.weights = RegressionWeights("weight", .frequency)
    let weighted = try model.fit(table)
    expectTerms(weighted, try r.numbers("clogit_weighted_coef"), try r.numbers("clogit_weighted_se"))
    #expect(weighted.observationCount == 420)
  }

  // What is the same for all alternatives of a chooser has a coefficient for each alternative but the reference, whether
  // or not it is written as a main term as well.
  @Test(arguments: ["gc + ttme + i(mode) + i(mode):hinc", "gc + ttme + i(mode)*hinc"])
  func aChoosersOwnVariableEntersByAlternative(predictors: String) throws {
    let r = try References.json("choice_models").object("r")
    let fit = try ConditionalLogitModel("choice ~ " + predictors, chooser: "individual").fit(try Self.modes())
    expectTerms(fit, try r.numbers("clogit_income_coef"), try r.numbers("clogit_income_se"))
  }

  // W. H. Greene, Econometric Analysis, the conditional logit of travel modes: −0.0155, −0.0961, 0.0133, 5.2074,
  // 3.1632, 3.8690 (constants of air, bus and train against car), log likelihood −199.1284; no coefficients −291.1218.
  @Test func agreesWithAPrintedTable() throws {
    var table = try Self.modes()
    let income = try #require(table["hinc"]?.numbers)
    let isAir = try #require(table["mode"])
    table = table.setting(
      Column(Variable("airincome"), numbers: income.indices.map { isAir.text(at: $0) == "air" ? income[$0] : 0 }))
    let fit = try ConditionalLogitModel("choice ~ gc + ttme + airincome + i(mode, ref=car)", chooser: "individual")
      .fit(table)
    let printed = [-0.0155, -0.0961, 0.0133, 5.2074, 3.1632, 3.8690]
    for (term, value) in zip(fit.terms, printed) { #expect(abs(term.estimate - value) <= 0.00006, "\(term.term)") }
    #expect(abs((fit.logLikelihood ?? 0) - -199.1284) <= 0.00006)
    #expect(abs(fit.nullLogLikelihood - -291.1218) <= 0.00006)
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    let table = try Self.modes()
    let rows = (0..<table.rowCount).sorted { ($0 * 7919) % 840 < ($1 * 7919) % 840 }
    let model = try ConditionalLogitModel(
      "choice ~ gc + ttme + i(mode)", chooser: "individual", alternative: "mode", vcov: .hc1)
    let (one, other) = (try model.fit(table), try model.fit(table.selecting(rows)))
    for (a, b) in zip(one.terms, other.terms) {
      #expect(agree(a.estimate, b.estimate, relative: 1e-11))
      #expect(agree(a.standardError, b.standardError, relative: 1e-11))
    }
    let fitted = one.fittedValues
    #expect(zip(other.fittedValues, rows).allSatisfy { agree($0, fitted[$1], relative: 1e-10) })
  }

  // A frequency weight of 2 is each chooser twice.
  @Test func aFrequencyWeightIsSoManyChoosers() throws {
    let table = try Self.modes()
    let again = table.setting(
      Column(Variable("individual"), numbers: (table["individual"]?.numbers ?? []).map { $0 + 1000 }))
    let twice = Table(
      name: "twice",
      columns: zip(table.columns, again.columns).map { a, b in
        guard let x = a.numbers, let y = b.numbers else {
          return Column(a.variable, categories: (0..<1680).map { a.text(at: $0 % 840) })
        }
        return Column(a.variable, numbers: x + y)
      })
    let weighted = table.setting(Column(Variable("two"), numbers: [Double](repeating: 2, count: 840)))
    for type in [CovarianceType.iid, .hc1] {
      let a = try ConditionalLogitModel(
        "choice ~ gc + ttme", chooser: "individual", vcov: type, weights: RegressionWeights("two", .frequency)
      ).fit(weighted)
      let b = try ConditionalLogitModel("choice ~ gc + ttme", chooser: "individual", vcov: type).fit(twice)
      for (x, y) in zip(a.terms, b.terms) {
        #expect(agree(x.estimate, y.estimate, relative: 1e-10))
        #expect(agree(x.standardError, y.standardError, relative: 1e-10))
      }
    }
  }

  @Test func whatCannotBeAskedOfAttributes() throws {
    let table = try Self.modes()
    let fit = try ConditionalLogitModel(
      "choice ~ gc + i(mode)", chooser: "individual", alternative: "mode"
    ).fit(table)
    let effects = try MarginalEffects(fit, table)
    let text = """
      effects of an attribute are averaged over all choosers
        do:  ask for them without a group and not at means
      """
    #expect(throws: Problem.self) { try effects.slopes(at: .means) }
    #expect {
      try effects.slopes(by: table["mode"])
    } throws: { "\($0)" == text }
    #expect {
      try effects.predictions()
    } throws: { "\($0)".contains("predictions of \"choice ~ gc + i(mode)\" are those of a chooser's alternatives") }
    #expect {
      try effects.comparison("gc", from: 10, to: 20)
    } throws: { "\($0)".contains("comparisons of \"choice ~ gc + i(mode)\" are those of a chooser's alternatives") }
  }

  // With constants of the alternatives the expected shares are the observed ones.
  @Test func sharesAndElasticities() throws {
    let table = try Self.modes()
    let fit = try ConditionalLogitModel(
      "choice ~ gc + ttme + i(mode)", chooser: "individual", alternative: "mode"
    ).fit(table)
    #expect(fit.shares.map(\.alternative) == ["air", "bus", "car", "train"])
    #expect(fit.shares.map(\.chosen) == [58, 30, 59, 63])
    for share in fit.shares { #expect(abs(share.expected - share.chosen) < 1e-6) }
    let effects = try fit.marginalEffects(of: "gc", table)
    #expect(effects.count == 16)
    // A change moves choosers between alternatives, and none is lost.
    for changed in ["air", "bus", "car", "train"] {
      let sum = effects.filter { $0.contrast == "dy/dx, \(changed)" }.reduce(0) { $0 + $1.estimate }
      #expect(abs(sum) < 1e-15)
    }
    #expect(try MarginalEffects(fit, table).slopes() == effects + fit.marginalEffects(of: "ttme", table))
    let own = try #require(effects.first { $0.contrast == "dy/dx, air" && $0.category == "air" })
    let elasticity = try #require(
      try fit.elasticities(of: "gc", table).first { $0.contrast == "elasticity, air" && $0.category == "air" })
    #expect(own.estimate < 0 && elasticity.estimate < 0)
    // By hand: raise the cost of air by a little for everybody and predict again.
    let air = try #require(table["mode"])
    let step = 1e-5
    let dearer = table.setting(
      Column(
        Variable("gc"),
        numbers: (table["gc"]?.numbers ?? []).enumerated().map { air.text(at: $0) == "air" ? $1 * (1 + step) : $1 }))
    let beta = fit.terms.map(\.estimate)
    let utility = try fit.result.design(for: dearer).linearPredictor(beta)
    var (share, before) = (0.0, 0.0)
    var sums: [Int: Double] = [:]
    let ids = table["individual"]?.numbers ?? []
    for (row, value) in utility.enumerated() { sums[Int(ids[row]), default: 0] += exp(value) }
    for (row, value) in utility.enumerated() where air.text(at: row) == "air" {
      share += exp(value) / (sums[Int(ids[row])] ?? 1)
      before += fit.fittedValues[row]
    }
    #expect(agree(elasticity.estimate, (share - before) / before / step, relative: 1e-4))
  }

  // Refits and designs go over choosers: 840 rows are 210 observations.
  @Test(arguments: [
    CovarianceType.jackknife(cluster: nil), .bootstrap(Bootstrap(replications: 200)),
    .survey(SurveyDesign(psu: "individual")),
  ])
  func refitsAndDesignsGoOverChoosers(type: CovarianceType) throws {
    let table = try Self.modes()
    let model = try ConditionalLogitModel("choice ~ gc + ttme + i(mode)", chooser: "individual", vcov: type)
    let robust = try ConditionalLogitModel("choice ~ gc + ttme + i(mode)", chooser: "individual", vcov: .hc0)
    for (a, b) in zip(try model.fit(table).terms, try robust.fit(table).terms) {
      let ratio = (a.standardError ?? 0) / (b.standardError ?? 1)
      // A design in which every chooser is drawn by itself differs by the factor n / (n − 1) alone.
      if case .survey = type {
        #expect(abs(ratio - (210.0 / 209).squareRoot()) < 1e-9)
      } else {
        #expect(ratio > 0.85 && ratio < 1.25, "\(a.term): \(ratio)")
      }
    }
  }

  // MARK: Problems

  private static let tiny = Table(
    name: "trips.csv",
    columns: [
      Column(Variable("who"), numbers: [1, 1, 2, 2, 3, 3, 4, 4, 5]),
      Column(Variable("mode"), categories: ["bus", "car", "bus", "car", "bus", "car", "bus", "car", "bus"]),
      Column(Variable("cost"), numbers: [3, 1, 2, 4, 1, 5, 2, 2.5, 1]),
      Column(Variable("income"), numbers: [1, 1, 2, 2, 3, 3, 4, 4, 5]),
      Column(Variable("chosen"), numbers: [1, 0, 1, 0, 1, 0, 0, 1, 1]),
    ], lines: RowLines(Array(2...10)))

  @Test func choosersOfOneAlternativeAreLeftOutAndCounted() throws {
    let fit = try ConditionalLogitModel("chosen ~ cost", chooser: "who").fit(Self.tiny)
    #expect(fit.chooserCount == 4)
    #expect(fit.rowsLost == 1)
    #expect(
      fit.cautions.map(\.text.en) == [
        "Choosers with one alternative only tell nothing and were left out: 1 (the first in line 10)."
      ])
  }

  // Without that row the choice would look like one among fewer.
  @Test func aChooserWithAMissingValueIsLeftOutWhole() throws {
    let cost: [Double] = [3, .nan, 2, 4, 1, 5, 2, 2.5, 1]
    let fit = try ConditionalLogitModel("chosen ~ cost", chooser: "who")
      .fit(Self.tiny.setting(Column(Variable("cost"), numbers: cost)))
    #expect(fit.chooserCount == 3)
    #expect(fit.rowLosses == [RowLoss(variable: "cost", rule: .missing, count: 1)])
    #expect(fit.cautions.map(\.code) == ["incomplete_choice_sets", "single_alternative"])
  }

  @Test func whoChoseNothingOrTwiceIsNamed() throws {
    let table = Self.tiny.setting(Column(Variable("chosen"), numbers: [0, 0, 1, 1, 1, 0, 0, 1, 1]))
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ cost", chooser: "who").fit(table) } == """
        who 1 chose nothing: chosen is 0 in lines 2 and 3
          why: one alternative of each chooser is chosen
          do:  mark the alternative that was chosen by 1, or leave this chooser out

        who 2 chose more than once: chosen is 1 in lines 4 and 5
          why: one alternative of each chooser is chosen
          do:  give each choice a chooser number of its own, or fit a fixed-effects logit
        """)
  }

  @Test func whatCannotBeEstimatedIsNamed() throws {
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ cost + income", chooser: "who").fit(Self.tiny) } == """
        the predictor income is the same in all rows of each chooser
          why: only differences within a chooser count, so its coefficient cannot be estimated
          do:  let its coefficient differ between alternatives: i(alternative):income
        """)
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ cost + I(2 * cost)", chooser: "who").fit(Self.tiny) } == """
        within each chooser the predictor I(2 * cost) is a linear combination of cost
          why: its coefficient cannot be told from theirs
          do:  leave it out of "chosen ~ cost + I(2 * cost)", or have it dropped: --drop-collinear, in a study drop_collinear: yes
        """)
    let nothing = Self.tiny.setting(
      Column(Variable("cost"), numbers: [Double](repeating: .nan, count: Self.tiny.rowCount)))
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ cost", chooser: "who").fit(nothing) }.hasPrefix(
        "formula \"chosen ~ cost\", column 10: cost has no value in any row of "))
    let bus = Self.tiny.setting(Column(Variable("chosen"), numbers: [1, 0, 1, 0, 1, 0, 1, 0, 1]))
    #expect(
      problems {
        _ = try ConditionalLogitModel("chosen ~ cost + i(mode)", chooser: "who", alternative: "mode").fit(bus)
      } == """
        no chooser chose "car" of mode
          why: the constant of an alternative that is never chosen would fall without bound
          do:  leave the rows of this alternative out, or merge with another
        """)
    let cheap = Self.tiny.setting(Column(Variable("chosen"), numbers: [0, 1, 1, 0, 1, 0, 1, 0, 1]))
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ cost", chooser: "who").fit(cheap) } == """
        cost separates the outcome chosen
          why: its coefficient would grow without bound, so the conditional logit "chosen ~ cost" has no finite estimate
          do:  leave it out, or merge rare categories
        """)
    let again = Self.tiny.setting(
      Column(Variable("mode"), categories: ["bus", "bus", "bus", "car", "bus", "car", "bus", "car", "bus"]))
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ cost", chooser: "who", alternative: "mode").fit(again) } == """
        who 1 has the alternative "bus" twice, again in line 3
          why: a chooser has one row for each alternative
          do:  remove the repeated row, or give each choice a chooser number of its own
        """)
    #expect(
      problems { _ = try ConditionalLogitModel("chosen ~ kost", chooser: "hwo").fit(Self.tiny) } == """
        there is no variable "hwo" in trips.csv
          do:  did you mean "who"?

        formula "chosen ~ kost", column 10: there is no variable "kost" in trips.csv
          do:  did you mean "cost"?
        """)
  }
}
