package import KoshTable

extension LineChart {
  /// Columns: x, each series, each band's two ends; one row for every x that occurs, rising.
  package var data: ChartData {
    var columns = [xIsYear && xTitle.isEmpty ? ChartWords.year : (xTitle.isEmpty ? ChartWords.place : xTitle)]
    columns += series.map { $0.name.isEmpty ? ChartWords.value : $0.name }
    columns += bands.flatMap { [$0.name + ChartWords.intervalFrom, $0.name + ChartWords.intervalTo] }
    let places = Set(series.flatMap { $0.points.map(\.x) } + bands.flatMap { $0.points.map(\.x) })
    let rows = places.filter { $0.isFinite }.sorted().map { x -> [ChartCell] in
      var row = [xCell(x)]
      for line in series {
        row.append(ChartCell(line.points.first { $0.x == x }?.y, decimals: number.decimals))
      }
      for band in bands {
        let interval = band.points.first { $0.x == x }?.interval
        row.append(ChartCell(interval?.low, decimals: number.decimals))
        row.append(ChartCell(interval?.high, decimals: number.decimals))
      }
      return row
    }
    return ChartData(columns: columns, rows: rows)
  }

  private func xCell(_ x: Double) -> ChartCell {
    // A year is a name: 2024, never 2,024.
    .label(Trilingual.none.map { language, _ in xText(x, language) })
  }

  private func xText(_ x: Double, _ language: Language) -> String {
    if xIsYear, x == x.rounded(), x.magnitude < 1e6 { return x < 0 ? "−\(Int(-x))" : String(Int(x)) }
    return NumberText.plain(x, language: language)
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(en: "Line chart", ru: "Линейный график", kk: "Сызықтық график")
    var alt = altOpening(kind, text)
    var isEmpty = true
    for line in series {
      let points = observed(line)
      guard let first = points.first, let last = points.last,
        let low = points.min(by: { $0.y < $1.y }), let high = points.max(by: { $0.y < $1.y })
      else { continue }
      isEmpty = false
      if !line.name.isEmpty { alt = alt + line.name + Trilingual(same: ": ") }
      alt =
        alt
        + Trilingual(
          en: "from \(told(first)) to \(told(last)); highest \(told(high)), lowest \(told(low)). ",
          ru: "от \(told(first)) до \(told(last)); максимум: \(told(high)), минимум: \(told(low)). ",
          kk: "басы – \(told(first)), соңы – \(told(last)); ең үлкені – \(told(high)), ең кішісі – \(told(low)). ")
    }
    if isEmpty { return alt + sentence(ChartWords.nothingToDraw) }
    for note in annotations where !note.text.isEmpty {
      let x = Trilingual.none.map { language, _ in xText(note.x, language) }
      alt = alt + sentence(x + Trilingual(same: ": ") + note.text)
    }
    return alt
  }

