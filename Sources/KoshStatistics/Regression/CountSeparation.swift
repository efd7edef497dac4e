internal import KoshTable

/// Finds which predictors of counts belong to zeros only, so that a log-linear model has no finite estimate, and says so.
///
/// There is none where some combination of predictors is 0 in all rows with counts above 0 and negative in some rows of
/// 0, positive in none.
///
/// Source: S. Correia, P. Guimarães, T. Zylkin (2019), *Verifying the existence of maximum likelihood estimates for
/// generalized linear models*, arXiv:1903.01633.
struct CountSeparation {
  let design: DesignMatrix
  let outcome: [Double]
  let family: Family
  let formula: Formula

  /// The problems: one for each column that separates alone, else one for the columns that do so together.
  func problems(direction: [Double]) -> Problems {
    let found =
      (0..<design.columnCount).compactMap(alone) + (design.hasIntercept ? design.terms.compactMap(reference) : [])
    return Problems(found.isEmpty ? [together(direction)] : found)
  }

  private func problem(_ what: String, remedy: String) -> Problem {
    Problem(
      .specification, what, at: formula.place,
      why:
        "its coefficient would fall without bound, so \(family.article) \"\(formula.text)\" has no finite estimate",
      remedy: remedy)
  }

  /// A column that is not 0 only where the count is 0, and of one sign there.
  private func alone(_ column: Int) -> Problem? {
    var (rows, above, below, counted) = (0, 0, 0, false)
    design.forEachValue(ofColumn: column) { row, value in
      guard value != 0 else { return }
      if outcome[row] > 0 { counted = true }
      rows += 1
      if value > 0 { above += 1 } else { below += 1 }
    }
    guard !counted, rows > 0, above == 0 || below == 0 else { return nil }
    let name = design.columnNames[column]
    return problem(
      "the outcome \(formula.outcome.text) is 0 in all \(rows) \(rows == 1 ? "row" : "rows") in which \(name) is not 0",
      remedy:
        "leave these rows out: they tell nothing of the other coefficients, or merge \(name) with another category")
  }

  /// The reference of a factor shows in no column of its own.
  private func reference(of term: DesignMatrix.Term) -> Problem? {
    guard let first = term.columns.first, let reference = term.reference,
      case .slot(let factor, _) = design.storage[first]
    else { return nil }
    let counts = zip(design.factors[factor].codes, outcome).filter { $0.0 < 0 }.map(\.1)
    guard !counts.isEmpty, counts.allSatisfy({ $0 <= 0 }) else { return nil }
    return problem(
      "the outcome \(formula.outcome.text) is 0 in all \(counts.count) \(counts.count == 1 ? "row" : "rows") of "
        + "\(reference), the reference of \(term.name)",
      remedy: "leave these rows out: they tell nothing of the other coefficients, or merge \(reference) with another "
        + "category")
  }

  private func together(_ direction: [Double]) -> Problem {
    let linear = design.linearPredictor(direction)
    let reach = zip(linear, outcome).reduce(0) { $1.1 > 0 ? $0 : max($0, -$1.0) }
    let separated = linear.indices.filter { outcome[$0] <= 0 && linear[$0] < -1e-4 * reach }
    let sizes = direction.indices.map { column -> Double in
      var most = 0.0
      design.forEachValue(ofColumn: column) { _, value in most = max(most, value.magnitude) }
      return direction[column].magnitude * most
    }
    let most = sizes.max() ?? 0
    let names = sizes.indices.filter { sizes[$0] > 0.01 * most && most > 0 }.map { design.columnNames[$0] }
    let joined =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1] : names.first ?? "the predictors"
    return problem(
      "\(joined) together tell \(separated.count) \(separated.count == 1 ? "row" : "rows") in which the outcome "
        + "\(formula.outcome.text) is 0 from all rows in which it is not",
      remedy: "leave these rows out: they tell nothing of the other coefficients, or take one of the predictors away")
  }
}
