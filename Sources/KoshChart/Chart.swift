package import KoshTable

/// A picture of numbers, as data: what it shows and what it says, before anything is drawn.
///
/// A chart is a specification. ``drawing(in:width:)`` lays it out (pure arithmetic, no input but the specification), and
/// ``svg(in:width:idPrefix:)`` writes the layout as SVG that stands alone: title, subtitle, plot and note are all inside
/// the picture. The same chart gives the same bytes, always.
package protocol Chart: Sendable {
  /// Title, subtitle, note and alternative text.
  var text: ChartText { get }
  /// The table behind the picture: every number that is drawn, with the order of the specification.
  var data: ChartData { get }
  /// What the picture shows, in words, made from the numbers; used when ``ChartText/alt`` is empty.
  var generatedAlt: Trilingual { get }
  /// The layout: shapes with coordinates.
  func drawing(in language: Language, width: ChartWidth) -> Drawing
}

extension Chart {
  /// The picture for a wide page. See ``svg(in:width:idPrefix:)``.
  package func svg(in language: Language) -> String { svg(in: language, width: .wide) }

  /// The picture as one `<svg>` element.
  ///
  /// The element scales with its container (`viewBox`, no fixed size) and carries `role="img"`, a `<title>` and a
  /// `<desc>` with the alternative text. Colours are plain attributes, so that the file also looks right in a program
  /// that knows no style sheets, and classes, so that ``ChartTheme/css`` can recolour it for a dark page.
  ///
  /// - Parameter idPrefix: Begins every `id` in the element. Left out, it is made from the content: two pictures share
  ///   ids only when they are the same picture.
  package func svg(in language: Language, width: ChartWidth, idPrefix: String? = nil) -> String {
    SVGWriter.text(
      of: drawing(in: language, width: width), title: text.title[language], description: altText(in: language),
      language: language, width: width, idPrefix: idPrefix)
  }

  /// Both layouts, wide and narrow, one after the other; ``ChartTheme/css`` shows the one that fits the screen.
  ///
  /// The hidden one is `display: none`, so that a screen reader meets the picture once.
  package func responsiveSVG(in language: Language) -> String {
    svg(in: language, width: .wide) + "\n" + svg(in: language, width: .narrow)
  }

  /// The alternative text: the author's, or where there is none the one generated from the numbers.
  package func altText(in language: Language) -> String {
    let own = text.alt[language]
    return own.isEmpty ? generatedAlt[language] : own
  }
}

/// The words around a plot.
package struct ChartText: Sendable, Hashable {
  /// The conclusion, as a sentence without a full stop.
  package var title: Trilingual
  /// What is measured, and its unit.
  package var subtitle: Trilingual
  /// Number of cases, source, what to be careful about.
  package var note: Trilingual
  /// The whole picture in words. Where it is empty, each chart generates it from its numbers.
  package var alt: Trilingual

  /// The words; leave out what there is not.
  package init(
    title: Trilingual, subtitle: Trilingual = .none, note: Trilingual = .none, alt: Trilingual = .none
  ) {
    self.title = title
    self.subtitle = subtitle
    self.note = note
    self.alt = alt
  }
}

extension Trilingual {
  /// No text in any language.
  package static let none = Trilingual(same: "")
}

/// The two layouts of a picture. The unit of length is a pixel at the design width.
package enum ChartWidth: Sendable, Hashable, CaseIterable {
  /// 720 units: for a page of text, on a screen or on paper.
  case wide
  /// 360 units: for a telephone held upright; the same numbers, the labels above or wrapped instead of beside.
  case narrow

  /// The width of the `viewBox`.
  package var points: Double { self == .wide ? 720 : 360 }
}

/// The table behind a picture.
package struct ChartData: Sendable, Hashable {
  /// The headings.
  package var columns: [Trilingual]
  /// The rows, each as long as ``columns``.
  package var rows: [[ChartCell]]

  /// A table.
  package init(columns: [Trilingual], rows: [[ChartCell]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// One cell of the table behind a picture.
package enum ChartCell: Sendable, Hashable {
  /// A text.
  case label(Trilingual)
  /// A number, to be written with so many decimals.
  case number(Double, decimals: Int)
  /// Nothing was observed, or nothing can be computed.
  case missing

  /// A number, or missing where there is none. A value that is not finite is missing.
  package init(_ value: Double?, decimals: Int) {
    if let value, value.isFinite { self = .number(value, decimals: decimals) } else { self = .missing }
  }

  /// The cell as text.
  package func text(in language: Language) -> String {
    switch self {
    case .label(let label): label[language]
    case .number(let value, let decimals): NumberText.fixed(value, decimals: decimals, language: language)
    case .missing: "–"
    }
  }
}

/// From a lower to an upper end: an interval around an estimate.
package struct ChartInterval: Sendable, Hashable {
  /// The lower end.
  package var low: Double
  /// The upper end.
  package var high: Double

  /// An interval.
  package init(_ low: Double, _ high: Double) {
    self.low = min(low, high)
    self.high = max(low, high)
  }
}

/// How a number is written in a picture.
package struct ChartNumber: Sendable, Hashable {
  /// Decimals of value labels.
  package var decimals: Int
  /// Whether positive numbers carry a plus: for balances and changes.
  package var sign: NumberText.Sign
  /// What follows the number without being measured: `%`. Empty for none.
  package var suffix: Trilingual

  /// A way of writing numbers.
  package init(decimals: Int = 0, sign: NumberText.Sign = .negativeOnly, suffix: Trilingual = .none) {
    self.decimals = decimals
    self.sign = sign
    self.suffix = suffix
  }

  /// `value` as it is written; from 10¹⁵ on with a power of ten.
  package func text(_ value: Double, in language: Language) -> String {
    let digits =
      value.isFinite && value.magnitude >= 1e15
      ? AxisText.scientific(value, in: language)
      : NumberText.fixed(value, decimals: decimals, sign: sign, language: language)
    return digits + suffix[language]
  }

  /// `value` in all three languages.
  func trilingual(_ value: Double) -> Trilingual {
    Trilingual.none.map { language, _ in text(value, in: language) }
  }

  /// `value`, or the word for a missing one.
  func trilingual(_ value: Double?) -> Trilingual { drawable(value).map { trilingual($0) } ?? ChartWords.noData }
}
