internal import KoshChart
internal import KoshDemography
internal import KoshReport
internal import KoshStatistics
internal import KoshTable

/// Makes figures and tables of a run.
struct ExhibitBuilder {
  let run: StudyRun
  let bound: BoundText

  init(_ run: StudyRun) {
    self.run = run
    bound = BoundText(context: run.context)
  }

  /// The block of an exhibit; `nil` where its analysis drew nothing.
  func block(_ exhibit: ExhibitSpecification) -> Block? {
    switch exhibit.kind {
    case "table": table(exhibit).map { .table($0) }
    case "regression_table": regressionTable(exhibit).map { .regression($0) }
    default: chart(exhibit).map { .figure(Figure(id: exhibit.id, chart: $0, findings: boundFindings(exhibit))) }
    }
  }

  private func boundFindings(_ exhibit: ExhibitSpecification) -> [String] {
    [exhibit.title, exhibit.subtitle, exhibit.note].flatMap { bound.bound($0) }.compactMap {
      if case .name(let id, _) = $0 { id } else { nil }
    }
  }

  private func chart(_ exhibit: ExhibitSpecification) -> (any Chart)? {
    switch exhibit.kind {
    case "bars": bars(exhibit)
    case "lines": exhibit.options["of"] == nil ? lines(exhibit) : trendLines(exhibit)
    case "scatter": scatter(exhibit)
    case "forest": forest(exhibit)
    case "dendrogram": dendrogram(exhibit)
    case "heatmap": heatmap(exhibit)
    case "tilemap": tilemap(exhibit)
    default: nil
    }
  }

  /// Title, subtitle and note of an exhibit; n and the origin of every column that is shown are added to the note.
  func text(_ exhibit: ExhibitSpecification, source: String?, n: Int?) -> ChartText {
    var note: [Trilingual] = []
    if let n { note.append(Trilingual(same: "n = ") + Trilingual(Double(n), decimals: 0)) }
    let own = bound.plain(exhibit.note)
    if !own.isEmpty { note.append(own.map { $1.hasSuffix(".") ? String($1.dropLast()) : $1 }) }
    let origins = origins(exhibit, source: source).joined(separator: "; ")
    if !origins.isEmpty {
      note.append(Trilingual(en: "Source: \(origins)", ru: "Источник: \(origins)", kk: "Дереккөз: \(origins)"))
    }
    if run.plan.specification.isSynthetic {
      note.append(Trilingual(en: "Synthetic data", ru: "Синтетические данные", kk: "Синтетикалық деректер"))
    }
    return ChartText(
      title: bound.plain(exhibit.title), subtitle: bound.plain(exhibit.subtitle), note: note.joined(separator: ". "))
  }

  /// Where the shown figures come from: the source, and those that its shown columns were joined from.
  private func origins(_ exhibit: ExhibitSpecification, source id: String?) -> [Trilingual] {
    guard let id, let loaded = run.plan.data[id] else { return [] }
    let shown = ["value", "x", "y", "columns"].flatMap { exhibit.options.texts($0) }
    var own = shown.isEmpty
    var ids: [String] = []
    func trace(_ column: String) {
      if let borrowed = loaded.borrowed[column] {
        ids.append(borrowed.source)
      } else if let formula = loaded.specification.derived.first(where: { $0.variable.name == column })?.formula {
        for case .name(let name, _) in formula.references where name != column { trace(name) }
      } else {
        own = true
      }
    }
    shown.forEach(trace)
    let all = (own ? [id] : []) + ids
    return all.reduce(into: [Trilingual]()) { list, id in
      guard let specification = run.plan.data[id]?.specification else { return }
      let origin = specification.origin.isEmpty ? specification.title : specification.origin
      if !list.contains(origin) { list.append(origin) }
    }
  }

  private struct Rows {
    var source: LoadedSource
    var rows: [Int]
  }

  private func rows(_ exhibit: ExhibitSpecification) -> Rows? {
    guard let source = exhibit.options.text("data").flatMap({ run.plan.data[$0] }) else { return nil }
    return Rows(source: source, rows: source.rows(where: exhibit.options.expression("where")))
  }

  private func decimals(_ exhibit: ExhibitSpecification, _ column: Column) -> Int {
    exhibit.options.integer("decimals") ?? column.printed?.compactMap { LoadedSource.decimals(of: $0) }.max()
      ?? (column.numbers ?? []).filter { !$0.isNaN }.map { LoadedSource.decimals(of: $0) }.max() ?? 0
  }

