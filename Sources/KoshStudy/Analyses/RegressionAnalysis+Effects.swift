internal import KoshStatistics
internal import KoshTable

// Marginal effects and measures of fit, as findings of a model.
extension RegressionAnalysis {
  typealias Add = (_ part: String, _ label: Trilingual, _ value: Double?, _ decimals: Int, _ traits: Set<FindingTrait>)
    -> Void

  /// How well a likelihood describes its rows.
  func addQuality(_ fit: any RegressionFit, _ add: Add) {
    if !fit.clusterCounts.isEmpty {
      add(
        "clusters", Trilingual(en: "clusters", ru: "кластеров", kk: "кластерлер"),
        fit.clusterCounts.min().map(Double.init), 0, [])
    }
    guard let fit = fit as? GeneralizedLinearFit else { return }
    let pseudo = GoodnessOfFit.pseudoRSquared(fit)
    add(
      "nagelkerke", Trilingual(en: "Nagelkerke R²", ru: "R² Нэйджелкерка", kk: "Нэйджелкерк R²"), pseudo?.nagelkerke, 4,
      [])
    add("tjur", Trilingual(en: "Tjur R²", ru: "R² Тьюра", kk: "Тьюр R²"), pseudo?.tjur, 4, [])
    let area = GoodnessOfFit.areaUnderCurve(fit)
    let label = Trilingual(
      en: "area under the ROC curve", ru: "площадь под ROC-кривой", kk: "ROC қисығының астындағы аудан")
    add("auc", label, area?.area, 3, [])
    add(
      "auc.std_error", Trilingual(en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: ") + label,
      area?.standardError, 4, [])
    add(
      "brier", Trilingual(en: "Brier score", ru: "оценка Брайера", kk: "Брайер бағасы"), GoodnessOfFit.brierScore(fit),
      4, [])
    let test = GoodnessOfFit.hosmerLemeshow(fit)
    let name = Trilingual(en: "Hosmer–Lemeshow", ru: "Хосмер — Лемешоу", kk: "Хосмер — Лемешоу")
    add("hosmer_lemeshow", name + Trilingual(same: " χ²"), test?.statistic, 2, [])
    add("hosmer_lemeshow.p_value", name + Trilingual(same: " p"), test?.pValue, 4, [])
  }

  /// Hypotheses that the model asks to be tested: `test.NAME`.
  func addTests(_ model: Model, _ fit: any RegressionFit, _ add: Add) throws(Problems) {
    var problems: [Problem] = []
    for (name, hypothesis) in model.tests {
      do throws(Problem) {
        let test = try fit.waldTest(hypothesis)
        let label = Trilingual(
          en: "Wald test of \(hypothesis)", ru: "тест Вальда: \(hypothesis)", kk: "Вальд тесті: \(hypothesis)")
        add("test.\(name)", label, test.statistic, 2, [])
        add("test.\(name).p_value", Trilingual(same: "p: ") + label, test.pValue, 4, [])
      } catch {
        var problem = error
        problem.place = model.place
        problems.append(problem)
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  /// Marginal effects and predictions that the model asks for: `ame.gender`, `ame.region_Almaty`, `ame.gender.GROUP`,
  /// `predicted.region_Almaty`; with the category behind them where the outcome has several.
  func addMargins(_ model: Model, _ fit: any RegressionFit, _ table: Table, _ add: Add) throws(Problems) {
    guard let wanted = model.margins else { return }
    var (slopes, predictions): ([MarginalEstimate], [MarginalEstimate]) = ([], [])
    do throws(Problem) {
      let effects = try MarginalEffects(fit, table)
      let group = wanted.group.flatMap { table[$0] }
      slopes = try effects.slopes(wanted.variables, at: wanted.point, by: group)
      for text in wanted.predictions {
        predictions += try effects.predictions(at: try effects.values(text), point: wanted.point, by: group)
      }
    } catch {
      var problem = error
      problem.place = model.place
      throw Problems(problem)
    }
    let areAtMeans = wanted.point == .means
    let kind =
      areAtMeans
      ? Trilingual(
        en: "marginal effect at means: ", ru: "предельный эффект в средней точке: ",
        kk: "орташа нүктедегі шекті эффект: ")
      : Trilingual(en: "average marginal effect: ", ru: "средний предельный эффект: ", kk: "орташа шекті эффект: ")
    for estimate in slopes {
      let level = estimate.contrast == "1 − 0" ? nil : estimate.level
      let contrast = estimate.contrast == "dy/dx" ? "" : " (\(estimate.contrast))"
      addMargin("ame", kind, estimate, level: level, contrast, add)
    }
    let predicted =
      areAtMeans
      ? Trilingual(
        en: "prediction at means: ", ru: "предсказание в средней точке: ", kk: "орташа нүктедегі болжам: ")
      : Trilingual(en: "mean prediction: ", ru: "среднее предсказание: ", kk: "орташа болжам: ")
    for estimate in predictions {
      addMargin("predicted", predicted, estimate, level: estimate.level, " = " + (estimate.level ?? ""), add)
    }
  }

  private func addMargin(
    _ stem: String, _ kind: Trilingual, _ estimate: MarginalEstimate, level: String?, _ what: String, _ add: Add
  ) {
    let variable = estimate.variable ?? ""
    let places = [estimate.group, estimate.category].compactMap { $0 }
    let part = ([stem, variable + (level.map { "_" + $0 } ?? "")] + places).map { Self.part(ofTerm: $0) }
      .joined(separator: ".")
    let label = kind + Trilingual(same: ([variable + what] + places).joined(separator: ", "))
    let decimals = Self.decimals(of: estimate.standardError)
    add(part, label, estimate.estimate, decimals, [])
    add(
      "\(part).std_error",
      Trilingual(en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: ") + label,
      estimate.standardError, decimals, [])
    if stem == "ame" { add("\(part).p_value", Trilingual(same: "p: ") + label, estimate.pValue, 4, []) }
    add(
      "\(part).conf_low",
      Trilingual(
        en: "lower end of the interval: ", ru: "нижняя граница интервала: ", kk: "интервалдың төменгі шегі: ")
        + label, estimate.confLow, decimals, [])
    add(
      "\(part).conf_high",
      Trilingual(
        en: "upper end of the interval: ", ru: "верхняя граница интервала: ", kk: "интервалдың жоғарғы шегі: ")
        + label, estimate.confHigh, decimals, [])
  }
}
