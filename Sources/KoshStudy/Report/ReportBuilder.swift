internal import KoshReport
internal import KoshChart
internal import KoshTable

/// Makes the report of a run: a document that any writer can write.
struct ReportBuilder {
  let run: StudyRun
  let version: String
  private let bound: BoundText

  init(_ run: StudyRun, version: String) {
    self.run = run
    self.version = version
    bound = BoundText(context: run.context)
  }

  /// The report as a document.
  func document() -> ReportDocument {
    let study = run.plan.specification
    let sections = study.sections.enumerated().map { position, section in
      ReportSection(
        id: "part-\(position + 1)", title: bound.plain(section.title), blocks: section.blocks.flatMap(blocks))
    }
    var all = sections
    if !run.claims.isEmpty { all.append(.claims(run.claims.map(card))) }
    if !run.cautions.isEmpty { all.append(.cautions(run.mergedCautions.map { CautionNote($0) })) }
    all.append(.findings(ledger()))
    all.append(.data(dataTables()))
    return ReportDocument(
      id: study.name, title: study.title, subtitle: subtitle(), question: study.question, programVersion: version,
      inputs: inputs(), sections: all,
      verdictFigure: verdictFigure(), isSynthetic: study.isSynthetic,
      indexAddress: "../index.html")
  }

  private func subtitle() -> Trilingual {
    guard let cite = run.plan.specification.cite else { return run.plan.specification.paper ?? Trilingual(same: "") }
    // Made-up data check no publication: the line says what they are.
    if run.plan.specification.isSynthetic { return cite }
    return Trilingual(
      en: "A check of: \(cite)", ru: "Проверка публикации: \(cite)", kk: "Тексерілетін жарияланым: \(cite)")
  }

  private func blocks(_ block: SectionSpecification.Block) -> [Block] {
    switch block {
    case .text(let text, _): [.paragraph(bound.prose(text))]
    case .exhibit(let id, _):
      run.plan.specification.exhibits.first { $0.id == id }.map { ExhibitBuilder(run).blocks($0) } ?? []
    }
  }

  private func card(_ claim: JudgedClaim) -> ClaimCard {
    ClaimCard(
      id: claim.specification.id, statement: bound.plain(claim.specification.statement, claim: claim.specification),
      place: claim.specification.whereItStands, published: claim.published, recomputed: claim.recomputed,
      verdict: claim.verdict,
      explanation: claim.explanation, readings: claim.readings.map(\.text),
      settle: claim.verdict == .confirmed ? nil : claim.specification.settle.map { bound.plain($0) },
      findings: claim.findings + cellFindings(claim), parts: claim.parts.map(card))
  }

