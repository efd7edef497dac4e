@testable import KoshReport
@testable import KoshStudy
import Testing

@Suite struct RegressionReportAnswersTests {
  private static let pupils =
    "g,x,z,y,school\n"
    + zip(0..<30, [1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0]).map {
      "\($0 % 2 == 0 ? "girl" : "boy"),\($0),\($0 * 7 % 11),\($1),s\($0 / 5)\n"
    }.joined()

  private static let labels = zip(0..., ["Нулевая", "Первая", "Вторая", "Третья", "Четвёртая", "Пятая"])
    .map { "s\($0): {en: s\($0), ru: \($1), kk: s\($0)}" }.joined(separator: ", ")

  private func folder(_ models: String, _ rest: String = "", after: String = "") throws -> StudyFolder {
    try StudyFolder(
      study(
        """
        sources: {t: {file: t.csv, variables: {g: {type: category}, school: {type: category, labels: {\(Self.labels)}}}}}
        analyses: [{id: m, kind: regression, data: t, models: {\(models)}\(rest)}]
        \(after)

        """), ["t.csv": Self.pupils])
  }

  // R: m <- lm(y ~ z + school); coef(m), vcov(m), p.adjust(p, "holm") and "BH"; anova(lm(y ~ z), m).
  @Test func contrastsAndTestsOfLeastSquares() throws {
    let run = try folder(
      """
      a: {formula: "y ~ z + i(school)", contrasts: [{variable: school, against: reference, adjust: bh}],
      tests: {school: "i(school)", slope: z}, adjust: holm}, b: {formula: y ~ z}
      """, ", compare: {school: [b, a]}"
    ).run()
    try expect(
      run,
      [
        "m.a.contrast.school.s1__s0": -0.19821428571429, "m.a.contrast.school.s1__s0.std_error": 0.333074623955,
        "m.a.contrast.school.s3__s0.p_value": 0.987323550999, "m.a.contrast.school.s2__s0.adjusted_p": 0.929306314143,
        "m.a.test.school": 0.418387972243, "m.a.test.school.df": 5, "m.a.test.school.df_residual": 23,
        "m.a.test.school.p_value": 0.831061962876, "m.a.test.school.adjusted_p": 1,
        "m.compare.school": 0.418387972243, "m.compare.school.p_value": 0.831061962876, "m.compare.school.df": 5,
        "m.compare.school.df_residual": 23,
      ], within: 1e-10)
    #expect(run.findings["m.a.contrast.school.s1__s0"]?.label.ru.hasSuffix("school: Первая − Нулевая") == true)
    #expect(run.findings["m.a.contrast.school.s2__s1"] == nil)
  }

  // R: anova(glm(y ~ g, binomial), glm(y ~ g + x + z, binomial), test = "LRT") and test = "Rao", with
  // control = list(epsilon = 1e-15).
  @Test func nestedLogitsAndTermsToAdd() throws {
    let run = try folder(
      """
      a: {formula: y ~ g, family: logit, add: {both: x + z}, contrasts: [{variable: g}]},
      b: {formula: y ~ g + x + z, family: logit}
      """, ", compare: {both: [a, b]}"
    ).run()
    try expect(
      run,
      [
        "m.a.add.both": 0.414952770812, "m.a.add.both.df": 2, "m.compare.both": 0.4169216346,
        "m.a.contrast.g.girl__boy": run.number("m.a.g__girl") ?? .nan,
        "m.a.contrast.g.girl__boy.odds_ratio": run.number("m.a.g__girl.odds_ratio") ?? .nan,
      ], within: 1e-8)
    #expect(abs((run.number("m.a.add.both.p_value") ?? 0) - 0.81263) < 5e-6)
    #expect(abs((run.number("m.compare.both.p_value") ?? 0) - 0.81183) < 5e-6)
    #expect(run.findings["m.compare.both.df_residual"] == nil)
  }

  @Test func bootstrapsHavePercentilesAndFewClustersAWildTest() throws {
    let run = try folder(
      """
      a: {formula: y ~ x, vcov: "bootstrap:200"},
      b: {formula: y ~ x, vcov: "cluster:school", wild_tests: {slope: x}}
      """
    ).run()
    let ends = (run.number("m.a.x.percentile_low") ?? 1, run.number("m.a.x.percentile_high") ?? -1)
    #expect(ends.0 < (run.number("m.a.x") ?? .nan) && (run.number("m.a.x") ?? .nan) < ends.1)
    let t = (run.number("m.b.x") ?? .nan) / (run.number("m.b.x.std_error") ?? .nan)
    #expect(abs((run.number("m.b.wild_test.slope") ?? 0) - t) < 1e-9)
    #expect((0.0...1).contains(run.number("m.b.wild_test.slope.p_value") ?? -1))
  }

