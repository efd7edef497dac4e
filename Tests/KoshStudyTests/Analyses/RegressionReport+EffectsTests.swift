@testable import KoshStudy
import Testing

@Suite struct RegressionReportEffectsTests {
  private static let pupils =
    "g,x,y,school\n"
    + zip(0..<30, [1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0]).map {
      "\($0 % 2 == 0 ? "girl" : "boy"),\($0),\($1),s\($0 / 5)\n"
    }.joined()

  private func folder(_ model: String) throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, variables: {g: {type: category}, x: {type: number}, y: {type: number}, school: {type: category}}}}\nanalyses: [{id: m, kind: regression, data: t, models: {a: {\(model)}}}]\n"
      ),
      ["t.csv": Self.pupils])
  }

  /// statsmodels: Logit(y, [1, girl, x]).fit().get_margeff(at="overall" / "mean", dummy=True), and p = fit.predict().
  @Test func marginalEffectsAndQuality() throws {
    let run = try folder("formula: \"y ~ i(g, ref=boy) + x\", family: logit, margins: {at: rows}").run()
    try expect(
      run,
      [
        "m.a.ame.g_girl": 0.07288487, "m.a.ame.g_girl.std_error": 0.174565, "m.a.ame.g_girl.p_value": 0.67629602,
        "m.a.ame.x": 0.0062232, "m.a.ame.x.std_error": 0.00992076, "m.a.ame.x.p_value": 0.53046902,
        "m.a.auc": 0.5598086124401914, "m.a.brier": 0.22821125954317906,
      ], within: 1e-5)
    let atMeans = try folder(
      "formula: \"y ~ i(g, ref=boy) + x\", family: logit, margins: {at: means, variables: [x]}"
    ).run()
    try expect(atMeans, ["m.a.ame.x": 0.00631596, "m.a.ame.x.std_error": 0.01028784], within: 1e-5)
    #expect(atMeans.findings["m.a.ame.g_girl"] == nil)
  }

  @Test func predictionsAreFindings() throws {
    let run = try folder(
      "formula: \"y ~ i(g, ref=boy) + x\", family: logit, margins: {predict: [g, \"x=10,20\"], compare: [\"x=10,20\", g]}"
    ).run()
    let ten = (run.number("m.a.predicted.x_20") ?? 0) - (run.number("m.a.predicted.x_10") ?? 0)
    #expect(abs((run.number("m.a.change.x_20__10") ?? 0) - ten) < 1e-12)
    #expect(abs((run.number("m.a.change.g_girl__boy") ?? 0) - (run.number("m.a.ame.g_girl") ?? 1)) < 1e-12)
    #expect(run.number("m.a.change.x_20__10.p_value") != nil)
    let (girl, boy) = (run.number("m.a.predicted.g_girl") ?? 0, run.number("m.a.predicted.g_boy") ?? 0)
    #expect(abs(girl - boy - (run.number("m.a.ame.g_girl") ?? 1)) < 1e-12)
    #expect((run.number("m.a.predicted.x_10.conf_low") ?? 1) < (run.number("m.a.predicted.x_10") ?? 0))
    #expect(run.findings["m.a.predicted.x_10.p_value"] == nil)
    #expect(
      try folder("formula: \"y ~ x\", margins: {predict: [g]}").problems() == [
        "STUDY/study.yaml:5:56: \"g\" is no predictor of the model a\n  why: the formula is y ~ x\n  do:  there is: y, x"
      ])
  }

  /// Each category of an outcome has its effect; they add up to 0.
  @Test func effectsOnCategories() throws {
    let run = try folder("formula: \"school ~ y\", family: multinomial, margins: {at: rows}, where: \"x < 15\"").run()
    let effects = ["s0", "s1", "s2"].map { run.number("m.a.ame.y.\($0)") ?? .nan }
    #expect(abs(effects.reduce(0, +)) < 1e-9)
  }

  /// What an attribute of one alternative does to another stands behind both: `ame.ATTRIBUTE_CHANGED.OTHER`.
  @Test func effectsOfAttributesOfAlternatives() throws {
    let rows = (0..<12).map { person in
      let (near, far) = (Double(person % 5), Double((person * 7) % 4))
      let chosen = (person * 5) % 3 == 0 ? 1 : 0
      return "\(person),near,\(near),\(chosen)\n\(person),far,\(far),\(1 - chosen)\n"
    }
    let folder = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, variables: {place: {type: category}}}}\nanalyses: [{id: m, kind: regression, data: t, models: {a: {formula: \"y ~ cost\", family: conditional, chooser: who, alternative: place, margins: {at: rows}}}}]\n"
      ), ["t.csv": "who,place,cost,y\n" + rows.joined()])
    let run = try folder.run()
    let own = run.number("m.a.ame.cost_near.near") ?? .nan
    #expect(abs(own + (run.number("m.a.ame.cost_near.far") ?? .nan)) < 1e-12)
  }

  @Test func marginalEffectsWithinGroups() throws {
    let run = try folder("formula: \"y ~ x\", family: logit, margins: {by: g}").run()
    #expect(run.number("m.a.ame.x.girl") != nil)
    #expect(run.number("m.a.ame.x.boy") != nil)
    #expect(run.number("m.a.ame.x") == nil)
  }

  /// statsmodels: GLM(y, [1, girl, x], family=Poisson()).fit().
  @Test func countsHaveRateRatios() throws {
    let run = try folder("formula: \"y ~ i(g, ref=boy) + x\", family: poisson, vcov: cluster:school").run()
    try expect(
      run, ["m.a.g__girl.rate_ratio": 1.12214659, "m.a.x.rate_ratio": 1.00993193, "m.a.clusters": 6], within: 1e-6)
    #expect(run.number("m.a.g__girl.odds_ratio") == nil)
    #expect(run.number("m.a.auc") == nil)
  }

  @Test func wordsThatAreNotUnderstoodAreToldBeforeTheRun() throws {
    let found = try folder(
      "formula: \"y ~ x\", vcov: cluster:schol, weights: w, margins: {variables: [z], by: klass}"
    ).problems()
    #expect(
      found == [
        "STUDY/study.yaml:5:56: \"t\" has no variable \"w\"\n  do:  there is: g, x, y, school",
        "STUDY/study.yaml:5:56: \"t\" has no variable \"schol\"\n  do:  did you mean \"school\"?",
        "STUDY/study.yaml:5:56: \"t\" has no variable \"klass\"\n  do:  there is: g, x, y, school",
        "STUDY/study.yaml:5:56: \"z\" is no predictor of the model a\n  why: the formula is y ~ x\n  do:  there is: y, x",
      ], "\(found)")
    #expect(
      try folder("formula: \"y ~ x\", vcov: HC9").problems() == [
        "STUDY/study.yaml:5:56: there is no covariance type \"HC9\"\n  do:  there is: iid, HC0, HC1, HC2, HC3, cluster:VAR, NW:LAG, jackknife, bootstrap:TIMES, wild:TIMES:VAR"
      ])
  }
}