  /// Ledger entries for cells that a claim takes straight from the data.
  private func cellFindings(_ claim: JudgedClaim) -> [String] {
    guard let expectation = claim.specification.expectation else { return [] }
    return expectation.expressions.flatMap(\.references).compactMap { reference in
      if case .cell = reference { BoundText.cellFinding(reference) } else { nil }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func ledger() -> [FindingEntry] {
    var entries = run.findings.list.map { finding in
      FindingEntry(
        id: finding.id, label: finding.label, value: value(of: finding), unit: finding.unit, method: finding.method,
        cells: finding.cells.flatMap { references($0) }, quote: quote(of: finding))
    }
    for reference in cellReferences() {
      guard case .cell(let source, let keys, let column, _) = reference, let loaded = run.plan.data[source] else {
        continue
      }
      let row = keys.flatMap { loaded.row(ofKey: $0) }
      let label = loaded.table[column]?.variable.label ?? Trilingual(same: column)
      entries.append(
        FindingEntry(
          id: BoundText.cellFinding(reference),
          label: row.map { label + Trilingual(same: ": ") + loaded.label(ofRow: $0) } ?? label,
          value: Expression.shown(run.context.value(reference)),
          unit: loaded.table[column]?.variable.unit ?? Trilingual(same: ""),
          method: Trilingual(en: "as it stands in the data", ru: "как стоит в данных", kk: "деректерде тұрғандай"),
          cells: references(CellRange(source, [column], rows: row.map { [$0] })), isComputed: false))
    }
    return entries
  }

  private func quote(of finding: Finding) -> FindingEntry.Quotation? {
    for case .quote(let language) in finding.traits { return FindingEntry.Quotation(language: language) }
    return nil
  }

  private func value(of finding: Finding) -> Trilingual {
    if case .number(let quantity) = finding.value { return Words.withInterval(quantity, decimals: quantity.decimals) }
    if case .undefined(let reason) = finding.value {
      return Trilingual(en: "undefined: \(reason)", ru: "не определено: \(reason)", kk: "анықталмаған: \(reason)")
    }
    return run.context.text(of: finding)
  }

  /// Cells that texts and claims mention directly, each once.
  private func cellReferences() -> [Expression] {
    let study = run.plan.specification
    var expressions: [Expression] = []
    for section in study.sections {
      expressions += bound.bound(section.title)
      for case .text(let text, _) in section.blocks { expressions += bound.bound(text) }
    }
    for exhibit in study.exhibits {
      expressions += [exhibit.title, exhibit.subtitle, exhibit.note].flatMap { bound.bound($0) }
    }
    for claim in run.claims.flatMap(\.withParts) { expressions += claim.specification.expectation?.expressions ?? [] }
    var seen: Set<String> = []
    return expressions.flatMap(\.references).filter { reference in
      if case .cell = reference { seen.insert(BoundText.cellFinding(reference)).inserted } else { false }
    }
  }

  /// Cells of a range as the data tables name them; borrowed and derived columns lead to the cells that they came from.
  private func references(_ range: CellRange) -> [CellReference] {
    guard let loaded = run.plan.data[range.source] else { return [] }
    let rows = range.rows ?? Array(0..<loaded.table.rowCount)
    return range.columns.flatMap { column -> [CellReference] in
      if loaded.fileColumns.contains(column) {
        guard loaded.leastCell == nil else { return [CellReference(source: range.source, column: column)] }
        return [CellReference(source: range.source, column: column, lines: rows.compactMap { loaded.table.lines?[$0] })]
      }
      if let borrowed = loaded.borrowed[column] {
        return references(CellRange(borrowed.source, [column], rows: rows.compactMap { borrowed.rows[$0] }))
      }
      let needed = loaded.specification.derived.first { $0.variable.name == column }
      let inputs =
        needed?.formula?.references.compactMap { if case .name(let name, _) = $0, name != column { name } else { nil } }
        ?? needed?.recode.map { [$0] } ?? []
      return inputs.isEmpty ? [] : references(CellRange(range.source, inputs, rows: rows))
    }
  }

  private func dataTables() -> [DataTable] {
    run.plan.data.order.compactMap { run.plan.data[$0] }.map { loaded in
      // Rows that are people are never printed; of other data, a file of more than this many rows is named and hashed, not printed.
      // Every coding stands there, so that each quote is one click from the number that counts it.
      let limit = loaded.leastCell == nil ? (loaded.isOfInterviews ? 5_000 : 400) : 0
      let columns = loaded.fileColumns.compactMap { loaded.table[$0] }
      let rows = (0..<min(limit, loaded.table.rowCount)).map { row in
        DataRow(
          line: loaded.table.lines?[row] ?? row + 2, cells: columns.map { $0.printed?[row] ?? $0.text(at: row) ?? "" })
      }
      return DataTable(
        source: loaded.specification.id, title: loaded.specification.title, path: loaded.path,
        columns: loaded.fileColumns, rows: rows,
        rowsLeftOut: max(0, loaded.table.rowCount - limit))
    }
  }

  private func inputs() -> [InputFile] {
    let interviews = run.plan.specification.interviews.compactMap { run.plan.data.interviews[$0.id] }
    return run.plan.data.order.compactMap { run.plan.data[$0] }.filter { !$0.isOfInterviews }.map { loaded in
      InputFile(
        path: loaded.path, sha256: loaded.sha256, rows: loaded.table.rowCount,
        source: loaded.specification.origin.isEmpty ? loaded.specification.title : loaded.specification.origin,
        citation: [loaded.specification.cite, loaded.specification.licence].filter { !$0.isEmpty }.joined(
          separator: " · "))
    }
      + interviews.flatMap { loaded in
        let head = loaded.specification.head
        return loaded.files.map { file in
          InputFile(
            path: file.path, sha256: file.sha256, rows: file.rows,
            source: head.origin.isEmpty ? head.title : head.origin,
            citation: [head.cite, head.licence].filter { !$0.isEmpty }.joined(separator: " · "))
        }
      }
  }

  /// The claims as dots: one row each.
  private func verdictFigure() -> Figure? {
    guard !run.claims.isEmpty else { return nil }
    let counts = run.counts
    let rows = run.claims.map { claim in
      VerdictChart.Row(
        Trilingual(same: claim.specification.id), confirmed: claim.verdict == .confirmed ? 1 : 0,
        refuted: claim.verdict == .refuted ? 1 : 0,
        cannotTell: claim.verdict == .cannotTell ? 1 : 0)
    }
    let text = ChartText(
      title: Trilingual(
        en: "\(counts.confirmed) of \(counts.total) claims are confirmed",
        ru: "Подтверждено утверждений: \(counts.confirmed) из \(counts.total)",
        kk: "\(counts.total) тұжырымның \(counts.confirmed) расталды"),
      subtitle: Trilingual(
        en: "Verdict of each claim", ru: "Вердикт по каждому утверждению", kk: "Әр тұжырым бойынша қорытынды"),
      note: Trilingual(
        en: "Verdicts are computed from the printed figures", ru: "Вердикты вычислены по напечатанным цифрам",
        kk: "Қорытындылар басылған сандардан есептелген"))
    return Figure(
      id: "verdicts",
      chart: VerdictChart(
        text: text, rows: rows, names: Wording.verdictNames, showsCounts: false,
        rowTitle: Trilingual(en: "Claim", ru: "Утверждение", kk: "Тұжырым")))
  }
}