  private func told(_ point: (x: Double, y: Double)) -> Trilingual {
    let x = Trilingual.none.map { language, _ in xText(point.x, language) }
    return number.trilingual(point.y) + Trilingual(same: " (") + x + Trilingual(same: ")")
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private func sorted(_ line: Series) -> [Point] {
    line.points.filter { drawable($0.x) != nil }.enumerated().sorted {
      ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
    }.map(\.element)
  }

  private func observed(_ line: Series) -> [(x: Double, y: Double)] {
    sorted(line).compactMap { point in drawable(point.y).map { (point.x, $0) } }
  }

  private func ink(_ index: Int) -> Ink {
    series[index].isMuted ? .muted : .series(series[index].colour ?? index)
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    let edges = bands.flatMap(\.points).filter {
      drawable($0.x) != nil && drawable($0.interval.low) != nil && drawable($0.interval.high) != nil
    }
    let all = series.flatMap(observed)
    let yValues = all.map(\.y) + edges.flatMap { [$0.interval.low, $0.interval.high] }
    let xValues = series.flatMap { sorted($0).map(\.x) } + edges.map(\.x)
    guard !all.isEmpty || !edges.isEmpty,
      let yRange = extent(yValues + annotations.compactMap { drawable($0.y) }, includesZero: includesZero),
      let xRange = xExtent(xValues)
    else { return .empty(style) }
    let (language, size) = (style.language, style.small)
    var plot = Plot()
    let height = style.isNarrow ? 270.0 : 330
    let yTicks = Ticks.around(yRange.low, yRange.high)
    let yLabels = AxisText.labels(yTicks, sign: number.sign, suffix: number.suffix[language], in: language)
    let left = (yLabels.map { TextMetrics.width($0, size: size) }.max() ?? 0) + 8

    let names = endNames(style)
    // Lines that reach the right side are named there, those that end before it where they end.
    let ends = names.filter { $0.x >= xRange.high - (xRange.high - xRange.low) * 0.02 }
    let nameRoom = ends.flatMap(\.lines).map { TextMetrics.width($0, size: style.label, isBold: true) }.max() ?? 0
    let right = style.inner - (nameRoom > 0 ? nameRoom + 12 : 6)
    let area = Box(x: left, y: 8, width: right - left, height: height)
    let xScale = AxisScale(low: xRange.low, high: xRange.high, start: area.x + 6, end: area.right - 4)
    let yScale = AxisScale(
      low: yTicks.values.first ?? yRange.low, high: yTicks.values.last ?? yRange.high, start: area.bottom, end: area.y)

    for (value, label) in zip(yTicks.values, yLabels) {
      let y = yScale(value)
      plot.line(left, y, area.right, y, ink: value == 0 ? .ink : .grid)
      plot.text(label, left - 8, y + size * 0.35, size: size, anchor: .end, ink: .muted)
    }
    xTicks(xRange, scale: xScale, area: area, style: style, into: &plot)
    for band in bands { draw(band, xScale, yScale, into: &plot) }
    var placement = LabelPlacement(bounds: area.grown(by: -1))
    for note in annotations where note.y == nil {
      guard drawable(note.x) != nil, note.x >= xRange.low, note.x <= xRange.high else { continue }
      let x = xScale(note.x)
      plot.line(x, area.y, x, area.bottom, ink: .muted, dash: .fine)
      placement.segments.append(Segment(from: Spot(x, area.y), to: Spot(x, area.bottom)))
    }
    // Context first, so that what matters is painted over it.
    for index in series.indices.sorted(by: { (!series[$0].isMuted ? 1 : 0, $0) < (!series[$1].isMuted ? 1 : 0, $1) }) {
      draw(index, xScale, yScale, area, &placement, into: &plot)
    }
    write(ends, yScale: yScale, xScale: xScale, area: area, style: style, into: &plot)
    for name in names where !ends.contains(where: { $0.index == name.index }) {
      let request = LabelPlacement.Request(
        anchor: Spot(xScale(name.x), yScale(name.y)), clearance: 6,
        options: [[name.lines.joined(separator: " ")], name.lines],
        size: style.label, isBold: true)
      guard let place = placement.places(for: [request])[0] else { continue }
      plot.label(place, for: request, ink: ink(name.index))
      placement.taken.append(place.box)
    }
    plot.height = area.bottom + 22
    if !xTitle.isEmpty {
      plot.height = plot.block(
        TextMetrics.wrap(xTitle[language], width: area.right, size: size), area.right, top: area.bottom + 24,
        size: size, anchor: .end, ink: .muted)
    }
    write(xRange, xScale: xScale, yScale: yScale, area: area, placement: placement, style: style, into: &plot)
    return plot
  }

  private func xExtent(_ values: [Double]) -> (low: Double, high: Double)? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low == high && xIsYear ? (low - 1, high + 1) : extent(values)
  }

  private func xTicks(
    _ range: (low: Double, high: Double), scale: AxisScale, area: Box, style: ChartStyle, into plot: inout Plot
  ) {
    plot.line(area.x, area.bottom, area.right, area.bottom, ink: .muted)
    var ticks = Ticks.nice(range.low, range.high, count: style.isNarrow ? 5 : 9)
    func labels() -> [String] {
      xIsYear
        ? ticks.values.map { xText($0, style.language) }
        : AxisText.labels(ticks, sign: .negativeOnly, suffix: "", in: style.language)
    }
    for count in stride(from: 8, through: 1, by: -1) {
      let widest = labels().map { TextMetrics.width($0, size: style.small) }.max() ?? 0
      let room = ticks.values.count > 1 ? scale(ticks.values[1]) - scale(ticks.values[0]) : area.width
      if widest + 10 <= room, !xIsYear || ticks.step >= 1 { break }
      ticks = Ticks.nice(range.low, range.high, count: count)
    }
    for (value, label) in zip(ticks.values, labels()) where !xIsYear || value == value.rounded() {
      plot.line(scale(value), area.bottom, scale(value), area.bottom + 4, ink: .muted)
      plot.tickLabel(label, scale(value), area.bottom + 17, style: style)
    }
  }

  private func draw(_ band: Band, _ xScale: AxisScale, _ yScale: AxisScale, into plot: inout Plot) {
    let points = band.points.filter {
      drawable($0.x) != nil && drawable($0.interval.low) != nil && drawable($0.interval.high) != nil
    }.sorted { $0.x < $1.x }
    let upper = points.map { Spot(xScale($0.x), yScale($0.interval.high)) }
    let lower = points.reversed().map { Spot(xScale($0.x), yScale($0.interval.low)) }
    plot.add(.area(upper + lower, fill: .series(band.colour), opacity: 0.16))
  }

