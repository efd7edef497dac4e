/// Bytes of a page as it grows.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 1 << 16) { bytes.reserveCapacity(capacity) }

  /// Markup, as it stands.
  mutating func raw(_ markup: String) {
    var markup = markup
    markup.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Text or the value of an attribute in quotation marks, escaped.
  ///
  /// The five characters that HTML reads as markup become entities; control characters that no page may hold become
  /// U+FFFD.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      for byte in utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
        case 0..<9, 11, 12, 14..<32, 127: bytes.append(contentsOf: "\u{FFFD}".utf8)
        default: bytes.append(byte)
        }
      }
    }
  }

  /// A name made fit for an `id`: ASCII letters, digits, `.`, `-`, `_` and letters beyond ASCII stay, everything else
  /// becomes `~` and its two hexadecimal digits. Different names stay different.
  mutating func name(_ name: String) {
    let digits = Array("0123456789abcdef".utf8)
    var name = name
    name.withUTF8 { utf8 in
      for byte in utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), 128...:
          bytes.append(byte)
        default:
          bytes.append(UInt8(ascii: "~"))
          bytes.append(digits[Int(byte >> 4)])
          bytes.append(digits[Int(byte & 15)])
        }
      }
    }
  }

  /// Text as part of a `data:` address: everything but unreserved characters percent-encoded.
  mutating func percentEncoded(_ text: String) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    }
  }

  /// The whole page.
  var string: String { String(decoding: bytes, as: UTF8.self) }
}
