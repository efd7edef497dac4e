internal import KoshStatistics
internal import KoshTable

/// Two columns of one table side by side: equal where, how far apart, how alike in order.
struct CompareColumnsAnalysis: Analysis {
  static let schema = ObjectSchema(
    "compare_columns", "Two columns side by side: in how many rows they are equal, how far apart, how alike in order.",
    AnalysisHead.fields([
      Field("a", .name, required: true, "One column."),
      Field("b", .name, required: true, "The other."),
    ]))

  let head: AnalysisHead
  let a: String
  let b: String
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    a = node.text("a") ?? ""
    b = node.text("b") ?? ""
    place = node["a"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    ["n", "equal", "r", "spearman", "sign_changes", "largest_difference", "largest_at", "sum_a", "sum_b"]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { [(a, true, place), (b, true, place)] }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    guard let first = source.table[a], let second = source.table[b] else { return AnalysisOutcome(findings: []) }
    let rows = source.rows(where: head.condition).filter { first.number(at: $0) != nil && second.number(at: $0) != nil }
    let xs = rows.compactMap { first.number(at: $0) }
    let ys = rows.compactMap { second.number(at: $0) }
    let cells = [CellRange(source.specification.id, [a, b], rows: rows)]
    let farthest = zip(rows, zip(xs, ys)).max { abs($0.1.0 - $0.1.1) < abs($1.1.0 - $1.1.1) }
    let pair = first.variable.label + Trilingual(same: " / ") + second.variable.label + Trilingual(same: ": ")
    let traits = context.traits(source: source.specification.id, columns: [a, b])
    let unit = first.variable.unit
    func number(
      _ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int, unit: Trilingual = Trilingual(same: "")
    ) -> Finding {
      finding(part, pair + what, value, decimals: decimals, unit: unit, cells: cells, traits: traits)
    }
    return AnalysisOutcome(findings: [
      number(
        "n", Trilingual(en: "rows with both values", ru: "строки с обоими значениями", kk: "екі мәні де бар жолдар"),
        Double(rows.count), 0),
      number(
        "equal", Trilingual(en: "rows in which they are equal", ru: "строки, где они равны", kk: "тең болатын жолдар"),
        Double(zip(xs, ys).count { $0 == $1 }), 0),
      number(
        "r", Trilingual(en: "Pearson correlation", ru: "корреляция Пирсона", kk: "Пирсон корреляциясы"),
        try? correlate(xs, ys).r, 2),
      number(
        "spearman",
        Trilingual(
          en: "Spearman rank correlation", ru: "ранговая корреляция Спирмена", kk: "Спирменнің рангтік корреляциясы"),
        try? correlate(xs, ys, method: .spearman).r, 2),
      number(
        "sign_changes",
        Trilingual(
          en: "rows with opposite signs", ru: "строки с противоположными знаками", kk: "таңбасы қарама-қарсы жолдар"),
        Double(zip(xs, ys).count { $0 * $1 < 0 }), 0),
      number(
        "largest_difference", Trilingual(en: "largest difference", ru: "наибольшая разность", kk: "ең үлкен айырма"),
        farthest.map { $0.1.0 - $0.1.1 }, 0, unit: unit),
      Finding(
        "\(id).largest_at",
        label: pair + Trilingual(en: "where it is largest", ru: "где она наибольшая", kk: "ол ең үлкен жер"),
        value: farthest.map { source.key(ofRow: $0.0) } ?? .undefined(Evaluator.nothing), cells: cells),
      number(
        "sum_a", Trilingual(en: "sum of the first", ru: "сумма первого", kk: "біріншісінің қосындысы"), xs.reduce(0, +),
        0, unit: unit),
      number(
        "sum_b", Trilingual(en: "sum of the second", ru: "сумма второго", kk: "екіншісінің қосындысы"), ys.reduce(0, +),
        0, unit: second.variable.unit),
    ])
  }
}
