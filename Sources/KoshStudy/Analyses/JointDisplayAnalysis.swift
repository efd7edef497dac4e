internal import KoshInterviews
internal import KoshStatistics
internal import KoshTable

/// A survey result beside coded motives beside quotes, by the same groups.
struct JointDisplayAnalysis: Analysis {
  static let schema = InterviewSchema.jointDisplay

  let head: AnalysisHead
  let interviews: InterviewHead
  let holds: Expression
  let by: String
  let attribute: String
  let label: Trilingual

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    holds = node.expression("holds") ?? .text("")
    by = node.text("by") ?? ""
    attribute = node.text("attribute") ?? node.text("by") ?? ""
    label =
      node.trilingual("label")
      ?? Trilingual(en: "Share in the survey", ru: "Доля в опросе", kk: "Сауалнамадағы үлес")
  }

  var findingPatterns: [String] {
    [
      "n", "survey.n", "*.survey.n", "*.survey.share", "*.survey.low", "*.survey.high", "*.cases", "*.n", "*.share",
      "*.quote",
    ]
  }

  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { [(by, false, interviews.place(of: "by"))] }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data)
    found += interviews.problems(
      ofAttribute: attribute, key: interviews.has("attribute") ? "attribute" : "by", in: data)
    guard let id = head.data, let source = data[id] else { return found }
    found += source.problems(ofCondition: holds, at: interviews.place(of: "holds"))
    guard found.isEmpty, let column = source.table[by], case .categories(_, let levels) = column.values,
      let loaded = data.interviews[interviews.interviews]
    else { return found }
    let groups = Set(loaded.project.cases.compactMap { $0.attributes[attribute] })
    if groups.isDisjoint(with: levels) {
      found.append(
        Problem(
          .specification, "survey and interviews have no group in common", at: interviews.place(of: "by"),
          why:
            "\"\(by)\" of \"\(id)\" has \(levels.joined(separator: ", ")), \"\(attribute)\" of \"\(loaded.id)\" has \(groups.sorted().joined(separator: ", "))",
          remedy: "recode one of them to the other's names"))
    }
    return found
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let loaded = try context.interviews(interviews)
    let index = loaded.index(coders: interviews.coders)
    let counts = CodeCaseTable(index)
    let groups = CodeAttributeTable(counts, attribute: attribute, in: loaded.project)
    let codes = interviews.codes(of: loaded)
    let rows = source.rows(where: head.condition)
    let truths = source.evaluateRows(holds)
    let levels: [String] =
      if case .categories(_, let levels)? = source.table[by]?.values { levels } else { [] }
    let shared = levels.filter { groups.levels.contains($0) }
    let names = holds.references.compactMap { if case .name(let name, _) = $0 { name } else { nil } }
    func answered(_ level: String?) -> (asked: [Int], yes: Int) {
      let own = rows.filter { row in
        guard case .truth(let truth) = truths[row], truth != .undecided else { return false }
        return level == nil || source.table[by]?.text(at: row) == level
      }
      return (own, own.count { truths[$0] == .truth(.yes) })
    }
    var findings = [
      count(
        "n", Trilingual(en: "respondents interviewed", ru: "интервьюированных", kk: "сұхбат берген респонденттер"),
        counts.cases.count, cells: [CellRange(loaded.specification.casesID, ["case"])]),
      count(
        "survey.n", Trilingual(en: "answers in the survey", ru: "ответов в опросе", kk: "сауалнамадағы жауаптар"),
        answered(nil).asked.count, cells: [CellRange(source.specification.id, [by] + names, rows: rows)]),
    ]
    var drawing = JointDrawing(
      survey: source.specification.id, interviews: loaded.id, label: label,
      codes: codes.map { CodedGrid.Line(name: $0.id, label: $0.name) }, rows: [], n: counts.cases.count,
      showsQuotes: loaded.leastCell == nil)
    let surveyHidden = source.leastCell.map { least in
      let people = shared.map { answered($0) }
      let hidden = suppressedCells([people.map(\.yes), people.map { $0.asked.count - $0.yes }], least: least)
      return shared.indices.map { hidden[0][$0] || hidden[1][$0] }
    }
    let languages = Dictionary(
      loaded.project.sources.compactMap { source in source.language.map { (source.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    let suppression = CaseSuppression(loaded)
    // By all groups of the respondents, since those that the survey does not have complete the sums.
    let codesHidden = codes.map { code in
      suppression.hidesGroups(
        groups.levels.map { groups.count(code: code.id, level: $0, unit: .cases) }, of: groups.casesByLevel)
    }
    let sizesHidden = suppression.withComplement(
      groups.casesByLevel.map { suppression.hides($0, of: counts.cases.count) }, people: groups.casesByLevel)
    var hidesAny = false
    for (number, level) in shared.enumerated() {
      let part = InterviewHead.part(level)
      let name = source.table[by]?.label(ofLevel: level) ?? Trilingual(same: level)
      let people = answered(level)
      let cells = [CellRange(source.specification.id, [by] + names, rows: people.asked)]
      findings += survey(
        part, name, people.yes, of: people.asked.count, cells: cells, isHidden: surveyHidden?[number] == true)
      let place = groups.levels.firstIndex(of: level) ?? 0
      let size = groups.casesByLevel[place]
      hidesAny = hidesAny || sizesHidden[place]
      findings.append(
        hidden(
          "\(part).cases", name + Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"),
          sizesHidden[place])
          ?? count(
            "\(part).cases", name + Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"), size,
            cells: [CellRange(loaded.specification.casesID, [attribute])]))
      var row = JointDrawing.Row(name: level, label: name, survey: "\(id).\(part).survey.share", codes: [])
      for (position, code) in codes.enumerated() {
        let codings = groups.codings(code: code.id, level: level)
        let with = groups.count(code: code.id, level: level, unit: .cases)
        let prefix = "\(part).\(InterviewHead.part(code.id))"
        let text = name + Trilingual(same: " · ") + code.name
        let cells = loaded.cells(codings)
        let shareText =
          text + Trilingual(en: ", share of respondents", ru: ", доля респондентов", kk: ", респонденттер үлесі")
        let isHidden = codesHidden[position][place]
        hidesAny = hidesAny || isHidden
        findings.append(
          hidden("\(prefix).n", text, isHidden) ?? count("\(prefix).n", text, with, cells: cells))
        findings.append(
          hidden("\(prefix).share", shareText, isHidden)
            ?? finding(
              "\(prefix).share", shareText, groups.share(code: code.id, level: level).map { 100 * $0 }, decimals: 1,
              unit: Trilingual(same: "%"), cells: cells))
        let quote = loaded.leastCell == nil ? index.quotes(codings).first : nil
        findings.append(
          Finding(
            "\(id).\(prefix).quote", label: text + Trilingual(en: ", quote", ru: ", цитата", kk: ", дәйексөз"),
            value: loaded.leastCell != nil
              ? LoadedInterviews.suppressed
              : quote.map { .text($0.text) } ?? .undefined(Evaluator.nothing),
            method: quote.map { Trilingual(same: "\($0.source), \($0.speaker ?? $0.cases.joined(separator: " "))") }
              ?? Trilingual(same: ""), cells: quote?.coding.map { loaded.cells([$0]) } ?? [],
            traits: quote.map { [.quote(languages[$0.source])] } ?? []))
        row.codes.append(
          JointDrawing.Cell(
            count: isHidden ? nil : with, of: size, finding: "\(id).\(prefix).n", quote: quote,
            quoteFinding: "\(id).\(prefix).quote"))
      }
      drawing.rows.append(row)
    }
    var cautions = loaded.cautions + interviews.cautions(index, countsPassages: false)
    // Of interviews that are not exempt, words are withheld even where no number is.
    cautions += suppression.cautions(loaded, hidesAny: hidesAny || suppression.least != nil)
    let alone = levels.filter { !shared.contains($0) } + groups.levels.filter { !shared.contains($0) }
    if !alone.isEmpty {
      let list = alone.joined(separator: ", ")
      cautions.append(
        Caution(
          "groups_left_out",
          Trilingual(
            en: "Groups that only the survey or only the interviews have are left out: \(list).",
            ru: "Опущены группы, которые есть только в опросе или только в интервью: \(list).",
            kk: "Тек сауалнамада немесе тек сұхбаттарда бар топтар алынбаған: \(list).")))
    }
    return AnalysisOutcome(findings: findings, cautions: cautions, drawing: .joint(drawing))
  }

  private func hidden(_ part: String, _ label: Trilingual, _ isHidden: Bool) -> Finding? {
    isHidden ? Finding("\(id).\(part)", label: label, value: LoadedInterviews.suppressed) : nil
  }

  private func survey(_ part: String, _ name: Trilingual, _ yes: Int, of n: Int, cells: [CellRange], isHidden: Bool)
    -> [Finding]
  {
    let share = proportion(count: yes, of: n)
    let text = name + Trilingual(same: " · ") + label
    let parts: [(String, Trilingual, Double?)] = [
      (
        "n", name + Trilingual(en: ", answers in the survey", ru: ", ответов в опросе", kk: ", сауалнамадағы жауаптар"),
        Double(n)
      ),
      ("share", text, share.map { 100 * $0.share }),
      (
        "low",
        text
          + Trilingual(
            en: ", lower end of the interval", ru: ", нижняя граница интервала", kk: ", интервалдың төменгі шегі"),
        share.map { 100 * $0.confidenceLow }
      ),
      (
        "high",
        text
          + Trilingual(
            en: ", upper end of the interval", ru: ", верхняя граница интервала", kk: ", интервалдың жоғарғы шегі"),
        share.map { 100 * $0.confidenceHigh }
      ),
    ]
    return parts.map { name, label, number in
      isHidden
        ? Finding("\(id).\(part).survey.\(name)", label: label, value: LoadedInterviews.suppressed)
        : finding(
          "\(part).survey.\(name)", label, number, decimals: name == "n" ? 0 : 1,
          unit: Trilingual(same: name == "n" ? "" : "%"), cells: cells)
    }
  }
}

/// What table and figure of a joint display show.
struct JointDrawing: Sendable {
  /// A code in a group.
  struct Cell: Sendable {
    /// Respondents with the code; `nil` where suppressed.
    var count: Int?
    var of: Int
    var finding: String
    var quote: Quote?
    var quoteFinding: String
  }
  /// A group.
  struct Row: Sendable {
    var name: String
    var label: Trilingual
    /// The finding of the survey's share.
    var survey: String
    var codes: [Cell]
  }
  var survey: String
  var interviews: String
  var label: Trilingual
  var codes: [CodedGrid.Line]
  var rows: [Row]
  var n: Int
  var showsQuotes: Bool
}
