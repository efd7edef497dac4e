internal import KoshReport
internal import KoshTable

/// A study that has been run: what was found, what became of its claims.
package struct StudyRun: Sendable {
  var plan: Plan
  var findings: Findings
  /// Each analysis' cautions and drawings, by its id.
  var outcomes: [String: AnalysisOutcome]
  var claims: [JudgedClaim]
  /// What the index tells of the report; `nil` until the report is written.
  var indexEntry: IndexEntry?

  /// The study's name: its folder's.
  package var name: String { plan.specification.name }

  /// Runs a plan: the analyses in their order, then the claims.
  ///
  /// - Throws: What only the numbers can show: a constant predictor, a separated logit, too few rows.
  init(_ plan: Plan) throws(Problems) {
    self.plan = plan
    var context = RunContext(data: plan.data, findings: Findings())
    var outcomes: [String: AnalysisOutcome] = [:]
    var problems: [Problem] = []
    for analysis in plan.analyses {
      do {
        let outcome = try analysis.run(context)
        context.findings.add(outcome.findings)
        for model in outcome.drawing.models { context.models[model.prefix] = model }
        if let places = outcome.places { context.data.add(places) }
        outcomes[analysis.id] = outcome
      } catch {
        problems += error.list
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    let missing = StudyRun.unboundReferences(plan, context) + StudyRun.unknownTerms(plan, outcomes)
    guard missing.isEmpty else { throw Problems(missing) }
    findings = context.findings
    self.plan.data = context.data
    self.outcomes = outcomes
    let judge = Judge(context)
    claims = plan.specification.claims.map { judge.judge($0) }
  }

  /// The context in which texts and exhibits look values up.
  var context: RunContext { RunContext(data: plan.data, findings: findings) }

  /// Whether a claim marked as required is not confirmed.
  package var hasUnmetRequirement: Bool {
    claims.flatMap(\.withParts).contains { $0.specification.isRequired && $0.verdict != .confirmed }
  }

  /// Claims by verdict; a whole counts once, its parts do not.
  var counts: VerdictCounts {
    claims.reduce(into: VerdictCounts()) { $0[$1.verdict] += 1 }
  }

  /// Cautions with the analysis that they are about, each once.
  var cautions: [(analysis: String, caution: Caution)] {
    var seen: Set<Caution> = []
    return plan.analyses.flatMap { analysis in
      (outcomes[analysis.id]?.cautions ?? []).filter { seen.insert($0).inserted }.map { (analysis.id, $0) }
    } + multiplicity
  }

  /// The cautions as a reader is told them: what holds of several results is said once.
  var mergedCautions: [Caution] { CautionGroups.merged(cautions.map(\.caution)) }

  /// A word of caution where many tests are shown at once.
  private var multiplicity: [(analysis: String, caution: Caution)] {
    let tests = findings.list.count { $0.id.hasSuffix(".p_value") || $0.id.hasSuffix(".spearman_p") }
    guard tests >= 10 else { return [] }
    let expected = Double(tests) * 0.05
    return [
      (
        "",
        Caution(
          "many_tests",
          Trilingual(
            en:
              "This study shows \(tests) tests at once. If nothing at all were going on, about \(expected, decimals: 0) of them would still have p below \(0.05, decimals: 2).",
            ru:
              "В исследовании показано сразу много тестов: \(tests). Даже если бы никаких связей не было, примерно у \(expected, decimals: 0) из них p оказалось бы ниже \(0.05, decimals: 2).",
            kk:
              "Бұл зерттеуде бірден \(tests) тест көрсетілген. Ешқандай байланыс болмаса да, олардың шамамен \(expected, decimals: 0) тестінде p мәні \(0.05, decimals: 2)-тен төмен болар еді."
          ))
      )
    ]
  }

  /// Terms that an exhibit names and no model of its analyses has: their rows would be empty, or missing without a word.
  private static func unknownTerms(_ plan: Plan, _ outcomes: [String: AnalysisOutcome]) -> [Problem] {
    plan.specification.exhibits.flatMap { exhibit -> [Problem] in
      let terms = exhibit.options.texts("of").flatMap { id -> [String] in
        if case .printedRegression(let rows) = outcomes[id]?.drawing { return rows.map(\.term) }
        return outcomes[id]?.drawing.models.flatMap { $0.fit.terms.map(\.term) } ?? []
      }
      guard !terms.isEmpty else { return [] }
      let labelled = exhibit.options["terms"]?.entries.map { (name: $0.key, place: $0.place) } ?? []
      let controls = exhibit.options["controls"]?.entries.flatMap { entry in
        entry.value.items.compactMap { item in item.scalar.map { (name: $0, place: item.place) } }
      }
      return (labelled + (controls ?? [])).filter { named in
        !terms.contains {
          $0 == named.name || RegressionAnalysis.part(ofTerm: $0) == named.name || $0.hasPrefix(named.name + "::")
        }
      }.map { named in
        Problem(
          .specification, "the exhibit \"\(exhibit.id)\" names a term \"\(named.name)\" that no model has",
          at: named.place,
          remedy: Spelling.advice(
            for: named.name, among: terms.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }))
      }
    }
  }

  /// References that fit a pattern of an analysis and yet name nothing that it found.
  private static func unboundReferences(_ plan: Plan, _ context: RunContext) -> [Problem] {
    var problems: [Problem] = []
    func check(_ id: String, _ place: Place) {
      guard context.findings[id] == nil else { return }
      let owner = plan.analyses.first { id.hasPrefix($0.id + ".") }?.id ?? ""
      let found = context.findings.list.map(\.id).filter { $0.hasPrefix(owner + ".") }
      problems.append(
        Problem(
          .specification, "there is no finding \"\(id)\"", at: place, remedy: Spelling.advice(for: id, among: found)))
    }
    func check(_ expressions: [Expression], _ place: Place) {
      for case .name(let id, let at) in expressions.flatMap(\.references)
      where id != "published" && !id.hasPrefix("published.") {
        check(id, at.line == nil ? place : at)
      }
    }
    func check(_ text: Trilingual, _ place: Place) {
      check((try? TextTemplate(text.en, at: place))?.expressions ?? [], place)
    }
    func check(_ claim: ClaimSpecification) {
      check(claim.expectation?.expressions ?? [], claim.place)
      check(claim.statement, claim.place)
      if let settle = claim.settle { check(settle, claim.place) }
      switch claim.expectation {
      case .members(let id, _, let place): check(id, place)
      case .significant(let term, _, let place): check(term + ".significant", place)
      case .floor(let term, let place): check(term + ".floor", place)
      case .exists(let patterns, let place):
        for pattern in patterns where context.findings.matching(pattern).isEmpty { check(pattern, place) }
      default: break
      }
      claim.parts.forEach { check($0) }
    }
    plan.specification.claims.forEach { check($0) }
    for exhibit in plan.specification.exhibits {
      for (text, place) in exhibit.texts { check(text, place) }
      guard exhibit.kind == "table", let id = exhibit.options.text("of") else { continue }
      for pattern in exhibit.options.texts("findings") where context.findings.matching("\(id).\(pattern)").isEmpty {
        check("\(id).\(pattern)", exhibit.options["findings"]?.place ?? exhibit.place)
      }
    }
    for section in plan.specification.sections {
      check(section.title, section.place)
      for case .text(let text, let place) in section.blocks { check(text, place) }
    }
    return problems.reduce(into: []) { list, problem in if !list.contains(problem) { list.append(problem) } }
  }
}
