internal import KoshTable

/// Steps of a series from one period to the next.
struct ChangeAnalysis: Analysis {
  static let schema = ObjectSchema(
    "change", "Steps of a series from one period to the next: how many rise, fall, or cannot be told.",
    AnalysisHead.fields([
      Field("time", .name, required: true, "The variable of time; rows stand in its order."),
      Field("value", .name, required: true, "The variable that is followed."),
    ]))

  let head: AnalysisHead
  let time: String
  let value: String
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    time = node.text("time") ?? ""
    value = node.text("value") ?? ""
    place = node["value"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    [
      "rises", "falls", "unchanged", "unknown", "first", "last", "largest_rise", "largest_fall", "largest_rise_at",
      "largest_fall_at", "total_change", "percent_change",
    ]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    [(time, false, place), (value, true, place)]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    guard let column = source.table[value], let times = source.table[time] else { return AnalysisOutcome(findings: []) }
    let rows = source.rows(where: head.condition)
    let values = rows.map { column.number(at: $0) }
    var steps: [(change: Double, at: Int)] = []
    var unknown = 0
    for index in values.indices.dropFirst() {
      if let before = values[index - 1], let after = values[index] {
        steps.append((after - before, index))
      } else {
        unknown += 1
      }
    }
    let cells = [CellRange(source.specification.id, [value], rows: rows)]
    let unit = column.variable.unit
    let decimals = column.printed?.compactMap { LoadedSource.decimals(of: $0) }.max() ?? 0
    let label = column.variable.label + Trilingual(same: ": ")
    func step(_ best: (change: Double, at: Int)?) -> Evaluated {
      best.map { .text((times.text(at: rows[$0.at - 1]) ?? "") + " → " + (times.text(at: rows[$0.at]) ?? "")) }
        ?? .undefined(Evaluator.nothing)
    }
    let rise = steps.filter { $0.change > 0 }.max { $0.change < $1.change }
    let fall = steps.filter { $0.change < 0 }.min { $0.change < $1.change }
    let present = values.compactMap { $0 }
    return AnalysisOutcome(findings: [
      count(
        "rises", label + Trilingual(en: "steps that rise", ru: "шаги с ростом", kk: "өсетін қадамдар"),
        steps.count { $0.change > 0 }, cells: cells),
      count(
        "falls", label + Trilingual(en: "steps that fall", ru: "шаги со снижением", kk: "кемитін қадамдар"),
        steps.count { $0.change < 0 }, cells: cells),
      count(
        "unchanged",
        label + Trilingual(en: "steps without change", ru: "шаги без изменения", kk: "өзгеріссіз қадамдар"),
        steps.count { $0.change == 0 }, cells: cells),
      count(
        "unknown", label + Trilingual(en: "steps that cannot be told", ru: "неизвестные шаги", kk: "белгісіз қадамдар"),
        unknown, cells: cells),
      finding(
        "first", label + Trilingual(en: "first value", ru: "первое значение", kk: "алғашқы мән"), present.first,
        decimals: decimals, unit: unit, cells: cells),
      finding(
        "last", label + Trilingual(en: "last value", ru: "последнее значение", kk: "соңғы мән"), present.last,
        decimals: decimals, unit: unit, cells: cells),
      finding(
        "largest_rise", label + Trilingual(en: "largest rise", ru: "наибольший рост", kk: "ең үлкен өсім"),
        rise?.change, decimals: decimals, unit: unit, cells: cells),
      finding(
        "largest_fall", label + Trilingual(en: "largest fall", ru: "наибольшее снижение", kk: "ең үлкен кему"),
        fall?.change, decimals: decimals, unit: unit, cells: cells),
      Finding(
        "\(id).largest_rise_at",
        label: label + Trilingual(en: "when it rose most", ru: "когда вырос больше всего", kk: "ең көп өскен кезең"),
        value: step(rise), cells: cells),
      Finding(
        "\(id).largest_fall_at",
        label: label
          + Trilingual(en: "when it fell most", ru: "когда снизился больше всего", kk: "ең көп кеміген кезең"),
        value: step(fall), cells: cells),
      finding(
        "total_change",
        label + Trilingual(en: "last minus first", ru: "последнее минус первое", kk: "соңғысы минус алғашқысы"),
        present.last.flatMap { last in present.first.map { last - $0 } }, decimals: decimals, unit: unit, cells: cells),
      finding(
        "percent_change",
        label
          + Trilingual(
            en: "change from first to last", ru: "изменение от первого к последнему",
            kk: "алғашқыдан соңғыға дейінгі өзгеріс"),
        present.last.flatMap { last in present.first.flatMap { $0 == 0 ? nil : 100 * (last - $0) / $0 } }, decimals: 1,
        unit: Trilingual(same: "%"), cells: cells),
    ])
  }
}
