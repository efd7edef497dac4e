internal import KoshStatistics
internal import KoshTable

/// What a fitted model of a regression analysis says: coefficients, measures of the whole, answers, cautions, and what
/// hangs on single rows.
struct RegressionReport {
  let analysis: RegressionAnalysis
  let model: RegressionAnalysis.Model
  let fit: any RegressionFit
  /// The rows of the source that the model asks for.
  let table: Table
  /// Findings by the order in which readers want them.
  private(set) var findings: [Finding] = []
  var cautions: [Caution] = []
  /// The rows of the tables that show questions and answers.
  var grids: [RegressionGrid: [TestGrid.Row]] = [:]
  private let rowCount: Int
  private let influence: InfluenceReport
  private let cells: [CellRange]
  private let method: Trilingual
  private let inflation: [String: Double]
  /// Durbin–Watson, where the rows are in order of time.
  private let watson: Double?

  /// - Parameters:
  ///   - table: What the model was fitted to.
  ///   - rows: The row of the source that each row of the table is.
  /// - Throws: Questions to the fit that it cannot answer.
  init(
    _ analysis: RegressionAnalysis, _ model: RegressionAnalysis.Model, _ fit: any RegressionFit, _ table: Table,
    _ source: LoadedSource, rows: [Int]
  ) throws(Problems) {
    self.analysis = analysis
    self.model = model
    self.fit = fit
    self.table = table
    rowCount = rows.count
    influence = InfluenceReport(of: fit, rows: fit.rowsUsed.map { rows[$0] }, source: source)
    let columns = fit.formula.variables.filter { source.table[$0] != nil }
    cells = [CellRange(source.specification.id, columns, rows: fit.rowsUsed.map { rows[$0] })]
    inflation = Dictionary(
      RegressionDiagnostics.varianceInflation(fit.design, weights: fit.weightValues).map { ($0.term, $0.factor) }
    ) { $1 }
    watson = analysis.time == nil || fit.family != nil ? nil : RegressionDiagnostics.durbinWatson(fit.residuals)
    method =
      model.familyLabel
      + Trilingual(same: ", ") + fit.covarianceType.label
    for term in fit.terms { addCoefficient(term) }
    addMeasures()
    addQuality()
    try addMargins()
    try addAnswers()
    cautionOfTime()
    cautionOfCollinearity()
    cautions += RegressionAnalysis.lossCautions(model.label, fit, rows: rowCount)
    findings += influence.findings(
      prefix: "\(analysis.id).\(model.name)", name: model.label + Trilingual(same: ": "), method: method, cells: cells)
    cautions += influence.cautions(label: model.label)
    addLeaveOneOut()
  }

  /// Adds a finding of the model: `MODEL.part`.
  mutating func add(
    _ part: String, _ label: Trilingual, _ value: Double?, _ decimals: Int, traits: Set<FindingTrait> = [],
    method: Trilingual? = nil
  ) {
    findings.append(
      analysis.finding(
        "\(model.name).\(part)", model.label + Trilingual(same: ": ") + label, value, decimals: decimals,
        method: method ?? self.method, cells: cells, traits: traits))
  }

  /// Adds what belongs to an estimate: `part.std_error`, `.p_value`, `.conf_low`, `.conf_high`, and `.statistic` where it is
  /// wanted; without `.p_value` where nothing is tested.
  mutating func addUncertainty(
    _ part: String, _ label: Trilingual, standardError: Double?, statistic: Double?? = nil, pValue: Double??,
    confLow: Double?, confHigh: Double?, decimals: Int
  ) {
    add("\(part).std_error", Prefix.standardError + label, standardError, decimals)
    if let statistic {
      add("\(part).statistic", Trilingual(same: fit.testDegreesOfFreedom == nil ? "z: " : "t: ") + label, statistic, 2)
    }
    if let pValue { add("\(part).p_value", Trilingual(same: "p: ") + label, pValue, 4) }
    add("\(part).conf_low", Prefix.lowerEndOf + label, confLow, decimals)
    add("\(part).conf_high", Prefix.upperEndOf + label, confHigh, decimals)
  }

  /// Adds the ratio of odds or rates that a coefficient or contrast is the logarithm of.
  mutating func addRatio(_ part: String, _ label: Trilingual, _ ratio: OddsRatio?) {
    guard let ratio, let name = fit.ratioName else { return }
    let isRate = fit.family == .poisson || fit.family == .negativeBinomial
    let kind = isRate ? "rate" : "odds"
    let lower = Trilingual(en: ", lower end: ", ru: ", нижняя граница: ", kk: ", төменгі шегі: ")
    let upper = Trilingual(en: ", upper end: ", ru: ", верхняя граница: ", kk: ", жоғарғы шегі: ")
    let traits: Set<FindingTrait> = isRate ? [] : [.oddsRatio]
    add("\(part).\(kind)_ratio", name + Trilingual(same: ": ") + label, ratio.ratio, 3, traits: traits)
    add("\(part).\(kind)_low", name + lower + label, ratio.confLow, 3, traits: traits)
    add("\(part).\(kind)_high", name + upper + label, ratio.confHigh, 3, traits: traits)
  }

