internal import KoshTable

/// Cautions without what they repeat: a report says once what holds of several results, and names the others.
enum CautionGroups {
  /// The cautions in the order of their first appearance; those of one code that differ in nothing but the name before
  /// the colon and in numbers become one, which goes on with the other names and with the numbers that differ.
  ///
  ///     Model 1: residuals resemble one another (Durbin–Watson 0.80) … Likewise: Model 2 (1.02).
  ///
  /// A caution that ends in the whole text of another is shortened by it. Names, numbers and order agree in the three
  /// languages, or the cautions stay apart.
  static func merged(_ cautions: [Caution]) -> [Caution] {
    var groups: [(first: Caution, others: [Trilingual])] = []
    for caution in cautions.map({ $0.withoutEnding(of: cautions) }) {
      let found = groups.indices.lazy.compactMap { index in
        groups[index].first.repetition(caution).map { (index, $0) }
      }.first
      if let (index, name) = found { groups[index].others.append(name) } else { groups.append((caution, [])) }
    }
    return groups.map { group in
      guard !group.others.isEmpty else { return group.first }
      let names = group.others.joined(separator: "; ")
      return Caution(
        group.first.code,
        group.first.text
          + Trilingual(
            en: " Likewise: \(names).", ru: " Так же: \(names).", kk: " Сондай-ақ: \(names)."))
    }
  }
}

extension Caution {
  /// How `other` is told as a repetition of this caution; `nil` if it says something else.
  fileprivate func repetition(_ other: Caution) -> Trilingual? {
    guard code == other.code else { return nil }
    var told = Trilingual(same: "")
    for language in Language.allCases {
      guard let (_, mine) = text[language].parted(at: ": "), let (name, theirs) = other.text[language].parted(at: ": "),
        case let (a, b) = (mine.textAndNumbers, theirs.textAndNumbers), a.text == b.text,
        a.numbers.count == b.numbers.count
      else { return nil }
      let changed = zip(a.numbers, b.numbers).filter { $0 != $1 }.map(\.1)
      told[language] = changed.isEmpty ? name : "\(name) (\(changed.joined(separator: "; ")))"
    }
    return told
  }

  fileprivate func withoutEnding(of cautions: [Caution]) -> Caution {
    for other in cautions where other.code != code {
      let isEnding = Language.allCases.allSatisfy {
        text[$0].count > other.text[$0].count && text[$0].hasSuffix(" " + other.text[$0])
      }
      guard isEnding else { continue }
      return Caution(code, text.map { language, full in String(full.dropLast(other.text[language].count + 1)) })
    }
    return self
  }
}

extension String {
  /// What stands before and after the first `mark`.
  func parted(at mark: String) -> (before: String, after: String)? {
    guard let place = firstRange(of: mark) else { return nil }
    return (String(self[..<place.lowerBound]), String(self[place.upperBound...]))
  }

  /// The text with its numbers replaced by `#`, and the numbers.
  fileprivate var textAndNumbers: (text: String, numbers: [String]) {
    var (text, numbers, number) = ("", [String](), "")
    func isInside(_ character: Character) -> Bool {
      !number.isEmpty && (character == "." || character == "," || character == "\u{00A0}" || character == "\u{202F}")
    }
    func close(_ text: inout String) {
      guard !number.isEmpty else { return }
      // A mark after the last digit belongs to the sentence.
      var tail = ""
      while let last = number.last, !last.isNumber { tail = String(number.removeLast()) + tail }
      numbers.append(number)
      text += "#" + tail
      number = ""
    }
    for character in self {
      if character.isASCII && character.isNumber || isInside(character) {
        number.append(character)
      } else {
        close(&text)
        text.append(character)
      }
    }
    close(&text)
    return (text, numbers)
  }
}
