internal import KoshInterviews
internal import KoshStatistics
internal import KoshTable

/// How many passages and respondents answer questions about codes, attributes and speakers.
struct QueryAnalysis: Analysis {
  static let schema = InterviewSchema.query

  let head: AnalysisHead
  let interviews: InterviewHead
  let queries: [(name: String, text: String, place: Place)]
  let labels: [String: Trilingual]
  let by: String?
  private let labelPlaces: [String: Place]

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    queries = node["queries"]?.entries.map { ($0.key, $0.value.scalar ?? "", $0.value.place) } ?? []
    let given = node["labels"]?.entries ?? []
    labels = Dictionary(given.compactMap { entry in entry.value.trilingual.map { (entry.key, $0) } }) { $1 }
    labelPlaces = Dictionary(given.map { ($0.key, $0.place) }) { $1 }
    by = node.text("by")
  }

  var findingPatterns: [String] {
    ["n", "*.segments", "*.cases", "*.share", "*.low", "*.high", "*.all", "*.list"]
  }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data) + interviews.problems(ofAttribute: by, key: "by", in: data)
    for name in labels.keys.sorted() where !queries.contains(where: { $0.name == name }) {
      found.append(
        Problem(
          .specification, "there is no query \"\(name)\" to label", at: labelPlaces[name] ?? head.place,
          remedy: Spelling.advice(for: name, among: queries.map(\.name))))
    }
    guard let loaded = data.interviews[interviews.interviews] else { return found }
    let codes = loaded.project.frame.codes.map(\.id)
    for item in queries {
      do throws(Problem) {
        found += unknown(in: try Query(item.text, codes: codes), loaded, at: item.place)
      } catch {
        var problem = error
        // The column inside of the query is told in words: the file's own place is the value's.
        let column = problem.place.column.map { " (at sign \($0))" } ?? ""
        problem.what += column
        problem.place = item.place
        found.append(problem)
      }
    }
    return found
  }

  /// Attributes, speakers, coders and texts that do not exist.
  private func unknown(in query: Query, _ loaded: LoadedInterviews, at place: Place) -> [Problem] {
    let project = loaded.project
    func missing(_ what: String, _ name: String, _ known: [String]) -> [Problem] {
      guard !known.contains(name) else { return [] }
      return [
        Problem(
          .specification, "\"\(loaded.id)\" has no \(what) \"\(name)\"", at: place,
          remedy: Spelling.advice(for: name, among: Array(Set(known)).sorted()))
      ]
    }
    switch query {
    case .code: return []
    case .attribute(let name, let value):
      let found = missing("attribute", name, project.cases.flatMap(\.attributes.keys))
      return found.isEmpty ? missing(name, value, project.cases.compactMap { $0.attributes[name] }) : found
    case .source(let id): return missing("text", id, project.sources.map(\.id))
    case .speaker(let name): return missing("speaker", name, project.sources.flatMap(\.turns).compactMap(\.speaker))
    case .coder(let name): return missing("coder", name, loaded.coders)
    case .all(let parts), .any(let parts): return parts.flatMap { unknown(in: $0, loaded, at: place) }
    case .not(let part): return unknown(in: part, loaded, at: place)
    case .near(let first, let second, _), .within(let first, let second):
      return unknown(in: first, loaded, at: place) + unknown(in: second, loaded, at: place)
    }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = loaded.index(coders: interviews.coders)
    let suppression = CaseSuppression(loaded)
    let cases = loaded.project.cases
    let levels = by.map { name in Set(cases.compactMap { $0.attributes[name] }).sorted() } ?? []
    let members = levels.map { level in cases.filter { one in by.flatMap { one.attributes[$0] } == level } }
    var findings = [
      count(
        "n", Trilingual(en: "respondents", ru: "респондентов", kk: "респонденттер саны"), cases.count,
        cells: [CellRange(loaded.specification.casesID, ["case"])])
    ]
    var places = PlaceTable(id, loaded)
    var hidesAny = false
    var grid = CodedGrid(
      source: loaded.id, rows: [],
      columns: zip(levels, members).map { level, _ in
        CodedGrid.Line(name: level, label: by.map { loaded.label(ofAttribute: $0, level) } ?? Trilingual(same: level))
      }, values: [], findings: [], passages: [],
      unit: levels.isEmpty
        ? CountUnit.cases.label : Trilingual(en: "% of the group", ru: "% группы", kk: "топтың %-ы"),
      decimals: 0, n: cases.count, showsQuotes: loaded.leastCell == nil,
      rowTitle: Trilingual(en: "Query", ru: "Запрос", kk: "Сұрау"))
    for item in queries {
      let query: Query
      do throws(Problem) {
        query = try Query(item.text)
      } catch {
        throw Problems(error)
      }
      let label = labels[item.name] ?? Trilingual(same: item.text)
      let part = InterviewHead.part(item.name)
      let answering = Set(index.cases(query))
      let ofCases = Set(cases.flatMap(\.sources))
      let segments = index.segments(query).filter { ofCases.contains($0.source) }
      let answeringTexts = Set(cases.filter { answering.contains($0.id) }.flatMap(\.sources))
      let told = index.segments(.any(QueryAnalysis.codes(asked: query))).filter { answeringTexts.contains($0.source) }
      let with = members.map { group in group.count { answering.contains($0.id) } }
      let hidden = suppression.hidesGroups(with, of: members.map(\.count))
      let hidesTotal = suppression.hides(answering.count, of: cases.count) || hidden.contains(true)
      hidesAny = hidesAny || hidesTotal
      findings += group(
        part, label, item, segments, told: told, answering.count, of: cases.count, places: &places, isHidden: hidesTotal
      )
      findings.append(
        Finding(
          "\(id).\(part).list",
          label: label + Trilingual(en: ": respondents", ru: ": респонденты", kk: ": респонденттер"),
          value: loaded.leastCell == nil
            ? .list(cases.filter { answering.contains($0.id) }.map { .text($0.id) }) : LoadedInterviews.suppressed,
          cells: [CellRange(loaded.specification.casesID, ["case"])]))
      grid.rows.append(CodedGrid.Line(name: item.name, label: label))
      guard !levels.isEmpty else {
        grid.values.append([hidesTotal ? nil : Double(answering.count)])
        grid.findings.append(["\(id).\(part).cases"])
        grid.segments.append([segments])
        continue
      }
      var (values, ids, behind): ([Double?], [String], [[Segment]]) = ([], [], [])
      for (number, level) in levels.enumerated() {
        let own = Set(members[number].flatMap(\.sources))
        let name = "\(part).\(InterviewHead.part(level))"
        let theirs = segments.filter { own.contains($0.source) }
        findings += group(
          name, label + Trilingual(same: " · ") + grid.columns[number].label, item, theirs,
          told: told.filter { own.contains($0.source) }, with[number],
          of: members[number].count, places: &places, isHidden: hidden[number])
        let share = proportion(count: with[number], of: members[number].count)?.share
        values.append(hidden[number] ? nil : share.map { 100 * $0 })
        ids.append("\(id).\(name).share")
        behind.append(theirs)
      }
      grid.values.append(values)
      grid.findings.append(ids)
      grid.segments.append(behind)
    }
    grid.passages = grid.findings.map { $0.map { _ in [] } }
    var outcome = AnalysisOutcome(findings: findings, drawing: .codes(grid))
    outcome.cautions =
      loaded.cautions + interviews.cautions(index, countsPassages: true)
      + suppression.cautions(loaded, hidesAny: hidesAny)
    outcome.places = places.source(Trilingual(en: "Query", ru: "Запрос", kk: "Сұрау"))
    return outcome
  }

  private func group(
    _ part: String, _ label: Trilingual, _ item: (name: String, text: String, place: Place), _ segments: [Segment],
    told: [Segment], _ with: Int, of n: Int, places: inout PlaceTable, isHidden: Bool
  ) -> [Finding] {
    let share = proportion(count: with, of: n)
    let method = Trilingual(same: item.text)
    let cells = isHidden ? [] : places.cells(item.name, segments)
    // A respondent can answer with passages that stand apart: these lead to them.
    let behind = isHidden || told.isEmpty ? cells : places.cells(item.name, told)
    let shareLabel =
      label + Trilingual(en: ", share of respondents", ru: ", доля респондентов", kk: ", респонденттер үлесі")
    let parts: [(String, Trilingual, Double?, Int)] = [
      (
        "segments", label + Trilingual(en: ", passages", ru: ", фрагментов", kk: ", үзінділер"),
        Double(segments.count), 0
      ),
      ("cases", label + Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"), Double(with), 0),
      ("share", shareLabel, share.map { 100 * $0.share }, 1),
      (
        "low",
        shareLabel
          + Trilingual(
            en: ", lower end of the interval", ru: ", нижняя граница интервала", kk: ", интервалдың төменгі шегі"),
        share.map { 100 * $0.confidenceLow }, 1
      ),
      (
        "high",
        shareLabel
          + Trilingual(
            en: ", upper end of the interval", ru: ", верхняя граница интервала", kk: ", интервалдың жоғарғы шегі"),
        share.map { 100 * $0.confidenceHigh }, 1
      ),
    ]
    let all = label + Trilingual(en: ": every respondent", ru: ": каждый респондент", kk: ": әр респондент")
    guard !isHidden else {
      return (parts.map { ($0.0, $0.1) } + [("all", all)]).map { name, label in
        Finding("\(id).\(part).\(name)", label: label, value: LoadedInterviews.suppressed)
      }
    }
    return parts.map { name, label, number, decimals in
      finding(
        "\(part).\(name)", label, number, decimals: decimals,
        unit: Trilingual(same: decimals == 0 ? "" : "%"), method: method, cells: name == "segments" ? cells : behind)
    } + [
      Finding(
        "\(id).\(part).all", label: all, value: .truth(n > 0 && with == n ? .yes : .no), method: method, cells: behind)
    ]
  }

  /// The codes whose presence a question asks for, those behind a `not` left out.
  private static func codes(asked query: Query) -> [Query] {
    switch query {
    case .code, .coder: [query]
    case .attribute, .source, .speaker, .not: []
    case .all(let parts), .any(let parts): parts.flatMap(codes)
    case .near(let first, let second, _), .within(let first, let second): codes(asked: first) + codes(asked: second)
    }
  }
}
