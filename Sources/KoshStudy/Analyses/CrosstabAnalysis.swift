internal import KoshStatistics
internal import KoshTable

/// Counts and shares of one category, or of one by another, with Wilson intervals.
struct CrosstabAnalysis: Analysis {
  static let schema = ObjectSchema(
    "crosstab", "Counts and shares of a category, or of one by another, with 95 % Wilson intervals.",
    AnalysisHead.fields([
      Field("rows", .name, required: true, "The category counted."),
      Field("columns", .name, "The category by which it is counted."),
      Field("weights", .name, "Sampling weights; counts stay unweighted, shares are weighted."),
    ]))

  let head: AnalysisHead
  let rows: String
  let columns: String?
  let weights: String?
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    rows = node.text("rows") ?? ""
    columns = node.text("columns")
    weights = node.text("weights")
    place = node["rows"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    ["n", "missing", "chi_squared", "p_value", "cramers_v", "*.n", "*.share", "*.low", "*.high"]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    [(rows, false, place)] + (columns.map { [($0, false, place)] } ?? []) + (weights.map { [($0, true, place)] } ?? [])
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let kept = source.rows(where: head.condition)
    let table = source.table.selecting(kept)
    guard let counted = table[rows] else { return AnalysisOutcome(findings: []) }
    let weighting = weights.flatMap { table[$0] }.map { column in (0..<column.count).map { column.number(at: $0) } }
    // Without a second variable everything stands in one column, so one path serves both.
    let by =
      columns.flatMap { table[$0] }
      ?? Column(Variable("all"), categories: Array(repeating: "all", count: table.rowCount))
    let result: CrossTabulation = try placing(at: place) { () throws(Problem) in
      try crossTabulate(counted, by, weights: weighting)
    }
    let cells = [CellRange(source.specification.id, [rows] + (columns.map { [$0] } ?? []), rows: kept)]
    var findings = [
      count(
        "n", Trilingual(en: "respondents counted", ru: "учтено ответов", kk: "ескерілген жауаптар"), result.n,
        cells: cells),
      count(
        "missing", Trilingual(en: "left out as missing", ru: "пропущено", kk: "жоқ мәндер"), result.missing,
        cells: cells),
    ]
    let hidden = source.leastCell.map { CrosstabAnalysis.hidden(result.counts, least: $0) }
    let hidesAny = hidden?.contains { $0.contains(true) } == true
    var cautions = columns == nil ? [] : result.cautions
    if let least = source.leastCell, hidesAny {
      cautions.append(CrosstabAnalysis.suppression(least))
    }
    for (j, columnLevel) in result.columnLevels.enumerated() {
      for (i, rowLevel) in result.rowLevels.enumerated() {
        let name = columns == nil ? rowLevel : "\(rowLevel).\(columnLevel)"
        let label =
          columns == nil
          ? counted.label(ofLevel: rowLevel)
          : counted.label(ofLevel: rowLevel) + Trilingual(same: " · ") + by.label(ofLevel: columnLevel)
        guard hidden?[i][j] != true else {
          findings += suppressed(name, label, ["n", "share", "low", "high"], cells: cells)
          continue
        }
        findings.append(count("\(name).n", label, result.counts[i][j], cells: cells))
        // A share tells its base, and the base what is hidden of it.
        if hidden?.contains(where: { $0[j] }) == true {
          findings += suppressed(name, label, ["share", "low", "high"], cells: cells)
          continue
        }
        // Wilson's interval is of counted people: a weighted share has none here.
        let proportion = weighting == nil ? result.columnProportion(i, j) : nil
        let share = Trilingual(en: "share", ru: "доля", kk: "үлес")
        findings.append(
          finding(
            "\(name).share", label + Trilingual(same: ", ") + share, result.columnShare(i, j).map { 100 * $0 },
            decimals: 1,
            unit: Trilingual(same: "%"), cells: cells))
        findings.append(
          finding(
            "\(name).low",
            label
              + Trilingual(
                en: ", share, lower end of the interval", ru: ", доля, нижняя граница интервала",
                kk: ", үлес, интервалдың төменгі шегі"), proportion.map { 100 * $0.confidenceLow }, decimals: 1,
            unit: Trilingual(same: "%"), cells: cells))
        findings.append(
          finding(
            "\(name).high",
            label
              + Trilingual(
                en: ", share, upper end of the interval", ru: ", доля, верхняя граница интервала",
                kk: ", үлес, интервалдың жоғарғы шегі"), proportion.map { 100 * $0.confidenceHigh }, decimals: 1,
            unit: Trilingual(same: "%"), cells: cells))
      }
    }
    // With the sums of rows and columns χ² gives a small table away.
    if columns != nil, result.test != nil, hidesAny {
      let names = [
        ("chi_squared", Trilingual(same: "χ²")), ("p_value", CrosstabAnalysis.pValue),
        ("cramers_v", CrosstabAnalysis.cramersV),
      ]
      for (part, label) in names {
        findings.append(
          Finding("\(id).\(part)", label: label, value: .undefined(CrosstabAnalysis.reason), cells: cells))
      }
    } else if columns != nil, let test = result.test {
      findings.append(finding("chi_squared", Trilingual(same: "χ²"), test.statistic, decimals: 2, cells: cells))
      findings.append(
        finding(
          "p_value", CrosstabAnalysis.pValue, test.pValue, decimals: 3, cells: cells))
      findings.append(
        finding(
          "cramers_v", CrosstabAnalysis.cramersV, test.cramersV, decimals: 2, cells: cells))
    }
    return AnalysisOutcome(findings: findings, cautions: cautions)
  }

