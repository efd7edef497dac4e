internal import KoshTable

/// Writes a layout as SVG. The same layout gives the same bytes.
enum SVGWriter {
  /// Installed nearly everywhere, and with the Kazakh letters; the widths of ``TextMetrics`` suit them all.
  static let fonts = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'Liberation Sans',sans-serif"
  static let textSize = 13.0

  static func text(
    of drawing: Drawing, title: String, description: String, language: Language, width: ChartWidth, idPrefix: String?
  ) -> String {
    var body = ""
    var hatches: Set<String> = []
    // The prefix is made from the body, so the body refers to its patterns by a sign that cannot occur in a text.
    for shape in drawing.shapes { write(shape, into: &body, hatches: &hatches) }
    let prefix = idPrefix ?? "kosh-" + fingerprint(title + description + language.rawValue + body)
    var svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kosh-chart kosh-\(width == .wide ? "wide" : "narrow")\""
    svg +=
      " viewBox=\"0 0 \(number(drawing.width)) \(number(drawing.height))\" role=\"img\" lang=\"\(language.rawValue)\""
    svg += " aria-labelledby=\"\(prefix)-t \(prefix)-d\" font-family=\"\(fonts)\" font-size=\"\(number(textSize))\">\n"
    svg += "<title id=\"\(prefix)-t\">\(escaped(title))</title>\n"
    svg += "<desc id=\"\(prefix)-d\">\(escaped(description))</desc>\n"
    if !hatches.isEmpty {
      svg += "<defs>"
      if hatches.contains("missing") { svg += pattern("\(prefix)-h-missing", .muted, width: 0.7) }
      for ink in Ink.all where hatches.contains(ink.name) { svg += pattern("\(prefix)-h-\(ink.name)", ink, width: 2.4) }
      svg += "</defs>\n"
    }
    return svg + replaced(body, with: prefix) + "</svg>"
  }

  private static func pattern(_ id: String, _ ink: Ink, width: Double) -> String {
    "<pattern id=\"\(id)\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
      + "<path d=\"M2.5 0V5\"\(stroke(ink)) stroke-width=\"\(number(width))\"/></pattern>"
  }

  private static let placeholder: Character = "\u{1}"

  private static func replaced(_ body: String, with prefix: String) -> String {
    body.split(separator: placeholder, omittingEmptySubsequences: false).joined(separator: prefix)
  }

  private static func write(_ shape: Shape, into body: inout String, hatches: inout Set<String>) {
    switch shape {
    case .box(let box, let fill, let radius):
      let rest = radius > 0 ? " rx=\"\(number(radius))\"" : ""
      let place =
        "<rect x=\"\(number(box.x))\" y=\"\(number(box.y))\" width=\"\(number(max(0, box.width)))\""
        + " height=\"\(number(max(0, box.height)))\"\(rest)"
      switch fill {
      case .solid(let ink): body += place + Self.fill(ink) + "/>\n"
      case .faded(let ink): body += place + Self.fill(ink) + " fill-opacity=\"0.45\"/>\n"
      case .tint(let ink):
        body += place + "\(Self.fill(ink, and: ink)) fill-opacity=\"0.25\" stroke-width=\"1.5\"/>\n"
      case .missing:
        hatches.insert("missing")
        body += place + " fill=\"url(#\(placeholder)-h-missing)\"\(stroke(.grid)) stroke-width=\"1\"/>\n"
      case .hatch(let ink):
        hatches.insert(ink.name)
        body += place + " fill=\"url(#\(placeholder)-h-\(ink.name))\"\(stroke(ink)) stroke-width=\"1\"/>\n"
      }
    case .line(let segment, let ink, let width, let dash):
      body += "<path d=\"\(path([segment.from, segment.to]))\"\(stroke(ink))\(strokeStyle(width, dash))/>\n"
    case .path(let spots, let ink, let width, let dash):
      guard spots.count > 1 else { return }
      body += "<path d=\"\(path(spots))\" fill=\"none\"\(stroke(ink))\(strokeStyle(width, dash))"
      body += " stroke-linejoin=\"round\"/>\n"
    case .area(let spots, let fill, let opacity):
      guard spots.count > 2 else { return }
      let pale = opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : ""
      body += "<path d=\"\(path(spots))Z\"\(Self.fill(fill))\(pale)/>\n"
    case .marker(let marker, let at, let size, let ink): body += text(of: marker, at: at, size: size, ink: ink)
    case .text(let run): body += text(of: run)
    case .titled(let title, let shapes):
      body += "<g><title>\(escaped(title))</title>\n"
      for shape in shapes { write(shape, into: &body, hatches: &hatches) }
      body += "</g>\n"
    }
  }

