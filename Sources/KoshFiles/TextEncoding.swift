internal import KoshTable

/// How a file's bytes spell its text.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8, with or without a byte-order mark.
  case utf8 = "utf-8"
  /// UTF-16 of either byte order, told by the byte-order mark, else by where the zero bytes stand.
  case utf16 = "utf-16"
  /// The Cyrillic code page of Windows, which Excel writes in Russian and Kazakh settings.
  case windows1251 = "windows-1251"
  /// The Kazakh variant of it, STRK1048-2002, with Kazakh letters in the place of Ukrainian and Serbian ones.
  case kz1048 = "kz-1048"
}

/// The text of a file as UTF-8 without a byte-order mark, and how it was spelled.
struct DecodedText {
  var bytes: [UInt8]
  /// Where the text begins in `bytes`: after a byte-order mark.
  var start: Int
  var encoding: TextEncoding

  /// Decodes a file's bytes; UTF-8 is not copied.
  ///
  /// Without `encoding`, a byte-order mark decides; then zero bytes at every other place mean UTF-16; then bytes that
  /// are valid UTF-8 are that, and all others windows-1251 or kz-1048, whichever makes words of Kazakh letters.
  ///
  /// - Throws: ``Problem`` of kind `data` with the line of the first byte that cannot be read.
  init(_ file: [UInt8], encoding wanted: TextEncoding?, name: String) throws(Problem) {
    let mark = DecodedText.byteOrderMark(file)
    if wanted == nil, file.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw Problem(
        .data, "this is a ZIP archive, such as an Excel workbook, not CSV", at: Place(file: name),
        remedy: "open it in the spreadsheet program and save it as CSV UTF-8")
    }
    let encoding = wanted ?? mark?.encoding ?? DecodedText.guess(file)
    switch encoding {
    case .utf8:
      let start = mark?.encoding == .utf8 ? 3 : 0
      if let bad = UTF8Check.firstInvalid(file, from: start) {
        throw Problem(
          .data, "the byte \(hexadecimal(file[bad])) is not UTF-8",
          at: Place(file: name, line: lineNumber(of: bad, in: file)),
          why: mark == nil ? "the encoding is given as utf-8" : "the file begins with the mark of UTF-8",
          remedy: mark == nil
            ? "leave the encoding out, or give windows-1251, kz-1048 or utf-16" : "save the file anew as UTF-8")
      }
      (bytes, self.start, self.encoding) = (file, start, .utf8)
    case .utf16:
      let start = mark?.encoding == .utf16 ? 2 : 0
      let isBigEndian = start == 2 ? file[0] == 0xFE : DecodedText.zeros(file).areHigh
      bytes = try DecodedText.fromUTF16(file, from: start, isBigEndian: isBigEndian, name: name)
      (self.start, self.encoding) = (0, .utf16)
    case .windows1251, .kz1048:
      if wanted == nil, let bad = DecodedText.damage(file) {
        throw Problem(
          .data, "the byte \(hexadecimal(file[bad])) is not UTF-8, but nearly all others are",
          at: Place(file: name, line: lineNumber(of: bad, in: file)),
          why: "the file is damaged or cut off there, or two files of different encodings were joined",
          remedy: "get the file anew, or mend the line and save it as CSV UTF-8")
      }
      bytes = try DecodedText.fromCodePage(file, encoding, wasGiven: wanted != nil, name: name)
      (self.start, self.encoding) = (0, encoding)
    }
  }

  private static func byteOrderMark(_ file: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if file.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) { return (.utf16, 2) }
    return nil
  }

  private static func guess(_ file: [UInt8]) -> TextEncoding {
    let zeros = zeros(file)
    if zeros.areHigh || zeros.areLow { return .utf16 }
    if UTF8Check.firstInvalid(file, from: 0) == nil { return .utf8 }
    return KazakhCodePage.isUsed(in: file) ? .kz1048 : .windows1251
  }

  /// Where UTF-8 is broken, if most of what is beyond ASCII is well-formed: such a file is no other code page, in which
  /// a letter and the next one hardly ever look like a character of UTF-8.
  private static func damage(_ file: [UInt8]) -> Int? {
    guard let first = UTF8Check.firstInvalid(file, from: 0) else { return nil }
    let high = file.count { $0 >= 0x80 }
    var (broken, at) = (0, first as Int?)
    while let bad = at {
      broken += 1
      guard broken * 4 < high else { return nil }
      at = UTF8Check.firstInvalid(file, from: bad + 1)
    }
    return first
  }

  /// Whether the first (`areHigh`) or second (`areLow`) byte of nearly every pair is the high byte of a Latin or
  /// Cyrillic sign, general punctuation or a surrogate, with a zero among them.
  private static func zeros(_ file: [UInt8]) -> (areHigh: Bool, areLow: Bool) {
    let sample = min(file.count, 4096) / 2
    guard sample > 0 else { return (false, false) }
    var (high, low, highZero, lowZero) = (0, 0, false, false)
    func isUsual(_ byte: UInt8) -> Bool {
      byte == 0 || byte == 4 || byte == 0x20 || byte == 0x21 || byte & 0xF8 == 0xD8
    }
    for pair in 0..<sample {
      let (first, second) = (file[2 * pair], file[2 * pair + 1])
      if isUsual(first) { high += 1 }
      if isUsual(second) { low += 1 }
      highZero = highZero || first == 0
      lowZero = lowZero || second == 0
    }
    // Other signs are rare: one in ten is let pass.
    let isHigh = highZero && high * 10 >= sample * 9
    let isLow = lowZero && low * 10 >= sample * 9
    return (isHigh && !isLow, isLow && !isHigh)
  }

  private static func fromUTF16(
    _ file: [UInt8], from start: Int, isBigEndian: Bool, name: String
  ) throws(Problem) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(file.count)
    var line = 1
    func unit(_ at: Int) -> UInt32 {
      isBigEndian ? UInt32(file[at]) << 8 | UInt32(file[at + 1]) : UInt32(file[at + 1]) << 8 | UInt32(file[at])
    }
    var at = start
    while at + 1 < file.count {
      var code = unit(at)
      at += 2
      if code & 0xFC00 == 0xD800, at + 1 < file.count, unit(at) & 0xFC00 == 0xDC00 {
        code = 0x10000 + (code & 0x3FF) << 10 + unit(at) & 0x3FF
        at += 2
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw Problem(
          .data, "half of a UTF-16 surrogate pair stands alone", at: Place(file: name, line: line),
          remedy: "save the file anew as CSV UTF-8")
      }
      if code == 10 { line += 1 }
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    guard at == file.count else {
      throw Problem(
        .data, "the file ends in the middle of a UTF-16 character", at: Place(file: name, line: line),
        why: "it has an odd number of bytes", remedy: "the file may be cut off: get it again, or save it as CSV UTF-8")
    }
    return result
  }

  private static func fromCodePage(
    _ file: [UInt8], _ encoding: TextEncoding, wasGiven: Bool, name: String
  ) throws(Problem) -> [UInt8] {
    var characters = windows1251
    if encoding == .kz1048 {
      for (byte, letter) in KazakhCodePage.letters { characters[Int(byte) - 0x80] = letter }
    }
    var result: [UInt8] = []
    result.reserveCapacity(file.count + file.count / 2)
    for (position, byte) in file.enumerated() {
      guard byte >= 0x80 else {
        result.append(byte)
        continue
      }
      let code = characters[Int(byte) - 0x80]
      guard code != 0, let scalar = Unicode.Scalar(code) else {
        throw Problem(
          .data, "the byte \(hexadecimal(byte)) is no character of \(encoding.rawValue)",
          at: Place(file: name, line: lineNumber(of: position, in: file)),
          why: wasGiven ? "the encoding is given as \(encoding.rawValue)" : "the file is not UTF-8 either",
          remedy: "save the file as CSV UTF-8")
      }
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return result
  }

  /// Unicode for the bytes 0x80 to 0xFF; 0 where the code page has no character.
  ///
  /// Source: Unicode Consortium, mapping table CP1251.TXT, version 2.01.
  private static let windows1251: [UInt16] =
    [
      0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C,
      0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0, 0x2122, 0x0459, 0x203A,
      0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9,
      0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7,
      0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
    ] + (0x0410...0x044F).map { UInt16($0) }
}