  private func number(_ exhibit: ExhibitSpecification, _ column: Column) -> ChartNumber {
    let values = (column.numbers ?? []).filter { !$0.isNaN }
    let isBalance = values.contains { $0 < 0 } && values.contains { $0 > 0 }
    return ChartNumber(decimals: decimals(exhibit, column), sign: isBalance ? .always : .negativeOnly)
  }

  /// Names of what lies above and below zero, for a colour that tells the sign.
  private func signGroups(_ exhibit: ExhibitSpecification) -> [Trilingual] {
    switch exhibit.options.text("color_by") {
    case "balance":
      [
        Trilingual(en: "gains people", ru: "приток", kk: "келу басым"),
        Trilingual(en: "loses people", ru: "отток", kk: "кету басым"),
      ]
    case "sign":
      [
        Trilingual(en: "above zero", ru: "выше нуля", kk: "нөлден жоғары"),
        Trilingual(en: "below zero", ru: "ниже нуля", kk: "нөлден төмен"),
      ]
    default: []
    }
  }

  // MARK: kinds

  private func bars(_ exhibit: ExhibitSpecification) -> BarChart? {
    guard let chosen = rows(exhibit) else { return nil }
    let columns = exhibit.options.texts("value").compactMap { chosen.source.table[$0] }
    guard let first = columns.first else { return nil }
    let groups = signGroups(exhibit)
    let labelColumn = exhibit.options.text("label").flatMap { chosen.source.table[$0] }
    let bars = chosen.rows.map { row -> BarChart.Bar in
      let label =
        labelColumn.flatMap { column in column.text(at: row).map { column.label(ofLevel: $0) } }
        ?? chosen.source.label(ofRow: row)
      let values = columns.map { $0.number(at: row) }
      return BarChart.Bar(label, values: values, group: groups.isEmpty ? nil : ((values[0] ?? 0) > 0 ? 0 : 1))
    }
    return BarChart(
      text: text(exhibit, source: chosen.source.specification.id, n: nil), bars: bars,
      series: columns.count > 1 ? columns.map(\.variable.label) : [], groups: groups,
      number: number(exhibit, first), order: exhibit.options.text("order") == "file" ? .asGiven : .descending,
      rowTitle: labelColumn?.variable.label ?? chosen.source.specification.key.first.flatMap {
        chosen.source.table[$0]?.variable.label
      } ?? ChartWords.category,
      valueTitle: first.variable.label)
  }

  private func lines(_ exhibit: ExhibitSpecification) -> LineChart? {
    guard let chosen = rows(exhibit), let time = exhibit.options.text("time").flatMap({ chosen.source.table[$0] })
    else { return nil }
    let columns = exhibit.options.texts("value").compactMap { chosen.source.table[$0] }
    guard let first = columns.first else { return nil }
    let series = columns.map { column in
      LineChart.Series(
        columns.count > 1 ? column.variable.label : Trilingual(same: ""),
        chosen.rows.compactMap { row in time.number(at: row).map { LineChart.Point($0, column.number(at: row)) } })
    }
    let annotations = (exhibit.options["annotate"]?.items ?? []).compactMap { item -> LineChart.Annotation? in
      guard let x = item.number("at"), let text = item.trilingual("text") else { return nil }
      let row = chosen.rows.first { time.number(at: $0) == x }
      return LineChart.Annotation(x: x, y: row.flatMap { first.number(at: $0) }, bound.plain(text))
    }
    return LineChart(
      text: text(exhibit, source: chosen.source.specification.id, n: nil), series: series, annotations: annotations,
      number: number(exhibit, first))
  }

