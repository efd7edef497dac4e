/// What marks the decimals of a column of numbers.
enum DecimalMark: UInt8, Sendable {
  case point = 0x2E
  case comma = 0x2C

  var text: String { self == .point ? "." : "," }
}

/// In which of the two number formats a cell is a number.
///
/// With a decimal point, commas separate thousands (`1,234.5`); with a decimal comma, points do (`1.234,5`); blanks
/// separate thousands in both (`1 234,5`).
struct NumberShapes: OptionSet, Sendable {
  let rawValue: UInt8
  /// The same number in both: `12`, `12 345`.
  static let whole = NumberShapes(rawValue: 1)
  /// With a decimal point only: `0.5`, `1,234,567`.
  static let point = NumberShapes(rawValue: 2)
  /// With a decimal comma only: `0,5`, `1.234.567`.
  static let comma = NumberShapes(rawValue: 4)
  /// In both, and two numbers: `1.234`.
  static let eitherPoint = NumberShapes(rawValue: 8)
  /// In both, and two numbers: `1,234`.
  static let eitherComma = NumberShapes(rawValue: 16)
}

/// A cell read as a number.
///
/// The value of a cell that is two numbers is the one for which its mark marks decimals.
struct NumberCell {
  var value: Double
  var shape: NumberShapes

  /// Reads the bytes from `start` to `end`, already free of blanks at both ends; `nil` when they are no number.
  ///
  /// Digits, an optional sign (`+`, `-`, `−`, `–`), thousands, decimals and an exponent (`1e-3`). Exact to the last
  /// bit. Infinities and hexadecimal digits are no numbers.
  @inline(__always)
  init?(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    // The plain case without leaving the loop: sign, at most 19 digits, at most one mark.
    var at = start
    var isNegative = false
    if at < end {
      let first = bytes[at]
      if first == 0x2D || first == 0x2B {
        isNegative = first == 0x2D
        at += 1
      }
    }
    let digitsStart = at
    var mantissa: UInt64 = 0
    while at < end {
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      at += 1
    }
    let whole = at - digitsStart
    var decimals = 0
    var shape = NumberShapes.whole
    if at < end, bytes[at] == 0x2E || bytes[at] == 0x2C {
      let mark = bytes[at]
      at += 1
      let decimalsStart = at
      while at < end {
        let digit = bytes[at] &- 0x30
        guard digit < 10 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        at += 1
      }
      decimals = at - decimalsStart
      let isEither = decimals == 3 && whole >= 1 && whole <= 3 && bytes[digitsStart] != 0x30
      shape = mark == 0x2E ? (isEither ? .eitherPoint : .point) : (isEither ? .eitherComma : .comma)
    }
    if at == end, whole + decimals > 0, whole + decimals <= 19, mantissa <= 1 << 53 {
      // Both are exact, so their quotient is rounded once: at most 19 decimals, and 10^22 is the last exact power.
      let value = Double(mantissa) / powersOfTen[decimals]
      self.value = isNegative ? -value : value
      self.shape = shape
      return
    }
    guard let cell = NumberCell(general: bytes, start, end) else { return nil }
    self = cell
  }

  private init(value: Double, shape: NumberShapes) {
    self.value = value
    self.shape = shape
  }

  /// Reads a cell with its mark settled; `nil` when it is no number of that format.
  init?(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, mark: DecimalMark) {
    guard let cell = NumberCell(bytes, start, end) else { return nil }
    let (mine, either): (NumberShapes, NumberShapes) =
      mark == .point ? (.point, .eitherPoint) : (.comma, .eitherComma)
    if cell.shape == .whole || cell.shape == mine || cell.shape == either {
      self = cell
    } else {
      guard let tokens = NumberTokens(bytes, start, end), let value = tokens.value(mark: mark) else { return nil }
      self.init(value: value, shape: mine)
    }
  }

