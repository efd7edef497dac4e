internal import KoshChart
internal import KoshDemography
internal import KoshReport
internal import KoshStatistics
internal import KoshTable

/// Makes figures and tables of a run.
struct ExhibitBuilder {
  let run: StudyRun
  let bound: BoundText

  init(_ run: StudyRun) {
    self.run = run
    bound = BoundText(context: run.context)
  }

  /// The first block of an exhibit; `nil` where its analysis drew nothing.
  func block(_ exhibit: ExhibitSpecification) -> Block? { blocks(exhibit).first }

  /// The blocks of an exhibit; none where its analysis drew nothing.
  func blocks(_ exhibit: ExhibitSpecification) -> [Block] {
    switch exhibit.kind {
    case "table": table(exhibit).map { [.table($0)] } ?? []
    case "regression_table": regressionTable(exhibit).map { [.regression($0)] } ?? []
    case "quotes": quotes(exhibit).map { [.table($0)] } ?? []
    case "display": jointDisplay(exhibit)
    default: chart(exhibit).map { [.figure(Figure(id: exhibit.id, chart: $0, findings: boundFindings(exhibit)))] } ?? []
    }
  }

  func boundFindings(_ exhibit: ExhibitSpecification) -> [String] {
    [exhibit.title, exhibit.subtitle, exhibit.note].flatMap { bound.bound($0) }.compactMap {
      if case .name(let id, _) = $0 { id } else { nil }
    }
  }

  func chart(_ exhibit: ExhibitSpecification) -> (any Chart)? {
    switch exhibit.kind {
    case "bars": exhibit.options["of"] == nil ? bars(exhibit) : codeBars(exhibit)
    case "lines":
      exhibit.options["of"] == nil ? lines(exhibit) : trendLines(exhibit) ?? saturationLines(exhibit)
    case "scatter": scatter(exhibit)
    case "residuals": residuals(exhibit)
    case "forest": forest(exhibit)
    case "dendrogram": dendrogram(exhibit)
    case "heatmap": exhibit.options["of"] == nil ? heatmap(exhibit) : codeHeatmap(exhibit)
    case "tilemap": tilemap(exhibit)
    default: nil
    }
  }

  /// Title, subtitle and note of an exhibit; n and the origin of every column that is shown are added to the note.
  ///
  /// - Parameter columns: What is shown besides the columns that the exhibit names.
  func text(_ exhibit: ExhibitSpecification, source: String?, n: Int?, columns: [String] = []) -> ChartText {
    var note: [Trilingual] = []
    if let n { note.append(Trilingual(same: "n = ") + Trilingual(Double(n), decimals: 0)) }
    let own = bound.plain(exhibit.note)
    if !own.isEmpty { note.append(own.map { $1.hasSuffix(".") ? String($1.dropLast()) : $1 }) }
    let origins = origins(exhibit, source: source, columns: columns).joined(separator: "; ")
    if !origins.isEmpty {
      note.append(Trilingual(en: "Source: \(origins)", ru: "Источник: \(origins)", kk: "Дереккөз: \(origins)"))
    }
    if run.plan.specification.isSynthetic {
      note.append(Trilingual(en: "Synthetic data", ru: "Синтетические данные", kk: "Синтетикалық деректер"))
    }
    return ChartText(
      title: bound.plain(exhibit.title), subtitle: bound.plain(exhibit.subtitle), note: note.joined(separator: ". "))
  }

  /// Where the shown figures come from: the source, and those that its shown columns were joined from.
  func origins(_ exhibit: ExhibitSpecification, source id: String?, columns: [String] = []) -> [Trilingual] {
    guard let id, let loaded = run.plan.data[id] else { return [] }
    let shown = ["value", "x", "y", "columns"].flatMap { exhibit.options.texts($0) } + columns
    var own = shown.isEmpty
    var ids: [String] = []
    func trace(_ column: String) {
      if let borrowed = loaded.borrowed[column] {
        ids.append(borrowed.source)
      } else if let formula = loaded.specification.derived.first(where: { $0.variable.name == column })?.formula {
        for case .name(let name, _) in formula.references where name != column { trace(name) }
      } else {
        own = true
      }
    }
    shown.forEach(trace)
    let all = (own ? [id] : []) + ids
    return all.reduce(into: [Trilingual]()) { list, id in
      guard let specification = run.plan.data[id]?.specification else { return }
      let origin = specification.origin.isEmpty ? specification.title : specification.origin
      if !list.contains(origin) { list.append(origin) }
    }
  }

  struct Rows {
    var source: LoadedSource
    var rows: [Int]
  }

  func rows(_ exhibit: ExhibitSpecification) -> Rows? {
    guard let source = exhibit.options.text("data").flatMap({ run.plan.data[$0] }) else { return nil }
    return Rows(source: source, rows: source.rows(where: exhibit.options.expression("where")))
  }

  func decimals(_ exhibit: ExhibitSpecification, _ column: Column) -> Int {
    if let asked = exhibit.options.integer("decimals") { return asked }
    if let printed = column.printed?.compactMap({ LoadedSource.decimals(of: $0) }).max() { return printed }
    let numbers = (column.numbers ?? []).filter { !$0.isNaN }
    var decimals = numbers.map { LoadedSource.decimals(of: $0) }.max() ?? 0
    // Zeros that end every number of a column say nothing.
    while decimals > 0,
      numbers.allSatisfy({ number in
        let shorter = number.magnitude * pow10(decimals - 1)
        return abs(shorter - shorter.rounded()) < 1e-6
      })
    {
      decimals -= 1
    }
    return decimals
  }

  func number(_ exhibit: ExhibitSpecification, _ column: Column) -> ChartNumber {
    let values = (column.numbers ?? []).filter { !$0.isNaN }
    let isBalance = values.contains { $0 < 0 } && values.contains { $0 > 0 }
    return ChartNumber(decimals: decimals(exhibit, column), sign: isBalance ? .always : .negativeOnly)
  }

  /// Names of what lies above and below zero, for a colour that tells the sign.
  func signGroups(_ exhibit: ExhibitSpecification) -> [Trilingual] {
    switch exhibit.options.text("color_by") {
    case "balance":
      [
        Trilingual(en: "gains people", ru: "приток", kk: "келу басым"),
        Trilingual(en: "loses people", ru: "отток", kk: "кету басым"),
      ]
    case "sign":
      [
        Trilingual(en: "above zero", ru: "выше нуля", kk: "нөлден жоғары"),
        Trilingual(en: "below zero", ru: "ниже нуля", kk: "нөлден төмен"),
      ]
    default: []
    }
  }
}
