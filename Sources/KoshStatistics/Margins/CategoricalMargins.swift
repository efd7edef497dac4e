internal import KoshNumerics
internal import KoshTable

/// Average marginal effects on the probabilities of an outcome's categories.
struct CategoricalMargins {
  let result: RegressionResult
  let levels: [String]
  let table: Table

  init(_ result: RegressionResult, levels: [String], table: Table) {
    self.result = result
    self.levels = levels
    self.table = result.selection.map { table.selecting($0) } ?? table
  }

  /// - Parameter probabilities: Of each category, one array for each, from columns, offset and parameters.
  func effects(
    of variable: String, _ probabilities: (DesignMatrix, [Double]?, [Double]) -> [[Double]]
  ) throws(Problem) -> [MarginalEstimate] {
    let formula = result.formula
    guard formula.terms.contains(where: { $0.contains { $0.variables.contains(variable) } }),
      let column = table[variable]
    else {
      throw formula.problem(
        with: variable, "the model has no predictor \"\(variable)\"",
        remedy: Spelling.advice(for: variable, among: formula.terms.flatMap { $0.flatMap(\.variables) }))
    }
    let weights = result.weightValues
    func averages(_ design: DesignMatrix, _ offset: [Double]?, _ estimates: [Double]) -> [Double] {
      probabilities(design, offset, estimates).map { weightedMean($0, weights) }
    }
    let estimates = result.terms.map(\.estimate)
    var margins: [MarginalEstimate] = []
    func add(_ contrast: String, above: Table, below: Table, distance: Double) throws(Problem) {
      let (high, low) = (try result.design(for: above), try result.design(for: below))
      let (highOffset, lowOffset) = (try result.offset(for: above), try result.offset(for: below))
      let values = ChoiceEstimation.deltaMethod(estimates, covariance: result.covariance) { parameters in
        zip(averages(high, highOffset, parameters), averages(low, lowOffset, parameters)).map { ($0 - $1) / distance }
      }
      for (level, value) in zip(levels, values) {
        margins.append(
          ChoiceEstimation.margin(
            variable: variable, contrast: contrast, group: level, value, confidenceLevel: result.confidenceLevel,
            rowCount: table.rowCount))
      }
    }
    if let known = result.learned.levels[variable] {
      let reference = result.design.terms.first { $0.name == "i(\(variable))" || $0.name == variable }?.reference
      let base = reference ?? known[0]
      for level in known where level != base {
        try add("\(level) − \(base)", above: setting(column, level), below: setting(column, base), distance: 1)
      }
      return margins
    }
    let values = column.numbers ?? []
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count, 1))).squareRoot()
    let step = 1e-4 * (spread > 0 ? spread : 1)
    func shifted(_ by: Double) -> Table { table.setting(Column(column.variable, numbers: values.map { $0 + by })) }
    try add("dy/dx", above: shifted(step), below: shifted(-step), distance: 2 * step)
    return margins
  }

  private func setting(_ column: Column, _ level: String) -> Table {
    switch column.values {
    case .categories(_, let levels):
      let code = Int32(levels.firstIndex(of: level) ?? 0)
      return table.setting(
        Column(column.variable, codes: [Int32](repeating: code, count: column.count), levels: levels))
    case .numbers:
      return table.setting(
        Column(column.variable, numbers: [Double](repeating: Double(level) ?? .nan, count: column.count)))
    }
  }
}
