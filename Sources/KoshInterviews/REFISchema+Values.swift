/// Which texts are values of the schemas' simple types.
extension REFISchema.Value {
  /// The words that an enumeration allows; `nil` for other types.
  var words: [String]? {
    switch self {
    case .directionType: ["Associative", "OneWay", "Bidirectional"]
    case .typeOfVariableType: ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
    case .ShapeType:
      [
        "Person", "Oval", "Rectangle", "RoundedRectangle", "Star", "LeftTriangle", "RightTriangle", "UpTriangle",
        "DownTriangle", "Note",
      ]
    case .LineStyleType: ["dotted", "dashed", "solid"]
    default: nil
    }
  }

  /// What a value of this type is, in words.
  var expectation: String {
    switch self {
    case .string: "any text"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .decimal: "a number with a decimal point"
    case .date: "a date such as 2024-05-01"
    case .dateTime: "a date and time such as 2024-05-01T10:15:00Z"
    case .GUIDType: "a GUID such as 6f1d0c3e-8a52-4b7c-9d10-5e2f4a6b8c7d"
    case .RGBType: "a colour such as #1A2B3C"
    case .directionType, .typeOfVariableType, .ShapeType, .LineStyleType: (words ?? []).joined(separator: ", ")
    }
  }

  /// Whether a text is a value of this type. Blanks around it do not count, except for `string`, where everything is.
  func allows(_ written: String) -> Bool {
    if self == .string { return true }
    let text = TabText.trimmed(written)
    let digits = Array(text.utf8)
    switch self {
    case .string: return true
    case .boolean: return ["true", "false", "1", "0"].contains(text)
    case .integer: return Self.isNumber(digits, mayHavePoint: false)
    case .decimal: return Self.isNumber(digits, mayHavePoint: true)
    case .date: return Self.afterDate(digits).map { Self.isZone(digits[$0...]) } ?? false
    case .dateTime:
      guard let day = Self.afterDate(digits), day < digits.count, digits[day] == UInt8(ascii: "T") else { return false }
      return Self.afterTime(digits, from: day + 1).map { Self.isZone(digits[$0...]) } ?? false
    case .GUIDType: return REFIGUID(text) != nil
    case .RGBType:
      return (digits.count == 4 || digits.count == 7) && digits[0] == UInt8(ascii: "#")
        && digits.dropFirst().allSatisfy(Self.isHex)
    case .directionType, .typeOfVariableType, .ShapeType, .LineStyleType: return words?.contains(text) ?? false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66 }

  private static func isNumber(_ bytes: [UInt8], mayHavePoint: Bool) -> Bool {
    let unsigned = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
    let parts = unsigned.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 1 || mayHavePoint && parts.count == 2, unsigned.contains(where: isDigit) else { return false }
    return parts.allSatisfy { $0.allSatisfy(isDigit) }
  }

  /// A number of a fixed count of digits at a place.
  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int? {
    guard at + count <= bytes.count, bytes[at..<(at + count)].allSatisfy(isDigit) else { return nil }
    return bytes[at..<(at + count)].reduce(0) { $0 * 10 + Int($1 & 15) }
  }

  /// Where a date ends: `2024-05-01`, with a year of four digits.
  private static func afterDate(_ bytes: [UInt8]) -> Int? {
    guard let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), (1...12).contains(month), day >= 1
    else { return nil }
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return day <= length ? 10 : nil
  }

  /// Where a time ends: `10:15:00` with an optional fraction of a second.
  private static func afterTime(_ bytes: [UInt8], from at: Int) -> Int? {
    guard let hour = number(bytes, at, 2), let minute = number(bytes, at + 3, 2), let second = number(bytes, at + 6, 2),
      bytes[at + 2] == UInt8(ascii: ":"), bytes[at + 5] == UInt8(ascii: ":"), minute < 60, second < 60,
      hour < 24 || hour == 24 && minute == 0 && second == 0
    else { return nil }
    var end = at + 8
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      guard end < bytes.count, isDigit(bytes[end]) else { return nil }
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    }
    return end
  }

  /// Nothing, `Z`, or `+05:00`.
  private static func isZone(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.isEmpty || Array(bytes) == [UInt8(ascii: "Z")] { return true }
    let zone = Array(bytes)
    guard zone.count == 6, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"), zone[3] == UInt8(ascii: ":"),
      let hour = number(zone, 1, 2), let minute = number(zone, 4, 2)
    else { return false }
    return hour < 14 && minute < 60 || hour == 14 && minute == 0
  }
}
