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
                Field(
                  "family", .choice(RegressionRequest.families.map(\.name)),
                  "Least squares, a likelihood, or a model of choices; ols unless given. With effects behind | in the formula: ols, poisson or logit."
                ),
                Field(
                  "vcov", .text,
                  "The standard errors: iid, HC0–HC3, cluster:VAR, cluster:VAR+VAR, NW:LAG, jackknife, bootstrap:TIMES, wild:TIMES:VAR; iid unless given."
                ),
                Field("weights", .name, "The variable of weights."),
                Field(
                  "weight_meaning", .choice(RegressionWeights.Meaning.allCases.map(\.rawValue)),
                  "How precise a row is, how many equal rows it stands for, or how many units of the population; analytic unless given, sampling with a survey design."
                ),
                Field("strata", .name, "The variable of a survey's strata."),
                Field("psu", .name, "The variable of its primary sampling units."),
                Field("fpc", .name, "The variable of the number of units in the population of each stratum."),
                Field(
                  "lonely_psu", .choice(SurveyDesign.LonelyUnit.allCases.map(\.rawValue)),
                  "What is done with a stratum of one unit; fail unless given."),
                Field(
                  "correction", .choice(SmallSampleCorrection.allCases.map(\.rawValue)),
                  "How clustered standard errors are enlarged because clusters are few; stata unless given."),
                Field("seed", .integer, "Where a bootstrap begins."),
                Field("chooser", .name, "For conditional and nested logits: the variable of who chooses."),
                Field("alternative", .name, "For them: the variable of the alternatives."),
                Field(
                  "nests", .text, "For nested logits: which alternatives go together, `ground=train,bus; sky=air`."),
                Field("order", .list(.text), "For an ordered outcome: its categories from the lowest."),
                Field("reference", .text, "For a multinomial logit: the category that others are compared to."),
                Field(
                  "tests", .map(.text),
                  "Hypotheses by name, tested by Wald: `gender = lang`, `i(region)`; findings `MODEL.test.NAME`."),
                Field("level", .number, "The probability of intervals; 0.95 unless given."),
                Field(
                  "margins",
                  .object(
                    ObjectSchema(
                      "margins", "Marginal effects, with standard errors by the delta method.",
                      [
                        Field("variables", .list(.name), "Of which predictors; of all unless given."),
                        Field(
                          "at", .choice(MarginPoint.allCases.map(\.rawValue)),
                          "Averaged over rows, or for a row of means; rows unless given."),
                        Field("by", .name, "Averaged within the groups of this variable."),
                        Field(
                          "predict", .list(.text),
                          "Mean predictions for each value of a variable, `region`, or for some, `score=20,40,60`: findings `MODEL.predicted.VARIABLE_VALUE`."
                        ),
                      ])), "Marginal effects beside the coefficients: findings `MODEL.ame.VARIABLE`."),
                Field("where", .rowExpression, "Which rows."),
                Field("difference", .truth, "Whether numbers are replaced by their change from the row before."),
                Field(
                  "drop_collinear", .truth, "Whether a predictor that others determine is left out rather than refused."
                ),
                Field("label", .trilingual(placeholders: false), "The model's name in tables."),
              ]))), required: true, "The models by name."),
      Field("time", .name, "The variable of time, rows in its order: then Durbin–Watson is computed."),
    ]))

  struct Margins: Sendable {
    var variables: [String]?
    var point: MarginPoint
    var group: String?
    var predictions: [String]

    /// The predictors that are named.
    var named: [String] {
      (variables ?? [])
        + predictions.map { text in
          String((text.split(separator: "=").first ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }
  }

  struct Model: Sendable {
    var name: String
    var formula: String
    var family: String
    var words: RegressionRequest.Words
    var condition: Expression?
    var isDifferenced: Bool
    var margins: Margins?
    var tests: [(name: String, hypothesis: String)]
    var label: Trilingual
    var place: Place
    var formulaPlace: Place

    /// - Throws: What is wrong with the formula or with the words around it.
    func request() throws(Problems) -> RegressionRequest {
      let parsed: Formula
      do throws(Problem) {
        parsed = try Formula(formula, at: formulaPlace)
      } catch {
        throw Problems(error)
      }
      return try RegressionRequest(formula: parsed, family: family, words: words, at: place)
    }

    /// What is found of the model, with a star where the data decide.
    var findingParts: [String] {
      guard let formula = try? Formula(formula) else { return [] }
      let terms = (formula.hasIntercept ? ["intercept"] : []) + formula.terms.flatMap { Self.parts(ofTerm: $0) }
      let family = Family(rawValue: family)
      let ratio =
        !RegressionRequest.hasRatios(family: self.family)
        ? []
        : (family == .poisson || family == .negativeBinomial ? ["rate"] : ["odds"]).flatMap {
          ["\($0)_ratio", "\($0)_low", "\($0)_high"]
        }
      let quality = [
        "nagelkerke", "tjur", "auc", "auc.std_error", "brier", "hosmer_lemeshow", "hosmer_lemeshow.p_value",
      ]
      let numbers = ["std_error", "p_value", "conf_low", "conf_high"]
      return terms
        + terms.flatMap { term in
          (numbers + ["statistic", "leave_one_out_min", "leave_one_out_max"] + ratio).map { "\(term).\($0)" }
        }
        + [
          "vif.*", "raw_r.*", "n", "lost", "r_squared", "log_likelihood", "aic", "bic", "condition_number", "clusters",
        ]
        + (family == nil ? ["adjusted_r_squared", "r", "sigma", "durbin_watson"] : quality)
        + (InfluenceReport.families.contains(self.family) && formula.absorbed.isEmpty ? InfluenceReport.parts : [])
        + tests.flatMap { ["test.\($0.name)", "test.\($0.name).p_value"] }
        + (margins == nil ? [] : ["ame.*"] + numbers.map { "ame.*.\($0)" })
        + (margins?.predictions.isEmpty == false
          ? ["predicted.*"] + numbers.filter { $0 != "p_value" }.map { "predicted.*.\($0)" } : [])
    }

    /// The parts of a term's findings: a bare variable may turn out to be numbers or categories.
    private static func parts(ofTerm factors: [Formula.Factor]) -> [String] {
      factors.reduce([""]) { found, factor in
        let name = RegressionAnalysis.part(ofTerm: factor.variables.first ?? "")
        let choices: [String] =
          switch factor {
          case .categories: [name + "__*"]
          case .polynomial(_, let degree, _):
            (1...degree).map { RegressionAnalysis.part(ofTerm: factor.text + "\($0)") }
          case .value(let expression):
            expression.bareVariable == nil ? [RegressionAnalysis.part(ofTerm: factor.text)] : [name, name + "__*"]
          }
        return found.flatMap { before in choices.map { before.isEmpty ? $0 : before + "_" + $0 } }
      }
    }

    /// The family in a table's note.
    var familyLabel: Trilingual {
      RegressionRequest.families.first { $0.name == family }?.label ?? Trilingual(same: family)
    }
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
        var words = RegressionRequest.Words()
        words.vcov = model.text("vcov")
        words.weights = model.text("weights")
        words.weightMeaning = model.text("weight_meaning")
        words.strata = model.text("strata")
        words.psu = model.text("psu")
        words.populationSize = model.text("fpc")
        words.lonelyUnit = model.text("lonely_psu")
        words.correction = model.text("correction")
        words.seed = model.integer("seed")
        words.confidenceLevel = model.number("level")
        words.dropCollinear = model.truth("drop_collinear") ?? false
        words.chooser = model.text("chooser")
        words.alternative = model.text("alternative")
        words.nests = model.text("nests")
        words.order = model["order"].map { _ in model.texts("order") }
        words.reference = model.text("reference")
        return Model(
          name: entry.key, formula: model.text("formula") ?? "", family: model.text("family") ?? "ols", words: words,
          condition: model.expression("where"), isDifferenced: model.truth("difference") ?? false,
          margins: model["margins"].map { node in
            Margins(
              variables: node["variables"].map { _ in node.texts("variables") },
              point: node.text("at").flatMap { MarginPoint(rawValue: $0) } ?? .rows, group: node.text("by"),
              predictions: node.texts("predict"))
          },
          tests: model["tests"]?.entries.map { ($0.key, $0.value.scalar ?? "") } ?? [],
          label: model.trilingual("label") ?? Trilingual(same: entry.key),
          place: entry.place, formulaPlace: model["formula"]?.place ?? entry.place)
      } ?? []
  }

  var findingPatterns: [String] {
    models.flatMap { model in model.findingParts.map { "\(model.name).\($0)" } }
  }

  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { time.map { [($0, true, timePlace)] } ?? [] }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }) else { return [] }
    return models.flatMap { model -> [Problem] in
      let others = model.condition.map { source.problems(ofCondition: $0, at: model.place) } ?? []
      do throws(Problems) {
        let request = try model.request()
        func unknown(_ names: [String], _ place: Place, _ why: String?) -> [Problem] {
          names.filter { source.table[$0] == nil }.map { name in
            Problem(
              .specification, "\"\(source.specification.id)\" has no variable \"\(name)\"", at: place, why: why,
              remedy: Spelling.advice(for: name, among: source.table.names))
          }
        }
        let margins = (model.margins?.named ?? []).filter { !request.formula.variables.contains($0) }
        return others
          + unknown(request.formula.variables, model.formulaPlace, "the formula is \(model.formula)")
          + unknown(
            request.variables.filter { !request.formula.variables.contains($0) }, model.place, nil)
          + unknown(model.margins?.group.map { [$0] } ?? [], model.place, nil)
          + margins.map { name in
            Problem(
              .specification, "\"\(name)\" is no predictor of the model \(model.name)", at: model.place,
              why: "the formula is \(model.formula)",
              remedy: Spelling.advice(for: name, among: request.formula.variables))
          }
      } catch {
        return others + error.list
      }
    }
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
      let (findings, cautions) = try report(model, result, table, source, rows)
      outcome.findings += findings
      outcome.cautions += cautions
      fitted.append(
        FittedModel(
          name: model.name, label: model.label, fit: result,
          outcome: outcomeLabel(result, source), prefix: "\(id).\(model.name)", source: source.specification.id,
          rows: result.rowsUsed.map { rows[$0] }))
    }
    outcome.drawing = .regression(fitted)
    outcome.cautions =
      Self.labelled(fitted.flatMap { model in model.fit.cautions.map { (model.label, $0) } }) + outcome.cautions
    outcome.cautions = outcome.cautions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return outcome
  }

  func fit(_ model: Model, _ table: Table) throws(Problems) -> any RegressionFit {
    do throws(Problems) {
      return try model.request().model.fitAny(table)
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
  /// The odds or incidence-rate ratio of a term.
  func ratio(of term: TermEstimate) -> OddsRatio? {
    result.ratioName == nil ? nil : RegressionDiagnostics.oddsRatios(self).first { $0.term == term.term }
  }
}

/// A fitted model, as an exhibit shows it.
struct FittedModel: Sendable {
  var name: String
  var label: Trilingual
  var fit: any RegressionFit
  var outcome: Trilingual
  /// `analysis.model`, before the parts of its findings.
  var prefix: String
  var source: String
  /// The rows of the source that it uses, in the order of the fit.
  var rows: [Int]

  /// The columns of its source that it rests on.
  func columns(of source: LoadedSource) -> [String] { fit.formula.variables.filter { source.table[$0] != nil } }

  /// Whether e to a coefficient is a ratio that readers know.
  var hasRatios: Bool { fit.ratioName != nil }
}
