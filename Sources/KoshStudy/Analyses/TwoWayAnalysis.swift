internal import KoshStatistics
internal import KoshTable

/// The margins of a printed two-way table: do rows and columns add up to the totals beside them?
struct TwoWayAnalysis: Analysis {
  static let schema = ObjectSchema(
    "two_way",
    "The margins of a printed two-way table: rows and columns against their printed totals, and ranks of the totals.",
    AnalysisHead.fields([
      Field("columns", .list(.name), required: true, "The columns that add up."),
      Field("total_column", .name, "The printed row totals."),
      Field("total_row", .text, "The key of the row of printed column totals."),
      Field("empty", .choice(["none", "unknown"]), "What an empty cell means: nobody, or not known (unless given)."),
    ]))

  let head: AnalysisHead
  let columns: [String]
  let totalColumn: String?
  let totalRow: String?
  let emptyMeansNone: Bool
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    columns = node.texts("columns")
    totalColumn = node.text("total_column")
    totalRow = node.text("total_row")
    emptyMeansNone = node.text("empty") == "none"
    place = node["columns"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    [
      "row_mismatches", "column_mismatches", "grand_difference", "margins", "undecided", "agree", "total[*]", "rank[*]",
      "row_total[*]",
    ]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    (columns + (totalColumn.map { [$0] } ?? [])).map { ($0, true, place) }
  }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }), let totalRow, source.row(ofKey: [totalRow]) == nil else {
      return []
    }
    return [
      Problem(
        .specification, "\"\(source.specification.id)\" has no row \"\(totalRow)\"", at: place,
        remedy: Spelling.advice(for: totalRow, among: source.keys))
    ]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let totals = totalRow.flatMap { source.row(ofKey: [$0]) }
    let rows = source.rows(where: head.condition).filter { $0 != totals }
    func cell(_ row: Int, _ name: String) -> Double? { source.table[name]?.number(at: row) }
    let table = TwoWayTable(
      rowNames: rows.map { source.keys[$0] }, columnNames: columns,
      cells: rows.map { row in columns.map { cell(row, $0) } },
      rowTotals: totalColumn.map { name in rows.map { cell($0, name) } } ?? [],
      columnTotals: totals.map { row in columns.map { cell(row, $0) } } ?? [],
      grandTotal: totals.flatMap { row in totalColumn.flatMap { cell(row, $0) } }, emptyMeansNone: emptyMeansNone)
    let result = margins(table)
    let all = columns + (totalColumn.map { [$0] } ?? [])
    let cells = [CellRange(source.specification.id, all)]
    let printed = result.all.filter { $0.printed != nil }
    var findings = [
      count(
        "margins", Trilingual(en: "margins checked", ru: "проверено итогов", kk: "тексерілген қорытындылар"),
        printed.count, cells: cells),
      count(
        "row_mismatches",
        Trilingual(
          en: "rows that do not add up to their total", ru: "строки, не дающие своего итога",
          kk: "өз қорытындысын бермейтін жолдар"), result.rows.count { $0.outcome == .inconsistent }, cells: cells),
      count(
        "column_mismatches",
        Trilingual(
          en: "columns that do not add up to their total", ru: "столбцы, не дающие своего итога",
          kk: "өз қорытындысын бермейтін бағандар"), result.columns.count { $0.outcome == .inconsistent }, cells: cells),
      count(
        "undecided",
        Trilingual(
          en: "margins that cannot be told, a cell missing", ru: "итоги, которые нельзя проверить из-за пустых ячеек",
          kk: "бос ұяшықтан тексеруге келмейтін қорытындылар"), printed.count { $0.outcome == .undecided }, cells: cells
      ),
      finding(
        "grand_difference",
        Trilingual(
          en: "largest difference from the grand total", ru: "наибольшее расхождение с общим итогом",
          kk: "жалпы қорытындыдан ең үлкен айырма"),
        result.grand.compactMap { $0.difference?.middle }.max { abs($0) < abs($1) }, decimals: 0, cells: cells),
    ]
    let outcome = result.outcome
    findings.append(
      Finding(
        "\(id).agree",
        label: Trilingual(en: "all margins agree", ru: "все итоги сходятся", kk: "барлық қорытынды сәйкес"),
        value: .truth(outcome == .consistent ? .yes : (outcome == .inconsistent ? .no : .undecided)), cells: cells))
    for margin in result.rows {
      findings.append(
        finding(
          "row_total[\(margin.name)]",
          Trilingual(en: "row sum: ", ru: "сумма строки: ", kk: "жол қосындысы: ") + label(margin.name, source),
          margin.sum.middle, decimals: 0, cells: cells))
    }
    // 1 is the lowest total: for balances, the greatest loss.
    let order = result.columns.map(\.sum.middle).sorted()
    for margin in result.columns {
      let label = source.table[margin.name]?.variable.label ?? Trilingual(same: margin.name)
      let own = [CellRange(source.specification.id, [margin.name])]
      findings.append(
        finding(
          "total[\(margin.name)]",
          Trilingual(en: "column sum: ", ru: "сумма столбца: ", kk: "баған қосындысы: ") + label, margin.sum.middle,
          decimals: 0, unit: source.table[margin.name]?.variable.unit ?? Trilingual(same: ""), cells: own))
      findings.append(
        finding(
          "rank[\(margin.name)]",
          Trilingual(
            en: "rank of the column sum, from the lowest: ", ru: "ранг суммы столбца, с наименьшей: ",
            kk: "баған қосындысының рангі, ең төменнен: ") + label,
          order.firstIndex(of: margin.sum.middle).map { Double($0 + 1) }, decimals: 0, cells: own))
    }
    return AnalysisOutcome(findings: findings)
  }

  private func label(_ key: String, _ source: LoadedSource) -> Trilingual {
    source.row(ofKey: key.split(separator: ",").map(String.init)).map { source.label(ofRow: $0) }
      ?? Trilingual(same: key)
  }
}
