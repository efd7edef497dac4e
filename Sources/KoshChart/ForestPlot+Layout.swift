#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
package import KoshTable

extension ForestPlot {
  /// Columns: term, model (if there are several), estimate, lower end, upper end; one row per term and model.
  package var data: ChartData {
    let count = modelCount
    var columns = [ChartWords.term]
    if count > 1 { columns.append(ChartWords.model) }
    columns += [valueTitle, ChartWords.lowerEnd, ChartWords.upperEnd]
    let rows = self.rows.flatMap { row in
      (0..<count).map { model -> [ChartCell] in
        let estimate = row.estimates.indices.contains(model) ? row.estimates[model] : nil
        var cells = [ChartCell.label(row.label)]
        if count > 1 { cells.append(.label(name(of: model))) }
        return cells
          + [estimate?.value, estimate?.interval?.low, estimate?.interval?.high].map {
            ChartCell($0, decimals: number.decimals)
          }
      }
    }
    return ChartData(columns: columns, rows: rows)
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(
      en: "Forest plot", ru: "Диаграмма «лес» с доверительными интервалами",
      kk: "Сенім аралықтары бар «орман» диаграммасы")
    let told = rows.flatMap { row in
      (0..<modelCount).compactMap { model -> Trilingual? in
        guard let estimate = estimate(row, model) else { return nil }
        let term =
          modelCount > 1 ? row.label + Trilingual(same: " (") + name(of: model) + Trilingual(same: ")") : row.label
        return term + Trilingual(same: ": ") + Trilingual.none.map { language, _ in written(estimate, language) }
      }
    }
    let opening = altOpening(kind, text)
    return told.isEmpty
      ? opening + sentence(ChartWords.nothingToDraw)
      : opening + sentence(valueTitle) + sentence(told.joined(separator: "; "))
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private var modelCount: Int { max(1, models.count, rows.map(\.estimates.count).max() ?? 0) }

  private func name(of model: Int) -> Trilingual {
    models.indices.contains(model) ? models[model] : Trilingual(Double(model + 1), decimals: 0)
  }

  /// The estimate, if it has a place on the axis.
  private func estimate(_ row: Row, _ model: Int) -> Estimate? {
    guard row.estimates.indices.contains(model), let estimate = row.estimates[model],
      drawable(estimate.value) != nil, scale == .coefficient || estimate.value > 0
    else { return nil }
    return estimate
  }

  private func written(_ estimate: Estimate, _ language: Language) -> String {
    let value = number.text(estimate.value, in: language)
    guard let interval = estimate.interval else { return value }
    // Where the comma marks decimals it cannot part numbers too.
    let between = language == .en ? ", " : "; "
    return value + " [" + number.text(interval.low, in: language) + between + number.text(interval.high, in: language)
      + "]"
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    let (language, size) = (style.language, style.small)
    let estimates = rows.flatMap { row in (0..<modelCount).compactMap { estimate(row, $0) } }
    guard !estimates.isEmpty else { return .empty(style) }
    var plot = Plot()
    if modelCount > 1 {
      plot.legend(
        (0..<modelCount).map { (.marker(Marker(group: $0), .series($0)), name(of: $0)[language]) }, style: style)
    }
    let texts = estimates.map { TextMetrics.width(written($0, language), size: style.label) }
    let headingWidth = TextMetrics.widestWord(valueTitle[language], size: size)
    let textRoom = max(texts.max() ?? 0, min(headingWidth, 110)) + 12
    let isStacked = style.isNarrow
    let widest = rows.map { TextMetrics.width($0.label[language], size: style.label) }.max() ?? 0
    let labelRoom = isStacked ? 0 : min(widest, style.inner * 0.34) + 14
    let plotLeft = labelRoom + 6
    let plotRight = max(plotLeft + 60, style.inner - textRoom - 6)
    let axis = axis(estimates, left: plotLeft, right: plotRight)

    let heading = TextMetrics.wrap(valueTitle[language], width: textRoom - 4, size: size)
    let top = plot.block(heading, style.inner, top: plot.height, size: size, anchor: .end, ink: .muted) + 6
    var y = top
    let pitch = style.isNarrow ? 19.0 : 20
    var rowShapes = Plot()
    var spans: [(top: Double, bottom: Double)] = []
    for (position, row) in rows.enumerated() {
      if position > 0 { rowShapes.line(0, y - 5, style.inner, y - 5, ink: .grid) }
      let lines = TextMetrics.wrap(
        row.label[language], width: isStacked ? style.inner : labelRoom - 14, size: style.label,
        isBold: isStacked, maximum: 4)
      let labelHeight = Double(lines.count) * ChartStyle.leading(style.label)
      let height = Double(modelCount) * pitch
      let markersTop: Double
      if isStacked {
        rowShapes.block(lines, 0, top: y, size: style.label, isBold: true)
        markersTop = y + labelHeight + 2
        spans.append((markersTop, markersTop + height))
        y = markersTop + height + 12
      } else {
        let rowHeight = max(labelHeight, height)
        rowShapes.block(lines, 0, middle: y + rowHeight / 2, size: style.label)
        markersTop = y + (rowHeight - height) / 2
        y += rowHeight + 12
      }
      for model in 0..<modelCount {
        draw(row, model, middle: markersTop + (Double(model) + 0.5) * pitch, axis: axis, style: style, into: &rowShapes)
      }
    }
    let area = Box(x: plotLeft, y: top - 4, width: plotRight - plotLeft, height: y - 10 - top + 4)
    // Where labels stand above their rows, the grid makes way for them.
    let rest = [(top: area.y, bottom: area.bottom)]
    ticks(axis, spans: isStacked ? spans : rest, area: area, style: style, into: &plot)
    plot.shapes += rowShapes.shapes
    plot.height = area.bottom + 24
    sides(axis, area: area, style: style, into: &plot)
    return plot
  }

  private func draw(
    _ row: Row, _ model: Int, middle: Double, axis: AxisScale, style: ChartStyle, into plot: inout Plot
  ) {
    let baseline = middle + style.label * 0.35
    guard let estimate = estimate(row, model) else {
      plot.text(
        row.estimates.indices.contains(model) && row.estimates[model] != nil
          ? ChartWords.notOnAxis[style.language] : "–",
        style.inner, baseline, size: style.label, anchor: .end, ink: .muted)
      return
    }
    let ink = Ink.series(model)
    if let interval = estimate.interval, !interval.low.isNaN, !interval.high.isNaN {
      let low = place(interval.low, axis)
      let high = place(interval.high, axis)
      plot.line(low.x, middle, high.x, middle, ink: ink, width: 2)
      // A cap ends an interval; an arrow says that it goes on beyond the axis.
      for end in [(low, -1.0), (high, 1.0)] {
        if end.0.isClipped {
          plot.add(
            .area(
              [
                Spot(end.0.x + 5 * end.1, middle), Spot(end.0.x - 2 * end.1, middle - 4),
                Spot(end.0.x - 2 * end.1, middle + 4),
              ], fill: ink, opacity: 1))
        } else {
          plot.line(end.0.x, middle - 3.5, end.0.x, middle + 3.5, ink: ink, width: 1.6)
        }
      }
    }
    plot.add(.marker(Marker(group: model), at: Spot(place(estimate.value, axis).x, middle), size: 10, ink: ink))
    plot.text(written(estimate, style.language), style.inner, baseline, size: style.label, anchor: .end)
  }

  private func place(_ value: Double, _ axis: AxisScale) -> (x: Double, isClipped: Bool) {
    if value < axis.low { return (axis.start, true) }
    if value > axis.high { return (axis.end, true) }
    return (axis(value), false)
  }

  private var reference: Double { scale == .oddsRatio ? 1 : 0 }

  /// An axis that holds the reference and all estimates, and the intervals as far as they do not dwarf the rest.
  private func axis(_ estimates: [Estimate], left: Double, right: Double) -> AxisScale {
    let values = estimates.map(\.value) + [reference]
    let intervals = estimates.compactMap(\.interval)
    let intervalEnds: [Double] = intervals.flatMap { [$0.low, $0.high] }.filter { drawable($0) != nil }
    if scale == .coefficient {
      let range = extent(values + intervalEnds) ?? (-1, 1)
      let room = (range.high / 2 - range.low / 2) * 0.08
      return AxisScale(low: range.low - room, high: range.high + room, start: left, end: right)
    }
    let logs = values.map { log($0) }
    let limits = (low: (logs.min() ?? 0) - log(1000), high: (logs.max() ?? 0) + log(1000))
    let all = logs + intervalEnds.filter { $0 > 0 }.map { min(max(log($0), limits.low), limits.high) }
    var (low, high) = (all.min() ?? -1, all.max() ?? 1)
    let room = max((high - low) * 0.08, 0.004)
    low = max(low - room, -690)
    high = min(high + room, 690)
    let ends = snapped(exp(low), exp(high))
    return AxisScale(low: ends.low, high: ends.high, start: left, end: right, isLogarithmic: true)
  }

  /// The ends moved out to a round number where one is near, so that the axis does not stop just short of a tick.
  private func snapped(_ low: Double, _ high: Double) -> (low: Double, high: Double) {
    guard high / low > 2, high / low < 1e4 else { return (low, high) }
    let round = Ticks.logarithmic(low / 1.3, high * 1.3, count: 99).values
    return (round.last { $0 <= low } ?? low, round.first { $0 >= high } ?? high)
  }

  private func ticks(
    _ axis: AxisScale, spans: [(top: Double, bottom: Double)], area: Box, style: ChartStyle, into plot: inout Plot
  ) {
    func labelled(_ count: Int) -> (Ticks, [String]) {
      let ticks =
        axis.isLogarithmic
        ? Ticks.logarithmic(axis.low, axis.high, count: count) : Ticks.nice(axis.low, axis.high, count: count)
      let labels =
        axis.isLogarithmic
        ? ticks.values.map {
          $0 >= 1e6 || $0 < 1e-4
            ? AxisText.scientific($0, in: style.language) : NumberText.plain($0, language: style.language)
        }
        : AxisText.labels(
          ticks, sign: number.sign, suffix: number.suffix[style.language], in: style.language)
      return (ticks, labels)
    }
    var (ticks, labels) = labelled(7)
    for count in stride(from: 6, through: 1, by: -1) {
      let collides = zip(zip(ticks.values, labels), zip(ticks.values, labels).dropFirst()).contains { left, right in
        let (one, other) = (TextMetrics.width(left.1, size: style.small), TextMetrics.width(right.1, size: style.small))
        return max(axis(left.0), one / 2) + one / 2 + 8 > min(axis(right.0), style.inner - other / 2) - other / 2
      }
      guard collides else { break }
      (ticks, labels) = labelled(count)
    }
    for (value, label) in zip(ticks.values, labels) {
      for span in spans { plot.line(axis(value), span.top, axis(value), span.bottom, ink: .grid) }
      plot.tickLabel(label, axis(value), area.bottom + 16, style: style)
    }
    for span in spans {
      plot.line(axis(reference), span.top, axis(reference), span.bottom, ink: .ink, width: 1.2)
    }
  }

  /// What lies on either side of the reference, with arrows.
  private func sides(_ axis: AxisScale, area: Box, style: ChartStyle, into plot: inout Plot) {
    let size = style.small
    let middle = axis(reference)
    let lower = lowerTitle[style.language].isEmpty ? "" : "← " + lowerTitle[style.language]
    let upper = upperTitle[style.language].isEmpty ? "" : upperTitle[style.language] + " →"
    guard !lower.isEmpty || !upper.isEmpty else { return }
    let (lowerWidth, upperWidth) = (TextMetrics.width(lower, size: size), TextMetrics.width(upper, size: size))
    if middle - 8 - lowerWidth >= 0, middle + 8 + upperWidth <= style.inner {
      plot.text(lower, middle - 8, plot.height + size, size: size, anchor: .end, ink: .muted)
      plot.text(upper, middle + 8, plot.height + size, size: size, ink: .muted)
      plot.height += ChartStyle.leading(size) + 4
      return
    }
    for words in [lower, upper] where !words.isEmpty {
      plot.height = plot.block(
        TextMetrics.wrap(words, width: style.inner, size: size), 0, top: plot.height, size: size, ink: .muted)
    }
  }
}
