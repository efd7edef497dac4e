import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct WaldTestTests {
  static func expect(
    _ test: HypothesisTest, _ expected: [String: Any], _ location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(agree(test.statistic, try expected.number("statistic"), relative: 1e-7), sourceLocation: location)
    #expect(abs(test.pValue - (try expected.number("p"))) < 1e-8, sourceLocation: location)
  }

  // R, by the definition (References/uncertainty.R).
  @Test func agreesWithTheDefinitionInR() throws {
    let reference = try Uncertainty()
    let table = try reference.table("data")
    let expected = try reference.json.object("wald")
    let ols = try Uncertainty.fit("ols", .iid, table)
    try Self.expect(try ols.waldTest("track"), try expected.object("ols_factor"))
    #expect(try ols.waldTest("track").distribution == .f(denominator: 156))
    #expect(try ols.waldTest("track::science, track::sport = 0").pValue == (try ols.waldTest("track").pValue))
    try Self.expect(
      try Uncertainty.fit("ols", .hc1, table).waldTest("x + track::science = 1"), try expected.object("ols_sum"))
    try Self.expect(
      try Uncertainty.fit("ols", .cluster("school"), table).waldTest("track"), try expected.object("ols_clusters"))
    let logit = try Uncertainty.fit("logit", .iid, table)
    try Self.expect(try logit.waldTest("track"), try expected.object("logit_factor"))
    try Self.expect(try logit.waldTest("track::science = track::sport"), try expected.object("logit_equal"))
    #expect(try logit.waldTest("track").distribution == .chiSquared)
  }

  @Test func oneCoefficientIsItsOwnTest() throws {
    let fit = try Uncertainty.fit("ols", .hc3, try Uncertainty().table("data"))
    let test = try fit.waldTest("x")
    let term = try #require(fit["x"])
    #expect(agree(test.statistic, (term.statistic ?? 0) * (term.statistic ?? 0), relative: 1e-12))
    #expect(agree(test.pValue, term.pValue, relative: 1e-9))
  }

  @Test func hypothesesThatCannotBeTestedAreRefused() throws {
    let table = try Uncertainty().table("data")
    let fit = try Uncertainty.fit("ols", .iid, table)
    expectProblem(
      "there is no coefficient \"track::sience\" in \"y ~ x + track\"\n  do:  did you mean \"track::science\"?"
    ) { try fit.waldTest("track::sience = 0") }
    expectProblem(
      "the hypothesis \"1 = 0\" holds no coefficient\n"
        + "  do:  name one of: \"(Intercept)\", \"x\", \"track::science\", \"track::sport\""
    ) { try fit.waldTest("1 = 0") }
    expectProblem(
      "the hypothesis \"x = 1 = 2\" is no equation\n  do:  write it like gender = 0 or gender = lang"
    ) { try fit.waldTest("x = 1 = 2") }
    expectProblem(
      "the restrictions \"x = 0, x = 1\" repeat or contradict each other\n  why: only 1 of 2 are independent\n"
        + "  do:  leave out those that follow from the others"
    ) { try fit.waldTest("x = 0, x = 1") }
    let few = table.selecting((0..<160).filter { ["d1", "d2"].contains(table["district"]?.text(at: $0)) })
    let clustered = try Uncertainty.fit("ols", .cluster("district"), few)
    expectProblem(
      "the hypothesis \"x, track\" has more restrictions than the covariance allows\n"
        + "  why: cluster:district is singular for these 3 coefficients, as with few clusters\n"
        + "  do:  test fewer coefficients at once, or take another covariance"
    ) { try clustered.waldTest("x, track") }
  }
}

@Suite struct LinearHypothesisTests {
  @Test func textsAreRead() throws {
    let fit = try LinearModel("y ~ x + I(x^2) + track + x:w").fit(try Uncertainty().table("data"))
    #expect(fit.terms.map(\.term) == ["(Intercept)", "x", "I(x^2)", "track::science", "track::sport", "x:w"])
    func read(_ text: String) throws -> LinearHypothesis { try LinearHypothesis(text, of: fit) }
    #expect(try read("x").combinations == [[0, 1, 0, 0, 0, 0]])
    #expect(try read("track").combinations == [[0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0]])
    #expect(try read("(Intercept) = 2").values == [2])
    let sum = try read("2*x - `x:w` + 1e-3 = 0.5*I(x^2) - 4")
    #expect(sum.combinations == [[0, 2, -0.5, 0, 0, -1]])
    #expect(sum.values == [-4.001])
    #expect(try read("-x = 1").combinations == [[0, -1, 0, 0, 0, 0]])
  }

  // statsmodels: m = MNLogit(d.track, d[["c", "x", "w"]]).fit(); the joint test of x in both equations by its definition.
  @Test func aTermOfAMultinomialLogitIsTestedInEveryCategory() throws {
    let fit = try MultinomialLogitModel("track ~ x + w").fit(try Uncertainty().table("data"))
    let test = try fit.waldTest("x")
    #expect(test.degreesOfFreedom == 2)
    #expect(agree(test.statistic, 0.07590337029540056, relative: 1e-6))
    #expect(agree(test.pValue, 0.9627594553484062, relative: 1e-7))
    #expect(try fit.waldTest("science: x, sport: x").statistic == test.statistic)
  }

  @Test func hyphensInLevelsPartNothing() throws {
    var table = try Uncertainty().table("data")
    let codes = (0..<160).map { "KZ-\(10 + $0 % 3)" as String? }
    table = table.setting(Column(Variable("region"), categories: codes))
    let fit = try LinearModel("y ~ x + region").fit(table)
    let read = try LinearHypothesis("region::KZ-11 - region::KZ-12 = x", of: fit)
    #expect(read.combinations == [[0, -1, 1, -1]])
  }
}
