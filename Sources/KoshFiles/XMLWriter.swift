/// Writes XML as UTF-8, one piece after another.
///
///     var writer = XMLWriter()
///     writer.start("a", [("x", "1 < 2")])
///     writer.text("b & c")
///     writer.end()
///     writer.bytes   // <a x="1 &lt; 2">b &amp; c</a>
///
/// Line ends and tabs in values, and CR in texts, are written by number, so that a reader gets them back as they are.
package struct XMLWriter: Sendable {
  /// What was written.
  package private(set) var bytes: [UInt8] = []
  private var open: [String] = []
  private var isTagOpen = false

  /// A writer that has written nothing.
  package init() {}

  /// Whether XML can hold a text: it has no way to write most control characters, U+FFFE and U+FFFF.
  package static func isWritable(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(XMLText.isAllowed) }

  /// `<?xml version="1.0" encoding="UTF-8"?>` on a line of its own.
  package mutating func declaration() { bytes += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }

  /// Begins an element; the names must be such that XML allows them.
  package mutating func start(_ name: String, _ attributes: some Sequence<(String, String)> = EmptyCollection()) {
    closeTag()
    bytes.append(0x3C)
    bytes += Array(name.utf8)
    for (name, value) in attributes {
      bytes.append(0x20)
      bytes += Array(name.utf8)
      bytes += [0x3D, 0x22]
      escape(value, isValue: true)
      bytes.append(0x22)
    }
    open.append(name)
    isTagOpen = true
  }

  /// Writes text; what XML cannot hold becomes U+FFFD.
  package mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    closeTag()
    escape(text, isValue: false)
  }

  /// Ends the innermost open element; without one it does nothing.
  package mutating func end() {
    guard let name = open.popLast() else { return }
    if isTagOpen {
      bytes += [0x2F, 0x3E]
      isTagOpen = false
    } else {
      bytes += [0x3C, 0x2F]
      bytes += Array(name.utf8)
      bytes.append(0x3E)
    }
  }

  /// Begins a line, two blanks in for each depth.
  package mutating func newLine(_ depth: Int) {
    closeTag()
    bytes.append(10)
    bytes += [UInt8](repeating: 0x20, count: 2 * depth)
  }

  private mutating func closeTag() {
    guard isTagOpen else { return }
    bytes.append(0x3E)
    isTagOpen = false
  }

  private mutating func escape(_ text: String, isValue: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += Array("&amp;".utf8)
      case "<": bytes += Array("&lt;".utf8)
      case ">": bytes += Array("&gt;".utf8)
      case "\"" where isValue: bytes += Array("&quot;".utf8)
      case "\r": bytes += Array("&#13;".utf8)
      case "\n" where isValue: bytes += Array("&#10;".utf8)
      case "\t" where isValue: bytes += Array("&#9;".utf8)
      case _ where scalar.isASCII && scalar.value >= 0x20: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default:
        let written: Unicode.Scalar = XMLText.isAllowed(scalar) ? scalar : "\u{FFFD}"
        bytes.append(contentsOf: UTF8.encode(written) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
