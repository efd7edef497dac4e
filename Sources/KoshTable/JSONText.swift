/// A value of JSON, for writing: objects keep the order in which their members were given.
///
///     JSONValue.object([("nobs", .integer(21)), ("sigma", .number(.nan))]).text(indent: false)
///     // {"nobs":21,"sigma":null}
public enum JSONValue: Sendable, Equatable {
  /// `null`: what is undefined or not there.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number in the fewest digits that read back to the same `Double`; NaN and the infinities are written `null`,
  /// since JSON has no word for them.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in order; keys are not checked for being given twice.
  case object([(String, JSONValue)])

  /// A number, or `null` where there is none.
  public static func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  /// Equal when they would be written alike, member order included.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    left.text(indent: false) == right.text(indent: false)
  }

  /// The value as JSON text, UTF-8 and free of line ends unless `indent`.
  ///
  /// With `indent` every member stands on its own line, two spaces deeper than what it belongs to; there is no line end
  /// after the last line. `</` and `<!` inside a text are written `<\/` and `<\u0021`, and U+2028 and U+2029 are
  /// escaped, so that the text can stand inside an HTML `<script>` element.
  ///
  /// - Complexity: O(length of the text).
  public func text(indent: Bool) -> String {
    var result = ""
    write(to: &result, indent: indent, depth: 0)
    return result
  }

  private func write(to result: inout String, indent: Bool, depth: Int) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .number(let value): result += JSONValue.digits(value)
    case .integer(let value): result += String(value)
    case .string(let value): JSONValue.quote(value, to: &result)
    case .array(let values):
      JSONValue.list(values, open: "[", close: "]", to: &result, indent: indent, depth: depth) { value, text in
        value.write(to: &text, indent: indent, depth: depth + 1)
      }
    case .object(let members):
      JSONValue.list(members, open: "{", close: "}", to: &result, indent: indent, depth: depth) { member, text in
        JSONValue.quote(member.0, to: &text)
        text += indent ? ": " : ":"
        member.1.write(to: &text, indent: indent, depth: depth + 1)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], open: String, close: String, to result: inout String, indent: Bool, depth: Int,
    write: (Element, inout String) -> Void
  ) {
    result += open
    for (position, element) in elements.enumerated() {
      if position > 0 { result += "," }
      if indent { result += "\n" + String(repeating: "  ", count: depth + 1) }
      write(element, &result)
    }
    if indent, !elements.isEmpty { result += "\n" + String(repeating: "  ", count: depth) }
    result += close
  }

  private static func digits(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quote(_ text: String, to result: inout String) {
    result += "\""
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "/" where previous == "<": result += "\\/"
      case "!" where previous == "<": result += "\\u0021"
      case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hexadecimal = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    result += "\""
  }
}
