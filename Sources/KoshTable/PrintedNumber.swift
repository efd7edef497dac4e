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

  /// Reads a number with a decimal point, thousands separated by commas or (no-break) spaces, a hyphen, `−` or `–` as
  /// minus or a `+` before it and a `%` after it.
  ///
  /// A separator stands before every three digits and nowhere else, and one number has one kind of it. So a comma that
  /// can only be a decimal mark (`0,57`, `0,123`, `1234,567`, `12 345,678`) is refused rather than guessed at; `1,234`
  /// is one thousand two hundred and thirty-four.
  public init(_ text: String) throws(Problem) {
    var rest = Substring(text)
    Self.dropSpaces(&rest)
    var sign = ""
    if let first = rest.first, "-−–+".contains(first) {
      sign = first == "+" ? "" : "-"
      rest.removeFirst()
      Self.dropSpaces(&rest)
    }
    while let last = rest.last, Self.spaces.contains(last) { rest.removeLast() }
    if rest.last == "%" {
      rest.removeLast()
      while let last = rest.last, Self.spaces.contains(last) { rest.removeLast() }
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : ""
    guard let whole = parts.first.flatMap(Self.withoutSeparators), fraction.allSatisfy(Self.isDigit),
      !(whole.isEmpty && fraction.isEmpty), parts.count == 1 || !fraction.isEmpty,
      let value = Double(sign + (whole.isEmpty ? "0" : whole) + "." + (fraction.isEmpty ? "0" : fraction)),
      value.isFinite
    else {
      throw Problem(
        .specification, "\"\(text)\" is not a printed number",
        why: "it is written with a decimal point, and thousands with commas or spaces: 1,720.647",
        remedy: "write the number as 1720.647 or 1,720.647")
    }
    self.value = value
    self.text = text
    decimals = fraction.count
  }

  private static let spaces: Set<Character> = [" ", "\u{00A0}", "\u{202F}", "\u{2009}"]

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isWholeNumber }

  private static func dropSpaces(_ text: inout Substring) {
    text = text.drop { spaces.contains($0) }
  }

  /// The digits of a whole number whose thousands may be separated; `nil` where the separators do not stand right.
  private static func withoutSeparators(_ whole: Substring) -> String? {
    guard let separator = whole.first(where: { !isDigit($0) }) else { return String(whole) }
    guard separator == "," || spaces.contains(separator) else { return nil }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    guard groups[0].first != "0", (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return groups.joined()
  }
}
