public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Who is whose neighbour, and how much: one row of weights for each place.
///
///     let weights = try SpatialWeights(places: ["a", "b", "c"], pairs: [("a", "b"), ("b", "c")])
///     weights.rows[1].map(\.weight)   // [0.5, 0.5]: b has two neighbours
///
/// Source: A. D. Cliff, J. K. Ord (1981), *Spatial Processes*, chapter 1.
public struct SpatialWeights: Sendable, Hashable {
  /// What a neighbour counts.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// 1 (or the distance's own weight): places with many neighbours count more.
    case binary
    /// Such that the weights of each place add up to 1: the lag of a place is the mean of its neighbours.
    case rowStandardised = "row_standardised"
  }

  /// How distances become weights.
  public enum DistanceRule: Sendable, Hashable {
    /// 1 for places at most so far away.
    case within(Double)
    /// 1 for the so many nearest; need not be mutual. Of places equally far, those that come first.
    case nearest(Int)
    /// 1 / distance to the power, for places at most `within` away (all unless told).
    case inverse(power: Double, within: Double?)
  }

  /// A neighbour of a place.
  public struct Neighbour: Sendable, Hashable {
    /// Its index among ``SpatialWeights/places``.
    public let place: Int
    /// Its weight.
    public let weight: Double
  }

  /// The places' names.
  public let places: [String]
  /// For each place its neighbours, by index.
  public let rows: [[Neighbour]]
  /// What a neighbour counts.
  public let style: Style

  /// Places without a neighbour: nothing can be said of how like their neighbours they are.
  public var islands: [String] { places.indices.filter { rows[$0].isEmpty }.map { places[$0] } }

  /// Neighbours by a list of pairs, each meant both ways; a pair given twice counts once.
  ///
  /// - Throws: ``Problems``: a place that comes twice, a pair with an unknown place, a place paired with itself.
  public init(places: [String], pairs: [(String, String)], style: Style = .rowStandardised) throws(Problems) {
    var problems: [Problem] = []
    var index: [String: Int] = [:]
    for (i, place) in places.enumerated() where index.updateValue(i, forKey: place) != nil {
      problems.append(
        Problem(
          .data, "the place \"\(place)\" comes twice", why: "each place has one value",
          remedy: "select rows so that every place comes once"))
    }
    var neighbours = [Set<Int>](repeating: [], count: places.count)
    for (a, b) in pairs {
      guard let i = index[a], let j = index[b] else {
        let unknown = index[a] == nil ? a : b
        problems.append(
          Problem(
            .data, "the neighbours \(a) – \(b) name the unknown place \"\(unknown)\"",
            why: "there is no value for it", remedy: "correct the name, or leave the pair out"))
        continue
      }
      guard i != j else {
        problems.append(
          Problem(
            .data, "the place \"\(a)\" is listed as its own neighbour",
            why: "a place is always like itself", remedy: "leave the pair out"))
        continue
      }
      neighbours[i].insert(j)
      neighbours[j].insert(i)
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.init(
      places: places, raw: neighbours.map { $0.sorted().map { Neighbour(place: $0, weight: 1) } }, style: style)
  }

  /// Neighbours by distances.
  ///
  /// - Parameters:
  ///   - places: The places' names.
  ///   - distances: A square table: row *i*, column *j* is how far it is from place *i* to place *j*, in any unit. What
  ///     stands on the diagonal is not looked at.
  ///   - rule: How distances become weights.
  ///   - style: What a neighbour counts.
  /// - Throws: ``Problem`` for a table of another shape, a distance that is negative or not finite, two places at
  ///   distance 0 under an inverse rule, or fewer than *k* other places for the *k* nearest.
  public init(
    places: [String], distances: [[Double]], _ rule: DistanceRule, style: Style = .rowStandardised
  ) throws(Problem) {
    let n = places.count
    guard distances.count == n, distances.allSatisfy({ $0.count == n }) else {
      throw Problem(
        .data, "the distances are no table of \(n) by \(n)", why: "each place needs its distance to every other",
        remedy: "give one row and one column for each place")
    }
    for i in 0..<n {
      for j in 0..<n where i != j && !(distances[i][j] >= 0 && distances[i][j].isFinite) {
        throw Problem(
          .data, "the distance from \"\(places[i])\" to \"\(places[j])\" is no distance",
          why: "it must be a number that is not negative", remedy: "correct it")
      }
    }
    if case .nearest(let k) = rule, k < 1 || k >= n {
      throw Problem(
        .specification, "the \(k) nearest of \(n) places are asked for", why: "each place has \(n - 1) others",
        remedy: "ask for from 1 to \(n - 1)")
    }
    var raw: [[Neighbour]] = []
    for i in 0..<n {
      let others = (0..<n).filter { $0 != i }
      switch rule {
      case .within(let limit):
        raw.append(others.filter { distances[i][$0] <= limit }.map { Neighbour(place: $0, weight: 1) })
      case .nearest(let k):
        let order = others.sorted { (distances[i][$0], $0) < (distances[i][$1], $1) }
        raw.append(order.prefix(k).sorted().map { Neighbour(place: $0, weight: 1) })
      case .inverse(let power, let limit):
        let near = others.filter { distances[i][$0] <= limit ?? .infinity }
        if let same = near.first(where: { distances[i][$0] == 0 }) {
          throw Problem(
            .data, "\"\(places[i])\" and \"\(places[same])\" are at distance 0",
            why: "1 / distance is undefined there", remedy: "join the two places, or use another rule")
        }
        raw.append(near.map { Neighbour(place: $0, weight: 1 / pow(distances[i][$0], power)) })
      }
    }
    self.init(places: places, raw: raw, style: style)
  }

  private init(places: [String], raw: [[Neighbour]], style: Style) {
    self.places = places
    self.style = style
    switch style {
    case .binary: rows = raw
    case .rowStandardised:
      rows = raw.map { row in
        let total = row.reduce(0) { $0 + $1.weight }
        return row.map { Neighbour(place: $0.place, weight: $0.weight / total) }
      }
    }
    self.raw = raw
  }

  /// The weights before they were standardised.
  private let raw: [[Neighbour]]

  /// The weights among some of the places, standardised anew; places that lose all their neighbours become islands.
  ///
  /// - Precondition: `kept` are indices of places, each once.
  func selecting(_ kept: [Int]) -> SpatialWeights {
    var position = [Int?](repeating: nil, count: places.count)
    for (new, old) in kept.enumerated() { position[old] = new }
    let rows = kept.map { old in
      raw[old].compactMap { neighbour in
        position[neighbour.place].map { Neighbour(place: $0, weight: neighbour.weight) }
      }
    }
    return SpatialWeights(places: kept.map { places[$0] }, raw: rows, style: style)
  }

  /// The weighted sum of the neighbours' values, one for each place.
  func lag(_ values: [Double]) -> [Double] {
    rows.map { row in row.reduce(0) { $0 + $1.weight * values[$1.place] } }
  }

  /// The sum of all weights.
  var total: Double { rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.weight } } }

  /// ½ Σᵢⱼ (wᵢⱼ + wⱼᵢ)².
  var s1: Double {
    var pairs: [[Int: Double]] = [[Int: Double]](repeating: [:], count: places.count)
    for (i, row) in rows.enumerated() {
      for neighbour in row {
        let (a, b) = (min(i, neighbour.place), max(i, neighbour.place))
        pairs[a][b, default: 0] += neighbour.weight
      }
    }
    return pairs.reduce(0) { $0 + $1.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value } }
  }

  /// Σᵢ (Σⱼ wᵢⱼ + Σⱼ wⱼᵢ)².
  var s2: Double {
    var sums = rows.map { $0.reduce(0) { $0 + $1.weight } }
    for row in rows { for neighbour in row { sums[neighbour.place] += neighbour.weight } }
    return sums.reduce(0) { $0 + $1 * $1 }
  }
}
