internal import KoshDemography
internal import KoshFiles
internal import KoshNumerics
internal import KoshTable

// Variables made of others: formulas and recodes, each after those that it needs.
extension StudyData {
  /// Adds derived variables, each after those that it needs.
  mutating func derive(_ source: SourceSpecification) -> [Problem] {
    guard var loaded = sources[source.id] else { return [] }
    var problems = source.derived.filter { loaded.table[$0.variable.name] != nil }.map { derived in
      Problem(
        .specification, "\"\(derived.variable.name)\" is derived, and \"\(source.id)\" has a column of that name",
        at: derived.variable.place,
        why: "a column of the file is not written over", remedy: "give the derived variable another name")
    }
    for derived in source.derived {
      if derived.formula?.references.contains(where: { if case .cell = $0 { true } else { false } }) == true {
        problems.append(
          Problem(
            .specification, "\"\(derived.variable.name)\" is derived from a cell", at: derived.variable.place,
            why: "a formula over rows takes the variables of its row",
            remedy: "name a variable, or use an analysis of kind calculate"))
      }
    }
    guard problems.isEmpty else { return problems }
    var waiting = source.derived
    while !waiting.isEmpty {
      let ready = waiting.filter { needs($0).allSatisfy { name in loaded.table[name] != nil } }
      if ready.isEmpty {
        // What rests on a variable with a misspelt name is not in a circle, and mending the name mends it.
        let isNamed = { (name: String) in waiting.contains { $0.variable.name == name } }
        var stuck = Set(
          waiting.filter { !needs($0).allSatisfy { loaded.table[$0] != nil || isNamed($0) } }.map(\.variable.name))
        let misspelt = stuck
        while let next = waiting.first(where: {
          !stuck.contains($0.variable.name) && needs($0).contains(where: stuck.contains)
        }) {
          stuck.insert(next.variable.name)
        }
        for derived in waiting where misspelt.contains(derived.variable.name) || !stuck.contains(derived.variable.name)
        {
          let missing = needs(derived).filter { loaded.table[$0] == nil }
          let cycle = missing.filter(isNamed)
          if cycle.count == missing.count {
            problems.append(
              Problem(
                .specification, "\"\(derived.variable.name)\" is derived in a circle", at: derived.variable.place,
                why: "it needs \(cycle.joined(separator: ", ")), which in turn needs it",
                remedy: "derive one of them from columns of the file"))
          } else {
            let name = missing.first { name in !waiting.contains { $0.variable.name == name } } ?? ""
            problems.append(
              Problem(
                .specification,
                "\"\(derived.variable.name)\" is derived from \"\(name)\", which \"\(source.id)\" does not have",
                at: derived.variable.place, remedy: Spelling.advice(for: name, among: loaded.table.names)))
          }
        }
        break
      }
      for derived in ready {
        let (column, found) = make(derived, in: loaded)
        problems += found
        if let formula = derived.formula {
          let intervals = loaded.evaluateRows(formula).map {
            $0.quantity.flatMap { $0.interval.isExact ? nil : $0.interval }
          }
          if intervals.contains(where: { $0 != nil }) { loaded.derivedIntervals[column.name] = intervals }
        }
        loaded.table = loaded.table.setting(column)
        loaded.learn(derived.variable)
      }
      waiting.removeAll { derived in ready.contains { $0.variable.name == derived.variable.name } }
    }
    sources[source.id] = loaded
    return problems
  }

  func needs(_ derived: DerivedSpecification) -> [String] {
    if let recode = derived.recode { return [recode] }
    return derived.formula?.references.compactMap { if case .name(let name, _) = $0 { name } else { nil } } ?? []
  }

  func make(_ derived: DerivedSpecification, in source: LoadedSource) -> (Column, [Problem]) {
    let specification = derived.variable
    let variable = Variable(
      specification.name, label: specification.label, unit: specification.unit ?? Trilingual(same: ""),
      valueLabels: specification.labels)
    if let formula = derived.formula {
      let values = source.evaluateRows(formula)
      return (Column(variable, numbers: values.map { $0.quantity?.value ?? truthNumber($0) }), [])
    }
    guard let old = derived.recode.flatMap({ source.table[$0] }) else { return (Column(variable, numbers: []), []) }
    var newCode: [String: String] = [:]
    for (new, olds) in derived.codes { for code in olds { newCode[code] = new } }
    var problems: [Problem] = []
    for (position, code) in (derived.codes.flatMap(\.old) + derived.drop).enumerated()
    where (derived.codes.flatMap(\.old) + derived.drop)[..<position].contains(code) {
      problems.append(
        Problem(
          .specification, "the recode \"\(variable.name)\" names \"\(code)\" twice", at: specification.place,
          why: "each code becomes one thing", remedy: "name it once under to: or drop:"))
    }
    var unmapped: Set<String> = []
    let recoded = (0..<old.count).map { row -> String? in
      guard let code = old.text(at: row) else { return nil }
      if let new = newCode[code] { return new }
      if !derived.drop.contains(code), unmapped.insert(code).inserted {
        problems.append(
          Problem(
            .specification, "the recode \"\(variable.name)\" does not say what becomes of \"\(code)\"",
            at: specification.place,
            why: "every code is either mapped under to: or dropped under drop:",
            remedy: "add \"\(code)\" under to: or drop:"))
      }
      return nil
    }
    // Codes that are all numbers make a number: 1 and 0 are what a logit wants.
    if derived.codes.allSatisfy({ Double($0.new) != nil }) {
      return (Column(variable, numbers: recoded.map { $0.flatMap(Double.init) ?? .nan }), problems)
    }
    return (Column(variable, categories: recoded), problems)
  }

  func truthNumber(_ value: Evaluated) -> Double {
    switch value {
    case .truth(.yes): 1
    case .truth(.no): 0
    default: .nan
    }
  }
}
