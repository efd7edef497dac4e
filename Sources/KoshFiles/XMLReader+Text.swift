internal import KoshTable

/// Names, values and text of XML.
extension XMLReader {
  func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for index in 0..<count where bytes[at + index] != text.utf8Start[index] { return false }
    return true
  }

  mutating func skipBlanks() {
    while at < bytes.count, XMLText.isBlank(bytes[at]) { at += 1 }
  }

  mutating func skip(to end: StaticString, _ what: String) throws(Problem) {
    let start = at
    at += 2
    while at < bytes.count {
      if starts(with: end) {
        at += end.utf8CodeUnitCount
        return
      }
      at += 1
    }
    throw problem("\(what) is never closed", at: start, remedy: "the file may be cut off")
  }

  /// A name, colon included; two colons, or one at either end, are no name.
  mutating func readName(_ what: String) throws(Problem) -> String {
    let start = at
    var colons = 0
    while at < bytes.count, XMLText.mayStandInName(bytes[at]) {
      if bytes[at] == 0x3A { colons += 1 }
      at += 1
    }
    guard at > start else { throw problem("\(what) is missing", at: start) }
    let isOdd = colons > 1 || bytes[start] == 0x3A || bytes[at - 1] == 0x3A
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    guard !isOdd, XMLText.isNameStart(bytes[start]) else { throw problem("\"\(name)\" is no name in XML", at: start) }
    return name
  }

  mutating func readAttribute() throws(Problem) -> XMLAttribute {
    let start = at
    let name = try readName("an attribute's name")
    skipBlanks()
    guard at < bytes.count, bytes[at] == 0x3D else {
      throw problem("the attribute \"\(name)\" has no value", at: start)
    }
    at += 1
    skipBlanks()
    guard at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 else {
      throw problem("the value of the attribute \"\(name)\" is not in quotation marks", at: start)
    }
    let quote = bytes[at]
    at += 1
    var value: [UInt8] = []
    while at < bytes.count, bytes[at] != quote {
      switch bytes[at] {
      case 0x3C: throw problem("\"<\" stands in the value of the attribute \"\(name)\"", at: at)
      case 0x26: try readReference(&value)
      case 9, 10, 13:
        // Line ends and tabs in values read as blanks; CR LF is one.
        if bytes[at] != 10 || at == 0 || bytes[at - 1] != 13 { value.append(0x20) }
        at += 1
      default: try readScalar(&value)
      }
    }
    guard at < bytes.count else {
      throw problem(
        "the value of the attribute \"\(name)\" is never closed", at: start, remedy: "the file may be cut off")
    }
    at += 1
    return XMLAttribute(XMLName(name), String(decoding: value, as: UTF8.self))
  }

  /// Text up to the next `<`.
  mutating func readCharacters(_ text: inout [UInt8]) throws(Problem) {
    while at < bytes.count, bytes[at] != 0x3C {
      switch bytes[at] {
      case 0x26: try readReference(&text)
      case 13: readLineEnd(&text)
      case 0x5D where starts(with: "]]>"): throw problem("\"]]>\" stands in the text", at: at)
      default: try readScalar(&text)
      }
    }
  }

  /// A CDATA section, at whose beginning the reader stands.
  mutating func readCharacterData(_ text: inout [UInt8]) throws(Problem) {
    let start = at
    at += 9
    while at < bytes.count {
      if starts(with: "]]>") {
        at += 3
        return
      }
      if bytes[at] == 13 { readLineEnd(&text) } else { try readScalar(&text) }
    }
    throw problem("a CDATA section is never closed", at: start, remedy: "the file may be cut off")
  }

  /// CR and CR LF read as LF.
  private mutating func readLineEnd(_ text: inout [UInt8]) {
    text.append(10)
    at += at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
  }

  /// One byte, or a whole character where it is one of the few that XML does not allow.
  private mutating func readScalar(_ text: inout [UInt8]) throws(Problem) {
    let byte = bytes[at]
    if byte < 0x20, byte != 9, byte != 10, byte != 13 {
      throw problem("the control character \(hexadecimal(byte)) stands in the XML", at: at, why: "XML allows none")
    }
    if byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE {
      throw problem("a character stands in the XML that XML does not allow", at: at)
    }
    text.append(byte)
    at += 1
  }

  /// `&amp;`, `&#10;`, `&#xA;` and their like.
  private mutating func readReference(_ text: inout [UInt8]) throws(Problem) {
    let start = at
    // The longest is &#x10FFFF; – more digits can only be zeros before it.
    let limit = min(bytes.count, at + 16)
    var end = at + 1
    while end < limit, bytes[end] != 0x3B { end += 1 }
    guard end < limit else {
      throw problem(
        "\"&\" stands alone", at: start, why: "it begins a name that ends in \";\"", remedy: "write &amp;")
    }
    let content = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    at = end + 1
    switch content {
    case "amp": text.append(0x26)
    case "lt": text.append(0x3C)
    case "gt": text.append(0x3E)
    case "quot": text.append(0x22)
    case "apos": text.append(0x27)
    default:
      guard
        let digits = content.hasPrefix("#x") ? content.dropFirst(2) : content.hasPrefix("#") ? content.dropFirst() : nil
      else {
        throw problem(
          "the entity \"&\(content);\" is not known", at: start, why: "XML itself has amp, lt, gt, quot and apos",
          remedy: "write the character itself")
      }
      guard digits.first?.isHexDigit == true,
        let code = UInt32(digits, radix: content.hasPrefix("#x") ? 16 : 10), let scalar = Unicode.Scalar(code),
        XMLText.isAllowed(scalar)
      else { throw problem("\"&\(content);\" is no character", at: start) }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// `<?xml version="1.0" encoding="…"?>`, where there is one.
  mutating func readDeclaration(isUTF16: Bool) throws(Problem) {
    guard starts(with: "<?xml"), at + 5 < bytes.count, XMLText.isBlank(bytes[at + 5]) else { return }
    let start = at
    at += 5
    while true {
      skipBlanks()
      if starts(with: "?>") {
        at += 2
        return
      }
      guard at < bytes.count else { throw problem("the XML declaration is never closed", at: start) }
      let attribute = try readAttribute()
      switch attribute.name.written {
      case "version" where !attribute.value.hasPrefix("1."):
        throw problem("the XML has the version \"\(attribute.value)\"", at: start, why: "version 1.0 is read")
      case "encoding" where !isUTF16 && !["utf-8", "utf8", "us-ascii", "ascii"].contains(attribute.value.lowercased()):
        throw problem(
          "the XML has the encoding \"\(attribute.value)\"", at: start, why: "UTF-8 and UTF-16 are read",
          remedy: "save the file anew as UTF-8")
      default: break
      }
    }
  }
}

/// What XML allows where.
enum XMLText {
  /// Whether a byte is one of the four blanks of XML.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 10 || byte == 9 || byte == 13 }

  /// Whether a byte may stand in a name; all beyond ASCII may.
  static func mayStandInName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E || byte == 0x3A
  }

  /// Whether a byte may begin a name.
  static func isNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte >= 0x80
  }

  /// Whether XML 1.0 allows a character, be it by number.
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 13, 0x20...0xFFFD: true
    case 0x10000...0x10FFFF: true
    default: false
    }
  }
}
