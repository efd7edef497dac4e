package import KoshTable

extension ScatterChart {
  /// Columns: point, group (if any), x, y; rows as given.
  package var data: ChartData {
    var columns = [ChartWords.point]
    if !groups.isEmpty { columns.append(ChartWords.group) }
    columns += [xTitle, yTitle]
    return ChartData(
      columns: columns,
      rows: points.map { point in
        var row = [ChartCell.label(point.label)]
        if !groups.isEmpty {
          row.append(point.group.flatMap { groups.indices.contains($0) ? .label(groups[$0]) : nil } ?? .missing)
        }
        return row + [ChartCell(point.x, decimals: xNumber.decimals), ChartCell(point.y, decimals: yNumber.decimals)]
      })
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(en: "Scatter chart", ru: "Диаграмма рассеяния", kk: "Шашырау диаграммасы")
    let opening = altOpening(kind, text)
    let drawn = drawnPoints
    guard let x = extent(drawn.map(\.x)), let y = extent(drawn.map(\.y)), !drawn.isEmpty else {
      return opening + sentence(ChartWords.nothingToDraw)
    }
    let (xLow, xHigh) = (xNumber.trilingual(x.low), xNumber.trilingual(x.high))
    let (yLow, yHigh) = (yNumber.trilingual(y.low), yNumber.trilingual(y.high))
    var alt =
      opening
      + Trilingual(
        en: "Points: \(drawn.count). Across: \(xTitle), \(xLow) to \(xHigh). Up: \(yTitle), \(yLow) to \(yHigh). ",
        ru:
          "Точек: \(drawn.count). По горизонтали: \(xTitle), от \(xLow) до \(xHigh). По вертикали: \(yTitle), от \(yLow) до \(yHigh). ",
        kk:
          "Нүкте саны: \(drawn.count). Көлденең ось: \(xTitle), \(xLow) – \(xHigh). Тік ось: \(yTitle), \(yLow) – \(yHigh). "
      )
    if let fit {
      let rises = fit.slope > 0
      let direction =
        fit.slope == 0
        ? Trilingual(en: "The line is level", ru: "Линия горизонтальна", kk: "Түзу көлденең")
        : (rises
          ? Trilingual(en: "The line rises", ru: "Линия возрастает", kk: "Түзу өседі")
          : Trilingual(en: "The line falls", ru: "Линия убывает", kk: "Түзу кемиді"))
      alt =
        alt
        + sentence(
          fit.label.isEmpty ? direction : direction + Trilingual(same: " (") + fit.label + Trilingual(same: ")"))
    }
    return alt
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private struct Drawn {
    var x: Double
    var y: Double
    var label: Trilingual
    var group: Int?
  }

  private var drawnPoints: [Drawn] {
    points.compactMap { point in
      guard let x = drawable(point.x), let y = drawable(point.y) else { return nil }
      return Drawn(
        x: x, y: y, label: point.label, group: point.group.flatMap { groups.indices.contains($0) ? $0 : nil })
    }
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    let drawn = drawnPoints
    guard let xRange = extent(drawn.map(\.x)), let yRange = extent(drawn.map(\.y)) else { return .empty(style) }
    let language = style.language
    var plot = Plot()
    plot.legend(
      groups.enumerated().map { (.marker(Marker(group: $0.offset), .series($0.offset)), $0.element[language]) },
      style: style)
    let size = style.small
    let titleLines = TextMetrics.wrap(yTitle[language], width: style.inner, size: size)
    let top = plot.block(titleLines, 0, top: plot.height, size: size, ink: .muted) + 8
    let height = style.isNarrow ? 420.0 : 430

    let (xLow, xHigh) = padded(xRange)
    let (yLow, yHigh) = padded(yRange)
    let yTicks = Ticks.nice(yLow, yHigh, count: 6)
    let yLabels = AxisText.labels(yTicks, sign: yNumber.sign, suffix: yNumber.suffix[language], in: language)
    let left = (yLabels.map { TextMetrics.width($0, size: size) }.max() ?? 0) + 8
    let area = Box(x: left, y: top, width: style.inner - left, height: height)
    let xScale = AxisScale(low: xLow, high: xHigh, start: area.x + 4, end: area.right - 4)
    let yScale = AxisScale(low: yLow, high: yHigh, start: area.bottom - 4, end: area.y + 4)

    var zeroLines: [Segment] = []
    for (value, label) in zip(yTicks.values, yLabels) {
      let y = yScale(value)
      plot.line(left, y, style.inner, y, ink: value == 0 ? .ink : .grid)
      if value == 0 { zeroLines.append(Segment(from: Spot(left, y), to: Spot(style.inner, y))) }
      plot.text(label, left - 8, y + size * 0.35, size: size, anchor: .end, ink: .muted)
    }
    plot.xAxis(
      xLow, xHigh, scale: xScale, area: area, number: xNumber, title: xTitle[language], style: style)
    if xLow < 0, xHigh > 0 {
      plot.line(xScale(0), area.y, xScale(0), area.bottom, ink: .ink)
      zeroLines.append(Segment(from: Spot(xScale(0), area.y), to: Spot(xScale(0), area.bottom)))
    }

    let spots = drawn.map { Spot(xScale($0.x), yScale($0.y)) }
    var placement = LabelPlacement(bounds: area.grown(by: -1), points: spots.map { ($0, 6) }, segments: zeroLines)
    var fitRequest: LabelPlacement.Request?
    if let fit, let segment = segment(of: fit, from: xRange, yLow, yHigh, xScale, yScale) {
      plot.add(.line(segment, ink: .muted, width: 1.8, dash: .dashed))
      placement.segments.append(segment)
      if !fit.label.isEmpty {
        // Near the line's end, where it is told from the points' own labels by weight and colour.
        let along = 0.9
        let anchor = Spot(
          segment.from.x + (segment.to.x - segment.from.x) * along,
          segment.from.y + (segment.to.y - segment.from.y) * along)
        fitRequest = LabelPlacement.Request(
          anchor: anchor, clearance: 6,
          options: LabelPlacement.options(fit.label[language], size: style.label, isBold: true, widest: 200),
          size: style.label, isBold: true)
      }
    }
    for (point, spot) in zip(drawn, spots) {
      let marker = point.group.map(Marker.init(group:)) ?? .disc
      plot.add(
        .titled(
          tooltip(point, language),
          [
            .marker(
              marker, at: spot, size: style.isNarrow ? 9 : 10,
              ink: point.group.map { .series($0) } ?? (groups.isEmpty ? .series(0) : .muted))
          ]))
    }
    if let fitRequest, let place = placement.places(for: [fitRequest])[0] {
      placement.taken.append(place.box.grown(by: 2))
      plot.label(place, for: fitRequest, ink: .muted)
    }
    plot.height = area.bottom + axisHeight(style)
    labels(drawn, spots, placement: placement, style: style, into: &plot)
    let absent = points.filter { drawable($0.x) == nil || drawable($0.y) == nil }.map { $0.label[language] }
    if !absent.isEmpty {
      let words = ChartWords.notDrawn[language] + absent.joined(separator: ", ")
      plot.height = plot.block(
        TextMetrics.wrap(words, width: style.inner, size: size), 0, top: plot.height + 8, size: size, ink: .muted)
    }
    return plot
  }

  private func axisHeight(_ style: ChartStyle) -> Double {
    let lines = TextMetrics.wrap(xTitle[style.language], width: style.inner, size: style.small)
    return 22 + Double(lines.count) * ChartStyle.leading(style.small) + 4
  }

  private func labels(
    _ drawn: [Drawn], _ spots: [Spot], placement: LabelPlacement, style: ChartStyle, into plot: inout Plot
  ) {
    let named = drawn.indices.filter { !drawn[$0].label[style.language].isEmpty }
    let requests = named.map { index in
      LabelPlacement.Request(
        anchor: spots[index], clearance: 5,
        options: LabelPlacement.options(
          drawn[index].label[style.language], size: style.small, widest: style.isNarrow ? 130 : 220),
        size: style.small, reach: style.isNarrow ? 36 : 84,
        limit: style.isNarrow ? 8.5 : 16)
    }
    let places = placement.places(for: requests)
    var second = placement
    var left: [Int] = []
    for (position, place) in places.enumerated() {
      if let place {
        plot.label(place, for: requests[position])
        second.taken.append(place.box)
      } else {
        left.append(position)
      }
    }
    guard !left.isEmpty else { return }
    // No room for the name: a number beside the point, and the name below the plot.
    let numbers = left.indices.map { position in
      LabelPlacement.Request(
        anchor: requests[left[position]].anchor, clearance: 4, options: [[String(position + 1)]], size: style.small,
        isBold: true, reach: 40)
    }
    var key: [String] = []
    for (position, place) in second.places(for: numbers).enumerated() {
      let name = drawn[named[left[position]]].label[style.language]
      if let place {
        plot.label(place, for: numbers[position])
        key.append("\(position + 1)\u{00A0}\(name)")
      } else {
        key.append(name)
      }
    }
    plot.height = plot.block(
      TextMetrics.wrap(key.joined(separator: "; "), width: style.inner, size: style.small), 0, top: plot.height + 8,
      size: style.small)
  }

  private func tooltip(_ point: Drawn, _ language: Language) -> String {
    let numbers = "\(xNumber.text(point.x, in: language)); \(yNumber.text(point.y, in: language))"
    return point.label[language].isEmpty ? numbers : "\(point.label[language]): \(numbers)"
  }

  private func padded(_ range: (low: Double, high: Double)) -> (Double, Double) {
    let room = (range.high / 2 - range.low / 2) * 0.1
    return (range.low - room, range.high + room)
  }

  /// The line over the range of the points, clipped to the plot.
  private func segment(
    of fit: Fit, from range: (low: Double, high: Double), _ yLow: Double, _ yHigh: Double, _ xScale: AxisScale,
    _ yScale: AxisScale
  ) -> Segment? {
    guard drawable(fit.intercept) != nil, drawable(fit.slope) != nil else { return nil }
    var (from, to) = (range.low, range.high)
    if fit.slope != 0 {
      let (a, b) = ((yLow - fit.intercept) / fit.slope, (yHigh - fit.intercept) / fit.slope)
      from = max(from, min(a, b))
      to = min(to, max(a, b))
    } else if fit.intercept < yLow || fit.intercept > yHigh {
      return nil
    }
    guard from < to else { return nil }
    return Segment(
      from: Spot(xScale(from), yScale(fit.intercept + fit.slope * from)),
      to: Spot(xScale(to), yScale(fit.intercept + fit.slope * to)))
  }
}

extension Plot {
  /// Ticks, numbers and title of a horizontal axis below `area`.
  mutating func xAxis(
    _ low: Double, _ high: Double, scale: AxisScale, area: Box, number: ChartNumber, title: String, style: ChartStyle,
    drawsGrid: Bool = true
  ) {
    let size = style.small
    var ticks = Ticks.nice(low, high, count: style.isNarrow ? 6 : 8)
    var labels = AxisText.labels(ticks, sign: number.sign, suffix: number.suffix[style.language], in: style.language)
    for count in stride(from: style.isNarrow ? 5 : 7, through: 1, by: -1) {
      let widest = labels.map { TextMetrics.width($0, size: size) }.max() ?? 0
      let room = ticks.values.count > 1 ? abs(scale(ticks.values[1]) - scale(ticks.values[0])) : area.width
      if widest + 12 <= room { break }
      ticks = Ticks.nice(low, high, count: count)
      labels = AxisText.labels(ticks, sign: number.sign, suffix: number.suffix[style.language], in: style.language)
    }
    line(area.x, area.bottom, area.right, area.bottom, ink: .muted)
    for (value, label) in zip(ticks.values, labels) {
      let x = scale(value)
      if drawsGrid { line(x, area.y, x, area.bottom, ink: .grid) }
      line(x, area.bottom, x, area.bottom + 4, ink: .muted)
      tickLabel(label, x, area.bottom + 17, style: style)
    }
    block(
      TextMetrics.wrap(title, width: style.inner, size: size), area.right, top: area.bottom + 24, size: size,
      anchor: .end, ink: .muted)
  }

  /// A number below its tick, moved in where it would leave the picture.
  mutating func tickLabel(_ label: String, _ x: Double, _ y: Double, style: ChartStyle) {
    let half = TextMetrics.width(label, size: style.small) / 2
    let inside = min(max(x, half), style.inner - half)
    text(label, inside, y, size: style.small, anchor: .middle, ink: .muted)
  }
}
