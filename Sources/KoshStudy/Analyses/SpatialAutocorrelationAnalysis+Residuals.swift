internal import KoshStatistics
internal import KoshTable

// Moran's I of the residuals of regressions of the same study.
extension SpatialAutocorrelationAnalysis {
  /// The parts of what is found of a model's residuals.
  static let residualParts = ["i", "expected", "z", "p_value", "n"]

  var needs: [String] { models.compactMap { $0.split(separator: ".").first.map(String.init) } }

  func problems(among analyses: [any Analysis]) -> [Problem] {
    if names.isEmpty, models.isEmpty {
      return [
        Problem(
          .specification, "the analysis \"\(id)\" tests nothing", at: head.place,
          remedy: "add variables: [..], or residuals_of: [ANALYSIS.MODEL]")
      ]
    }
    var problems: [Problem] = []
    if !models.isEmpty, head.condition != nil {
      problems.append(
        Problem(
          .specification, "\"where\" of \"\(id)\" does not go with residuals", at: head.conditionPlace,
          why: "residuals are those of the rows that their model uses",
          remedy: "put where: into the model, or test the variables in an analysis of their own"))
    }
    let known = analyses.compactMap { $0 as? RegressionAnalysis }.flatMap { analysis in
      analysis.models.map { (name: "\(analysis.id).\($0.name)", analysis: analysis, model: $0) }
    }
    for name in models {
      guard let found = known.first(where: { $0.name == name }) else {
        problems.append(
          Problem(
            .specification, "there is no regression \"\(name)\" to take residuals of", at: modelsPlace,
            why: "a model is named ANALYSIS.MODEL",
            remedy: known.isEmpty
              ? "add an analysis of kind regression" : Spelling.advice(for: name, among: known.map(\.name))))
        continue
      }
      let absorbs = (try? Formula(found.model.formula)).map { !$0.absorbed.isEmpty } ?? false
      if found.model.family != "ols" || absorbs || found.model.words.weights != nil {
        problems.append(
          Problem(
            .specification, "the residuals of \"\(name)\" cannot be tested by Moran's I", at: modelsPlace,
            why: "its mean and variance are known for least squares without weights and absorbed effects",
            remedy: "add such a model to \"\(found.analysis.id)\", and name it here"))
      }
      if found.analysis.head.data != head.data {
        problems.append(
          Problem(
            .specification, "\"\(name)\" is a model of other data than \"\(head.data ?? "")\"", at: modelsPlace,
            why: "residuals belong to the places of the model's rows",
            remedy: "write data: \(found.analysis.head.data ?? "")"))
      }
    }
    return problems
  }

  /// The test of the residuals of each model.
  func testResiduals(_ context: RunContext, _ source: LoadedSource, _ outcome: inout AnalysisOutcome) throws(Problems) {
    for name in models {
      guard let model = context.models[name] else { continue }
      let places = places(source, model.rows)
      let weights = try weights(places, context)
      let test = try placing(at: modelsPlace) { () throws(Problem) in
        try SpatialAutocorrelation.moran(residualsOf: model.fit, weights)
      }
      report(name, model, test, &outcome)
    }
  }

  private func report(_ name: String, _ model: FittedModel, _ test: MoranTest, _ outcome: inout AnalysisOutcome) {
    let title = residualsLabel(model) + Trilingual(same: ": ")
    let columns = model.fit.formula.variables
    let cells = [CellRange(model.source, columns, rows: model.rows)]
    func add(_ part: String, _ what: Trilingual, _ value: Double, _ decimals: Int, _ method: Trilingual) {
      outcome.findings.append(
        finding("\(name).\(part)", title + what, value, decimals: decimals, method: method, cells: cells))
    }
    let moments = Trilingual(
      en: "two-sided, moments of residuals (Cliff and Ord)", ru: "двусторонний, моменты остатков (Клифф и Орд)",
      kk: "екіжақты, қалдықтар моменттері (Клифф пен Орд)")
    add(
      "i", Trilingual(en: "Moran's I", ru: "индекс Морана I", kk: "Моран индексі I"), test.statistic, 3, neighbourhood)
    add(
      "expected", Trilingual(en: "Moran's I without a pattern", ru: "I без закономерности", kk: "заңдылықсыз I"),
      test.expected, 3, moments)
    add("z", Trilingual(same: "z"), test.z, 2, moments)
    add("p_value", Trilingual(same: "p"), test.normalPValue, 3, moments)
    outcome.findings.append(
      count("\(name).n", title + Trilingual(en: "places", ru: "мест", kk: "орындар саны"), test.n, cells: cells))
    outcome.cautions += test.cautions
    if test.normalPValue < 0.05 { outcome.cautions.append(pattern(model, test)) }
  }

  func residualsLabel(_ model: FittedModel) -> Trilingual {
    Trilingual(en: "residuals of \(model.label)", ru: "остатки: \(model.label)", kk: "қалдықтар: \(model.label)")
  }

  private func pattern(_ model: FittedModel, _ test: MoranTest) -> Caution {
    let p = test.normalPValue
    let shown =
      p < 0.001
      ? Trilingual(en: "p < \(0.001)", ru: "p < \(0.001)", kk: "p < \(0.001)")
      : Trilingual(en: "p = \(p, decimals: 3)", ru: "p = \(p, decimals: 3)", kk: "p = \(p, decimals: 3)")
    let i = test.statistic
    return test.statistic > test.expected
      ? Caution(
        "residuals_alike",
        Trilingual(
          en:
            "\(model.label): the residuals of neighbouring places are alike (Moran's I \(i, decimals: 2), \(shown)). The places are not independent, so the standard errors are probably too small, and something that neighbours share may be missing from the model.",
          ru:
            "\(model.label): остатки соседних мест похожи (индекс Морана \(i, decimals: 2), \(shown)). Места не независимы, поэтому стандартные ошибки, вероятно, занижены, а в модели может не хватать того, что у соседей общее.",
          kk:
            "\(model.label): көршілес орындардың қалдықтары ұқсас (Моран индексі \(i, decimals: 2), \(shown)). Орындар бір-біріне тәуелсіз емес, сондықтан стандартты қателер төмен болуы ықтимал, ал модельде көршілерге ортақ бір нәрсе жетіспеуі мүмкін."
        ))
      : Caution(
        "residuals_unlike",
        Trilingual(
          en:
            "\(model.label): the residuals of neighbouring places differ more than chance would make them (Moran's I \(i, decimals: 2), \(shown)). The places are not independent, so the standard errors cannot be relied on.",
          ru:
            "\(model.label): остатки соседних мест различаются сильнее, чем было бы случайно (индекс Морана \(i, decimals: 2), \(shown)). Места не независимы, и на стандартные ошибки полагаться нельзя.",
          kk:
            "\(model.label): көршілес орындардың қалдықтары кездейсоқ болғаннан да көбірек ерекшеленеді (Моран индексі \(i, decimals: 2), \(shown)). Орындар бір-біріне тәуелсіз емес, стандартты қателерге сенуге болмайды."
        ))
  }
}
