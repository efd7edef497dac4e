#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import KoshTable

/// The values at which an axis is marked: multiples of 1, 2 or 5 times a power of ten.
struct Ticks: Sendable, Hashable {
  var values: [Double]
  /// Decimals that tell neighbours apart.
  var decimals: Int
  var step: Double

  /// About `count` ticks within `low … high`; both must be finite and `low < high`.
  static func nice(_ low: Double, _ high: Double, count: Int) -> Ticks {
    let (multiple, exponent) = niceStep((high - low) / Double(max(1, count)))
    let step = scaled(multiple, exponent)
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard step > 0, first.magnitude < 1e15, last.magnitude < 1e15, first <= last, last - first < 1000 else {
      return Ticks(values: [low, high], decimals: 0, step: high - low)
    }
    // A whole multiple first, one power of ten last: 3 · 0.1 is then 0.3 and not 0.30000000000000004.
    let values = (Int(first)...Int(last)).map { scaled(Double($0) * multiple, exponent) }
    return Ticks(values: values, decimals: max(0, -exponent), step: step)
  }

  /// Ticks that enclose `low … high`, with the step that wastes least room.
  static func around(_ low: Double, _ high: Double) -> Ticks {
    var best: (ticks: Ticks, cost: Double)?
    for count in 3...9 {
      let (multiple, exponent) = niceStep((high / 2 - low / 2) / Double(count) * 2)
      let step = scaled(multiple, exponent)
      let first = (low / step + 1e-9).rounded(.down)
      let last = (high / step - 1e-9).rounded(.up)
      guard step > 0, first.magnitude < 1e15, last.magnitude < 1e15, last > first, last - first < 100 else { continue }
      let values = (Int(first)...Int(last)).map { scaled(Double($0) * multiple, exponent) }
      let used = (high / 2 - low / 2) / (values[values.count - 1] / 2 - values[0] / 2)
      let cost = (1 - used) + 0.05 * abs(Double(values.count) - 6)
      if best.map({ cost < $0.cost - 1e-9 }) ?? true {
        best = (Ticks(values: values, decimals: max(0, -exponent), step: step), cost)
      }
    }
    return best?.ticks ?? Ticks(values: [low, high], decimals: 0, step: high - low)
  }

  /// The smallest 1, 2 or 5 · 10ⁿ that is not below `raw`, as multiple and exponent.
  static func niceStep(_ raw: Double) -> (multiple: Double, exponent: Int) {
    guard raw.isFinite, raw > 0 else { return (1, 0) }
    let exponent = Int(log10(raw).rounded(.down))
    let fraction = raw / scaled(1, exponent)
    for multiple in [1.0, 2, 5] where fraction <= multiple * (1 + 1e-9) { return (multiple, exponent) }
    return (1, exponent + 1)
  }

  static func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent >= 0 ? value * pow(10, Double(exponent)) : value / pow(10, Double(-exponent))
  }

  /// Ticks of a logarithmic axis: 1-2-5 in every decade, whole decades when there are many, and plain ticks when the
  /// range is less than a factor of two. Both ends must be positive, `low < high`.
  static func logarithmic(_ low: Double, _ high: Double, count: Int) -> Ticks {
    let decades = log10(high / low)
    guard decades >= 0.3 else { return nice(low, high, count: max(2, count / 2)) }
    let from = Int(log10(low).rounded(.down)) - 1
    let to = Int(log10(high).rounded(.up)) + 1
    var best: [Double] = []
    let ladders: [[Double]] = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]]
    for ladder in ladders {
      best = []
      for exponent in from...to {
        for multiple in ladder {
          let value = scaled(multiple, exponent)
          if value >= low * (1 - 1e-9), value <= high * (1 + 1e-9) { best.append(value) }
        }
      }
      if best.count <= count { break }
    }
    if best.count > count {
      let every = (best.count + count - 1) / max(1, count)
      best = best.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
    return Ticks(values: best, decimals: 0, step: 0)
  }
}

/// Values to places along one direction.
struct AxisScale: Sendable, Hashable {
  var low: Double
  var high: Double
  var start: Double
  var end: Double
  var isLogarithmic = false

  func callAsFunction(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? log(value / low) / log(high / low)
      // Halved first: the range of two huge numbers must not overflow.
      : (value / 2 - low / 2) / (high / 2 - low / 2)
    return start + share * (end - start)
  }
}

/// The numbers that can be drawn: finite, and not so huge that differences overflow.
func drawable(_ value: Double?) -> Double? {
  guard let value, value.isFinite, value.magnitude <= 1e300 else { return nil }
  return value
}

/// The range of `values`, widened where all are equal; `nil` where there are none.
func extent(_ values: [Double], includesZero: Bool = false) -> (low: Double, high: Double)? {
  let all = includesZero && !values.isEmpty ? values + [0] : values
  guard let low = all.min(), let high = all.max() else { return nil }
  let size = max(low.magnitude, high.magnitude)
  // Equal up to rounding: a picture of the last bits would be noise.
  guard high - low > size * 1e-12 else { return size == 0 ? (-1, 1) : (low - size / 10, high + size / 10) }
  return (low, high)
}

/// Numbers on an axis: the decimals that its step needs, and words for millions and more.
enum AxisText {
  static func labels(_ ticks: Ticks, sign: NumberText.Sign, suffix: String, in language: Language) -> [String] {
    let largest = ticks.values.map(\.magnitude).max() ?? 0
    let units: [(Double, Trilingual)] = [
      (1e12, Trilingual(en: " trn", ru: " трлн", kk: " трлн")), (1e9, Trilingual(en: " bn", ru: " млрд", kk: " млрд")),
      (1e6, Trilingual(en: " m", ru: " млн", kk: " млн")),
    ]
    if largest >= 1e15 || (largest > 0 && largest < 1e-4) {
      return ticks.values.map { scientific($0, in: language) + suffix }
    }
    if let (unit, name) = units.first(where: { largest >= $0.0 }), ticks.step >= unit / 100 {
      let decimals = ticks.step >= unit ? 0 : (ticks.step >= unit / 10 ? 1 : 2)
      return ticks.values.map {
        NumberText.fixed($0 / unit, decimals: decimals, sign: sign, language: language)
          + ($0 == 0 ? "" : name[language].replacingBlank) + suffix
      }
    }
    return ticks.values.map {
      NumberText.fixed($0, decimals: ticks.decimals, sign: sign, language: language) + suffix
    }
  }

  /// `1.5 × 10¹⁸`, for numbers that nobody would count the digits of.
  static func scientific(_ value: Double, in language: Language) -> String {
    guard value != 0, value.isFinite else { return NumberText.fixed(value, decimals: 0, language: language) }
    var exponent = Int(log10(value.magnitude).rounded(.down))
    var mantissa = NumberText.rounded(value / pow(10, Double(exponent)), decimals: 2)
    if !mantissa.isFinite {
      mantissa = NumberText.rounded(value * pow(10, -Double(exponent)), decimals: 2)
    }
    if mantissa.magnitude >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let raised = String(exponent).map { superscripts[$0] ?? $0 }
    return NumberText.plain(mantissa, language: language) + "\u{00A0}×\u{00A0}10" + String(raised)
  }

  private static let superscripts: [Character: Character] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
  ]
}

extension String {
  /// With its first blank made unbreakable: a number stays with its unit.
  fileprivate var replacingBlank: String { String(map { $0 == " " ? "\u{00A0}" : $0 }) }
}
