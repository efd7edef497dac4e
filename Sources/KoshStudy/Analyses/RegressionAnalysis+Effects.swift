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
    let name = Trilingual(en: "Hosmer–Lemeshow", ru: "Хосмер – Лемешоу", kk: "Хосмер – Лемешоу")
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

  /// Marginal effects that the model asks for: `ame.gender`, `ame.region_Almaty`, `ame.gender.GROUP`.
  func addMargins(_ model: Model, _ fit: any RegressionFit, _ table: Table, _ add: Add) throws(Problems) {
    guard let wanted = model.margins else { return }
    let estimates: [MarginalEstimate]
    do throws(Problem) {
      estimates = try MarginalEffects(fit, table).slopes(
        wanted.variables, at: wanted.point, by: wanted.group.flatMap { table[$0] })
    } catch {
      var problem = error
      problem.place = model.place
      throw Problems(problem)
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
        "ame." + Self.part(ofTerm: variable + (level.map { "_" + $0 } ?? ""))
        + (estimate.group.map { "." + Self.part(ofTerm: $0) } ?? "")
      let label =
        kind + table.label(ofTerm: variable)
        + Trilingual(same: estimate.contrast == "dy/dx" ? "" : " (\(estimate.contrast))")
        + Trilingual(same: estimate.group.map { ", " + $0 } ?? "")
      let decimals = Self.decimals(of: estimate.standardError)
      add(part, label, estimate.estimate, decimals, [])
      let ends: [(String, Trilingual, Double?, Int, Set<FindingTrait>)] = [
        (
          "std_error", Trilingual(en: "standard error: ", ru: "стандартная ошибка: ", kk: "стандартты қате: "),
          estimate.standardError, decimals, []
        ),
        ("p_value", Trilingual(same: "p: "), estimate.pValue, 4, []),
        (
          "conf_low",
          Trilingual(
            en: "lower end of the interval: ", ru: "нижняя граница интервала: ", kk: "интервалдың төменгі шегі: "),
          estimate.confLow, decimals, []
        ),
        (
          "conf_high",
          Trilingual(
            en: "upper end of the interval: ", ru: "верхняя граница интервала: ", kk: "интервалдың жоғарғы шегі: "),
          estimate.confHigh, decimals, []
        ),
      ]
      for (name, prefix, value, decimals, traits) in ends {
        add("\(part).\(name)", prefix + label, value, decimals, traits)
      }
    }
  }
}
