import KoshTable
import Testing

@testable import KoshStatistics

/// R's package survey and its Californian schools: estimates and standard errors as its help pages print them.
@Suite struct SampledUnitsTests {
  struct Case: Sendable {
    var name: String
    var data: String
    var formula: String
    var family: Family?
    var design: SurveyDesign
  }

  static let strata = SurveyDesign(strata: "stype")
  static let cases = [
    Case(name: "strat", data: "strat", formula: "api00 ~ ell + meals + mobility", design: strata),
    Case(
      name: "strat_fpc", data: "strat", formula: "api00 ~ ell + meals + mobility",
      design: SurveyDesign(strata: "stype", populationSize: "fpc")),
    Case(
      name: "units", data: "strat", formula: "api00 ~ ell + meals + mobility",
      design: SurveyDesign(strata: "stype", psu: "unit")),
    Case(
      name: "clus", data: "clus", formula: "api00 ~ ell + meals + mobility",
      design: SurveyDesign(psu: "dnum", populationSize: "fpc")),
    Case(
      name: "strat_logit", data: "strat", formula: "passed ~ ell + meals + mobility", family: .logit,
      design: SurveyDesign(strata: "stype", populationSize: "fpc")),
    Case(
      name: "units_logit", data: "strat", formula: "passed ~ ell + meals", family: .logit,
      design: SurveyDesign(strata: "stype", psu: "unit")),
    Case(
      name: "clus_poisson", data: "clus", formula: "hundreds ~ ell + meals", family: .poisson,
      design: SurveyDesign(psu: "dnum", populationSize: "fpc")),
    Case(
      name: "lonely_certainty", data: "lonely", formula: "api00 ~ ell + meals",
      design: SurveyDesign(strata: "stype", lonelyUnit: .certainty)),
    Case(
      name: "lonely_adjust", data: "lonely", formula: "api00 ~ ell + meals",
      design: SurveyDesign(strata: "stype", lonelyUnit: .adjust)),
    Case(
      name: "lonely_average", data: "lonely", formula: "api00 ~ ell + meals",
      design: SurveyDesign(strata: "stype", lonelyUnit: .average)),
    Case(
      name: "jkn", data: "strat", formula: "api00 ~ ell + meals",
      design: SurveyDesign(strata: "stype", psu: "unit", method: .jackknife)),
    Case(
      name: "jk1", data: "clus", formula: "api00 ~ ell + meals",
      design: SurveyDesign(psu: "dnum", method: .jackknife)),
  ]

  static func fit(_ test: Case, _ table: Table) throws -> any RegressionFit {
    let weights = RegressionWeights("pw", .sampling)
    guard let family = test.family else {
      return try LinearModel(test.formula, vcov: .survey(test.design), weights: weights).fit(table)
    }
    return try GeneralizedLinearModel(family, test.formula, vcov: .survey(test.design), weights: weights).fit(table)
  }

  @Test(arguments: cases) func agreesWithSurvey(test: Case) throws {
    let reference = try Uncertainty()
    var table = try reference.table(test.data)
    if let numbers = table["api00"]?.numbers {
      table = table.setting(
        Column(Variable("hundreds"), numbers: numbers.map { ($0 / 100).rounded(.toNearestOrEven) }))
    }
    let expected = try reference.json.object("survey").object(test.name)
    let fit = try Self.fit(test, table)
    for (term, value) in zip(fit.result.terms, try expected.numbers("estimate")) {
      #expect(agree(term.estimate, value, relative: 1e-8), "\(test.name) \(term.term)")
    }
    expectErrors(fit, try expected.numbers("std_error"), relative: 1e-6, test.name)
    #expect(fit.result.testDegreesOfFreedom == Int(try expected.number("df")))
  }

