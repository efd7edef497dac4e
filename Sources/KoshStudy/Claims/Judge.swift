internal import KoshNumerics
internal import KoshReport
internal import KoshTable

/// A claim with its verdict and the arithmetic that leads to it.
struct JudgedClaim: Sendable {
  var specification: ClaimSpecification
  var verdict: Verdict
  /// The published numbers as printed, and what was recomputed, as a reader sees them.
  var published: Trilingual
  var recomputed: Trilingual
  /// The recomputed numbers in full precision.
  var values: [Double]
  /// The arithmetic in one line.
  var explanation: Trilingual
  var readings: [Reading]
  /// Findings and cells that it rests on.
  var findings: [String]
  var cells: [CellRange]
  var parts: [JudgedClaim]

  /// The claim and its parts.
  var withParts: [JudgedClaim] { [self] + parts }
}

/// Finds the verdict of claims from findings; nothing here knows what a verdict should be.
struct Judge {
  let context: RunContext

  init(_ context: RunContext) { self.context = context }

  /// The verdict of a claim. A whole is refuted if a part is, else `cannot_tell` if a part is.
  func judge(_ claim: ClaimSpecification) -> JudgedClaim {
    guard let expectation = claim.expectation else { return whole(claim) }
    let ruling = rule(expectation, claim)
    let expressions = expectation.expressions
    let names = expressions.flatMap(\.references).compactMap { if case .name(let id, _) = $0 { id } else { nil } }
    let findings = names + ruling.findings
    let traits = context.traits(of: expressions).union(
      findings.reduce(into: Set<FindingTrait>()) { $0.formUnion(context.findings[$1]?.traits ?? []) }
    )
    .union(ruling.traits)
    return JudgedClaim(
      specification: claim, verdict: ruling.verdict, published: claim.publishedText, recomputed: ruling.recomputed,
      values: ruling.values, explanation: ruling.explanation,
      readings: Reading.readings(of: claim, traits: traits, course: ruling.course),
      findings: findings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      cells: context.cells(of: expressions) + ruling.cells
        + ruling.findings.flatMap { context.findings[$0]?.cells ?? [] }, parts: [])
  }

  private func whole(_ claim: ClaimSpecification) -> JudgedClaim {
    let parts = claim.parts.map { judge($0) }
    let refuted = parts.filter { $0.verdict == .refuted }
    let open = parts.filter { $0.verdict == .cannotTell }
    let verdict: Verdict = !refuted.isEmpty ? .refuted : (!open.isEmpty ? .cannotTell : .confirmed)
    func ids(_ claims: [JudgedClaim]) -> String { claims.map(\.specification.id).joined(separator: ", ") }
    let explanation: Trilingual =
      switch verdict {
      case .confirmed:
        Trilingual(
          en: "All \(parts.count) parts are confirmed.", ru: "Подтверждены все части (\(parts.count)).",
          kk: "Барлық \(parts.count) бөлігі расталды.")
      case .refuted:
        Trilingual(
          en: "\(refuted.count) of \(parts.count) parts do not follow: \(ids(refuted)).",
          ru: "Не следует из данных частей: \(refuted.count) из \(parts.count) (\(ids(refuted))).",
          kk: "\(parts.count) бөліктің \(refuted.count) деректерден шықпайды: \(ids(refuted)).")
      case .cannotTell:
        Trilingual(
          en: "\(open.count) of \(parts.count) parts cannot be told: \(ids(open)); the others are confirmed.",
          ru: "Нельзя решить частей: \(open.count) из \(parts.count) (\(ids(open))); остальные подтверждены.",
          kk: "\(parts.count) бөліктің \(open.count) туралы айту мүмкін емес: \(ids(open)); қалғандары расталды.")
      }
    return JudgedClaim(
      specification: claim, verdict: verdict,
      published: claim.published.isEmpty
        ? parts.map(\.published).filter { !$0.isEmpty }.joined(separator: "; ") : claim.publishedText,
      recomputed: parts.map(\.recomputed).filter { !$0.isEmpty }.joined(separator: "; "),
      values: parts.flatMap(\.values),
      explanation: explanation, readings: [], findings: [], cells: [], parts: parts)
  }

  /// A verdict with its grounds.
  struct Ruling {
    var verdict: Verdict
    var recomputed = Trilingual(same: "")
    var values: [Double] = []
    var explanation: Trilingual
    var findings: [String] = []
    var cells: [CellRange] = []
    var traits: Set<FindingTrait> = []
    /// For a series that was followed: how many steps were known.
    var course: (steps: Int, unknown: Int, against: Int)?

