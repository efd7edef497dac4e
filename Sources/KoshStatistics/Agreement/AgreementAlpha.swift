public import KoshTable

/// When two values are how far apart: δ² in Krippendorff's α.
public enum AgreementMetric: String, Sendable, Hashable, CaseIterable {
  /// 0 for the same category, 1 for two different ones.
  case nominal
  /// The square of how many values lie between the two, half of each end's own counted, as all coders used them.
  case ordinal
  /// (c − k)².
  case interval
  /// ((c − k) / (c + k))², for numbers of at least zero; 0 for two zeros.
  case ratio
}

/// Krippendorff's α of the values that coders gave to units.
///
/// α = 1 − D_o/D_e. D_o is the mean δ² between values of one unit, each unit weighted by its number of values; D_e the
/// mean δ² between any two of all values that stand in a unit with another one. Values without a partner are left out,
/// and so is nothing else: coders may miss units.
///
/// The interval rests on the linearised standard error over units (or clusters), the metric taken as fixed; it is rough
/// for few units.
///
/// - Parameters:
///   - ratings: Who said what of which unit.
///   - metric: How far values are apart.
///   - level: The level of the interval, between 0 and 1.
/// - Returns: The coefficient with D_o and D_e as ``AgreementCoefficient/observed`` and
///   ``AgreementCoefficient/expected``; undefined where no unit has two values, or all values with a partner are the
///   same.
/// - Throws: ``Problem`` where the metric does not fit the categories: ordinal without an order, interval or ratio with
///   a category that is no number, ratio with a negative one.
/// - Complexity: O(units · coders² + categories), ratio O(units · coders² + categories²).
///
///     let a = Ratings([["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"],
///                      ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"]])
///     try krippendorffAlpha(a).value   // 0.0952380952…
///
/// Source: K. Krippendorff (2011), *Computing Krippendorff's alpha-reliability*, University of Pennsylvania.
public func krippendorffAlpha(
  _ ratings: Ratings, metric: AgreementMetric = .nominal, level: Double = 0.95
) throws(Problem) -> AgreementCoefficient {
  try ratings.requireFit(of: metric)
  let m = ratings.coders.count
  let rows = ratings.comparedRows
  let weights = rows.map { Double(ratings.counts[$0]) }
  let units = rows.reduce(0) { $0 + ratings.counts[$1] }
  guard !rows.isEmpty else { return AgreementCoefficient(.alpha, undefined: .noPair, level: level, units: 0) }

  var totals = Array(repeating: 0.0, count: ratings.categories.count)
  for (row, weight) in zip(rows, weights) {
    for cell in ratings.cells[(row * m)..<(row * m + m)] where cell >= 0 { totals[Int(cell)] += weight }
  }
  let distance = AgreementDistance(metric, numbers: ratings.numbers, totals: totals)
  let n = totals.reduce(0, +)
  // For each category Σₖ nₖ δ²: what a value of it meets among all values.
  let met = distance.total(weights: totals)
  let expected = compensatedSum(zip(totals, met).lazy.map { $0 * $1 })
  guard expected > 0, n > 1 else {
    return AgreementCoefficient(.alpha, undefined: .oneCategory, level: level, units: units)
  }

  var within: [Double] = []
  var sizes: [Double] = []
  within.reserveCapacity(rows.count)
  sizes.reserveCapacity(rows.count)
  for row in rows {
    var (sum, size) = (0.0, 0.0)
    for i in 0..<m where ratings.cells[row * m + i] >= 0 {
      size += 1
      for j in 0..<i where ratings.cells[row * m + j] >= 0 {
        sum += 2 * distance.between(Int(ratings.cells[row * m + i]), Int(ratings.cells[row * m + j]))
      }
    }
    within.append(sum / (size - 1))
    sizes.append(size)
  }
  let observed = compensatedSum(zip(within, weights).lazy.map { $0 * $1 })
  let ratio = (n - 1) / expected
  let count = Double(units)
  // The derivative of 1 − (n−1)·observed/expected by the weight of a unit, times the number of units; less its mean,
  // which is not quite zero since n − 1 is not proportional to the weights.
  var influence = rows.indices.map { position in
    let row = rows[position]
    var meets = 0.0
    for cell in ratings.cells[(row * m)..<(row * m + m)] where cell >= 0 { meets += met[Int(cell)] }
    return -count
      * (sizes[position] * observed / expected + ratio * within[position] - 2 * ratio * observed / expected * meets)
  }
  let mean = compensatedSum(zip(influence, weights).lazy.map { $0 * $1 }) / count
  for position in influence.indices { influence[position] -= mean }
  return AgreementCoefficient(
    .alpha, value: 1 - ratio * observed, observed: observed / n, expected: expected / (n * (n - 1)),
    influence: Influence(
      values: influence, counts: rows.map { ratings.counts[$0] },
      clusters: ratings.clusters.map { c in rows.map { c[$0] } }
    ), level: level, units: units)
}

