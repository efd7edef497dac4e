internal import KoshStatistics
internal import KoshTable

/// Regressions side by side, with the diagnostics that a reader needs.
struct RegressionAnalysis: Analysis {
  static let schema = ObjectSchema(
    "regression",
    "Least squares or logit, any number of models side by side; with a variable of time, serial correlation is tested unasked.",
    AnalysisHead.fields([
      Field(
        "models",
        .map(
          .object(
            ObjectSchema(
              "model", "One regression.",
              [
                Field("formula", .formula, required: true, "outcome ~ predictor + i(category)"),
                Field("family", .choice(["ols", "logit"]), "Least squares or logit; ols unless given."),
                Field("vcov", .choice(["iid", "HC0", "HC1", "HC2", "HC3"]), "The standard errors; iid unless given."),
                Field("weights", .name, "Analytic weights."),
                Field("where", .rowExpression, "Which rows."),
                Field("difference", .truth, "Whether numbers are replaced by their change from the row before."),
                Field(
                  "drop_collinear", .truth, "Whether a predictor that others determine is left out rather than refused."
                ),
                Field("label", .trilingual(placeholders: false), "The model's name in tables."),
              ]))), required: true, "The models by name."),
      Field("time", .name, "The variable of time, rows in its order: then Durbin–Watson is computed."),
    ]))

  struct Model: Sendable {
    var name: String
    var formula: String
    var isLogit: Bool
    var vcov: CovarianceType
    var weights: String?
    var condition: Expression?
    var isDifferenced: Bool
    var dropsCollinear: Bool
    var label: Trilingual
    var place: Place
    var formulaPlace: Place
  }

  let head: AnalysisHead
  let models: [Model]
  let time: String?
  let timePlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    time = node.text("time")
    timePlace = node["time"]?.place ?? node.place
    models =
      node["models"]?.entries.map { entry in
        let model = entry.value
        return Model(
          name: entry.key, formula: model.text("formula") ?? "", isLogit: model.text("family") == "logit",
          vcov: model.text("vcov").flatMap { try? CovarianceType(named: $0) } ?? .iid, weights: model.text("weights"),
          condition: model.expression("where"), isDifferenced: model.truth("difference") ?? false,
          dropsCollinear: model.truth("drop_collinear") ?? false,
          label: model.trilingual("label") ?? Trilingual(same: entry.key),
          place: entry.place, formulaPlace: model["formula"]?.place ?? entry.place)
      } ?? []
  }

  var findingPatterns: [String] {
    let parts = [
      "*", "n", "lost", "r_squared", "adjusted_r_squared", "r", "sigma", "log_likelihood", "aic", "bic",
      "condition_number", "durbin_watson",
      "vif.*", "raw_r.*", "*.std_error", "*.statistic", "*.p_value", "*.conf_low", "*.conf_high", "*.odds_ratio",
      "*.odds_low", "*.odds_high",
      "*.leave_one_out_min", "*.leave_one_out_max",
    ]
    return models.flatMap { model in parts.map { "\(model.name).\($0)" } }
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { time.map { [($0, true, timePlace)] } ?? [] }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }) else { return [] }
    return models.flatMap { model -> [Problem] in
      let others =
        (model.condition.map { source.problems(ofCondition: $0, at: model.place) } ?? [])
        + weightProblems(model, source)
      do throws(Problem) {
        let formula = try Formula(model.formula, at: model.formulaPlace)
        return others
          + formula.variables.filter { source.table[$0] == nil }.map { name in
            Problem(
              .specification, "\"\(source.specification.id)\" has no variable \"\(name)\"", at: model.formulaPlace,
              why: "the formula is \(model.formula)", remedy: Spelling.advice(for: name, among: source.table.names))
          }
      } catch {
        return others + [error]
      }
    }
  }

  func weightProblems(_ model: Model, _ source: LoadedSource) -> [Problem] {
    guard let weights = model.weights, source.table[weights] == nil else { return [] }
    return [
      Problem(
        .specification, "\"\(source.specification.id)\" has no variable \"\(weights)\"", at: model.place,
        remedy: Spelling.advice(for: weights, among: source.table.names))
    ]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let common = source.rows(where: head.condition)
    var outcome = AnalysisOutcome(findings: [])
    var fitted: [FittedModel] = []
    for model in models {
      let chosen = Set(source.rows(where: model.condition))
      let rows = common.filter { chosen.contains($0) }
      var table = source.table.selecting(rows)
      if model.isDifferenced { table = differenced(table) }
      let result = try fit(model, table)
      let (findings, cautions) = report(model, result, table, source, rows)
      outcome.findings += findings
      outcome.cautions += cautions
      fitted.append(
        FittedModel(
          name: model.name, label: model.label, fit: result, isLogit: model.isLogit,
          outcome: outcomeLabel(result, source), prefix: "\(id).\(model.name)", source: source.specification.id))
    }
    outcome.drawing = .regression(fitted)
    outcome.cautions = outcome.cautions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return outcome
  }

  func fit(_ model: Model, _ table: Table) throws(Problems) -> any RegressionFit {
    do throws(Problems) {
      let formula: Formula
      do throws(Problem) {
        formula = try Formula(model.formula)
      } catch {
        throw Problems(error)
      }
      let options = RegressionOptions(
        vcov: model.vcov, weights: model.weights.map { RegressionWeights($0) }, dropCollinear: model.dropsCollinear)
      return model.isLogit
        ? try GeneralizedLinearModel(.logit, formula: formula, options: options).fitAny(table)
        : try LinearModel(formula: formula, options: options).fitAny(table)
    } catch {
      throw Problems(
        error.list.map { problem in
          var problem = problem
          problem.place = Place(
            file: model.place.file, line: model.place.line, column: model.place.column, variable: problem.place.variable
          )
          return problem
        })
    }
  }

  /// Every number replaced by its change from the row before; the first row has none.
  func differenced(_ table: Table) -> Table {
    table.columns.reduce(table) { result, column in
      guard let numbers = column.numbers, column.name != time, !numbers.isEmpty else { return result }
      let changes = [Double.nan] + zip(numbers.dropFirst(), numbers).map { $0 - $1 }
      return result.setting(Column(column.variable, numbers: changes))
    }
  }

  func outcomeLabel(_ fit: any RegressionFit, _ source: LoadedSource) -> Trilingual {
    source.table[fit.outcome]?.variable.label ?? Trilingual(same: fit.outcome)
  }

  /// A term as it stands in the id of a finding.
  static func part(ofTerm term: String) -> String {
    term == "(Intercept)"
      ? "intercept" : String(term.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" ? $0 : "_" })
  }
}

extension RegressionFit {
  /// The odds ratio of a term of a logit.
  func oddsRatio(of term: TermEstimate) -> OddsRatio? {
    result.family == .logit ? RegressionDiagnostics.oddsRatios(self).first { $0.term == term.term } : nil
  }
}

/// A fitted model, as an exhibit shows it.
struct FittedModel: Sendable {
  var name: String
  var label: Trilingual
  var fit: any RegressionFit
  var isLogit: Bool
  var outcome: Trilingual
  /// `analysis.model`, before the parts of its findings.
  var prefix: String
  var source: String
}
