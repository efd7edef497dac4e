internal import KoshChart
internal import KoshReport
internal import KoshStatistics
internal import KoshTable

// Residuals against leverage: which rows a model hangs on.
extension ExhibitBuilder {
  /// Up to so many rows all have their names; of more, those that stand out.
  private static let allNamed = 60

  /// The model that an exhibit of residuals draws; the first unless one is named.
  func modelOfResiduals(_ exhibit: ExhibitSpecification) -> FittedModel? {
    let models = exhibit.options.text("of").flatMap { run.outcomes[$0]?.drawing.models } ?? []
    guard let name = exhibit.options.text("model") else { return models.first }
    return models.first { $0.name == name }
  }

  func residuals(_ exhibit: ExhibitSpecification) -> ScatterChart? {
    guard let model = modelOfResiduals(exhibit), let influence = RegressionInfluence(of: model.fit),
      let source = run.plan.data[model.source], source.leastCell == nil
    else { return nil }
    let noticeable = Set(influence.noticeableRows)
    let namesAll = model.rows.count <= Self.allNamed
    let points = model.rows.enumerated().map { position, row in
      ScatterChart.Point(
        namesAll || noticeable.contains(position) ? shortLabel(row, source) : Trilingual(same: ""),
        x: influence.leverage[position], y: influence.standardisedResiduals[position],
        group: noticeable.contains(position) ? 1 : 0)
    }
    let limit = influence.usualLimit
    return ScatterChart(
      text: text(exhibit, source: model.source, n: model.rows.count, columns: model.columns(of: source)),
      points: points,
      groups: [
        Trilingual(
          en: "Cook's distance up to 4/n = \(limit, decimals: 2)", ru: "расстояние Кука до 4/n = \(limit, decimals: 2)",
          kk: "Кук қашықтығы 4/n = \(limit, decimals: 2) шегіне дейін"),
        Trilingual(en: "above it", ru: "больше", kk: "одан үлкен"),
      ],
      xTitle: Trilingual(en: "Leverage", ru: "Рычаг (leverage)", kk: "Иінтірек (leverage)"),
      yTitle: Trilingual(en: "Standardised residual", ru: "Стандартизованный остаток", kk: "Стандартталған қалдық"),
      xNumber: ChartNumber(decimals: 2), yNumber: ChartNumber(decimals: 1, sign: .always))
  }
}
