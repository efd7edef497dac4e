internal import KoshNumerics
public import KoshTable

extension ConditionalLogitFit {
  /// How the share of each alternative responds when an attribute of one alternative rises by one unit for everybody:
  /// the average over choosers of ∂P(j)/∂xₗ = β P(j) (δⱼₗ − P(l)), weighted as the fit. Standard errors by the delta
  /// method.
  ///
  /// - Parameter table: The table that the model was fitted to.
  /// - Returns: For each alternative l whose attribute changes (`contrast` names it) one entry for each j (`category`).
  /// - Throws: ``Problems``: a model without a variable of alternatives; an attribute that is no term of its own.
  public func marginalEffects(of attribute: String, _ table: Table) throws(Problems) -> [MarginalEstimate] {
    try margins(of: attribute, table, areElasticities: false)
  }

  /// Elasticities: by how many per cent the share of each alternative changes when an attribute of one alternative
  /// rises by one per cent for everybody, Σ P(j) β xₗ (δⱼₗ − P(l)) / Σ P(j), the sums over choosers weighted as the fit
  /// (sample enumeration). Standard errors by the delta method.
  ///
  /// - Parameter table: The table that the model was fitted to.
  /// - Returns: For each alternative l whose attribute changes (`contrast` names it) one entry for each j (`category`).
  /// - Throws: ``Problems``: a model without a variable of alternatives; an attribute that is no term of its own.
  ///
  /// Source: M. Ben-Akiva, S. R. Lerman (1985), *Discrete Choice Analysis*, section 5.4.
  public func elasticities(of attribute: String, _ table: Table) throws(Problems) -> [MarginalEstimate] {
    try margins(of: attribute, table, areElasticities: true)
  }

  private func margins(of attribute: String, _ table: Table, areElasticities: Bool) throws(Problems)
    -> [MarginalEstimate]
  {
    let formula = model.formula
    guard let variable = model.alternative else {
      throw Problems(
        Problem(
          .specification, "the model \"\(formula.text)\" names no variable of alternatives", at: formula.place,
          why: "effects are those of one alternative's attribute on each alternative",
          remedy: "say which variable names the alternative"))
    }
    guard let term = result.terms.firstIndex(where: { $0.term == attribute }), let column = table[attribute],
      column.isNumeric, formula.terms.count(where: { $0.contains { $0.variables.contains(attribute) } }) == 1
    else {
      throw Problems(
        Problem(
          .specification, "\(attribute) is no attribute that stands alone in \"\(formula.text)\"", at: formula.place,
          why: "its effect is defined by one coefficient of one numeric column",
          remedy: Spelling.advice(for: attribute, among: result.terms.map(\.term))))
    }
    let rows = try model.rows(table)
    let alternatives = ChoiceAlternatives(variable, rows: rows)
    let all = rows.schema.design
    let wanted = Set(result.design.columnNames)
    let data = ChoiceData(
      .choice, sets: rows.sets,
      design: all.removing(Set(all.columnNames.indices.filter { !wanted.contains(all.columnNames[$0]) })),
      outcome: rows.schema.outcome, weights: nil, offset: rows.schema.offset)
    let order = rows.sets.order ?? Array(0..<rows.sets.rowCount)
    let used = rows.schema.selection.map { column.selecting($0) } ?? column
    let values = order.map { (used.numbers ?? [])[$0] }
    let codes = order.map { alternatives.codes[$0] }
    let (count, weights) = (alternatives.names.count, rows.weights)
    let effects = ChoiceEstimation.deltaMethod(result.terms.map(\.estimate), covariance: result.covariance) {
      parameters in
      let probabilities = data.details(parameters)?.probabilities ?? []
      var sums = [Double](repeating: 0, count: count * count)
      var bases = [Double](repeating: 0, count: count)
      var total = 0.0
      for set in 0..<data.setCount {
        let weight = weights?[set] ?? 1
        total += weight
        for l in data.starts[set]..<data.starts[set + 1] {
          bases[codes[l]] += weight * probabilities[l]
          let slope = weight * parameters[term] * (areElasticities ? values[l] : 1)
          for j in data.starts[set]..<data.starts[set + 1] {
            sums[codes[l] * count + codes[j]] += slope * probabilities[j] * ((j == l ? 1 : 0) - probabilities[l])
          }
        }
      }
      return sums.indices.map { sums[$0] / (areElasticities ? bases[$0 % count] : total) }
    }
    return effects.indices.map { place in
      let changed = alternatives.names[place / count]
      return ChoiceEstimation.margin(
        variable: attribute, contrast: areElasticities ? "elasticity, \(changed)" : "dy/dx, \(changed)",
        level: changed, category: alternatives.names[place % count], effects[place],
        confidenceLevel: result.confidenceLevel,
        rowCount: chooserCount)
    }
  }
}
