internal import KoshStatistics
internal import KoshTable

// Marginal effects and measures of fit, as findings of a model.
extension RegressionReport {
  /// How well a likelihood describes its rows.
  mutating func addQuality() {
    if !fit.clusterCounts.isEmpty {
      add(
        "clusters", Trilingual(en: "clusters", ru: "кластеров", kk: "кластерлер"),
        fit.clusterCounts.min().map(Double.init), 0)
    }
    guard let fit = fit as? GeneralizedLinearFit else { return }
    let pseudo = GoodnessOfFit.pseudoRSquared(fit)
    add(
      "nagelkerke", Trilingual(en: "Nagelkerke R²", ru: "R² Нэйджелкерка", kk: "Нэйджелкерк R²"), pseudo?.nagelkerke, 4)
    add("tjur", Trilingual(en: "Tjur R²", ru: "R² Тьюра", kk: "Тьюр R²"), pseudo?.tjur, 4)
    let area = GoodnessOfFit.areaUnderCurve(fit)
    let label = Trilingual(
      en: "area under the ROC curve", ru: "площадь под ROC-кривой", kk: "ROC қисығының астындағы аудан")
    add("auc", label, area?.area, 3)
    add(
      "auc.std_error", Trilingual(en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: ") + label,
      area?.standardError, 4)
    add(
      "brier", Trilingual(en: "Brier score", ru: "оценка Брайера", kk: "Брайер бағасы"), GoodnessOfFit.brierScore(fit),
      4)
    let test = GoodnessOfFit.hosmerLemeshow(fit)
    let name = Trilingual(en: "Hosmer–Lemeshow", ru: "Хосмер – Лемешоу", kk: "Хосмер – Лемешоу")
    add("hosmer_lemeshow", name + Trilingual(same: " χ²"), test?.statistic, 2)
    add("hosmer_lemeshow.p_value", name + Trilingual(same: " p"), test?.pValue, 4)
  }

  /// Marginal effects and predictions that the model asks for: `ame.gender`, `ame.region_Almaty`, `ame.gender.GROUP`,
  /// `predicted.region_Almaty`, `change.score_60__20`; with the category behind them where the outcome has several.
  mutating func addMargins() throws(Problems) {
    guard let wanted = model.margins else { return }
    var (slopes, predictions, changes): ([MarginalEstimate], [MarginalEstimate], [MarginalEstimate]) = ([], [], [])
    do throws(Problem) {
      let effects = try MarginalEffects(fit, table)
      let group = wanted.group.flatMap { table[$0] }
      slopes = try effects.slopes(wanted.variables, at: wanted.point, by: group)
      for text in wanted.predictions {
        predictions += try effects.predictions(at: try effects.values(text), point: wanted.point, by: group)
      }
      for text in wanted.comparisons { changes += try effects.comparisons(text, at: wanted.point, by: group) }
    } catch {
      throw Problems(error).placed(at: model.place)
    }
    let areAtMeans = wanted.point == .means
    let effect =
      areAtMeans
      ? Trilingual(
        en: "marginal effect at means: ", ru: "предельный эффект в средней точке: ",
        kk: "орташа нүктедегі шекті эффект: ")
      : Trilingual(en: "average marginal effect: ", ru: "средний предельный эффект: ", kk: "орташа шекті эффект: ")
    for estimate in slopes {
      let level = estimate.contrast == "1 − 0" ? nil : estimate.level
      let contrast = estimate.contrast == "dy/dx" ? "" : " (\(estimate.contrast))"
      addMargin("ame", effect, estimate, level: level, contrast)
    }
    let predicted =
      areAtMeans
      ? Trilingual(
        en: "prediction at means: ", ru: "предсказание в средней точке: ", kk: "орташа нүктедегі болжам: ")
      : Trilingual(en: "mean prediction: ", ru: "среднее предсказание: ", kk: "орташа болжам: ")
    let change =
      areAtMeans
      ? Trilingual(
        en: "change at means: ", ru: "изменение в средней точке: ", kk: "орташа нүктедегі өзгеріс: ")
      : Trilingual(en: "mean change: ", ru: "среднее изменение: ", kk: "орташа өзгеріс: ")
    for estimate in changes {
      let level = estimate.contrast.replacing(" − ", with: "__")
      addMargin("change", change, estimate, level: level, " (\(estimate.contrast))")
    }
    for estimate in predictions {
      addMargin("predicted", predicted, estimate, level: estimate.level, " = " + (estimate.level ?? ""))
    }
  }

  private mutating func addMargin(
    _ stem: String, _ kind: Trilingual, _ estimate: MarginalEstimate, level: String?, _ what: String
  ) {
    let variable = estimate.variable ?? ""
    let places = [estimate.group, estimate.category].compactMap { $0 }
    let part = ([stem, variable + (level.map { "_" + $0 } ?? "")] + places)
      .map { RegressionAnalysis.part(ofTerm: $0) }.joined(separator: ".")
    let name =
      table.label(ofTerm: variable) + Trilingual(same: ([what] + places).joined(separator: ", "))
    let decimals = RegressionAnalysis.decimals(of: estimate.standardError)
    add(part, kind + name, estimate.estimate, decimals)
    // That a prediction is 0 is nothing to be tested.
    let isEffect = stem != "predicted"
    addUncertainty(
      part, kind + name, standardError: estimate.standardError,
      pValue: isEffect ? .some(estimate.pValue) : nil, confLow: estimate.confLow, confHigh: estimate.confHigh,
      decimals: decimals)
    addRow(
      isEffect ? .margins : .predictions, name, part,
      ["", ".std_error"] + (isEffect ? [".p_value"] : []) + [".conf_low", ".conf_high"])
  }
}
