internal import KoshTable

/// How numbers become colours in a heat map or a tile map: always in classes, so that a reader can name the limits.
package enum ColourScale: Sendable, Hashable {
  /// From a little to a lot of one thing: pale to strong.
  case sequential
  /// To either side of zero: one hue below, another above, pale near zero; both arms reach equally far.
  case diverging
  /// The same as ``diverging``, with the limits between the classes given, rising; a class around zero is neutral.
  case divergingBreaks([Double])
  /// The same as ``sequential``, with the limits between the classes given, rising.
  case sequentialBreaks([Double])
}

/// The classes of a colour scale for given values.
struct ColourClasses: Sendable, Hashable {
  struct Class: Sendable, Hashable {
    /// `nil` is open.
    var low: Double?
    var high: Double?
    var fill: Ink
    var text: Ink
  }

  var classes: [Class]
  private let isDiverging: Bool
  private let isAutomatic: Bool

  /// Classes that hold all of `values`; missing values must have been left out.
  init(_ scale: ColourScale, values: [Double]) {
    switch scale {
    case .diverging:
      (isDiverging, isAutomatic) = (true, true)
      let reach = values.map(\.magnitude).max() ?? 0
      let (multiple, exponent) = Ticks.niceStep(reach > 0 ? reach / 4 : 1)
      let step = Ticks.scaled(multiple, exponent)
      let arms = max(1, Int((reach / step - 1e-9).rounded(.up)))
      let below = values.min().map { $0 < 0 ? min(arms, Int((-$0 / step + 1e-9).rounded(.down)) + 1) : 0 } ?? 0
      let above = values.max().map { $0 > 0 ? min(arms, Int(($0 / step + 1e-9).rounded(.down)) + 1) : 0 } ?? 0
      classes = (-max(below, above == 0 ? 1 : 0)..<max(above, below == 0 ? 1 : 0)).map { index in
        let distance = index < 0 ? -index : index + 1
        let strength = min(4, max(1, Int((Double(distance) * 4 / Double(arms)).rounded())))
        let shade = 4 + (index < 0 ? -strength : strength)
        return Class(
          low: Ticks.scaled(Double(index) * multiple, exponent),
          high: Ticks.scaled(Double(index + 1) * multiple, exponent), fill: .diverging(shade), text: .onDiverging(shade)
        )
      }
      if let uneven = Self.unevenClasses(values, instead: classes) { classes = uneven }
    case .sequential:
      (isDiverging, isAutomatic) = (false, true)
      guard let range = extent(values) else {
        classes = []
        return
      }
      let (multiple, exponent) = Ticks.niceStep((range.high / 2 - range.low / 2) / 2.5)
      let step = Ticks.scaled(multiple, exponent)
      let first = (range.low / step + 1e-9).rounded(.down)
      let last = max(first + 1, (range.high / step - 1e-9).rounded(.up))
      guard first.magnitude < 1e15, last - first <= 12 else {
        classes = [Class(low: range.low, high: range.high, fill: .sequential(2), text: .onSequential(2))]
        return
      }
      let count = Int(last - first)
      classes = (0..<count).map { index in
        let shade = count == 1 ? 2 : Int((Double(index) * 5 / Double(count - 1)).rounded())
        return Class(
          low: Ticks.scaled((first + Double(index)) * multiple, exponent),
          high: Ticks.scaled((first + Double(index + 1)) * multiple, exponent), fill: .sequential(shade),
          text: .onSequential(shade))
      }
    case .divergingBreaks(let breaks):
      (isDiverging, isAutomatic) = (true, false)
      let limits = Self.limits(breaks)
      let below = limits.filter { ($0.high ?? .infinity) <= 0 }.count
      let above = limits.filter { ($0.low ?? -.infinity) >= 0 }.count
      classes = limits.enumerated().map { index, limit in
        let shade: Int
        if index < below {
          shade = 4 - Self.strength(below - index, of: below)
        } else if index >= limits.count - above {
          shade = 4 + Self.strength(index - (limits.count - above) + 1, of: above)
        } else {
          shade = 4
        }
        return Class(low: limit.low, high: limit.high, fill: .diverging(shade), text: .onDiverging(shade))
      }
    case .sequentialBreaks(let breaks):
      (isDiverging, isAutomatic) = (false, false)
      let limits = Self.limits(breaks)
      classes = limits.enumerated().map { index, limit in
        let shade = limits.count == 1 ? 2 : Int((Double(index) * 5 / Double(limits.count - 1)).rounded())
        return Class(low: limit.low, high: limit.high, fill: .sequential(shade), text: .onSequential(shade))
      }
    }
  }

