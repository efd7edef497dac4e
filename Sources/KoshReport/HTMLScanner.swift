/// Splits a page that this room wrote into tags and text. Not a parser of HTML at large: it expects attributes in
/// double quotation marks and elements that are closed, and says where that is not so.
struct HTMLScanner {
  enum Token: Hashable {
    case open(name: String, attributes: [String: String], isEmpty: Bool)
    case close(name: String)
    case text(String)
  }

  /// Elements that have no closing tag.
  static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input", "wbr", "col"]

  private let bytes: [UInt8]
  private var position = 0
  /// The raw-text element that the scanner is in: its content is skipped.
  private var rawElement: String?

  init(_ html: String) { bytes = Array(html.utf8) }

  /// The next tag or text; comments, the document type, scripts and styles are passed over.
  mutating func next() -> Token? {
    while position < bytes.count {
      if let element = rawElement {
        rawElement = nil
        skip(past: "</\(element)")
        // Stand again at the closing tag.
        position -= element.utf8.count + 2
      }
      if bytes[position] == UInt8(ascii: "<") {
        if starts(with: "<!--") {
          skip(past: "-->")
          continue
        }
        if starts(with: "<!") || starts(with: "<?") {
          skip(past: ">")
          continue
        }
        if let tag = tag() { return tag }
      }
      let start = position
      position += 1
      while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
      return .text(Self.unescaped(String(decoding: bytes[start..<position], as: UTF8.self)))
    }
    return nil
  }

  /// All tokens in order.
  static func tokens(_ html: String) -> [Token] {
    var scanner = HTMLScanner(html)
    var tokens: [Token] = []
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }

  private mutating func tag() -> Token? {
    var at = position + 1
    let closes = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    if closes { at += 1 }
    let nameStart = at
    while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
    guard at > nameStart else { return nil }
    let name = String(decoding: bytes[nameStart..<at], as: UTF8.self)
    var attributes: [String: String] = [:]
    var isEmpty = Self.void.contains(name)
    while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
      if bytes[at] == UInt8(ascii: "/") {
        isEmpty = true
        at += 1
      } else if Self.isName(bytes[at]) {
        let start = at
        while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
        let key = String(decoding: bytes[start..<at], as: UTF8.self)
        var value = ""
        if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "="), bytes[at + 1] == UInt8(ascii: "\"") {
          at += 2
          let valueStart = at
          while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
          value = Self.unescaped(String(decoding: bytes[valueStart..<at], as: UTF8.self))
          at += 1
        }
        attributes[key] = value
      } else {
        at += 1
      }
    }
    position = min(at + 1, bytes.count)
    if closes { return .close(name: name) }
    if name == "script" || name == "style" { rawElement = name }
    return .open(name: name, attributes: attributes, isEmpty: isEmpty)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func skip(past text: String) {
    let pattern = Array(text.utf8)
    while position < bytes.count {
      if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
        position += pattern.count
        return
      }
      position += 1
    }
  }

  /// The text with its entities read: the five that ``HTMLBuffer/text(_:)`` writes.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[mark...]
      let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
      if let (entity, character) = entities.first(where: { rest.hasPrefix($0.0) }) {
        result += character
        rest = rest.dropFirst(entity.count)
      } else {
        result += "&"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