extension Ratings {
  /// The rows with values of two coders at least.
  var comparedRows: [Int] {
    let m = coders.count
    return units.indices.filter { row in
      counts[row] > 0 && cells[(row * m)..<(row * m + m)].count { $0 >= 0 } > 1
    }
  }

  /// Refuses a metric that means nothing for the categories.
  func requireFit(of metric: AgreementMetric) throws(Problem) {
    switch metric {
    case .nominal: return
    case .ordinal:
      guard isOrdered else {
        throw Problem(
          .specification, "the ordinal metric needs an order of the values",
          why: "they are names, and nobody said which is less: \(shownCategories)",
          remedy: "give their order from the least to the greatest, or use the nominal metric")
      }
    case .interval, .ratio:
      guard let numbers else {
        let name = categories.first { Double($0)?.isFinite != true } ?? ""
        throw Problem(
          .specification, "the \(metric.rawValue) metric needs numbers", why: "\"\(name)\" is none",
          remedy: "use the nominal or the ordinal metric")
      }
      if metric == .ratio, let negative = zip(numbers, categories).first(where: { $0.0 < 0 }) {
        throw Problem(
          .specification, "the ratio metric needs numbers of at least zero", why: "\(negative.1) is less",
          remedy: "use the interval metric")
      }
    }
  }

  private var shownCategories: String {
    categories.prefix(12).joined(separator: ", ") + (categories.count > 12 ? ", …" : "")
  }
}

/// δ² between categories.
struct AgreementDistance {
  private enum Scale {
    case same
    case squared([Double])
    case ratio([Double])
  }
  private let scale: Scale
  private let count: Int

  /// - Parameters:
  ///   - numbers: The categories as numbers, for interval and ratio.
  ///   - totals: How often each category was used, for ordinal.
  init(_ metric: AgreementMetric, numbers: [Double]?, totals: [Double]) {
    count = totals.count
    switch metric {
    case .nominal: scale = .same
    case .ordinal:
      // The values between two categories, with half of both ends, are the distance of their middle ranks.
      var below = 0.0
      scale = .squared(
        totals.map { total in
          defer { below += total }
          return below + total / 2
        })
    case .interval: scale = .squared(numbers ?? [])
    case .ratio: scale = .ratio(numbers ?? [])
    }
  }

  func between(_ c: Int, _ k: Int) -> Double {
    switch scale {
    case .same: return c == k ? 0 : 1
    case .squared(let scores):
      let difference = scores[c] - scores[k]
      return difference * difference
    case .ratio(let values):
      let sum = values[c] + values[k]
      guard sum > 0 else { return 0 }
      let share = (values[c] - values[k]) / sum
      return share * share
    }
  }

  /// For each category Σₖ wₖ δ²(c, k).
  func total(weights: [Double]) -> [Double] {
    switch scale {
    case .same:
      let all = weights.reduce(0, +)
      return weights.map { all - $0 }
    case .squared(let scores):
      let all = weights.reduce(0, +)
      guard all > 0 else { return weights.map { _ in 0 } }
      // Around the mean, so that no digits are lost where the scores are large and close together.
      let middle = compensatedSum(zip(weights, scores).lazy.map { $0 * $1 }) / all
      let spread = compensatedSum(zip(weights, scores).lazy.map { $0 * ($1 - middle) * ($1 - middle) })
      return scores.map { spread + all * ($0 - middle) * ($0 - middle) }
    case .ratio:
      return (0..<count).map { c in
        compensatedSum((0..<count).lazy.map { weights[$0] * between(c, $0) })
      }
    }
  }
}
