internal import KoshStatistics
internal import KoshTable

/// Printed percentages of a number of people: can whole people give them, and do they add up?
struct PercentagesAnalysis: Analysis {
  static let schema = ObjectSchema(
    "percentages",
    "Printed percentages against the number of people: whole counts that give them at their digits, and whether these add up.",
    AnalysisHead.fields([
      Field("percent", .name, required: true, "The printed percentages."),
      Field("n", .expression, required: true, "The number of people."),
    ]))

  let head: AnalysisHead
  let percent: String
  let n: Expression
  private let place: Place
  private let nPlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    percent = node.text("percent") ?? ""
    n = node.expression("n") ?? .text("")
    place = node["percent"]?.place ?? node.place
    nPlace = node["n"]?.place ?? node.place
  }

  var findingPatterns: [String] { ["possible", "count[*]", "counts_sum", "sum", "n"] }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { [(percent, true, place)] }
  var expressions: [(Expression, Place)] { [(n, nPlace)] }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    guard let column = source.table[percent] else { return AnalysisOutcome(findings: []) }
    let rows = source.rows(where: head.condition)
    guard let people = context.evaluate(n).quantity.flatMap({ Printed.whole($0) }) else {
      throw Problems(
        Problem(
          .specification, "the number of people of \"\(id)\" has no value", at: nPlace,
          remedy: "give a number, or a cell that holds one"))
    }
    let known = rows.filter { column.number(at: $0) != nil }
    let result = try placing(at: place) { () throws(Problem) in
      var printed: [PrintedNumber] = []
      for row in known { printed.append(try Printed.number(source.value(row: row, column: percent))) }
      return try grim(printed, n: people)
    }
    let cells = [CellRange(source.specification.id, [percent], rows: rows)] + context.cells(of: [n])
    var findings: [Finding] = []
    for (row, part) in zip(known, result.parts) {
      findings.append(
        finding(
          "count[\(source.keys[row])]",
          Trilingual(
            en: "people behind the percentage: ", ru: "человек за процентом: ", kk: "пайыз артындағы адамдар: ")
            + source.label(ofRow: row),
          part.counts == nil ? nil : Double(part.nearestCount), decimals: 0,
          cells: [CellRange(source.specification.id, [percent], rows: [row])]))
    }
    let counts = result.counts ?? result.parts.map(\.nearestCount)
    let decimals = result.parts.map(\.percent.decimals).max() ?? 0
    let sum = result.parts.reduce(0) { $0 + $1.percent.value }
    let truth: Truth = known.count < rows.count ? .undecided : (result.outcome == .consistent ? .yes : .no)
    let shown = zip(known, counts).map { row, count in
      Trilingual(column.number(at: row) ?? 0, decimals: decimals) + Trilingual(same: " % = ")
        + Trilingual(same: "\(count)/\(people)")
    }.joined(separator: ", ")
    let total = counts.reduce(0, +)
    let impossible = zip(known, result.parts).filter { $0.1.counts == nil }.map { source.label(ofRow: $0.0) }
    let end =
      impossible.isEmpty
      ? Trilingual(
        en: "the counts add up to \(total) of \(people)", ru: "в сумме \(total) из \(people)",
        kk: "барлығы \(people) ішінен \(total)")
      : Trilingual(
        en: "no whole count gives: ", ru: "ни одно целое число не даёт: ", kk: "бірде-бір бүтін сан бермейді: ")
        + impossible.joined(separator: ", ")
    findings += [
      Finding(
        "\(id).possible",
        label: Trilingual(
          en: "whole people can give these percentages", ru: "целое число людей может дать эти проценты",
          kk: "адамдардың бүтін саны осы пайыздарды бере алады"), value: .truth(truth),
        method: shown + Trilingual(same: "; ") + end, cells: cells),
      count(
        "counts_sum",
        Trilingual(
          en: "people behind all percentages", ru: "человек за всеми процентами", kk: "барлық пайыз артындағы адамдар"),
        total, cells: cells),
      finding(
        "sum", Trilingual(en: "sum of the percentages", ru: "сумма процентов", kk: "пайыздар қосындысы"), sum,
        decimals: decimals, unit: Trilingual(same: "%"), cells: cells),
      count("n", Trilingual(en: "number of people", ru: "число людей", kk: "адамдар саны"), people, cells: cells),
    ]
    return AnalysisOutcome(findings: findings)
  }
}

/// Values as the printed numbers that the consistency checks take.
enum Printed {
  /// The nearest whole number; `nil` for what is too large to count.
  static func whole(_ quantity: Quantity) -> Int? { Int(exactly: quantity.value.rounded()) }

  /// A value with the digits that it was printed with.
  static func number(_ value: Evaluated) throws(Problem) -> PrintedNumber {
    guard let quantity = value.quantity else {
      throw Problem(
        .specification, "a printed number is needed and there is none",
        remedy: "give the number as printed, or leave the check out")
    }
    return try PrintedNumber(NumberText.fixed(quantity.value, decimals: quantity.decimals, language: .en))
  }
}