  /// Classes with limits where the values lie, for values of which equal steps would put most into one class: three
  /// limits to either side of zero, round numbers near the 40 %, 70 % and 90 % points of the distances from it, the same
  /// on both sides. `nil` where equal steps tell the values apart.
  private static func unevenClasses(_ values: [Double], instead even: [Class]) -> [Class]? {
    guard values.count >= 10, let least = values.min(), let most = values.max() else { return nil }
    let fullest = even.map { item in
      values.count { value in
        value < 0 ? value > item.low ?? 0 && value <= item.high ?? 0 : value >= item.low ?? 0 && value < item.high ?? 0
      }
    }.max()
    guard let fullest, Double(fullest) > 0.6 * Double(values.count) else { return nil }
    let distances = values.map(\.magnitude).filter { $0 > 0 }.sorted()
    guard let farthest = distances.last else { return nil }
    let limits = [0.4, 0.7, 0.9].map { share in
      let (multiple, exponent) = Ticks.niceStep(distances[Int(share * Double(distances.count - 1))])
      return Ticks.scaled(multiple, exponent)
    }.reduce(into: [Double]()) { if $1 > $0.last ?? 0, $1 < farthest { $0.append($1) } }
    guard limits.count > 1 else { return nil }
    func arm(to end: Double) -> [(near: Double, far: Double?, strength: Int)] {
      guard end > 0 else { return [] }
      return ([0] + limits).enumerated().filter { $0.element < end || $0.offset == 0 }.map { index, near in
        let isLast = index == limits.count || limits[index] >= end
        return (near, isLast ? nil : limits[index], strength(index + 1, of: limits.count + 1))
      }
    }
    func item(_ low: Double?, _ high: Double?, _ shade: Int) -> Class {
      Class(low: low, high: high, fill: .diverging(shade), text: .onDiverging(shade))
    }
    return arm(to: -least).reversed().map { item($0.far.map { -$0 }, -$0.near, 4 - $0.strength) }
      + arm(to: most).map { item($0.near, $0.far, 4 + $0.strength) }
  }

  private static func limits(_ breaks: [Double]) -> [(low: Double?, high: Double?)] {
    let finite = breaks.filter(\.isFinite).sorted()
    let lows: [Double?] = [nil] + finite
    let highs: [Double?] = finite + [nil]
    return zip(lows, highs).map { ($0, $1) }
  }

  private static func strength(_ distance: Int, of count: Int) -> Int {
    min(4, max(1, Int((Double(distance) * 4 / Double(max(1, count))).rounded())))
  }

  /// The colours of a value. On a limit it belongs to the class farther from zero (diverging) or above (sequential);
  /// exactly zero is neutral on a diverging scale.
  func inks(of value: Double) -> (fill: Ink, text: Ink) {
    if isDiverging, value == 0, isAutomatic { return (.diverging(4), .onDiverging(4)) }
    let downwards = isDiverging && value < 0
    let found = classes.first { item in
      downwards
        ? (item.low.map { value > $0 } ?? true) && (item.high.map { value <= $0 } ?? true)
        : (item.low.map { value >= $0 } ?? true) && (item.high.map { value < $0 } ?? true)
    }
    let item = found ?? (downwards ? classes.first : classes.last)
    return item.map { ($0.fill, $0.text) } ?? (.grid, .ink)
  }
}

extension Plot {
  /// The classes side by side, their limits below, a hatched box for missing values; leaves `height` below.
  mutating func colourLegend(
    _ classes: ColourClasses, title: String, number: ChartNumber, hasMissing: Bool, style: ChartStyle
  ) {
    let size = style.small
    if !title.isEmpty {
      height =
        block(TextMetrics.wrap(title, width: style.inner, size: size), 0, top: height, size: size, ink: .muted) + 3
    }
    let noData = ChartWords.noData[style.language]
    let missingRoom = hasMissing ? 20 + TextMetrics.width(noData, size: size) : 0
    let limits = classes.classes.dropFirst().compactMap(\.low)
    let ends = [classes.classes.first?.low].compactMap { $0 } + limits + [classes.classes.last?.high].compactMap { $0 }
    let labels = limitTexts(ends, number: number, in: style.language)
    let widest = labels.map { TextMetrics.width($0, size: size) }.max() ?? 0
    let count = Double(max(1, classes.classes.count))
    let outer = widest / 2
    let sharesLine = style.inner - missingRoom - 18 - 2 * outer >= count * (widest + 8)
    let room = style.inner - 2 * outer - (sharesLine && hasMissing ? missingRoom + 18 : 0)
    let width = min(max(46, widest + 10), room / count)
    for (index, item) in classes.classes.enumerated() {
      add(
        .box(
          Box(x: outer + Double(index) * width, y: height, width: width, height: 12), fill: .solid(item.fill), radius: 0
        ))
    }
    let firstLimit = classes.classes.first?.low == nil ? 1 : 0
    let every = max(1, Int(((widest + 6) / width).rounded(.up)))
    // Zero, or else the first limit, keeps its number when some are left out.
    let kept = ends.firstIndex(of: 0) ?? 0
    for (position, label) in labels.enumerated() {
      let x = outer + Double(position + firstLimit) * width
      line(x, height, x, height + 15, ink: .paper)
      if (position - kept) % every == 0 {
        text(label, x, height + 26, size: size, anchor: .middle, ink: .muted)
      }
    }
    var bottom = height + 32
    if hasMissing {
      let x = sharesLine ? 2 * outer + count * width + 18 : 0
      let y = sharesLine ? height : bottom + 2
      add(.box(Box(x: x + 0.5, y: y, width: 12, height: 12), fill: .missing, radius: 0))
      text(noData, x + 18, y + 10.5, size: size, ink: .muted)
      if !sharesLine { bottom = y + 20 }
    }
    height = bottom + 8
  }

  private func limitTexts(_ limits: [Double], number: ChartNumber, in language: Language) -> [String] {
    guard limits.count > 1, let step = zip(limits, limits.dropFirst()).map({ $1 - $0 }).min(), step > 0 else {
      return limits.map { number.text($0, in: language) }
    }
    let (_, exponent) = Ticks.niceStep(step * (1 - 1e-6))
    let ticks = Ticks(values: limits, decimals: max(0, -exponent), step: step)
    return AxisText.labels(ticks, sign: number.sign, suffix: number.suffix[language], in: language)
  }
}
