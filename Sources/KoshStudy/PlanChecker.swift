internal import KoshTable

/// Looks every reference of a study up.
struct PlanChecker {
  let specification: StudySpecification
  let data: StudyData
  var problems: [Problem] = []

  var patterns: [String] {
    specification.analyses.flatMap { analysis in analysis.findingPatterns.map { "\(analysis.id).\($0)" } }
  }

  mutating func checkAll() {
    let known = FindingNames(patterns)
    for analysis in specification.analyses { check(analysis, known) }
    for claim in specification.claims { check(claim, known) }
    for exhibit in specification.exhibits { check(exhibit, known) }
    var shown: Set<String> = []
    for section in specification.sections {
      check(section.title, at: section.place, known)
      for block in section.blocks {
        switch block {
        case .text(let text, let place): check(text, at: place, known)
        case .exhibit(let id, let place):
          if !specification.exhibits.contains(where: { $0.id == id }) {
            problems.append(
              Problem(
                .specification, "there is no exhibit \"\(id)\"", at: place,
                remedy: Spelling.advice(for: id, among: specification.exhibits.map(\.id))))
          } else if !shown.insert(id).inserted {
            problems.append(
              Problem(
                .specification, "the exhibit \"\(id)\" stands twice in the report", at: place,
                why: "links lead to one place", remedy: "show it once, or give a second exhibit another id"))
          }
        }
      }
    }
  }

  mutating func check(_ analysis: any Analysis, _ known: FindingNames) {
    if let id = analysis.head.data {
      guard let source = data[id] else {
        problems.append(
          Problem(
            .specification, "there is no source \"\(id)\"", at: analysis.head.dataPlace,
            remedy: Spelling.advice(for: id, among: data.order)))
        return
      }
      for (name, mustBeNumber, place) in analysis.variables {
        check(name, of: source, mustBeNumber: mustBeNumber, at: place)
      }
      if let condition = analysis.head.condition { checkRow(condition, of: source, at: analysis.head.conditionPlace) }
    }
    for (expression, place) in analysis.expressions { check(expression, at: place, known) }
    problems += analysis.problems(in: data) + analysis.problems(among: specification.analyses)
  }

  mutating func check(_ name: String, of source: LoadedSource, mustBeNumber: Bool, at place: Place) {
    guard let column = source.table[name] else {
      problems.append(
        Problem(
          .specification, "\"\(source.specification.id)\" has no variable \"\(name)\"", at: place,
          remedy: Spelling.advice(for: name, among: source.table.names)))
      return
    }
    if mustBeNumber, !column.isNumeric {
      problems.append(
        Problem(
          .specification, "\"\(name)\" is a category, and a number is needed", at: place,
          remedy: "choose a variable of numbers, or recode it under derive:"))
    }
  }

  mutating func checkRow(_ condition: Expression, of source: LoadedSource, at place: Place) {
    problems += source.problems(ofCondition: condition, at: place)
  }

  mutating func check(_ expression: Expression, at place: Place, _ known: FindingNames) {
    for reference in expression.references {
      switch reference {
      case .name(let id, let at): checkFinding(id, at: at.line == nil ? place : at, known)
      case .cell(let source, let keys, let column, let at):
        checkCell(source, keys, column, at: at.line == nil ? place : at)
      default: break
      }
    }
  }

  mutating func checkFinding(_ id: String, at place: Place, _ known: FindingNames) {
    guard !known.contains(id) else { return }
    let owner = specification.analyses.first { id.hasPrefix($0.id + ".") }
    let remedy: String?
    if let owner {
      let patterns = owner.findingPatterns
      let exact = patterns.filter { !$0.contains("*") }.map { "\(owner.id).\($0)" }
      remedy =
        Spelling.nearest(to: id, in: exact).map { "did you mean \"\($0)\"?" }
        ?? "\"\(owner.id)\" finds: \(patterns.prefix(14).joined(separator: ", "))"
    } else {
      remedy = Spelling.advice(
        for: id.split(separator: ".").first.map(String.init) ?? id, among: specification.analyses.map(\.id))
    }
    problems.append(Problem(.specification, "there is no finding \"\(id)\"", at: place, remedy: remedy))
  }