    init(_ truth: Truth, _ explanation: Trilingual) {
      verdict = truth == .yes ? .confirmed : (truth == .no ? .refuted : .cannotTell)
      self.explanation = explanation
    }
  }

  private func rule(_ expectation: Expectation, _ claim: ClaimSpecification) -> Ruling {
    switch expectation {
    case .equals(let formulas): equals(formulas, claim)
    case .holds(let condition): holds(condition)
    case .whole(let formula): whole(formula)
    case .ranking(let column, let keys, let highest, let condition, _):
      ranking(column, keys, highest: highest, condition)
    case .monotone(let column, let increasing, _): monotone(column, increasing: increasing)
    case .extreme(let column, let key, let maximum, let condition, _):
      extreme(column, at: key, maximum: maximum, condition, claim)
    case .members(let finding, let keys, _): members(finding, keys)
    case .exists(let patterns, _): exists(patterns, claim)
    case .same(let formulas): same(formulas)
    case .plausible(let formula, let low, let high, let because): plausible(formula, low, high, because)
    case .possible(let analysis, _): possible(analysis)
    case .significant(let term, let isStarred, _): significant(term, isStarred: isStarred)
    case .floor(let term, _): floor(term)
    }
  }

  // MARK: numbers

  private func equals(_ formulas: [Expression], _ claim: ClaimSpecification) -> Ruling {
    var truth = Truth.yes
    var lines: [Trilingual] = []
    var shown: [Trilingual] = []
    var values: [Double] = []
    for (formula, published) in zip(formulas, claim.published) {
      let value = context.evaluate(formula)
      guard case .number(let quantity) = value else {
        truth = Truth.and(truth, .undecided)
        lines.append(Words.undefined(formula.arithmeticText(context.value), reason(of: value)))
        continue
      }
      let printed = Interval(published.value, halfWidth: published.halfUnit)
      let agrees: Truth = !quantity.interval.meets(printed) ? .no : (quantity.isBound ? .undecided : .yes)
      truth = Truth.and(truth, agrees)
      let decimals = Judge.decimals(of: quantity.value, beside: published.decimals)
      shown.append(quantity.isBound ? Words.atLeast(quantity.text) : Trilingual(quantity.value, decimals: decimals))
      values.append(quantity.value)
      let line = Words.equation(
        formula.arithmeticText(context.value), isPlain: formula.isReference, quantity, decimals: decimals)
      lines.append(Words.comparison(line, published: Words.asPrinted(published), agrees))
    }
    var ruling = Ruling(truth, lines.joined(separator: "; "))
    ruling.recomputed = shown.joined(separator: "; ")
    ruling.values = values
    return ruling
  }

  private func holds(_ condition: Expression) -> Ruling {
    let value = context.evaluate(condition)
    let arithmetic = condition.arithmeticText(context.value)
    guard case .truth(let truth) = value else {
      return Ruling(.undecided, Words.undefined(arithmetic, reason(of: value)))
    }
    var ruling = Ruling(truth, Words.condition(arithmetic, sides: sides(of: condition), truth) + legend(of: condition))
    if case .comparison(let left, _, _) = condition, let quantity = context.evaluate(left).quantity {
      ruling.recomputed = Words.withInterval(
        quantity, decimals: Judge.decimals(of: quantity.value, beside: quantity.decimals))
      ruling.values = [quantity.value]
    }
    return ruling
  }

  /// What the bare numbers of a short condition are: the labels of the findings that it compares.
  private func legend(of condition: Expression) -> Trilingual {
    let labels = condition.references.compactMap { reference -> Trilingual? in
      guard case .name(let id, _) = reference, let finding = context.findings[id] else { return nil }
      return finding.label + Trilingual(same: " = ") + finding.text
    }
    return labels.isEmpty || labels.count > 3
      ? Trilingual(same: "") : Trilingual(same: " (") + labels.joined(separator: "; ") + Trilingual(same: ")")
  }

  /// The computed sides of a comparison, where there is something to compute.
  private func sides(of condition: Expression) -> [Trilingual] {
    guard case .comparison(let left, _, let right) = condition else { return [] }
    return [left, right].compactMap { side in
      guard !side.isReference || context.evaluate(side).quantity?.interval.isExact == false, !side.references.isEmpty,
        let quantity = context.evaluate(side).quantity
      else { return nil }
      return Words.withInterval(quantity, decimals: Judge.decimals(of: quantity.value, beside: quantity.decimals))
    }
  }

