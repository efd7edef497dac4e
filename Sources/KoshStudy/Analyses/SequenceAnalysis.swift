internal import KoshInterviews
internal import KoshTable

/// Which code comes next after which.
struct SequenceAnalysis: Analysis {
  static let schema = InterviewSchema.sequence

  let head: AnalysisHead
  let interviews: InterviewHead
  let within: Int?

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    within = node.integer("within")
  }

  var findingPatterns: [String] { ["most", "*.n", "*.cases"] }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data)
    if let within, within < 0 {
      found.append(
        Problem(
          .specification, "\"within\" is \(within)", at: interviews.place(of: "within"),
          remedy: "give the most characters between the two passages, 0 or more"))
    }
    return found
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = loaded.index(coders: interviews.coders)
    let suppression = CaseSuppression(loaded)
    let codes = interviews.codes(of: loaded)
    let sequence = CodeSequence(index, within: within)
    let people = CodeCaseTable(index, includingNarrower: false)
    let lines = codes.map { CodedGrid.Line(name: $0.id, label: $0.name) }
    var grid = CodedGrid(
      source: loaded.id, rows: lines, columns: lines, values: [], findings: [], passages: [],
      unit: Trilingual(en: "times next", ru: "раз следующим", kk: "келесі болып келуі"), decimals: 0,
      n: loaded.project.cases.count, showsQuotes: loaded.leastCell == nil,
      rowTitle: Trilingual(en: "Code before", ru: "Предыдущий код", kk: "Алдыңғы код"))
    var findings: [Finding] = []
    var (greatest, most, behindMost): (Int, [String], [Int]) = (0, [], [])
    var hidesAny = false
    for first in codes {
      let before = people.casesWith(first.id).count
      let steps = codes.map { sequence.codings(first.id, then: $0.id) }
      let numbers = steps.map { pairs in Set(index.quotes(pairs.map(\.first)).flatMap(\.cases)).count }
      // The steps from a code sum up to its passages, so a single hidden one could be worked out.
      let hidden = suppression.withComplement(
        zip(codes, numbers).map { second, number in
          number > 0
            && (suppression.hides(number, of: before)
              || suppression.hides(number, of: people.casesWith(second.id).count))
        }, people: numbers)
      var (values, ids, passages): ([Double?], [String], [[Int]]) = ([], [], [])
      for (number, second) in codes.enumerated() {
        let pairs = steps[number]
        let name = "\(InterviewHead.part(first.id)).\(InterviewHead.part(second.id))"
        let own = Array(Set(pairs.flatMap { [$0.first, $0.second] })).sorted()
        let label = first.name + Trilingual(same: " → ") + second.name
        hidesAny = hidesAny || hidden[number]
        if pairs.count > greatest { (greatest, most, behindMost) = (pairs.count, [], []) }
        if pairs.count == greatest, greatest > 0 {
          most.append("\(first.id) → \(second.id)")
          behindMost += own
        }
        let parts = [
          ("n", label + Trilingual(en: ", times", ru: ", раз", kk: ", рет"), pairs.count),
          (
            "cases", label + Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"),
            numbers[number]
          ),
        ]
        findings += parts.map { part, label, value in
          hidden[number]
            ? Finding("\(id).\(name).\(part)", label: label, value: LoadedInterviews.suppressed)
            : count("\(name).\(part)", label, value, cells: loaded.cells(own))
        }
        values.append(hidden[number] ? nil : Double(pairs.count))
        ids.append("\(id).\(name).n")
        passages.append(own)
      }
      grid.values.append(values)
      grid.findings.append(ids)
      grid.passages.append(passages)
    }
    findings.append(
      Finding(
        "\(id).most",
        label: Trilingual(en: "most frequent step", ru: "самый частый переход", kk: "ең жиі ауысу"),
        value: hidesAny ? LoadedInterviews.suppressed : .list(most.map { .text($0) }),
        cells: hidesAny ? [] : loaded.cells(Array(Set(behindMost)))))
    var outcome = AnalysisOutcome(findings: findings, drawing: .codes(grid))
    outcome.cautions = loaded.cautions + suppression.cautions(loaded, hidesAny: hidesAny)
    return outcome
  }
}
