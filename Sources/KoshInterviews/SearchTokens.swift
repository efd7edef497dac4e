/// Cuts UTF-8 text into words for search.
///
/// A word is a run of letters and digits; an apostrophe between letters belongs to it, a hyphen does not, so that
/// бакалавр is found in «бакалавр-магистр». Words are folded for comparison: lower case, ё to е, letters with a
/// separate breve or diaeresis put together, stress marks left out, and Latin letters inside a Cyrillic word (the i
/// and h of many Kazakh keyboards) made the Cyrillic ones that they look like.
enum SearchTokens {
  /// One word of a text.
  struct Token {
    /// The byte at which it begins.
    var start: Int
    /// The byte after it.
    var end: Int
    /// Whether a sentence begins with it: a full stop, question or exclamation mark, ellipsis or line end stands before.
    var beginsSentence: Bool
  }

  /// Tells each word of a text with its folded UTF-8.
  ///
  /// - Complexity: O(*n*).
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ tell: (Token, UnsafeBufferPointer<UInt8>) -> Void) {
    var folded: [UInt8] = []
    folded.reserveCapacity(256)
    var at = 0
    var beginsSentence = true
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        guard isASCIIWord(byte) else {
          // The full stop of 3.5 or of a.m. stands between letters or digits and ends nothing.
          let endsHere = at + 1 >= bytes.count || !isASCIIWord(bytes[at + 1]) && bytes[at + 1] < 0xC0
          if byte == 10 || byte == 33 || byte == 63 || (byte == 46 && endsHere) { beginsSentence = true }
          at += 1
          continue
        }
      } else if !(0xD0...0xD3).contains(byte) {
        let (scalar, width) = decode(bytes, at)
        guard isWord(scalar) else {
          if scalar == 0x2026 || scalar == 0x2028 || scalar == 0x2029 { beginsSentence = true }
          at += width
          continue
        }
      } else if byte == 0xD2, at + 1 < bytes.count, (0x82...0x89).contains(bytes[at + 1]) {
        at += 2
        continue
      }
      let start = at
      folded.removeAll(keepingCapacity: true)
      at = word(bytes, from: start, into: &folded)
      if !folded.isEmpty {
        folded.withUnsafeBufferPointer {
          tell(Token(start: start, end: at, beginsSentence: beginsSentence), $0)
        }
        beginsSentence = false
      }
    }
  }

  /// The folded words of a short text.
  static func words(of text: String) -> [String] {
    var result: [String] = []
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      scan(bytes) { result.append(String(decoding: $1, as: UTF8.self)) }
    }
    return result
  }

  /// The byte after the word that begins at a byte.
  static func end(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var ignored: [UInt8] = []
      return word(buffer, from: start, into: &ignored)
    }
  }

  // MARK: One word

  private static func word(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into folded: inout [UInt8]
  ) -> Int {
    var at = start
    var (hasCyrillic, hasLatin) = (false, false)
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        if isASCIIWord(byte) {
          let isUpper = byte >= 65 && byte <= 90
          folded.append(isUpper ? byte + 32 : byte)
          if byte > 57 { hasLatin = true }
          at += 1
        } else if byte == 39, at > start, at + 1 < bytes.count, isLetterStart(bytes, at + 1) {
          folded.append(39)
          at += 1
        } else {
          break
        }
      } else if (0xD0...0xD3).contains(byte), at + 1 < bytes.count {
        let scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
        at += 2
        guard !(0x482...0x489).contains(scalar) else { continue }
        hasCyrillic = true
        append(cyrillic(scalar), to: &folded)
      } else {
        let (scalar, width) = decode(bytes, at)
        if scalar == 0x2019 || scalar == 0x02BC {
          guard at > start, at + width < bytes.count, isLetterStart(bytes, at + width) else { break }
          folded.append(39)
        } else if (0x300...0x36F).contains(scalar) {
          combine(scalar, in: &folded)
        } else if scalar == 0xAD || scalar == 0x200D {
          // A soft hyphen or joiner inside a word is no letter of it.
        } else if isWord(scalar) {
          if scalar < 0x250 || scalar == 0x259 || scalar == 0x18F { hasLatin = true }
          for lower in (Unicode.Scalar(scalar)?.properties.lowercaseMapping ?? "").unicodeScalars {
            append(lower.value, to: &folded)
          }
        } else {
          break
        }
        at += width
      }
    }
    if hasCyrillic, hasLatin { lookAlikes(&folded) }
    return at
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57)
  }

  private static func isLetterStart(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    bytes[at] < 0x80 ? isASCIIWord(bytes[at]) : isWord(decode(bytes, at).scalar)
  }

  private static func isWord(_ value: UInt32) -> Bool {
    if (0x400...0x52F).contains(value) { return !(0x482...0x489).contains(value) }
    guard let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  /// The scalar at a byte of well-formed UTF-8, and its width.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (scalar: UInt32, width: Int) {
    let byte = bytes[at]
    let width = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard width > 1, at + width <= bytes.count else { return (UInt32(byte), 1) }
    var value = UInt32(byte) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for next in 1..<width { value = value << 6 | UInt32(bytes[at + next] & 0x3F) }
    return (value, width)
  }

  private static func append(_ value: UInt32, to folded: inout [UInt8]) {
    if value < 0x80 {
      folded.append(UInt8(value))
    } else if value < 0x800 {
      folded.append(UInt8(0xC0 | value >> 6))
      folded.append(UInt8(0x80 | value & 0x3F))
    } else if let scalar = Unicode.Scalar(value) {
      folded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// A Cyrillic letter in lower case, ё as е.
  private static func cyrillic(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x410...0x42F: value + 32
    case 0x401, 0x451: 0x435
    case 0x400...0x40F: value + 80
    case 0x4C0: 0x4CF
    case 0x4C1...0x4CE: value % 2 == 1 ? value + 1 : value
    case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: value | 1
    default: value
    }
  }

  /// Puts a combining mark on the letter before it: й and ё as one letter, other marks not at all.
  private static func combine(_ mark: UInt32, in folded: inout [UInt8]) {
    guard folded.count > 1, folded[folded.count - 2] == 0xD0 else { return }
    // и + breve; е + diaeresis is ё, which is folded to the е that stands there.
    if mark == 0x306, folded[folded.count - 1] == 0xB8 { folded[folded.count - 1] = 0xB9 }
  }

  /// Cyrillic in the place of Latin letters that look the same.
  private static func lookAlikes(_ folded: inout [UInt8]) {
    let text = String(decoding: folded, as: UTF8.self)
    folded.removeAll(keepingCapacity: true)
    for scalar in text.unicodeScalars {
      let twin: Unicode.Scalar =
        switch scalar {
        case "a": "а"
        case "e", "ë": "е"
        case "o": "о"
        case "p": "р"
        case "c": "с"
        case "y": "у"
        case "x": "х"
        case "i": "і"
        case "h": "һ"
        case "ə": "ә"
        case "k": "к"
        case "m": "м"
        case "t": "т"
        default: scalar
        }
      append(twin.value, to: &folded)
    }
  }
}
