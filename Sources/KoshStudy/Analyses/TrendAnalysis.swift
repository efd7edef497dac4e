internal import KoshStatistics
internal import KoshTable

/// Trend curves fitted to a series and to its cumulative sum.
struct TrendAnalysis: Analysis {
  static let schema = ObjectSchema(
    "trend",
    "Trend curves fitted to a series and to its cumulative sum, each with R²; a curve that degenerates is said to.",
    AnalysisHead.fields([
      Field("time", .name, required: true, "The variable of time, one step a row."),
      Field("value", .name, required: true, "The series."),
      Field(
        "series", .list(.choice(["annual", "cumulated"])),
        "The series itself, its cumulative sum, or both (both unless given)."),
      Field(
        "shapes",
        .list(
          .choice([
            "linear", "quadratic", "cubic", "logarithmic", "exponential", "growth", "power", "logistic", "gompertz",
            "bass",
          ])),
        "The curves; linear, quadratic, cubic, logarithmic and exponential unless given. Exponential is the approach to a level, growth is exponential growth."
      ),
    ]))

  let head: AnalysisHead
  let time: String
  let value: String
  let series: [String]
  let shapes: [String]
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    time = node.text("time") ?? ""
    value = node.text("value") ?? ""
    series = node["series"] == nil ? ["annual", "cumulated"] : node.texts("series")
    shapes = node["shapes"] == nil ? Self.names.prefix(5).map(\.0) : node.texts("shapes")
    place = node["value"]?.place ?? node.place
  }

  /// The curves by name; the first five are those that are drawn unasked.
  private static let names: [(String, TrendShape, Trilingual)] = [
    ("linear", .linear, Trilingual(en: "straight line", ru: "прямая", kk: "түзу")),
    ("quadratic", .quadratic, Trilingual(en: "quadratic", ru: "парабола", kk: "парабола")),
    ("cubic", .cubic, Trilingual(en: "cubic", ru: "кубическая кривая", kk: "кубтық қисық")),
    ("logarithmic", .logarithmic, Trilingual(en: "logarithmic", ru: "логарифмическая кривая", kk: "логарифмдік қисық")),
    (
      "exponential", .exponentialApproach,
      Trilingual(
        en: "exponential approach to a level", ru: "экспоненциальное приближение к уровню",
        kk: "деңгейге экспоненциалды жақындау")
    ),
    (
      "growth", .exponential,
      Trilingual(en: "exponential growth", ru: "экспоненциальный рост", kk: "экспоненциалды өсу")
    ),
    ("power", .power, Trilingual(en: "power curve", ru: "степенная кривая", kk: "дәрежелік қисық")),
    ("logistic", .logistic, Trilingual(en: "logistic curve", ru: "логистическая кривая", kk: "логистикалық қисық")),
    ("gompertz", .gompertz, Trilingual(en: "Gompertz curve", ru: "кривая Гомпертца", kk: "Гомперц қисығы")),
    ("bass", .bass, Trilingual(en: "Bass curve", ru: "кривая Басса", kk: "Басс қисығы")),
  ]

  var findingPatterns: [String] {
    series.flatMap { series in
      shapes.flatMap { ["\(series).\($0).r_squared", "\(series).\($0).degenerate"] } + [
        "\(series).last", "\(series).n",
      ]
    } + ["total"]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    [(time, true, place), (value, true, place)]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    guard let column = source.table[value], let times = source.table[time] else { return AnalysisOutcome(findings: []) }
    let rows = source.rows(where: head.condition)
    let annual = rows.map { column.number(at: $0) }
    let cells = [CellRange(source.specification.id, [value], rows: rows)]
    var findings: [Finding] = []
    var cautions: [Caution] = []
    var drawn: [TrendSeries] = []
    for name in series {
      let values = name == "annual" ? annual : cumulated(annual)
      let label =
        column.variable.label
        + (name == "annual"
          ? Trilingual(same: "") : Trilingual(en: ", cumulated", ru: ", накопленным итогом", kk: ", жинақталған"))
      findings.append(
        finding(
          "\(name).n", label + Trilingual(en: ": values", ru: ": значений", kk: ": мәндер саны"),
          Double(values.count { $0 != nil }), decimals: 0, cells: cells))
      findings.append(
        finding(
          "\(name).last", label + Trilingual(en: ": last value", ru: ": последнее значение", kk: ": соңғы мән"),
          values.last ?? nil, decimals: 0, unit: column.variable.unit, cells: cells))
      var fits: [TrendSeries.Fit] = []
      for (shapeName, shape, words) in Self.names where shapes.contains(shapeName) {
        let fit: TrendFit = try placing(at: place) { () throws(Problem) in
          try fitTrend(shape, to: values, isCumulated: name == "cumulated", name: value)
        }
        let isStraight = shape == .linear || fit.degeneracy == .straightLine
        var traits: Set<FindingTrait> = [isStraight ? .straightLine : .curve]
        if fit.isDegenerate { traits.insert(.degenerate) }
        if name == "cumulated" { traits.insert(.cumulated) }
        let title = label + Trilingual(same: ", ") + words
        findings.append(
          finding(
            "\(name).\(shapeName).r_squared", title + Trilingual(same: ": R²"), fit.rSquared, decimals: 2, cells: cells,
            traits: traits))
        findings.append(
          Finding(
            "\(id).\(name).\(shapeName).degenerate",
            label: title + Trilingual(en: ": degenerate", ru: ": вырождена", kk: ": азғындаған"),
            value: .truth(fit.isDegenerate ? .yes : .no), cells: cells, traits: traits))
        cautions += fit.cautions
        fits.append(
          TrendSeries.Fit(label: words, fitted: fit.fitted, rSquared: fit.rSquared, isDegenerate: fit.isDegenerate))
      }
      drawn.append(
        TrendSeries(
          name: name, label: label, times: rows.map { times.number(at: $0) ?? 0 }, values: values, fits: fits,
          source: source.specification.id))
    }
    findings.append(
      finding(
        "total", column.variable.label + Trilingual(en: ": sum", ru: ": сумма", kk: ": қосынды"),
        annual.contains { $0 == nil } ? nil : annual.compactMap { $0 }.reduce(0, +), decimals: 0,
        unit: column.variable.unit, cells: cells))
    let unique = cautions.reduce(into: [Caution]()) { if !$0.contains($1) { $0.append($1) } }
    return AnalysisOutcome(findings: findings, cautions: unique, drawing: .trend(drawn))
  }
}

/// A series with the curves fitted to it, as an exhibit draws them.
struct TrendSeries: Sendable {
  /// One fitted curve.
  struct Fit: Sendable {
    var label: Trilingual
    var fitted: [Double]
    var rSquared: Double
    var isDegenerate: Bool
  }
  var name: String
  var label: Trilingual
  var times: [Double]
  var values: [Double?]
  var fits: [Fit]
  var source: String
}
