internal import KoshInterviews
internal import KoshStatistics
internal import KoshTable

/// How many respondents, or passages, have each code.
struct CodesAnalysis: Analysis {
  static let schema = InterviewSchema.codes

  let head: AnalysisHead
  let interviews: InterviewHead
  let by: String?
  let unit: CountUnit
  let narrower: Bool

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    by = node.text("by")
    unit = node.text("unit").flatMap { CountUnit(rawValue: $0) } ?? .cases
    narrower = node.truth("narrower") ?? true
  }

  var findingPatterns: [String] {
    [
      "n", "segments", "most", "*.n", "*.share", "*.low", "*.high", "*.all", "*.cases", "*.without",
    ]
  }

  func problems(in data: StudyData) -> [Problem] {
    let found = interviews.problems(in: data)
    return found + interviews.problems(ofAttribute: by, key: "by", in: data)
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = loaded.index(coders: interviews.coders)
    let counts = CodeCaseTable(index, includingNarrower: narrower)
    let groups = by.map { CodeAttributeTable(counts, attribute: $0, in: loaded.project) }
    let codes = interviews.codes(of: loaded, headings: narrower)
    let n = counts.cases.count
    let suppression = CaseSuppression(loaded)
    let hiding = hiding(codes, counts, groups, suppression)
    var findings = [
      count(
        "n", Trilingual(en: "respondents", ru: "респондентов", kk: "респонденттер саны"), n,
        cells: [CellRange(loaded.specification.casesID, ["case"])]),
      hiding.hidesWhole
        ? Finding("\(id).segments", label: CodesAnalysis.passages, value: LoadedInterviews.suppressed)
        : count(
          "segments", CodesAnalysis.passages, index.counted.count - index.withoutCase.count,
          cells: loaded.cells(Array(Set(index.counted).subtracting(index.withoutCase)))),
    ]
    var grid = CodedGrid(
      source: loaded.id, rows: codes.map { CodedGrid.Line(name: $0.id, label: $0.name) }, columns: [], values: [],
      findings: [], passages: [], unit: unit.label, decimals: 0, n: n, showsQuotes: loaded.leastCell == nil,
      rowTitle: Trilingual(en: "Code", ru: "Код", kk: "Код"))
    let levels = groups?.levels ?? []
    if let groups, let by {
      grid.columns = levels.map { CodedGrid.Line(name: $0, label: loaded.label(ofAttribute: by, $0)) }
      for (number, line) in grid.columns.enumerated() {
        findings.append(
          respondents(
            InterviewHead.part(line.name) + ".n", line.label, groups.casesByLevel[number], of: n, loaded,
            cells: [CellRange(loaded.specification.casesID, [by])]))
      }
    }
    var hidesAny = false
    for (position, code) in codes.enumerated() {
      let hidesTotal = hiding.totals[position]
      let hidden = hiding.groups[position]
      hidesAny = hidesAny || hidesTotal
      findings += over(code, counts, loaded, n: n, isHidden: hidesTotal)
      guard let groups else {
        let total = counts.total(code: code.id, unit: unit)
        grid.values.append([hidesTotal ? nil : Double(total)])
        grid.findings.append(["\(id).\(InterviewHead.part(code.id)).n"])
        grid.passages.append([counts.codings(code: code.id)])
        continue
      }
      var (values, ids, passages): ([Double?], [String], [[Int]]) = ([], [], [])
      for (number, line) in grid.columns.enumerated() {
        let name = "\(InterviewHead.part(code.id)).\(InterviewHead.part(line.name))"
        let isHidden = hidden[number]
        let codings = groups.codings(code: code.id, level: line.name)
        findings += group(
          name, code.name + Trilingual(same: " · ") + line.label,
          groups.count(code: code.id, level: line.name, unit: unit),
          with: groups.count(code: code.id, level: line.name, unit: .cases), of: groups.casesByLevel[number],
          cells: loaded.cells(codings), isHidden: isHidden)
        values.append(isHidden ? nil : value(code.id, line.name, groups))
        ids.append("\(id).\(name).\(unit == .cases ? "share" : "n")")
        passages.append(codings)
      }
      grid.values.append(values)
      grid.findings.append(ids)
      grid.passages.append(passages)
    }
    if groups != nil, unit == .cases {
      grid.unit = Trilingual(en: "% of the group", ru: "% группы", kk: "топтың %-ы")
    }
    findings.append(most(codes, counts, loaded, isHidden: hidesAny))
    var cautions = loaded.cautions + interviews.cautions(index, countsPassages: unit == .segments)
    cautions += suppression.cautions(loaded, hidesAny: hidesAny)
    if let groups, !groups.casesWithout.isEmpty {
      cautions.append(
        Caution(
          "respondents_in_no_group",
          Trilingual(
            en: "Respondents whose group is not known, and who are in no group: \(groups.casesWithout.count).",
            ru: "Респондентов, группа которых неизвестна и которые не вошли ни в одну: \(groups.casesWithout.count).",
            kk: "Тобы белгісіз, ешбір топқа кірмеген респонденттер: \(groups.casesWithout.count).")))
    }
    return AnalysisOutcome(findings: findings, cautions: cautions, drawing: .codes(grid))
  }

  private static let passages = Trilingual(
    en: "coded passages", ru: "кодированных фрагментов", kk: "кодталған үзінділер саны")

  /// What must not be told: a code's total, its groups, the number of all passages.
  private func hiding(
    _ codes: [Code], _ counts: CodeCaseTable, _ groups: CodeAttributeTable?, _ suppression: CaseSuppression
  ) -> (totals: [Bool], groups: [[Bool]], hidesWhole: Bool) {
    let with = codes.map { counts.casesWith($0.id).count }
    let broader = codes.map { code in code.parent.flatMap { parent in codes.firstIndex { $0.id == parent } } }
    var totals = with.map { suppression.hides($0, of: counts.cases.count) }
    var hidden = codes.map { _ in [Bool]() }
    if let groups {
      let people = codes.map { code in groups.levels.map { groups.count(code: code.id, level: $0, unit: .cases) } }
      hidden = people.map { suppression.hidesGroups($0, of: groups.casesByLevel) }
      for level in groups.levels.indices {
        let column = suppression.overTree(hidden.map { $0[level] }, people: people.map { $0[level] }, broader: broader)
        for code in codes.indices { hidden[code][level] = column.hidden[code] }
      }
      for code in codes.indices where hidden[code].contains(true) { totals[code] = true }
    }
    let whole = suppression.overTree(totals, people: with, broader: broader)
    return (whole.hidden, hidden, whole.hidesWhole)
  }

  private func value(_ code: String, _ level: String, _ groups: CodeAttributeTable) -> Double? {
    unit == .cases
      ? groups.share(code: code, level: level).map { 100 * $0 }
      : Double(groups.count(code: code, level: level, unit: .segments))
  }

  private func respondents(
    _ part: String, _ label: Trilingual, _ number: Int, of n: Int, _ loaded: LoadedInterviews, cells: [CellRange]
  ) -> Finding {
    if CaseSuppression(loaded).hides(number, of: n) {
      return Finding("\(id).\(part)", label: label, value: LoadedInterviews.suppressed, cells: cells)
    }
    return count(part, label, number, cells: cells)
  }

  /// The findings of a code over all respondents.
  private func over(_ code: Code, _ counts: CodeCaseTable, _ loaded: LoadedInterviews, n: Int, isHidden: Bool)
    -> [Finding]
  {
    let part = InterviewHead.part(code.id)
    let with = counts.casesWith(code.id)
    let without = counts.casesWithout(code.id)
    let codings = counts.codings(code: code.id)
    let column = [CellRange(loaded.specification.casesID, [code.id])]
    // Who is behind a number is never told of real people.
    func list(_ name: String, _ label: Trilingual, _ cases: [String]) -> Finding {
      Finding(
        "\(id).\(part).\(name)", label: code.name + label,
        value: loaded.leastCell == nil ? .list(cases.map { .text($0) }) : LoadedInterviews.suppressed, cells: column)
    }
    return group(
      part, code.name, counts.total(code: code.id, unit: unit), with: with.count, of: n,
      cells: loaded.cells(codings) + (codings.isEmpty ? column : []), isHidden: isHidden)
      + [
        list(
          "cases", Trilingual(en: ": respondents with it", ru: ": у кого есть", kk: ": бар респонденттер"), with),
        list(
          "without", Trilingual(en: ": respondents without it", ru: ": у кого нет", kk: ": жоқ респонденттер"), without),
      ]
  }

  private func group(
    _ part: String, _ label: Trilingual, _ number: Int, with: Int, of n: Int, cells: [CellRange], isHidden: Bool
  ) -> [Finding] {
    let share = Trilingual(en: ", share of respondents", ru: ", доля респондентов", kk: ", респонденттер үлесі")
    let all = Trilingual(
      en: ": every respondent has it", ru: ": есть у каждого респондента", kk: ": әр респондентте бар")
    var parts: [(String, Trilingual, Double?, Int)] = [("n", label, Double(number), 0)]
    let proportion = proportion(count: with, of: n)
    if unit == .cases {
      parts += [
        ("share", label + share, proportion.map { 100 * $0.share }, 1),
        (
          "low",
          label + share
            + Trilingual(
              en: ", lower end of the interval", ru: ", нижняя граница интервала", kk: ", интервалдың төменгі шегі"),
          proportion.map { 100 * $0.confidenceLow }, 1
        ),
        (
          "high",
          label + share
            + Trilingual(
              en: ", upper end of the interval", ru: ", верхняя граница интервала", kk: ", интервалдың жоғарғы шегі"),
          proportion.map { 100 * $0.confidenceHigh }, 1
        ),
      ]
    }
    if isHidden {
      return (parts.map { ($0.0, $0.1) } + [("all", label + all)]).map { name, label in
        Finding("\(id).\(part).\(name)", label: label, value: LoadedInterviews.suppressed)
      }
    }
    return parts.map { name, label, number, decimals in
      finding(
        "\(part).\(name)", label, number, decimals: decimals,
        unit: name == "n" ? unit.label : Trilingual(same: "%"), cells: cells)
    } + [
      Finding(
        "\(id).\(part).all", label: label + all, value: .truth(n > 0 && with == n ? .yes : .no),
        method: Trilingual(
          en: "\(with) of \(n) respondents", ru: "респондентов: \(with) из \(n)",
          kk: "респонденттер: \(n) ішінен \(with)"),
        cells: cells)
    ]
  }

  /// The code or codes with the greatest number; a mere heading is none.
  private func most(_ all: [Code], _ counts: CodeCaseTable, _ loaded: LoadedInterviews, isHidden: Bool) -> Finding {
    let codes = all.filter(\.isCodable)
    let totals = codes.map { counts.total(code: $0.id, unit: unit) }
    let greatest = totals.max() ?? 0
    let first = greatest == 0 ? [] : zip(codes, totals).filter { $0.1 == greatest }.map(\.0)
    return Finding(
      "\(id).most", label: Trilingual(en: "most frequent code", ru: "самый частый код", kk: "ең жиі код"),
      value: isHidden ? LoadedInterviews.suppressed : .list(first.map { .text($0.id) }),
      cells: isHidden ? [] : loaded.cells(first.flatMap { counts.codings(code: $0.id) }))
  }
}
