internal import KoshStatistics
internal import KoshTable

// Nested models compared, and what is wrong with questions before anything is fitted.
extension RegressionAnalysis {
  /// A smaller model and a larger one that holds it.
  struct Comparison: Sendable {
    var name: String
    /// The names of both, the smaller first.
    var models: [String]
    var place: Place

    func findingParts(isLeastSquares: Bool) -> [String] {
      let part = "compare.\(name)"
      return [part, "\(part).df", "\(part).p_value"] + (isLeastSquares ? ["\(part).df_residual"] : [])
    }
  }

  /// A fitted model and the row of the source that each row of its table is.
  struct ComparedModel: Sendable {
    var model: Model
    var fit: any RegressionFit
    var rows: [Int]

    /// The rows of the source that the fit rests on.
    var rowsUsed: [Int] { fit.rowsUsed.map { rows[$0] } }
  }

  func isLeastSquares(_ comparison: Comparison) -> Bool {
    comparison.models.last.flatMap { name in models.first { $0.name == name } }?.family == "ols"
  }

  /// Comparisons of models that there are not, or whose findings would have the names of a model's.
  var problemsOfComparisons: [Problem] {
    let names = models.map(\.name)
    let clash = comparisons.isEmpty ? nil : models.first { $0.name == "compare" }
    return comparisons.flatMap { comparison -> [Problem] in
      guard comparison.models.count == 2 else {
        return [
          Problem(
            .specification, "\(comparison.name) compares \(comparison.models.count) models", at: comparison.place,
            why: "a model is compared with a larger one that holds it",
            remedy: "name two, the smaller first: [\(names.prefix(2).joined(separator: ", "))]")
        ]
      }
      return comparison.models.filter { !names.contains($0) }.map { name in
        Problem(
          .specification, "\(comparison.name) compares the model \"\(name)\", which there is not",
          at: comparison.place, remedy: Spelling.advice(for: name, among: names))
      }
    }
      + (clash.map {
        [
          Problem(
            .specification, "a model is named compare", at: $0.place,
            why: "findings of compared models begin with that name", remedy: "give the model another name")
        ]
      } ?? [])
  }

  /// The findings of a comparison and its row in a table.
  func compare(
    _ comparison: Comparison, _ fitted: [String: ComparedModel], _ source: LoadedSource
  ) throws(Problems) -> ([Finding], TestGrid.Row) {
    let pair = comparison.models.compactMap { fitted[$0] }
    guard pair.count == 2 else { throw Problems(problemsOfComparisons) }
    let (small, large) = (pair[0], pair[1])
    guard small.rowsUsed == large.rowsUsed else {
      throw Problems(
        Problem(
          .specification,
          "\(comparison.name) compares models of different rows: \(small.fit.observationCount) in \(small.model.name), \(large.fit.observationCount) in \(large.model.name)",
          at: comparison.place, why: "fits compare on the same rows only",
          remedy:
            "give both models the same where:, such as missing(VARIABLE) = 0 for the variables that only one of them has"
        ))
    }
    let test: HypothesisTest
    do throws(Problems) {
      test = try compareNested(small.fit, large.fit)
    } catch {
      throw error.placed(at: comparison.place)
    }
    let label = small.model.label + Trilingual(en: " against ", ru: " против ", kk: " ↔ ") + large.model.label
    let part = "compare.\(comparison.name)"
    let method: Trilingual
    let denominator: Int?
    if case .f(let rest) = test.distribution {
      method = Trilingual(
        en: "F test of nested models", ru: "F-тест вложенных моделей", kk: "кірістірілген модельдердің F-тесті")
      denominator = rest
    } else {
      method = Trilingual(
        en: "likelihood-ratio test of nested models", ru: "тест отношения правдоподобия вложенных моделей",
        kk: "кірістірілген модельдердің шындыққа ұқсастық қатынасы тесті")
      denominator = nil
    }
    let columns = large.fit.formula.variables.filter { source.table[$0] != nil }
    let cells = [CellRange(source.specification.id, columns, rows: large.rowsUsed)]
    func add(_ end: String, _ prefix: Trilingual, _ value: Double, _ decimals: Int) -> Finding {
      finding(
        part + end, prefix + label, value, decimals: decimals,
        method: method, cells: cells)
    }
    var findings = [
      add("", Trilingual(same: denominator == nil ? "χ²: " : "F: "), test.statistic, 2),
      add(".df", Trilingual(same: "df: "), Double(test.degreesOfFreedom), 0),
    ]
    if let denominator {
      findings.append(
        add(
          ".df_residual", Trilingual(en: "residual df: ", ru: "df остатков: ", kk: "қалдықтар df: "),
          Double(denominator), 0))
    }
    findings.append(add(".p_value", Trilingual(same: "p: "), test.pValue, 4))
    return (
      findings, TestGrid.Row(label: label, parts: ["", ".df", ".df_residual", ".p_value"].map { part + $0 })
    )
  }

