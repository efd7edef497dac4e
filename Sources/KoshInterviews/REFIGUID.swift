internal import KoshFiles

/// The identifier by which REFI-QDA names a thing: 32 hexadecimal digits.
///
/// Programs write it with or without braces and in either case; as a value of this type all of these are one.
package struct REFIGUID: Sendable, Hashable {
  /// The digits with their four hyphens, in lower case and without braces.
  package let text: String

  /// A GUID as programs write it; `nil` where the text is none.
  ///
  ///     REFIGUID("{6F1D0C3E-8A52-4B7C-9D10-5E2F4A6B8C7D}")?.text   // "6f1d0c3e-8a52-4b7c-9d10-5e2f4a6b8c7d"
  package init?(_ written: String) {
    var bytes = Array(TabText.trimmed(written).utf8)[...]
    if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") { bytes = bytes.dropFirst().dropLast() }
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      let isHyphen = [8, 13, 18, 23].contains(index)
      let isHex = byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
      guard isHyphen ? byte == UInt8(ascii: "-") : isHex else { return nil }
    }
    text = String(decoding: bytes.map { $0 >= 0x41 && $0 <= 0x46 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The GUID of a thing that has none yet: always the same for the same kind, project and key, so that a project
  /// exported twice is the same file.
  ///
  /// Source: RFC 9562, section 5.8 (UUID version 8), with the beginning of a SHA-256 as its bits.
  package init(kind: String, project: String, key: String) {
    var digits = Array(SHA256.hex(Array("kosh\u{1F}\(kind)\u{1F}\(project)\u{1F}\(key)".utf8)).utf8.prefix(32))
    digits[12] = UInt8(ascii: "8")
    // The two highest bits of the variant are 1 and 0.
    digits[16] = Array("89ab".utf8)[Int(digits[16] & 3)]
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { result.append(UInt8(ascii: "-")) }
      result.append(digit)
    }
    text = String(decoding: result, as: UTF8.self)
  }
}
