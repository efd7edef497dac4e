import KoshTable
import Testing

@testable import KoshFiles

@Suite struct NumberCellTests {
  static func cell(_ text: String) -> (Double, NumberShapes)? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { NumberCell($0, 0, buffer.count) }.map { ($0.value, $0.shape) }
    }
  }

  static func value(_ text: String, _ mark: DecimalMark) -> Double? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { NumberCell($0, 0, buffer.count, mark: mark) }?.value
    }
  }

  /// Text, value with a decimal point, value with a decimal comma.
  @Test(
    arguments: [
      ("12", 12, 12), ("-7", -7, -7), ("+7", 7, 7), ("−7", -7, -7), ("–7", -7, -7), ("- 7", -7, -7),
      ("12 345", 12345, 12345), ("1\u{00A0}234\u{202F}567", 1_234_567, 1_234_567), ("1e3", 1000, 1000),
      ("0.5", 0.5, nil), (".5", 0.5, nil), ("5.", 5, nil), ("12.34", 12.34, nil), ("1234.567", 1234.567, nil),
      ("0.123", 0.123, nil), ("1,234.5", 1234.5, nil), ("1,234,567", 1_234_567, nil), ("12 345.678", 12345.678, nil),
      ("1.5E-3", 0.0015, nil), ("2.5e+2", 250, nil), ("−1,234.50", -1234.5, nil),
      ("0,5", nil, 0.5), (",5", nil, 0.5), ("12,34", nil, 12.34), ("1.234,5", nil, 1234.5),
      ("1.234.567", nil, 1_234_567), ("12 345,678", nil, 12345.678), ("−0,5", nil, -0.5), ("0,123", nil, 0.123),
      ("1234,567", nil, 1234.567), ("1,5e2", nil, 150),
      ("1.234", 1.234, 1234), ("1,234", 1234, 1.234), ("123.456", 123.456, 123456), ("-12,345", -12345, -12.345),
      ("", nil, nil), ("-", nil, nil), (".", nil, nil), ("abc", nil, nil), ("12 34", nil, nil), ("1 234 56", nil, nil),
      ("12.05.2024", nil, nil), ("2024-01-02", nil, nil), ("1,2,3", nil, nil), ("1.234,567.8", nil, nil),
      ("0x10", nil, nil), ("inf", nil, nil), ("nan", nil, nil), ("1e999", nil, nil), ("1e", nil, nil), ("e5", nil, nil),
      ("+7 701 123 45 67", nil, nil), ("0 123", nil, nil), ("12%", nil, nil), ("--5", nil, nil),
      ("1 234,567.8", nil, nil),
      ("1.5.", nil, nil), ("1e5e5", nil, nil), ("1 ", 1, 1), ("1,234 567", nil, nil), ("1234 567", nil, nil),
    ] as [(String, Double?, Double?)])
  func readings(text: String, point: Double?, comma: Double?) {
    let text = text.hasSuffix(" ") ? String(text.dropLast()) : text
    #expect(Self.value(text, .point) == point)
    #expect(Self.value(text, .comma) == comma)
    let (value, shape) = Self.cell(text) ?? (0, [])
    switch (point, comma) {
    case (nil, nil): #expect(shape == [])
    case (let point?, nil):
      #expect(shape == .point)
      #expect(value == point)
    case (nil, let comma?):
      #expect(shape == .comma)
      #expect(value == comma)
    case (let point?, let comma?):
      #expect(shape == (point == comma ? .whole : (text.contains(".") ? .eitherPoint : .eitherComma)))
      #expect(value == (text.contains(",") ? comma : point))
    }
  }

  @Test func exactToTheLastBit() {
    // Ties and near ties of rounding, many digits, the ends of the range.
    for text in [
      "0.1", "9007199254740993", "9007199254740992.5", "0.30000000000000004", "123456789012345678901234567890",
      "0.000000000000000000000000000001", "1.7976931348623157e308", "4.9e-324", "2.2250738585072011e-308", "8.41e21",
      "5708990770823839524233143877797980545530986496", "0.9999999999999999999", "100000000000000000000.5",
    ] {
      #expect(Self.value(text, .point) == Double(text))
    }
    var random = Sample.Random(state: 11)
    for _ in 0..<5000 {
      let digits = String(random.next() >> UInt64.random(in: 0..<60, using: &random))
      let split = Int.random(in: 0...digits.count, using: &random)
      let text = (split == 0 ? "0" : String(digits.prefix(split))) + "." + digits.dropFirst(split) + "0"
      #expect(Self.value(text, .point) == Double(text))
      let bits = Double(bitPattern: random.next())
      if bits.isFinite { #expect(Self.value("\(bits)", .point) == bits) }
    }
  }
}