  private static func text(of run: TextRun) -> String {
    guard !run.text.isEmpty else { return "" }
    var element = "<text"
    if run.isVertical {
      element += " transform=\"translate(\(number(run.at.x)) \(number(run.at.y))) rotate(-90)\""
    } else {
      element += " x=\"\(number(run.at.x))\" y=\"\(number(run.at.y))\""
    }
    if run.anchor != .start { element += " text-anchor=\"\(run.anchor.rawValue)\"" }
    if run.size != textSize { element += " font-size=\"\(number(run.size))\"" }
    if run.isBold { element += " font-weight=\"700\"" }
    if run.hasHalo {
      element += fill(run.ink, and: .paper) + " stroke-width=\"3.5\" stroke-linejoin=\"round\" paint-order=\"stroke\""
    } else {
      element += fill(run.ink)
    }
    return element + ">\(escaped(run.text))</text>\n"
  }

  /// `size` is the diameter of the disc; the other shapes have about its area.
  private static func text(of marker: Marker, at: Spot, size: Double, ink: Ink) -> String {
    let r = size / 2
    let rim = fill(ink, and: .paper) + " stroke-width=\"1\"/>\n"
    func polygon(_ spots: [(Double, Double)]) -> String {
      "<path d=\"\(path(spots.map { Spot(at.x + $0.0 * r, at.y + $0.1 * r) }))Z\""
    }
    switch marker {
    case .disc: return "<circle cx=\"\(number(at.x))\" cy=\"\(number(at.y))\" r=\"\(number(r))\"" + rim
    case .square: return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]) + rim
    case .triangle: return polygon([(0, -1.2), (1.15, 0.85), (-1.15, 0.85)]) + rim
    case .diamond: return polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]) + rim
    case .cross:
      let spots = [
        (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1), (-0.4, 1.1),
        (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
      ]
      return polygon(spots) + rim
    case .ring:
      return "<circle cx=\"\(number(at.x))\" cy=\"\(number(at.y))\" r=\"\(number(max(0.5, r - 1)))\""
        + "\(fill(.paper, and: ink)) stroke-width=\"2\"/>\n"
    }
  }

  // MARK: Attributes

  private static func fill(_ ink: Ink) -> String { " fill=\"\(ink.light)\" class=\"f-\(ink.name)\"" }
  private static func stroke(_ ink: Ink) -> String { " stroke=\"\(ink.light)\" class=\"s-\(ink.name)\"" }
  private static func fill(_ ink: Ink, and stroke: Ink) -> String {
    " fill=\"\(ink.light)\" stroke=\"\(stroke.light)\" class=\"f-\(ink.name) s-\(stroke.name)\""
  }
  private static func strokeStyle(_ width: Double, _ dash: Dash) -> String {
    var style = width == 1 ? "" : " stroke-width=\"\(number(width))\""
    if dash != .solid { style += " stroke-dasharray=\"\(dash.rawValue)\"" }
    if dash == .dotted { style += " stroke-linecap=\"round\"" }
    return style
  }
  private static func path(_ spots: [Spot]) -> String {
    var text = ""
    for (index, spot) in spots.enumerated() {
      text += (index == 0 ? "M" : "L") + number(spot.x) + " " + number(spot.y)
    }
    return text
  }

  /// A coordinate, rounded to a hundredth, with no more digits than it needs.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded(.toNearestOrAwayFromZero))
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    let sign = hundredths < 0 ? "-" : ""
    guard rest > 0 else { return sign + String(whole) }
    if rest % 10 == 0 { return sign + "\(whole).\(rest / 10)" }
    return sign + "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Text as it may stand in XML: the five signs escaped, control characters left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result += " "
      default:
        if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// FNV-1a over the bytes: a short name for a content.
  static func fingerprint(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    return String(hash, radix: 36)
  }
}