  mutating func checkCell(_ id: String, _ keys: [String]?, _ column: String, at place: Place) {
    guard let source = data[id] else {
      problems.append(
        Problem(
          .specification, "there is no source \"\(id)\"", at: place, remedy: Spelling.advice(for: id, among: data.order)
        ))
      return
    }
    if source.table[column] == nil {
      problems.append(
        Problem(
          .specification, "\"\(id)\" has no variable \"\(column)\"", at: place,
          remedy: Spelling.advice(for: column, among: source.table.names)))
    }
    if let keys, source.row(ofKey: keys) == nil {
      problems.append(
        Problem(
          .specification, "\"\(id)\" has no row \"\(keys.joined(separator: ","))\"", at: place,
          remedy: Spelling.advice(for: keys.joined(separator: ","), among: source.keys)))
    }
  }

  mutating func check(_ text: Trilingual, at place: Place, _ known: FindingNames) {
    guard let template = try? TextTemplate(text.en, at: place) else { return }
    for expression in template.expressions { check(expression, at: place, known) }
  }

  /// `SOURCE.column` of an expectation.
  mutating func checkColumn(_ name: String, keys: [String], condition: Expression?, at place: Place) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let source = data[parts[0]] else {
      problems.append(
        Problem(
          .specification, "\"\(name)\" names no column", at: place, why: "a column is written SOURCE.column",
          remedy: Spelling.advice(for: parts.first ?? name, among: data.order)))
      return
    }
    check(parts[1], of: source, mustBeNumber: true, at: place)
    for key in keys where source.row(ofKey: key.split(separator: ",").map(String.init)) == nil {
      problems.append(
        Problem(
          .specification, "\"\(parts[0])\" has no row \"\(key)\"", at: place,
          remedy: Spelling.advice(for: key, among: source.keys)))
    }
    if let condition { checkRow(condition, of: source, at: place) }
  }

  mutating func check(_ claim: ClaimSpecification, _ known: FindingNames) {
    if let template = try? TextTemplate(claim.statement.en, at: claim.place) {
      for expression in template.expressions where !isPublished(expression) {
        check(expression, at: claim.place, known)
      }
    }
    if let settle = claim.settle { check(settle, at: claim.place, known) }
    for part in claim.parts { check(part, known) }
    guard let expectation = claim.expectation else {
      if claim.parts.isEmpty {
        problems.append(
          Problem(
            .specification, "the claim \"\(claim.id)\" expects nothing that can be checked", at: claim.place,
            why: "a range is two numbers: between: [LOW, HIGH]", remedy: "complete its expect:"))
      }
      return
    }
    for expression in expectation.expressions { check(expression, at: claim.place, known) }
    switch expectation {
    case .equals(let formulas) where formulas.count != claim.published.count:
      problems.append(
        Problem(
          .specification,
          "the claim \"\(claim.id)\" has \(claim.published.count) published numbers and \(formulas.count) formulas",
          at: claim.place, why: "each published number is compared with one formula",
          remedy: "give as many of the one as of the other"))
    case .ranking(let column, let keys, _, let condition, let place):
      checkColumn(column, keys: keys, condition: condition, at: place)
    case .monotone(let column, _, let place): checkColumn(column, keys: [], condition: nil, at: place)
    case .extreme(let column, let key, _, let condition, let place):
      checkColumn(column, keys: [key], condition: condition, at: place)
    case .members(let finding, _, let place): checkFinding(finding, at: place, known)
    case .exists(let wanted, let place):
      if claim.published.isEmpty {
        problems.append(
          Problem(
            .specification, "the claim \"\(claim.id)\" looks for a number and gives none", at: claim.place,
            remedy: "add published: …"))
      }
      for pattern in wanted where !pattern.contains("*") { checkFinding(pattern, at: place, known) }
    case .same(let formulas) where formulas.count != 2:
      problems.append(
        Problem(
          .specification, "\"same\" compares two values, and \(formulas.count) are given", at: claim.place,
          remedy: "give two"))
    case .plausible(_, let low, let high, _) where low > high:
      problems.append(
        Problem(
          .specification, "the range of the claim \"\(claim.id)\" begins above its end", at: claim.place,
          remedy:
            "write the least value first: between: [\(NumberText.plain(high, language: .en)), \(NumberText.plain(low, language: .en))]"
        ))
    case .possible(let analysis, let place): checkFinding(analysis + ".possible", at: place, known)
    case .significant(let term, _, let place): checkFinding(term + ".significant", at: place, known)
    case .floor(let term, let place): checkFinding(term + ".floor", at: place, known)
    default: break
    }
  }

  func isPublished(_ expression: Expression) -> Bool {
    if case .name(let name, _) = expression { return name == "published" || name.hasPrefix("published.") }
    return false
  }

  /// The analyses in an order in which each finds what it needs.
  mutating func ordered() -> [any Analysis] {
    var waiting = specification.analyses
    var done: [any Analysis] = []
    func needs(_ analysis: any Analysis) -> Set<String> {
      var ids = Set(analysis.needs.filter { id in specification.analyses.contains { $0.id == id } })
      for (expression, _) in analysis.expressions {
        for case .name(let name, _) in expression.references {
          if let owner = specification.analyses.filter({ name.hasPrefix($0.id + ".") }).max(by: {
            $0.id.count < $1.id.count
          }) {
            ids.insert(owner.id)
          }
        }
      }
      return ids
    }
    while !waiting.isEmpty {
      let finished = Set(done.map(\.id))
      let ready = waiting.filter { analysis in needs(analysis).subtracting([analysis.id]).isSubset(of: finished) }
      if ready.isEmpty {
        let circle = waiting.map(\.id).joined(separator: ", ")
        problems.append(
          Problem(
            .specification, "analyses need one another in a circle: \(circle)", at: waiting[0].head.place,
            remedy: "let one of them rest on data alone"))
        return done + waiting
      }
      done += ready
      waiting.removeAll { analysis in ready.contains { $0.id == analysis.id } }
    }
    return done
  }
}

