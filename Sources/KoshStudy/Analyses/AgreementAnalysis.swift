internal import KoshInterviews
internal import KoshStatistics
internal import KoshTable

/// How far coders agree, by code and over all.
struct AgreementAnalysis: Analysis {
  static let schema = InterviewSchema.agreement

  let head: AnalysisHead
  let interviews: InterviewHead
  let unit: AgreementUnit
  let narrower: Bool

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    unit = node.text("unit").flatMap { AgreementUnit(rawValue: $0) } ?? .turn
    narrower = node.truth("narrower") ?? true
  }

  private static let measures = ["percent", "kappa", "fleiss", "alpha", "ac1", "unitising"]

  var findingPatterns: [String] {
    ["disagreements"]
      + AgreementAnalysis.measures.flatMap { ["*.\($0)", "*.\($0).low", "*.\($0).high"] }
      + ["*.prevalence", "*.units", "*.disagreements"]
  }

  func problems(in data: StudyData) -> [Problem] {
    let found = interviews.problems(in: data)
    guard found.isEmpty, let loaded = data.interviews[interviews.interviews] else { return found }
    // Agreement is between coders: the interviews' key coder, which chooses whose codings are counted, does not apply.
    let people = interviews.coders.isEmpty ? loaded.coders : interviews.coders
    guard people.count < 2 else { return [] }
    return [
      Problem(
        .specification, "agreement needs two coders, and there is \(people.first.map { "only \"\($0)\"" } ?? "none")",
        at: interviews.place(of: "coder"), remedy: "name two under coder:, or add the codings of another person")
    ]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index =
      interviews.coders.isEmpty ? loaded.whole : InterviewIndex(loaded.project, coders: Set(interviews.coders))
    let units = CoderUnits(index)
    let codes = interviews.codes(of: loaded)
    let spans = try spans(index, codes, loaded)
    var findings: [Finding] = []
    var cautions = loaded.cautions
    let cut = units.cut(unit)
    var all = Rated(coders: index.coders)
    var grid = CodedGrid(
      source: loaded.id, rows: [], columns: [], values: [], findings: [], passages: [], unit: Trilingual(same: ""),
      decimals: 2, n: loaded.project.cases.count, showsQuotes: loaded.leastCell == nil,
      rowTitle: Trilingual(en: "Code", ru: "Код", kk: "Код"))
    let suppression = CaseSuppression(loaded)
    let hidden = hidden(codes, index, suppression)
    for (position, code) in codes.enumerated() {
      let judgements = units.judgements(code: code.id, cut, orNarrower: narrower)
      var rated = Rated(coders: index.coders)
      rated.add(judgements, cut, sources: loaded.project.sources, prefix: "")
      all.add(judgements, cut, sources: loaded.project.sources, prefix: code.id + " ")
      let under = narrower ? Set(loaded.project.frame.withNarrower(code.id)) : [code.id]
      let codings = index.counted.filter { under.contains(loaded.project.codings[$0].code) }
      findings += try measures(
        InterviewHead.part(code.id), code.name, rated, spans.unitisingAlpha(of: [code.id]), loaded.cells(codings),
        &grid,
        isHidden: hidden[position], namesUnits: loaded.leastCell == nil)
    }
    let whole = Trilingual(en: "All codes", ru: "Все коды", kk: "Барлық кодтар")
    let overall = try measures(
      "overall", whole, all, spans.unitisingAlpha(of: codes.map(\.id)), loaded.cells(index.counted), &grid,
      isHidden: suppression.hides(loaded.project.cases.count, of: loaded.project.cases.count),
      namesUnits: loaded.leastCell == nil)
    findings += overall
    // The overall count of disagreements under a name of its own.
    if let number = overall.first(where: { $0.id == "\(id).overall.disagreements" })?.value.quantity?.value {
      findings.append(
        count(
          "disagreements",
          Trilingual(
            en: "judgements to talk about", ru: "расхождений, которые стоит обсудить",
            kk: "талқылауды қажет ететін келіспеушіліктер"),
          Int(number), cells: loaded.cells(index.counted)))
    }
    cautions.append(unitCaution)
    cautions += suppression.cautions(loaded, hidesAny: hidden.contains(true))
    return AnalysisOutcome(findings: findings, cautions: cautions, drawing: .codes(grid))
  }

  /// Codes whose prevalence would tell of a few respondents. All codes together are shown, so no single one is hidden.
  private func hidden(_ codes: [Code], _ index: InterviewIndex, _ suppression: CaseSuppression) -> [Bool] {
    let counts = CodeCaseTable(index, includingNarrower: narrower)
    let people = codes.map { counts.casesWith($0.id).count }
    return suppression.withComplement(people.map { suppression.hides($0, of: counts.cases.count) }, people: people)
  }

  private var unitCaution: Caution {
    let names: (en: String, ru: String, kk: String) =
      switch unit {
      case .turn: ("turns of speech", "реплики", "репликалар")
      case .line: ("lines", "строки", "жолдар")
      case .source: ("whole texts", "тексты целиком", "тұтас мәтіндер")
      }
    return Caution(
      "agreement_unit",
      Trilingual(
        en:
          "Coders are compared by \(names.en), in texts that two of them coded; passages of one text are not independent, and intervals take each text as a cluster.",
        ru:
          "Кодировщики сравниваются по единицам: \(names.ru), в текстах, которые кодировали двое; фрагменты одного текста не независимы, и интервалы считают каждый текст кластером.",
        kk:
          "Кодтаушылар мына бірліктер бойынша салыстырылады: \(names.kk), екеуі кодтаған мәтіндерде; бір мәтіннің үзінділері тәуелсіз емес, сондықтан аралықтарда әр мәтін кластер ретінде алынады."
      ))
  }

  /// Every coding as a span of its code and, where narrower codes count, of those above it.
  private func spans(_ index: InterviewIndex, _ codes: [Code], _ loaded: LoadedInterviews) throws(Problems)
    -> SpanCodings
  {
    let frame = loaded.project.frame
    let above = Dictionary(
      frame.codes.map { ($0.id, narrower ? [$0.id] + frame.broader(than: $0.id) : [$0.id]) },
      uniquingKeysWith: { first, _ in first })
    let spans = index.counted.flatMap { position -> [CodedSpan] in
      let coding = loaded.project.codings[position]
      return (above[coding.code] ?? []).map {
        CodedSpan(source: coding.source, start: coding.start, end: coding.end, code: $0, coder: coding.coder)
      }
    }
    return try SpanCodings(spans, sources: loaded.project.sources.map { ($0.id, $0.text.count) })
  }

  private func measures(
    _ part: String, _ label: Trilingual, _ rated: Rated, _ unitising: AgreementCoefficient, _ cells: [CellRange],
    _ grid: inout CodedGrid, isHidden: Bool, namesUnits: Bool
  ) throws(Problems) -> [Finding] {
    let ratings = rated.ratings
    let found: Agreement
    do throws(Problem) {
      found = try agreement(ratings)
    } catch {
      throw Problems(error)
    }
    let prevalence = found.prevalence.first { $0.category == "yes" }?.share
    var findings = [
      count(
        "\(part).units",
        label + Trilingual(en: ", units compared", ru: ", сравнено единиц", kk: ", салыстырылған бірліктер"),
        found.comparedUnits, cells: cells),
      finding(
        "\(part).prevalence",
        label + Trilingual(en: ", share of units with it", ru: ", доля единиц с ним", kk: ", ол бар бірліктер үлесі"),
        prevalence.map { 100 * $0 }, decimals: 1, unit: Trilingual(same: "%"), cells: cells),
    ]
    // Of several pairs there is a mean and no interval.
    // Where a pair's is undefined, so is the mean, for the same reason.
    let kappa = found.cohen.count == 1 ? found.cohen[0].kappa : found.cohen.map(\.kappa).first { $0.undefined != nil }
    func add(
      _ name: String, _ measure: Trilingual, _ value: AgreementCoefficient?, mean: Double? = nil, scale: Double = 1
    ) {
      let text = label + Trilingual(same: ", ") + measure
      let unit = Trilingual(same: scale == 1 ? "" : "%")
      let decimals = scale == 1 ? 2 : 1
      if let reason = value?.undefined {
        findings.append(
          Finding("\(id).\(part).\(name)", label: text, value: .undefined(reason.reason), unit: unit, cells: cells))
      } else {
        findings.append(
          finding(
            "\(part).\(name)", text, (value?.value ?? mean).map { $0 * scale }, decimals: decimals, unit: unit,
            cells: cells))
      }
      for (end, number, words) in [
        (
          "low", value?.confidenceLow,
          Trilingual(
            en: ", lower end of the interval", ru: ", нижняя граница интервала", kk: ", интервалдың төменгі шегі")
        ),
        (
          "high", value?.confidenceHigh,
          Trilingual(
            en: ", upper end of the interval", ru: ", верхняя граница интервала", kk: ", интервалдың жоғарғы шегі")
        ),
      ] {
        // The ends of what is undefined are undefined for the same reason.
        findings.append(
          value?.undefined.map {
            Finding(
              "\(id).\(part).\(name).\(end)", label: text + words, value: .undefined($0.reason), unit: unit,
              cells: cells)
          }
            ?? finding(
              "\(part).\(name).\(end)", text + words, number.map { $0 * scale }, decimals: decimals, unit: unit,
              cells: cells))
      }
    }
    let columns: [(String, AgreementCoefficient?, Double?)] = [
      ("percent", found.perCent, nil), ("kappa", kappa, found.meanCohen), ("fleiss", found.fleiss, nil),
      ("alpha", found.alpha, nil), ("ac1", found.ac1, nil), ("unitising", unitising, nil),
    ]
    let labels = [
      found.perCent.measure.label, AgreementMeasure.cohenKappa.label, found.fleiss.measure.label,
      found.alpha.measure.label, found.ac1.measure.label, unitising.measure.label,
    ]
    for (column, label) in zip(columns, labels) {
      add(column.0, label, column.1, mean: column.2, scale: column.0 == "percent" ? 100 : 1)
    }
    let list = ratings.disagreements.map(\.unit)
    findings += [
      Finding(
        "\(id).\(part).disagreements",
        label: label
          + Trilingual(
            en: ", units of which the coders do not say the same",
            ru: ", единицы, о которых кодировщики говорят разное",
            kk: ", кодтаушылардың пікірі әртүрлі бірліктер"),
        number: Double(list.count), decimals: 0,
        method: list.isEmpty || !namesUnits
          ? Trilingual(same: "")
          : Trilingual(same: list.prefix(40).joined(separator: ", ") + (list.count > 40 ? " …" : "")),
        cells: cells)
    ]
    grid.rows.append(CodedGrid.Line(name: part, label: label))
    if grid.columns.isEmpty {
      grid.columns = [
        CodedGrid.Line(name: "units", label: Trilingual(en: "Units", ru: "Единиц", kk: "Бірліктер")),
        CodedGrid.Line(
          name: "prevalence", label: Trilingual(en: "With the code, %", ru: "С кодом, %", kk: "Коды бар, %")),
      ]
      grid.columns += zip(columns, labels).map { column, label in
        CodedGrid.Line(name: column.0, label: column.0 == "percent" ? label + Trilingual(same: ", %") : label)
      }
    }
    grid.values.append(
      isHidden
        ? grid.columns.map { _ in nil }
        : [Double(found.comparedUnits), prevalence] + columns.map { $0.1?.value ?? $0.2 })
    if isHidden {
      findings = findings.map { Finding($0.id, label: $0.label, value: LoadedInterviews.suppressed) }
    }
    grid.findings.append(grid.columns.map { "\(id).\(part).\($0.name)" })
    grid.passages.append(grid.columns.map { _ in [] })
    return findings
  }

  /// What coders said of units, gathered over codes. Units of a text of which they all say the same are one row.
  private struct Rated {
    let coders: [String]
    private var units: [String] = []
    private var counts: [Int] = []
    private var clusters: [Int] = []
    private var cells: [Int32] = []

    init(coders: [String]) { self.coders = coders }

    mutating func add(_ judgements: [Int8], _ cut: CoderUnits.Cut, sources: [Source], prefix: String) {
      let m = coders.count
      func append(_ unit: String, _ count: Int, _ source: Int, _ values: ArraySlice<Int8>) {
        units.append(unit)
        counts.append(count)
        clusters.append(source)
        for value in values { cells.append(Int32(value)) }
      }
      for source in sources.indices {
        var alike: [(values: ArraySlice<Int8>, count: Int)] = []
        for unit in cut.firstUnit[source]..<cut.firstUnit[source + 1] {
          let values = judgements[(unit * m)..<(unit * m + m)]
          if values.contains(0), values.contains(1) {
            append(prefix + cut.units[unit], 1, source, values)
          } else if let known = alike.firstIndex(where: { $0.values.elementsEqual(values) }) {
            alike[known].count += 1
          } else {
            alike.append((values, 1))
          }
        }
        for (values, count) in alike { append(sources[source].id, count, source, values) }
      }
    }

    var ratings: Ratings {
      // Where every unit is a text of its own there is nothing to cluster.
      let isClustered = Set(clusters).count < counts.reduce(0, +)
      return Ratings(
        judgements: cells, coders: coders, units: units, counts: counts, clusters: isClustered ? clusters : nil)
    }
  }
}
