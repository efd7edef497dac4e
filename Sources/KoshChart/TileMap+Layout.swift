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

  /// The picture in words, from its numbers.
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

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private func written(_ tile: Tile) -> Trilingual {
    guard let value = drawable(tile.value) else { return ChartWords.noData }
    return tile.valueText ?? number.trilingual(value)
  }

  private func shortName(_ tile: Tile) -> Trilingual {
    tile.short.map { _, short in short.isEmpty ? tile.code : short }
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
    let room = side - 5
    let sizes: [Double] = style.isNarrow ? [12, 11, 10] : [13, 12]
    let shown = tiles.filter { drawable($0.value) != nil }.map { written($0)[language] }
    let valueSize = sizes.first { size in shown.allSatisfy { TextMetrics.width($0, size: size) <= room } }
    // The largest size at which no name is broken where it may not be.
    let nameSize =
      sizes.first { size in
        tiles.allSatisfy { tile in
          let name = shortName(tile)[language]
          return TextMetrics.widestWord(name, size: size, isBold: true) <= room
            && TextMetrics.wrap(name, width: room, size: size, isBold: true).count <= 2
        }
      } ?? sizes[sizes.count - 1]
    for tile in tiles {
      let box = Box(
        x: left + Double(tile.column - west) * side, y: plot.height + Double(tile.row - north) * height, width: side,
        height: height
      ).grown(by: -1.5)
      draw(tile, in: box, classes: classes, nameSize: nameSize, valueSize: valueSize, style: style, into: &plot)
    }
    plot.height += Double(south - north + 1) * height
    if valueSize == nil {
      // Tiles too small for the numbers: the numbers follow as a list.
      let list = tiles.map { "\(shortName($0)[language].unparted)\u{00A0}\(written($0)[language])".unbroken }
      plot.height = plot.block(
        TextMetrics.wrap(list.joined(separator: "; "), width: style.inner, size: size), 0, top: plot.height + 8,
        size: size)
    }
    return plot
  }

  private func draw(
    _ tile: Tile, in box: Box, classes: ColourClasses, nameSize: Double, valueSize: Double?, style: ChartStyle,
    into plot: inout Plot
  ) {
    let language = style.language
    let value = drawable(tile.value)
    let inks = value.map { classes.inks(of: $0) } ?? (.paper, .ink)
    var inner = Plot()
    inner.add(.box(box, fill: value == nil ? .missing : .solid(inks.fill), radius: 3))
    let middle = box.x + box.width / 2
    // Two lines of name and one of number are what a tile holds.
    let lines = TextMetrics.wrap(
      shortName(tile)[language], width: box.width - 2, size: nameSize, isBold: true, maximum: 2)
    let namesHeight = Double(lines.count) * ChartStyle.leading(nameSize)
    let valueHeight = value == nil ? 0 : valueSize.map { ChartStyle.leading($0) } ?? 0
    let top = box.y + (box.height - namesHeight - valueHeight) / 2
    inner.block(
      lines, middle, top: top, size: nameSize, anchor: .middle, isBold: true, ink: value == nil ? .ink : inks.text,
      hasHalo: value == nil)
    if let valueSize, value != nil {
      inner.block(
        [written(tile)[language]], middle, top: top + namesHeight, size: valueSize, anchor: .middle, ink: inks.text)
    }
    plot.add(.titled("\(tile.label[language]): \(written(tile)[language])", inner.shapes))
  }
}

extension String {
  /// With all its blanks made unbreakable.
  fileprivate var unbroken: String { String(map { $0 == " " ? "\u{00A0}" : $0 }) }
  /// Without soft hyphens.
  fileprivate var unparted: String { filter { $0 != "\u{00AD}" } }
}
