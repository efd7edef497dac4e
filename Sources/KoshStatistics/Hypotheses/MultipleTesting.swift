public import KoshTable

/// How p-values are adjusted for being many.
public enum PValueAdjustment: String, Sendable, Hashable, CaseIterable {
  /// Holm's step-down: keeps the chance of any false rejection below α, whatever the dependence.
  case holm
  /// Benjamini and Hochberg's step-up: keeps the expected share of false among all rejections below α, for independent
  /// or positively dependent tests.
  case benjaminiHochberg = "bh"

  /// The names of its authors.
  public var label: Trilingual {
    switch self {
    case .holm: Trilingual(en: "Holm", ru: "Холм", kk: "Холм")
    case .benjaminiHochberg:
      Trilingual(en: "Benjamini–Hochberg", ru: "Бенджамини – Хохберг", kk: "Бенджамини – Хохберг")
    }
  }
}

/// p-values adjusted for the number of tests.
///
/// In ascending order p₍₁₎ ≤ … ≤ p₍m₎: Holm's is max over j ≤ i of (m − j + 1)p₍j₎, Benjamini and Hochberg's min over
/// j ≥ i of (m/j)p₍j₎; both at most 1.
///
/// - Parameters:
///   - pValues: `nil` for a test that is undefined: it stays `nil` and is not counted in m.
///   - method: How.
/// - Returns: Adjusted p-values in the order given.
/// - Complexity: O(m log m).
///
///     adjustedPValues([0.01, 0.04, 0.03], .holm)                // [0.03, 0.06, 0.06]
///     adjustedPValues([0.01, 0.04, 0.03], .benjaminiHochberg)   // [0.03, 0.04, 0.04]
///
/// Source: S. Holm (1979), *Scandinavian Journal of Statistics* 6(2), 65–70; Y. Benjamini, Y. Hochberg (1995), *Journal
/// of the Royal Statistical Society B* 57(1), 289–300.
public func adjustedPValues(_ pValues: [Double?], _ method: PValueAdjustment) -> [Double?] {
  let sorted = pValues.enumerated().compactMap { place, p in present(p).map { (place: place, p: $0) } }
    .sorted { ($0.p, $0.place) < ($1.p, $1.place) }
  let m = sorted.count
  var result = [Double?](repeating: nil, count: pValues.count)
  switch method {
  case .holm:
    var most = 0.0
    for (i, test) in sorted.enumerated() {
      most = min(1, max(most, Double(m - i) * test.p))
      result[test.place] = most
    }
  case .benjaminiHochberg:
    var least = 1.0
    for (i, test) in sorted.enumerated().reversed() {
      least = min(least, Double(m) / Double(i + 1) * test.p)
      result[test.place] = least
    }
  }
  return result
}

/// What a reader should know where many tests are shown at once.
///
/// - Parameters:
///   - pValues: The p-values shown; undefined ones are `nil` and not counted.
///   - alpha: The level at which they are read.
/// - Returns: A caution of code `many_tests` with the number of tests, how many would fall below α by chance alone if
///   there were no association at all (m·α), how many do, and how many do after Holm's adjustment; `nil` for fewer than
///   two.
public func sayMany(_ pValues: [Double?], alpha: Double = 0.05) -> Caution? {
  let known = pValues.compactMap { present($0) }
  guard known.count > 1 else { return nil }
  let m = known.count
  let below = known.count { $0 < alpha }
  let adjusted = adjustedPValues(known, .holm).count { ($0 ?? 1) < alpha }
  let chance = Double(m) * alpha
  return Caution(
    "many_tests",
    Trilingual(
      en: """
        \(m) tests are shown at once: with no association anywhere, about \(chance, decimals: 1) of them would have \
        p < \(alpha) by chance. Here \(below) have, and \(adjusted) after Holm's adjustment.
        """,
      ru: """
        Одновременно показано тестов: \(m). При полном отсутствии связей около \(chance, decimals: 1) из них случайно \
        имели бы p < \(alpha). Здесь таких \(below), а после поправки Холма – \(adjusted).
        """,
      kk: """
        Бірден көрсетілген тесттер саны: \(m). Ешқандай байланыс болмаса, шамамен \(chance, decimals: 1) \
        тестте кездейсоқ p < \(alpha) шығар еді. Мұнда ондайлар саны \(below), Холм түзетуінен кейін – \(adjusted).
        """))
}
