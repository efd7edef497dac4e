internal import KoshInterviews
internal import KoshTable

/// How often two codes come together.
struct CoOccurrenceAnalysis: Analysis {
  static let schema = InterviewSchema.coOccurrence

  let head: AnalysisHead
  let interviews: InterviewHead
  let nearness: Nearness

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    nearness =
      switch node.text("nearness") {
      case "inclusion": .inclusion
      case "proximity": .proximity(within: max(0, node.integer("within") ?? 200))
      default: .overlap
      }
  }

  var findingPatterns: [String] { ["most", "*.pairs", "*.cases"] }

  func problems(in data: StudyData) -> [Problem] { interviews.problems(in: data) }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = loaded.index(coders: interviews.coders)
    let codes = interviews.codes(of: loaded)
    let found = CoOccurrence(index, nearness)
    let isSymmetric = nearness != .inclusion
    var findings: [Finding] = []
    var greatest = 0
    var most: [String] = []
    var passages: [Int] = []
    var hidesAny = false
    let suppression = CaseSuppression(loaded)
    let counts = CodeCaseTable(index, includingNarrower: false)
    let with = Dictionary(uniqueKeysWithValues: codes.map { ($0.id, counts.casesWith($0.id).count) })
    var grid = CodedGrid(
      source: loaded.id, rows: codes.map { CodedGrid.Line(name: $0.id, label: $0.name) },
      columns: codes.map { CodedGrid.Line(name: $0.id, label: $0.name) }, values: [], findings: [], passages: [],
      unit: Trilingual(en: "pairs of passages", ru: "пар фрагментов", kk: "үзінділер жұбы"), decimals: 0,
      n: loaded.project.cases.count, showsQuotes: loaded.leastCell == nil,
      rowTitle: Trilingual(en: "Code", ru: "Код", kk: "Код"))
    for (i, first) in codes.enumerated() {
      var (values, ids, behind): ([Double?], [String], [[Int]]) = ([], [], [])
      for (j, second) in codes.enumerated() {
        let (a, b) = isSymmetric && j < i ? (second, first) : (first, second)
        let name = "\(InterviewHead.part(a.id)).\(InterviewHead.part(b.id))"
        let pairs = found.pairs(a.id, b.id)
        let cases = found.cases(a.id, b.id)
        // Those with one of the codes and not the other can be worked out, too: neither may they be few.
        let isHidden =
          cases > 0
          && [with[a.id] ?? cases, with[b.id] ?? cases, loaded.project.cases.count].contains {
            suppression.hides(cases, of: $0)
          }
        hidesAny = hidesAny || isHidden
        let own = Array(Set(found.codings(a.id, b.id).flatMap { [$0.first, $0.second] })).sorted()
        // A code beside itself says nothing about two codes.
        values.append(i == j || isHidden ? nil : Double(pairs))
        ids.append(i == j ? "" : "\(id).\(name).pairs")
        behind.append(own)
        guard i != j, !isSymmetric || i < j else { continue }
        if pairs > greatest { (greatest, most, passages) = (pairs, [], []) }
        if pairs == greatest, pairs > 0 {
          most.append("\(a.id) + \(b.id)")
          passages += own
        }
        let label = a.name + Trilingual(same: isSymmetric ? " + " : " ⊇ ") + b.name
        let parts = [
          (
            "pairs", label + Trilingual(en: ", pairs of passages", ru: ", пар фрагментов", kk: ", үзінділер жұбы"),
            pairs
          ),
          ("cases", label + Trilingual(en: ", respondents", ru: ", респондентов", kk: ", респонденттер"), cases),
        ]
        findings += parts.map { part, label, number in
          isHidden
            ? Finding("\(id).\(name).\(part)", label: label, value: LoadedInterviews.suppressed)
            : count("\(name).\(part)", label, number, cells: loaded.cells(own))
        }
      }
      grid.values.append(values)
      grid.findings.append(ids)
      grid.passages.append(behind)
    }
    findings.append(
      Finding(
        "\(id).most",
        label: Trilingual(
          en: "codes that come together most often", ru: "коды, чаще всего стоящие вместе",
          kk: "ең жиі бірге кездесетін кодтар"),
        value: hidesAny ? LoadedInterviews.suppressed : .list(most.map { .text($0) }),
        cells: hidesAny ? [] : loaded.cells(Array(Set(passages)))))
    var cautions = loaded.cautions + interviews.cautions(index, countsPassages: true)
    cautions += suppression.cautions(loaded, hidesAny: hidesAny)
    return AnalysisOutcome(findings: findings, cautions: cautions, drawing: .codes(grid))
  }
}
