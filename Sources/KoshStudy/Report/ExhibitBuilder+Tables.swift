internal import KoshChart
internal import KoshDemography
internal import KoshReport
internal import KoshStatistics
internal import KoshTable

// Tables of sources, of findings, and of regressions.
extension ExhibitBuilder {
  func table(_ exhibit: ExhibitSpecification) -> ReportTable? {
    if let id = exhibit.options.text("of") { return findingsTable(exhibit, analysis: id) }
    guard let chosen = rows(exhibit) else { return nil }
    let columns = exhibit.options.texts("columns").compactMap { chosen.source.table[$0] }
    let shown =
      columns.isEmpty
      ? chosen.source.table.columns.filter { !chosen.source.specification.key.contains($0.name) } : columns
    let head = TableColumn(
      chosen.source.specification.key.compactMap { chosen.source.table[$0]?.variable.label }.enumerated().map {
        $0 == 0 ? $1 : uncapitalised($1)
      }.joined(separator: ", "), alignment: .leading)
    // Where the key's own columns are asked for, they name the rows.
    let keys = chosen.source.specification.key
    let namesItself = !keys.isEmpty && keys.allSatisfy { key in shown.contains { $0.name == key } }
    let rows = chosen.rows.map { row in
      (namesItself ? [] : [TableCell.text(chosen.source.label(ofRow: row))])
        + shown.map {
          cell($0, row, of: chosen.source, exhibit)
        }
    }
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: (namesItself ? [] : [head])
        + shown.map { TableColumn(axis($0), alignment: $0.isNumeric ? .trailing : .leading) },
      rows: rows, notes: notes(exhibit, source: chosen.source.specification.id))
  }

  /// A heading that goes on in the middle of a line; an abbreviation keeps its capitals.
  private func uncapitalised(_ label: Trilingual) -> Trilingual {
    label.map { _, text in
      text.dropFirst().first?.isLowercase == true ? text.prefix(1).lowercased() + text.dropFirst() : text
    }
  }

  func cell(_ column: Column, _ row: Int, of source: LoadedSource, _ exhibit: ExhibitSpecification) -> TableCell {
    if column.isMissing(at: row) {
      return .missing(
        reason: Trilingual(
          en: "not given in the source", ru: "в источнике не приведено", kk: "дереккөзде келтірілмеген"))
    }
    guard let number = column.number(at: row) else {
      return .text(column.text(at: row).map { column.label(ofLevel: $0) } ?? Trilingual(same: ""))
    }
    if source.variable(column.name)?.type == "year" {
      return .text(Trilingual(same: column.text(at: row) ?? ""))
    }
    let decimals = column.printed.flatMap { LoadedSource.decimals(of: $0[row]) } ?? decimals(exhibit, column)
    return .number(number, decimals: decimals)
  }

  func notes(_ exhibit: ExhibitSpecification, source: String?, columns: [String] = []) -> [Trilingual] {
    let chart = text(exhibit, source: source, n: nil, columns: columns)
    return [chart.subtitle, chart.note].filter { !$0.isEmpty }
  }

  func findingsTable(_ exhibit: ExhibitSpecification, analysis id: String) -> ReportTable? {
    let patterns = exhibit.options.texts("findings")
    if patterns.isEmpty, let grid = grid(exhibit) { return gridTable(exhibit, grid) }
    if patterns.isEmpty, let tests = testTable(exhibit, analysis: id) { return tests }
    let findings = (patterns.isEmpty ? ["*"] : patterns).flatMap { run.findings.matching("\(id).\($0)") }
    let unique = findings.reduce(into: [Finding]()) { list, finding in
      if !list.contains(where: { $0.id == finding.id }) { list.append(finding) }
    }
    guard !unique.isEmpty else { return nil }
    let hasUnits = unique.contains { !$0.unit.isEmpty }
    let rows = unique.map { finding -> [TableCell] in
      let value: TableCell =
        switch finding.value {
        case .undefined(let reason): .missing(reason: reason)
        case .number(let quantity):
          .value(Words.withInterval(quantity, decimals: quantity.decimals), finding: finding.id)
        default: .value(run.context.text(of: finding), finding: finding.id)
        }
      return [value] + (hasUnits ? [.text(finding.unit)] : [])
    }
    let grouped = RowGroups(unique.map(\.label))
    return ReportTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: [
        TableColumn(Trilingual(en: "Finding", ru: "Результат", kk: "Нәтиже"), alignment: .leading),
        TableColumn(Trilingual(en: "Value", ru: "Значение", kk: "Мәні")),
      ] + (hasUnits ? [TableColumn(Trilingual(en: "Unit", ru: "Единица", kk: "Бірлігі"), alignment: .leading)] : []),
      rows: zip(grouped.labels, rows).map { [.text($0)] + $1 }, groups: grouped.groups,
      notes: notes(exhibit, source: unique.first?.cells.first?.source))
  }

  func regressionTable(_ exhibit: ExhibitSpecification) -> RegressionTable? {
    let models = exhibit.options.text("of").flatMap { run.outcomes[$0]?.drawing.models } ?? []
    guard let first = models.first else { return nil }
    let showsOdds = exhibit.options.truth("odds_ratios") ?? false
    let controls =
      exhibit.options["controls"]?.entries.map { (label: $0.key, terms: $0.value.items.compactMap(\.scalar)) } ?? []
    let hidden = Set(controls.flatMap(\.terms))
    func isHidden(_ term: String) -> Bool { hidden.contains { term == $0 || term.hasPrefix($0 + "::") } }
    let given =
      exhibit.options["terms"]?.entries.map { ($0.key, $0.value.trilingual ?? Trilingual(same: $0.key)) } ?? []
    var order = given.map(\.0)
    for term in models.flatMap({ $0.fit.terms.map(\.term) }) where !order.contains(term) && !isHidden(term) {
      order.append(term)
    }
    order = order.filter { term in models.contains { model in model.fit.terms.contains { $0.term == term } } }
    let terms = order.map { term -> RegressionTerm in
      let label =
        given.first { $0.0 == term }?.1
        ?? RowGroups.capitalised(
          run.plan.data[first.source]?.table.label(ofTerm: term) ?? Trilingual(same: term))
      return RegressionTerm(
        label,
        cells: models.map { model -> RegressionCell? in
          guard let found = model.fit.terms.first(where: { $0.term == term }) else { return nil }
          let finding = "\(model.prefix).\(RegressionAnalysis.part(ofTerm: term))"
          if showsOdds, let odds = model.fit.ratio(of: found) {
            return RegressionCell(
              estimate: odds.ratio, standardError: odds.standardError, pValue: found.pValue,
              finding: finding
                + (model.fit.family == .poisson || model.fit.family == .negativeBinomial
                  ? ".rate_ratio" : ".odds_ratio"))
          }
          return RegressionCell(
            estimate: found.estimate, standardError: found.standardError, pValue: found.pValue,
            decimals: RegressionAnalysis.decimals(of: found.standardError), finding: finding)
        })
    }
    func statistic(_ label: Trilingual, _ part: String, decimals: Int) -> RegressionStatistic? {
      let cells = models.map { model -> TableCell in
        guard let value = run.findings["\(model.prefix).\(part)"]?.value.quantity?.value else { return .empty }
        return .number(value, decimals: decimals, finding: "\(model.prefix).\(part)")
      }
      return cells.allSatisfy { $0 == .empty } ? nil : RegressionStatistic(label, cells: cells)
    }
    let flags = controls.map { control in
      RegressionStatistic.flags(
        Trilingual(same: control.label),
        models.map { model in
          model.fit.terms.contains { term in
            control.terms.contains { term.term == $0 || term.term.hasPrefix($0 + "::") }
          }
        })
    }
    let statistics =
      flags
      + [
        statistic(Trilingual(en: "Observations", ru: "Наблюдения", kk: "Бақылаулар"), "n", decimals: 0),
        models.contains { run.findings["\($0.prefix).lost"]?.value.quantity?.value ?? 0 > 0 }
          ? statistic(
            Trilingual(en: "Rows left out", ru: "Исключено строк", kk: "Алынбаған жолдар"),
            "lost", decimals: 0)
          : nil,
        statistic(Trilingual(same: "R²"), "r_squared", decimals: 3),
        statistic(
          Trilingual(en: "Adjusted R²", ru: "Скорректированный R²", kk: "Түзетілген R²"), "adjusted_r_squared",
          decimals: 3),
        statistic(
          Trilingual(en: "Log likelihood", ru: "Логарифм правдоподобия", kk: "Шындыққа ұқсастық логарифмі"),
          "log_likelihood", decimals: 3),
        statistic(Trilingual(same: "AIC"), "aic", decimals: 3),
        statistic(
          Trilingual(en: "Durbin–Watson", ru: "Дарбин – Уотсон", kk: "Дарбин – Уотсон"), "durbin_watson", decimals: 2),
      ].compactMap { $0 }
    let cutoffs = exhibit.options.texts("stars").compactMap { try? PrintedNumber($0).value }.sorted(by: >)
    let stars =
      cutoffs.isEmpty
      ? StarCutoff.usual
      : cutoffs.enumerated().map { StarCutoff(below: $1, mark: String(repeating: "*", count: $0 + 1)) }
    let kinds = models.map(\.fit.covarianceType.label).reduce(into: [Trilingual]()) {
      if !$0.contains($1) { $0.append($1) }
    }.joined(separator: "; ")
    return RegressionTable(
      id: exhibit.id, caption: bound.plain(exhibit.title),
      columns: models.map { RegressionColumn(dependent: $0.outcome, title: $0.label) }, terms: terms,
      statistics: statistics, stars: stars,
      standardErrors: kinds,
      scale: showsOdds && first.fit.family == .logit
        ? Trilingual(
          en: "Odds ratios; standard errors on the odds-ratio scale",
          ru: "Отношения шансов; стандартные ошибки в шкале отношения шансов",
          kk: "Шанстар қатынастары; стандартты қателер шанстар қатынасы шкаласында")
        : Trilingual(same: ""),
      notes: notes(
        exhibit, source: first.source,
        columns: run.plan.data[first.source].map { source in models.flatMap { $0.columns(of: source) } } ?? []))
  }
}