extension LoadedSource {
  /// What keeps a condition from choosing rows: names that are no variables, cells, a formula that is not a condition.
  func problems(ofCondition condition: Expression, at place: Place) -> [Problem] {
    var problems: [Problem] = []
    for reference in condition.references {
      switch reference {
      case .name(let name, let at) where table[name] == nil:
        problems.append(
          Problem(
            .specification, "\"\(specification.id)\" has no variable \"\(name)\"", at: at.line == nil ? place : at,
            remedy: Spelling.advice(for: name, among: table.names)))
      case .cell(let source, _, let column, let at):
        problems.append(
          Problem(
            .specification, "a condition on rows names a cell of \"\(source)\"", at: at.line == nil ? place : at,
            why: "it is asked of each row, and takes the variables of that row",
            remedy: "name the variable alone: \(column)"))
      default: break
      }
    }
    if !condition.isCondition {
      problems.append(
        Problem(
          .specification, "this is no condition on rows: it is neither true nor false", at: place,
          remedy: "compare with something, as in: year <= 2015"))
    }
    return problems
  }
}

extension Expression {
  /// Whether it is true or false, as far as can be seen without values.
  var isCondition: Bool {
    switch self {
    case .comparison, .isMember: true
    case .both(let left, let right), .either(let left, let right): left.isCondition && right.isCondition
    case .not(let inner): inner.isCondition
    default: false
    }
  }
}
