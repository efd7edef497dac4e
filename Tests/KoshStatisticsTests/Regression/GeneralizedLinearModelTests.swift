import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct GeneralizedLinearModelTests {
  // R 4.2.2; see References/regression_reference.R. The constant of "constant" is 0 but for rounding.
  @Test func agreesWithR() throws {
    let references = try References.json("regression_reference")
    for case let reference as [String: Any] in try #require(references["logit"] as? [Any]) {
      let name = try reference.text("name")
      let table = try references.object(name == "spector" ? "spector" : "data").table("reference.csv")
      var model = try GeneralizedLinearModel(
        .logit, try reference.text("formula"), weights: (reference["weights"] as? String).map { RegressionWeights($0) })
      let fit = try model.fit(table)
      #expect(abs((fit.mcFaddenRSquared ?? 1) - (try reference.number("mcfadden"))) < 1e-12, "\(name)")
      guard name != "constant" else {
        #expect(abs(fit.terms[0].estimate) < 1e-12)
        continue
      }
      try expectAgreement(fit, reference) { type in
        model.options.vcov = type
        return try model.fit(table).terms.map(\.standardError)
      }
    }
  }

  // W. H. Greene, Econometric Analysis, table of the Spector–Mazzeo logit: −13.021, 2.826, 0.095, 2.379.
  @Test func agreesWithThePrintedTableOfATextbook() throws {
    let table = try References.json("regression_reference").object("spector").table("spector.csv")
    let fit = try GeneralizedLinearModel(.logit, "grade ~ gpa + tuce + psi").fit(table)
    let printed = [-13.021, 2.826, 0.095, 2.379]
    for (term, value) in zip(fit.terms, printed) { #expect(abs(term.estimate - value) <= 0.0005) }
    #expect(abs((fit.logLikelihood ?? 0) - -12.8896) < 0.00005)
    #expect(abs((fit.overallTest?.statistic ?? 0) - 15.404) < 0.0005)
  }

  // statsmodels 0.15; see References/likelihood_reference.py.
  @Test func agreesWithStatsmodels() throws {
    let references = try References.json("likelihood_reference")
    let table = try references.object("data").table("reference.csv")
    for case let reference as [String: Any] in try #require(references["fits"] as? [Any]) {
      let name = try reference.text("name")
      let family = try #require(Family(rawValue: try reference.text("family")))
      var model = try GeneralizedLinearModel(
        family, try reference.text("formula"),
        weights: (reference["weights"] as? String).map { RegressionWeights($0, .frequency) })
      func compare(_ key: String, _ type: CovarianceType) throws {
        guard reference[key] != nil else { return }
        model.options.vcov = type
        let fit = try model.fit(table)
        let errors = fit.terms.map(\.standardError) + (fit.alpha.map { [$0.standardError] } ?? [])
        for (a, b) in zip(errors, try reference.numbers(key)) {
          #expect(agree(a, b, relative: Tolerance.standardError), "\(name) \(key)")
        }
      }
      let fit = try model.fit(table)
      let estimates = fit.terms.map(\.estimate) + (fit.alpha.map { [$0.estimate] } ?? [])
      let expected = try reference.numbers("estimate")
      #expect(estimates.count == expected.count)
      for (a, b) in zip(estimates, expected) {
        #expect(agree(a, b, relative: 10 * Tolerance.coefficient), "\(name): \(a) \(b)")
      }
      #expect(agree(fit.logLikelihood, try reference.number("log_lik"), relative: Tolerance.likelihood), "\(name)")
      if reference["log_lik_null"] != nil {
        let null = try reference.number("log_lik_null")
        #expect(agree(fit.nullLogLikelihood, null, relative: 1e-9), "\(name)")
      }
      if reference["lr_statistic"] != nil {
        let statistic = try reference.number("lr_statistic")
        #expect(agree(fit.overdispersionTest?.statistic, statistic, relative: 1e-9))
        #expect((fit.overdispersionTest?.pValue ?? 1) < 1e-20)
      }
      try compare("std_error", .iid)
      try compare("HC0", .hc0)
      try compare("cluster_none", .cluster("school", correction: .none))
      try compare("cluster_stata", .cluster("school", correction: .stata))
    }
  }

  // Sandwich estimators and a Newton iteration to 1e-15 written out in numpy; each convention by its name.
  @Test func agreesWithEachConventionOnPupils() throws {
    let reference = try References.json("pupils_15k")
    let url = try #require(Bundle.module.url(forResource: "References/pupils_15k", withExtension: "txt"))
    let bytes = [UInt8](try #require(Data(base64Encoded: try Data(contentsOf: url))))
    let packed = stride(from: 0, to: bytes.count, by: 4).map { at in
      (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    func column(_ name: String, _ value: (Int) -> Int) -> Column {
      Column(Variable(name), numbers: packed.map { Double(value($0)) })
    }
    let score = Column(Variable("score"), numbers: packed.map { Double($0 >> 3 & 255) / 2 })
    let table = Table(
      name: "pupils.csv",
      columns: [
        column("y") { $0 & 1 }, column("gender") { $0 >> 1 & 1 }, column("lang") { $0 >> 2 & 1 }, score,
        column("region") { ($0 >> 11) % 6 }, column("school") { $0 >> 11 },
      ])
    let types: [(String, CovarianceType)] = [
      ("se_model", .iid), ("se_HC0", .hc0), ("se_HC1", .hc1), ("se_cluster_CR0", .cluster("school", correction: .none)),
      ("se_cluster_g", .cluster("school", correction: .stata)),
      ("se_cluster_CR1", .cluster("school", correction: .fixest)),
    ]
    for (key, type) in types {
      let fit = try GeneralizedLinearModel(.logit, "y ~ gender + lang + score + i(region)", vcov: type).fit(table)
      for (term, value) in zip(fit.terms, try reference.numbers("coef")) {
        #expect(agree(term.estimate, value, relative: Tolerance.coefficient), "\(term.term)")
      }
      for (term, value) in zip(fit.terms, try reference.numbers(key)) {
        #expect(agree(term.standardError, value, relative: 1e-9), "\(key) \(term.term)")
      }
      #expect(agree(fit.logLikelihood, try reference.number("loglik"), relative: 1e-12))
      #expect(agree(fit.nullLogLikelihood, try reference.number("loglik_null"), relative: 1e-12))
      #expect(agree(fit.mcFaddenRSquared, try reference.number("mcfadden_r2"), relative: 1e-10))
      #expect(fit.observationCount == 14_899)
    }
  }

  // MARK: Laws

  static let families = [Family.logit, .probit, .poisson, .negativeBinomial]
  static let types = [CovarianceType.iid, .hc0, .hc1, .hc2, .hc3, .cluster("school")]

  static func formula(_ family: Family) -> String {
    "\(family.isBinary ? "y" : "moves") ~ gender + score + i(region)"
  }

  func expectSame(_ a: GeneralizedLinearFit, _ b: GeneralizedLinearFit, _ note: String, tolerance: Double = 1e-9) {
    for (x, y) in zip(a.terms, b.terms) {
      #expect(abs(x.estimate - y.estimate) < tolerance * max(1, abs(y.estimate)), "\(note) \(x.term)")
      #expect(agree(x.standardError, y.standardError, relative: tolerance), "\(note) \(x.term)")
    }
    #expect(agree(a.alpha?.estimate, b.alpha?.estimate, relative: tolerance), "\(note)")
    #expect(agree(a.alpha?.standardError, b.alpha?.standardError, relative: tolerance), "\(note)")
  }

  private func types(_ family: Family) -> [CovarianceType] {
    // The leverage of a negative binomial's rows is not defined: α belongs to no row.
    Self.types.filter { family != .negativeBinomial || ($0 != .hc2 && $0 != .hc3) }
  }

  @Test(arguments: families) func weightsOfOneChangeNothing(_ family: Family) throws {
    let table = MadeRows.table(600).setting(Column(Variable("one"), numbers: [Double](repeating: 1, count: 600)))
    for type in types(family) {
      let plain = try GeneralizedLinearModel(family, Self.formula(family), vcov: type).fit(table)
      for meaning in RegressionWeights.Meaning.allCases where type != .iid || meaning != .sampling {
        let fit = try GeneralizedLinearModel(
          family, Self.formula(family), vcov: type, weights: RegressionWeights("one", meaning)
        ).fit(table)
        expectSame(fit, plain, "\(type.name) \(meaning)")
        #expect(agree(fit.logLikelihood, plain.logLikelihood, relative: 1e-12))
      }
    }
  }

  @Test(arguments: families) func frequencyOfTwoIsTheRowTwice(_ family: Family) throws {
    let table = MadeRows.table(500)
    let weight = try #require(table["weight"]?.numbers)
    let repeated = table.selecting(weight.indices.flatMap { row in Array(repeating: row, count: Int(weight[row])) })
    for type in types(family) {
      let counted = try GeneralizedLinearModel(
        family, Self.formula(family), vcov: type, weights: RegressionWeights("weight", .frequency)
      ).fit(table)
      let rows = try GeneralizedLinearModel(family, Self.formula(family), vcov: type).fit(repeated)
      expectSame(counted, rows, type.name)
      #expect(counted.observationCount == rows.observationCount)
      #expect(agree(counted.logLikelihood, rows.logLikelihood, relative: 1e-12))
      #expect(agree(counted.nullLogLikelihood, rows.nullLogLikelihood, relative: 1e-10))
    }
  }

  @Test(arguments: families) func samplingWeightsHaveNoScale(_ family: Family) throws {
    let table = MadeRows.table(500)
    let weight = try #require(table["weight"]?.numbers)
    let large = table.setting(Column(Variable("weight"), numbers: weight.map { $0 * 1000 }))
    for type in types(family).dropFirst() {
      let model = try GeneralizedLinearModel(
        family, Self.formula(family), vcov: type, weights: RegressionWeights("weight", .sampling))
      expectSame(try model.fit(table), try model.fit(large), type.name)
    }
  }

  @Test(arguments: families) func theOrderOfRowsDoesNotMatter(_ family: Family) throws {
    let table = MadeRows.table(500)
    for type in types(family) {
      let model = try GeneralizedLinearModel(family, Self.formula(family), vcov: type)
      expectSame(try model.fit(table), try model.fit(table.selecting((0..<500).reversed())), type.name, tolerance: 1e-9)
    }
  }

  @Test(arguments: families) func aConstantOffsetMovesTheConstantOnly(_ family: Family) throws {
    let table = MadeRows.table(500).setting(Column(Variable("two"), numbers: [Double](repeating: 2, count: 500)))
    let plain = try GeneralizedLinearModel(family, Self.formula(family)).fit(table)
    let moved = try GeneralizedLinearModel(family, Self.formula(family) + " + offset(two)").fit(table)
    #expect(abs(plain.terms[0].estimate - 2 - moved.terms[0].estimate) < 1e-9)
    for (a, b) in zip(plain.terms.dropFirst(), moved.terms.dropFirst()) {
      #expect(abs(a.estimate - b.estimate) < 1e-9)
      #expect(agree(a.standardError, b.standardError, relative: 1e-9))
    }
    #expect(agree(moved.nullLogLikelihood, plain.nullLogLikelihood, relative: 1e-10))
  }
}
