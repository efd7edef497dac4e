import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct OrderedLogitModelTests {
  private static let order = ["low", "middle", "high", "top"]
  private static func answers() throws -> Table {
    try References.json("choice_models").object("answers").table("answers.csv")
  }
  private static func model(_ vcov: CovarianceType = .iid, weights: RegressionWeights? = nil) throws
    -> OrderedLogitModel
  {
    try OrderedLogitModel("level ~ x + z + i(region)", order: order, vcov: vcov, weights: weights)
  }

  // A likelihood written out in numpy, maximised with derivatives exact to ten digits; see References/choice_models.py.
  @Test func agreesWithAnIndependentMaximum() throws {
    let all = try References.json("choice_models")
    let reference = try all.object("ordered")
    let fit = try Self.model().fit(try Self.answers())
    #expect(
      fit.terms.map(\.term) == ["x", "z", "region::north", "region::south", "low|middle", "middle|high", "high|top"])
    expectTerms(fit, try reference.numbers("coef"), try reference.numbers("se"))
    #expect(agree(fit.logLikelihood, try reference.number("loglik"), relative: 1e-12))
    expectTerms(
      try Self.model(.hc0).fit(try Self.answers()), try reference.numbers("coef"), try reference.numbers("hc0"))
    let weighted = try all.object("ordered_weighted")
    let fitted = try Self.model(.hc0, weights: "w").fit(try Self.answers())
    expectTerms(fitted, try weighted.numbers("coef"), try weighted.numbers("hc0"))
  }

  // R's MASS::polr stops early and takes second derivatives by differences: fewer digits.
  @Test func agreesWithRAsFarAsItsSearchGoes() throws {
    let r = try References.json("choice_models").object("r")
    expectTerms(
      try Self.model().fit(try Self.answers()), try r.numbers("polr_coef"), try r.numbers("polr_se"), relative: 1e-6,
      errorsRelative: 1e-6)
  }

  /// References/categorical_margins.py
  @Test func marginsAgree() throws {
    let table = try Self.answers()
    try expectCategoricalMargins(try Self.model().fit(table), table, "ordered")
  }

  @Test func marginalEffectsAddUpToZero() throws {
    let table = try Self.answers()
    let fit = try Self.model().fit(table)
    let effects = try MarginalEffects(fit, table).slopes(["x"])
    #expect(effects.map(\.category) == Self.order)
    #expect(abs(effects.reduce(0) { $0 + $1.estimate }) < 1e-9)
    // ∂P(low)/∂x = −β Λ′(κ₁ − xβ), averaged.
    let probabilities = try fit.probabilities(table)[0]
    let slope = -(fit["x"]?.estimate ?? 0) * probabilities.reduce(0) { $0 + $1 * (1 - $1) } / 400
    #expect(agree(effects[0].estimate, slope, relative: 1e-7))
    #expect((effects[0].standardError ?? 0) > 0)
    let regions = try MarginalEffects(fit, table).slopes(["region"])
    #expect(regions.map(\.contrast).prefix(1) == ["north − centre"])
    #expect(regions.count == 8)
  }

  @Test func aCategoryThatNoRowUsedHasIsLeftOut() throws {
    let table = try Self.answers()
    var x = table["x"]?.numbers ?? []
    for row in x.indices where table["level"]?.text(at: row) == "top" { x[row] = .nan }
    let fit = try Self.model().fit(table.setting(Column(Variable("x"), numbers: x)))
    #expect(fit.levels == ["low", "middle", "high"])
    #expect(fit.cautions.map(\.text.en) == ["Categories of level that no row used has were left out: top."])
  }

  @Test func problemsAreNamed() throws {
    let table = try Self.answers()
    #expect(
      problems { _ = try OrderedLogitModel("level ~ x").fit(table) } == """
        formula "level ~ x", column 1: the order of the categories of level is not known: "high", "low", "middle", "top"
          why: an ordered logit explains an outcome whose categories rise from low to high
          do:  give the order, lowest first, or recode level to 1, 2, 3, …
        """)
    #expect(
      problems { _ = try OrderedLogitModel("level ~ x", order: ["low", "midle", "high"]).fit(table) } == """
        formula "level ~ x", column 1: the order of level lacks "middle", "top"
          why: every category of the outcome has its place
          do:  add it to the order, or leave its rows out

        formula "level ~ x", column 1: level has no category "midle"
          do:  did you mean "middle"?
        """)
    #expect(
      problems { _ = try OrderedLogitModel("level ~ x - 1", order: Self.order).fit(table) } == """
        the ordered logit "level ~ x - 1" is to have no constant
          why: its thresholds are the constants, and cannot be left out
          do:  take - 1 away
        """)
    let apart = Table(
      name: "a",
      columns: [
        Column(Variable("y"), numbers: [1, 1, 2, 2, 3, 3]), Column(Variable("x"), numbers: [1, 2, 3, 4, 5, 6]),
      ])
    #expect(
      problems { _ = try OrderedLogitModel("y ~ x").fit(apart) } == """
        x separates the outcome y
          why: its coefficient would grow without bound, so the ordered logit "y ~ x" has no finite estimate
          do:  leave it out, or merge rare categories
        """)
  }

  // Of two categories it is the logit; the threshold is minus the constant.
  @Test func ofTwoCategoriesItIsTheLogit() throws {
    let table = try Self.answers()
    let two = table.setting(
      Column(
        Variable("level"),
        numbers: (0..<400).map { ["low", "middle"].contains(table["level"]?.text(at: $0) ?? "") ? 0 : 1 }))
    let ordered = try OrderedLogitModel("level ~ x + z", vcov: .hc1).fit(two)
    let logit = try GeneralizedLinearModel(.logit, "level ~ x + z", vcov: .hc1).fit(two)
    for name in ["x", "z"] {
      #expect(agree(ordered[name]?.estimate, logit[name]?.estimate, relative: 1e-10))
      #expect(agree(ordered[name]?.standardError, logit[name]?.standardError, relative: 1e-8))
    }
    #expect(agree(ordered["0|1"]?.estimate, -(logit["(Intercept)"]?.estimate ?? 0), relative: 1e-9))
  }
}
