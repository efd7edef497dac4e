internal import KoshStatistics
internal import KoshTable

// What a fitted model says: coefficients, diagnostics, cautions, and what hangs on single rows.
extension RegressionAnalysis {
  func report(_ model: Model, _ fit: any RegressionFit, _ table: Table, _ source: LoadedSource, _ rows: [Int])
    throws(Problems) -> ([Finding], [Caution])
  {
    var findings: [Finding] = []
    var cautions = fit.cautions
    let used = fit.rowsUsed.map { rows[$0] }
    let columns = fit.formula.variables.filter { source.table[$0] != nil }
    let cells = [CellRange(source.specification.id, columns, rows: used)]
    let inflation = Dictionary(
      RegressionDiagnostics.varianceInflation(fit.design, weights: fit.weightValues).map { ($0.term, $0.factor) }
    ) { $1 }
    let watson = time == nil || fit.family != nil ? nil : RegressionDiagnostics.durbinWatson(fit.residuals)
    let name = model.label + Trilingual(same: ": ")
    let covariance =
      model.familyLabel
      + Trilingual(same: ", ") + fit.covarianceType.label
    func add(_ part: String, _ label: Trilingual, _ value: Double?, _ decimals: Int, traits: Set<FindingTrait> = []) {
      findings.append(
        finding(
          "\(model.name).\(part)", name + label, value, decimals: decimals, method: covariance, cells: cells,
          traits: traits))
    }
    for term in fit.terms {
      let part = RegressionAnalysis.part(ofTerm: term.term)
      let label = table.label(ofTerm: term.term)
      let decimals = RegressionAnalysis.decimals(of: term.standardError)
      var traits: Set<FindingTrait> = []
      var raw: Double?
      if let predictor = table[term.term], predictor.isNumeric {
        raw = try? correlate(fit.rowsUsed.map { predictor.number(at: $0) }, fit.outcomeValues).r
        if let raw {
          add(
            "raw_r.\(part)",
            Trilingual(
              en: "plain correlation with the outcome: \(label)",
              ru: "простая корреляция с откликом: \(label)", kk: "нәтижемен жай корреляция: \(label)"),
            raw, 2, traits: [.correlation])
        }
      }
      if term.term != "(Intercept)" {
        traits.insert(.coefficient(estimate: term.estimate, rawCorrelation: raw))
        if let factor = inflation[term.term], factor > 5 { traits.insert(.collinear(inflation: factor)) }
        if let watson, watson < 1.2 || watson > 2.8 { traits.insert(.seriallyCorrelated(durbinWatson: watson)) }
      }
      if fit.family == .logit, term.term != "(Intercept)" { traits.insert(.oddsRatio) }
      add(
        part, Trilingual(en: "coefficient: ", ru: "коэффициент: ", kk: "коэффициент: ") + label, term.estimate,
        decimals, traits: traits)
      add(
        "\(part).std_error",
        Trilingual(en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: ") + label,
        term.standardError, decimals)
      add(
        "\(part).statistic", Trilingual(same: fit.testDegreesOfFreedom == nil ? "z: " : "t: ") + label, term.statistic,
        2)
      add("\(part).p_value", Trilingual(same: "p: ") + label, term.pValue, 4)
      add(
        "\(part).conf_low",
        Trilingual(
          en: "lower end of the interval: ", ru: "нижняя граница интервала: ", kk: "интервалдың төменгі шегі: ")
          + label, term.confLow, decimals)
      add(
        "\(part).conf_high",
        Trilingual(
          en: "upper end of the interval: ", ru: "верхняя граница интервала: ", kk: "интервалдың жоғарғы шегі: ")
          + label, term.confHigh, decimals)
      if let ratio = fit.ratio(of: term), let name = fit.ratioName {
        let (kind, traits): (String, Set<FindingTrait>) =
          fit.family == .poisson || fit.family == .negativeBinomial ? ("rate", []) : ("odds", [.oddsRatio])
        let (lower, upper) = (
          Trilingual(en: ", lower end: ", ru: ", нижняя граница: ", kk: ", төменгі шегі: "),
          Trilingual(en: ", upper end: ", ru: ", верхняя граница: ", kk: ", жоғарғы шегі: ")
        )
        add("\(part).\(kind)_ratio", name + Trilingual(same: ": ") + label, ratio.ratio, 3, traits: traits)
        add("\(part).\(kind)_low", name + lower + label, ratio.confLow, 3, traits: traits)
        add("\(part).\(kind)_high", name + upper + label, ratio.confHigh, 3, traits: traits)
      }
      if let factor = inflation[term.term] {
        add(
          "vif.\(part)",
          Trilingual(en: "variance inflation: ", ru: "инфляция дисперсии: ", kk: "дисперсияның ұлғаюы: ") + label,
          factor, 1)
      }
    }
    add(
      "n", Trilingual(en: "rows used", ru: "использовано строк", kk: "қолданылған жолдар"),
      Double(fit.observationCount), 0)
    add(
      "lost",
      Trilingual(
        en: "rows left out, a value missing", ru: "строк исключено из-за пропусков",
        kk: "мәні жоқ болғандықтан алынбаған жолдар"), Double(rows.count - fit.observationCount), 0)
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
      cautions += timeCautions(model, watson)
    }
    cautions += inflationCautions(model, inflation)
    addQuality(fit, add)
    try addMargins(model, fit, table, add)
    try addTests(model, fit, add)
    if rows.count > fit.observationCount {
      cautions.append(
        Caution(
          "rows_lost",
          Trilingual(
            en:
              "\(model.label): rows left out because a value is missing (listwise): \(rows.count - fit.observationCount) of \(rows.count).",
            ru:
              "\(model.label): исключено строк из-за пропусков (построчно): \(rows.count - fit.observationCount) из \(rows.count).",
            kk:
              "\(model.label): мәні жоқ болғандықтан \(rows.count) жолдың \(rows.count - fit.observationCount) алынбады (жол бойынша)."
          )))
    }
    findings += leaveOneOutFindings(model, fit, table, cells)
    return (findings, cautions)
  }