  // The help page of svyglm prints 820.8873 (10.0777) for the stratified sample.
  @Test func agreesWithThePrintedTable() throws {
    let fit = try Self.fit(Self.cases[1], try Uncertainty().table("strat"))
    #expect(fit.result.terms.map { ($0.estimate * 1e4).rounded() / 1e4 } == [820.8873, -0.4806, -3.1415, 0.2257])
    #expect(
      fit.result.terms.map { (($0.standardError ?? 0) * 1e4).rounded() / 1e4 } == [10.0777, 0.392, 0.2839, 0.3932])
  }

  @Test func lonelyUnitsAreRefusedByName() throws {
    var test = Self.cases[7]
    test.design.lonelyUnit = .fail
    let table = try Uncertainty().table("lonely")
    expectProblem(
      "the stratum \"M\" of stype has a single row\n"
        + "  why: the variance within a stratum cannot be estimated from one unit\n"
        + "  do:  join such a stratum with a like one, or choose what its unit is: certainty, adjust or average"
    ) { try Self.fit(test, table) }
    test.design.psu = "stype"
    expectProblem(
      "3 strata of stype have a single primary sampling unit (stype): \"E\", \"M\", \"H\"\n"
        + "  why: the variance within a stratum cannot be estimated from one unit\n"
        + "  do:  join such a stratum with a like one, or choose what its unit is: certainty, adjust or average"
    ) { try Self.fit(test, table) }
    test.design.lonelyUnit = .average
    expectProblem(
      "every stratum has a single unit: there is no other stratum to take an average of\n  do:  join like strata"
    ) { try Self.fit(test, table) }
    test.design.lonelyUnit = .certainty
    let fit = try Self.fit(test, table).result
    #expect(fit.terms.allSatisfy { $0.standardError == nil })
    #expect(fit.cautions.map(\.code).contains("lonely_units"))
    #expect(fit.cautions.map(\.code).contains("no_design_degrees"))
  }

  @Test func populationSizesThatCannotBeAreRefused() throws {
    let strat = try Uncertainty().table("strat")
    let kinds = (0..<strat.rowCount).map { strat["stype"]?.text(at: $0) ?? "" }
    func message(_ size: (Int) -> Double) -> String {
      let table = strat.setting(Column(Variable("fpc"), numbers: kinds.indices.map(size)))
      do {
        _ = try Self.fit(Self.cases[1], table)
        return "no problem"
      } catch { return "\(error)" }
    }
    #expect(
      message { kinds[$0] == "H" ? -3 : 1000 }
        == "the population size fpc is −3 in the stratum \"H\" of stype\n"
        + "  why: it is the number of units that the stratum has in the population, above 0\n"
        + "  do:  correct the number, or leave the population size out")
    #expect(
      message { kinds[$0] == "H" ? 40 : 1000 }
        == "the population size fpc is 40 in the stratum \"H\" of stype, and the sample has 50 units there\n"
        + "  why: a sample drawn without replacement cannot be larger than its population\n"
        + "  do:  count sampling units, not persons, in fpc")
    #expect(
      message { $0 == 199 ? 999 : 1000 }.hasPrefix("the population size fpc is both 1,000 and 999 in the stratum "))
  }

  @Test func fewUnitsAreSaid() throws {
    var test = Self.cases[3]
    test.formula =
      "api00 ~ ell + meals + mobility + stype + enroll + I(ell^2) + I(meals^2) + I(mobility^2) + ell:meals + ell:mobility + meals:mobility + ell:enroll + meals:enroll"
    let fit = try Self.fit(test, try Uncertainty().table("clus")).result
    #expect(fit.cautions.map(\.code).contains("few_design_degrees"))
    #expect(
      fit.cautions.first { $0.code == "few_design_degrees" }?.text.en
        == "The design leaves 14 degrees of freedom (units − strata) for 15 coefficients: standard errors are unsure, and not all coefficients can be tested jointly."
    )
  }

  // A census has no sampling variance.
  @Test func aCensusHasNoError() throws {
    let strat = try Uncertainty().table("strat")
    let kinds = (0..<strat.rowCount).map { strat["stype"]?.text(at: $0) ?? "" }
    let table = strat.setting(
      Column(Variable("fpc"), numbers: kinds.map { kind in Double(kinds.count { $0 == kind }) }))
    let fit = try Self.fit(Self.cases[1], table).result
    #expect(fit.terms.allSatisfy { $0.standardError == 0 })
  }
}
