package import KoshTable

/// Running text in three languages, whose numbers lead to their findings.
///
/// The number stands in the text as it was written for that language; `finding` is the same in all three.
///
///     Prose(
///       en: [.text("The correlation is "), .number("−0.57", finding: "income_balance"), .text(".")],
///       ru: [.text("Корреляция равна "), .number("−0,57", finding: "income_balance"), .text(".")],
///       kk: [.text("Корреляция "), .number("−0,57", finding: "income_balance"), .text(" тең.")])
package struct Prose: Sendable, Hashable {
  /// A piece of a line.
  package enum Piece: Sendable, Hashable {
    /// Text as it stands.
    case text(String)
    /// A number, with the finding it came from.
    case number(String, finding: String)
    /// Stressed text.
    case emphasis(String)
    /// A link: an outside address (`https://…`) or `#claim-D1`, `#finding-ID`, `#figure-ID`, `#table-ID` or
    /// `#section-ID` of this document. Any other address is written as plain text.
    case link(String, to: String)
  }

  /// The pieces of the English text.
  package var en: [Piece]
  /// The pieces of the Russian text.
  package var ru: [Piece]
  /// The pieces of the Kazakh text.
  package var kk: [Piece]

  /// Text from its pieces.
  package init(en: [Piece], ru: [Piece], kk: [Piece]) {
    self.en = en
    self.ru = ru
    self.kk = kk
  }

  /// Text without links.
  package init(_ text: Trilingual) {
    self.init(en: [.text(text.en)], ru: [.text(text.ru)], kk: [.text(text.kk)])
  }

  /// The pieces in one language.
  package subscript(language: Language) -> [Piece] {
    switch language {
    case .en: en
    case .ru: ru
    case .kk: kk
    }
  }

  /// The text in one language without its links.
  package func plainText(in language: Language) -> String {
    self[language].map { piece in
      switch piece {
      case .text(let text), .number(let text, _), .emphasis(let text), .link(let text, _): text
      }
    }.joined()
  }

  /// One text after another.
  package static func + (left: Prose, right: Prose) -> Prose {
    Prose(en: left.en + right.en, ru: left.ru + right.ru, kk: left.kk + right.kk)
  }
}