  private func draw(
    _ index: Int, _ xScale: AxisScale, _ yScale: AxisScale, _ area: Box, _ placement: inout LabelPlacement,
    into plot: inout Plot
  ) {
    let line = series[index]
    var runs: [[Spot]] = [[]]
    for point in sorted(line) {
      if let y = drawable(point.y) {
        runs[runs.count - 1].append(Spot(xScale(point.x), yScale(y)))
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    let dash: Dash =
      switch line.style {
      case .observed: .solid
      case .fitted: .dashed
      case .forecast: .dotted
      }
    let count = runs.reduce(0) { $0 + $1.count }
    let showsPoints = line.style == .observed && !line.isMuted && Double(count) * 9 < area.width
    // The signs of series follow those that are drawn in colour, so that a fit does not use one up.
    let marker = Marker(group: line.colour ?? index)
    for run in runs {
      plot.add(.path(run, ink: ink(index), width: line.isMuted ? 1.5 : 2.4, dash: dash))
      for (from, to) in zip(run, run.dropFirst()) { placement.segments.append(Segment(from: from, to: to)) }
      // A value between two gaps has no line: without its sign it would vanish.
      if showsPoints || run.count == 1 {
        for spot in run {
          plot.add(.marker(marker, at: spot, size: run.count == 1 || count <= 20 ? 7 : 5.5, ink: ink(index)))
          placement.points.append((spot, 3.5))
        }
      }
    }
  }

  // MARK: Names at the ends of lines

  private struct EndName {
    var index: Int
    var lines: [String]
    var x: Double
    var y: Double
  }

  private func endNames(_ style: ChartStyle) -> [EndName] {
    series.indices.compactMap { index in
      guard let last = observed(series[index]).last else { return nil }
      let name = series[index].name[style.language]
      let widestWord = TextMetrics.widestWord(name, size: style.label, isBold: true)
      let room = min(max(style.isNarrow ? 92 : 150, widestWord + 2), style.inner * 0.4)
      let lines = TextMetrics.wrap(name, width: room, size: style.label, isBold: true, maximum: 4)
      return lines.isEmpty ? nil : EndName(index: index, lines: lines, x: last.x, y: last.y)
    }
  }

  private func write(
    _ ends: [EndName], yScale: AxisScale, xScale: AxisScale, area: Box, style: ChartStyle, into plot: inout Plot
  ) {
    let heights = ends.map { Double($0.lines.count) * ChartStyle.leading(style.label) + 2 }
    let middles = spread(
      ends.map { yScale($0.y) }, heights: heights, from: area.y - 6, to: area.bottom + 6)
    for (position, end) in ends.enumerated() {
      let (x, y) = (xScale(end.x), yScale(end.y))
      let middle = middles[position]
      if abs(middle - y) > 3 {
        plot.line(min(x + 5, area.right), y, area.right + 8, middle, ink: ink(end.index), width: 0.8)
      }
      plot.block(
        end.lines, area.right + 11, middle: middle, size: style.label, isBold: true, ink: ink(end.index))
    }
  }

  // MARK: Annotations

  private func write(
    _ range: (low: Double, high: Double), xScale: AxisScale, yScale: AxisScale, area: Box, placement: LabelPlacement,
    style: ChartStyle, into plot: inout Plot
  ) {
    let visible = annotations.filter {
      drawable($0.x) != nil && $0.x >= range.low && $0.x <= range.high && !$0.text[style.language].isEmpty
    }
    let requests = visible.map { note -> LabelPlacement.Request in
      let y = drawable(note.y).map { yScale($0) } ?? area.y + style.small
      return LabelPlacement.Request(
        anchor: Spot(xScale(note.x), y), clearance: note.y == nil ? 3 : 6,
        options: LabelPlacement.options(
          note.text[style.language], size: style.small, widest: style.isNarrow ? 120 : 190),
        size: style.small, reach: 130)
    }
    for (position, note) in visible.enumerated() where note.y != nil {
      plot.add(.marker(.ring, at: requests[position].anchor, size: 10, ink: .ink))
    }
    let places = placement.places(for: requests)
    var unplaced: [String] = []
    for (position, place) in places.enumerated() {
      if let place {
        plot.label(place, for: requests[position])
      } else {
        unplaced.append("\(xText(visible[position].x, style.language)): \(visible[position].text[style.language])")
      }
    }
    guard !unplaced.isEmpty else { return }
    plot.height = plot.block(
      TextMetrics.wrap(unplaced.joined(separator: "; "), width: style.inner, size: style.small), 0,
      top: plot.height + 8, size: style.small)
  }
}

/// Moves boxes of the given heights apart, each as near to its wished middle as the others allow, within `from … to`.
///
/// Neighbours that collide are pooled into a block centred on the mean of its wishes; the order is kept. If there is
/// not room for all they stand one below the other from `from` on.
func spread(_ wishes: [Double], heights: [Double], from: Double, to: Double) -> [Double] {
  struct Block {
    var members: [Int]
    var height: Double
    var top: Double
  }
  let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
  var blocks: [Block] = []
  func top(_ members: [Int], _ height: Double) -> Double {
    var (offset, sum) = (0.0, 0.0)
    for member in members {
      sum += wishes[member] - heights[member] / 2 - offset
      offset += heights[member]
    }
    return max(from, min(to - height, sum / Double(members.count)))
  }
  for index in order {
    var block = Block(members: [index], height: heights[index], top: top([index], heights[index]))
    while let last = blocks.last, last.top + last.height > block.top {
      blocks.removeLast()
      let members = last.members + block.members
      block = Block(members: members, height: last.height + block.height, top: top(members, last.height + block.height))
    }
    blocks.append(block)
  }
  var middles = wishes
  for block in blocks {
    var y = block.top
    for member in block.members {
      middles[member] = y + heights[member] / 2
      y += heights[member]
    }
  }
  return middles
}
