package import KoshTable

extension TileMap {
  /// Columns: code, region, value; rows as given.
  package var data: ChartData {
    ChartData(
      columns: [ChartWords.code, ChartWords.region, valueTitle.isEmpty ? ChartWords.value : valueTitle],
      rows: tiles.map { tile in
        [
          .label(Trilingual(same: tile.code)), .label(tile.label), ChartCell(tile.value, decimals: number.decimals),
        ]
      })
  }

  package var generatedAlt: Trilingual {
    let kind = Trilingual(en: "Tile map", ru: "Плиточная карта", kk: "Тақташалы карта")
    let opening = altOpening(kind, text)
    let known = tiles.filter { drawable($0.value) != nil }.sorted { ($0.value ?? 0) < ($1.value ?? 0) }
    guard let least = known.first, let most = known.last else { return opening + sentence(ChartWords.nothingToDraw) }
    let (low, high) = (written(least), written(most))
    return opening
      + Trilingual(
        en: "Regions: \(tiles.count). Highest: \(most.label), \(high); lowest: \(least.label), \(low). ",
        ru: "Регионов: \(tiles.count). Максимум: \(most.label), \(high); минимум: \(least.label), \(low). ",
        kk: "Өңір саны: \(tiles.count). Ең үлкені: \(most.label), \(high); ең кішісі: \(least.label), \(low). ")
      + (known.count < tiles.count
        ? Trilingual(
          en: "Regions without data: \(tiles.count - known.count). ",
          ru: "Регионов без данных: \(tiles.count - known.count). ",
          kk: "Дерегі жоқ өңірлер: \(tiles.count - known.count). ") : .none)
  }

  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private func written(_ tile: Tile) -> Trilingual {
    guard let value = drawable(tile.value) else { return ChartWords.noData }
    return tile.valueText ?? number.trilingual(value)
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    let known = tiles.compactMap { drawable($0.value) }
    guard !known.isEmpty, let west = tiles.map(\.column).min(), let east = tiles.map(\.column).max(),
      let north = tiles.map(\.row).min(), let south = tiles.map(\.row).max(), east - west < 60, south - north < 60
    else { return .empty(style) }
    let (language, size) = (style.language, style.small)
    var plot = Plot()
    let classes = ColourClasses(scale, values: known)
    plot.colourLegend(
      classes, title: valueTitle[language], number: number, hasMissing: known.count < tiles.count, style: style)
    let side = min(92, style.inner / Double(east - west + 1))
    let height = min(side, 76)
    let left = (style.inner - side * Double(east - west + 1)) / 2
    let valuesFit = tiles.allSatisfy { tile in
      drawable(tile.value) == nil || TextMetrics.width(written(tile)[language], size: size) <= side - 5
    }
    for tile in tiles {
      let box = Box(
        x: left + Double(tile.column - west) * side, y: plot.height + Double(tile.row - north) * height, width: side,
        height: height
      ).grown(by: -1.5)
      draw(tile, in: box, classes: classes, showsValue: valuesFit, style: style, into: &plot)
    }
    plot.height += Double(south - north + 1) * height
    if !valuesFit {
      // Tiles too small for the numbers: the numbers follow as a list.
      let list = tiles.map { "\($0.short[language])\u{00A0}\(written($0)[language])".unbroken }
      plot.height = plot.block(
        TextMetrics.wrap(list.joined(separator: "; "), width: style.inner, size: size), 0, top: plot.height + 8,
        size: size)
    }
    return plot
  }

  private func draw(
    _ tile: Tile, in box: Box, classes: ColourClasses, showsValue: Bool, style: ChartStyle, into plot: inout Plot
  ) {
    let (language, size) = (style.language, style.small)
    let value = drawable(tile.value)
    let inks = value.map { classes.inks(of: $0) } ?? (.paper, .ink)
    var inner = Plot()
    inner.add(.box(box, fill: value == nil ? .hatch(.grid) : .solid(inks.fill), radius: 3))
    let middle = box.x + box.width / 2
    let short = tile.short[language].isEmpty ? tile.code : tile.short[language]
    // Two lines of name and one of number are what a tile holds.
    let lines = TextMetrics.wrap(short, width: box.width - 4, size: size, isBold: true, maximum: 2)
    let count = lines.count + (showsValue && value != nil ? 1 : 0)
    let leading = ChartStyle.leading(size)
    let top = box.y + (box.height - Double(count) * leading) / 2
    inner.block(
      lines, middle, top: top, size: size, anchor: .middle, isBold: true, ink: value == nil ? .ink : inks.text,
      hasHalo: value == nil)
    if showsValue, value != nil {
      inner.block(
        [written(tile)[language]], middle, top: top + Double(lines.count) * leading, size: size, anchor: .middle,
        ink: inks.text)
    }
    plot.add(.titled("\(tile.label[language]): \(written(tile)[language])", inner.shapes))
  }
}

extension String {
  /// With all its blanks made unbreakable.
  fileprivate var unbroken: String { String(map { $0 == " " ? "\u{00A0}" : $0 }) }
}