  private func trendLines(_ exhibit: ExhibitSpecification) -> LineChart? {
    guard case .trend(let drawn)? = exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }),
      let series = drawn.first(where: { $0.name == (exhibit.options.text("series") ?? "annual") }) ?? drawn.first
    else { return nil }
    var lines = [
      LineChart.Series(series.label, zip(series.times, series.values).map { LineChart.Point($0, $1) }, colour: 0)
    ]
    for (position, fit) in series.fits.enumerated() {
      let known = series.times.indices.filter { series.values[$0] != nil }
      let name = fit.label + Trilingual(same: ", R² ") + Trilingual(fit.rSquared, decimals: 2)
      lines.append(
        LineChart.Series(
          name, zip(known, fit.fitted).map { LineChart.Point(series.times[$0], $1) }, style: .fitted,
          colour: position + 1))
    }
    return LineChart(
      text: text(exhibit, source: series.source, n: series.values.count { $0 != nil }), series: lines,
      number: ChartNumber())
  }

  private func scatter(_ exhibit: ExhibitSpecification) -> ScatterChart? {
    guard let chosen = rows(exhibit), let x = exhibit.options.text("x").flatMap({ chosen.source.table[$0] }),
      let y = exhibit.options.text("y").flatMap({ chosen.source.table[$0] })
    else { return nil }
    var groups: [Trilingual] = []
    var group: (Int) -> Int? = { _ in nil }
    switch exhibit.options.text("color_by") {
    case "sign", "balance":
      groups = signGroups(exhibit)
      group = { row in y.number(at: row).map { $0 > 0 ? 0 : 1 } }
    case "macro_region":
      groups = MacroRegion.allCases.map(\.name)
      group = { row in
        Region.find(chosen.source.keys[row]).flatMap { region in MacroRegion.allCases.firstIndex(of: region.macroRegion)
        }
      }
    default: break
    }
    let points = chosen.rows.map {
      ScatterChart.Point(shortLabel($0, chosen.source), x: x.number(at: $0), y: y.number(at: $0), group: group($0))
    }
    let n = chosen.rows.count { x.number(at: $0) != nil && y.number(at: $0) != nil }
    return ScatterChart(
      text: text(exhibit, source: chosen.source.specification.id, n: n), points: points, groups: groups,
      xTitle: axis(x), yTitle: axis(y),
      xNumber: ChartNumber(decimals: decimals(exhibit, x)), yNumber: number(exhibit, y),
      fit: exhibit.options.truth("line") == false ? nil : leastSquares(chosen.rows, x, y))
  }

  private func leastSquares(_ rows: [Int], _ x: Column, _ y: Column) -> ScatterChart.Fit? {
    let pairs = rows.compactMap { row in x.number(at: row).flatMap { a in y.number(at: row).map { (a, $0) } } }
    guard pairs.count > 2, let r = try? correlate(pairs.map(\.0), pairs.map(\.1)).r else { return nil }
    let (mx, my) = (describe(pairs.map(\.0)), describe(pairs.map(\.1)))
    guard let sx = mx.standardDeviation, let sy = my.standardDeviation, sx > 0, let ax = mx.mean, let ay = my.mean
    else { return nil }
    let slope = r * sy / sx
    return ScatterChart.Fit(
      intercept: ay - slope * ax, slope: slope, label: Trilingual(same: "r = ") + Trilingual(r, decimals: 2))
  }

  /// A region by its name without "Region"; other rows by their label.
  private func shortLabel(_ row: Int, _ source: LoadedSource) -> Trilingual {
    Region.find(source.keys[row])?.shortName ?? source.label(ofRow: row)
  }

  private func axis(_ column: Column) -> Trilingual {
    column.variable.unit.isEmpty
      ? column.variable.label : column.variable.label + Trilingual(same: ", ") + column.variable.unit
  }

  private func forest(_ exhibit: ExhibitSpecification) -> ForestPlot? {
    struct Drawn {
      var label: Trilingual
      var terms: [(term: String, label: Trilingual, estimate: ForestPlot.Estimate)]
    }
    let labels =
      exhibit.options["terms"]?.entries.map { ($0.key, $0.value.trilingual ?? Trilingual(same: $0.key)) } ?? []
    let wanted = exhibit.options.texts("models")
    var models: [Drawn] = []
    var isLogarithmic = true
    var source: String?
    for id in exhibit.options.texts("of") {
      switch run.outcomes[id]?.drawing {
      case .printedRegression(let rows):
        isLogarithmic = rows.first?.isOddsRatio ?? true
        source = rows.first?.source
        models.append(
          Drawn(
            label: modelLabel(id),
            terms: rows.map { ($0.term, $0.label, ForestPlot.Estimate($0.estimate, ChartInterval($0.low, $0.high))) }))
      case .regression(let fits):
        for model in fits where wanted.isEmpty || wanted.contains("\(id).\(model.name)") {
          isLogarithmic = model.isLogit
          source = model.source
          models.append(
            Drawn(
              label: model.label,
              terms: model.fit.terms.map { term in
                if model.isLogit, let odds = model.fit.oddsRatio(of: term) {
                  return (
                    term.term, Trilingual(same: term.term),
                    ForestPlot.Estimate(odds.ratio, interval(odds.confLow, odds.confHigh))
                  )
                }
                return (
                  term.term, Trilingual(same: term.term),
                  ForestPlot.Estimate(term.estimate, interval(term.confLow, term.confHigh))
                )
              }))
        }
      default: break
      }
    }
    guard !models.isEmpty else { return nil }
    let terms =
      labels.isEmpty
      ? models.flatMap(\.terms).reduce(into: [(String, Trilingual)]()) { list, term in
        if !list.contains(where: { $0.0 == term.term }) { list.append((term.term, term.label)) }
      }
      : labels
    let rows = terms.map { term, label in
      ForestPlot.Row(
        label,
        models.map { model in
          model.terms.first { $0.term == term || RegressionAnalysis.part(ofTerm: $0.term) == term }?.estimate
        })
    }
    return ForestPlot(
      text: text(exhibit, source: source, n: nil), rows: rows, models: models.count > 1 ? models.map(\.label) : [],
      scale: isLogarithmic ? .oddsRatio : .coefficient)
  }

  private func interval(_ low: Double?, _ high: Double?) -> ChartInterval? {
    low.flatMap { low in high.map { ChartInterval(low, $0) } }
  }

  /// What a printed table is called: the first claim-independent name is its analysis' id, unless its source has a title.
  private func modelLabel(_ id: String) -> Trilingual {
    let year = id.split(separator: "_").last.flatMap { Int($0) }
    return Trilingual(same: year.map(String.init) ?? id)
  }

  private func dendrogram(_ exhibit: ExhibitSpecification) -> DendrogramChart? {
    guard case .cluster(let trees)? = exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }),
      let tree = trees.first(where: { $0.method == (exhibit.options.text("method") ?? $0.method) })
    else { return nil }
    let heights = tree.tree.merges.map(\.height)
    let groups = Set(tree.groups).count
    // The cut lies midway between the last merge that is kept and the first that is not.
    let cut =
      heights.count >= groups && groups > 1
      ? (heights[heights.count - groups] + heights[heights.count - groups + 1]) / 2 : nil
    return DendrogramChart(
      text: text(exhibit, source: tree.source, n: tree.labels.count), labels: tree.labels,
      merges: tree.tree.merges.map { ($0.left, $0.right) },
      heights: heights, order: tree.tree.order, cutHeight: cut, clusters: tree.groups.map { $0 - 1 },
      clusterNames: (1...max(1, groups)).map { Trilingual(en: "group \($0)", ru: "группа \($0)", kk: "\($0)-топ") })
  }

  private func heatmap(_ exhibit: ExhibitSpecification) -> HeatMap? {
    guard let chosen = rows(exhibit) else { return nil }
    let columns = exhibit.options.texts("columns").compactMap { chosen.source.table[$0] }
    guard let first = columns.first else { return nil }
    let values = chosen.rows.map { row in columns.map { $0.number(at: row) } }
    let hasBoth = values.joined().contains { ($0 ?? 0) < 0 }
    return HeatMap(
      text: text(exhibit, source: chosen.source.specification.id, n: nil),
      rows: chosen.rows.map { shortLabel($0, chosen.source) },
      columns: columns.map(\.variable.label), values: values, scale: hasBoth ? .diverging : .sequential,
      number: number(exhibit, first),
      valueTitle: first.variable.unit)
  }

  private func tilemap(_ exhibit: ExhibitSpecification) -> TileMap? {
    guard let chosen = rows(exhibit), let column = exhibit.options.text("value").flatMap({ chosen.source.table[$0] })
    else { return nil }
    let values = Dictionary(
      chosen.rows.map { (chosen.source.keys[$0], column.number(at: $0)) }, uniquingKeysWith: { first, _ in first })
    let tiles = RegionTileGrid.tiles.map { tile in
      TileMap.Tile(
        code: tile.region.code, label: tile.region.name, short: tile.region.tileLabel, row: tile.row,
        column: tile.column,
        value: values[tile.region.code] ?? nil)
    }
    let hasBoth = values.values.contains { ($0 ?? 0) < 0 }
    return TileMap(
      text: text(exhibit, source: chosen.source.specification.id, n: chosen.rows.count), tiles: tiles,
      scale: hasBoth ? .diverging : .sequential,
      number: number(exhibit, column), valueTitle: axis(column))
  }

  // MARK: tables

  private func table(_ exhibit: ExhibitSpecification) -> ReportTable? {
    if let id = exhibit.options.text("of") { return findingsTable(exhibit, analysis: id) }
    guard let chosen = rows(exhibit) else { return nil }
    let columns = exhibit.options.texts("columns").compactMap { chosen.source.table[$0] }
    let shown =
      columns.isEmpty
      ? chosen.source.table.columns.filter { !chosen.source.specification.key.contains($0.name) } : columns
    let head = TableColumn(
      chosen.source.specification.key.compactMap { chosen.source.table[$0]?.variable.label }.joined(separator: ", "),
      alignment: .leading)
    // Where the key's own columns are asked for, they name the rows.
    let keys = chosen.source.specification.key
    let namesItself = !keys.isEmpty && keys.allSatisfy { key in shown.contains { $0.name == key } }
    let rows = chosen.rows.map { row in
      (namesItself ? [] : [TableCell.text(chosen.source.label(ofRow: row))]) + shown.map { cell($0, row, exhibit) }
    }
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: (namesItself ? [] : [head])
        + shown.map { TableColumn(axis($0), alignment: $0.isNumeric ? .trailing : .leading) },
      rows: rows, notes: notes(exhibit, source: chosen.source.specification.id))
  }

  private func cell(_ column: Column, _ row: Int, _ exhibit: ExhibitSpecification) -> TableCell {
    if column.isMissing(at: row) {
      return .missing(
        reason: Trilingual(
          en: "not given in the source", ru: "в источнике не приведено", kk: "дереккөзде келтірілмеген"))
    }
    guard let number = column.number(at: row) else {
      return .text(column.text(at: row).map { column.label(ofLevel: $0) } ?? Trilingual(same: ""))
    }
    if run.plan.data.sources.values.contains(where: {
      $0.variable(column.name)?.type == "year" && $0.table[column.name] == column
    }) {
      return .text(Trilingual(same: column.text(at: row) ?? ""))
    }
    let decimals = column.printed.flatMap { LoadedSource.decimals(of: $0[row]) } ?? decimals(exhibit, column)
    return .number(number, decimals: decimals)
  }

  private func notes(_ exhibit: ExhibitSpecification, source: String?) -> [Trilingual] {
    let chart = text(exhibit, source: source, n: nil)
    return [chart.subtitle, chart.note].filter { !$0.isEmpty }
  }

  private func findingsTable(_ exhibit: ExhibitSpecification, analysis id: String) -> ReportTable? {
    let patterns = exhibit.options.texts("findings")
    let findings = (patterns.isEmpty ? ["*"] : patterns).flatMap { run.findings.matching("\(id).\($0)") }
    let unique = findings.reduce(into: [Finding]()) { list, finding in
      if !list.contains(where: { $0.id == finding.id }) { list.append(finding) }
    }
    guard !unique.isEmpty else { return nil }
    let hasUnits = unique.contains { !$0.unit.isEmpty }
    let rows = unique.map { finding -> [TableCell] in
      var value = run.context.text(of: finding)
      if case .number(let quantity) = finding.value {
        value = Words.withInterval(quantity, decimals: quantity.decimals)
      }
      return [.text(finding.label), .value(value, finding: finding.id)] + (hasUnits ? [.text(finding.unit)] : [])
    }
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: [
        TableColumn(Trilingual(en: "Finding", ru: "Результат", kk: "Нәтиже"), alignment: .leading),
        TableColumn(Trilingual(en: "Value", ru: "Значение", kk: "Мәні")),
      ] + (hasUnits ? [TableColumn(Trilingual(en: "Unit", ru: "Единица", kk: "Бірлігі"), alignment: .leading)] : []),
      rows: rows, notes: notes(exhibit, source: unique.first?.cells.first?.source))
  }

  private func regressionTable(_ exhibit: ExhibitSpecification) -> RegressionTable? {
    guard case .regression(let models)? = exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }),
      let first = models.first
    else { return nil }
    let showsOdds = exhibit.options.truth("odds_ratios") ?? false
    let controls =
      exhibit.options["controls"]?.entries.map { (label: $0.key, terms: $0.value.items.compactMap(\.scalar)) } ?? []
    let hidden = Set(controls.flatMap(\.terms))
    func isHidden(_ term: String) -> Bool { hidden.contains { term == $0 || term.hasPrefix($0 + "::") } }
    let given =
      exhibit.options["terms"]?.entries.map { ($0.key, $0.value.trilingual ?? Trilingual(same: $0.key)) } ?? []
    var order = given.map(\.0)
    for term in models.flatMap({ $0.fit.terms.map(\.term) }) where !order.contains(term) && !isHidden(term) {
      order.append(term)
    }
    order = order.filter { term in models.contains { model in model.fit.terms.contains { $0.term == term } } }
    let terms = order.map { term -> RegressionTerm in
      let label =
        given.first { $0.0 == term }?.1
        ?? (term == "(Intercept)" ? Trilingual(en: "Constant", ru: "Константа", kk: "Тұрақты") : Trilingual(same: term))
      return RegressionTerm(
        label,
        cells: models.map { model -> RegressionCell? in
          guard let found = model.fit.terms.first(where: { $0.term == term }) else { return nil }
          let finding = "\(model.prefix).\(RegressionAnalysis.part(ofTerm: term))"
          if showsOdds, model.isLogit, let odds = model.fit.oddsRatio(of: found) {
            return RegressionCell(
              estimate: odds.ratio, standardError: odds.standardError, pValue: found.pValue,
              finding: finding + (term == "(Intercept)" ? "" : ".odds_ratio"))
          }
          return RegressionCell(
            estimate: found.estimate, standardError: found.standardError, pValue: found.pValue,
            decimals: RegressionAnalysis.decimals(of: found.standardError), finding: finding)
        })
    }
    func statistic(_ label: Trilingual, _ part: String, decimals: Int) -> RegressionStatistic? {
      let cells = models.map { model -> TableCell in
        guard let value = run.findings["\(model.prefix).\(part)"]?.value.quantity?.value else { return .empty }
        return .number(value, decimals: decimals, finding: "\(model.prefix).\(part)")
      }
      return cells.allSatisfy { $0 == .empty } ? nil : RegressionStatistic(label, cells: cells)
    }
    let flags = controls.map { control in
      RegressionStatistic.flags(
        Trilingual(same: control.label),
        models.map { model in
          model.fit.terms.contains { term in
            control.terms.contains { term.term == $0 || term.term.hasPrefix($0 + "::") }
          }
        })
    }
    let statistics =
      flags
      + [
        statistic(Trilingual(en: "Observations", ru: "Наблюдения", kk: "Бақылаулар"), "n", decimals: 0),
        statistic(Trilingual(same: "R²"), "r_squared", decimals: 3),
        statistic(
          Trilingual(en: "Adjusted R²", ru: "Скорректированный R²", kk: "Түзетілген R²"), "adjusted_r_squared",
          decimals: 3),
        statistic(
          Trilingual(en: "Log likelihood", ru: "Логарифм правдоподобия", kk: "Шындыққа ұқсастық логарифмі"),
          "log_likelihood", decimals: 3),
        statistic(Trilingual(same: "AIC"), "aic", decimals: 3),
        statistic(
          Trilingual(en: "Durbin–Watson", ru: "Дарбин — Уотсон", kk: "Дарбин — Уотсон"), "durbin_watson", decimals: 2),
      ].compactMap { $0 }
    let cutoffs = exhibit.options.texts("stars").compactMap { try? PrintedNumber($0).value }.sorted(by: >)
    let stars =
      cutoffs.isEmpty
      ? StarCutoff.usual
      : cutoffs.enumerated().map { StarCutoff(below: $1, mark: String(repeating: "*", count: $0 + 1)) }
    let kinds = models.map(\.fit.covarianceType.rawValue).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }.joined(separator: ", ")
    return RegressionTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: models.map { RegressionColumn(dependent: $0.outcome, title: $0.label) }, terms: terms,
      statistics: statistics, stars: stars,
      standardErrors: Trilingual(
        en: "standard errors (\(kinds))", ru: "стандартные ошибки (\(kinds))", kk: "стандартты қателер (\(kinds))"),
      scale: showsOdds && first.isLogit
        ? Trilingual(
          en: "Odds ratios; standard errors on the odds-ratio scale",
          ru: "Отношения шансов; стандартные ошибки в шкале отношения шансов",
          kk: "Шанстар қатынастары; стандартты қателер шанстар қатынасы шкаласында")
        : Trilingual(same: ""), notes: notes(exhibit, source: first.source))
  }
}