  /// Words that stand before the name of what they belong to.
  enum Prefix {
    static let standardError = Trilingual(
      en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: ")
    static let lowerEndOf = Trilingual(
      en: "lower end of the interval: ", ru: "нижняя граница интервала: ", kk: "интервалдың төменгі шегі: ")
    static let upperEndOf = Trilingual(
      en: "upper end of the interval: ", ru: "верхняя граница интервала: ", kk: "интервалдың жоғарғы шегі: ")
  }
}

// Coefficients and measures of the whole.
extension RegressionReport {
  private mutating func addCoefficient(_ term: TermEstimate) {
    let part = RegressionAnalysis.part(ofTerm: term.term)
    let label = table.label(ofTerm: term.term)
    let decimals = RegressionAnalysis.decimals(of: term.standardError)
    let raw = addPlainCorrelation(of: term.term, part)
    add(
      part, Trilingual(en: "coefficient: ", ru: "коэффициент: ", kk: "коэффициент: ") + label, term.estimate,
      decimals, traits: traits(of: term, rawCorrelation: raw))
    addUncertainty(
      part, label, standardError: term.standardError, statistic: .some(term.statistic), pValue: .some(term.pValue),
      confLow: term.confLow, confHigh: term.confHigh, decimals: decimals)
    addPercentiles(of: term.term, part, decimals)
    addRatio(part, label, fit.ratio(of: term))
    if let factor = inflation[term.term] {
      add(
        "vif.\(part)",
        Trilingual(en: "variance inflation: ", ru: "инфляция дисперсии: ", kk: "дисперсияның ұлғаюы: ") + label,
        factor, 1)
    }
  }

  /// The correlation of a numeric predictor with the outcome, all others left aside.
  private mutating func addPlainCorrelation(of term: String, _ part: String) -> Double? {
    guard let predictor = table[term], predictor.isNumeric else { return nil }
    guard let raw = try? correlate(fit.rowsUsed.map { predictor.number(at: $0) }, fit.outcomeValues).r else {
      return nil
    }
    let label = table.label(ofTerm: term)
    add(
      "raw_r.\(part)",
      Trilingual(
        en: "plain correlation with the outcome: \(label)", ru: "простая корреляция с откликом: \(label)",
        kk: "нәтижемен жай корреляция: \(label)"), raw, 2, traits: [.correlation])
    return raw
  }

  private func traits(of term: TermEstimate, rawCorrelation raw: Double?) -> Set<FindingTrait> {
    guard term.term != "(Intercept)" else { return [] }
    var traits: Set<FindingTrait> = [.coefficient(estimate: term.estimate, rawCorrelation: raw)]
    if let factor = inflation[term.term], factor > 5 { traits.insert(.collinear(inflation: factor)) }
    if let watson, watson < 1.2 || watson > 2.8 { traits.insert(.seriallyCorrelated(durbinWatson: watson)) }
    if fit.family == .logit { traits.insert(.oddsRatio) }
    return traits
  }

  /// The interval between quantiles of a bootstrap's refits, beside the one by the standard error.
  private mutating func addPercentiles(of term: String, _ part: String, _ decimals: Int) {
    guard let bootstrap = fit.bootstrap, let position = fit.terms.firstIndex(where: { $0.term == term }) else { return }
    let interval = bootstrap.percentileInterval(ofCoefficient: position, level: fit.confidenceLevel)
    let label = table.label(ofTerm: term)
    add(
      "\(part).percentile_low",
      Trilingual(
        en: "lower end of the percentile interval: ", ru: "нижняя граница перцентильного интервала: ",
        kk: "перцентильдік интервалдың төменгі шегі: ") + label, interval?.low, decimals)
    add(
      "\(part).percentile_high",
      Trilingual(
        en: "upper end of the percentile interval: ", ru: "верхняя граница перцентильного интервала: ",
        kk: "перцентильдік интервалдың жоғарғы шегі: ") + label, interval?.high, decimals)
  }

