import Foundation
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct MarginalEffectsTests {
  private func data() throws -> Table {
    try References.json("regression_reference").object("data").table("reference.csv")
  }

  private func fit(_ name: String, _ table: Table) throws -> any RegressionFit {
    let right = "gender * score + I(score^2) + i(region) + log(income)"
    return switch name {
    case "logit": try GeneralizedLinearModel(.logit, "intends ~ \(right)").fit(table)
    case "probit": try GeneralizedLinearModel(.probit, "intends ~ \(right)").fit(table)
    case "poisson": try GeneralizedLinearModel(.poisson, "count ~ \(right)").fit(table)
    case "weighted":
      try GeneralizedLinearModel(.logit, "intends ~ \(right)", weights: RegressionWeights("count", .frequency))
        .fit(table)
    default: try LinearModel("balance ~ \(right)").fit(table)
    }
  }

  /// What a reference asks for.
  private func ask(_ query: [String: Any], _ effects: MarginalEffects, _ table: Table) throws -> MarginalEstimate? {
    func value(_ key: String) throws -> MarginalEffects.Value {
      try query[key] is String ? .category(query.text(key)) : .number(query.number(key))
    }
    let point: MarginPoint = query["at"] == nil ? .rows : .means
    let by = try (query["by"] as? String).map { try #require(table[$0]) }
    let found: [MarginalEstimate]
    switch try query.text("kind") {
    case "slope": found = try effects.slopes([query.text("variable")], at: point, by: by)
    case "difference":
      found = try effects.comparison(query.text("variable"), from: value("low"), to: value("high"), at: point, by: by)
    default:
      found = try effects.predictions(
        at: query["variable"] == nil ? [] : [(query.text("variable"), value("value"))], point: point, by: by)
    }
    return found.first { $0.group == query["group"] as? String }
  }

  // statsmodels and differences of its predictions; see References/marginal_effects.py.
  @Test(arguments: ["logit", "probit", "poisson", "ols", "weighted"])
  func agreesWithBruteForce(name: String) throws {
    let table = try data()
    let models = try #require(try References.json("marginal_effects")["models"] as? [[String: Any]])
    let reference = try #require(models.first { $0["name"] as? String == name })
    let effects = try MarginalEffects(try fit(name, table), table)
    for query in try #require(reference["queries"] as? [[String: Any]]) {
      let found = try #require(try ask(query, effects, table))
      #expect(agree(found.estimate, try query.number("estimate"), relative: 1e-7), "\(name) \(query)")
      #expect(agree(found.standardError, try query.number("std_error"), relative: 1e-6), "\(name) \(query)")
    }
  }

  // statsmodels' get_margeff, which its own tests compare to Stata.
  @Test func agreesWithStatsmodelsOnSpector() throws {
    let table = try References.json("regression_reference").object("spector").table("spector.csv")
    let fit = try GeneralizedLinearModel(.logit, "grade ~ gpa + tuce + psi").fit(table)
    let effects = try MarginalEffects(fit, table)
    for (name, point) in [("overall", MarginPoint.rows), ("mean", .means)] {
      let reference = try References.json("marginal_effects").object("spector").object(name)
      let found = try effects.slopes(at: point)
      #expect(found.map(\.variable) == ["gpa", "tuce", "psi"])
      for (estimate, expected) in zip(found, try reference.numbers("margeff")) {
        #expect(agree(estimate.estimate, expected, relative: 1e-8))
      }
      for (estimate, expected) in zip(found, try reference.numbers("std_error")) {
        #expect(agree(estimate.standardError, expected, relative: 1e-6))
      }
    }
  }

  @Test func aLinearModelsSlopesAreItsCoefficients() throws {
    let table = try data()
    let fit = try LinearModel("balance ~ score + income", vcov: .hc1).fit(table)
    for estimate in try MarginalEffects(fit, table).slopes() {
      let variable = try #require(estimate.variable)
      let term = try #require(fit[variable])
      #expect(agree(estimate.estimate, term.estimate, relative: 1e-9))
      #expect(agree(estimate.standardError, term.standardError, relative: 1e-9))
      #expect(agree(estimate.pValue, term.pValue, relative: 1e-6))
    }
  }

  @Test func saysWhatIsCompared() throws {
    let table = try data()
    let effects = try MarginalEffects(try fit("logit", table), table)
    #expect(effects.predictors == ["gender", "score", "region", "income"])
    let slopes = try effects.slopes()
    #expect(slopes.prefix(2).map(\.contrast) == ["1 − 0", "dy/dx"])
    #expect(slopes[2].contrast.hasSuffix(" − Akmola"))
  }

  @Test func refusesWhatItCannotAnswer() throws {
    let table = try data()
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score").fit(table)
    let effects = try MarginalEffects(fit, table)
    #expect {
      try effects.slopes(["gendre"])
    } throws: { error in
      "\(error)" == "\"gendre\" is no predictor of \"intends ~ gender + score\"\n  do:  did you mean \"gender\"?"
    }
    #expect {
      try MarginalEffects(fit, table.selecting([0, 1, 2]))
    } throws: { error in
      "\(error)"
        == "the table has 3 rows, and the model was fitted to one of 160\n  do:  pass the table that the model was fitted to"
    }
    let regional = try MarginalEffects(try self.fit("logit", table), table)
    #expect {
      try regional.comparison("region", from: .category("Almaty"), to: .category("Almary"))
    } throws: { error in "\(error)".hasPrefix("formula \"intends ~ gender * score") && "\(error)".contains("Almary") }
  }

  @Test func valuesAreReadFromWords() throws {
    let table = try data()
    let effects = try MarginalEffects(try fit("logit", table), table)
    func read(_ text: String) throws -> [String] { try effects.values(text).map { "\($0.variable)=\($0.value.text)" } }
    #expect(try read("gender") == ["gender=0", "gender=1"])
    #expect(try read("region").count == 4)
    #expect(try read(" score = 20, 40.5 ") == ["score=20", "score=40.5"])
    #expect(try read("region=Almaty") == ["region=Almaty"])
    // Quartiles of a number of many values.
    let score = (table["score"]?.numbers ?? []).sorted()
    for ((_, value), share) in zip(try effects.values("score"), [0.25, 0.5, 0.75]) {
      guard case .number(let number) = value, let exact = quantile(score, share) else { throw CancellationError() }
      #expect(abs(number - exact) <= 5e-4 * abs(exact) && number.description.count <= 6)
    }
    for (text, message) in [
      ("scor", "\"scor\" is no predictor of"), ("region=Almary", "region has no category \"Almary\""),
      ("score=high", "\"high\" is no number, and score holds numbers\n  do:  write values as score=1,2.5"),
    ] {
      #expect {
        try effects.values(text)
      } throws: { error in "\(error)".contains(message) }
    }
  }

  @Test func comparisonsAreReadFromText() throws {
    let table = try data()
    let effects = try MarginalEffects(try fit("logit", table), table)
    let text = try effects.comparisons("score=20,40,60.5")
    #expect(text.map(\.contrast) == ["40 − 20", "60.5 − 20"])
    let direct = try effects.comparison("score", from: 20, to: 60.5)
    #expect(text.last == direct.first)
    #expect(try effects.comparisons("region").count == 3)
    #expect {
      try effects.comparisons("score=20")
    } throws: { error in
      "\(error)".contains("\"score=20\" names one value, and a comparison takes two")
        && "\(error)".contains("write where it begins and where it ends: score=1,2")
    }
  }

  /// A mean prediction over the rows as they are is the mean outcome, where there is a constant.
  @Test func predictionsAverageToTheOutcome() throws {
    let table = try data()
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score").fit(table)
    let mean = try #require(try MarginalEffects(fit, table).predictions().first)
    #expect(agree(mean.estimate, fit.outcomeValues.reduce(0, +) / Double(fit.observationCount), relative: 1e-9))
  }
}
