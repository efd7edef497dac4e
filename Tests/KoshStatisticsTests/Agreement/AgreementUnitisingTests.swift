import KoshStatistics
import Testing

@Suite struct AgreementUnitisingTests {
  // Krippendorff (2004), a continuum from 150 to 450, here from 0.
  static let c = [
    [MarkedUnit(75, 145), MarkedUnit(220, 250)],
    [MarkedUnit(70, 150), MarkedUnit(205, 225), MarkedUnit(250, 270)],
  ]
  static let k = Array(repeating: [MarkedUnit(30, 90), MarkedUnit(150, 200)], count: 2)

  /// Krippendorff (2004): c 0.7286, k 1.0, both 0.8591 from the disagreements .0144 and .0532 + .0490 as printed.
  @Test func publishedContinuum() {
    let c = unitisingAlpha([Self.c], length: 300)
    #expect(agree(c.value, 0.728598996805389) && agree(c.observed, 0.0144, relative: 0.004))
    #expect(agree(c.expected, 0.0532, relative: 0.001) && c.units == 5)
    let k = unitisingAlpha([Self.k], length: 300)
    #expect(k.value == 1 && agree(k.expected, 0.0490, relative: 0.001))
    let both = unitisingAlpha([Self.c, Self.k], length: 300)
    #expect(agree(both.value, 0.8586654051841702) && agree(both.value, 0.8591, relative: 1e-3))
    #expect(agree(1 - 0.0144 / (0.0532 + 0.0490), 0.8591, relative: 1e-5))
  }

  /// The definition, every pair of sections of all coders, against the sums over sorted lists.
  @Test func agreesWithTheDefinition() throws {
    let coders = [
      [MarkedUnit(3, 9), MarkedUnit(9, 12), MarkedUnit(20, 41), MarkedUnit(60, 61)],
      [MarkedUnit(0, 10), MarkedUnit(22, 30), MarkedUnit(33, 35), MarkedUnit(90, 100)], [MarkedUnit(40, 70)],
    ]
    #expect(agree(unitisingAlpha([coders], length: 100).value, try #require(definition(coders, length: 100))))
  }

  @Test func laws() {
    // Overlaps of one coder count once; order and empty stretches do not matter.
    let messy = [
      [MarkedUnit(250, 220), MarkedUnit(75, 120), MarkedUnit(100, 145), MarkedUnit(5, 5)],
      [MarkedUnit(250, 270), MarkedUnit(70, 150), MarkedUnit(205, 225)],
    ]
    #expect(unitisingAlpha([messy], length: 300) == unitisingAlpha([Self.c], length: 300))
    #expect(unitisingAlpha([[[], []]], length: 300).undefined == .oneCategory)
    #expect(unitisingAlpha([[[MarkedUnit(0, 10)], [MarkedUnit(0, 10)]]], length: 10).undefined == .oneCategory)
    #expect(unitisingAlpha([[[MarkedUnit(0, 10)]]], length: 20).undefined == .noPair)
    #expect(unitisingAlpha([], length: 20).undefined == .oneCategory)
  }

  private func definition(_ coders: [[MarkedUnit]], length: Int) -> Double? {
    struct Section { var b, l: Double, isUnit: Bool }
    let sections = coders.map { units in
      var (result, at): ([Section], Int) = ([], 0)
      for unit in units {
        if unit.start > at { result.append(Section(b: Double(at), l: Double(unit.start - at), isUnit: false)) }
        result.append(Section(b: Double(unit.start), l: Double(unit.end - unit.start), isUnit: true))
        at = unit.end
      }
      if at < length { result.append(Section(b: Double(at), l: Double(length - at), isUnit: false)) }
      return result
    }
    func delta(_ g: Section, _ h: Section) -> Double {
      let d = g.b - h.b
      if g.isUnit, h.isUnit, -g.l < d, d < h.l { return d * d + (d + g.l - h.l) * (d + g.l - h.l) }
      if g.isUnit, !h.isUnit, h.l - g.l >= d, d >= 0 { return g.l * g.l }
      if !g.isUnit, h.isUnit, h.l - g.l <= d, d <= 0 { return h.l * h.l }
      return 0
    }
    let (m, l) = (Double(coders.count), Double(length))
    var observed = 0.0
    for i in sections.indices {
      for j in sections.indices where i != j {
        for g in sections[i] { for h in sections[j] { observed += delta(g, h) } }
      }
    }
    observed /= m * (m - 1) * l * l
    let units = sections.joined().filter(\.isUnit)
    let gaps = sections.joined().filter { !$0.isUnit }
    var moved = 0.0
    for unit in units {
      let s = unit.l
      moved += Double(units.count - 1) / 3 * (2 * s * s * s - 3 * s * s + s)
      for gap in gaps where gap.l >= s { moved += s * s * (gap.l - s + 1) }
    }
    let possible = m * l * (m * l - 1) - units.reduce(0) { $0 + $1.l * ($1.l - 1) }
    let expected = 2 / l * moved / possible
    return expected > 0 ? 1 - observed / expected : nil
  }
}
