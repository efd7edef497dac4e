internal import KoshStatistics
internal import KoshTable

// What exhibits ask for: data, analyses of the right kind, and the models, terms and series in them.
extension PlanChecker {
  mutating func check(_ exhibit: ExhibitSpecification, _ known: FindingNames) {
    for (text, place) in exhibit.texts { check(text, at: place, known) }
    let options = exhibit.options
    if let id = options.text("data") {
      guard let source = data[id] else {
        problems.append(
          Problem(
            .specification, "there is no source \"\(id)\"", at: options["data"]?.place ?? exhibit.place,
            remedy: Spelling.advice(for: id, among: data.order)))
        return
      }
      if source.leastCell != nil {
        problems.append(
          Problem(
            .specification, "the exhibit \"\(exhibit.id)\" shows rows of \"\(id)\", and its rows are people",
            at: options["data"]?.place ?? exhibit.place, why: "the source says microdata: yes, so rows are not printed",
            remedy: "show an analysis of it with of:, or take microdata: away if the figures are published"))
      }
      let numbers = Set(["value", "x", "y"]).union(exhibit.kind == "heatmap" ? ["columns"] : [])
      for key in ["value", "x", "y", "columns", "time", "label"] {
        for name in options.texts(key) {
          check(name, of: source, mustBeNumber: numbers.contains(key), at: options[key]?.place ?? exhibit.place)
        }
      }
      if let condition = options.expression("where") {
        checkRow(condition, of: source, at: options["where"]?.place ?? exhibit.place)
      }
    }
    let wanted: [String: [String]] = [
      "lines": ["trend", "saturation", "curve"], "bars": ["codes", "query", "collocations", "word_list"],
      "heatmap": ["codes", "co_occurrence", "query", "sequence", "word_list"],
      "quotes": [
        "codes", "co_occurrence", "joint_display", "word_search", "query", "sequence", "collocations", "word_list",
      ], "display": ["joint_display"],
      "forest": ["regression", "printed_regression"], "dendrogram": ["cluster"],
      "regression_table": ["regression", "curve"], "residuals": ["regression", "curve"],
    ]
    for id in options.texts("of") {
      let place = options["of"]?.place ?? exhibit.place
      guard let analysis = specification.analyses.first(where: { $0.id == id }) else {
        problems.append(
          Problem(
            .specification, "there is no analysis \"\(id)\"", at: place,
            remedy: Spelling.advice(for: id, among: specification.analyses.map(\.id))))
        continue
      }
      let kind = type(of: analysis).schema.name
      if let kinds = wanted[exhibit.kind], !kinds.contains(kind) {
        problems.append(
          Problem(
            .specification, "the exhibit \"\(exhibit.id)\" draws \"\(id)\", which is of kind \(kind)", at: place,
            why: "\(exhibit.kind) draws: \(kinds.joined(separator: ", "))",
            remedy: "choose another analysis or another kind of exhibit"))
      } else {
        checkRows(exhibit, of: analysis, at: place)
      }
    }
    checkChoice(exhibit)
    if options["data"] == nil, options["of"] == nil {
      problems.append(
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" shows neither data nor an analysis", at: exhibit.place,
          remedy: "add data: SOURCE or of: ANALYSIS"))
    }
  }

  /// Exhibits of analyses that draw a point for each row, or a line over one variable.
  mutating func checkRows(_ exhibit: ExhibitSpecification, of analysis: any Analysis, at place: Place) {
    guard let source = analysis.head.data.flatMap({ data[$0] }) else { return }
    let isCurve = exhibit.kind == "lines" && analysis is CurveAnalysis
    if source.leastCell != nil, exhibit.kind == "residuals" || isCurve {
      problems.append(
        Problem(
          .specification,
          "the exhibit \"\(exhibit.id)\" shows rows of \"\(source.specification.id)\", and its rows are people",
          at: place, why: "the source says microdata: yes, so rows are not printed",
          remedy: "show a table of the analysis, or take microdata: away if the figures are published"))
    }
    if exhibit.kind == "residuals", let regression = analysis as? RegressionAnalysis {
      let name = exhibit.options.text("model")
      guard let model = regression.models.first(where: { name == nil || $0.name == name }) else { return }
      let absorbs = (try? Formula(model.formula)).map { !$0.absorbed.isEmpty } ?? false
      if !InfluenceReport.families.contains(model.family) || absorbs {
        problems.append(
          Problem(
            .specification,
            "the exhibit \"\(exhibit.id)\" draws the residuals of \"\(regression.id).\(model.name)\", which has none to draw",
            at: place,
            why: "leverage and residuals are known for ols, logit, probit and poisson without absorbed effects",
            remedy: "choose another model: with model: NAME"))
      }
    }
    if isCurve, let curve = analysis as? CurveAnalysis, curve.variables(in: source).count > 1 {
      problems.append(
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" draws \"\(curve.id)\", a curve over several variables",
          at: place,
          why: "a line is drawn over one", remedy: "show it as a table or a regression_table"))
    }
  }

  /// Choices that leave an exhibit with nothing to draw: it would be missing from the report without a word.
  mutating func checkChoice(_ exhibit: ExhibitSpecification) {
    let options = exhibit.options
    let drawn = options.texts("of").compactMap { id in specification.analyses.first { $0.id == id } }
    func missing(_ what: String, _ name: String, _ key: String, among names: [String]) {
      problems.append(
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" asks for \(what) \"\(name)\", which is not computed",
          at: options[key]?.place ?? exhibit.place, remedy: Spelling.advice(for: name, among: names)))
    }
    if exhibit.kind == "lines", options["of"] == nil, options["data"] != nil {
      for key in ["time", "value"] where options[key] == nil {
        problems.append(
          Problem(
            .specification, "the exhibit \"\(exhibit.id)\" lacks the key \"\(key)\"", at: exhibit.place,
            remedy: "add \(key): VARIABLE"))
      }
    }
    for (kind, key) in [("bars", "value"), ("heatmap", "columns")]
    where exhibit.kind == kind && options["data"] != nil && options[key] == nil {
      problems.append(
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" lacks the key \"\(key)\"", at: exhibit.place,
          remedy: "add \(key): VARIABLE"))
    }
    for case let codes as CodesAnalysis in drawn where exhibit.kind == "heatmap" && codes.by == nil {
      problems.append(
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" draws \"\(codes.id)\", which has no groups", at: exhibit.place,
          why: "a heat map has rows and columns", remedy: "add by: ATTRIBUTE to \"\(codes.id)\", or draw bars"))
    }
    if let shown = options.text("show").flatMap({ RegressionGrid(rawValue: $0) }) {
      checkShown(shown, exhibit, of: drawn)
    }
    if exhibit.kind == "quotes" { checkQuotes(exhibit, of: drawn) }
    for case let tree as ClusterAnalysis in drawn {
      if let method = options.text("method"), !tree.methods.contains(method) {
        missing("the method", method, "method", among: tree.methods)
      }
    }
    for case let trend as TrendAnalysis in drawn {
      if let series = options.text("series"), !trend.series.contains(series) {
        missing("the series", series, "series", among: trend.series)
      }
    }
    for case let regression as RegressionAnalysis in drawn where exhibit.kind == "residuals" {
      if let model = options.text("model"), !regression.models.contains(where: { $0.name == model }) {
        missing("the model", model, "model", among: regression.models.map(\.name))
      }
    }
    if exhibit.kind == "forest", drawn.allSatisfy({ $0 is RegressionAnalysis }) {
      let models = drawn.compactMap { $0 as? RegressionAnalysis }.flatMap { analysis in
        analysis.models.map { "\(analysis.id).\($0.name)" }
      }
      for model in options.texts("models") where !models.contains(model) {
        missing("the model", model, "models", among: models)
      }
    }
  }

  /// A table of questions that no model of the analysis asks.
  mutating func checkShown(_ shown: RegressionGrid, _ exhibit: ExhibitSpecification, of drawn: [any Analysis]) {
    let place = exhibit.options["show"]?.place ?? exhibit.place
    guard let regression = drawn.first as? RegressionAnalysis else {
      problems.append(
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" shows \(shown.rawValue), which a regression has", at: place,
          remedy: "let of: name a regression, or leave show: out"))
      return
    }
    guard !regression.asked.contains(shown) else { return }
    let key: String =
      switch shown {
      case .contrasts: "contrasts: to a model"
      case .tests: "tests: to a model"
      case .comparisons: "compare: to the analysis"
      case .margins: "margins: to a model"
      case .predictions: "predict: to the margins of a model"
      }
    problems.append(
      Problem(
        .specification, "the exhibit \"\(exhibit.id)\" shows \(shown.rawValue) of \"\(regression.id)\", which has none",
        at: place, remedy: "add \(key)"))
  }

  /// Codes and groups of quotes that their analysis does not have.
  mutating func checkQuotes(_ exhibit: ExhibitSpecification, of drawn: [any Analysis]) {
    for analysis in drawn {
      let (head, attribute): (InterviewHead, String?) =
        switch analysis {
        case let codes as CodesAnalysis: (codes.interviews, codes.by)
        case let joint as JointDisplayAnalysis: (joint.interviews, joint.attribute)
        default: (InterviewHead(SpecNode(place: exhibit.place, content: .mapping([]))), nil)
        }
      let names: [String]? =
        switch analysis {
        case let search as WordSearchAnalysis: search.words.map(\.name)
        case let queries as QueryAnalysis: queries.queries.map(\.name)
        default: nil
        }
      if let names {
        for name in exhibit.options.texts("code") where !names.contains(name) {
          problems.append(
            Problem(
              .specification, "the exhibit \"\(exhibit.id)\" asks for the code \"\(name)\", which is not computed",
              at: exhibit.options["code"]?.place ?? exhibit.place,
              remedy: Spelling.advice(for: name, among: names)))
        }
      }
      guard let loaded = data.interviews[head.interviews] else { continue }
      let codes = head.codes(of: loaded, headings: true).map(\.id)
      let groups = Set(loaded.project.cases.compactMap { one in attribute.flatMap { one.attributes[$0] } }).sorted()
      for (key, known) in [("code", codes), ("group", groups)] {
        for name in exhibit.options.texts(key) where !known.contains(name) {
          problems.append(
            Problem(
              .specification, "the exhibit \"\(exhibit.id)\" asks for the \(key) \"\(name)\", which is not computed",
              at: exhibit.options[key]?.place ?? exhibit.place, remedy: Spelling.advice(for: name, among: known)))
        }
      }
    }
  }
}
