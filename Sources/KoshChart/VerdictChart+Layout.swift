package import KoshTable

extension VerdictChart {
  /// Columns: row, the three verdicts; with several rows a last row holds the sums.
  package var data: ChartData {
    let rows = self.rows.map { row in
      [.label(row.label)] + counts(row).map { ChartCell(Double($0), decimals: 0) }
    }
    let sums: [ChartCell] = [.label(ChartWords.total)] + totals.map { ChartCell(Double($0), decimals: 0) }
    return ChartData(
      columns: [rowTitle, names.confirmed, names.refuted, names.cannotTell], rows: rows.count > 1 ? rows + [sums] : rows
    )
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(
      en: "Dot plot of verdicts", ru: "Точечная диаграмма выводов", kk: "Қорытындылардың нүктелік диаграммасы")
    let opening = altOpening(kind, text)
    guard !rows.isEmpty else { return opening + sentence(ChartWords.nothingToDraw) }
    let told = zip(verdicts, totals).map { verdict, count in
      verdict + Trilingual(en: ": \(count)", ru: ": \(count)", kk: ": \(count)")
    }
    let each = rows.map { row in
      row.label + Trilingual(same: ": ")
        + counts(row).map { Trilingual(Double($0), decimals: 0) }.joined(separator: " / ")
    }
    return opening + sentence(told.joined(separator: ", ")) + sentence(each.joined(separator: "; "))
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private var verdicts: [Trilingual] { [names.confirmed, names.refuted, names.cannotTell] }

  private func counts(_ row: Row) -> [Int] { [row.confirmed, row.refuted, row.cannotTell].map { max(0, $0) } }

  private var totals: [Int] { (0..<3).map { index in rows.reduce(0) { $0 + counts($1)[index] } } }

  private static let signs: [(marker: Marker, ink: Ink)] = [
    (.disc, .series(2)), (.diamond, .series(1)), (.ring, .muted),
  ]

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    guard !rows.isEmpty, totals.contains(where: { $0 > 0 }) else { return .empty(style) }
    let (language, size) = (style.language, style.label)
    var plot = Plot()
    let widest = rows.map { TextMetrics.width($0.label[language], size: size) }.max() ?? 0
    // A name as short as "C12" leaves room for its dots beside it.
    let isStacked = style.isNarrow && widest > 40
    // A hair of room, so that a name as wide as the column is not parted.
    let labelRoom = isStacked ? 0 : min(widest + 2, style.inner * 0.42) + 16
    let countRoom = showsCounts ? countWidth(style) + 10 : 4
    // Above a few dozen dots a row would be a carpet: one dot then stands for several claims, and the picture says so.
    let most = rows.flatMap(counts).max() ?? 1
    let per = max(1, (most + 59) / 60)
    let pitch = 13.0
    let widths = columnWidths(style.inner - labelRoom, countRoom: countRoom, per: per, pitch: pitch, style: style)
    let lefts = [labelRoom, labelRoom + widths[0], labelRoom + widths[0] + widths[1]]
    let across = widths.map { max(1, Int(($0 - countRoom - 8) / pitch)) }

    let headings = verdicts.enumerated().map { index, name in
      TextMetrics.wrap(
        name[language]
          + (showsCounts ? " \(NumberText.fixed(Double(totals[index]), decimals: 0, language: language))" : ""),
        width: widths[index] - 22, size: size, isBold: true, maximum: 3)
    }
    let headingHeight = Double(headings.map(\.count).max() ?? 1) * ChartStyle.leading(size)
    for (index, lines) in headings.enumerated() {
      let x = lefts[index]
      plot.add(
        .marker(
          Self.signs[index].marker, at: Spot(x + 6, plot.height + ChartStyle.leading(size) / 2), size: 11,
          ink: Self.signs[index].ink))
      plot.block(lines, x + 16, top: plot.height, size: size, isBold: true)
    }
    plot.height += headingHeight + 5
    plot.line(0, plot.height, style.inner, plot.height, ink: .ink)
    plot.height += 6
    for (position, row) in rows.enumerated() {
      if position > 0 {
        plot.line(0, plot.height, style.inner, plot.height, ink: .grid)
        plot.height += 6
      }
      let lines = TextMetrics.wrap(
        row.label[language], width: isStacked ? style.inner : labelRoom - 16, size: size, maximum: 4)
      let labelHeight = Double(lines.count) * ChartStyle.leading(size)
      let deepest = zip(counts(row), across).map { (($0 + per - 1) / per + $1 - 1) / $1 }.max() ?? 1
      let dotsHeight = max(1, Double(deepest)) * pitch + 6
      let top: Double
      let height: Double
      if isStacked {
        plot.block(lines, 0, top: plot.height, size: size)
        top = plot.height + labelHeight + 2
        height = labelHeight + 2 + dotsHeight
      } else {
        height = max(labelHeight, dotsHeight)
        plot.block(lines, 0, middle: plot.height + height / 2, size: size)
        top = plot.height + (height - dotsHeight) / 2
      }
      for (index, count) in counts(row).enumerated() {
        draw(
          count, index, per: per, across: across[index], pitch: pitch,
          at: Box(x: lefts[index], y: top, width: widths[index], height: dotsHeight), style: style,
          into: &plot)
      }
      plot.height += height + 6
    }
    if per > 1 {
      plot.height = plot.block(
        TextMetrics.wrap(ChartWords.claimsPerDot[language] + String(per), width: style.inner, size: style.small), 0,
        top: plot.height + 4, size: style.small, ink: .muted)
    }
    return plot
  }

