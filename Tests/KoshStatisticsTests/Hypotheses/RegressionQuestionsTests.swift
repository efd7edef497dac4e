import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionQuestionsTests {
  @Test func everythingIsAnsweredInTheOrderAsked() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x + track").fit(table)
    var questions = RegressionQuestions()
    questions.tests = ["track", "x = 0.5"]
    questions.adjustment = .holm
    questions.added = ["w", "year"]
    questions.contrasts = [
      RegressionQuestions.Contrasts("track", against: .level("sport"), adjusting: .benjaminiHochberg)
    ]
    let answers = try questions.answers(of: fit, table)
    #expect(try answers.tests == [fit.waldTest("track"), fit.waldTest("x = 0.5")])
    #expect(answers.adjusted == adjustedPValues(answers.tests.map(\.pValue), .holm))
    #expect(answers.added.map(\.hypothesis) == ["w", "year"])
    #expect(
      try answers.added.map(\.statistic) == ["w", "year"].map { try scoreTest(fit, adding: $0, in: table).statistic })
    #expect(answers.addedRows == [160, 160])
    #expect(
      try answers.contrasts.map(\.list)
        == [fit.contrasts(of: "track", against: .level("sport"), adjusting: .benjaminiHochberg)])
    #expect(answers.cautions.isEmpty)
  }

  @Test func theWildBootstrapTakesTheClustersOfTheStandardErrors() throws {
    let table = try Uncertainty().table("data")
    var questions = RegressionQuestions()
    questions.wildTests = ["x"]
    questions.seed = 7
    let clustered = try LinearModel("y ~ x", vcov: .cluster("school")).fit(table)
    #expect(
      try questions.answers(of: clustered, table).wildTests
        == [wildBootstrapTest(clustered, "x", cluster: "school", in: table, seed: 7)])
    let wild = try LinearModel("y ~ x", vcov: CovarianceType(named: "wild:99:school")).fit(table)
    #expect(
      try questions.answers(of: wild, table).wildTests
        == [wildBootstrapTest(wild, "x", cluster: "school", in: table, replications: 99, seed: 7)])
  }

  @Test func addedTermsAreTestedOnTheRowsThatHaveThem() throws {
    var table = try Uncertainty().table("data")
    let gappy = (table["w"]?.numbers ?? []).enumerated().map { $0 < 5 ? .nan : $1 }
    table = table.setting(Column(Variable("w"), numbers: gappy))
    let model = try LinearModel("y ~ x")
    let fit = try model.fit(table)
    var questions = RegressionQuestions()
    questions.added = ["w"]
    let answers = try questions.answers(of: fit, table, refitting: model)
    #expect(answers.addedRows == [155])
    let part = table.selecting(Array(5..<160))
    #expect(answers.added[0].statistic == (try scoreTest(try model.fit(part), adding: "w", in: part).statistic))
    expectProblem(
      "\"w\" would change the rows used: 155 instead of 160\n"
        + "  why: a score test adds terms to a fit of the same rows\n"
        + "  do:  fit the smaller model to the rows in which no added variable is missing"
    ) { try questions.answers(of: fit, table) }
  }

  @Test func manyTestsAndProductsAreSaid() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x*track").fit(table)
    var questions = RegressionQuestions()
    questions.tests = ["x", "track"]
    questions.contrasts = [RegressionQuestions.Contrasts("track", adjusting: nil)]
    let answers = try questions.answers(of: fit, table)
    #expect(answers.cautions.map(\.code) == ["contrasts_in_product", "many_tests", "many_tests"])
    #expect(
      answers.cautions[0].text.en
        == "track also stands in a product: its contrasts hold where the other variable of the product is 0 or at its reference."
    )
  }

  @Test func whatCannotBeAnsweredIsRefusedAtOnce() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x + track", vcov: .hc1).fit(table)
    var questions = RegressionQuestions()
    questions.tests = ["y2"]
    questions.wildTests = ["x"]
    questions.added = ["w"]
    questions.contrasts = [RegressionQuestions.Contrasts("x")]
    expectProblem(
      """
      there is no coefficient "y2" in "y ~ x + track"
        do:  there is: (Intercept), x, track::science, track::sport

      the wild bootstrap of "x" needs one variable of clusters
        why: the standard errors are HC1
        do:  ask for the standard errors cluster:VARIABLE, or wild:TIMES:VARIABLE

      the score test of "w" does not go with the standard errors HC1
        why: it is model-based, and would contradict them
        do:  put the terms into the model and test them by Wald, or fit with iid

      "x" is no factor of "y ~ x + track"
        why: contrasts compare the levels of a factor
        do:  there is: "track"
      """
    ) { try questions.answers(of: fit, table) }
    var wild = RegressionQuestions()
    wild.wildTests = ["x"]
    expectProblem(
      """
      the wild bootstrap does not test "b ~ x"
        why: it is for least squares without absorbed effects
        do:  test "x" by Wald
      """
    ) {
      try wild.answers(of: try GeneralizedLinearModel(.logit, "b ~ x", vcov: .cluster("school")).fit(table), table)
    }
  }

  @Test func adjustmentsAreWords() throws {
    #expect(RegressionQuestions.adjustments == ["holm", "bh", "none"])
    #expect(try RegressionQuestions.adjustment("bh") == .benjaminiHochberg)
    #expect(try RegressionQuestions.adjustment("none") == nil)
    expectProblem("there is no adjustment \"hol\"\n  do:  did you mean \"holm\"?") {
      try RegressionQuestions.adjustment("hol")
    }
    #expect(
      [ContrastScheme("all"), ContrastScheme("reference"), ContrastScheme("a")] == [.all, .reference, .level("a")])
  }
}
