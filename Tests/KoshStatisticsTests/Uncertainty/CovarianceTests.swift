import KoshTable
import Testing

@testable import KoshStatistics

/// References/uncertainty.json: R's sandwich and survey; the script stands beside it.
struct Uncertainty {
  let json: [String: Any]

  init() throws { json = try References.json("uncertainty") }

  func table(_ name: String) throws -> Table { try json.object(name).table("\(name).csv") }

  /// The standard errors of a fit of one of the four models to "data".
  static func fit(_ model: String, _ vcov: CovarianceType, _ table: Table) throws -> any RegressionFit {
    switch model {
    case "ols": try LinearModel("y ~ x + track", vcov: vcov).fit(table)
    case "wls": try LinearModel("y ~ x + track", vcov: vcov, weights: "w").fit(table)
    case "logit": try GeneralizedLinearModel(.logit, "b ~ x + track", vcov: vcov).fit(table)
    default: try GeneralizedLinearModel(.poisson, "count ~ x + track", vcov: vcov).fit(table)
    }
  }
}

func expectErrors(
  _ fit: any RegressionFit, _ expected: [Double], relative: Double = 1e-8, _ comment: String = "",
  _ location: SourceLocation = #_sourceLocation
) {
  #expect(fit.result.terms.count == expected.count, sourceLocation: location)
  for (term, value) in zip(fit.result.terms, expected) {
    #expect(
      agree(term.standardError, value, relative: relative),
      "\(comment) \(term.term): \(term.standardError.map { "\($0)" } ?? "nil") ≠ \(value)", sourceLocation: location)
  }
}

func expectProblem(
  _ expected: String, _ location: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) {
  #expect(sourceLocation: location) {
    try body()
  } throws: { error in
    #expect("\(error)" == expected, sourceLocation: location)
    return "\(error)" == expected
  }
}

@Suite struct CovarianceTests {
  static let models = ["ols", "wls", "logit", "poisson"]

  // R: sandwich::vcovCL. Stata's convention for a likelihood has no (n − 1) / (n − k), fixest's has it.
  @Test(arguments: models) func clustersAgreeWithSandwich(model: String) throws {
    let reference = try Uncertainty()
    let table = try reference.table("data")
    let expected = try reference.json.object("clusters").object(model)
    func fit(_ variables: String..., correction: SmallSampleCorrection) throws -> any RegressionFit {
      try Uncertainty.fit(model, .clusters(ClusterCovariance(variables, correction: correction)), table)
    }
    expectErrors(try fit("school", correction: .none), try expected.numbers("school_none"))
    expectErrors(try fit("school", correction: .fixest), try expected.numbers("school_stata_ols"))
    let isLikelihood = model == "logit" || model == "poisson"
    expectErrors(
      try fit("school", correction: .stata), try expected.numbers(isLikelihood ? "school_g" : "school_stata_ols"))
    expectErrors(try fit("school", "year", correction: .none), try expected.numbers("two_way_none"))
    expectErrors(try fit("school", "district", correction: .none), try expected.numbers("nested_none"), relative: 1e-7)
  }

  // The factor of two-way clusters is that of the variable with the fewest clusters, here 7 years.
  @Test func twoWayClustersTakeTheSmallerNumber() throws {
    let table = try Uncertainty().table("data")
    let plain = try Uncertainty.fit("ols", .cluster("school", "year", correction: .none), table).result
    let stata = try Uncertainty.fit("ols", .cluster("school", "year"), table).result
    let factor = (7.0 / 6 * 159 / 156).squareRoot()
    for (a, b) in zip(plain.terms, stata.terms) {
      #expect(agree(b.standardError, (a.standardError ?? 0) * factor, relative: 1e-12))
    }
    #expect(stata.clusterCounts == [18, 7])
    #expect(stata.testDegreesOfFreedom == 6)
    #expect(stata.cautions.map(\.code) == ["few_clusters"])
  }