  @inline(never)
  private init?(general bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    guard let tokens = NumberTokens(bytes, start, end) else { return nil }
    let (point, comma) = (tokens.value(mark: .point), tokens.value(mark: .comma))
    switch (point, comma) {
    case (let point?, let comma?):
      if tokens.points + tokens.commas == 0 {
        self.init(value: point, shape: .whole)
      } else if tokens.points > 0 {
        self.init(value: point, shape: .eitherPoint)
      } else {
        self.init(value: comma, shape: .eitherComma)
      }
    case (let point?, nil): self.init(value: point, shape: .point)
    case (nil, let comma?): self.init(value: comma, shape: .comma)
    case (nil, nil): return nil
    }
  }
}

/// 10^0 to 10^22, each exact.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

/// The signs of a number cell: its digits and marks, blanks folded to one byte.
private struct NumberTokens {
  var isNegative = false
  /// Digits, `.`, `,` and a blank for any separating blank.
  var body: [UInt8] = []
  /// `e`, an optional sign and digits; or empty.
  var exponent: [UInt8] = []
  var points = 0
  var commas = 0

  init?(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    var at = start
    if at < end, bytes[at] == 0x2D || bytes[at] == 0x2B {
      isNegative = bytes[at] == 0x2D
      at += 1
    } else if at + 2 < end, bytes[at] == 0xE2,
      bytes[at + 1] == 0x88 && bytes[at + 2] == 0x92 || bytes[at + 1] == 0x80 && bytes[at + 2] == 0x93
    {
      // U+2212 MINUS SIGN and U+2013 EN DASH, which stands for it in print.
      isNegative = true
      at += 3
    }
    // A blank after the sign, as in `− 5`, is no thousands separator.
    while at < end, let length = blankLength(bytes, at, end) { at += length }
    while at < end {
      let byte = bytes[at]
      switch byte {
      case 0x30...0x39: body.append(byte)
      case 0x2E:
        points += 1
        body.append(byte)
      case 0x2C:
        commas += 1
        body.append(byte)
      case 0x45, 0x65:
        exponent.append(0x65)
        at += 1
        if at < end, bytes[at] == 0x2D || bytes[at] == 0x2B {
          exponent.append(bytes[at])
          at += 1
        }
        guard at < end, end - at <= 4 else { return nil }
        while at < end {
          guard bytes[at] >= 0x30, bytes[at] <= 0x39 else { return nil }
          exponent.append(bytes[at])
          at += 1
        }
        continue
      default:
        guard let length = blankLength(bytes, at, end) else { return nil }
        body.append(0x20)
        at += length
        continue
      }
      at += 1
    }
  }

  /// The number, where `mark` marks decimals and the other mark or blanks separate thousands.
  func value(mark: DecimalMark) -> Double? {
    var digits: [UInt8] = isNegative ? [0x2D] : []
    var separator: UInt8 = 0
    var (digitCount, group, markAt) = (0, 0, -1)
    for (position, byte) in body.enumerated() {
      if byte >= 0x30, byte <= 0x39 {
        digits.append(byte)
        digitCount += 1
        group += 1
      } else if byte == mark.rawValue {
        guard markAt < 0, separator == 0 || group == 3 else { return nil }
        if digitCount == 0 { digits.append(0x30) }
        digits.append(0x2E)
        markAt = position
      } else {
        // One kind of separator, before the decimals, first after one to three digits that do not begin with 0.
        guard markAt < 0, separator == 0 || separator == byte else { return nil }
        guard separator == 0 ? group >= 1 && group <= 3 && body[0] != 0x30 : group == 3 else { return nil }
        separator = byte
        group = 0
      }
    }
    guard digitCount > 0, markAt >= 0 || separator == 0 || group == 3 else { return nil }
    if digits.last == 0x2E { digits.append(0x30) }
    guard let value = Double(String(decoding: digits + exponent, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}

/// The length of the blank at a place: a space, tab, U+00A0 or U+202F; `nil` if none is there.
@inline(__always)
func blankLength(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
  switch bytes[at] {
  case 0x20, 0x09: return 1
  case 0xC2: return at + 1 < end && bytes[at + 1] == 0xA0 ? 2 : nil
  case 0xE2: return at + 2 < end && bytes[at + 1] == 0x80 && bytes[at + 2] == 0xAF ? 3 : nil
  default: return nil
  }
}
