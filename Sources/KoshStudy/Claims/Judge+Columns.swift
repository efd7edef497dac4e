internal import KoshNumerics
internal import KoshReport
internal import KoshTable

// Verdicts on columns: orders, courses, extremes.
extension Judge {
  func column(_ name: String) -> (source: LoadedSource, column: String)? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let source = context.data[parts[0]] else { return nil }
    return (source, parts[1])
  }

  func ranking(_ name: String, _ keys: [String], highest: Bool, _ condition: Expression?) -> Ruling {
    guard let (source, column) = column(name) else { return Ruling(.undecided, Evaluator.nothing) }
    let rows = source.rows(where: condition)
    let expected = keys.compactMap { source.row(ofKey: $0.split(separator: ",").map(String.init)) }
    func quantity(_ row: Int) -> Quantity? { source.value(row: row, column: column).quantity }
    func isBefore(_ a: Quantity, _ b: Quantity) -> Truth {
      highest ? Truth.less(b.interval, a.interval) : Truth.less(a.interval, b.interval)
    }
    var truth = Truth.yes
    for (first, second) in zip(expected, expected.dropFirst()) {
      guard let a = quantity(first), let b = quantity(second) else { truth = Truth.and(truth, .undecided); continue }
      truth = Truth.and(truth, isBefore(a, b))
    }
    if !expected.allSatisfy(rows.contains) { truth = .no }
    if expected.contains(where: { quantity($0) == nil }) { truth = Truth.and(truth, .undecided) }
    let others = rows.filter { !expected.contains($0) }
    let unknown = rows.count { quantity($0) == nil }
    if let last = expected.last.flatMap(quantity) {
      for other in others {
        guard let value = quantity(other) else { continue }
        truth = Truth.and(truth, isBefore(last, value))
      }
    }
    if unknown > 0 { truth = Truth.and(truth, .undecided) }
    let known = rows.compactMap { row in quantity(row).map { (row, $0) } }.sorted {
      highest ? $0.1.value > $1.1.value : $0.1.value < $1.1.value
    }
    let shown = known.prefix(max(keys.count, 3) + 1).map {
      source.label(ofRow: $0.0) + Trilingual(same: " ") + $0.1.text
    }
    var ruling = Ruling(
      truth, Words.ranking(shown.joined(separator: " · "), of: rows.count, unknown: unknown, highest: highest, truth))
    ruling.recomputed = known.prefix(keys.count).map { $0.1.text }.joined(separator: "; ")
    ruling.values = known.prefix(keys.count).map { $0.1.value }
    ruling.cells = [CellRange(source.specification.id, [column], rows: rows)]
    ruling.traits = context.traits(source: source.specification.id, columns: [column])
    return ruling
  }

  func monotone(_ name: String, increasing: Bool) -> Ruling {
    guard let (source, column) = column(name) else { return Ruling(.undecided, Evaluator.nothing) }
    let quantities = (0..<source.table.rowCount).map { source.value(row: $0, column: column).quantity }
    guard quantities.count > 1 else { return Ruling(.undecided, Evaluator.nothing) }
    var truth = Truth.yes
    var against: [Trilingual] = []
    var unknown = 0
    for row in quantities.indices.dropFirst() {
      guard let before = quantities[row - 1], let after = quantities[row] else {
        unknown += 1
        truth = Truth.and(truth, .undecided)
        continue
      }
      let step = increasing ? Truth.less(before.interval, after.interval) : Truth.less(after.interval, before.interval)
      truth = Truth.and(truth, step)
      if step == .undecided { unknown += 1 }
      if step == .no {
        against.append(
          source.label(ofRow: row - 1) + Trilingual(same: " → ") + source.label(ofRow: row) + Trilingual(same: ": ")
            + before.text
            + Trilingual(same: " → ") + after.text)
      }
    }
    var ruling = Ruling(
      truth,
      Words.course(steps: quantities.count - 1, against: against, unknown: unknown, increasing: increasing, truth))
    ruling.recomputed = Words.steps(against: against.count, of: quantities.count - 1)
    ruling.values = [Double(against.count)]
    ruling.cells = [CellRange(source.specification.id, [column])]
    ruling.course = (quantities.count - 1, unknown, against.count)
    return ruling
  }

  func extreme(
    _ name: String, at key: String, maximum: Bool, _ condition: Expression?, _ claim: ClaimSpecification
  ) -> Ruling {
    guard let (source, column) = column(name),
      let expected = source.row(ofKey: key.split(separator: ",").map(String.init))
    else {
      return Ruling(.undecided, Evaluator.nothing)
    }
    let rows = source.rows(where: condition)
    let known = rows.compactMap { row in
      source.value(row: row, column: column).quantity.map { (row: row, quantity: $0) }
    }
    guard
      let best = known.max(by: {
        maximum ? $0.quantity.value < $1.quantity.value : $0.quantity.value > $1.quantity.value
      })
    else {
      return Ruling(.undecided, Evaluator.nothing)
    }
    let unknown = rows.count - known.count
    var truth: Truth = rows.contains(expected) ? .yes : .no
    if unknown > 0 { truth = Truth.and(truth, .undecided) }
    if let own = source.value(row: expected, column: column).quantity {
      for other in known where other.row != expected {
        let (a, b) = (other.quantity.interval, own.interval)
        truth = Truth.and(truth, maximum ? !Truth.less(b, a) : !Truth.less(a, b))
      }
    }
    if let published = claim.published.first {
      truth = Truth.and(
        truth, best.quantity.interval.meets(Interval(published.value, halfWidth: published.halfUnit)) ? .yes : .no)
    }
    let line = Words.extreme(
      source.label(ofRow: best.row), best.quantity.text, among: known.count, unknown: unknown, maximum: maximum)
    var ruling = Ruling(
      truth, claim.published.first.map { Words.comparison(line, published: Words.asPrinted($0), truth) } ?? line)
    ruling.recomputed = best.quantity.text
    ruling.values = [best.quantity.value]
    ruling.cells = [CellRange(source.specification.id, [column], rows: rows)]
    return ruling
  }
}
