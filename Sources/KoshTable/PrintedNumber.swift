/// A number as it was printed: its value and how many digits were given.
///
/// What was rounded stands for an interval: `1,720.647` for every value from 1720.6465 to 1720.6475.
///
///     let aic = try PrintedNumber("1,720.647")
///     aic.value      // 1720.647
///     aic.decimals   // 3
///     aic.halfUnit   // 0.0005
public struct PrintedNumber: Sendable, Hashable {
  /// The number.
  public let value: Double
  /// Digits after the decimal mark.
  public let decimals: Int
  /// The text it was read from.
  public let text: String

  /// Half a unit of the last printed digit.
  public var halfUnit: Double { 0.5 / NumberText.powerOfTen(decimals) }

  /// Reads a number with a decimal point, thousands separated by commas or (no-break) spaces, a hyphen or `−` as minus,
  /// an optional `+` or trailing `%`.
  ///
  /// A comma followed by exactly three digits separates thousands; any other comma is refused rather than guessed at.
  public init(_ text: String) throws(Problem) {
    var digits = ""
    var groupLengths: [Int] = []
    for character in text {
      switch character {
      case "−", "–": digits.append("-")
      case " ", "\u{00A0}", "\u{202F}", "%", "+": continue
      case ",": groupLengths.append(digits.count)
      default: digits.append(character)
      }
    }
    let whole = digits.split(separator: ".", omittingEmptySubsequences: false).first.map(\.count) ?? 0
    let commasSeparateThousands = groupLengths.allSatisfy { (whole - $0) > 0 && (whole - $0) % 3 == 0 }
    guard commasSeparateThousands, let value = Double(digits), value.isFinite, !digits.contains(where: \.isLetter)
    else {
      throw Problem(
        .specification, "\"\(text)\" is not a printed number",
        why: "it is written with a decimal point, and thousands with commas or spaces: 1,720.647",
        remedy: "write the number as 1720.647 or 1,720.647")
    }
    self.value = value
    self.text = text
    decimals = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first.map(\.count) ?? 0
  }
}
