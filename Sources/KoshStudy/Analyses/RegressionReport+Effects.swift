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
    let name = Trilingual(en: "Hosmer–Lemeshow", ru: "Хосмер — Лемешоу", kk: "Хосмер — Лемешоу")
    add("hosmer_lemeshow", name + Trilingual(same: " χ²"), test?.statistic, 2)
    add("hosmer_lemeshow.p_value", name + Trilingual(same: " p"), test?.pValue, 4)
  }

  /// Marginal effects that the model asks for: `ame.gender`, `ame.region_Almaty`, `ame.gender.GROUP`.
  mutating func addMargins() throws(Problems) {
    guard let wanted = model.margins else { return }
    let estimates = try placing(at: model.place) { () throws(Problem) in
      try MarginalEffects(fit, table).slopes(
        wanted.variables, at: wanted.point, by: wanted.group.flatMap { table[$0] })
    }
    let kind =
      wanted.point == .means
      ? Trilingual(
        en: "marginal effect at means: ", ru: "предельный эффект в средней точке: ",
        kk: "орташа нүктедегі шекті эффект: ")
      : Trilingual(en: "average marginal effect: ", ru: "средний предельный эффект: ", kk: "орташа шекті эффект: ")
    for estimate in estimates {
      let variable = estimate.variable ?? ""
      let level = estimate.contrast == "1 − 0" ? nil : estimate.level
      let part =
        "ame." + RegressionAnalysis.part(ofTerm: variable + (level.map { "_" + $0 } ?? ""))
        + (estimate.group.map { "." + RegressionAnalysis.part(ofTerm: $0) } ?? "")
      let name = Trilingual(
        same: variable + (estimate.contrast == "dy/dx" ? "" : " (\(estimate.contrast))")
          + (estimate.group.map { ", " + $0 } ?? ""))
      let decimals = RegressionAnalysis.decimals(of: estimate.standardError)
      add(part, kind + name, estimate.estimate, decimals)
      addUncertainty(
        part, kind + name, standardError: estimate.standardError, pValue: estimate.pValue, confLow: estimate.confLow,
        confHigh: estimate.confHigh, decimals: decimals)
      addRow(.margins, name, part, ["", ".std_error", ".p_value", ".conf_low", ".conf_high"])
    }
  }
}
