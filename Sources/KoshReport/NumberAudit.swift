package import KoshTable

/// Proves that the three languages of a page carry the same numbers.
///
/// The visible text of each language is read block by block (`data-block`), its numbers are brought to one form, and
/// the blocks of the languages are compared. What is not language (`translate="no"`: file names, hashes, versions, the
/// cells of data files) is left out.
package enum NumberAudit {
  /// Two languages whose numbers differ in one block.
  package struct Difference: Sendable, Hashable, CustomStringConvertible {
    /// The block's name.
    package var block: String
    /// The language that is compared with English.
    package var language: Language
    /// The numbers that only English has, each as often as it is missing in the other.
    package var onlyEnglish: [String]
    /// The numbers that only the other language has.
    package var onlyOther: [String]

    /// `claim-D1: en has 0.57, ru has 0.75`.
    package var description: String {
      func list(_ numbers: [String]) -> String { numbers.isEmpty ? "nothing" : numbers.joined(separator: ", ") }
      return "\(block): en has \(list(onlyEnglish)), \(language) has \(list(onlyOther))"
    }
  }

  /// All numbers of one language, in the order in which they stand, normalised: no thousands separators, a decimal
  /// point, a hyphen as minus, `%` kept. Trailing zeros stay: `0.50` is not `0.5`.
  package static func numbers(inHTML html: String, language: Language) -> [String] {
    texts(html)[language, default: []].flatMap { numbers(inText: $0.text, language: language) }
  }

  /// Every block whose numbers are not the same in all languages, in the order of the page.
  ///
  /// Order within a block does not count, since languages order their sentences differently; frequency does.
  package static func differences(_ html: String) -> [Difference] {
    let texts = texts(html)
    var order: [String] = []
    var counts: [Language: [String: [String: Int]]] = [:]
    for language in Language.allCases {
      for (block, text) in texts[language, default: []] {
        if counts.values.allSatisfy({ $0[block] == nil }) { order.append(block) }
        var numbersOfBlock = counts[language, default: [:]][block] ?? [:]
        for number in numbers(inText: text, language: language) { numbersOfBlock[number, default: 0] += 1 }
        counts[language, default: [:]][block] = numbersOfBlock
      }
    }
    var differences: [Difference] = []
    for block in order {
      let english = counts[.en]?[block] ?? [:]
      for language in [Language.ru, .kk] {
        let other = counts[language]?[block] ?? [:]
        guard english != other else { continue }
        differences.append(
          Difference(
            block: block, language: language, onlyEnglish: surplus(english, over: other),
            onlyOther: surplus(other, over: english)))
      }
    }
    return differences
  }

  private static func surplus(_ left: [String: Int], over right: [String: Int]) -> [String] {
    left.keys.sorted().flatMap { number in
      Array(repeating: number, count: max(0, left[number, default: 0] - right[number, default: 0]))
    }
  }

  // MARK: Text

  /// The runs of visible text, each with the language and the block that it stands in.
  private static func texts(_ html: String) -> [Language: [(block: String, text: String)]] {
    struct Frame {
      var name: String
      var language: Language?
      var block: String
      var isSkipped: Bool
    }
    var result: [Language: [(block: String, text: String)]] = [:]
    var stack: [Frame] = [Frame(name: "", language: nil, block: "", isSkipped: false)]
    var scanner = HTMLScanner(html)
    while let token = scanner.next() {
      guard let top = stack.last else { break }
      switch token {
      case .open(let name, let attributes, let isEmpty):
        guard !isEmpty else {
          // A line break separates numbers as a space does.
          if let language = top.language { result[language, default: []].append((top.block, " ")) }
          continue
        }
        var frame = top
        frame.name = name
        // The page's own language is only its default: what stands outside the articles belongs to none.
        if name != "html", let code = attributes["lang"] { frame.language = Language(rawValue: code) }
        if let block = attributes["data-block"] { frame.block = block }
        if attributes["translate"] == "no" || name == "head" || name == "nav" && attributes["class"] == "languages" {
          frame.isSkipped = true
        }
        stack.append(frame)
      case .close(let name):
        if stack.count > 1, top.name == name { stack.removeLast() }
      case .text(let text):
        guard !top.isSkipped, let language = top.language else { continue }
        result[language, default: []].append((top.block, text))
      }
    }
    return result
  }

  // MARK: Numbers

  /// The numbers of a text, normalised.
  ///
  ///     NumberAudit.numbers(inText: "−1 234,50 и 95 %", language: .ru)   // ["-1234.50", "95%"], no-break spaces
  static func numbers(inText text: String, language: Language) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var numbers: [String] = []
    var at = 0
    while at < scalars.count {
      guard isDigit(scalars[at]) else {
        at += 1
        continue
      }
      var number = sign(before: at, in: scalars)
      let firstDigit = at
      while at < scalars.count, isDigit(scalars[at]) {
        number.unicodeScalars.append(scalars[at])
        at += 1
      }
      // A group separator counts only where the number may have groups and exactly three digits follow.
      let mayHaveGroups = at - firstDigit <= 3
      while mayHaveGroups, at + 3 < scalars.count, isGroup(scalars[at], language),
        scalars[(at + 1)...(at + 3)].allSatisfy(isDigit), at + 4 >= scalars.count || !isDigit(scalars[at + 4])
      {
        for digit in scalars[(at + 1)...(at + 3)] { number.unicodeScalars.append(digit) }
        at += 4
      }
      if at + 1 < scalars.count, scalars[at] == decimalMark(language), isDigit(scalars[at + 1]) {
        number += "."
        at += 1
        while at < scalars.count, isDigit(scalars[at]) {
          number.unicodeScalars.append(scalars[at])
          at += 1
        }
      }
      var after = at
      while after < scalars.count, isSpace(scalars[after]) { after += 1 }
      if after < scalars.count, scalars[after] == "%" {
        number += "%"
        at = after + 1
      }
      numbers.append(number)
    }
    return numbers
  }

  /// `-` for a minus, `+` for a plus, where it belongs to the number and is no dash between two words or numbers.
  private static func sign(before at: Int, in scalars: [Unicode.Scalar]) -> String {
    guard at > 0 else { return "" }
    let mark = scalars[at - 1]
    let beforeMark = at > 1 ? scalars[at - 2] : " "
    switch mark {
    case "\u{2212}": return "-"
    case "-", "+":
      let separates = isSpace(beforeMark) || ["(", "[", "=", ";", ":", "<", ">", "/"].contains(beforeMark)
      return separates ? String(mark) : ""
    default: return ""
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    [" ", "\n", "\t", "\u{A0}", "\u{202F}", "\u{2009}"].contains(scalar)
  }

  private static func isGroup(_ scalar: Unicode.Scalar, _ language: Language) -> Bool {
    language == .en ? scalar == "," : ["\u{A0}", "\u{202F}", "\u{2009}"].contains(scalar)
  }

  private static func decimalMark(_ language: Language) -> Unicode.Scalar { language == .en ? "." : "," }
}
