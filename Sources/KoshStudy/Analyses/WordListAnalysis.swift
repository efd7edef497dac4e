internal import KoshInterviews
internal import KoshTable

/// How often each word is used, over all and by group.
struct WordListAnalysis: Analysis {
  static let schema = InterviewSchema.wordList

  let head: AnalysisHead
  let interviews: InterviewHead
  let by: String?
  let speakers: Set<String>
  let unit: WordListUnit
  let byUnevenness: Bool
  let least: Int
  let limit: Int
  let functionWords: Bool

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    by = node.text("by")
    speakers = Set(node.texts("speaker"))
    unit = node.text("forms") == "apart" ? .form : .stem
    byUnevenness = node.text("order") == "unevenness"
    least = node.integer("least") ?? 2
    limit = node.integer("limit") ?? 20
    functionWords = node.truth("function_words") ?? false
  }

  var findingPatterns: [String] { ["words", "most", "*.words", "*.n", "*.cases", "*.per_1000", "*.g2"] }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data) + interviews.problems(ofSpeakers: speakers, in: data)
    found += interviews.problems(ofAttribute: by, key: "by", in: data)
    if byUnevenness, by == nil {
      found.append(
        Problem(
          .specification, "words are ordered by unevenness, and there are no groups", at: interviews.place(of: "order"),
          why: "unevenness is between groups", remedy: "add by: ATTRIBUTE, or take order: away"))
    }
    found += interviews.problems(ofCounts: [("least", least), ("limit", limit)])
    return found
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let suppression = CaseSuppression(loaded)
    let index = loaded.spokenWords(by: speakers)
    let cases = loaded.project.cases
    var groupOf: [String: String] = [:]
    for one in cases {
      guard let level = by.map({ one.attributes[$0] }) ?? "" else { continue }
      for source in one.sources { groupOf[source] = level }
    }
    let list = index.wordList(by: unit, groups: groupOf, withoutFunctionWords: !functionWords, atLeast: least)
    let labels = list.groups.map { level in
      by.map { loaded.label(ofAttribute: $0, level) } ?? Trilingual(same: level)
    }
    let members = list.groups.map { level in
      cases.filter { one in by == nil || by.flatMap { one.attributes[$0] } == level }
    }
    let total = list.wordCounts.reduce(0, +)
    let people = [CellRange(loaded.specification.casesID, ["case"])]
    var findings = [
      count(
        "words", Trilingual(en: "words", ru: "слов", kk: "сөздер саны"), total, cells: people)
    ]
    if by != nil {
      for (level, (label, number)) in zip(list.groups, zip(labels, list.wordCounts)) {
        findings.append(
          count(
            "\(InterviewHead.part(level)).words", label + Trilingual(en: ", words", ru: ", слов", kk: ", сөздер"),
            number,
            cells: people))
      }
    }
    var places = PlaceTable(id, loaded)
    var grid = CodedGrid(
      source: loaded.id, rows: [],
      columns: by == nil ? [] : zip(list.groups, labels).map { CodedGrid.Line(name: $0, label: $1) }, values: [],
      findings: [], passages: [],
      unit: by == nil
        ? Trilingual(en: "times", ru: "раз", kk: "рет")
        : Trilingual(en: "per 1,000 words", ru: "на 1000 слов", kk: "1000 сөзге"),
      decimals: 1, n: cases.count, showsQuotes: loaded.leastCell == nil,
      rowTitle: Trilingual(en: "Word", ru: "Слово", kk: "Сөз"))
    var taken = Set(["words", "most"] + list.groups.map(InterviewHead.part))
    var hidesAny = false
    for word in byUnevenness ? list.byUnevenness : list.words where grid.rows.count < limit {
      let all = index.occurrences(of: word).map {
        Segment(source: index.sources[$0.source].id, range: index.range(of: $0))
      }.filter { groupOf[$0.source] != nil }
      let saying = Set(all.map(\.source))
      let with = members.map { group in group.count { $0.sources.contains { saying.contains($0) } } }
      let everybody = cases.count { $0.sources.contains { saying.contains($0) } }
      // A word that few people say would give them away, and so would its count in a group.
      let hidden = suppression.hidesGroups(with, of: members.map(\.count))
      guard !suppression.hides(everybody, of: cases.count), !hidden.contains(true) else {
        hidesAny = true
        continue
      }
      let part = InterviewHead.part(word.word, word.language, taken: &taken)
      let name = Trilingual(same: word.word)
      let forms = Trilingual(same: loaded.leastCell == nil ? word.forms.prefix(12).joined(separator: ", ") : "")
      func add(
        _ part: String, _ label: Trilingual, _ number: Int, of words: Int, _ cells: [CellRange], people: Int
      ) {
        findings += [
          finding(
            "\(part).n", label + Trilingual(en: ", times", ru: ", раз", kk: ", рет"), Double(number), decimals: 0,
            method: forms, cells: cells),
          finding(
            "\(part).cases", label + Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"),
            Double(people), decimals: 0, cells: cells),
          finding(
            "\(part).per_1000",
            label + Trilingual(en: ", per 1,000 words", ru: ", на 1000 слов", kk: ", 1000 сөзге"),
            words > 0 ? 1000 * Double(number) / Double(words) : nil, decimals: 1, cells: cells),
        ]
      }
      add(part, name, word.total, of: total, places.cells(word.word, all), people: everybody)
      grid.rows.append(CodedGrid.Line(name: word.word, label: name))
      guard by != nil else {
        grid.values.append([Double(word.total)])
        grid.findings.append(["\(id).\(part).n"])
        grid.segments.append([all])
        grid.passages.append([[]])
        continue
      }
      findings.append(
        finding(
          "\(part).g2",
          name + Trilingual(en: ", G² between groups", ru: ", G² между группами", kk: ", топтар арасындағы G²"),
          word.logLikelihood, decimals: 1))
      var (values, ids, behind): ([Double?], [String], [[Segment]]) = ([], [], [])
      for (number, level) in list.groups.enumerated() {
        let own = all.filter { groupOf[$0.source] == level }
        let key = "\(part).\(InterviewHead.part(level))"
        let size = list.wordCounts[number]
        add(
          key, name + Trilingual(same: " · ") + labels[number], word.counts[number], of: size,
          places.cells(word.word, own), people: with[number])
        values.append(size > 0 ? 1000 * Double(word.counts[number]) / Double(size) : nil)
        ids.append("\(id).\(key).per_1000")
        behind.append(own)
      }
      grid.values.append(values)
      grid.findings.append(ids)
      grid.segments.append(behind)
      grid.passages.append(ids.map { _ in [] })
    }
    findings.append(
      Finding(
        "\(id).most",
        label: byUnevenness
          ? Trilingual(en: "most uneven word", ru: "самое неравномерное слово", kk: "ең біркелкі емес сөз")
          : Trilingual(en: "most frequent word", ru: "самое частое слово", kk: "ең жиі сөз"),
        value: .list(grid.rows.prefix(1).map { .text($0.name) })))
    var outcome = AnalysisOutcome(findings: findings, drawing: .codes(grid))
    outcome.cautions = loaded.cautions + suppression.cautions(loaded, hidesAny: hidesAny)
    if by != nil { outcome.cautions.append(CollocationsAnalysis.noTest) }
    if speakers.isEmpty { outcome.cautions.append(InterviewHead.everySpeaker) }
    outcome.places = places.source(Trilingual(en: "Word", ru: "Слово", kk: "Сөз"))
    return outcome
  }
}