  /// The findings of a cell that must not be shown.
  private func suppressed(_ name: String, _ label: Trilingual, _ parts: [String], cells: [CellRange]) -> [Finding] {
    parts.map { part in
      Finding("\(id).\(name).\(part)", label: label, value: .undefined(CrosstabAnalysis.reason), cells: cells)
    }
  }

  /// The cells that must not be shown. A column with nothing but zeros beside what is hidden is hidden as a whole: the
  /// zeros would tell that all of its few people are alike.
  private static func hidden(_ counts: [[Int]], least: Int) -> [[Bool]] {
    var hidden = suppressedCells(counts, least: least)
    for column in (counts.first ?? []).indices
    where hidden.contains(where: { $0[column] })
      && hidden.indices.allSatisfy({ hidden[$0][column] || counts[$0][column] == 0 })
    {
      for row in hidden.indices { hidden[row][column] = true }
    }
    return hidden
  }

  private static let reason = Trilingual(
    en: "suppressed: too few people, or a neighbour of such a cell",
    ru: "скрыто: слишком мало людей или соседняя с такой ячейка",
    kk: "жасырылған: адам саны тым аз немесе сондай ұяшықтың көршісі")
  private static let pValue = Trilingual(en: "p of the χ² test", ru: "p критерия χ²", kk: "χ² критерийінің p мәні")
  private static let cramersV = Trilingual(en: "Cramér's V", ru: "V Крамера", kk: "Крамер V")

  private static func suppression(_ least: Int) -> Caution {
    Caution(
      "small_cells",
      Trilingual(
        en:
          "Counts of fewer than \(least) people are suppressed, and with them the cells that would give them away (threshold rule of the ONS Longitudinal Study, complementary suppression by the smallest neighbour).",
        ru:
          "Числа менее \(least) человек скрыты, как и ячейки, по которым их можно восстановить (пороговое правило ONS Longitudinal Study, дополнительное подавление наименьшего соседа).",
        kk:
          "\(least) адамнан аз сандар және оларды ашып беретін ұяшықтар жасырылған (ONS Longitudinal Study шектік ережесі, ең кіші көршіні қосымша жасыру)."
      ))
  }
}
