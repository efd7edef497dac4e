/// The colours of all charts, on light and on dark paper.
///
/// Every colour is a custom property `--kosh-…`, so that a page can change it; every one differs between light and dark.
/// The six colours of series keep a contrast of 3 : 1 against the paper and stay apart in the three kinds of colour
/// blindness; text in coloured cells keeps 4.5 : 1.
package enum ChartTheme {
  /// The style sheet to put once into a page that holds charts.
  ///
  /// It defines the tokens for light paper, for dark paper (by the system's wish, or by `data-theme="dark"` on the root
  /// element; `data-theme="light"` keeps light), and for print, which is always light. It also shows the wide or the
  /// narrow layout, whichever fits the screen (the limit is 640 px), and the wide one on paper.
  package static let css: String = {
    let light = definitions { $0.light }
    let dark = definitions { $0.dark }
    var css = """
      :root{\(light)}
      @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}
      :root[data-theme=dark]{\(dark)}
      @media print{:root,:root:not([data-theme=light]),:root[data-theme=dark]{\(light)}}
      .kosh-chart{display:block;width:100%;height:auto}
      .kosh-narrow{display:none}
      @media screen and (max-width:640px){.kosh-wide{display:none}.kosh-narrow{display:block}}

      """
    for ink in Ink.all {
      css += ".kosh-chart .f-\(ink.name){fill:var(--kosh-\(ink.name),\(ink.light))}"
      css += ".kosh-chart .s-\(ink.name){stroke:var(--kosh-\(ink.name),\(ink.light))}\n"
    }
    return css
  }()

  private static func definitions(_ colour: (Ink) -> String) -> String {
    Ink.all.map { "--kosh-\($0.name):\(colour($0))" }.joined(separator: ";")
  }
}

/// A role that a colour plays.
enum Ink: Sendable, Hashable {
  case ink, muted, grid, paper, accent
  /// One of the six colours of series, from 0.
  case series(Int)
  /// Diverging, 0 (far below) … 4 (neutral) … 8 (far above).
  case diverging(Int)
  /// Text on such a colour.
  case onDiverging(Int)
  /// Sequential, 0 (little) … 5 (a lot).
  case sequential(Int)
  /// Text on such a colour.
  case onSequential(Int)

  static let all: [Ink] =
    [.ink, .muted, .grid, .paper, .accent] + (0..<6).map(Ink.series) + (0..<9).map(Ink.diverging)
    + (0..<9).map(Ink.onDiverging) + (0..<6).map(Ink.sequential) + (0..<6).map(Ink.onSequential)

  /// The name of its token, after `--kosh-`.
  var name: String {
    switch self {
    case .ink: "ink"
    case .muted: "muted"
    case .grid: "grid"
    case .paper: "paper"
    case .accent: "accent"
    case .series(let index): "c\(Self.wrap(index, 6) + 1)"
    case .diverging(let index): "d\(Self.wrap(index, 9) + 1)"
    case .onDiverging(let index): "d\(Self.wrap(index, 9) + 1)-text"
    case .sequential(let index): "s\(Self.wrap(index, 6) + 1)"
    case .onSequential(let index): "s\(Self.wrap(index, 6) + 1)-text"
    }
  }

  var light: String { colours.light }
  var dark: String { colours.dark }

  private var colours: (light: String, dark: String) {
    switch self {
    case .ink: ("#1c2024", "#e8eaed")
    case .muted: ("#5c6570", "#a4adb8")
    case .grid: ("#dcdfe3", "#343a41")
    case .paper: ("#fdfcfa", "#15181c")
    case .accent: ("#b3261e", "#ff8a75")
    case .series(let index): Self.series[Self.wrap(index, 6)]
    case .diverging(let index): Self.diverging[Self.wrap(index, 9)]
    case .sequential(let index): Self.sequential[Self.wrap(index, 6)]
    case .onDiverging(let index):
      (
        [0, 8].contains(Self.wrap(index, 9)) ? Self.white : Self.black,
        (2...6).contains(Self.wrap(index, 9)) ? Self.white : Self.black
      )
    case .onSequential(let index):
      (
        Self.wrap(index, 6) >= 4 ? Self.white : Self.black, Self.wrap(index, 6) <= 2 ? Self.white : Self.black
      )
    }
  }

  private static func wrap(_ index: Int, _ count: Int) -> Int { ((index % count) + count) % count }

  private static let white = "#ffffff"
  private static let black = "#15181c"
  private static let series: [(light: String, dark: String)] = [
    ("#0a63ad", "#4795e6"), ("#b83c00", "#ee7030"), ("#00926c", "#2fc296"), ("#8a2a80", "#c866b4"),
    ("#a68b00", "#f2e07c"), ("#6b7580", "#c3ccd5"),
  ]
  private static let diverging: [(light: String, dark: String)] = [
    ("#8c2f0c", "#ffb38a"), ("#cf682f", "#dd7f4b"), ("#e8a274", "#a3562c"), ("#f6dcc9", "#5f3a28"),
    ("#ece9e3", "#34383e"), ("#cfe3f0", "#27465c"), ("#86bbdc", "#2f6f99"), ("#4390c2", "#4f9ccb"),
    ("#0b4f80", "#9bd2f5"),
  ]
  private static let sequential: [(light: String, dark: String)] = [
    ("#e4efec", "#1f3236"), ("#c5dfd9", "#234c50"), ("#92c5bc", "#2c6e6e"), ("#559f98", "#3e948e"),
    ("#25757a", "#6dbdb2"), ("#0c4a57", "#b4e6da"),
  ]
}
