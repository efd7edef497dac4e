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
  /// A count of things in English: `1 text`, `2 texts`.
  package static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

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

  /// `value` with exactly `decimals` decimals; what is rounded is the number's shortest decimal form, halves away from
  /// zero, so that 2.675 becomes 2.68 although the `Double` nearest to it lies a hair below.
  ///
  /// An infinite value is written `∞`, one that is not a number as an en dash: neither is a number to report.
  ///
  ///     NumberText.fixed(-1234567.891, decimals: 1, language: .en)   // "−1,234,567.9"
  ///     NumberText.fixed(-1234567.891, decimals: 1, language: .ru)   // "−1 234 567,9" with no-break spaces
  public static func fixed(
    _ value: Double, decimals: Int, sign: Sign = .negativeOnly, language: Language
  ) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : (value < 0 ? "−∞" : "∞") }
    let decimals = max(0, decimals)
    let digits = DecimalDigits(value.magnitude).rounded(decimals: decimals)
    let prefix = digits.isZero ? "" : (value < 0 ? "−" : (sign == .always ? "+" : ""))
    return prefix + positional(digits, decimals: decimals, language: language)
  }

  /// `value` with the fewest digits that tell it from its neighbours, at most 15 significant.
  ///
  /// From 10²¹ on and below 10⁻⁹ a power of ten takes the place of the zeros.
  ///
  ///     NumberText.plain(0.1, language: .kk)       // "0,1"
  ///     NumberText.plain(0.1 + 0.2, language: .en) // "0.3"
  ///     NumberText.plain(1.5e-12, language: .en)   // "1.5 × 10⁻¹²" with no-break spaces
  public static func plain(_ value: Double, language: Language) -> String {
    guard value.isFinite else { return fixed(value, decimals: 0, language: language) }
    let digits = DecimalDigits(value.magnitude).rounded(significant: 15)
    guard !digits.isZero else { return "0" }
    let prefix = value < 0 ? "−" : ""
    let exponent = digits.point - 1
    guard exponent < -9 || exponent > 20 else {
      return prefix + positional(digits, decimals: max(0, digits.digits.count - digits.point), language: language)
    }
    let mantissa = DecimalDigits(digits: digits.digits, point: 1)
    return prefix + positional(mantissa, decimals: digits.digits.count - 1, language: language)
      + "\u{00A0}×\u{00A0}10" + superscript(exponent)
  }

  /// `value` rounded to `decimals` decimals as ``fixed(_:decimals:sign:language:)`` rounds; a negative count rounds to
  /// tens, hundreds and so on. What is not finite stays as it is.
  ///
  ///     NumberText.rounded(2.675, decimals: 2)    // 2.68
  ///     NumberText.rounded(92_469, decimals: -3)  // 92000
  public static func rounded(_ value: Double, decimals: Int) -> Double {
    guard value.isFinite else { return value }
    let magnitude = DecimalDigits(value.magnitude).rounded(decimals: decimals).value
    return value.sign == .minus ? -magnitude : magnitude
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

  /// The digits in their places, zeros filled in, with the language's separators.
  static func positional(_ digits: DecimalDigits, decimals: Int, language: Language) -> String {
    let wholeCount = max(1, digits.point)
    // Russian and Kazakh typography leaves four-digit numbers (and years) ungrouped.
    let groups = language == .en ? wholeCount > 3 : wholeCount > 4
    var text = ""
    for place in 0..<wholeCount {
      if groups, place > 0, (wholeCount - place) % 3 == 0 { text += groupSeparator(language) }
      text += String(digits.digit(at: digits.point < 1 ? -1 : place))
    }
    guard decimals > 0 else { return text }
    text += decimalMark(language)
    for place in 0..<decimals { text += String(digits.digit(at: digits.point + place)) }
    return text
  }

  /// A whole number in superscript digits.
  static func superscript(_ number: Int) -> String {
    let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    var (rest, text) = (abs(number), "")
    repeat {
      text = raised[rest % 10] + text
      rest /= 10
    } while rest > 0
    return number < 0 ? "⁻" + text : text
  }
}
