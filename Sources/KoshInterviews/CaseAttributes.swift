package import KoshTable

extension InterviewProject {
  /// The project with attributes taken from the rows of a survey whose key is a case's pseudonym.
  ///
  /// A missing cell gives no attribute; an attribute that the case has already is replaced. Rows of persons who were
  /// not interviewed are passed over.
  ///
  /// - Parameters:
  ///   - key: The column that holds the pseudonyms.
  ///   - columns: The columns to take.
  /// - Throws: ``Problems``: columns that do not exist, a pseudonym on several rows, cases that the survey does not
  ///   know.
  /// - Complexity: O(rows + cases · columns).
  package func joining(_ survey: Table, by key: String, columns: [String]) throws(Problems) -> InterviewProject {
    var problems: [Problem] = []
    for name in [key] + columns where survey[name] == nil {
      problems.append(
        Problem(
          .specification, "there is no column \"\(name)\"", at: Place(file: survey.name),
          remedy: Spelling.advice(for: name, among: survey.names)))
    }
    guard problems.isEmpty, let keys = survey[key] else { throw Problems(problems) }
    let wanted = Set(cases.map(\.pseudonym))
    var rows: [String: Int] = [:]
    for row in 0..<survey.rowCount {
      guard let name = keys.text(at: row), wanted.contains(name) else { continue }
      if let first = rows[name] {
        let earlier = survey.lines.map { "line \($0[first])" } ?? "row \(first + 1)"
        problems.append(
          Problem(
            .data, "the pseudonym \"\(name)\" is on several rows",
            at: Place(file: survey.name, line: survey.lines?[row], variable: key), why: "the first is \(earlier)",
            remedy: "keep one row per person, or join one wave only"))
      } else {
        rows[name] = row
      }
    }
    for one in cases where rows[one.pseudonym] == nil {
      problems.append(
        Problem(
          .data, "the survey has no row for the case \"\(one.id)\"", at: Place(file: survey.name, variable: key),
          why: "its pseudonym is \"\(one.pseudonym)\"", remedy: "correct the pseudonym, or add the row"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    var result = self
    for number in result.cases.indices {
      guard let row = rows[result.cases[number].pseudonym] else { continue }
      for name in columns {
        if let value = survey[name]?.text(at: row) { result.cases[number].attributes[name] = value }
      }
    }
    return result
  }
}
