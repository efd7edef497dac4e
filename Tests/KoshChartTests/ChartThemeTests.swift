import Testing

@testable import KoshChart

@Suite struct ChartThemeTests {
  /// Relative luminance of `#rrggbb` (WCAG 2.2).
  static func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    func linear(_ byte: Int) -> Double {
      let share = Double(byte) / 255
      // (x)^2.4 by way of cube roots would need more than the standard library: 2.4 = 12/5, by Newton.
      guard share > 0.04045 else { return share / 12.92 }
      let base = (share + 0.055) / 1.055
      var root = base
      for _ in 0..<60 { root = (4 * root + base / (root * root * root * root)) / 5 }
      var power = 1.0
      for _ in 0..<12 { power *= root }
      return power
    }
    return 0.2126 * linear(value >> 16 & 255) + 0.7152 * linear(value >> 8 & 255) + 0.0722 * linear(value & 255)
  }

  static func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test func contrastIsWCAGs() {
    #expect(abs(Self.contrast("#ffffff", "#000000") - 21) < 1e-9)
    // The grey that is known to just reach 4.5 on white.
    #expect(abs(Self.contrast("#767676", "#ffffff") - 4.54) < 0.01)
  }

  @Test func coloursStandOutFromThePaper() {
    for index in 0..<6 {
      #expect(Self.contrast(Ink.series(index).light, Ink.paper.light) >= 3, "light \(index)")
      #expect(Self.contrast(Ink.series(index).dark, Ink.paper.dark) >= 3, "dark \(index)")
    }
    for ink in [Ink.ink, .muted, .accent] {
      #expect(Self.contrast(ink.light, Ink.paper.light) >= 4.5)
      #expect(Self.contrast(ink.dark, Ink.paper.dark) >= 4.5)
    }
  }

  @Test func numbersInCellsAreLegible() {
    for index in 0..<9 {
      #expect(Self.contrast(Ink.diverging(index).light, Ink.onDiverging(index).light) >= 4.5)
      #expect(Self.contrast(Ink.diverging(index).dark, Ink.onDiverging(index).dark) >= 4.5)
    }
    for index in 0..<6 {
      #expect(Self.contrast(Ink.sequential(index).light, Ink.onSequential(index).light) >= 4.5)
      #expect(Self.contrast(Ink.sequential(index).dark, Ink.onSequential(index).dark) >= 4.5)
    }
  }

  @Test func theSheetHoldsEveryToken() {
    for ink in Ink.all {
      // Light, dark twice, and print.
      #expect(ChartTheme.css.split(separator: "--kosh-\(ink.name):").count == 5, "\(ink.name)")
      #expect(ChartTheme.css.contains(".f-\(ink.name){fill:var(--kosh-\(ink.name),\(ink.light))}"))
    }
    #expect(ChartTheme.css.filter { $0 == "{" }.count == ChartTheme.css.filter { $0 == "}" }.count)
  }
}