  /// The room of the widest count.
  private func countWidth(_ style: ChartStyle) -> Double {
    let most = Double(rows.flatMap(counts).max() ?? 0)
    let text = NumberText.fixed(most, decimals: 0, language: style.language)
    return max(16, TextMetrics.width(text, size: style.label, isBold: true))
  }

  /// The room shared out: each column its heading's longest word, and what is left to those with many dots.
  private func columnWidths(
    _ room: Double, countRoom: Double, per: Int, pitch: Double, style: ChartStyle
  ) -> [Double] {
    let words = verdicts.map { name in
      min(room / 2, TextMetrics.widestWord(name[style.language], size: style.label, isBold: true) + 24)
    }
    let shrunk = min(1, room / words.reduce(0, +))
    let least = words.map { $0 * shrunk }
    let wished = (0..<3).map { index -> Double in
      let most = rows.map { counts($0)[index] }.max() ?? 0
      return max(0, countRoom + Double((most + per - 1) / per) * pitch + 14 - least[index])
    }
    var left = room - least.reduce(0, +)
    var widths = least
    // Modest wishes are met in full before the largest takes the rest.
    for (served, index) in (0..<3).sorted(by: { (wished[$0], $0) < (wished[$1], $1) }).enumerated() {
      let given = min(wished[index], left / Double(3 - served))
      widths[index] += given
      left -= given
    }
    return widths.map { $0 + left / 3 }
  }

  private func draw(
    _ count: Int, _ index: Int, per: Int, across: Int, pitch: Double, at box: Box, style: ChartStyle,
    into plot: inout Plot
  ) {
    let sign = Self.signs[index]
    let numberWidth = countWidth(style)
    let left = box.x + (showsCounts ? numberWidth + 10 : 0)
    if showsCounts {
      plot.text(
        NumberText.fixed(Double(count), decimals: 0, language: style.language), box.x + numberWidth + 4,
        box.y + 3 + pitch / 2 + style.label * 0.35, size: style.label, anchor: .end, isBold: count > 0,
        ink: count > 0 ? .ink : .muted)
    }
    for dot in 0..<((count + per - 1) / per) {
      let spot = Spot(
        left + (Double(dot % across) + 0.5) * pitch, box.y + 3 + (Double(dot / across) + 0.5) * pitch)
      plot.add(.marker(sign.marker, at: spot, size: 9.5, ink: sign.ink))
    }
  }
}