  /// How the p-values that a table shows are adjusted; empty where none are.
  func adjustments(of grid: RegressionGrid) -> [PValueAdjustment] {
    let all =
      switch grid {
      case .contrasts: models.flatMap { $0.contrasts.compactMap(\.adjustment) }
      case .tests: models.filter { !$0.tests.isEmpty }.compactMap(\.adjustment)
      case .comparisons, .margins, .predictions: [PValueAdjustment]()
      }
    return PValueAdjustment.allCases.filter { all.contains($0) }
  }

  /// The tables of questions that the analysis will have.
  var asked: [RegressionGrid] {
    RegressionGrid.allCases.filter { grid in
      switch grid {
      case .contrasts: models.contains { !$0.contrasts.isEmpty }
      case .tests: models.contains { !$0.tests.isEmpty || !$0.wildTests.isEmpty || !$0.added.isEmpty }
      case .comparisons: !comparisons.isEmpty
      case .margins: models.contains { $0.margins != nil }
      case .predictions: models.contains { $0.margins?.predictions.isEmpty == false }
      }
    }
  }
}

extension RegressionAnalysis.Model {
  /// Contrasts of what is no predictor or no category, an adjustment of nothing, terms that cannot be read.
  func problemsOfQuestions(_ source: LoadedSource) -> [Problem] {
    guard let predictors = try? Formula(formula).terms.flatMap({ $0.flatMap(\.variables) }) else { return [] }
    var problems: [Problem] = []
    for asked in contrasts {
      if !predictors.contains(asked.variable) {
        problems.append(
          Problem(
            .specification, "\"\(asked.variable)\" is no predictor of the model \(name)", at: place,
            why: "the formula is \(formula)", remedy: Spelling.advice(for: asked.variable, among: predictors)))
      } else if case .level(let level) = asked.scheme, let column = source.table[asked.variable] {
        let levels = Set((0..<source.table.rowCount).compactMap { column.text(at: $0) }).sorted()
        if !levels.contains(level) {
          problems.append(
            Problem(
              .specification, "\"\(asked.variable)\" has no category \"\(level)\" to compare with", at: place,
              remedy: Spelling.advice(for: level, among: ["all", "reference"] + levels)))
        }
      }
    }
    if let adjustmentPlace, tests.isEmpty {
      problems.append(
        Problem(
          .specification, "the model \(name) adjusts p-values of tests, and has none", at: adjustmentPlace,
          remedy: contrasts.isEmpty ? "add tests:, or leave adjust: out" : "move adjust: into contrasts:"))
    }
    for terms in added {
      do throws(Problem) {
        for variable in try RegressionQuestions.variables(ofTerms: terms.text) where source.table[variable] == nil {
          problems.append(
            Problem(
              .specification, "\"\(source.specification.id)\" has no variable \"\(variable)\"", at: place,
              why: "it is to be added to the model \(name)",
              remedy: Spelling.advice(for: variable, among: source.table.names)))
        }
      } catch {
        problems.append(
          Problem(.specification, error.what, at: place, why: error.why, remedy: error.remedy))
      }
    }
    return problems
  }
}
