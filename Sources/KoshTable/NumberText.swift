#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How numbers are written in each language.
///
/// English groups thousands with a comma and marks decimals with a point (`1,234.5`); Russian and Kazakh group with a
/// no-break space from five digits on and mark decimals with a comma (`12 345,6`, `1234,5`). A minus is the sign `−`
/// (U+2212), never a hyphen.
public enum NumberText {
  /// When a sign is written.
  public enum Sign: Sendable, Hashable {
    /// A minus before negative numbers only.
    case negativeOnly
    /// A sign before every number but zero: for balances and changes.
    case always
  }

  /// The thousands separator of a language.
  public static func groupSeparator(_ language: Language) -> String { language == .en ? "," : "\u{00A0}" }

  /// The decimal mark of a language.
  public static func decimalMark(_ language: Language) -> String { language == .en ? "." : "," }

  /// `value` with exactly `decimals` decimals, halves away from zero on the decimal that is printed.
  ///
  /// An infinite value is written `∞`, one that is not a number as an en dash: neither is a number to report.
  ///
  ///     NumberText.fixed(-1234567.891, decimals: 1, language: .en)   // "−1,234,567.9"
  ///     NumberText.fixed(-1234567.891, decimals: 1, language: .ru)   // "−1 234 567,9" with no-break spaces
  public static func fixed(
    _ value: Double, decimals: Int, sign: Sign = .negativeOnly, language: Language
  ) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : (value < 0 ? "−∞" : "∞") }
    let digits = plainDigits(value.magnitude, decimals: max(0, decimals))
    let isZero = !digits.contains { $0 != "0" && $0 != "." }
    let prefix = isZero ? "" : (value < 0 ? "−" : (sign == .always ? "+" : ""))
    return prefix + grouped(digits, language: language)
  }

  /// `value` with the fewest digits that tell it from its neighbours, at most 15 significant.
  ///
  ///     NumberText.plain(0.1, language: .kk)   // "0,1"
  public static func plain(_ value: Double, language: Language) -> String {
    guard value.isFinite else { return fixed(value, decimals: 0, language: language) }
    for decimals in 0...12 where abs(rounded(value, decimals: decimals) - value) <= abs(value) * 1e-15 {
      return fixed(value, decimals: decimals, language: language)
    }
    return fixed(value, decimals: 12, language: language)
  }

  /// `value` rounded to `decimals` decimals, halves away from zero.
  public static func rounded(_ value: Double, decimals: Int) -> Double {
    let scale = powerOfTen(decimals)
    return (value * scale).rounded(.toNearestOrAwayFromZero) / scale
  }

  /// A p-value: three decimals, or `<0.001`.
  public static func pValue(_ p: Double) -> Trilingual {
    guard p.isFinite else { return Trilingual(same: "–") }
    if p < 0.001 {
      return Trilingual(
        en: "<\(0.001, decimals: 3)", ru: "<\(0.001, decimals: 3)", kk: "<\(0.001, decimals: 3)")
    }
    return Trilingual(p, decimals: 3)
  }

  static func powerOfTen(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<abs(exponent) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  /// Digits with a point: `1234.50`.
  static func plainDigits(_ magnitude: Double, decimals: Int) -> String {
    let scaled = magnitude * powerOfTen(decimals)
    // Past 2^53 a Double has no decimals left to round, and its shortest description is the number itself.
    guard scaled < 9_007_199_254_740_992 else {
      return wholeDigits(magnitude) + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
    }
    var digits = String(UInt64(scaled.rounded(.toNearestOrAwayFromZero)))
    guard decimals > 0 else { return digits }
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    let split = digits.index(digits.endIndex, offsetBy: -decimals)
    return digits[..<split] + "." + digits[split...]
  }

  static func wholeDigits(_ magnitude: Double) -> String {
    guard magnitude >= 18_446_744_073_709_551_616 else { return String(UInt64(magnitude)) }
    var (rest, digits) = (magnitude.rounded(.down), "")
    while rest >= 1 {
      digits = String(Int(rest.truncatingRemainder(dividingBy: 10))) + digits
      rest = (rest / 10).rounded(.down)
    }
    return digits
  }

  static func grouped(_ digits: String, language: Language) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts[0]
    var text = ""
    // Russian and Kazakh typography leaves four-digit numbers (and years) ungrouped.
    let groups = language == .en ? whole.count > 3 : whole.count > 4
    for (offset, digit) in whole.enumerated() {
      if groups, offset > 0, (whole.count - offset) % 3 == 0 { text += groupSeparator(language) }
      text.append(digit)
    }
    return parts.count > 1 ? text + decimalMark(language) + parts[1] : text
  }
}
