package import KoshTable

/// What a count counts.
package enum CountUnit: String, Sendable, Hashable, CaseIterable {
  /// Respondents with at least one passage: nobody counts twice.
  case cases
  /// Passages: a talkative respondent counts as often as they return to the matter.
  case segments

  /// The unit's name for the head of a table.
  package var label: Trilingual {
    switch self {
    case .cases: Trilingual(en: "respondents", ru: "респонденты", kk: "респонденттер")
    case .segments: Trilingual(en: "passages", ru: "фрагменты", kk: "үзінділер")
    }
  }
}

/// How often each code was given to each case's words.
package struct CodeCaseTable: Sendable {
  /// The codes' identifiers, in the order of the frame.
  package let codes: [String]
  /// The cases' identifiers, in the order of the project.
  package let cases: [String]
  /// Whether a coding counts for the codes above its own, too.
  package let includesNarrower: Bool
  /// For each code, for each case, the positions of the codings, by source and place.
  private let cells: [[[Int32]]]
  private let caseNumber: [String: Int]
  private let index: InterviewIndex

  /// Counts an index's codings.
  ///
  /// - Parameter includingNarrower: Whether a coding of `cost_effort` also counts for `cost`, once.
  /// - Complexity: O(codings · depth of the frame + codes · cases).
  package init(_ index: InterviewIndex, includingNarrower: Bool = true) {
    self.index = index
    codes = index.codes
    cases = index.project.cases.map(\.id)
    caseNumber = Dictionary(cases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    includesNarrower = includingNarrower
    var cells = [[[Int32]]](repeating: [[Int32]](repeating: [], count: cases.count), count: codes.count)
    for position in index.counted {
      let code = Int(index.codeOf[position])
      for code in includingNarrower ? index.ancestors[code] : [code] {
        for one in index.casesOf[position] { cells[code][Int(one)].append(Int32(position)) }
      }
    }
    self.cells = cells
  }

  /// The positions of the codings behind a number; none for a code or case that does not exist.
  package func codings(code: String, case one: String) -> [Int] {
    guard let code = index.codeNumber[code], let one = caseNumber[one] else { return [] }
    return cells[code][one].map { Int($0) }
  }

  /// The positions of all codings of a code in texts of cases, each once.
  package func codings(code: String) -> [Int] {
    guard let code = index.codeNumber[code] else { return [] }
    var seen = Set<Int32>()
    return cells[code].flatMap { $0 }.filter { seen.insert($0).inserted }.map { Int($0) }
  }

  /// The number in a cell: passages, or 1 and 0 for a case that has one or none.
  package func count(code: String, case one: String, unit: CountUnit) -> Int {
    let count = codings(code: code, case: one).count
    return unit == .cases ? min(count, 1) : count
  }

  /// How many cases have a code, or how many passages of cases do.
  package func total(code: String, unit: CountUnit) -> Int {
    switch unit {
    case .segments: codings(code: code).count
    case .cases: casesWith(code).count
    }
  }

  /// The cases with a code, in the order of the project.
  package func casesWith(_ code: String) -> [String] {
    guard let code = index.codeNumber[code] else { return [] }
    return cases.indices.filter { !cells[code][$0].isEmpty }.map { cases[$0] }
  }

  /// The cases without a code: those that a statement such as "all respondents named it" has to answer for.
  package func casesWithout(_ code: String) -> [String] {
    guard let code = index.codeNumber[code] else { return cases }
    return cases.indices.filter { cells[code][$0].isEmpty }.map { cases[$0] }
  }

  /// A row per case: `case`, `pseudonym`, its attributes, then a column of numbers for each code.
  ///
  /// It joins to a survey by `pseudonym`. A code's column is named as the code and labelled in three languages; an
  /// attribute that a case does not have is missing there. An attribute named as a code or
  /// as one of the first two columns is left out.
  package func table(unit: CountUnit, name: String = "codes by case") -> Table {
    let all = index.project.cases
    var columns = [
      Column(Variable("case"), categories: all.map(\.id)),
      Column(Variable("pseudonym"), categories: all.map(\.pseudonym)),
    ]
    let taken = Set(["case", "pseudonym"] + codes)
    for attribute in Set(all.flatMap(\.attributes.keys)).subtracting(taken).sorted(by: byCodePoint) {
      columns.append(Column(Variable(attribute), categories: all.map { $0.attributes[attribute] }))
    }
    for (number, code) in index.project.frame.codes.enumerated() {
      columns.append(
        Column(
          Variable(code.id, label: code.name, unit: unit.label),
          numbers: cells[number].map { Double(unit == .cases ? min($0.count, 1) : $0.count) }))
    }
    return Table(name: name, columns: columns)
  }
}

/// How many respondents, or passages, of each group have each code.
package struct CodeAttributeTable: Sendable {
  /// The attribute by which the cases are grouped.
  package let attribute: String
  /// Its values, in code-point order.
  package let levels: [String]
  /// How many cases have each value.
  package let casesByLevel: [Int]
  /// The cases without the attribute; they are in no group.
  package let casesWithout: [String]
  private let counts: CodeCaseTable
  private let members: [[String]]

  /// Groups the cases of a table by an attribute.
  package init(_ counts: CodeCaseTable, attribute: String, in project: InterviewProject) {
    self.counts = counts
    self.attribute = attribute
    levels = Set(project.cases.compactMap { $0.attributes[attribute] }).sorted(by: byCodePoint)
    members = levels.map { level in project.cases.filter { $0.attributes[attribute] == level }.map(\.id) }
    casesByLevel = members.map(\.count)
    casesWithout = project.cases.filter { $0.attributes[attribute] == nil }.map(\.id)
  }

  /// The positions of the codings behind a number, each once.
  package func codings(code: String, level: String) -> [Int] {
    guard let number = levels.firstIndex(of: level) else { return [] }
    var seen = Set<Int>()
    return members[number].flatMap { counts.codings(code: code, case: $0) }.filter { seen.insert($0).inserted }
  }

  /// How many cases of a group have a code, or how many of its passages.
  package func count(code: String, level: String, unit: CountUnit) -> Int {
    guard let number = levels.firstIndex(of: level) else { return 0 }
    switch unit {
    case .cases: return members[number].count { !counts.codings(code: code, case: $0).isEmpty }
    case .segments: return codings(code: code, level: level).count
    }
  }

  /// Cases with the code / cases of the group; `nil` for a group of nobody.
  package func share(code: String, level: String) -> Double? {
    guard let number = levels.firstIndex(of: level), casesByLevel[number] > 0 else { return nil }
    return Double(count(code: code, level: level, unit: .cases)) / Double(casesByLevel[number])
  }

  /// A row per code and group: `code`, the attribute, `count` in the unit asked for, `cases` (the group's size) and,
  /// where cases are counted, `share`.
  package func table(unit: CountUnit) -> Table {
    let pairs = counts.codes.flatMap { code in levels.map { (code, $0) } }
    var columns = [
      Column(Variable("code"), categories: pairs.map(\.0)),
      Column(Variable(attribute), categories: pairs.map(\.1)),
      Column(
        Variable("count", unit: unit.label), numbers: pairs.map { Double(count(code: $0.0, level: $0.1, unit: unit)) }),
      Column(
        Variable("cases", unit: CountUnit.cases.label),
        numbers: pairs.map { pair in Double(levels.firstIndex(of: pair.1).map { casesByLevel[$0] } ?? 0) }),
    ]
    if unit == .cases {
      columns.append(Column(Variable("share"), numbers: pairs.map { share(code: $0.0, level: $0.1) ?? .nan }))
    }
    return Table(name: "codes by \(attribute)", columns: columns)
  }
}
