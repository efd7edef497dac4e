internal import KoshInterviews
internal import KoshTable

/// How often words occur in the interviews, in any of their forms and in three languages.
struct WordSearchAnalysis: Analysis {
  static let schema = InterviewSchema.wordSearch

  let head: AnalysisHead
  let interviews: InterviewHead
  let words: [(name: String, words: [String], place: Place)]
  let speakers: Set<String>
  let by: String?

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    words = node["words"]?.entries.map { ($0.key, $0.value.items.compactMap(\.scalar), $0.value.place) } ?? []
    speakers = Set(node.texts("speaker"))
    by = node.text("by")
  }

  var findingPatterns: [String] { ["*.n", "*.cases"] }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data)
    found += interviews.problems(ofAttribute: by, key: "by", in: data)
    for item in words {
      do throws(Problem) {
        _ = try SearchQuery(item.words.joined(separator: " | "))
      } catch {
        var problem = error
        problem.place = item.place
        found.append(problem)
      }
    }
    return found + interviews.problems(ofSpeakers: speakers, in: data)
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = SearchIndex(loaded.project.sources)
    let cases = loaded.project.cases
    let levels = by.map { name in Set(cases.compactMap { $0.attributes[name] }).sorted() } ?? []
    var findings: [Finding] = []
    var drawing = WordsDrawing(source: loaded.id, rows: [], showsQuotes: loaded.leastCell == nil)
    let suppression = CaseSuppression(loaded)
    var places = PlaceTable(id, loaded)
    var hidesAny = false
    for item in words {
      let query: SearchQuery
      do throws(Problem) {
        query = try SearchQuery(item.words.joined(separator: " | "))
      } catch {
        throw Problems(error)
      }
      let matches = index.matches(query).filter { match in
        guard !speakers.isEmpty else { return true }
        let speaker = loaded.project.sources[match.source].turn(at: index.range(of: match).lowerBound)?.speaker
        return speaker.map { speakers.contains($0) } ?? false
      }
      let counts = Dictionary(matches.map { (index.sources[$0.source].id, 1) }, uniquingKeysWith: +)
      let method = Trilingual(
        same: index.sources.compactMap { source in counts[source.id].map { "\(source.id): \($0)" } }.joined(
          separator: ", "))
      func number(_ cases: [Case]) -> (places: Int, people: Int) {
        let own = Set(cases.flatMap(\.sources))
        return (
          own.reduce(0) { $0 + (counts[$1] ?? 0) }, cases.count { one in one.sources.contains { counts[$0] != nil } }
        )
      }
      let all = matches.map { Segment(source: index.sources[$0.source].id, range: index.range(of: $0)) }
      func add(_ part: String, _ label: Trilingual, _ cases: [Case], _ method: Trilingual, isHidden: Bool) {
        let found = number(cases)
        let own = Set(cases.flatMap(\.sources))
        let rows = isHidden ? [] : places.cells(item.name, all.filter { own.contains($0.source) })
        hidesAny = hidesAny || isHidden
        for (name, value, text) in [
          ("n", found.places, Trilingual(en: ", places", ru: ", мест", kk: ", орын")),
          (
            "cases", found.people,
            Trilingual(
              en: ", respondents' interviews", ru: ", интервью респондентов", kk: ", респонденттердің сұхбаттары")
          ),
        ] {
          findings.append(
            isHidden
              ? Finding("\(id).\(part).\(name)", label: label + text, value: LoadedInterviews.suppressed)
              : finding("\(part).\(name)", label + text, Double(value), decimals: 0, method: method, cells: rows))
        }
      }
      let groups = levels.map { level in cases.filter { one in by.flatMap { one.attributes[$0] } == level } }
      let hidden = suppression.hidesGroups(groups.map { number($0).people }, of: groups.map(\.count))
      let part = InterviewHead.part(item.name)
      let label = Trilingual(same: item.words.joined(separator: " | "))
      add(
        part, label, cases, loaded.leastCell == nil ? method : Trilingual(same: ""),
        isHidden: suppression.hides(number(cases).people, of: cases.count) || hidden.contains(true))
      if let by {
        for (position, level) in levels.enumerated() {
          add(
            "\(part).\(InterviewHead.part(level))",
            label + Trilingual(same: " · ") + loaded.label(ofAttribute: by, level), groups[position],
            Trilingual(same: ""), isHidden: hidden[position])
        }
      }
      drawing.rows.append(
        WordsDrawing.Row(name: item.name, label: label, finding: "\(id).\(part).n", lines: index.lines(matches)))
    }
    var cautions = loaded.cautions + suppression.cautions(loaded, hidesAny: hidesAny)
    if speakers.isEmpty { cautions.append(InterviewHead.everySpeaker) }
    var outcome = AnalysisOutcome(findings: findings, cautions: cautions, drawing: .words(drawing))
    outcome.places = places.source(Trilingual(en: "Words", ru: "Слова", kk: "Сөздер"))
    return outcome
  }
}

/// Keywords in context, for an exhibit of quotes.
struct WordsDrawing: Sendable {
  /// What was looked for.
  struct Row: Sendable {
    var name: String
    var label: Trilingual
    var finding: String
    var lines: [ConcordanceLine]
  }
  /// The set of interviews.
  var source: String
  var rows: [Row]
  var showsQuotes: Bool
}