  func timeCautions(_ model: Model, _ watson: Double) -> [Caution] {
    guard watson < 1.2 || watson > 2.8 else { return [] }
    return [
      Caution(
        "serial_correlation",
        Trilingual(
          en:
            "\(model.label): the residuals of neighbouring years resemble one another (Durbin–Watson \(watson, decimals: 2)), so the standard errors are too small and the p-values too good.",
          ru:
            "\(model.label): остатки соседних лет связаны (Дарбин – Уотсон \(watson, decimals: 2)), поэтому стандартные ошибки занижены, а p-значения слишком хороши.",
          kk:
            "\(model.label): көрші жылдардың қалдықтары байланысқан (Дарбин – Уотсон \(watson, decimals: 2)), сондықтан стандартты қателер кемітілген, p-мәндері тым жақсы."
        ))
    ]
  }

  func inflationCautions(_ model: Model, _ inflation: [String: Double]) -> [Caution] {
    guard let worst = inflation.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), worst.value > 5 else { return [] }
    return [
      Caution(
        "collinearity",
        Trilingual(
          en:
            "\(model.label): the predictors move together (variance inflation up to \(worst.value, decimals: 1)); which of them carries the association cannot be told well, and signs may turn.",
          ru:
            "\(model.label): предикторы меняются вместе (инфляция дисперсии до \(worst.value, decimals: 1)); какой из них несёт связь, определить трудно, знаки могут меняться.",
          kk:
            "\(model.label): предикторлар бірге өзгереді (дисперсияның ең үлкен ұлғаюы \(worst.value, decimals: 1)); байланысты қайсысы беретінін анықтау қиын, таңбалар өзгеруі мүмкін."
        ))
    ]
  }

  /// For small samples: how far each coefficient moves when one row is left out.
  func leaveOneOutFindings(_ model: Model, _ fit: any RegressionFit, _ table: Table, _ cells: [CellRange])
    -> [Finding]
  {
    guard fit.observationCount <= 60, fit.observationCount > fit.terms.count + 2 else { return [] }
    var estimates: [String: [Double]] = [:]
    for left in fit.rowsUsed {
      let rest = table.selecting(fit.rowsUsed.filter { $0 != left })
      guard let again = try? self.fit(model, rest) else { continue }
      for term in again.terms { estimates[term.term, default: []].append(term.estimate) }
    }
    return fit.terms.flatMap { term -> [Finding] in
      guard let values = estimates[term.term], let least = values.min(), let greatest = values.max() else { return [] }
      let part = RegressionAnalysis.part(ofTerm: term.term)
      let label = table.label(ofTerm: term.term)
      let decimals = RegressionAnalysis.decimals(of: term.standardError)
      return [
        finding(
          "\(model.name).\(part).leave_one_out_min",
          model.label
            + Trilingual(
              en: ": least coefficient when one row is left out: \(label)",
              ru: ": наименьший коэффициент без одной строки: \(label)",
              kk: ": бір жолсыз ең кіші коэффициент: \(label)"), least, decimals: decimals, cells: cells),
        finding(
          "\(model.name).\(part).leave_one_out_max",
          model.label
            + Trilingual(
              en: ": greatest coefficient when one row is left out: \(label)",
              ru: ": наибольший коэффициент без одной строки: \(label)",
              kk: ": бір жолсыз ең үлкен коэффициент: \(label)"), greatest, decimals: decimals, cells: cells),
      ]
    }
  }

  /// Decimals that show two significant digits of a standard error, at most six.
  static func decimals(of standardError: Double?) -> Int {
    guard let standardError, standardError > 0, standardError.isFinite else { return 3 }
    var (decimals, size) = (0, standardError)
    while size < 10, decimals < 6 { (decimals, size) = (decimals + 1, size * 10) }
    return decimals
  }
}
