/// One text in the three languages, carrying one set of numbers.
///
/// A number that is interpolated is written in each language's own format, so it cannot differ between languages:
///
///     let r = -0.5690580756728725
///     let text = Trilingual(en: "r = \(r, decimals: 2)", ru: "r = \(r, decimals: 2)", kk: "r = \(r, decimals: 2)")
///     text.en   // "r = −0.57"
///     text.ru   // "r = −0,57"
public struct Trilingual: Sendable, Hashable {
  /// The English text.
  public var en: String
  /// The Russian text.
  public var ru: String
  /// The Kazakh text.
  public var kk: String

  /// Renders each phrase in its own language.
  public init(en: Phrase, ru: Phrase, kk: Phrase) {
    self.en = en.text(in: .en)
    self.ru = ru.text(in: .ru)
    self.kk = kk.text(in: .kk)
  }

  /// The same text in every language: for names, codes and symbols that are not translated.
  public init(same text: String) {
    (en, ru, kk) = (text, text, text)
  }

  /// A number in each language's own format.
  public init(_ value: Double, decimals: Int, sign: NumberText.Sign = .negativeOnly) {
    self.init(
      en: "\(value, decimals: decimals, sign: sign)", ru: "\(value, decimals: decimals, sign: sign)",
      kk: "\(value, decimals: decimals, sign: sign)")
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    get {
      switch language {
      case .en: en
      case .ru: ru
      case .kk: kk
      }
    }
    set {
      switch language {
      case .en: en = newValue
      case .ru: ru = newValue
      case .kk: kk = newValue
      }
    }
  }

  /// Whether there is nothing to read in any language.
  public var isEmpty: Bool { en.isEmpty && ru.isEmpty && kk.isEmpty }

  /// Applies `transform` to each language's text.
  public func map(_ transform: (Language, String) -> String) -> Trilingual {
    var result = self
    for language in Language.allCases { result[language] = transform(language, self[language]) }
    return result
  }

  /// Joins the texts language by language.
  public static func + (left: Trilingual, right: Trilingual) -> Trilingual {
    left.map { $1 + right[$0] }
  }
}

extension Sequence<Trilingual> {
  /// The texts one after another in each language, with `separator` between.
  ///
  ///     [Trilingual(same: "a"), Trilingual(same: "b")].joined(separator: ", ").en   // "a, b"
  public func joined(separator: String) -> Trilingual {
    var result = Trilingual(same: "")
    for language in Language.allCases {
      result[language] = map { $0[language] }.joined(separator: separator)
    }
    return result
  }
}

/// A text whose numbers wait to be written until the language is known.
public struct Phrase: Sendable, ExpressibleByStringInterpolation {
  enum Piece: Sendable {
    case text(String)
    case each(Trilingual)
    case number(Double, decimals: Int?, sign: NumberText.Sign)
  }
  var pieces: [Piece]

  /// A phrase of fixed text.
  public init(stringLiteral value: String) { pieces = [.text(value)] }

  /// A phrase from an interpolated literal.
  public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  /// The phrase with its numbers written as `language` writes them.
  public func text(in language: Language) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .each(let trilingual): result += trilingual[language]
      case .number(let value, let decimals, let sign):
        result +=
          decimals.map { NumberText.fixed(value, decimals: $0, sign: sign, language: language) }
          ?? NumberText.plain(value, language: language)
      }
    }
    return result
  }

  /// Collects what stands between the quotation marks.
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var pieces: [Piece] = []

    /// Required by the protocol.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Text as it stands.
    public mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }
    /// Text that is the same in every language.
    public mutating func appendInterpolation(_ text: String) { pieces.append(.text(text)) }
    /// Text that has its own form in each language.
    public mutating func appendInterpolation(_ text: Trilingual) { pieces.append(.each(text)) }
    /// A whole number, with thousands separated.
    public mutating func appendInterpolation(_ value: Int) {
      pieces.append(.number(Double(value), decimals: 0, sign: .negativeOnly))
    }
    /// A number with all the digits it needs.
    public mutating func appendInterpolation(_ value: Double) {
      pieces.append(.number(value, decimals: nil, sign: .negativeOnly))
    }
    /// A number with a fixed count of decimals.
    public mutating func appendInterpolation(
      _ value: Double, decimals: Int, sign: NumberText.Sign = .negativeOnly
    ) {
      pieces.append(.number(value, decimals: decimals, sign: sign))
    }
  }
}
