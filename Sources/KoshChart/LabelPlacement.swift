/// Finds room for labels near the points they name, so that no label covers another label or, if it can be helped, a
/// point or a line.
///
/// Every label has candidate places on rings around its point; a sweep gives each the cheapest place given the others,
/// sweeps repeat until nothing changes, and a seeded shuffle frees what is stuck. Labels that still collide are left
/// out (the caller then writes a number and a key). The same input gives the same places.
struct LabelPlacement {
  /// A label that wants room.
  struct Request {
    var anchor: Spot
    /// Distance that the label keeps from the anchor: the radius of the point's sign.
    var clearance: Double
    /// Ways to break the text into lines, the preferred first.
    var options: [[String]]
    var size: Double
    var isBold = false
    /// How far from its point it may stand.
    var reach = 90.0
    /// The dearest place it may take: beyond, a label is less clear than none.
    var limit = 60.0
  }

  /// Room found.
  struct Place: Hashable {
    var lines: [String]
    var box: Box
    /// From the point to the label, where the two are not side by side.
    var leader: Segment?
  }

  /// Where labels may stand.
  var bounds: Box
  /// Signs of points with their radii: to be left uncovered if possible.
  var points: [(at: Spot, radius: Double)] = []
  /// Lines: to be left uncovered if possible.
  var segments: [Segment] = []
  /// Boxes that no label may cover.
  var taken: [Box] = []

  private struct Candidate {
    var place: Place
    var cost: Double
  }

  /// A place for each request, or `nil` where none is free.
  func places(for requests: [Request]) -> [Place?] {
    // The work grows with the square of the number of labels times their choices: a crowd gets fewer choices and
    // fewer shuffles, so that sixty labels take no longer than twenty.
    let isCrowd = requests.count > 32
    let candidates = requests.map { self.candidates(for: $0, most: isCrowd ? 14 : 48) }
    var chosen = [Int?](repeating: nil, count: requests.count)
    // Points with few ways out choose first.
    let order = requests.indices.sorted { (candidates[$0].count, $0) < (candidates[$1].count, $1) }
    func cost(_ index: Int, _ candidate: Candidate) -> Double {
      var total = candidate.cost
      for (other, choice) in chosen.enumerated() where other != index {
        guard let choice else { continue }
        total += Self.conflict(candidate.place, candidates[other][choice].place)
      }
      return total
    }
    func sweep() -> Bool {
      var changed = false
      for index in order {
        var best: (choice: Int, cost: Double)?
        for (choice, candidate) in candidates[index].enumerated() {
          if let best, candidate.cost >= best.cost { break }
          let cost = cost(index, candidate)
          if best.map({ cost < $0.cost - 1e-9 }) ?? true { best = (choice, cost) }
        }
        if let best, best.choice != chosen[index] {
          chosen[index] = best.choice
          changed = true
        }
      }
      return changed
    }
    func settle() { for _ in 0..<8 where !sweep() { break } }
    func colliding() -> [Int] {
      order.filter { index in
        guard let choice = chosen[index] else { return false }
        return chosen.enumerated().contains { other, otherChoice in
          guard other != index, let otherChoice else { return false }
          return Self.conflict(candidates[index][choice].place, candidates[other][otherChoice].place) >= Self.collision
        }
      }
    }
    settle()
    var best = (choice: chosen, collisions: colliding())
    var random: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<(isCrowd ? 0 : 12) where !best.collisions.isEmpty {
      chosen = best.choice
      for index in best.collisions where !candidates[index].isEmpty {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        chosen[index] = Int(random >> 33) % candidates[index].count
      }
      settle()
      let collisions = colliding()
      if collisions.count < best.collisions.count { best = (chosen, collisions) }
    }
    chosen = best.choice
    // What still collides goes, the most entangled first, until the rest is free.
    while true {
      let left = colliding()
      guard let worst = left.max(by: { entanglement($0, chosen, candidates) < entanglement($1, chosen, candidates) })
      else { break }
      chosen[worst] = nil
    }
    return requests.indices.map { index in chosen[index].map { candidates[index][$0].place } }
  }

  private func entanglement(_ index: Int, _ chosen: [Int?], _ candidates: [[Candidate]]) -> Double {
    guard let choice = chosen[index] else { return 0 }
    var total = 0.0
    for (other, otherChoice) in chosen.enumerated() where other != index {
      guard let otherChoice else { continue }
      total += Self.conflict(candidates[index][choice].place, candidates[other][otherChoice].place)
    }
    return total
  }

  private static let collision = 1000.0