  @Test func nestedClustersAreThoseOfTheCoarserVariable() throws {
    let table = try Uncertainty().table("data")
    let both = try Uncertainty.fit("logit", .cluster("school", "district"), table).result
    let coarse = try Uncertainty.fit("logit", .cluster("district"), table).result
    for (a, b) in zip(both.terms, coarse.terms) {
      #expect(agree(a.standardError, b.standardError, relative: 1e-9))
    }
    #expect(both.cautions.map(\.code) == ["nested_clusters", "few_clusters"])
    #expect(
      both.cautions[0].text.en
        == "Every cluster of school lies within one cluster of district: two-way clusters are the same as clusters of district alone."
    )
  }

  @Test func negativeEigenvaluesOfTwoWayClustersAreMended() throws {
    let reference = try Uncertainty()
    let fit = try LinearModel("v ~ u", vcov: .cluster("a", "c", correction: .none)).fit(try reference.table("bad"))
    expectErrors(fit, try reference.json.object("not_positive").numbers("fixed"))
    let raw = try reference.json.object("not_positive").numbers("raw")
    #expect(!agree(fit.terms[0].standardError, raw[0], relative: 0.1))
    #expect(fit.cautions.map(\.code) == ["covariance_not_positive", "few_clusters"])
  }

  @Test func singleClustersAreRefused() throws {
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 4, 3]), Column(Variable("x"), numbers: [1, 2, 3, 5]),
        Column(Variable("school"), categories: ["a", "a", "a", nil]),
      ])
    for type in [
      CovarianceType.cluster("school"), .jackknife(cluster: "school"), try CovarianceType(named: "wild:9:school"),
    ] {
      expectProblem(
        "there is one cluster only: school is \"a\" in every row used\n"
          + "  why: the variation between clusters cannot be estimated from one\n"
          + "  do:  cluster by another variable, or take HC1"
      ) { try LinearModel("y ~ x", vcov: type).fit(table) }
    }
  }

  @Test func rowsWithoutAClusterAreLeftOutAndCounted() throws {
    var table = try Uncertainty().table("data")
    let schools = (0..<table.rowCount).map { table["school"]?.text(at: $0) }
    table = table.setting(Column(Variable("gappy"), categories: schools.map { $0 == "s3" ? nil : $0 }))
    let fit = try Uncertainty.fit("ols", .cluster("gappy"), table).result
    let without = try Uncertainty.fit(
      "ols", .cluster("school"), table.selecting(schools.indices.filter { schools[$0] != "s3" })
    ).result
    #expect(fit.terms == without.terms)
    #expect(fit.rowLosses == [RowLoss(variable: "gappy", rule: .missing, count: schools.count { $0 == "s3" })])
    #expect(fit.clusterCounts == [17])

    table = table.setting(Column(Variable("empty"), categories: schools.map { _ in nil }))
    expectProblem(
      "empty has no value in any row of data.csv\n  why: rows that lack a value are left out, and none remains\n"
        + "  do:  name another variable, or correct the column"
    ) { try Uncertainty.fit("ols", .cluster("empty"), table) }
  }

  @Test func fewerClustersThanCoefficientsAreSaid() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x + track + I(x^2) + I(x^3) + w", vcov: .cluster("district")).fit(table)
    #expect(fit.cautions.map(\.code).contains("clusters_fewer_than_coefficients"))
    #expect(
      fit.cautions.last?.text.en
        == "There are 6 clusters for 7 coefficients: so few clusters cannot test all coefficients together, but 5 of them at most."
    )
  }

  // R: sandwich::NeweyWest(prewhite = FALSE).
  @Test func neweyWestAgreesWithSandwich() throws {
    let reference = try Uncertainty()
    let table = try reference.table("series")
    let expected = try reference.json.object("newey_west")
    func ols(_ lag: Int?, _ adjusted: Bool, time: String? = nil, _ table: Table) throws -> LinearFit {
      try LinearModel("z ~ trend", vcov: .neweyWest(NeweyWestCovariance(lag: lag, isAdjusted: adjusted, time: time)))
        .fit(table)
    }
    expectErrors(try ols(2, false, table), try expected.numbers("ols_2_none"))
    expectErrors(try ols(2, true, table), try expected.numbers("ols_2_adjusted"))
    expectErrors(try ols(0, false, table), try expected.numbers("ols_0_none"))
    let automatic = try ols(nil, true, table)
    expectErrors(automatic, try expected.numbers("ols_3_adjusted"))
    #expect(automatic.covarianceType.name == "NW:3")
    #expect(automatic.testDegreesOfFreedom == 58)
    #expect(automatic.cautions.map(\.code) == ["order_of_rows"])
    let logit = try GeneralizedLinearModel(
      .logit, "up ~ trend", vcov: .neweyWest(NeweyWestCovariance(lag: 2, isAdjusted: false))
    ).fit(table)
    expectErrors(logit, try expected.numbers("logit_2_none"))

    let shuffled = table.selecting((0..<60).map { ($0 * 37 + 11) % 60 })
    let ordered = try ols(2, true, time: "t", shuffled)
    expectErrors(ordered, try expected.numbers("ols_2_adjusted"))
    #expect(ordered.cautions.isEmpty)
    #expect(!agree(try ols(2, true, shuffled).terms[1].standardError, ordered.terms[1].standardError, relative: 1e-3))
    let gap = try ols(2, true, time: "t", table.selecting((0..<60).filter { $0 != 20 }))
    #expect(gap.cautions.map(\.code) == ["gaps_in_time"])
    #expect(try ols(20, true, time: "t", table).cautions.map(\.code) == ["large_lag"])
  }

  @Test func impossibleLagsAreRefused() throws {
    let table = try Uncertainty().table("series").selecting(Array(0..<8))
    expectProblem(
      "the lag 8 of Newey–West is not below the number of rows, 8\n  why: no two rows are so far apart\n"
        + "  do:  write a smaller lag, such as NW:2"
    ) { try LinearModel("z ~ trend", vcov: try CovarianceType(named: "NW:8")).fit(table) }
    let twice = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 4, 3]), Column(Variable("x"), numbers: [1, 2, 3, 5]),
        Column(Variable("year"), numbers: [2001, 2002, 2002, 2003]),
      ])
    expectProblem(
      "year is \"2002\" in more than one row\n  why: Newey–West needs one row for each point in time\n"
        + "  do:  cluster a panel by its units instead, or fit each unit's series by itself"
    ) { try LinearModel("y ~ x", vcov: try CovarianceType(named: "NW:1:year")).fit(twice) }
  }

  @Test func frequencyWeightsAreRefusedWhereRowsAreSingle() throws {
    let table = try Uncertainty().table("data")
    for name in ["NW:1", "jackknife", "bootstrap:20"] {
      expectProblem(
        "the covariance \(name) is not defined for frequency weights\n"
          + "  why: a row that stands for several is no single observation\n"
          + "  do:  write each observation as a row, or name the weights analytic or sampling"
      ) {
        try LinearModel(
          "y ~ x", vcov: try CovarianceType(named: name), weights: RegressionWeights("count", .frequency)
        ).fit(table)
      }
    }
  }

  // Laws: a frequency weight is so many equal rows of the cluster; the order of rows does not matter.
  @Test(arguments: ["y ~ x + track", "b ~ x + track"]) func clustersObeyTheLawsOfRows(formula: String) throws {
    let table = try Uncertainty().table("data")
    let times = (0..<160).map { Double(1 + $0 % 3) }
    let weighted = table.setting(Column(Variable("times"), numbers: times))
    let rows = times.indices.flatMap { [Int](repeating: $0, count: Int(times[$0])) }
    func fit(_ table: Table, _ weights: RegressionWeights?, _ vcov: CovarianceType) throws -> any RegressionFit {
      if formula.hasPrefix("y") { return try LinearModel(formula, vcov: vcov, weights: weights).fit(table) }
      return try GeneralizedLinearModel(.logit, formula, vcov: vcov, weights: weights).fit(table)
    }
    for vcov in [CovarianceType.cluster("school"), .cluster("school", "year"), .jackknife(cluster: "school")] {
      let one = try fit(weighted, RegressionWeights("times", .frequency), vcov).result
      let many = try fit(table.selecting(rows), nil, vcov).result
      let turned = try fit(table.selecting(rows.reversed()), nil, vcov).result
      for (a, (b, c)) in zip(one.terms, zip(many.terms, turned.terms)) {
        #expect(agree(a.standardError, b.standardError, relative: 1e-8), "\(vcov.name) \(a.term)")
        #expect(agree(c.standardError, b.standardError, relative: 1e-8), "\(vcov.name) \(a.term)")
      }
    }
  }
}
