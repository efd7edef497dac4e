internal import KoshTable

/// Reads what sets say before anything is estimated: who chose nothing, who chose twice, which groups do not vary.
struct SetReader {
  let kind: ChoiceRows.Kind
  let formula: Formula
  let table: Table
  let variables: [String]
  /// For each row of the table 0 or 1; NaN where it is missing.
  let outcome: [Double]
  /// The rows of the table that the sets are made of; `nil` for all.
  let selection: [Int]?
  let sets: ChoiceSets
  /// Sets that are not used.
  var leftOut: Set<Int> = []
  private(set) var cautions: [Caution] = []

  init(
    kind: ChoiceRows.Kind, formula: Formula, table: Table, variables: [String], outcome: [Double], selection: [Int]?,
    sets: ChoiceSets
  ) {
    self.kind = kind
    self.formula = formula
    self.table = table
    self.variables = variables
    self.outcome = outcome
    self.selection = selection
    self.sets = sets
  }

  /// The choosers one of whose rows is not usable: those of them that have usable rows, and how many there are at all.
  func brokenSets(_ usable: [Bool]) -> (sets: Set<Int>, count: Int) {
    let rows = usable.indices.filter { row in variables.allSatisfy { table[$0]?.isMissing(at: row) == false } }
    let whole = ChoiceRows.sets(variables, table: table, selection: rows)
    var broken = [Bool](repeating: false, count: usable.count)
    var count = 0
    for set in 0..<whole.count {
      let all = whole.rows(set).map { rows[$0] }
      guard all.contains(where: { !usable[$0] }) else { continue }
      count += 1
      for row in all { broken[row] = true }
    }
    let found = (0..<sets.count).filter { set in
      let row = sets.row(sets.starts[set])
      return broken[selection?[row] ?? row]
    }
    return (Set(found), count)
  }

  /// Finds the sets that cannot be used.
  ///
  /// - Throws: Choosers who chose nothing or more than once.
  mutating func check() throws(Problems) {
    var (none, several, single, alike): ([Int], [Int], [Int], [Int]) = ([], [], [], [])
    outcome.withUnsafeBufferPointer { outcome in
      sets.starts.withUnsafeBufferPointer { starts in
        for set in 0..<(starts.count - 1) {
          var ones = 0.0
          let rows = starts[set + 1] - starts[set]
          if sets.order == nil, selection == nil {
            for row in starts[set]..<starts[set + 1] { ones += outcome[row] }
          } else {
            for position in starts[set]..<starts[set + 1] {
              let row = sets.row(position)
              ones += outcome[selection?[row] ?? row]
            }
          }
          switch kind {
          case .choosers:
            if ones == 0 {
              none.append(set)
            } else if ones > 1 {
              several.append(set)
            } else if rows == 1 {
              single.append(set)
            }
          case .groups: if ones == 0 || ones == Double(rows) { alike.append(set) }
          }
        }
      }
    }
    if !leftOut.isEmpty {
      none.removeAll { leftOut.contains($0) }
      several.removeAll { leftOut.contains($0) }
      single.removeAll { leftOut.contains($0) }
    }
    let name = formula.outcome.text
    var problems: [Problem] = []
    if let first = none.first {
      problems.append(
        Problem(
          .data, "\(self.name(first)) chose nothing: \(name) is 0 in \(lines(first))", at: formula.place,
          why: others(none) ?? "one alternative of each chooser is chosen",
          remedy: "mark the alternative that was chosen by 1, or leave this chooser out"))
    }
    if let first = several.first {
      problems.append(
        Problem(
          .data, "\(self.name(first)) chose more than once: \(name) is 1 in \(lines(first, where: 1))",
          at: formula.place,
          why: others(several) ?? "one alternative of each chooser is chosen",
          remedy: "give each choice a chooser number of its own, or fit a fixed-effects logit"))
    }
    if !problems.isEmpty { throw Problems(problems) }
    leftOut.formUnion(single)
    leftOut.formUnion(alike)
    if let first = single.first { cautions.append(singleAlternative(single.count, lines(first))) }
    if !alike.isEmpty {
      let rows = alike.reduce(0) { $0 + sets.starts[$1 + 1] - sets.starts[$1] }
      cautions.append(alikeGroups(alike.count, rows: rows))
    }
  }

  /// What there is to say where no set is left.
  func nothingLeft(losses: [RowLoss]) -> Problem {
    let lost = losses.isEmpty ? nil : "rows left out: " + losses.map(\.text.en).joined(separator: "; ")
    switch kind {
    case .choosers:
      return Problem(
        .data, "no chooser of \(table.name) can be used for \"\(formula.text)\"", at: formula.place,
        why: lost ?? "every chooser has one alternative only",
        remedy: "give each chooser a row for every alternative that could have been chosen")
    case .groups:
      return Problem(
        .data, "the outcome \(formula.outcome.text) varies within no \(sets.variable)", at: formula.place,
        why: "a fixed-effects logit compares rows of one group that have different outcomes"
          + (lost.map { " (" + $0 + ")" } ?? ""),
        remedy: "take larger groups, or fit a logit without fixed effects")
    }
  }

  private func name(_ set: Int) -> String {
    ChoiceRows.name(of: set, sets: sets, selection: selection, table: table, variables: variables)
  }

  /// The first rows of a set: `lines 2, 3 and 4`.
  private func lines(_ set: Int, where value: Double? = nil) -> String {
    let rows = sets.rows(set).map { selection?[$0] ?? $0 }.filter { value == nil || outcome[$0] == value }
    let numbers = rows.map { row in "\(table.lines?[row] ?? row + 1)" }
    let word = table.lines == nil ? "row" : "line"
    guard numbers.count > 1 else { return "\(word) \(numbers.first ?? "")" }
    if numbers.count > 6 { return "\(word)s \(numbers.prefix(5).joined(separator: ", ")), …" }
    return "\(word)s \(numbers.dropLast().joined(separator: ", ")) and \(numbers[numbers.count - 1])"
  }

  private func others(_ found: [Int]) -> String? {
    guard found.count > 1 else { return nil }
    return "so it is with \(found.count) of \(sets.count): " + list(found.map(name))
  }

  private func singleAlternative(_ count: Int, _ place: String) -> Caution {
    Caution(
      "single_alternative",
      Trilingual(
        en: "Choosers with one alternative only tell nothing and were left out: \(count) (the first in \(place)).",
        ru: "Наборы выбора с единственной альтернативой ничего не сообщают и исключены: \(count) (первый: \(place)).",
        kk: "Жалғыз баламасы бар таңдау жиындары ештеңе айтпайды, алынып тасталды: \(count) (біріншісі: \(place))."))
  }

  private func alikeGroups(_ count: Int, rows: Int) -> Caution {
    Caution(
      "groups_without_variation",
      Trilingual(
        en:
          "Groups (\(sets.variable)) in which all rows have the same outcome tell nothing and were left out: \(count), with \(rows) rows.",
        ru:
          "Группы (\(sets.variable)), где исход одинаков во всех строках, ничего не сообщают и исключены: \(count), строк в них – \(rows).",
        kk:
          "Барлық жолында нәтиже бірдей топтар (\(sets.variable)) ештеңе айтпайды, алынып тасталды: \(count), олардағы жолдар – \(rows)."
      ))
  }
}
