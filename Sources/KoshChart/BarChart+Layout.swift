package import KoshTable

extension BarChart {
  /// Columns: row, category (if any), each series with its interval (if any); rows in the drawn order.
  package var data: ChartData {
    let count = seriesCount
    let hasIntervals = bars.contains { $0.intervals.contains { $0 != nil } }
    var columns = [rowTitle]
    if !groups.isEmpty { columns.append(ChartWords.group) }
    for index in 0..<count {
      let name = series.indices.contains(index) && !series[index].isEmpty ? series[index] : valueTitle
      columns.append(name)
      if hasIntervals {
        columns += [name + ChartWords.intervalFrom, name + ChartWords.intervalTo]
      }
    }
    let rows = ordered.map { bar -> [ChartCell] in
      var row = [ChartCell.label(bar.label)]
      if !groups.isEmpty { row.append(name(ofGroup: bar.group).map(ChartCell.label) ?? .missing) }
      for index in 0..<count {
        row.append(ChartCell(value(bar, index), decimals: number.decimals))
        if hasIntervals {
          let interval = interval(bar, index)
          row.append(ChartCell(interval?.low, decimals: number.decimals))
          row.append(ChartCell(interval?.high, decimals: number.decimals))
        }
      }
      return row
    }
    return ChartData(columns: columns, rows: rows)
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(en: "Bar chart", ru: "Столбчатая диаграмма", kk: "Бағанды диаграмма")
    let opening = altOpening(kind, text)
    let first = ordered.filter { value($0, 0) != nil }
    guard let top = first.first, let bottom = first.last else { return opening + sentence(ChartWords.nothingToDraw) }
    if bars.count * seriesCount <= 12 {
      let rows = ordered.map { bar -> Trilingual in
        let values = (0..<seriesCount).map { index -> Trilingual in
          let named = series.indices.contains(index) && seriesCount > 1 && !series[index].isEmpty
          let shown = number.trilingual(value(bar, index))
          return named ? series[index] + Trilingual(same: " ") + shown : shown
        }
        return bar.label + Trilingual(same: ": ") + values.joined(separator: ", ")
      }
      return opening + sentence(rows.joined(separator: "; "))
    }
    let (low, high) = order == .ascending ? (top, bottom) : (bottom, top)
    let (least, most) =
      order == .asGiven
      ? (
        first.min { (value($0, 0) ?? 0) < (value($1, 0) ?? 0) } ?? low,
        first.max { (value($0, 0) ?? 0) < (value($1, 0) ?? 0) } ?? high
      ) : (low, high)
    let (most0, least0) = (number.trilingual(value(most, 0)), number.trilingual(value(least, 0)))
    return opening
      + Trilingual(
        en: "Rows: \(bars.count). Highest: \(most.label), \(most0); lowest: \(least.label), \(least0). ",
        ru:
          "Строк: \(bars.count). Наибольшее значение: \(most.label), \(most0); наименьшее: \(least.label), \(least0). ",
        kk: "Жол саны: \(bars.count). Ең үлкен мән: \(most.label), \(most0); ең кіші мән: \(least.label), \(least0). ")
      + (first.count < bars.count
        ? Trilingual(
          en: "Rows without data: \(bars.count - first.count). ", ru: "Строк без данных: \(bars.count - first.count). ",
          kk: "Дерегі жоқ жолдар: \(bars.count - first.count). ") : .none)
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  var seriesCount: Int { max(1, series.count, bars.map(\.values.count).max() ?? 0) }

  func value(_ bar: Bar, _ index: Int) -> Double? {
    bar.values.indices.contains(index) ? drawable(bar.values[index]) : nil
  }

  private func interval(_ bar: Bar, _ index: Int) -> ChartInterval? {
    guard bar.intervals.indices.contains(index), let interval = bar.intervals[index],
      drawable(interval.low) != nil, drawable(interval.high) != nil
    else { return nil }
    return interval
  }

  private func name(ofGroup group: Int?) -> Trilingual? {
    guard let group, groups.indices.contains(group) else { return nil }
    return groups[group]
  }

  /// The rows in the drawn order; equal values keep the order in which they were given.
  var ordered: [Bar] {
    guard order != .asGiven else { return bars }
    return bars.enumerated().sorted { left, right in
      switch (value(left.element, 0), value(right.element, 0)) {
      case (let a?, let b?) where a != b: order == .descending ? a > b : a < b
      case (nil, _?): false
      case (_?, nil): true
      default: left.offset < right.offset
      }
    }.map(\.element)
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    let rows = ordered
    let count = seriesCount
    let ends = rows.flatMap { bar in
      (0..<count).flatMap { index -> [Double] in
        guard let value = value(bar, index) else { return [] }
        return [value] + (interval(bar, index).map { [$0.low, $0.high] } ?? [])
      }
    }
    guard !ends.isEmpty else { return .empty(style) }
    var plot = Plot()
    if !groups.isEmpty {
      plot.legend(
        groups.enumerated().map { (.marker(Marker(group: $0.offset), .series($0.offset)), $0.element[style.language]) },
        style: style)
    }
    if count > 1, series.contains(where: { !$0.isEmpty }) {
      plot.legend(
        series.enumerated().map { (.fill(.series($0.offset)), $0.element[style.language]) }, style: style)
    }

    let size = style.label
    let markerRoom = groups.isEmpty ? 0.0 : 16
    let natural = rows.map { TextMetrics.width($0.label[style.language], size: size, isBold: $0.isEmphasised) }
    let widest = (natural.max() ?? 0) + markerRoom + 1
    let isStacked = style.isNarrow && widest > style.inner * 0.36
    let labelRoom = isStacked ? 0 : min(widest, style.inner * 0.38) + 10
    let wrapWidth = (isStacked ? style.inner : labelRoom - 10) - markerRoom
    let scale = fitted(rows, ends: ends, left: labelRoom, right: style.inner, size: size, style: style)
    let zero = scale(0)

    let thickness = count > 1 ? (style.isNarrow ? 13.0 : 14) : (style.isNarrow ? 14 : 16)
    let gap = count > 1 ? 10.0 : (rows.count > 30 ? 5 : 8)
    let anyEmphasis = rows.contains(where: \.isEmphasised)
    let top = plot.height
    var y = top
    // Where labels stand above their bars, the line at zero makes way for them.
    var spans: [(top: Double, bottom: Double)] = []
    for bar in rows {
      let lines = TextMetrics.wrap(
        bar.label[style.language], width: wrapWidth, size: size, isBold: bar.isEmphasised, maximum: 3)
      let labelHeight = Double(lines.count) * ChartStyle.leading(size)
      let barsHeight = Double(count) * thickness + Double(count - 1) * 2
      let barsTop: Double
      if isStacked {
        plot.block(lines, markerRoom, top: y, size: size, isBold: bar.isEmphasised)
        barsTop = y + labelHeight + 1
      } else {
        let height = max(labelHeight, barsHeight)
        plot.block(lines, markerRoom, middle: y + height / 2, size: size, isBold: bar.isEmphasised)
        barsTop = y + (height - barsHeight) / 2
      }
      let markerY = isStacked ? y + ChartStyle.leading(size) / 2 : barsTop + barsHeight / 2
      if let group = bar.group, groups.indices.contains(group) {
        plot.add(.marker(Marker(group: group), at: Spot(6, markerY), size: 9, ink: .series(group)))
      }
      for index in 0..<count {
        let barTop = barsTop + Double(index) * (thickness + 2)
        draw(
          bar, index, top: barTop, thickness: thickness, scale: scale, isPale: anyEmphasis && !bar.isEmphasised,
          style: style, into: &plot)
      }
      let rowBottom = isStacked ? barsTop + barsHeight : max(y + labelHeight, barsTop + barsHeight)
      if isStacked { spans.append((barsTop - 1, rowBottom + 1)) }
      y = rowBottom + gap
    }
    if !isStacked { spans = [(top - 3, y - gap + 3)] }
    for span in spans { plot.line(zero, span.top, zero, span.bottom, ink: .ink) }
    plot.height = y - gap + 4
    return plot
  }

  private func draw(
    _ bar: Bar, _ index: Int, top: Double, thickness: Double, scale: AxisScale, isPale: Bool, style: ChartStyle,
    into plot: inout Plot
  ) {
    let zero = scale(0)
    let baseline = top + thickness / 2 + style.label * 0.35
    guard let value = value(bar, index) else {
      plot.text(
        ChartWords.noData[style.language], zero + 6, baseline, size: style.small, ink: .muted)
      return
    }
    let end = scale(value)
    let box = Box(x: min(zero, end), y: top, width: abs(end - zero), height: thickness)
    plot.add(.box(box, fill: fill(bar, index, isPale: isPale), radius: 0))
    var outer = end
    if let interval = interval(bar, index) {
      let (low, high) = (scale(interval.low), scale(interval.high))
      let middle = top + thickness / 2
      plot.line(low, middle, high, middle, ink: .ink, width: 1.4)
      plot.line(low, middle - 4, low, middle + 4, ink: .ink, width: 1.4)
      plot.line(high, middle - 4, high, middle + 4, ink: .ink, width: 1.4)
      outer = value < 0 ? min(end, low) : max(end, high)
    }
    plot.text(
      number.text(value, in: style.language), outer + (value < 0 ? -5 : 5), baseline, size: style.label,
      anchor: value < 0 ? .end : .start, isBold: bar.isEmphasised)
  }

  private func fill(_ bar: Bar, _ index: Int, isPale: Bool) -> Fill {
    if seriesCount > 1 { return .series(index) }
    let ink: Ink =
      groups.isEmpty ? .series(0) : (bar.group.map { groups.indices.contains($0) ? .series($0) : .muted } ?? .muted)
    return isPale ? .faded(ink) : .solid(ink)
  }

  /// The scale on which the bars use all the room that their value labels leave.
  private func fitted(
    _ rows: [Bar], ends: [Double], left: Double, right: Double, size: Double, style: ChartStyle
  ) -> AxisScale {
    let low = min(0, ends.min() ?? 0)
    let high = max(0, ends.max() ?? 0)
    var scale = AxisScale(low: low, high: high > low ? high : low + 1, start: left, end: right)
    let noData = TextMetrics.width(ChartWords.noData[style.language], size: style.small) + 8
    // Each pass moves the ends in by what still sticks out; a few passes settle both sides.
    for _ in 0..<12 {
      var (tooFarLeft, tooFarRight) = (0.0, 0.0)
      for bar in rows {
        for index in 0..<seriesCount {
          guard let value = value(bar, index) else {
            tooFarRight = max(tooFarRight, scale(0) + noData - right)
            continue
          }
          let width =
            TextMetrics.width(number.text(value, in: style.language), size: size, isBold: bar.isEmphasised) + 6
          let interval = interval(bar, index)
          if value < 0 {
            tooFarLeft = max(tooFarLeft, left - (scale(min(value, interval?.low ?? value)) - width))
          } else {
            tooFarRight = max(tooFarRight, scale(max(value, interval?.high ?? value)) + width - right)
          }
        }
      }
      guard tooFarLeft > 0.01 || tooFarRight > 0.01 else { break }
      scale.start += tooFarLeft
      scale.end = max(scale.start + 20, scale.end - tooFarRight)
    }
    return scale
  }
}