  private func whole(_ formula: Expression) -> Ruling {
    let value = context.evaluate(formula)
    let arithmetic = formula.arithmeticText(context.value)
    guard case .number(let quantity) = value else {
      return Ruling(.undecided, Words.undefined(arithmetic, reason(of: value)))
    }
    let nearest = quantity.interval.middle.rounded()
    let isIn = quantity.interval.meets(Interval(nearest))
    var ruling = Ruling(
      isIn ? .yes : .no, Words.whole(arithmetic, isPlain: formula.isReference, quantity, nearest: nearest, isIn))
    ruling.recomputed = Words.withInterval(quantity, decimals: 3)
    ruling.values = [quantity.value]
    return ruling
  }

  private func same(_ formulas: [Expression]) -> Ruling {
    let values = formulas.map { context.evaluate($0) }
    let shown = values.map(Expression.shown)
    if let missing = values.first(where: { if case .undefined = $0 { true } else { false } }) {
      return Ruling(.undecided, Words.undefined(shown.joined(separator: " = "), reason(of: missing)))
    }
    let truth = context.evaluate(.comparison(formulas[0], .equal, formulas[1]))
    guard case .truth(let isSame) = truth else { return Ruling(.undecided, reason(of: truth)) }
    var ruling = Ruling(isSame, Words.same(shown[0], shown[1], isSame))
    ruling.recomputed = shown.joined(separator: "; ")
    return ruling
  }

  private func plausible(_ formula: Expression, _ low: Double, _ high: Double, _ because: Trilingual) -> Ruling {
    let value = context.evaluate(formula)
    let arithmetic = formula.arithmeticText(context.value)
    guard case .number(let quantity) = value else {
      return Ruling(.undecided, Words.undefined(arithmetic, reason(of: value)))
    }
    let range = Interval(low, high)
    let truth: Truth =
      low <= quantity.interval.low && quantity.interval.high <= high
      ? .yes : (quantity.interval.meets(range) ? .undecided : .no)
    let decimals = Judge.decimals(of: quantity.value, beside: 1)
    var ruling = Ruling(
      truth,
      Words.plausible(
        Words.equation(arithmetic, isPlain: formula.isReference, quantity, decimals: decimals), low, high, because,
        truth))
    ruling.recomputed = Trilingual(quantity.value, decimals: decimals)
    ruling.values = [quantity.value]
    return ruling
  }

  // MARK: columns

