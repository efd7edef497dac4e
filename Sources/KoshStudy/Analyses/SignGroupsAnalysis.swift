internal import KoshTable

/// Donors and recipients by the sign of a balance.
struct SignGroupsAnalysis: Analysis {
  static let schema = ObjectSchema(
    "sign_groups", "Recipients (positive balance) and donors (negative); a balance of zero is neither.",
    AnalysisHead.fields([Field("value", .name, required: true, "The balance.")]))

  let head: AnalysisHead
  let value: String
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    value = node.text("value") ?? ""
    place = node["value"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    ["recipients", "donors"].flatMap { [$0, "\($0).n", "\($0).sum"] } + ["unknown"]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { [(value, true, place)] }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    guard let column = source.table[value] else { return AnalysisOutcome(findings: []) }
    let rows = source.rows(where: head.condition)
    var findings: [Finding] = []
    let groups: [(String, Trilingual, (Double) -> Bool)] = [
      ("recipients", Trilingual(en: "recipients", ru: "реципиенты", kk: "реципиенттер"), { $0 > 0 }),
      ("donors", Trilingual(en: "donors", ru: "доноры", kk: "донорлар"), { $0 < 0 }),
    ]
    for (name, label, belongs) in groups {
      let members = rows.filter { row in column.number(at: row).map(belongs) ?? false }
      let cells = [CellRange(source.specification.id, [value], rows: members)]
      findings.append(
        Finding("\(id).\(name)", label: label, value: .list(members.map { .text(source.keys[$0]) }), cells: cells))
      findings.append(
        count("\(name).n", label + Trilingual(en: ", number", ru: ", число", kk: ", саны"), members.count, cells: cells)
      )
      findings.append(
        finding(
          "\(name).sum", label + Trilingual(en: ", sum of balances", ru: ", сумма сальдо", kk: ", сальдо қосындысы"),
          members.compactMap { column.number(at: $0) }.reduce(0, +), decimals: 0, unit: column.variable.unit,
          cells: cells))
    }
    findings.append(
      count(
        "unknown", Trilingual(en: "rows without a balance", ru: "строки без сальдо", kk: "сальдосы жоқ жолдар"),
        rows.count { column.number(at: $0) == nil }))
    return AnalysisOutcome(findings: findings)
  }
}