  private static func conflict(_ a: Place, _ b: Place) -> Double {
    var cost = 0.0
    if a.box.grown(by: 1).overlaps(b.box.grown(by: 1)) { cost += collision }
    if let leader = a.leader, leader.crosses(b.box) { cost += collision }
    if let leader = b.leader, leader.crosses(a.box) { cost += collision }
    if let one = a.leader, let other = b.leader, one.meets(other) { cost += 20 }
    return cost
  }

  /// Directions with what each costs: to the right reads best.
  private static let directions: [(x: Double, y: Double, cost: Double)] = [
    (1, 0, 0), (0.8, -0.8, 0.3), (0.8, 0.8, 0.4), (-1, 0, 0.6), (-0.8, -0.8, 0.8), (-0.8, 0.8, 0.9), (0, -1, 0.7),
    (0, 1, 0.8), (0.5, -1, 1.2), (0.5, 1, 1.2), (-0.5, -1, 1.3), (-0.5, 1, 1.3),
  ]

  private func candidates(for request: Request, most: Int) -> [Candidate] {
    var result: [Candidate] = []
    let rings = [request.clearance + 3, 14, 24, 36, 50, 66, 84, 104, 128]
    for (option, lines) in request.options.enumerated() {
      let width = lines.map { TextMetrics.width($0, size: request.size, isBold: request.isBold) }.max() ?? 0
      let height = Double(lines.count - 1) * ChartStyle.leading(request.size) + request.size
      for (ring, distance) in rings.enumerated() where ring == 0 || distance <= request.reach {
        for direction in Self.directions {
          let (ux, uy) = (direction.x, direction.y)
          let box = Box(
            x: request.anchor.x + ux * distance + side(ux) * width / 2 - width / 2,
            y: request.anchor.y + uy * distance + side(uy) * height / 2 - height / 2, width: width, height: height)
          guard bounds.contains(box), !taken.contains(where: { $0.overlaps(box.grown(by: 1)) }) else { continue }
          var cost = direction.cost + Double(lines.count - 1) * 0.7 + Double(option) * 0.2 + Double(ring) * 2.2
          var leader: Segment?
          if ring > 0 {
            let near = Spot(
              min(max(request.anchor.x, box.x), box.right), min(max(request.anchor.y, box.y), box.bottom))
            leader = Segment(from: request.anchor, to: near)
            if taken.contains(where: { leader?.crosses($0) ?? false }) { continue }
          }
          for point in points where !(point.at == request.anchor) {
            let room = Box(
              x: point.at.x - point.radius, y: point.at.y - point.radius, width: 2 * point.radius,
              height: 2 * point.radius)
            if room.overlaps(box) { cost += 12 }
            if let leader, leader.crosses(room) { cost += 7 }
          }
          if cost < 40 { for segment in segments where segment.crosses(box) { cost += 6 } }
          guard cost <= request.limit else { continue }
          result.append(
            Candidate(place: Place(lines: lines, box: box, leader: leader), cost: cost))
        }
      }
    }
    // The best few dozen are enough, and keep a sweep short.
    return Array(
      result.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element).prefix(
        most))
  }

  /// Which side of its point a box lies on: −1, 0 or 1.
  private func side(_ component: Double) -> Double { component > 0.1 ? 1 : (component < -0.1 ? -1 : 0) }

  /// The ways to break a label that are worth trying: one line, and lines of about half the width.
  static func options(_ text: String, size: Double, isBold: Bool = false, widest: Double) -> [[String]] {
    let whole = TextMetrics.width(text, size: size, isBold: isBold)
    var options: [[String]] = []
    if whole <= widest { options.append([text]) }
    let half = TextMetrics.wrap(
      text, width: min(widest, max(whole * 0.62, TextMetrics.widestWord(text, size: size, isBold: isBold))), size: size,
      isBold: isBold, maximum: 4)
    if !half.isEmpty, half.count > 1 || options.isEmpty { options.append(half) }
    return options
  }
}

extension Plot {
  /// Draws a label where room was found.
  mutating func label(
    _ place: LabelPlacement.Place, for request: LabelPlacement.Request, ink: Ink = .ink
  ) {
    if let leader = place.leader { add(.line(leader, ink: .muted, width: 0.8, dash: .solid)) }
    // Text hugs the side that faces its point.
    let anchor: TextRun.Anchor
    let x: Double
    if place.box.x >= request.anchor.x {
      (anchor, x) = (.start, place.box.x)
    } else if place.box.right <= request.anchor.x {
      (anchor, x) = (.end, place.box.right)
    } else {
      (anchor, x) = (.middle, place.box.x + place.box.width / 2)
    }
    for (index, line) in place.lines.enumerated() {
      text(
        line, x, place.box.y + request.size * 0.78 + Double(index) * ChartStyle.leading(request.size),
        size: request.size, anchor: anchor, isBold: request.isBold, ink: ink, hasHalo: true)
    }
  }
}
