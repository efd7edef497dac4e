internal import KoshStatistics
internal import KoshTable

/// Counts, means and quartiles of variables.
struct DescribeAnalysis: Analysis {
  static let schema = ObjectSchema(
    "describe", "Counts, means and quartiles of variables.",
    AnalysisHead.fields([Field("variables", .list(.name), required: true, "The variables, numbers.")]))

  let head: AnalysisHead
  let names: [String]
  let namesPlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    names = node.texts("variables")
    namesPlace = node["variables"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    names.flatMap { name in ["n", "missing", "mean", "sd", "min", "median", "max", "sum"].map { "\(name).\($0)" } }
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { names.map { ($0, true, namesPlace) } }

  /// What must not be shown where a row is a person: the ends of a distribution are single people, and of few people
  /// everything. Of yes and no, mean, sum, deviation and median count people, and a few of either must not be told.
  private static func hidden(of values: [Double], missing: Int, least: Int?) -> Set<String> {
    guard let least else { return [] }
    // The rows are known, so the number missing tells the number that is not.
    if !values.isEmpty, values.count < least { return ["n", "missing", "mean", "sd", "min", "median", "max", "sum"] }
    var counts: [Double: Int] = [:]
    for value in values {
      counts[value, default: 0] += 1
      if counts.count > 2 { return ["min", "max"] }
    }
    return counts.values.contains { $0 < least } ? ["mean", "sd", "min", "median", "max", "sum"] : ["min", "max"]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let rows = source.rows(where: head.condition)
    var findings: [Finding] = []
    for name in names {
      guard let column = source.table[name] else { continue }
      let values = rows.map { column.number(at: $0) }
      let result = describe(values)
      let decimals = column.printed?.compactMap { LoadedSource.decimals(of: $0) }.max() ?? 2
      let label = column.variable.label
      let cells = [CellRange(source.specification.id, [name], rows: rows)]
      let hidden = DescribeAnalysis.hidden(
        of: values.compactMap { $0 }, missing: result.missing, least: source.leastCell)
      func add(_ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int) {
        var added = finding(
          "\(name).\(part)", label + Trilingual(same: ": ") + what, value, decimals: decimals,
          unit: part == "n" || part == "missing" ? Trilingual(same: "") : column.variable.unit, cells: cells)
        if hidden.contains(part) { added.value = .undefined(LoadedSource.aPerson) }
        findings.append(added)
      }
      add("n", Trilingual(en: "number of values", ru: "число значений", kk: "мәндер саны"), Double(result.n), 0)
      add("missing", Trilingual(en: "missing", ru: "пропущено", kk: "жоқ мәндер"), Double(result.missing), 0)
      add("mean", Trilingual(en: "mean", ru: "среднее", kk: "орташа мән"), result.mean, decimals + 1)
      add(
        "sd", Trilingual(en: "standard deviation", ru: "стандартное отклонение", kk: "стандартты ауытқу"),
        result.standardDeviation, decimals + 1)
      add("min", Trilingual(en: "minimum", ru: "минимум", kk: "минимум"), result.minimum, decimals)
      add("median", Trilingual(en: "median", ru: "медиана", kk: "медиана"), result.median, decimals + 1)
      add("max", Trilingual(en: "maximum", ru: "максимум", kk: "максимум"), result.maximum, decimals)
      add("sum", Trilingual(en: "sum", ru: "сумма", kk: "қосынды"), result.n > 0 ? result.sum : nil, decimals)
    }
    return AnalysisOutcome(findings: findings)
  }
}
