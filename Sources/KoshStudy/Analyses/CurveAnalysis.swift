internal import KoshStatistics
internal import KoshTable

/// One curve fitted by nonlinear least squares.
struct CurveAnalysis: Analysis {
  static let schema = ObjectSchema(
    "curve",
    "A curve fitted by nonlinear least squares: a formula whose names are variables or parameters with start values, or a curve of growth by its name, which finds its own.",
    AnalysisHead.fields([
      Field(
        "formula", .formula, required: true,
        "outcome ~ expression, such as `users ~ a / (1 + exp(-b * (year - c)))`; for a named curve `users ~ year`."),
      Field("start", .map(.number), "Where the search for each parameter begins; a named curve needs none."),
      Field("curve", .choice(GrowthCurve.allCases.map(\.rawValue)), "A curve of growth of one variable over another."),
      Field(
        "vcov", .text,
        "The standard errors: iid, HC0–HC3, cluster:VAR, NW:LAG, jackknife, bootstrap:TIMES; iid unless given."),
      Field("weights", .name, "The variable of weights."),
      Field(
        "weight_meaning", .choice(RegressionWeights.Meaning.allCases.map(\.rawValue)),
        "What weights mean; analytic unless given."),
      Field("seed", .integer, "Where a bootstrap begins."),
      Field("level", .number, "The probability of intervals; 0.95 unless given."),
      Field(
        "predict", .map(.map(.number)),
        "Values of the curve elsewhere, by name: `in_2030: {year: 2030}`; findings `at.NAME`."),
      Field("label", .trilingual(placeholders: false), "The curve's name in tables and figures."),
    ]))

  let head: AnalysisHead
  let formula: String
  let start: [(name: String, value: Double)]
  let curve: GrowthCurve?
  let predictions: [Prediction]
  let words: RegressionRequest.Words
  let label: Trilingual
  private let formulaPlace: Place
  private let startPlace: Place

  /// Where the curve is to be read off.
  struct Prediction: Sendable {
    var name: String
    var values: [(name: String, value: Double)]
    var place: Place
  }

  init(_ node: SpecNode) {
    func numbers(_ node: SpecNode?) -> [(name: String, value: Double)] {
      node?.entries.compactMap { entry in node?.number(entry.key).map { (entry.key, $0) } } ?? []
    }
    head = AnalysisHead(node)
    formula = node.text("formula") ?? ""
    start = numbers(node["start"])
    curve = node.text("curve").flatMap { GrowthCurve(rawValue: $0) }
    predictions =
      node["predict"]?.entries.map { Prediction(name: $0.key, values: numbers($0.value), place: $0.place) } ?? []
    var words = RegressionRequest.Words()
    words.vcov = node.text("vcov")
    words.weights = node.text("weights")
    words.weightMeaning = node.text("weight_meaning")
    words.seed = node.integer("seed")
    words.confidenceLevel = node.number("level")
    self.words = words
    label =
      node.trilingual("label")
      ?? Trilingual(en: "fitted curve", ru: "подобранная кривая", kk: "таңдалған қисық")
    formulaPlace = node["formula"]?.textPlace ?? node.place
    startPlace = node["start"]?.place ?? node["formula"]?.place ?? node.place
  }

  /// The parameters, as far as they can be known without data.
  private var parameters: [String] {
    start.map(\.name) + (curve?.parameters ?? []).filter { name in !start.contains { $0.name == name } }
  }

  private static let own = ["n", "lost", "r_squared", "sigma", "log_likelihood", "aic", "bic"] + InfluenceReport.parts
  private static let numbers = ["std_error", "statistic", "p_value", "conf_low", "conf_high"]

  var findingPatterns: [String] {
    parameters.map(RegressionAnalysis.part).flatMap { name in [name] + Self.numbers.map { "\(name).\($0)" } } + Self.own
      + predictions.flatMap { prediction in
        ["", ".std_error", ".conf_low", ".conf_high"].map { "at.\(prediction.name)\($0)" }
      }
  }

