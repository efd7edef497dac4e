internal import KoshStatistics
internal import KoshTable

/// A composite index of several indicators.
struct IndexAnalysis: Analysis {
  static let schema = ObjectSchema(
    "index",
    "A composite index: indicators brought to one scale, weighted and added; with ranks and what each indicator moves.",
    AnalysisHead.fields([
      Field(
        "indicators",
        .list(
          .object(
            ObjectSchema(
              "indicator", "One part of the index.",
              [
                Field("variable", .name, required: true, "The variable."),
                Field("direction", .choice(["higher", "lower"]), "Which end is better; higher unless given."),
                Field("weight", .number, "Its weight; 1 unless given."),
              ]))), required: true, "The parts of the index."),
      Field("method", .choice(["minmax", "z"]), "How values are brought to one scale; minmax unless given."),
    ]))

  let head: AnalysisHead
  let indicators: [(name: String, higher: Bool, weight: Double)]
  let usesZ: Bool
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    indicators =
      node["indicators"]?.items.map {
        ($0.text("variable") ?? "", $0.text("direction") != "lower", $0.number("weight") ?? 1)
      } ?? []
    usesZ = node.text("method") == "z"
    place = node["indicators"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    ["score[*]", "rank[*]", "n", "lost", "without_*.rank_correlation", "without_*.moved"]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    indicators.map { ($0.name, true, place) }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let rows = source.rows(where: head.condition)
    let result: CompositeIndex = try placing(at: place) { () throws(Problem) in
      try compositeIndex(
        indicators.map { indicator in
          Indicator(
            indicator.name, rows.map { source.table[indicator.name]?.number(at: $0) }, higherIsBetter: indicator.higher,
            weight: indicator.weight)
        }, standardization: usesZ ? .zScore : .minMax)
    }
    let cells = [CellRange(source.specification.id, indicators.map(\.name), rows: rows)]
    var findings = [
      count(
        "n", Trilingual(en: "rows with an index", ru: "строк с индексом", kk: "индексі бар жолдар"),
        result.scores.count { $0 != nil }, cells: cells),
      count(
        "lost",
        Trilingual(
          en: "rows left out, a value missing", ru: "строк исключено из-за пропусков",
          kk: "мәні жоқ болғандықтан алынбаған жолдар"), result.lost.count, cells: cells),
    ]
    for (position, row) in rows.enumerated() {
      let label = source.label(ofRow: row)
      findings.append(
        finding(
          "score[\(source.keys[row])]", Trilingual(en: "index: ", ru: "индекс: ", kk: "индекс: ") + label,
          result.scores[position], decimals: 2, cells: cells))
      findings.append(
        finding(
          "rank[\(source.keys[row])]", Trilingual(en: "rank: ", ru: "ранг: ", kk: "ранг: ") + label,
          result.ranks[position], decimals: 0, cells: cells))
    }
    for without in result.sensitivity {
      let label = source.table[without.indicator]?.variable.label ?? Trilingual(same: without.indicator)
      findings.append(
        finding(
          "without_\(without.indicator).rank_correlation",
          Trilingual(
            en: "rank correlation with the index without ", ru: "ранговая корреляция с индексом без показателя: ",
            kk: "мына көрсеткішсіз индекспен рангтік корреляция: ") + label, without.rankCorrelation, decimals: 2,
          cells: cells))
      findings.append(
        count(
          "without_\(without.indicator).moved",
          Trilingual(
            en: "ranks that change without ", ru: "рангов изменится без показателя: ",
            kk: "мына көрсеткішсіз өзгеретін рангтер: ") + label, without.moved, cells: cells))
    }
    return AnalysisOutcome(findings: findings)
  }
}
