internal import KoshChart
internal import KoshInterviews
internal import KoshReport
internal import KoshTable

// Figures and tables of coded interviews.
extension ExhibitBuilder {
  /// What the exhibit's analysis counted by code.
  func grid(_ exhibit: ExhibitSpecification) -> CodedGrid? {
    guard case .codes(let grid)? = exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }) else { return nil }
    return grid
  }

  func codeBars(_ exhibit: ExhibitSpecification) -> BarChart? {
    guard let grid = grid(exhibit) else { return nil }
    return BarChart(
      text: text(exhibit, source: grid.source, n: grid.n),
      bars: zip(grid.rows, grid.values).map { BarChart.Bar($0.label, values: $1) },
      series: grid.columns.count > 1 ? grid.columns.map(\.label) : [], number: ChartNumber(decimals: decimals(exhibit)),
      order: exhibit.options.text("order") == "file" ? .asGiven : .descending, rowTitle: grid.rowTitle,
      valueTitle: grid.unit)
  }

  func codeHeatmap(_ exhibit: ExhibitSpecification) -> HeatMap? {
    guard let grid = grid(exhibit), !grid.columns.isEmpty else { return nil }
    return HeatMap(
      text: text(exhibit, source: grid.source, n: grid.n), rows: grid.rows.map(\.label),
      columns: grid.columns.map(\.label), values: grid.values, number: ChartNumber(decimals: decimals(exhibit)),
      valueTitle: grid.unit, rowTitle: grid.rowTitle)
  }

  private func decimals(_ exhibit: ExhibitSpecification) -> Int { exhibit.options.integer("decimals") ?? 0 }

  func saturationLines(_ exhibit: ExhibitSpecification) -> LineChart? {
    guard case .saturation(let drawn)? = exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }) else {
      return nil
    }
    return LineChart(
      text: text(exhibit, source: drawn.source, n: drawn.known.count),
      series: [
        LineChart.Series(
          Trilingual(en: "in the order held", ru: "в порядке проведения", kk: "өткізілу ретімен"),
          drawn.known.enumerated().compactMap { step, known in
            known.map { LineChart.Point(Double(step + 1), Double($0)) }
          }),
        LineChart.Series(
          Trilingual(en: "mean over all orders", ru: "среднее по всем порядкам", kk: "барлық реттер бойынша орташа"),
          drawn.steps.map { LineChart.Point(Double($0.interviews), $0.mean) }, style: .fitted, colour: 1),
      ],
      bands: [
        LineChart.Band(
          Trilingual(en: "95% of orders", ru: "95% порядков", kk: "реттердің 95%-ы"),
          zip(drawn.steps, drawn.showsBand).filter(\.1).map { step, _ in
            LineChart.Band.Edge(Double(step.interviews), ChartInterval(Double(step.low), Double(step.high)))
          }, colour: 1)
      ], number: ChartNumber(decimals: 0), xIsYear: false,
      xTitle: Trilingual(en: "Interviews", ru: "Интервью", kk: "Сұхбаттар"))
  }

  /// A table of numbers by code, each leading to the passages behind it.
  func gridTable(_ exhibit: ExhibitSpecification, _ grid: CodedGrid) -> ReportTable {
    var columns = grid.columns.map { TableColumn($0.label) }
    var findings = grid.findings
    if grid.columns.isEmpty {
      columns = [TableColumn(grid.unit)]
      let shares = grid.findings.map { ids in ids.map { String($0.dropLast(2)) + ".share" } }
      if shares.contains(where: { ids in ids.contains { run.findings[$0] != nil } }) {
        columns.append(TableColumn(Trilingual(en: "Share, %", ru: "Доля, %", kk: "Үлес, %")))
        findings = zip(findings, shares).map { $0 + $1 }
      }
    }
    let rows = zip(grid.rows, findings).map { row, ids in [.text(row.label)] + ids.map { findingCell($0) } }
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: [TableColumn(grid.rowTitle, alignment: .leading)] + columns,
      rows: rows, notes: notes(exhibit, source: grid.source))
  }

  /// A finding's value with its interval, if it has one, leading to it.
  private func findingCell(_ id: String) -> TableCell {
    guard let finding = run.findings[id] else { return .empty }
    switch finding.value {
    case .undefined(let reason): return .missing(reason: reason)
    case .number(let quantity):
      var text = Trilingual(quantity.value, decimals: quantity.decimals)
      func end(_ name: String) -> Double? { run.findings["\(id).\(name)"]?.value.quantity?.value }
      if let low = end("low"), let high = end("high") {
        let ends = (Trilingual(low, decimals: quantity.decimals), Trilingual(high, decimals: quantity.decimals))
        text = Trilingual(
          en: "\(text) [\(ends.0),\u{00A0}\(ends.1)]", ru: "\(text) [\(ends.0);\u{00A0}\(ends.1)]",
          kk: "\(text) [\(ends.0);\u{00A0}\(ends.1)]")
      }
      return .value(text, finding: id)
    default: return .value(run.context.text(of: finding), finding: id)
    }
  }

  /// The exact words behind codes, each leading to the finding that counts it.
  func quotes(_ exhibit: ExhibitSpecification) -> ReportTable? {
    guard let id = exhibit.options.text("of") else { return nil }
    let limit = exhibit.options.integer("limit") ?? 3
    let wantedCodes = exhibit.options.texts("code")
    let wantedGroups = exhibit.options.texts("group")
    var rows: [[TableCell]] = []
    var source: String?
    var isHidden = false
    func add(
      _ code: Trilingual, _ words: String, _ cases: [String], source: String, line: Int, finding: String
    ) {
      rows.append([
        .text(code), .quote(words, finding: finding),
        .text(Trilingual(same: cases.isEmpty ? source : cases.joined(separator: " "))),
        .text(
          Trilingual(en: "\(source), line \(line)", ru: "\(source), строка \(line)", kk: "\(source), \(line)-жол")),
      ])
    }
    func add(_ code: Trilingual, _ quotes: [Quote], _ finding: (Quote) -> String) {
      for quote in quotes {
        add(code, quote.text, quote.cases, source: quote.source, line: quote.line, finding: finding(quote))
      }
    }
    switch run.outcomes[id]?.drawing {
    case .codes(let grid):
      source = grid.source
      isHidden = !grid.showsQuotes
      guard grid.showsQuotes, let loaded = run.plan.data.interviews[grid.source] else { break }
      let index = loaded.whole
      for (number, row) in grid.rows.enumerated() where wantedCodes.isEmpty || wantedCodes.contains(row.name) {
        var codings: [(Int, String)] = []
        for (column, passages) in grid.passages[number].enumerated()
        where wantedGroups.isEmpty
          || (grid.columns.indices.contains(column) && wantedGroups.contains(grid.columns[column].name))
        {
          codings += passages.map { ($0, grid.findings[number][column]) }
        }
        if grid.segments.indices.contains(number) {
          for (column, segments) in grid.segments[number].enumerated()
          where wantedGroups.isEmpty
            || (grid.columns.indices.contains(column) && wantedGroups.contains(grid.columns[column].name))
          {
            for quote in index.quotes(Array(segments.prefix(limit))) {
              add(
                row.label, PlaceTable.cut(quote.text), quote.cases, source: quote.source, line: quote.line,
                finding: grid.findings[number][column])
            }
          }
          continue
        }
        // Two coders who mark the same words give one quote.
        var seen: Set<String> = []
        let distinct = index.quotes(codings.map(\.0)).filter { seen.insert("\($0.source) \($0.range)").inserted }
        let findings = Dictionary(codings, uniquingKeysWith: { first, _ in first })
        add(row.label, Array(distinct.prefix(limit))) { $0.coding.flatMap { findings[$0] } ?? "" }
      }
    case .joint(let joint):
      source = joint.interviews
      isHidden = !joint.showsQuotes
      for row in joint.rows where wantedGroups.isEmpty || wantedGroups.contains(row.name) {
        for (code, cell) in zip(joint.codes, row.codes) where wantedCodes.isEmpty || wantedCodes.contains(code.name) {
          add(row.label + Trilingual(same: " · ") + code.label, cell.quote.map { [$0] } ?? []) { _ in cell.quoteFinding
          }
        }
      }
    case .words(let words):
      source = words.source
      isHidden = !words.showsQuotes
      guard words.showsQuotes, let loaded = run.plan.data.interviews[words.source] else { break }
      let texts = Dictionary(loaded.project.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for row in words.rows where wantedCodes.isEmpty || wantedCodes.contains(row.name) {
        for line in row.lines.prefix(limit) {
          let cases = loaded.project.cases.filter { $0.sources.contains(line.source) }.map(\.id)
          let number = texts[line.source]?.text.lineAndColumn(ofScalar: line.range.lowerBound).line ?? 1
          add(
            row.label, "\(line.left)\(line.match)\(line.right)", cases, source: line.source, line: number,
            finding: row.finding)
        }
      }
    default: return nil
    }
    var notes = notes(exhibit, source: source)
    if isHidden { notes.append(ExhibitBuilder.hiddenWords) }
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: [
        TableColumn(Trilingual(en: "Code", ru: "Код", kk: "Код"), alignment: .leading),
        TableColumn(Trilingual(en: "Quote", ru: "Цитата", kk: "Дәйексөз"), alignment: .leading),
        TableColumn(Trilingual(en: "Respondent", ru: "Респондент", kk: "Респондент"), alignment: .leading),
        TableColumn(Trilingual(en: "Where", ru: "Где", kk: "Қайда"), alignment: .leading),
      ], rows: rows, notes: notes)
  }

  private static let hiddenWords = Trilingual(
    en: "Words of respondents are not printed: the interviews are neither published nor synthetic.",
    ru: "Слова респондентов не печатаются: интервью не опубликованы и не синтетические.",
    kk: "Респонденттердің сөздері басылмайды: сұхбаттар жарияланбаған және синтетикалық емес.")

  /// A joint display: the table, and the figure of its shares.
  func jointDisplay(_ exhibit: ExhibitSpecification) -> [Block] {
    guard case .joint(let joint)? = exhibit.options.text("of").flatMap({ run.outcomes[$0]?.drawing }) else { return [] }
    var rows: [[TableCell]] = []
    var groups: [RowGroup] = []
    for row in joint.rows {
      groups.append(RowGroup(firstRow: rows.count, title: RowGroups.capitalised(row.label)))
      rows.append([
        .text(RowGroups.capitalised(joint.label + Trilingual(same: ", %"))), findingCell(row.survey), .empty,
      ])
      for (code, cell) in zip(joint.codes, row.codes) {
        let count: TableCell =
          cell.count.map { number in
            .value(
              Trilingual(
                en: "\(number) of \(cell.of)", ru: "\(number) из \(cell.of)", kk: "\(cell.of) ішінен \(number)"),
              finding: cell.finding)
          } ?? findingCell(cell.finding)
        let quote: TableCell =
          cell.quote.map { .quote($0.text, finding: cell.quoteFinding) }
          ?? findingCell(cell.quoteFinding)
        rows.append([.text(code.label), count, quote])
      }
    }
    var notes = notes(exhibit, source: joint.interviews)
    if let survey = origins(exhibit, source: joint.survey).first {
      notes.append(Trilingual(en: "Survey: \(survey)", ru: "Опрос: \(survey)", kk: "Сауалнама: \(survey)"))
    }
    if !joint.showsQuotes { notes.append(ExhibitBuilder.hiddenWords) }
    let table = ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: [
        TableColumn(Trilingual(en: "Survey, codes", ru: "Опрос, коды", kk: "Сауалнама, кодтар"), alignment: .leading),
        TableColumn(
          Trilingual(
            en: "Share, respondents", ru: "Доля, респондентов", kk: "Үлес, респонденттер")),
        TableColumn(Trilingual(en: "Quote", ru: "Цитата", kk: "Дәйексөз"), alignment: .leading),
      ], rows: rows, groups: groups, notes: notes)
    let values = joint.rows.map { row in
      [run.findings[row.survey]?.value.quantity?.value]
        + row.codes.map { cell in
          cell.of > 0 ? cell.count.map { 100 * Double($0) / Double(cell.of) } : nil
        }
    }
    let figure = HeatMap(
      text: text(exhibit, source: joint.interviews, n: joint.n), rows: joint.rows.map(\.label),
      columns: [joint.label] + joint.codes.map(\.label), values: values, number: ChartNumber(decimals: 0),
      valueTitle: Trilingual(en: "% of the group", ru: "% группы", kk: "топтың %-ы"),
      rowTitle: Trilingual(en: "Group", ru: "Группа", kk: "Топ"))
    return [
      .table(table),
      .figure(
        Figure(
          id: exhibit.id + "-figure", chart: figure,
          findings: joint.rows.map(\.survey) + joint.rows.flatMap { $0.codes.map(\.finding) })),
    ]
  }
}
