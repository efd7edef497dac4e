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
    guard let loaded = data.interviews[interviews.interviews] else { return found }
    let known = Set(loaded.project.sources.flatMap(\.turns).compactMap(\.speaker)).sorted()
    for speaker in speakers.sorted() where !known.contains(speaker) {
      found.append(
        Problem(
          .specification, "nobody is called \"\(speaker)\" in \"\(loaded.id)\"", at: interviews.place(of: "speaker"),
          remedy: Spelling.advice(for: speaker, among: known)))
    }
    return found
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = SearchIndex(loaded.project.sources)
    let cases = loaded.project.cases
    let levels = by.map { name in Set(cases.compactMap { $0.attributes[name] }).sorted() } ?? []
    var findings: [Finding] = []
    var drawing = WordsDrawing(source: loaded.id, rows: [], showsQuotes: loaded.leastCell == nil)
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
      func add(_ part: String, _ label: Trilingual, _ cases: [Case], _ method: Trilingual) {
        let found = number(cases)
        let rows = [CellRange(loaded.specification.casesID, ["case"])]
        let isHidden =
          loaded.leastCell.map {
            (found.people > 0 && found.people < $0) || (found.people < cases.count && cases.count - found.people < $0)
          } ?? false
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
      let part = InterviewHead.part(item.name)
      let label = Trilingual(same: item.words.joined(separator: " | "))
      add(part, label, cases, loaded.leastCell == nil ? method : Trilingual(same: ""))
      if let by {
        for level in levels {
          add(
            "\(part).\(InterviewHead.part(level))",
            label + Trilingual(same: " · ") + loaded.label(ofAttribute: by, level),
            cases.filter { $0.attributes[by] == level }, Trilingual(same: ""))
        }
      }
      drawing.rows.append(
        WordsDrawing.Row(name: item.name, label: label, finding: "\(id).\(part).n", lines: index.lines(matches)))
    }
    var cautions = loaded.leastCell.map { hidesAny ? [LoadedInterviews.suppression($0)] : [] } ?? loaded.exemption
    if speakers.isEmpty {
      cautions.append(
        Caution(
          "every_speaker",
          Trilingual(
            en: "Words are searched in whole texts, the interviewer's among them; speaker: names whose turns count.",
            ru: "Слова ищутся в тексте целиком, включая слова интервьюера; speaker: называет, чьи реплики учитываются.",
            kk:
              "Сөздер мәтіннің бәрінен, сұхбат алушының сөздерінен де ізделеді; speaker: кімнің репликалары саналатынын айтады."
          )))
    }
    return AnalysisOutcome(findings: findings, cautions: cautions, drawing: .words(drawing))
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
