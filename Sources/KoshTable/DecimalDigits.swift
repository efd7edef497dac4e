/// A number of at least zero by its decimal digits: 0.d₀d₁d₂… · 10^point.
///
/// Rounding is done here, on the digits that a reader would write down, and not on the binary number behind them: that
/// way 0.285 has a half to round, and no multiplication by a power of ten moves it.
struct DecimalDigits: Equatable {
  /// The digits, 0 to 9, with no zero at either end; none for zero.
  let digits: [UInt8]
  /// How many digits stand before the decimal mark; negative where zeros follow the mark.
  let point: Int

  /// Digits as given; zeros at the ends are taken off.
  init(digits: [UInt8], point: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    let trailing = digits.dropFirst(leading).reversed().prefix { $0 == 0 }.count
    self.digits = Array(digits[leading..<(digits.count - trailing)])
    self.point = self.digits.isEmpty ? 0 : point - leading
  }

  /// The fewest digits that read back as `magnitude`, which is finite and not negative.
  ///
  ///     DecimalDigits(1234.5)   // digits 1 2 3 4 5, point 4
  init(_ magnitude: Double) {
    let parts = magnitude.description.split(separator: "e")
    var digits: [UInt8] = []
    var point: Int?
    for byte in (parts.first ?? "0").utf8 {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - UInt8(ascii: "0")) }
    }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    self.init(digits: digits, point: (point ?? digits.count) + exponent)
  }

  /// Whether the number is zero.
  var isZero: Bool { digits.isEmpty }

  /// The number nearest to the digits.
  var value: Double { Double("0." + digits.map { String($0) }.joined() + "e\(point)") ?? 0 }

  /// The digit at a place counted from the first one; 0 outside.
  func digit(at place: Int) -> UInt8 { digits.indices.contains(place) ? digits[place] : 0 }

  /// Rounded to `decimals` digits after the mark (before it, if negative), halves up.
  func rounded(decimals: Int) -> DecimalDigits { keeping(point + decimals) }

  /// Rounded to `significant` digits, halves up.
  func rounded(significant: Int) -> DecimalDigits { keeping(significant) }

  private func keeping(_ count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalDigits(digits: [], point: 0) }
    var kept = Array(digits[..<count])
    guard digits[count] >= 5 else { return DecimalDigits(digits: kept, point: point) }
    // The carry runs through the nines at the end; where there is nothing else, a digit is added in front.
    while kept.last == 9 { kept.removeLast() }
    guard let last = kept.popLast() else { return DecimalDigits(digits: [1], point: point + 1) }
    return DecimalDigits(digits: kept + [last + 1], point: point)
  }
}
