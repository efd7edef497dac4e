internal import KoshTable

/// A text with numbers that are bound to findings: `incomes and balances go apart (r = {income_balance.r|2})`.
///
/// A placeholder is a formula in braces; after a bar stand the decimals, with a `+` before them where positive numbers
/// are to carry a sign: `{balance.total|+0}`. Years may be typed; other numbers may not.
struct TextTemplate: Sendable, Hashable {
  /// Text, or a formula with its format.
  enum Piece: Sendable, Hashable {
    case text(String)
    case bound(Expression, decimals: Int?, sign: Bool, source: String)
  }
  var pieces: [Piece] = []

  /// Parses a template.
  init(_ text: String, at place: Place = Place()) throws(Problem) {
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw Problem(
          .specification, "a brace in \"\(text)\" is not closed", at: place, remedy: "close the placeholder with }")
      }
      let inside = rest[rest.index(after: open)..<close]
      let parts = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      let format = parts.count > 1 ? parts[1].filter { $0 != " " } : ""
      let sign = format.hasPrefix("+")
      let decimals = Int(sign ? format.dropFirst() : format[...])
      if parts.count > 1, decimals.map({ (0...15).contains($0) }) != true {
        throw Problem(
          .specification, "\"\(format)\" is not a number format", at: place,
          remedy: "after the bar stand decimals, as in {x|2}, or with a sign, as in {x|+0}")
      }
      pieces.append(
        .bound(
          try Expression.parse(String(parts[0]), at: TextTemplate.place(place, after: text[...open])),
          decimals: decimals, sign: sign,
          source: String(inside)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
  }

  /// The place that many characters further on.
  private static func place(_ place: Place, after text: Substring) -> Place {
    var result = place
    result.column = place.column.map { $0 + text.count }
    return result
  }

  /// The formulas as they were written, in order.
  var placeholders: [String] {
    pieces.compactMap { if case .bound(_, _, _, let source) = $0 { "{\(source)}" } else { nil } }
  }

  /// The formulas.
  var expressions: [Expression] {
    pieces.compactMap { if case .bound(let expression, _, _, _) = $0 { expression } else { nil } }
  }

  /// The first number that was typed as digits: years (1900–2100) and digits that belong to a word do not count.
  var typedNumber: String? {
    for case .text(let text) in pieces {
      var digits = ""
      var previous: Character = " "
      for character in text + " " {
        if character.isASCII, character.isNumber {
          if digits.isEmpty, previous.isLetter || previous == "_" { previous = character; continue }
          if digits.isEmpty, previous.isNumber { previous = character; continue }
          digits.append(character)
        } else if !digits.isEmpty {
          let isYear = digits.count == 4 && (1900...2100).contains(Int(digits) ?? 0)
          if !isYear, !character.isLetter { return digits }
          digits = ""
        }
        previous = character
      }
    }
    return nil
  }
}
