internal import KoshStatistics
internal import KoshTable

/// The correlation of two variables, with how far it hangs on single rows, on ranks and on named variants.
struct CorrelationAnalysis: Analysis {
  static let schema = ObjectSchema(
    "correlation",
    "Pearson's correlation with its interval; beside it Spearman's, and the range when each row is left out.",
    AnalysisHead.fields([
      Field("x", .name, required: true, "One variable."),
      Field("y", .name, required: true, "The other."),
      Field(
        "variants",
        .map(
          .object(
            ObjectSchema(
              "variant", "The same correlation on other rows or variables.",
              [
                Field("x", .name, "Another variable in place of x."),
                Field("y", .name, "Another variable in place of y."),
                Field("where", .rowExpression, "Which rows."),
                Field("label", .trilingual(placeholders: false), "What is different."),
              ]))), "The same correlation on other rows or variables, by name."),
    ]))

  struct Variant: Sendable {
    var name: String
    var x: String
    var y: String
    var condition: Expression?
    var label: Trilingual?
    var place: Place
  }

  let head: AnalysisHead
  let variants: [Variant]

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    let main = Variant(
      name: "", x: node.text("x") ?? "", y: node.text("y") ?? "", condition: nil, label: nil,
      place: node["x"]?.place ?? node.place)
    variants =
      [main]
      + (node["variants"]?.entries.map { entry in
        Variant(
          name: entry.key, x: entry.value.text("x") ?? main.x, y: entry.value.text("y") ?? main.y,
          condition: entry.value.expression("where"), label: entry.value.trilingual("label"), place: entry.place)
      } ?? [])
  }

  var findingPatterns: [String] {
    let parts = [
      "r", "p_value", "conf_low", "conf_high", "n", "lost", "spearman", "spearman_p", "leave_one_out.min",
      "leave_one_out.max",
      "leave_one_out.min_at", "leave_one_out.max_at",
    ]
    return variants.flatMap { variant in parts.map { variant.name.isEmpty ? $0 : "\(variant.name).\($0)" } }
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    variants.flatMap { [($0.x, true, $0.place), ($0.y, true, $0.place)] }
  }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }) else { return [] }
    return variants.flatMap { variant -> [Problem] in
      variant.condition.map { source.problems(ofCondition: $0, at: variant.place) } ?? []
    }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let common = Set(source.rows(where: head.condition))
    var findings: [Finding] = []
    var cautions: [Caution] = []
    for variant in variants {
      let rows = source.rows(where: variant.condition).filter { common.contains($0) }
      guard let x = source.table[variant.x], let y = source.table[variant.y] else { continue }
      do throws(Problem) {
        let (found, caution) = try correlate(variant, x, y, rows, source, context)
        findings += found
        if variant.name.isEmpty { cautions += caution }
      } catch {
        var problem = error
        problem.place = variant.place
        throw Problems(problem)
      }
    }
    return AnalysisOutcome(findings: findings, cautions: cautions)
  }

  private func correlate(
    _ variant: Variant, _ x: Column, _ y: Column, _ rows: [Int], _ source: LoadedSource, _ context: RunContext
  ) throws(Problem) -> ([Finding], [Caution]) {
    let xs = rows.map { x.number(at: $0) }
    let ys = rows.map { y.number(at: $0) }
    let names = (x.name, y.name)
    let pearson = try KoshStatistics.correlate(xs, ys, names: names)
    let spearman = try KoshStatistics.correlate(xs, ys, method: .spearman, names: names)
    let without = pearson.n > 4 ? try leaveOneOut(xs, ys, names: names) : nil
    let prefix = variant.name.isEmpty ? "" : variant.name + "."
    let cells = [CellRange(source.specification.id, [variant.x, variant.y], rows: rows)]
    var pair = x.variable.label + Trilingual(same: " × ") + y.variable.label
    if let label = variant.label { pair = pair + Trilingual(same: " (") + label + Trilingual(same: ")") }
    let traits = context.traits(source: source.specification.id, columns: [variant.x, variant.y]).union([.correlation])
    func add(
      _ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int, method: Trilingual = Trilingual(same: "")
    ) -> Finding {
      finding(
        prefix + part, what + Trilingual(same: ": ") + pair, value, decimals: decimals, method: method, cells: cells,
        traits: traits)
    }
    func at(_ row: CorrelationWithoutRow?) -> Evaluated {
      row.map { source.key(ofRow: rows[$0.row]) } ?? .undefined(Evaluator.nothing)
    }
    let lost = Trilingual(
      en: "Pearson's r; \(pearson.n) of \(rows.count) rows have both values",
      ru: "r Пирсона; оба значения есть в строках: \(pearson.n) из \(rows.count)",
      kk: "Пирсон r; \(rows.count) жолдың \(pearson.n) екі мән де бар")
    var findings = [
      add(
        "r", Trilingual(en: "Pearson correlation", ru: "Корреляция Пирсона", kk: "Пирсон корреляциясы"), pearson.r, 2,
        method: lost),
      add(
        "p_value", Trilingual(en: "p of the correlation", ru: "p корреляции", kk: "корреляцияның p мәні"),
        pearson.pValue, 4),
      add(
        "conf_low",
        Trilingual(
          en: "lower end of the interval of r", ru: "нижняя граница интервала r", kk: "r интервалының төменгі шегі"),
        pearson.confidenceLow, 2),
      add(
        "conf_high",
        Trilingual(
          en: "upper end of the interval of r", ru: "верхняя граница интервала r", kk: "r интервалының жоғарғы шегі"),
        pearson.confidenceHigh, 2),
      add("n", Trilingual(en: "pairs", ru: "число пар", kk: "жұптар саны"), Double(pearson.n), 0),
      add(
        "lost",
        Trilingual(
          en: "rows left out, a value missing", ru: "строк исключено из-за пропусков",
          kk: "мәні жоқ болғандықтан алынбаған жолдар"), Double(pearson.lost), 0),
      add(
        "spearman",
        Trilingual(
          en: "Spearman rank correlation", ru: "Ранговая корреляция Спирмена", kk: "Спирменнің рангтік корреляциясы"),
        spearman.r, 2),
      add(
        "spearman_p",
        Trilingual(en: "p of the rank correlation", ru: "p ранговой корреляции", kk: "рангтік корреляцияның p мәні"),
        spearman.pValue, 4),
      add(
        "leave_one_out.min",
        Trilingual(
          en: "least r when one row is left out", ru: "наименьший r без одной строки", kk: "бір жолсыз ең кіші r"),
        without?.least?.r, 2),
      add(
        "leave_one_out.max",
        Trilingual(
          en: "greatest r when one row is left out", ru: "наибольший r без одной строки", kk: "бір жолсыз ең үлкен r"),
        without?.greatest?.r, 2),
    ]
    for (part, row) in [("min_at", without?.least), ("max_at", without?.greatest)] {
      findings.append(
        Finding(
          "\(id).\(prefix)leave_one_out.\(part)",
          label: Trilingual(en: "left out there", ru: "какая строка исключена", kk: "алып тасталған жол"),
          value: at(row), cells: cells))
    }
    return (findings, pearson.cautions)
  }
}
