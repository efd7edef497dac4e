/// How much a disagreement of two coders counts in Cohen's κ.
public enum KappaWeights: Sendable, Hashable {
  /// Every disagreement counts 1: Cohen's κ of 1960.
  case unweighted
  /// |i − j| of the categories' positions.
  case linear
  /// (i − j)² of the categories' positions.
  case quadratic
  /// A disagreement weight for each pair of categories, zero on the diagonal: weighted κ of 1968.
  case disagreement([[Double]])

  func weight(_ i: Int, _ j: Int) -> Double {
    switch self {
    case .unweighted: i == j ? 0 : 1
    case .linear: Double(abs(i - j))
    case .quadratic: Double((i - j) * (i - j))
    case .disagreement(let matrix): matrix[i][j]
    }
  }
}

/// Cohen's κ of a table that counts units by the category of the first coder (row) and of the second (column).
///
/// κ = 1 − Σ v p / Σ v p₁ p₂, with v the disagreement weight, p the share of a cell and p₁, p₂ the coders' own shares of
/// the categories. The standard error is the large-sample one of 1969 with n − 1 in the place of n.
///
/// - Parameters:
///   - table: As many rows as columns, counts of at least zero.
///   - weights: How much a disagreement counts.
///   - level: The level of the interval, between 0 and 1.
/// - Returns: The coefficient, with agreement observed and expected (1 − v on average; the weights divided by the
///   greatest one); undefined where there are no units, or both coders use one and the same category only.
/// - Precondition: `table` is square; so are the weights, of the same size.
///
///     cohenKappa(table: [[20, 5], [10, 15]]).value   // 0.4
///     cohenKappa(table: [[88, 14, 18], [10, 40, 10], [2, 6, 12]]).value   // 0.4915254237…
///
/// Source: J. Cohen (1960), *Educational and Psychological Measurement* 20(1), 37–46; (1968), *Psychological Bulletin*
/// 70(4), 213–220; J. L. Fleiss, J. Cohen, B. S. Everitt (1969), *Psychological Bulletin* 72(5), 323–327.
public func cohenKappa(
  table: [[Int]], weights: KappaWeights = .unweighted, level: Double = 0.95
) -> AgreementCoefficient {
  precondition(table.allSatisfy { $0.count == table.count }, "a square table")
  var cells: [Int32] = []
  var counts: [Int] = []
  for (i, row) in table.enumerated() {
    for (j, count) in row.enumerated() where count > 0 {
      cells += [Int32(i), Int32(j)]
      counts.append(count)
    }
  }
  return cohenKappa(
    first: stride(from: 0, to: cells.count, by: 2).map { Int(cells[$0]) },
    second: stride(from: 1, to: cells.count, by: 2).map { Int(cells[$0]) }, counts: counts, clusters: nil,
    categories: table.count, weights: weights, level: level)
}

/// Cohen's κ of two coders over the units that both gave a value; see ``cohenKappa(table:weights:level:)``.
///
/// - Parameters:
///   - ratings: Who said what of which unit.
///   - first: The position of one coder.
///   - second: The position of the other.
///   - weights: How much a disagreement counts; positions are those of ``Ratings/categories``.
///   - level: The level of the interval, between 0 and 1.
/// - Complexity: O(units + categories²).
public func cohenKappa(
  _ ratings: Ratings, first: Int = 0, second: Int = 1, weights: KappaWeights = .unweighted, level: Double = 0.95
) -> AgreementCoefficient {
  let m = ratings.coders.count
  let rows = ratings.units.indices.filter {
    ratings.counts[$0] > 0 && ratings.cells[$0 * m + first] >= 0 && ratings.cells[$0 * m + second] >= 0
  }
  return cohenKappa(
    first: rows.map { Int(ratings.cells[$0 * m + first]) }, second: rows.map { Int(ratings.cells[$0 * m + second]) },
    counts: rows.map { ratings.counts[$0] }, clusters: ratings.clusters.map { c in rows.map { c[$0] } },
    categories: ratings.categories.count, weights: weights, level: level)
}

private func cohenKappa(
  first: [Int], second: [Int], counts: [Int], clusters: [Int]?, categories: Int, weights: KappaWeights, level: Double
) -> AgreementCoefficient {
  let units = counts.reduce(0, +)
  guard units > 0 else { return AgreementCoefficient(.cohenKappa, undefined: .noPair, level: level, units: 0) }
  let n = Double(units)
  var (p1, p2) = (Array(repeating: 0.0, count: categories), Array(repeating: 0.0, count: categories))
  for row in counts.indices {
    p1[first[row]] += Double(counts[row]) / n
    p2[second[row]] += Double(counts[row]) / n
  }
  // The mean weight that each category of one coder meets among the other's values.
  let met1 = (0..<categories).map { i in (0..<categories).reduce(0) { $0 + p2[$1] * weights.weight(i, $1) } }
  let met2 = (0..<categories).map { j in (0..<categories).reduce(0) { $0 + p1[$1] * weights.weight($1, j) } }
  let expected = (0..<categories).reduce(0) { $0 + p1[$1] * met1[$1] }
  guard expected > 0 else {
    return AgreementCoefficient(.cohenKappa, undefined: .oneCategory, level: level, units: units)
  }
  let observed =
    compensatedSum(counts.indices.lazy.map { Double(counts[$0]) * weights.weight(first[$0], second[$0]) }) / n
  let influence = counts.indices.map { row in
    let own = weights.weight(first[row], second[row]) - observed
    let chance = met1[first[row]] + met2[second[row]] - 2 * expected
    return (observed / expected * chance - own) / expected
  }
  let greatest = (0..<categories).reduce(0.0) { most, i in
    (0..<categories).reduce(most) { max($0, weights.weight(i, $1)) }
  }
  return AgreementCoefficient(
    .cohenKappa, value: 1 - observed / expected, observed: 1 - observed / greatest, expected: 1 - expected / greatest,
    influence: Influence(values: influence, counts: counts, clusters: clusters), level: level,
    units: units)
}
