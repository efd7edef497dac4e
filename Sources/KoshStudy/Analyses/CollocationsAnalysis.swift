internal import KoshInterviews
internal import KoshTable

/// Words that stand near a word more often than elsewhere.
struct CollocationsAnalysis: Analysis {
  static let schema = InterviewSchema.collocations

  let head: AnalysisHead
  let interviews: InterviewHead
  let words: [String]
  let speakers: Set<String>
  let window: Int
  let least: Int
  let limit: Int
  let functionWords: Bool

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    words = node.texts("words")
    speakers = Set(node.texts("speaker"))
    window = node.integer("window") ?? 5
    least = node.integer("least") ?? 2
    limit = node.integer("limit") ?? 20
    functionWords = node.truth("function_words") ?? false
  }

  var findingPatterns: [String] { ["n", "most", "*.together", "*.cases", "*.expected", "*.g2", "*.mi"] }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data) + interviews.problems(ofSpeakers: speakers, in: data)
    do throws(Problem) {
      _ = try SearchQuery(words.joined(separator: " | "))
    } catch {
      var problem = error
      problem.place = interviews.place(of: "words")
      found.append(problem)
    }
    found += interviews.problems(ofCounts: [("window", window), ("least", least), ("limit", limit)])
    return found
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let suppression = CaseSuppression(loaded)
    let index = loaded.spokenWords(by: speakers)
    let text = words.joined(separator: " | ")
    let query: SearchQuery
    do throws(Problem) { query = try SearchQuery(text) } catch { throw Problems(error) }
    let matches = index.matches(query)
    func segments(_ matches: [SearchMatch]) -> [Segment] {
      matches.map { Segment(source: index.sources[$0.source].id, range: index.range(of: $0)) }
    }
    let casesOf = loaded.project.cases
    func people(_ segments: [Segment]) -> Int {
      let own = Set(segments.map(\.source))
      return casesOf.count { $0.sources.contains { own.contains($0) } }
    }
    var places = PlaceTable(id, loaded)
    let label = Trilingual(same: text)
    let nodes = segments(matches)
    let hidesAll = suppression.hides(people(nodes), of: casesOf.count)
    var hidesAny = hidesAll
    var findings = [
      hidesAll
        ? Finding("\(id).n", label: label, value: LoadedInterviews.suppressed)
        : count(
          "n", label + Trilingual(en: ", places", ru: ", мест", kk: ", орын"), matches.count,
          cells: places.cells(text, nodes))
    ]
    var grid = CodedGrid(
      source: loaded.id, rows: [], columns: [], values: [], findings: [], passages: [],
      unit: Trilingual(en: "times near it", ru: "раз рядом", kk: "қатар келуі"), decimals: 0, n: casesOf.count,
      showsQuotes: loaded.leastCell == nil, rowTitle: Trilingual(en: "Word", ru: "Слово", kk: "Сөз"))
    var taken: Set<String> = ["n", "most"]
    var most: [String] = []
    let found = index.collocates(
      of: matches, window: window, atLeast: least, withoutFunctionWords: !functionWords)
    for one in found where grid.rows.count < limit {
      let own = segments(
        index.occurrences(of: one, near: matches, window: window, withoutFunctionWords: !functionWords))
      let count = people(own)
      // A word that few people say would give them away, and so would its count.
      guard !suppression.hides(count, of: casesOf.count) else {
        hidesAny = true
        continue
      }
      let part = InterviewHead.part(one.word, one.language, taken: &taken)
      let name = Trilingual(same: one.word)
      let cells = places.cells(one.word, own)
      if most.isEmpty { most.append(one.word) }
      for (key, words, value, decimals) in [
        (
          "together", Trilingual(en: ", times near it", ru: ", раз рядом", kk: ", қатар келуі"), Double(one.together), 0
        ),
        ("cases", Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"), Double(count), 0),
        (
          "expected",
          Trilingual(
            en: ", expected if words were scattered evenly", ru: ", ожидалось бы при равномерном распределении слов",
            kk: ", сөздер біркелкі таралса күтілетіні"), one.expected, 1
        ),
        ("g2", Trilingual(same: ", G²"), one.logLikelihood, 1),
        (
          "mi",
          Trilingual(en: ", mutual information, bits", ru: ", взаимная информация, бит", kk: ", өзара ақпарат, бит"),
          one.mutualInformation, 1
        ),
      ] {
        findings.append(finding("\(part).\(key)", name + words, value, decimals: decimals, cells: cells))
      }
      grid.rows.append(CodedGrid.Line(name: one.word, label: name))
      grid.values.append([Double(one.together)])
      grid.findings.append(["\(id).\(part).together"])
      grid.segments.append([own])
      grid.passages.append([[]])
    }
    findings.append(
      Finding(
        "\(id).most",
        label: label + Trilingual(en: ": nearest word", ru: ": самое близкое слово", kk: ": ең жақын сөз"),
        value: .list(most.map { .text($0) })))
    var outcome = AnalysisOutcome(findings: findings, drawing: .codes(grid))
    outcome.cautions = loaded.cautions + suppression.cautions(loaded, hidesAny: hidesAny)
    outcome.cautions.append(CollocationsAnalysis.noTest)
    if speakers.isEmpty { outcome.cautions.append(InterviewHead.everySpeaker) }
    outcome.places = places.source(Trilingual(en: "Word", ru: "Слово", kk: "Сөз"))
    return outcome
  }

  /// What G² is and is not.
  static let noTest = Caution(
    "words_not_independent",
    Trilingual(
      en: "G² orders words and is no test: words of one text are not independent of each other.",
      ru: "G² упорядочивает слова и не служит тестом: слова одного текста не независимы.",
      kk: "G² сөздерді реттейді, бірақ тест емес: бір мәтіннің сөздері бір-біріне тәуелсіз емес."))
}
