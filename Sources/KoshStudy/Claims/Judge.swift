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

  func whole(_ claim: ClaimSpecification) -> JudgedClaim {
    let parts = claim.parts.map { judge($0) }
    let refuted = parts.filter { $0.verdict == .refuted }
    let open = parts.filter { $0.verdict == .cannotTell }
    // A claim without parts has nothing that confirms it.
    let verdict: Verdict = !refuted.isEmpty ? .refuted : (!open.isEmpty || parts.isEmpty ? .cannotTell : .confirmed)
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

  func rule(_ expectation: Expectation, _ claim: ClaimSpecification) -> Ruling {
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

  func reason(of value: Evaluated) -> Trilingual {
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