  private func model() throws(Problems) -> NonlinearModel {
    try NonlinearRequest(
      formula: formula, values: Dictionary(start.map { ($0.name, $0.value) }) { $1 }, curve: curve?.rawValue,
      words: words, at: formulaPlace
    ).model()
  }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }) else { return [] }
    var problems: [Problem] = []
    func unknown(_ name: String, _ place: Place) -> Problem {
      Problem(
        .specification, "\"\(source.specification.id)\" has no variable \"\(name)\"", at: place,
        remedy: Spelling.advice(for: name, among: source.table.names))
    }
    do throws(Problems) {
      let model = try model()
      var table = source.table
      table.name = source.specification.id
      problems += model.problems(in: table)
      problems += model.options.variables.filter { source.table[$0] == nil }.map { unknown($0, head.place) }
    } catch {
      problems += error.list
    }
    for name in parameters where Self.own.contains(name) || name == "at" {
      problems.append(
        Problem(
          .specification, "the parameter \"\(name)\" has the name of a finding of every curve", at: startPlace,
          why: "\(id).\(name) would mean two things", remedy: "give the parameter another name"))
    }
    for prediction in predictions {
      problems += prediction.values.filter { source.table[$0.name] == nil }.map { unknown($0.name, prediction.place) }
    }
    return problems
  }

  /// The variables of a source that the curve is drawn over.
  func variables(in source: LoadedSource) -> [String] {
    guard let model = try? model() else { return [] }
    let outcome = model.formula.outcome.variables
    return model.formula.variables.filter { name in
      !outcome.contains(name) && !parameters.contains(name) && source.table[name]?.isNumeric == true
    }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let rows = source.rows(where: head.condition)
    let fit: NonlinearFit
    do throws(Problems) {
      fit = try model().fit(source.table.selecting(rows))
    } catch {
      throw Problems(
        error.list.map { problem in
          var problem = problem
          if problem.place.line == nil {
            problem.place = Place(
              file: formulaPlace.file, line: formulaPlace.line, column: formulaPlace.column,
              variable: problem.place.variable)
          }
          return problem
        })
    }
    let used = fit.rowsUsed.map { rows[$0] }
    let columns = fit.formula.variables.filter { source.table[$0] != nil }
    let cells = [CellRange(source.specification.id, columns, rows: used)]
    let method =
      fit.modelLabel
      + Trilingual(
        en: ", standard errors \(fit.covarianceType.name)", ru: ", стандартные ошибки \(fit.covarianceType.name)",
        kk: ", стандартты қателер \(fit.covarianceType.name)")
    var outcome = AnalysisOutcome(findings: [])
    func add(_ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int, traits: Set<FindingTrait> = []) {
      outcome.findings.append(
        finding(
          part, label + Trilingual(same: ": ") + what, value, decimals: decimals, method: method, cells: cells,
          traits: traits))
    }
    for term in fit.terms { addTerm(term, add) }
    addMeasures(fit, add)
    try addPredictions(fit, add)
    let influence = InfluenceReport(of: fit, rows: used, source: source)
    outcome.findings += influence.findings(
      prefix: id, name: label + Trilingual(same: ": "), method: method, cells: cells)
    outcome.cautions =
      RegressionAnalysis.labelled(fit.cautions.map { (label, $0) }) + influence.cautions(label: label)
      + RegressionAnalysis.lossCautions(label, fit, rows: rows.count)
    outcome.drawing = .curve(
      FittedCurve(
        model: FittedModel(
          name: id, label: label, fit: fit,
          outcome: source.table[fit.outcome]?.variable.label ?? Trilingual(same: fit.outcome), prefix: id,
          source: source.specification.id, rows: used),
        series: series(fit, source, used)))
    return outcome
  }

  private typealias Add = (
    _ part: String, _ label: Trilingual, _ value: Double?, _ decimals: Int, _ traits: Set<FindingTrait>
  ) -> Void

  private func addTerm(_ term: TermEstimate, _ add: Add) {
    let part = RegressionAnalysis.part(ofTerm: term.term)
    let name = Trilingual(same: term.term)
    let decimals = RegressionAnalysis.decimals(of: term.standardError)
    add(part, Trilingual(en: "parameter ", ru: "параметр ", kk: "параметр ") + name, term.estimate, decimals, [])
    add(
      "\(part).std_error",
      Trilingual(en: "standard error of ", ru: "стандартная ошибка: ", kk: "стандартты қате: ") + name,
      term.standardError, decimals, [])
    add("\(part).statistic", Trilingual(same: "t: ") + name, term.statistic, 2, [])
    add("\(part).p_value", Trilingual(same: "p: ") + name, term.pValue, 4, [])
    add(
      "\(part).conf_low",
      Trilingual(en: "lower end of the interval: ", ru: "нижняя граница интервала: ", kk: "интервалдың төменгі шегі: ")
        + name, term.confLow, decimals, [])
    add(
      "\(part).conf_high",
      Trilingual(en: "upper end of the interval: ", ru: "верхняя граница интервала: ", kk: "интервалдың жоғарғы шегі: ")
        + name, term.confHigh, decimals, [])
  }

  private func addMeasures(_ fit: NonlinearFit, _ add: Add) {
    add(
      "n", Trilingual(en: "rows used", ru: "использовано строк", kk: "қолданылған жолдар"),
      Double(fit.observationCount), 0, [])
    add(
      "lost", Trilingual(en: "rows left out", ru: "строк исключено", kk: "алынбаған жолдар"), Double(fit.rowsLost), 0,
      [])
    add("r_squared", Trilingual(same: "R²"), fit.rSquared, 4, [.curve])
    add(
      "sigma",
      Trilingual(
        en: "standard error of the regression", ru: "стандартная ошибка регрессии", kk: "регрессияның стандартты қатесі"
      ), fit.sigma, RegressionAnalysis.decimals(of: fit.sigma ?? 1), [])
    add(
      "log_likelihood",
      Trilingual(en: "log likelihood", ru: "логарифм правдоподобия", kk: "шындыққа ұқсастық логарифмі"),
      fit.logLikelihood, 3, [])
    add("aic", Trilingual(same: "AIC"), fit.aic, 3, [])
    add("bic", Trilingual(same: "BIC"), fit.bic, 3, [])
  }

  private func addPredictions(_ fit: NonlinearFit, _ add: Add) throws(Problems) {
    var problems: [Problem] = []
    for prediction in predictions {
      let table = Table(
        name: prediction.name,
        columns: prediction.values.map { Column(Variable($0.name), numbers: [$0.value]) })
      let found: CurvePrediction?
      do throws(Problems) {
        found = try fit.predict(table).first ?? nil
      } catch {
        problems += error.list.map { problem in
          Problem(
            .specification, problem.what, at: prediction.place, why: "the formula is \(formula)",
            remedy: "give each variable of the curve a value")
        }
        continue
      }
      let point = prediction.values.map { "\($0.name) = \(NumberText.plain($0.value, language: .en))" }
        .joined(separator: ", ")
      let name = Trilingual(en: "curve at \(point)", ru: "кривая при \(point)", kk: "қисық, \(point)")
      let decimals = RegressionAnalysis.decimals(of: found?.standardError)
      let part = "at.\(prediction.name)"
      add(part, name, found?.estimate, decimals, [])
      add(
        "\(part).std_error",
        Trilingual(en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: ") + name,
        found?.standardError, decimals, [])
      add(
        "\(part).conf_low",
        Trilingual(
          en: "lower end of the interval: ", ru: "нижняя граница интервала: ", kk: "интервалдың төменгі шегі: ") + name,
        found?.confLow, decimals, [])
      add(
        "\(part).conf_high",
        Trilingual(
          en: "upper end of the interval: ", ru: "верхняя граница интервала: ", kk: "интервалдың жоғарғы шегі: ")
          + name,
        found?.confHigh, decimals, [])
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  /// The curve over its variable, rows in its order, and where it was predicted; `nil` for a curve of several variables.
  private func series(_ fit: NonlinearFit, _ source: LoadedSource, _ used: [Int]) -> TrendSeries? {
    let names = variables(in: source)
    guard names.count == 1, let name = names.first, let column = source.table[name], source.leastCell == nil else {
      return nil
    }
    let (y, fitted) = (fit.outcomeValues, fit.fittedValues)
    var points = used.indices.map { (x: column.number(at: used[$0]) ?? 0, y: Optional(y[$0]), fitted: fitted[$0]) }
    for prediction in predictions {
      guard let x = prediction.values.first(where: { $0.name == name })?.value, !points.contains(where: { $0.x == x }),
        let found = try? fit.predict(Table(name: name, columns: [Column(Variable(name), numbers: [x])])).first ?? nil
      else { continue }
      points.append((x, nil, found.estimate))
    }
    points.sort { $0.x < $1.x }
    return TrendSeries(
      name: "curve", label: source.table[fit.outcome]?.variable.label ?? Trilingual(same: fit.outcome),
      times: points.map(\.x), values: points.map(\.y),
      fits: [
        TrendSeries.Fit(label: label, fitted: points.map(\.fitted), rSquared: fit.rSquared ?? 0, isDegenerate: false)
      ], source: source.specification.id)
  }
}

/// A fitted curve, as exhibits show it.
struct FittedCurve: Sendable {
  var model: FittedModel
  /// Values and curve over its variable; `nil` for a curve of several variables.
  var series: TrendSeries?
}