/// The line on which a byte stands, counted from 1: CR LF, LF and CR each end one.
func lineNumber(of position: Int, in bytes: [UInt8]) -> Int {
  bytes.withUnsafeBufferPointer { $0.baseAddress.map { 1 + lineEnds($0, 0, position, end: bytes.count) } ?? 1 }
}

/// The line ends that begin from `start` to before `position`, in a text that ends at `end`.
func lineEnds(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ position: Int, end: Int) -> Int {
  var count = 0
  for at in start..<max(start, min(position, end)) {
    if bytes[at] == 10 || bytes[at] == 13 && (at + 1 == end || bytes[at + 1] != 10) { count += 1 }
  }
  return count
}

func hexadecimal(_ byte: UInt8) -> String { "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }

/// Whether bytes are well-formed UTF-8.
enum UTF8Check {
  /// Where the first byte stands that no well-formed character continues or begins with; `nil` if there is none.
  ///
  /// Source: The Unicode Standard, table 3-7, *Well-Formed UTF-8 Byte Sequences*.
  static func firstInvalid(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalid($0, from: start) }
  }

  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let (raw, count) = (UnsafeRawPointer(base), bytes.count)
    var at = start
    func isContinuation(_ position: Int) -> Bool { position < count && bytes[position] & 0xC0 == 0x80 }
    while at < count {
      while at + 32 <= count {
        let eights = raw.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self)
        guard (eights[0] | eights[1] | eights[2] | eights[3]) & 0x8080_8080_8080_8080 == 0 else { break }
        at += 32
      }
      // Up to 32 bytes of text before the next look for a stretch of ASCII.
      let stop = min(count, at + 32)
      while at < stop {
        let lead = bytes[at]
        switch lead {
        case 0..<0x80: at += 1
        case 0xC2...0xDF:
          guard isContinuation(at + 1) else { return at }
          at += 2
        case 0xE0...0xEF:
          guard isContinuation(at + 1), isContinuation(at + 2) else { return at }
          let second = bytes[at + 1]
          if lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F { return at }
          at += 3
        case 0xF0...0xF4:
          guard isContinuation(at + 1), isContinuation(at + 2), isContinuation(at + 3) else { return at }
          let second = bytes[at + 1]
          if lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F { return at }
          at += 4
        default: return at
        }
      }
    }
    return nil
  }
}
