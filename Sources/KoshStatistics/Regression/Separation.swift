internal import KoshTable

/// Finds which predictors of a logit tell its outcomes apart without error, and says so.
struct Separation {
  let design: DesignMatrix
  let outcome: [Double]
  let formula: Formula

  /// The problems: one for each column that separates alone, else one for the columns that do so together.
  func problems(direction: [Double]) -> Problems {
    var found: [Problem] = []
    if spansConstant {
      for (term, column) in design.terms.flatMap({ term in term.columns.map { (term, $0) } }) {
        found += alone(term: term, column: column)
      }
      // A term of one column says of its reference what it says of the other category.
      for term in design.terms where term.columns.count > 1 { found += reference(of: term) }
    }
    return Problems(found.isEmpty ? [together(direction)] : found)
  }

  /// Whether a threshold other than 0 can be part of the model.
  private var spansConstant: Bool {
    design.hasIntercept
      || design.factors.contains { factor in factor.codes.allSatisfy { $0 >= 0 } }
  }

  private func problem(_ what: String, remedy: String) -> Problem {
    Problem(
      .specification, what, at: formula.place,
      why: "its coefficient would grow without bound, so the logit \"\(formula.text)\" has no finite estimate",
      remedy: remedy)
  }

  private func alone(term: DesignMatrix.Term, column: Int) -> [Problem] {
    let name = design.columnNames[column]
    let values = design.column(column)
    var (low0, high0, low1, high1) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    for (x, y) in zip(values, outcome) {
      if y > 0.5 {
        low1 = min(low1, x)
        high1 = max(high1, x)
      } else {
        low0 = min(low0, x)
        high0 = max(high0, x)
      }
    }
    // With all values alike there is nothing to tell apart by.
    guard min(low0, low1) < max(high0, high1) else { return [] }
    let rises = high0 <= low1
    guard rises || high1 <= low0 else { return [] }
    let (below, above) = rises ? (0, 1) : (1, 0)
    let (last, first) = rises ? (high0, low1) : (high1, low0)
    if last < first {
      // Of two values each is named; of many, where the one outcome ends and the other begins.
      let isOfTwo = min(low0, low1) == last && max(high0, high1) == first
      let (until, from) = isOfTwo ? ("=", "=") : ("≤", "≥")
      return [
        problem(
          "\(name) separates the outcome \(formula.outcome.text) perfectly: it is \(below) in all rows with "
            + "\(name) \(until) \(text(last)), and \(above) in all rows with \(name) \(from) \(text(first))",
          remedy: "leave \(isOfTwo ? term.name : name) out: it alone tells who has which outcome")
      ]
    }
    let parts = [
      side(values, name: name, term: term, sign: "<", threshold: last, outcome: below) { $0 < last },
      side(values, name: name, term: term, sign: ">", threshold: last, outcome: above) { $0 > last },
    ].compactMap { $0 }
    return [
      problem(
        "\(name) separates the outcome \(formula.outcome.text): \(parts.joined(separator: ", and "))",
        remedy: "leave \(name) out, or merge it with a neighbouring category")
    ]
  }

  private func side(
    _ values: [Double], name: String, term: DesignMatrix.Term, sign: String, threshold: Double, outcome: Int,
    _ belongs: (Double) -> Bool
  ) -> String? {
    let inside = values.filter(belongs)
    guard let first = inside.first else { return nil }
    let condition = inside.allSatisfy { $0 == first } ? "= \(text(first))" : "\(sign) \(text(threshold))"
    return
      "it is \(outcome) in \(inside.count == 1 ? "the only row" : "all \(inside.count) rows") with \(name) \(condition)"
  }

  /// The reference of a factor shows in no column of its own.
  private func reference(of term: DesignMatrix.Term) -> [Problem] {
    guard let first = term.columns.first, case .slot(let factor, _) = design.storage[first] else { return [] }
    let outcomes = zip(design.factors[factor].codes, outcome).filter { $0.0 < 0 }.map(\.1)
    guard let only = outcomes.first, outcomes.allSatisfy({ $0 == only }) else { return [] }
    return [
      problem(
        "the reference of \(term.name) separates the outcome \(formula.outcome.text): it is \(Int(only)) in "
          + (outcomes.count == 1 ? "the only row of it" : "all \(outcomes.count) rows of it"),
        remedy: "choose another reference and merge this category with another, or leave \(term.name) out")
    ]
  }

  private func together(_ direction: [Double]) -> Problem {
    let sizes = direction.indices.map { column -> Double in
      let values = design.column(column)
      let spread = (values.max() ?? 0) - (values.min() ?? 0)
      return direction[column].magnitude * (spread > 0 ? spread : 0)
    }
    let most = sizes.max() ?? 0
    let names = sizes.indices.filter { sizes[$0] > 0.01 * most && most > 0 }.map { design.columnNames[$0] }
    let joined =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
      : names.first ?? "the predictors"
    let towards = zip(design.linearPredictor(direction), outcome).map { $1 > 0.5 ? $0 : -$0 }
    let reach = towards.max() ?? 0
    let count = towards.count { $0 > 1e-4 * reach }
    let extent = count == towards.count ? "perfectly" : "in \(count) of \(towards.count) rows"
    return problem(
      "\(joined) together separate the outcome \(formula.outcome.text) \(extent)",
      remedy: "leave one of them out")
  }

  private func text(_ value: Double) -> String { NumberText.plain(value, language: .en) }
}
