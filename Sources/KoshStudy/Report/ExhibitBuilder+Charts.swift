internal import KoshChart
internal import KoshDemography
internal import KoshReport
internal import KoshStatistics
internal import KoshTable

// Each kind of figure from its data or its analysis.
extension ExhibitBuilder {
  func bars(_ exhibit: ExhibitSpecification) -> BarChart? {
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

  func lines(_ exhibit: ExhibitSpecification) -> LineChart? {
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

  func trendLines(_ exhibit: ExhibitSpecification) -> LineChart? {
    let drawn: [TrendSeries] =
      switch exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }) {
      case .trend(let series): series
      case .curve(let curve): [curve.series].compactMap { $0 }
      default: []
      }
    guard
      let series = drawn.first(where: { $0.name == (exhibit.options.text("series") ?? "annual") }) ?? drawn.first
    else { return nil }
    var lines = [
      LineChart.Series(series.label, zip(series.times, series.values).map { LineChart.Point($0, $1) }, colour: 0)
    ]
    for (position, fit) in series.fits.enumerated() {
      let name = fit.label + Trilingual(same: ", R² ") + Trilingual(fit.rSquared, decimals: 2)
      lines.append(
        LineChart.Series(
          name, zip(series.times, fit.fitted).map { LineChart.Point($0, $1) }, style: .fitted,
          colour: position + 1))
    }
    return LineChart(
      text: text(exhibit, source: series.source, n: series.values.count { $0 != nil }), series: lines,
      number: ChartNumber())
  }

  func scatter(_ exhibit: ExhibitSpecification) -> ScatterChart? {
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

  func leastSquares(_ rows: [Int], _ x: Column, _ y: Column) -> ScatterChart.Fit? {
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
  func shortLabel(_ row: Int, _ source: LoadedSource) -> Trilingual {
    Region.find(source.keys[row])?.shortName ?? source.label(ofRow: row)
  }

  func axis(_ column: Column) -> Trilingual {
    column.variable.unit.isEmpty
      ? column.variable.label : column.variable.label + Trilingual(same: ", ") + column.variable.unit
  }

  func forest(_ exhibit: ExhibitSpecification) -> ForestPlot? {
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
          isLogarithmic = model.hasRatios
          source = model.source
          let table = run.plan.data[model.source]?.table
          func name(_ term: String) -> Trilingual {
            table.map { RowGroups.capitalised($0.label(ofTerm: term)) } ?? Trilingual(same: term)
          }
          models.append(
            Drawn(
              label: model.label,
              terms: model.fit.terms.map { term in
                if let odds = model.fit.ratio(of: term) {
                  return (
                    term.term, name(term.term),
                    ForestPlot.Estimate(odds.ratio, interval(odds.confLow, odds.confHigh))
                  )
                }
                return (
                  term.term, name(term.term),
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
    // As many decimals as tell the ends of the narrowest interval apart.
    let widths = rows.flatMap(\.estimates).compactMap { $0?.interval }.map { $0.high - $0.low }
    let narrowest = widths.filter { $0 > 0 && $0.isFinite }.min() ?? 1
    let decimals = (2...4).first { narrowest >= 2 / pow10($0) } ?? 4
    return ForestPlot(
      text: text(exhibit, source: source, n: nil), rows: rows, models: models.count > 1 ? models.map(\.label) : [],
      scale: isLogarithmic ? .oddsRatio : .coefficient, number: ChartNumber(decimals: decimals))
  }

  func interval(_ low: Double?, _ high: Double?) -> ChartInterval? {
    low.flatMap { low in high.map { ChartInterval(low, $0) } }
  }

  /// What a printed table is called: the first claim-independent name is its analysis' id, unless its source has a title.
  func modelLabel(_ id: String) -> Trilingual {
    let year = id.split(separator: "_").last.flatMap { Int($0) }
    return Trilingual(same: year.map(String.init) ?? id)
  }

  func dendrogram(_ exhibit: ExhibitSpecification) -> DendrogramChart? {
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

  func heatmap(_ exhibit: ExhibitSpecification) -> HeatMap? {
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

  func tilemap(_ exhibit: ExhibitSpecification) -> TileMap? {
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
}
