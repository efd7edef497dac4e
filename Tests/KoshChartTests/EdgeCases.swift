import KoshChart
import KoshTable

/// Charts of numbers that nobody plans for: none, one, all equal, all missing, huge, tiny, many, and endless labels.
enum EdgeCases {
  static let words = ChartText(
    title: three("Title & <sign>", "Заголовок «и» знак", "Тақырып \"және\" белгі"),
    subtitle: three("unit", "единица", "бірлік"))
  static let long = three(
    "A label so long that no column of any chart could ever hold it on one line, with an Unbreakablylongwordthatgoesonforever",
    "Настолько длинная подпись, что ни один столбец ни одной диаграммы не вместит её в одну строку, сверхдлинноеслово",
    "Ешқандай диаграмманың бағанына бір жолға сыймайтын тым ұзын жазу, қанағаттандырылмағандықтарыңыздан")

  static func same(_ text: String) -> Trilingual { Trilingual(same: text) }

  static let empty: [(name: String, chart: any Chart)] = [
    ("empty bars", BarChart(text: words, bars: [])),
    ("bars all missing", BarChart(text: words, bars: [BarChart.Bar(same("a"), nil), BarChart.Bar(same("b"), .nan)])),
    ("empty line", LineChart(text: words, series: [])),
    ("line all missing", LineChart(text: words, series: [LineChart.Series(same("s"), [LineChart.Point(1, nil)])])),
    ("empty scatter", ScatterChart(text: words, points: [], xTitle: same("x"), yTitle: same("y"))),
    (
      "scatter all missing",
      ScatterChart(
        text: words, points: [ScatterChart.Point(same("a"), x: nil, y: 1)], xTitle: same("x"), yTitle: same("y"))
    ),
    ("empty forest", ForestPlot(text: words, rows: [], scale: .oddsRatio)),
    (
      "forest of impossible odds",
      ForestPlot(text: words, rows: [ForestPlot.Row(same("a"), [ForestPlot.Estimate(-1)])], scale: .oddsRatio)
    ),
    ("empty dendrogram", DendrogramChart(text: words, labels: [], merges: [], heights: [])),
    (
      "dendrogram that is no tree",
      DendrogramChart(
        text: words, labels: [same("a"), same("b"), same("c")], merges: [(-1, -1), (1, 5)], heights: [1, 2])
    ),
    ("empty heat map", HeatMap(text: words, rows: [], columns: [], values: [])),
    ("heat map all missing", HeatMap(text: words, rows: [same("r")], columns: [same("c")], values: [[nil]])),
    ("empty tile map", TileMap(text: words, tiles: [])),
    (
      "empty verdicts",
      VerdictChart(text: words, rows: [], names: Gallery.verdicts.names)
    ),
  ]

