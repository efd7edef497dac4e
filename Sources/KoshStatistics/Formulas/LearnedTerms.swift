internal import KoshTable

/// What the terms of a formula took from the rows that a model was fitted to and have to keep for other rows.
struct LearnedTerms: Sendable, Hashable {
  /// The levels of each categorical variable, in code-point order.
  var levels: [String: [String]]
  /// What `scale(…)` and its like subtract and divide by, by their text.
  var scales: [String: ColumnScale] = [:]
  /// The polynomials of `poly(…)`, by their text.
  var polynomials: [String: PolynomialBasis] = [:]
}

/// What standardisation takes from a column.
struct ColumnScale: Sendable, Hashable {
  /// What is subtracted.
  var center: Double
  /// What is divided by.
  var spread: Double
}

extension RegressionResult {
  /// The columns for other rows: the same terms, levels and references.
  ///
  /// - Throws: A ``Problem`` for a level that the model does not know, or a value that a term cannot take.
  func design(for table: Table) throws(Problem) -> DesignMatrix {
    let context = Evaluation(
      formula: formula, table: table, selection: nil, lines: table.lines, learned: learned)
    return kept(try Schema.design(formula, context: context))
  }

  /// The columns that have a coefficient.
  func kept(_ design: DesignMatrix) -> DesignMatrix {
    let wanted = Set(self.design.columnNames)
    return design.removing(Set(design.columnNames.indices.filter { !wanted.contains(design.columnNames[$0]) }))
  }

  /// What is added to the linear predictor for other rows.
  func offset(for table: Table) throws(Problem) -> [Double]? {
    try Evaluation(formula: formula, table: table, selection: nil, lines: table.lines, learned: learned).offset()
  }
}
