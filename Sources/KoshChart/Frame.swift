internal import KoshTable

/// Sizes of type and space in one layout.
struct ChartStyle: Sendable, Hashable {
  let width: ChartWidth
  let language: Language

  var isNarrow: Bool { width == .narrow }
  var title: Double { isNarrow ? 17 : 21 }
  var subtitle: Double { isNarrow ? 13 : 14.5 }
  /// Labels of rows, points and lines.
  var label: Double { isNarrow ? 12 : 13 }
  /// Axes, legends, notes.
  var small: Double { 12 }
  var margin: Double { isNarrow ? 8 : 14 }
  /// The room of a plot between the margins.
  var inner: Double { width.points - 2 * margin }

  /// The distance of two baselines.
  static func leading(_ size: Double) -> Double { size * 1.26 }
}

/// A plot while it is laid out; x from 0 to the inner width, y from 0 down.
struct Plot: Sendable {
  var shapes: [Shape] = []
  var height = 0.0

  mutating func add(_ shape: Shape) { shapes.append(shape) }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, ink: Ink, width: Double = 1, dash: Dash = .solid
  ) {
    shapes.append(.line(Segment(from: Spot(x1, y1), to: Spot(x2, y2)), ink: ink, width: width, dash: dash))
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, size: Double, anchor: TextRun.Anchor = .start, isBold: Bool = false,
    ink: Ink = .ink, hasHalo: Bool = false
  ) {
    guard !text.isEmpty else { return }
    shapes.append(
      .text(
        TextRun(
          text: text, at: Spot(x, y), anchor: anchor, size: size, isBold: isBold, ink: ink, hasHalo: hasHalo)))
  }

  /// Lines one below the other, the first one's top at `top`; returns the bottom.
  @discardableResult
  mutating func block(
    _ lines: [String], _ x: Double, top: Double, size: Double, anchor: TextRun.Anchor = .start, isBold: Bool = false,
    ink: Ink = .ink, hasHalo: Bool = false
  ) -> Double {
    for (index, line) in lines.enumerated() {
      text(
        line, x, top + size * 0.95 + Double(index) * ChartStyle.leading(size), size: size, anchor: anchor,
        isBold: isBold, ink: ink, hasHalo: hasHalo)
    }
    return top + Double(lines.count) * ChartStyle.leading(size)
  }

  /// Lines one below the other, centred on a height.
  mutating func block(
    _ lines: [String], _ x: Double, middle: Double, size: Double, anchor: TextRun.Anchor = .start,
    isBold: Bool = false, ink: Ink = .ink, hasHalo: Bool = false
  ) {
    let first = middle - Double(lines.count - 1) * ChartStyle.leading(size) / 2 + size * 0.35
    for (index, line) in lines.enumerated() {
      text(
        line, x, first + Double(index) * ChartStyle.leading(size), size: size, anchor: anchor, isBold: isBold,
        ink: ink, hasHalo: hasHalo)
    }
  }

  /// What a sign in a legend looks like.
  enum Sign {
    case marker(Marker, Ink)
    case fill(Fill)
    case line(Ink, Dash)
  }

  /// Signs and their names in a row, going on below where the row is full; leaves `height` below them.
  mutating func legend(_ items: [(sign: Sign, name: String)], style: ChartStyle) {
    guard !items.isEmpty else { return }
    let size = style.label
    var (x, y) = (0.0, height)
    for item in items {
      let signWidth: Double = if case .line = item.sign { 26 } else { 12 }
      let lines = TextMetrics.wrap(item.name, width: style.inner - signWidth - 6, size: size)
      let width = signWidth + 6 + (lines.map { TextMetrics.width($0, size: size) }.max() ?? 0)
      if x > 0, x + width > style.inner {
        x = 0
        y += ChartStyle.leading(size) + 4
      }
      let middle = y + ChartStyle.leading(size) / 2
      switch item.sign {
      case .marker(let marker, let ink): add(.marker(marker, at: Spot(x + 6, middle), size: 9, ink: ink))
      case .fill(let fill): add(.box(Box(x: x + 0.5, y: middle - 5.5, width: 11, height: 11), fill: fill, radius: 1))
      case .line(let ink, let dash): line(x, middle, x + signWidth, middle, ink: ink, width: 2.2, dash: dash)
      }
      for (index, line) in lines.enumerated() {
        text(line, x + signWidth + 6, middle + size * 0.35 + Double(index) * ChartStyle.leading(size), size: size)
      }
      y += Double(max(0, lines.count - 1)) * ChartStyle.leading(size)
      x += width + 18
    }
    height = y + ChartStyle.leading(size) + 10
  }

  /// A plot that says that there is nothing to draw.
  static func empty(_ style: ChartStyle) -> Plot {
    var plot = Plot()
    plot.line(0, 4, style.inner, 4, ink: .grid, dash: .fine)
    let lines = TextMetrics.wrap(ChartWords.nothingToDraw[style.language], width: style.inner, size: style.label)
    let bottom = plot.block(lines, style.inner / 2, top: 22, size: style.label, anchor: .middle, ink: .muted)
    plot.line(0, bottom + 18, style.inner, bottom + 18, ink: .grid, dash: .fine)
    plot.height = bottom + 20
    return plot
  }
}

extension Drawing {
  /// A plot within its words: a rule with a pennant, title, subtitle, plot, note.
  static func framed(
    _ words: ChartText, in language: Language, width: ChartWidth, _ makePlot: (ChartStyle) -> Plot
  ) -> Drawing {
    let style = ChartStyle(width: width, language: language)
    var frame = Plot()
    let (left, inner) = (style.margin, style.inner)
    // The pennant of a rider on the way, pointing on.
    frame.line(0, 0.75, width.points, 0.75, ink: .ink, width: 1.5)
    frame.add(
      .area(
        [Spot(left, 0), Spot(left + 34, 0), Spot(left + 42, 4.5), Spot(left + 34, 9), Spot(left, 9)], fill: .accent,
        opacity: 1))
    var y = 20.0
    let title = TextMetrics.wrap(words.title[language], width: inner, size: style.title, isBold: true)
    y = frame.block(title, left, top: y, size: style.title, isBold: true)
    let subtitle = TextMetrics.wrap(words.subtitle[language], width: inner, size: style.subtitle)
    if !subtitle.isEmpty { y = frame.block(subtitle, left, top: y + 3, size: style.subtitle, ink: .muted) }
    y += 14
    let plot = makePlot(style)
    frame.shapes += plot.shapes.map { $0.moved(left, y) }
    y += plot.height
    let note = TextMetrics.wrap(words.note[language], width: inner, size: style.small)
    if !note.isEmpty { y = frame.block(note, left, top: y + 12, size: style.small, ink: .muted) }
    y += 10
    let height = y.rounded(.up)
    let paper = Shape.box(
      Box(x: 0, y: 0, width: width.points, height: height), fill: .solid(.paper), radius: 0)
    return Drawing(width: width.points, height: height, shapes: [paper] + frame.shapes)
  }
}

/// The words that every generated description begins with: the kind of picture, its title, its subtitle.
func altOpening(_ kind: Trilingual, _ text: ChartText) -> Trilingual {
  [kind, text.title, text.subtitle].reduce(.none) { result, part in
    part.isEmpty ? result : result + sentence(part)
  }
}

/// The text with a full stop and a blank, unless it ends in a mark of its own.
func sentence(_ text: Trilingual) -> Trilingual {
  text.map { _, text in
    guard let last = text.last else { return "" }
    return text + ("!?….".contains(last) ? " " : ". ")
  }
}