  static let odd: [(name: String, chart: any Chart)] = [
    ("one bar", BarChart(text: words, bars: [BarChart.Bar(same("a"), 3)])),
    ("bars of zero", BarChart(text: words, bars: [BarChart.Bar(same("a"), 0), BarChart.Bar(same("b"), 0)])),
    (
      "huge and tiny bars",
      BarChart(
        text: words, bars: [1e300, -1e300, 1e-300, 1e15, -123_456_789.5, .infinity].map { BarChart.Bar(same("v"), $0) })
    ),
    (
      "sixty bars",
      BarChart(
        text: words,
        bars: (0..<60).map { BarChart.Bar(same("row \($0)"), Double(($0 * 37) % 61) - 20, isEmphasised: $0 == 7) },
        number: ChartNumber(decimals: 1, suffix: same("%")))
    ),
    (
      "long labels",
      BarChart(
        text: ChartText(title: long, subtitle: long, note: long),
        bars: [
          BarChart.Bar(long, -1234.5, interval: ChartInterval(-2000, -500), group: 0),
          BarChart.Bar(long, nil, group: 1),
          BarChart.Bar(same("short"), 99, interval: ChartInterval(-10, 300), group: 7),
        ], groups: [long, long], number: ChartNumber(decimals: 2))
    ),
    (
      "three series with gaps",
      BarChart(
        text: words, bars: [BarChart.Bar(same("a"), values: [1, nil, -3]), BarChart.Bar(same("b"), values: [2])],
        series: [long, same("two"), same("three")])
    ),
    ("one point in time", LineChart(text: words, series: [LineChart.Series(same("s"), [LineChart.Point(2020, 5)])])),
    (
      "level line",
      LineChart(
        text: words, series: [LineChart.Series(long, (0..<5).map { LineChart.Point(Double($0), 7) })],
        includesZero: false,
        xIsYear: false, xTitle: long)
    ),
    (
      "huge line",
      LineChart(
        text: words,
        series: [
          LineChart.Series(same("s"), (0..<5).map { LineChart.Point(Double($0) * 1e200, Double($0) * 2e299 - 4e299) })
        ],
        xIsYear: false)
    ),
    (
      "tiny line",
      LineChart(
        text: words,
        series: [
          LineChart.Series(same("s"), (0..<5).map { LineChart.Point(Double($0) * 1e-200, Double($0) * 1e-299) })
        ],
        xIsYear: false)
    ),
    (
      "eight lines of one value and many notes",
      LineChart(
        text: words,
        series: (0..<8).map { line in
          LineChart.Series(same("series \(line)"), (0..<4).map { LineChart.Point(Double(2000 + $0), 10) })
        },
        annotations: (0..<12).map {
          LineChart.Annotation(x: 2001, y: 10, same("a note about this point, number \($0)"))
        }
          + [LineChart.Annotation(x: 1900, same("before all")), LineChart.Annotation(x: .nan, same("nowhere"))])
    ),
    (
      "millions",
      LineChart(
        text: words,
        series: [
          LineChart.Series(
            same("people"), (0..<9).map { LineChart.Point(Double(1950 + $0 * 10), 6.7e6 + Double($0) * 1.7e6) })
        ])
    ),
    (
      "one point",
      ScatterChart(
        text: words, points: [ScatterChart.Point(same("a"), x: 1, y: 1)], xTitle: same("x"), yTitle: same("y"),
        fit: ScatterChart.Fit(intercept: .nan, slope: 1))
    ),
    (
      "sixty points at one place",
      ScatterChart(
        text: words,
        points: (0..<60).map {
          ScatterChart.Point(same("point number \($0)"), x: 5 + Double($0 % 3) * 0.01, y: 5, group: $0 % 8)
        }
          + [ScatterChart.Point(same("absent"), x: nil, y: 2)],
        groups: (0..<6).map { same("group \($0)") }, xTitle: long, yTitle: long,
        fit: ScatterChart.Fit(intercept: 5, slope: 0, label: same("level")))
    ),
    (
      "huge points",
      ScatterChart(
        text: words,
        points: [ScatterChart.Point(long, x: -1e300, y: 1e-300), ScatterChart.Point(long, x: 1e300, y: 2e-300)],
        xTitle: same("x"), yTitle: same("y"), fit: ScatterChart.Fit(intercept: 0, slope: 1e300))
    ),
    (
      "odds beyond measure",
      ForestPlot(
        text: words,
        rows: [
          ForestPlot.Row(long, [ForestPlot.Estimate(1e-200, ChartInterval(0, 3)), nil]),
          ForestPlot.Row(
            same("separated"), [ForestPlot.Estimate(2, ChartInterval(1e-120, .infinity)), ForestPlot.Estimate(0)]),
          ForestPlot.Row(same("plain"), [ForestPlot.Estimate(1.1, ChartInterval(0.9, 1.3)), ForestPlot.Estimate(1)]),
        ], models: [same("A"), long], scale: .oddsRatio, lowerTitle: long, upperTitle: same("more"))
    ),
    (
      "coefficients",
      ForestPlot(
        text: words,
        rows: [
          ForestPlot.Row(same("a"), [ForestPlot.Estimate(-3.5, ChartInterval(-7, 0.2))]),
          ForestPlot.Row(same("b"), [ForestPlot.Estimate(12)]), ForestPlot.Row(same("c"), [nil]),
          ForestPlot.Row(same("d"), []),
        ], scale: .coefficient)
    ),
    (
      "odds close to one",
      ForestPlot(
        text: words, rows: [ForestPlot.Row(same("a"), [ForestPlot.Estimate(1.0001, ChartInterval(0.9999, 1.0003))])],
        scale: .oddsRatio, number: ChartNumber(decimals: 4))
    ),
    (
      "two leaves at height zero",
      DendrogramChart(text: words, labels: [long, same("b")], merges: [(-1, -2)], heights: [0], cutHeight: 0)
    ),
    (
      "heat map of one value, many columns",
      HeatMap(
        text: words, rows: [long, same("b")], columns: (0..<15).map { $0 == 3 ? long : same("column \($0)") },
        values: [Array(repeating: 5, count: 15), [nil, 5]], number: ChartNumber(decimals: 2), valueTitle: long)
    ),
    (
      "heat map of huge values",
      HeatMap(
        text: words, rows: [same("r")], columns: [same("c"), same("d")], values: [[1e300, -1e300]], scale: .diverging,
        number: ChartNumber())
    ),
    (
      "shares",
      HeatMap(
        text: words, rows: [same("r"), same("s")], columns: [same("c"), same("d")], values: [[0.1, 99.5], [nil, 40]],
        scale: .sequentialBreaks([20, 40, 60, 80]), number: ChartNumber(decimals: 1, suffix: same("%")))
    ),
    (
      "tiles with long names and values",
      TileMap(
        text: words,
        tiles: (0..<9).map {
          TileMap.Tile(
            code: "T-\($0)", label: long, short: $0 == 0 ? .none : long, row: $0 / 9, column: $0 % 9,
            value: $0 == 4 ? nil : Double($0) * 1e6 - 3e6)
        }, scale: .diverging)
    ),
    (
      "tiles of zero",
      TileMap(
        text: words, tiles: [TileMap.Tile(code: "a", label: same("a"), short: same("a"), row: 0, column: 0, value: 0)],
        scale: .sequential)
    ),
    (
      "many claims",
      VerdictChart(
        text: words,
        rows: [
          VerdictChart.Row(long, confirmed: 1000, refuted: 0, cannotTell: -3),
          VerdictChart.Row(same("b"), confirmed: 1, refuted: 59, cannotTell: 1),
        ],
        names: VerdictChart.Names(confirmed: same("holds"), refuted: long, cannotTell: same("open")))
    ),
    (
      "single claims",
      VerdictChart(
        text: words,
        rows: (0..<5).map {
          VerdictChart.Row(
            same("claim \($0)"), confirmed: $0 % 3 == 0 ? 1 : 0, refuted: $0 % 3 == 1 ? 1 : 0,
            cannotTell: $0 % 3 == 2 ? 1 : 0)
        },
        names: Gallery.verdicts.names, showsCounts: false)
    ),
  ]

  static let all = empty + odd
}
