@testable import KoshStudy
import Testing

@Suite struct RegressionAnalysisTests {
  /// statsmodels 0.14: ols("bal ~ inc + sh"); AIC and BIC count σ as R does; vif 1 / (1 − r²).
  @Test func leastSquares() throws {
    let run = try Sample.run(
      "analyses: [{id: m, kind: regression, data: regions, models: {a: {formula: balance ~ income + share}}}]")
    try expect(
      run,
      [
        "m.a.intercept": -100.73489255609638, "m.a.income": 0.4485931378368754, "m.a.share": 40.30630416716127,
        "m.a.income.std_error": 0.39204695178747156,
        "m.a.income.statistic": 1.1442331990890149, "m.a.income.p_value": 0.3355499737272423,
        "m.a.share.conf_low": -861.670552, "m.a.share.conf_high": 942.283160,
        "m.a.n": 6, "m.a.lost": 1, "m.a.r_squared": 0.8412169767421563, "m.a.adjusted_r_squared": 0.7353616279035939,
        "m.a.r": 0.9171788141, "m.a.sigma": 27.495156233211944,
        "m.a.log_likelihood": -26.318248770655057, "m.a.aic": 60.63649754131011, "m.a.bic": 59.80353541822233,
        "m.a.vif.income": 9.704776603743749,
        "m.a.raw_r.income": 0.9165950807824363, "m.a.raw_r.share": 0.8785899958972514,
      ], within: 1e-6)
    #expect(run.cautions.map(\.caution.code).contains("rows_lost"))
    #expect(run.cautions.map(\.caution.code).contains("collinearity"))
    #expect(run.findings["m.a.durbin_watson"] == nil)
    #expect(
      run.findings["m.a.income"]?.traits.contains(
        .coefficient(estimate: run.number("m.a.income") ?? 0, rawCorrelation: run.number("m.a.raw_r.income"))) == true)
    #expect(run.findings["m.a.income"]?.traits.contains { if case .collinear = $0 { true } else { false } } == true)
    #expect(run.findings["m.a.income"]?.cells.first?.rows == [0, 1, 2, 4, 5, 6])
  }

  /// statsmodels: durbin_watson(resid); fit without each row; diff() of the rows; cov_type="HC1".
  @Test func timeDifferencesAndRobustErrors() throws {
    let run = try Sample.run(
      "analyses: [{id: m, kind: regression, data: regions, time: year, models: {a: {formula: balance ~ income + share}, b: {formula: balance ~ income, vcov: HC1}, d: {formula: balance ~ income, difference: yes}, w: {formula: balance ~ income, where: year < 2017}}}]"
    )
    try expect(
      run,
      [
        "m.a.durbin_watson": 1.5114555584776992, "m.b.income.std_error": 0.1069831423578126,
        "m.b.income.leave_one_out_min": 0.43309859154929564,
        "m.b.income.leave_one_out_max": 0.5792079207920791, "m.d.income": 0.4166666666666665, "m.d.n": 4, "m.w.n": 5,
      ], within: 1e-8)
  }

  private static let pupils =
    "g,x,y\n"
    + zip(0..<30, [1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0]).map {
      "\($0 % 2 == 0 ? "girl" : "boy"),\($0),\($1)\n"
    }.joined()
  private func logit(_ formula: String) throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, variables: {g: {type: category}, x: {type: number}, y: {type: number}}}}\nanalyses: [{id: m, kind: regression, data: t, models: {a: {formula: \"\(formula)\", family: logit}}}]\n"
      ),
      ["t.csv": Self.pupils])
  }

  /// statsmodels: logit('y ~ C(g, Treatment("boy")) + x').
  @Test func logitWithOddsRatios() throws {
    let run = try logit("y ~ i(g, ref=boy) + x").run()
    try expect(
      run,
      [
        "m.a.intercept": 0.0019193185704838055, "m.a.g__girl": 0.31864447479669067, "m.a.x": 0.027272256986237264,
        "m.a.g__girl.std_error": 0.7670410181170925,
        "m.a.log_likelihood": -19.45278674222359, "m.a.r_squared": 0.013286819860614085,
        "m.a.g__girl.odds_ratio": 1.375262297572471, "m.a.g__girl.odds_low": 0.305829,
        "m.a.g__girl.odds_high": 6.184321, "m.a.n": 30,
      ], within: 1e-5)
    #expect(run.findings["m.a.g__girl"]?.traits.contains(.oddsRatio) == true)
    #expect(run.findings["m.a.intercept.odds_ratio"]?.traits.contains(.oddsRatio) != false)
  }

  @Test func whatCannotBeFittedIsAProblemOfTheModel() throws {
    let found = try logit("y ~ x + i(h)").problems()
    #expect(
      found == [
        "STUDY/study.yaml:5:69: \"t\" has no variable \"h\"\n  why: the formula is y ~ x + i(h)\n  do:  there is: g, x, y"
      ], "\(found)")
    let constant = try Sample.problems(
      "analyses: [{id: m, kind: regression, data: regions, models: {a: {formula: balance ~ income, where: \"year > 2016\"}}}]"
    )
    #expect(constant.count == 1)
    #expect(constant[0].hasPrefix("STUDY/study.yaml:17:62: "), "\(constant)")
  }

  @Test(arguments: [
    ("(Intercept)", "intercept"), ("region::KZ-11", "region__KZ-11"), ("log(x)", "log_x_"), ("x", "x"), ("жас", "жас"),
  ])
  func termsBecomeNames(term: String, expected: String) { #expect(RegressionAnalysis.part(ofTerm: term) == expected) }

  @Test(arguments: [(142441.0, 0), (20, 0), (3.2, 1), (0.25, 2), (0.0000001, 6)] as [(Double, Int)])
  func decimalsFollowTheStandardError(error: Double, expected: Int) {
    #expect(RegressionAnalysis.decimals(of: error) == expected)
  }

  @Test func withoutAnErrorThreeDecimals() {
    #expect(RegressionAnalysis.decimals(of: nil) == 3)
    #expect(RegressionAnalysis.decimals(of: 0) == 3)
  }
}
