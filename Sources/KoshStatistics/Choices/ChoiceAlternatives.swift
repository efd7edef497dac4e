internal import KoshTable

/// The names of the alternatives in the rows of choosers.
struct ChoiceAlternatives {
  /// The variable.
  let variable: String
  /// The alternatives in code-point order.
  let names: [String]
  /// For each row used its alternative.
  let codes: [Int]
  private let rows: ChoiceRows

  init(_ variable: String, rows: ChoiceRows) {
    self.variable = variable
    self.rows = rows
    let column = rows.table[variable] ?? Column(Variable(variable), numbers: [])
    let groups = RowGroups(rows.schema.selection.map { column.selecting($0) } ?? column)
    let order = groups.names.indices.sorted { left, right in
      if let a = Double(groups.names[left]), let b = Double(groups.names[right]), a != b { return a < b }
      return codePointOrder(groups.names[left], groups.names[right])
    }
    var position = [Int](repeating: 0, count: order.count)
    for (place, group) in order.enumerated() { position[group] = place }
    names = order.map { groups.names[$0] }
    codes = groups.codes.map { position[Int($0)] }
  }

  /// - Throws: Choosers who have an alternative twice; alternatives with a constant of their own that nobody chose.
  func check(_ formula: Formula) throws(Problems) {
    var problems: [Problem] = []
    let sets = rows.sets
    var seenIn = [Int](repeating: -1, count: names.count)
    var twice: (set: Int, row: Int)?
    var isChosen = [Bool](repeating: false, count: names.count)
    for set in 0..<sets.count {
      for position in sets.starts[set]..<sets.starts[set + 1] {
        let row = sets.row(position)
        if seenIn[codes[row]] == set, twice == nil { twice = (set, row) }
        seenIn[codes[row]] = set
        if rows.schema.outcome[row] > 0.5 { isChosen[codes[row]] = true }
      }
    }
    if let (set, row) = twice {
      let line = Schema.rowName(rows.schema.selection?[row] ?? row, lines: rows.table.lines ?? [])
      problems.append(
        Problem(
          .data,
          "\(ChoiceRows.name(of: set, sets: sets, selection: rows.schema.selection, table: rows.table, variables: [sets.variable]))"
            + " has the alternative \"\(names[codes[row]])\" twice, again in \(line)",
          at: formula.place, why: "a chooser has one row for each alternative",
          remedy: "remove the repeated row, or give each choice a chooser number of its own"))
    }
    let hasConstants = formula.terms.contains { term in
      term.count == 1 && term[0].variables == [variable]
        && (rows.table[variable]?.isNumeric == false || isCategories(term[0]))
    }
    let never = names.indices.filter { !isChosen[$0] }.map { names[$0] }
    if hasConstants, !never.isEmpty {
      problems.append(
        Problem(
          .data, "no chooser chose \(list(never)) of \(variable)", at: formula.place,
          why: "the constant of an alternative that is never chosen would fall without bound",
          remedy:
            "leave the rows of \(never.count == 1 ? "this alternative" : "these alternatives") out, or merge with another"
        ))
    }
    if !problems.isEmpty { throw Problems(problems) }
  }

  private func isCategories(_ factor: Formula.Factor) -> Bool {
    if case .categories = factor { true } else { false }
  }
}