  @Test func everythingFoundIsAnnounced() throws {
    let run = try folder(
      """
      a: {formula: "y ~ z + i(school)", contrasts: [{variable: school}], tests: {school: "i(school)"}, adjust: bh,
      margins: {predict: [school, z=3], compare: ["z=1,5", school], by: g}, vcov: "bootstrap:50"},
      b: {formula: y ~ z, family: logit, add: {x: x}, margins: {at: means}},
      c: {formula: school ~ z, family: multinomial, margins: {predict: [z=1]}},
      d: {formula: y ~ z | school, vcov: "cluster:school"}
      """
    ).run()
    let names = FindingNames(try #require(run.plan.analyses.first).findingPatterns.map { "m.\($0)" })
    for finding in run.findings.list {
      #expect(names.contains(finding.id), "\(finding.id)")
    }
    for wrong in ["m.a.z.std_eror", "m.a.contrast.school.s1__s0.p", "m.b.test.school", "m.a.school__s1.pvalue"] {
      #expect(!names.contains(wrong), "\(wrong)")
    }
  }

  @Test func answersAreTables() throws {
    let run = try folder(
      """
      a: {formula: "y ~ z + i(school)", contrasts: [{variable: school, against: s2, adjust: none}],
      tests: {school: "i(school)"}, add: {x: x}, margins: {predict: [z=3]}}, b: {formula: y ~ z}
      """, ", compare: {school: [b, a]}",
      after: """
        exhibits:
          - {id: contrasts, kind: table, of: m, show: contrasts, title: T}
          - {id: tests, kind: table, of: m, show: tests, title: T}
          - {id: comparisons, kind: table, of: m, show: comparisons, title: T}
          - {id: margins, kind: table, of: m, show: margins, title: T}
          - {id: predictions, kind: table, of: m, show: predictions, title: T}
        """
    ).run()
    let tables = run.plan.specification.exhibits.map { exhibit in
      guard case .table(let table)? = ExhibitBuilder(run).block(exhibit) else { return "\(exhibit.id): no table" }
      return "\(exhibit.id): " + table.columns.map(\.title.en).joined(separator: " | ") + "; \(table.rows.count)"
    }
    #expect(
      tables == [
        "contrasts: Contrast | Difference | Standard error | t, z | p | Interval from | to; 5",
        "tests: Test | Statistic | df | Residual df | p; 2",
        "comparisons: Models | Statistic | df | Residual df | p; 1",
        "margins: Variable | Effect | Standard error | p | Interval from | to; 6",
        "predictions: Variable | Prediction | Standard error | Interval from | to; 1",
      ])
  }

  @Test func questionsThatCannotBeAnswered() throws {
    let planned = try folder(
      """
      a: {formula: "y ~ z + i(school)", contrasts: [{variable: g}, {variable: school, against: s9}], adjust: holm, add: {w: w}},
      b: {formula: y ~ z, vcov: HC1}
      """, ", compare: {one: [a], two: [b, c]}",
      after: "exhibits: [{id: e, kind: table, of: m, show: margins, title: T}]"
    ).problems()
    #expect(
      planned == [
        "STUDY/study.yaml:5:56: \"g\" is no predictor of the model a\n  why: the formula is y ~ z + i(school)\n  do:  there is: z, school",
        "STUDY/study.yaml:5:56: \"school\" has no category \"s9\" to compare with\n  do:  did you mean \"s0\"?",
        "STUDY/study.yaml:5:56: \"t\" has no variable \"w\"\n  why: it is to be added to the model a\n  do:  there is: g, x, z, y, school",
        "STUDY/study.yaml:5:159: the model a adjusts p-values of tests, and has none\n  do:  move adjust: into contrasts:",
        "STUDY/study.yaml:6:44: one compares 1 models\n  why: a model is compared with a larger one that holds it\n  do:  name two, the smaller first: [a, b]",
        "STUDY/study.yaml:6:54: two compares the model \"c\", which there is not\n  do:  there is: a, b",
        "STUDY/study.yaml:7:46: the exhibit \"e\" shows margins of \"m\", which has none\n  do:  add margins: to a model",
      ])
    let answered = try folder(
      "a: {formula: y ~ z, vcov: HC1, add: {x: x}}, b: {formula: y ~ z + x, wild_tests: {x: x}}"
    ).problems()
    #expect(
      answered == [
        "STUDY/study.yaml:5:56: the score test of \"x\" does not go with the standard errors HC1\n  why: it is model-based, and would contradict them\n  do:  put the terms into the model and test them by Wald, or fit with iid",
        "STUDY/study.yaml:5:101: the wild bootstrap of \"x\" needs one variable of clusters\n  why: the standard errors are iid\n  do:  ask for the standard errors cluster:VARIABLE, or wild:TIMES:VARIABLE",
      ])
  }
}
