import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct MultinomialLogitModelTests {
  private static func answers() throws -> Table {
    try References.json("choice_models").object("answers").table("answers.csv")
  }

  // statsmodels 0.15.0, MNLogit by Newton's method; see References/choice_models.py.
  @Test func agreesWithStatsmodels() throws {
    let reference = try References.json("choice_models").object("mnlogit")
    var model = try MultinomialLogitModel("plan ~ x + z + i(region)")
    let table = try Self.answers()
    let fit = try model.fit(table)
    #expect(fit.levels == ["abroad", "city", "home"])
    #expect(fit.terms[0].term == "city: (Intercept)" && fit.terms[6].term == "home: x")
    expectTerms(fit, try reference.numbers("coef"), try reference.numbers("se_nonrobust"))
    #expect(agree(fit.logLikelihood, try reference.number("loglik"), relative: 1e-12))
    #expect(agree(fit.nullLogLikelihood, try reference.number("loglik_null"), relative: 1e-8))
    model.options.vcov = .hc0
    expectTerms(try model.fit(table), try reference.numbers("coef"), try reference.numbers("se_HC0"))
    model.options.vcov = .cluster("school", correction: .none)
    expectTerms(try model.fit(table), try reference.numbers("coef"), try reference.numbers("se_cluster"))
  }

  // R's nnet::multinom stops early: fewer digits.
  @Test func agreesWithRAsFarAsItsSearchGoes() throws {
    let r = try References.json("choice_models").object("r")
    expectTerms(
      try MultinomialLogitModel("plan ~ x + z + i(region)").fit(try Self.answers()), try r.numbers("multinom_coef"),
      try r.numbers("multinom_se"), relative: 1e-4, errorsRelative: 1e-5)
  }

  // Another reference gives differences of the same coefficients.
  @Test func theReferenceIsAMatterOfTaste() throws {
    let table = try Self.answers()
    let one = try MultinomialLogitModel("plan ~ x + z").fit(table)
    let other = try MultinomialLogitModel("plan ~ x + z", reference: "home").fit(table)
    let difference = (one["city: x"]?.estimate ?? 0) - (one["home: x"]?.estimate ?? 0)
    #expect(agree(other["city: x"]?.estimate, difference, relative: 1e-9))
    #expect(agree(one.logLikelihood, other.logLikelihood, relative: 1e-13))
  }

  /// References/categorical_margins.py
  @Test func marginsAgree() throws {
    let table = try Self.answers()
    try expectCategoricalMargins(try MultinomialLogitModel("plan ~ x + z + i(region)").fit(table), table, "multinomial")
  }

  @Test func marginalEffectsAddUpToZero() throws {
    let table = try Self.answers()
    let fit = try MultinomialLogitModel("plan ~ x + z + i(region)").fit(table)
    let effects = try MarginalEffects(fit, table).slopes(["x"])
    #expect(effects.map(\.category) == ["abroad", "city", "home"])
    #expect(abs(effects.reduce(0) { $0 + $1.estimate }) < 1e-9)
    // ∂P(j)/∂x = P(j) (βⱼ − Σ P(l) βₗ), averaged.
    let p = try fit.probabilities(table)
    let (b1, b2) = (fit["city: x"]?.estimate ?? 0, fit["home: x"]?.estimate ?? 0)
    let slope = p[1].indices.reduce(0.0) { $0 + p[1][$1] * (b1 - p[1][$1] * b1 - p[2][$1] * b2) } / 400
    #expect(agree(effects[1].estimate, slope, relative: 1e-7))
  }

  @Test func problemsAreNamed() throws {
    let table = try Self.answers()
    #expect(
      problems { _ = try MultinomialLogitModel("plan ~ x", reference: "hom").fit(table) } == """
        formula "plan ~ x", column 1: the reference "hom" is no category of plan in the rows used
          do:  did you mean "home"?
        """)
    var plan = (0..<400).map { table["plan"]?.text(at: $0) }
    for row in plan.indices where table["region"]?.text(at: row) == "north" && plan[row] == "home" {
      plan[row] = "city"
    }
    let empty = table.setting(Column(Variable("plan"), categories: plan))
    let rows = (0..<400).count { table["region"]?.text(at: $0) == "north" }
    #expect(
      problems { _ = try MultinomialLogitModel("plan ~ x + i(region)").fit(empty) } == """
        no row with region::north has the outcome "home" (\(rows) rows)
          why: its coefficient would fall without bound, so the multinomial logit "plan ~ x + i(region)" has no finite estimate
          do:  merge this category with another, or leave i(region) out
        """)
  }
}
