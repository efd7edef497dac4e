package import KoshTable

extension HeatMap {
  /// Columns: row name, then the map's columns.
  package var data: ChartData {
    ChartData(
      columns: [rowTitle] + columns,
      rows: rows.indices.map { row in
        [.label(rows[row])] + columns.indices.map { ChartCell(value(row, $0), decimals: number.decimals) }
      })
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(en: "Heat map", ru: "Тепловая карта", kk: "Жылу картасы")
    let opening = altOpening(kind, text)
    var (least, most): ((row: Int, column: Int, value: Double)?, (row: Int, column: Int, value: Double)?)
    for row in rows.indices {
      for column in columns.indices {
        guard let value = value(row, column) else { continue }
        if least.map({ value < $0.value }) ?? true { least = (row, column, value) }
        if most.map({ value > $0.value }) ?? true { most = (row, column, value) }
      }
    }
    guard let least, let most else { return opening + sentence(ChartWords.nothingToDraw) }
    func told(_ cell: (row: Int, column: Int, value: Double)) -> Trilingual {
      rows[cell.row] + Trilingual(same: ", ") + columns[cell.column] + Trilingual(same: ", ")
        + number.trilingual(cell.value)
    }
    return opening
      + Trilingual(
        en: "Rows: \(rows.count), columns: \(columns.count). Highest: \(told(most)); lowest: \(told(least)). ",
        ru: "Строк: \(rows.count), столбцов: \(columns.count). Максимум: \(told(most)); минимум: \(told(least)). ",
        kk:
          "Жол саны: \(rows.count), баған саны: \(columns.count). Ең үлкені: \(told(most)); ең кішісі: \(told(least)). "
      )
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private func value(_ row: Int, _ column: Int) -> Double? {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return nil }
    return drawable(values[row][column])
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    let all = rows.indices.flatMap { row in columns.indices.compactMap { value(row, $0) } }
    guard !all.isEmpty else { return .empty(style) }
    let (language, size) = (style.language, style.small)
    var plot = Plot()
    let classes = ColourClasses(scale, values: all)
    plot.colourLegend(
      classes, title: valueTitle[language], number: number, hasMissing: all.count < rows.count * columns.count,
      style: style)
    let widestLabel = rows.map { TextMetrics.width($0[language], size: style.label) }.max() ?? 0
    // A name may be parted between words, hardly ever inside one.
    let widestWord = rows.map { TextMetrics.widestWord($0[language], size: style.label) }.max() ?? 0
    let share = max(style.inner * (style.isNarrow ? 0.29 : 0.3), min(widestWord, style.inner * 0.4))
    let labelRoom = min(widestLabel, share) + 8
    let widestValue = all.map { TextMetrics.width(number.text($0, in: language), size: size) }.max() ?? 0
    let least = max(34, widestValue + 5)
    let fitting = max(1, Int((style.inner - labelRoom) / least))
    let blocks = (columns.count + fitting - 1) / fitting
    let perBlock = (columns.count + blocks - 1) / blocks
    let widestHeading = columns.map { TextMetrics.widestWord($0[language], size: size) }.max() ?? 0
    let cell = min(max(104, widestHeading + 8), (style.inner - labelRoom) / Double(perBlock))
    for first in stride(from: 0, to: columns.count, by: perBlock) {
      if first > 0 { plot.height += 14 }
      draw(
        Array(first..<min(first + perBlock, columns.count)), classes: classes, labelRoom: labelRoom, cell: cell,
        style: style, into: &plot)
    }
    return plot
  }

  private func draw(
    _ shown: [Int], classes: ColourClasses, labelRoom: Double, cell: Double, style: ChartStyle, into plot: inout Plot
  ) {
    let (language, size) = (style.language, style.small)
    headings(shown, left: labelRoom, cell: cell, style: style, into: &plot)
    for row in rows.indices {
      let lines = TextMetrics.wrap(rows[row][language], width: labelRoom - 8, size: style.label, maximum: 4)
      let height = max(27, Double(lines.count) * ChartStyle.leading(style.label) + 4)
      let middle = plot.height + height / 2
      plot.block(lines, labelRoom - 8, middle: middle, size: style.label, anchor: .end)
      for (position, column) in shown.enumerated() {
        let box = Box(x: labelRoom + Double(position) * cell, y: plot.height, width: cell, height: height).grown(by: -1)
        let place = "\(rows[row][language]), \(columns[column][language]): "
        guard let value = value(row, column) else {
          plot.add(.titled(place + ChartWords.noData[language], [.box(box, fill: .missing, radius: 2)]))
          continue
        }
        let inks = classes.inks(of: value)
        let label = number.text(value, in: language)
        let run = TextRun(
          text: label, at: Spot(box.x + box.width / 2, middle + size * 0.35), anchor: .middle, size: size,
          ink: inks.text)
        // A number that is wider than its cell is left to the table and the tooltip.
        let shapes: [Shape] = [.box(box, fill: .solid(inks.fill), radius: 2)] + (run.width <= cell ? [.text(run)] : [])
        plot.add(.titled(place + label, shapes))
      }
      plot.height += height
    }
  }

  /// Headings across where their words fit, upright where they do not.
  private func headings(_ shown: [Int], left: Double, cell: Double, style: ChartStyle, into plot: inout Plot) {
    let size = style.small
    let names = shown.map { columns[$0][style.language] }
    if names.allSatisfy({ TextMetrics.widestWord($0, size: size) <= cell - 6 }) {
      let wrapped = names.map { TextMetrics.wrap($0, width: cell - 6, size: size, maximum: 4) }
      let height = Double(wrapped.map(\.count).max() ?? 0) * ChartStyle.leading(size)
      for (position, lines) in wrapped.enumerated() {
        plot.block(
          lines, left + (Double(position) + 0.5) * cell,
          top: plot.height + height - Double(lines.count) * ChartStyle.leading(size), size: size, anchor: .middle,
          ink: .muted)
      }
      plot.height += height + 4
      return
    }
    let lineCount = max(1, Int(cell / ChartStyle.leading(size)))
    let widest = names.map { TextMetrics.widestWord($0, size: size) }.max() ?? 0
    let wrapped = names.map { TextMetrics.wrap($0, width: max(130, min(widest, 200)), size: size, maximum: lineCount) }
    let height = wrapped.flatMap { $0 }.map { TextMetrics.width($0, size: size) }.max() ?? 0
    for (position, lines) in wrapped.enumerated() {
      let middle = left + (Double(position) + 0.5) * cell
      for (index, line) in lines.enumerated() {
        let x = middle + size * 0.35 + (Double(index) - Double(lines.count - 1) / 2) * ChartStyle.leading(size)
        plot.add(
          .text(TextRun(text: line, at: Spot(x, plot.height + height), size: size, ink: .muted, isVertical: true)))
      }
    }
    plot.height += height + 6
  }
}
