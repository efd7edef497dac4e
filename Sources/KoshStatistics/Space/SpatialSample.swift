internal import KoshTable

/// Values of places that have one and that have a neighbour, ready for a test of pattern in space.
struct SpatialSample {
  /// Below so many places the normal approximations are rough.
  static let few = 30

  /// The places used, with their weights.
  let weights: SpatialWeights
  /// Indices of the places used.
  let kept: [Int]
  /// Values less their mean.
  let deviations: [Double]
  /// Σ deviation².
  let squares: Double
  /// Places without a value.
  let missing: [String]
  /// Places without a neighbour that has a value.
  let islands: [String]

  init(_ values: [Double?], _ weights: SpatialWeights, name: String) throws(Problem) {
    guard values.count == weights.places.count else {
      throw Problem(
        .data, "there are \(values.count) values for \(weights.places.count) places", at: Place(variable: name),
        why: "each place has one value", remedy: "give the values in the order of the places")
    }
    var kept = values.indices.filter { present(values[$0]) != nil }
    missing = values.indices.filter { present(values[$0]) == nil }.map { weights.places[$0] }
    var selected = weights.selecting(kept)
    var islands: [Int] = []
    // Leaving a place out can leave another without neighbours.
    while selected.rows.contains(where: \.isEmpty) {
      islands += kept.indices.filter { selected.rows[$0].isEmpty }.map { kept[$0] }
      kept = kept.indices.filter { !selected.rows[$0].isEmpty }.map { kept[$0] }
      selected = weights.selecting(kept)
    }
    self.kept = kept
    self.weights = selected
    self.islands = islands.sorted().map { weights.places[$0] }
    guard kept.count >= 3 else {
      throw Problem(
        .data, "\(kept.count) places have a value and a neighbour with one", at: Place(variable: name),
        why: "a pattern in space needs at least 3", remedy: "use more places or a wider neighbourhood")
    }
    let (deviations, squares, isConstant) = centred(kept.map { values[$0] ?? .nan })
    guard !isConstant else {
      throw Problem(
        .data, "all places have the same value", at: Place(variable: name), why: "there is no pattern to look for",
        remedy: "leave the test out")
    }
    (self.deviations, self.squares) = (deviations, squares)
  }

  /// What a reader should know of the places.
  var cautions: [Caution] {
    var result: [Caution] = []
    if !islands.isEmpty {
      let names = islands.joined(separator: ", ")
      result.append(
        Caution(
          "islands",
          Trilingual(
            en: "Left out, since no neighbour of theirs has a value: \(names).",
            ru: "Не учтены, поскольку ни у одного соседа нет значения: \(names).",
            kk: "Көршілерінің ешқайсысында мән жоқ болғандықтан есепке алынбады: \(names).")))
    }
    if kept.count < Self.few { result.append(Self.fewPlaces(kept.count)) }
    return result
  }

  static func fewPlaces(_ n: Int) -> Caution {
    Caution(
      "few_places",
      Trilingual(
        en: """
          With \(n) places the test finds only strong patterns, and p-values of the normal approximation are rough: \
          prefer those of permutations.
          """,
        ru: """
          Мест всего \(n): тест замечает только сильные закономерности, а p-значения нормального приближения \
          грубы; лучше смотреть на перестановочные.
          """,
        kk: """
          Орын саны небәрі \(n): тест тек күшті заңдылықты байқайды, ал қалыпты жуықтаудың p-мәндері дөрекі; \
          орын ауыстыру бойынша есептелгенін қараған жөн.
          """))
  }
}

extension SpatialSample {
  /// The same of residuals, which cannot be put in random orders.
  static func fewResiduals(_ n: Int) -> Caution {
    Caution(
      "few_places",
      Trilingual(
        en: "With \(n) places the test of the residuals finds only strong patterns, and its p-value is rough.",
        ru: "Мест всего \(n): тест остатков замечает только сильные закономерности, а его p-значение грубо.",
        kk: "Орын саны небәрі \(n): қалдықтар тесті тек күшті заңдылықты байқайды, ал оның p-мәні дөрекі."))
  }
}

/// Random orders that are the same for the same seed on every machine.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood (2014), "Fast splittable pseudorandom number generators", *OOPSLA '14*, for
/// the bits; D. Lemire (2019), *ACM Transactions on Modeling and Computer Simulation* 29(1), for numbers below a bound.
struct RandomOrder {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to below `bound`, each equally likely.
  mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(max(1, bound))
    let threshold = (0 &- bound) % bound
    while true {
      let (high, low) = next().multipliedFullWidth(by: bound)
      if low >= threshold { return Int(high) }
    }
  }

  /// Puts the elements in an order that is equally likely as any other.
  mutating func shuffle(_ elements: inout [Double]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
  }

  /// Brings `count` elements, drawn without repetition, to the front.
  mutating func draw(_ count: Int, from elements: inout [Double]) {
    for first in 0..<min(count, elements.count) {
      elements.swapAt(first, first + below(elements.count - first))
    }
  }
}
