internal import KoshTable

/// A study with its data, wholly checked and put in order: what is needed before anything is computed.
struct Plan: Sendable {
  var specification: StudySpecification
  var data: StudyData
  /// The analyses, each after those whose findings it needs.
  var analyses: [any Analysis]

  /// Checks a study against its data.
  ///
  /// - Throws: All the problems at once: unknown sources, variables, findings, circles, exhibits of nothing.
  init(_ specification: StudySpecification, data: StudyData) throws(Problems) {
    self.specification = specification
    self.data = data
    var checker = PlanChecker(specification: specification, data: data)
    checker.checkAll()
    analyses = checker.ordered()
    guard checker.problems.isEmpty else { throw Problems(checker.problems) }
  }
}