  private func column(_ name: String) -> (source: LoadedSource, column: String)? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let source = context.data[parts[0]] else { return nil }
    return (source, parts[1])
  }

  private func ranking(_ name: String, _ keys: [String], highest: Bool, _ condition: Expression?) -> Ruling {
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
    let others = rows.filter { !expected.contains($0) }
    let unknown = others.count { quantity($0) == nil }
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

  private func monotone(_ name: String, increasing: Bool) -> Ruling {
    guard let (source, column) = column(name) else { return Ruling(.undecided, Evaluator.nothing) }
    let quantities = (0..<source.table.rowCount).map { source.value(row: $0, column: column).quantity }
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

  private func extreme(
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
    var truth: Truth = best.row == expected ? .yes : .no
    let unknown = rows.count - known.count
    if truth == .yes, unknown > 0 { truth = .undecided }
    if let published = claim.published.first {
      truth = Truth.and(
        truth, best.quantity.interval.meets(Interval(published.value, halfWidth: published.halfUnit)) ? .yes : .no)
    }
    var ruling = Ruling(
      truth,
      Words.extreme(
        source.label(ofRow: best.row), best.quantity.text, among: known.count, unknown: unknown, maximum: maximum, truth
      ))
    ruling.recomputed = best.quantity.text
    ruling.values = [best.quantity.value]
    ruling.cells = [CellRange(source.specification.id, [column], rows: rows)]
    return ruling
  }

  // MARK: findings

  private func members(_ id: String, _ keys: [String]) -> Ruling {
    guard let finding = context.findings[id], case .list(let items) = finding.value else {
      return Ruling(.undecided, Evaluator.nothing)
    }
    let found = items.map(Evaluator.word)
    let extra = found.filter { !keys.contains($0) }
    let lacking = keys.filter { !found.contains($0) }
    var ruling = Ruling(
      extra.isEmpty && lacking.isEmpty ? .yes : .no,
      Words.members(context.text(of: finding), count: found.count, extra: extra, lacking: lacking))
    ruling.recomputed = context.text(of: finding)
    ruling.findings = [id]
    return ruling
  }

  private func exists(_ patterns: [String], _ claim: ClaimSpecification) -> Ruling {
    guard let published = claim.published.first else { return Ruling(.undecided, Evaluator.nothing) }
    let candidates = patterns.flatMap { context.findings.matching($0) }.compactMap { finding in
      finding.value.quantity.map { (finding: finding, value: $0.value) }
    }
    let printed = Interval(published.value, halfWidth: published.halfUnit)
    let hits = candidates.filter { printed.meets(Interval($0.value)) }
    func line(_ candidate: (finding: Finding, value: Double)) -> Trilingual {
      candidate.finding.label + Trilingual(same: " ") + Trilingual(candidate.value, decimals: published.decimals + 2)
    }
    if !hits.isEmpty {
      var ruling = Ruling(.yes, Words.found(hits.prefix(3).map(line).joined(separator: "; "), among: candidates.count))
      ruling.recomputed = Trilingual(hits[0].value, decimals: published.decimals + 2)
      ruling.values = hits.map(\.value)
      ruling.findings = hits.map(\.finding.id)
      return ruling
    }
    guard let nearest = candidates.min(by: { abs($0.value - published.value) < abs($1.value - published.value) }) else {
      return Ruling(.undecided, Evaluator.nothing)
    }
    var ruling = Ruling(.no, Words.notFound(nearest: line(nearest), among: candidates.count))
    ruling.recomputed = Trilingual(nearest.value, decimals: published.decimals + 2)
    ruling.values = [nearest.value]
    ruling.findings = [nearest.finding.id]
    return ruling
  }

  private func truth(of finding: String) -> Truth {
    switch context.findings[finding]?.value {
    case .truth(let truth): truth
    default: .undecided
    }
  }

  private func possible(_ analysis: String) -> Ruling {
    var ruling = Ruling(
      truth(of: analysis + ".possible"), context.findings[analysis + ".possible"]?.method ?? Evaluator.nothing)
    ruling.recomputed = context.findings[analysis + ".counts_sum"]?.text ?? Trilingual(same: "")
    ruling.values = [context.findings[analysis + ".counts_sum"]?.value.quantity?.value].compactMap { $0 }
    ruling.findings = [analysis + ".possible", analysis + ".counts_sum"]
    return ruling
  }

  private func significant(_ term: String, isStarred: Bool) -> Ruling {
    let found = truth(of: term + ".significant")
    var ruling = Ruling(
      isStarred ? found : !found, context.findings[term + ".significant"]?.method ?? Evaluator.nothing)
    ruling.recomputed = context.findings[term + ".significant"]?.text ?? Trilingual(same: "")
    ruling.findings = [term + ".significant"]
    return ruling
  }

  private func floor(_ term: String) -> Ruling {
    var ruling = Ruling(truth(of: term + ".floor"), context.findings[term + ".floor"]?.method ?? Evaluator.nothing)
    ruling.recomputed = context.findings[term + ".se_floor"]?.text ?? Trilingual(same: "")
    ruling.values = [context.findings[term + ".se_floor"]?.value.quantity?.value].compactMap { $0 }
    ruling.findings = [term + ".floor", term + ".se_floor"]
    return ruling
  }

  private func reason(of value: Evaluated) -> Trilingual {
    if case .undefined(let reason) = value { reason } else { Evaluator.notANumber }
  }

  /// Decimals that show a recomputed number: the published ones where they say it all, one more where they do not.
  static func decimals(of value: Double, beside published: Int) -> Int {
    abs(NumberText.rounded(value, decimals: published) - value) <= abs(value) * 1e-12 ? published : published + 1
  }
}

extension Expression {
  /// Whether it is a name, a cell or a typed number: then the value is all there is to show.
  var isReference: Bool {
    switch self {
    case .name, .cell, .number: true
    default: false
    }
  }
}

extension ClaimSpecification {
  /// The published numbers with the digits as printed, in each language's format.
  var publishedText: Trilingual { published.map(Words.asPrinted).joined(separator: "; ") }
}
