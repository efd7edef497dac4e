/// A finished layout: shapes with coordinates, in the order in which they are painted.
package struct Drawing: Sendable, Hashable {
  /// Width of the `viewBox`.
  package let width: Double
  /// Height of the `viewBox`.
  package let height: Double
  let shapes: [Shape]

  init(width: Double, height: Double, shapes: [Shape]) {
    self.width = width
    self.height = height
    self.shapes = shapes
  }
}

/// A place in a picture; y grows downwards.
struct Spot: Sendable, Hashable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle.
struct Box: Sendable, Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }

  /// Whether the two share area; touching edges do not.
  func overlaps(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
  func contains(_ other: Box) -> Bool {
    x <= other.x && y <= other.y && other.right <= right && other.bottom <= bottom
  }
  func grown(by margin: Double) -> Box {
    Box(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }
}

/// A straight stroke from one spot to another.
struct Segment: Sendable, Hashable {
  var from: Spot
  var to: Spot

  /// Whether two strokes cross.
  func meets(_ other: Segment) -> Bool {
    func side(_ a: Spot, _ b: Spot, _ c: Spot) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    return side(from, to, other.from) * side(from, to, other.to) < 0
      && side(other.from, other.to, from) * side(other.from, other.to, to) < 0
  }

  /// Whether the stroke passes through the box (Liang–Barsky clipping).
  func crosses(_ box: Box) -> Bool {
    // Most strokes miss by far.
    guard max(from.x, to.x) > box.x, min(from.x, to.x) < box.right, max(from.y, to.y) > box.y,
      min(from.y, to.y) < box.bottom
    else { return false }
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    var (enter, leave) = (0.0, 1.0)
    func clip(_ p: Double, _ q: Double) -> Bool {
      if p == 0 { return q >= 0 }
      if p < 0 { enter = max(enter, q / p) } else { leave = min(leave, q / p) }
      return true
    }
    guard clip(-dx, from.x - box.x), clip(dx, box.right - from.x), clip(-dy, from.y - box.y),
      clip(dy, box.bottom - from.y)
    else { return false }
    return enter < leave
  }
}

/// The signs of points; each is told from the others without colour.
enum Marker: Int, Sendable, Hashable, CaseIterable {
  case disc, square, triangle, diamond, cross, ring

  init(group: Int) { self = Marker.allCases[((group % 6) + 6) % 6] }
}

/// How an area is filled.
enum Fill: Sendable, Hashable {
  case solid(Ink)
  /// A pale tint of the ink within an outline of it.
  case tint(Ink)
  /// Diagonal lines within an outline.
  case hatch(Ink)
  /// Thin grey lines: nothing is known here.
  case missing
  /// The solid ink, paler: for rows that are not picked out.
  case faded(Ink)

  /// The fill that tells series `index` from its neighbours without colour.
  static func series(_ index: Int) -> Fill {
    let ink = Ink.series(index)
    return switch index % 3 {
    case 0: .solid(ink)
    case 1: .tint(ink)
    default: .hatch(ink)
    }
  }
}

/// How a line is broken up.
enum Dash: String, Sendable, Hashable {
  case solid = ""
  case dashed = "7 4"
  case dotted = "1.5 4"
  case fine = "3 3"
}

/// One line of text.
struct TextRun: Sendable, Hashable {
  enum Anchor: String, Sendable, Hashable { case start, middle, end }

  var text: String
  /// Where the baseline meets the anchor.
  var at: Spot
  var anchor = Anchor.start
  var size: Double
  var isBold = false
  var ink = Ink.ink
  /// Whether a rim of paper keeps it legible over lines.
  var hasHalo = false
  /// Whether it is turned by a quarter, to be read from below.
  var isVertical = false

  var width: Double { TextMetrics.width(text, size: size, isBold: isBold) }

  /// What the ink can cover.
  var bounds: Box {
    let along = width
    let offset = anchor == .start ? 0 : (anchor == .middle ? along / 2 : along)
    if isVertical {
      return Box(x: at.x - size * 0.78, y: at.y - (along - offset), width: size, height: along)
    }
    return Box(x: at.x - offset, y: at.y - size * 0.78, width: along, height: size)
  }
}

/// One thing that is painted.
enum Shape: Sendable, Hashable {
  case box(Box, fill: Fill, radius: Double)
  case line(Segment, ink: Ink, width: Double, dash: Dash)
  case path([Spot], ink: Ink, width: Double, dash: Dash)
  case area([Spot], fill: Ink, opacity: Double)
  case marker(Marker, at: Spot, size: Double, ink: Ink)
  case text(TextRun)
  /// Shapes that share a tooltip.
  case titled(String, [Shape])

  func moved(_ dx: Double, _ dy: Double) -> Shape {
    func move(_ spot: Spot) -> Spot { Spot(spot.x + dx, spot.y + dy) }
    switch self {
    case .box(var box, let fill, let radius):
      box.x += dx
      box.y += dy
      return .box(box, fill: fill, radius: radius)
    case .line(let segment, let ink, let width, let dash):
      return .line(Segment(from: move(segment.from), to: move(segment.to)), ink: ink, width: width, dash: dash)
    case .path(let spots, let ink, let width, let dash):
      return .path(spots.map(move), ink: ink, width: width, dash: dash)
    case .area(let spots, let fill, let opacity): return .area(spots.map(move), fill: fill, opacity: opacity)
    case .marker(let marker, let at, let size, let ink):
      return .marker(marker, at: move(at), size: size, ink: ink)
    case .text(var run):
      run.at = move(run.at)
      return .text(run)
    case .titled(let title, let shapes): return .titled(title, shapes.map { $0.moved(dx, dy) })
    }
  }
}

extension Drawing {
  /// Every line of text, also those within titled shapes.
  var texts: [TextRun] {
    func texts(of shapes: [Shape]) -> [TextRun] {
      shapes.flatMap { shape -> [TextRun] in
        switch shape {
        case .text(let run): [run]
        case .titled(_, let inner): texts(of: inner)
        default: []
        }
      }
    }
    return texts(of: shapes)
  }
}