  private mutating func addMeasures() {
    add(
      "n", Trilingual(en: "rows used", ru: "использовано строк", kk: "қолданылған жолдар"),
      Double(fit.observationCount), 0)
    add(
      "lost",
      Trilingual(en: "rows left out", ru: "строк исключено", kk: "алынбаған жолдар"), Double(fit.rowsLost), 0)
    add(
      "r_squared", Trilingual(same: fit.mcFaddenRSquared != nil ? "McFadden R²" : "R²"),
      fit.mcFaddenRSquared ?? fit.rSquared, 4)
    add(
      "adjusted_r_squared", Trilingual(en: "adjusted R²", ru: "скорректированный R²", kk: "түзетілген R²"),
      fit.adjustedRSquared, 4)
    add(
      "r", Trilingual(en: "multiple R", ru: "множественный R", kk: "көптік R"),
      fit.rSquared.flatMap { $0 >= 0 ? $0.squareRoot() : nil }, 4)
    add(
      "sigma",
      Trilingual(
        en: "standard error of the regression", ru: "стандартная ошибка регрессии", kk: "регрессияның стандартты қатесі"
      ), fit.sigma, RegressionAnalysis.decimals(of: fit.sigma ?? 1))
    add(
      "log_likelihood",
      Trilingual(en: "log likelihood", ru: "логарифм правдоподобия", kk: "шындыққа ұқсастық логарифмі"),
      fit.logLikelihood, 3)
    add("aic", Trilingual(same: "AIC"), fit.aic, 3)
    add("bic", Trilingual(same: "BIC"), fit.bic, 3)
    add(
      "condition_number", Trilingual(en: "condition number", ru: "число обусловленности", kk: "шарттылық саны"),
      RegressionDiagnostics.conditionNumber(fit.design), 0)
    if let watson {
      add("durbin_watson", Trilingual(en: "Durbin–Watson", ru: "Дарбин – Уотсон", kk: "Дарбин – Уотсон"), watson, 2)
    }
  }
}

// What to keep in mind, and how far single rows carry the result.
extension RegressionReport {
  private mutating func cautionOfTime() {
    guard let watson, watson < 1.2 || watson > 2.8 else { return }
    cautions.append(
      Caution(
        "serial_correlation",
        Trilingual(
          en:
            "\(model.label): the residuals of neighbouring years resemble one another (Durbin–Watson \(watson, decimals: 2)), so the standard errors are too small and the p-values too good.",
          ru:
            "\(model.label): остатки соседних лет связаны (Дарбин – Уотсон \(watson, decimals: 2)), поэтому стандартные ошибки занижены, а p-значения слишком хороши.",
          kk:
            "\(model.label): көрші жылдардың қалдықтары байланысқан (Дарбин – Уотсон \(watson, decimals: 2)), сондықтан стандартты қателер кемітілген, p-мәндері тым жақсы."
        )))
  }

  private mutating func cautionOfCollinearity() {
    guard let worst = inflation.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), worst.value > 5 else { return }
    cautions.append(
      Caution(
        "collinearity",
        Trilingual(
          en:
            "\(model.label): the predictors move together (variance inflation up to \(worst.value, decimals: 1)); which of them carries the association cannot be told well, and signs may turn.",
          ru:
            "\(model.label): предикторы меняются вместе (инфляция дисперсии до \(worst.value, decimals: 1)); какой из них несёт связь, определить трудно, знаки могут меняться.",
          kk:
            "\(model.label): предикторлар бірге өзгереді (дисперсияның ең үлкен ұлғаюы \(worst.value, decimals: 1)); байланысты қайсысы беретінін анықтау қиын, таңбалар өзгеруі мүмкін."
        )))
  }

  /// For small samples: how far each coefficient moves when one row is left out.
  private mutating func addLeaveOneOut() {
    guard fit.observationCount <= 60, fit.observationCount > fit.terms.count + 2 else { return }
    var estimates: [String: [Double]] = [:]
    for left in fit.rowsUsed {
      let rest = table.selecting(fit.rowsUsed.filter { $0 != left })
      guard let again = try? analysis.fit(model, rest) else { continue }
      for term in again.terms { estimates[term.term, default: []].append(term.estimate) }
    }
    for term in fit.terms {
      guard let values = estimates[term.term], let least = values.min(), let greatest = values.max() else { continue }
      let part = RegressionAnalysis.part(ofTerm: term.term)
      let label = table.label(ofTerm: term.term)
      let decimals = RegressionAnalysis.decimals(of: term.standardError)
      add(
        "\(part).leave_one_out_min",
        Trilingual(
          en: "least coefficient when one row is left out: \(label)",
          ru: "наименьший коэффициент без одной строки: \(label)",
          kk: "бір жолсыз ең кіші коэффициент: \(label)"), least, decimals, method: Trilingual(same: ""))
      add(
        "\(part).leave_one_out_max",
        Trilingual(
          en: "greatest coefficient when one row is left out: \(label)",
          ru: "наибольший коэффициент без одной строки: \(label)",
          kk: "бір жолсыз ең үлкен коэффициент: \(label)"), greatest, decimals, method: Trilingual(same: ""))
    }
  }
}

extension RegressionAnalysis {
  /// Decimals that show two significant digits of a standard error, at most six.
  static func decimals(of standardError: Double?) -> Int {
    guard let standardError, standardError > 0, standardError.isFinite else { return 3 }
    var (decimals, size) = (0, standardError)
    while size < 10, decimals < 6 { (decimals, size) = (decimals + 1, size * 10) }
    return decimals
  }
}
