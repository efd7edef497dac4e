internal import KoshNumerics

/// The share of pairs of values that are the same: the mean over units of the share of their pairs of coders.
///
/// Chance is not taken off, so a high share can mean no more than that one category is common. With two coders and
/// independent units the interval is Wilson's, else it rests on the linearised standard error.
///
/// - Parameters:
///   - ratings: Who said what of which unit; units with fewer than two values are left out.
///   - level: The level of the interval, between 0 and 1.
/// - Returns: A share from 0 to 1; undefined where no unit has two values.
/// - Complexity: O(units · coders).
///
///     perCentAgreement(Ratings([["a", "a", "b", "b"], ["a", "b", "b", nil]])).value   // 0.6666666666…
public func perCentAgreement(_ ratings: Ratings, level: Double = 0.95) -> AgreementCoefficient {
  let tally = AgreementTally(ratings)
  guard let observed = tally.observed else {
    return AgreementCoefficient(.perCent, undefined: .noPair, level: level, units: 0)
  }
  let influence = tally.influence(observed: observed) { _ in 0 }
  let isYesNo = zip(tally.agreement, tally.sizes).allSatisfy { $1 < 2 || $0 == 0 || $0 == 1 }
  guard ratings.clusters == nil, ratings.coders.count == 2, isYesNo,
    let wilson = wilsonInterval(share: observed, n: tally.comparedUnits, level: level)
  else {
    return AgreementCoefficient(
      .perCent, value: observed, observed: observed, expected: nil, influence: influence, level: level,
      units: Int(tally.comparedUnits))
  }
  return AgreementCoefficient(
    .perCent, value: observed, observed: observed, expected: nil, standardError: influence.standardError()?.error,
    interval: (low: wilson.low, high: wilson.high), level: level, units: Int(tally.comparedUnits))
}

/// Fleiss' κ, for any number of coders, who need not be the same ones for each unit.
///
/// κ = (P − P_e)/(1 − P_e), P the mean share of agreeing pairs over units with two values at least, P_e = Σ π² with π
/// the mean share of a category over all units with a value. With as many values for each unit it is Fleiss' own; with
/// missing ones Gwet's extension of it.
///
/// - Parameters:
///   - ratings: Who said what of which unit.
///   - level: The level of the interval, between 0 and 1.
/// - Returns: The coefficient; undefined where no unit has two values, or all values are the same.
/// - Complexity: O(units · coders).
///
///     fleissKappa(Ratings([["a", "a", "b", "b"], ["a", "b", "b", "b"]])).value   // 0.4666666666…
///
/// Source: J. L. Fleiss (1971), *Psychological Bulletin* 76(5), 378–382; K. L. Gwet (2014), *Handbook of Inter-Rater
/// Reliability*, 4th ed.
public func fleissKappa(_ ratings: Ratings, level: Double = 0.95) -> AgreementCoefficient {
  chanceCorrected(
    .fleissKappa, ratings, level: level, expected: { shares in shares.reduce(0) { $0 + $1 * $1 } },
    derivative: { share in 2 * share })
}

/// Gwet's AC1, which falls less than κ where one category is rare.
///
/// AC1 = (P − P_e)/(1 − P_e), P as for ``fleissKappa(_:level:)``, P_e = Σ π(1 − π)/(q − 1) with q the number of
/// ``Ratings/categories``, declared ones included.
///
/// - Parameters:
///   - ratings: Who said what of which unit.
///   - level: The level of the interval, between 0 and 1.
/// - Returns: The coefficient; undefined where no unit has two values, or all values are the same. (With a second
///   category declared the formula gives 1 then; but what coders never met they have not shown to tell apart.)
/// - Complexity: O(units · coders).
///
///     // Both yes 8 times, both no once, once yes and no
///     gwetAC1(Ratings([["y", "y", "y", "y", "y", "y", "y", "y", "n", "y"],
///                      ["y", "y", "y", "y", "y", "y", "y", "y", "n", "n"]])).value   // 0.8657718120…
///
/// Source: K. L. Gwet (2008), *British Journal of Mathematical and Statistical Psychology* 61(1), 29–48.
public func gwetAC1(_ ratings: Ratings, level: Double = 0.95) -> AgreementCoefficient {
  let others = Double(max(1, ratings.categories.count - 1))
  return chanceCorrected(
    .gwetAC1, ratings, level: level, expected: { shares in shares.reduce(0) { $0 + $1 * (1 - $1) } / others },
    derivative: { share in (1 - 2 * share) / others })
}

private func chanceCorrected(
  _ measure: AgreementMeasure, _ ratings: Ratings, level: Double, expected: ([Double]) -> Double,
  derivative: (Double) -> Double
) -> AgreementCoefficient {
  let tally = AgreementTally(ratings)
  guard let observed = tally.observed else {
    return AgreementCoefficient(measure, undefined: .noPair, level: level, units: 0)
  }
  let units = Int(tally.comparedUnits)
  guard tally.shares.count(where: { $0 > 0 }) > 1 else {
    return AgreementCoefficient(measure, undefined: .oneCategory, level: level, units: units)
  }
  let chance = expected(tally.shares)
  guard chance < 1 else {
    return AgreementCoefficient(measure, undefined: .oneCategory, level: level, units: units)
  }
  let slopes = tally.shares.map(derivative)
  let mean = zip(tally.shares, slopes).reduce(0) { $0 + $1.0 * $1.1 }
  let value = (observed - chance) / (1 - chance)
  var influence = tally.influence(observed: observed) { row in
    -(1 - value) * (tally.mean(of: slopes, row: row) - mean)
  }
  for position in influence.values.indices { influence.values[position] /= 1 - chance }
  // The units that carry agreement are those with a pair; single values only tell how common the categories are.
  return AgreementCoefficient(
    measure, value: value, observed: observed, expected: chance, influence: influence, level: level, units: units)
}

/// How the values of each unit fall on the categories.
struct AgreementTally {
  /// The rows with a value at least.
  let rows: [Int]
  /// For each of them, its number of values.
  let sizes: [Int]
  /// For each of them, the share of its pairs of values that are the same; 0 for a single value.
  let agreement: [Double]
  /// The mean over units of each category's share of their values.
  let shares: [Double]
  /// Units with a value at least.
  let valuedUnits: Double
  /// Units with two values at least.
  let comparedUnits: Double
  private let ratings: Ratings

  init(_ ratings: Ratings) {
    self.ratings = ratings
    let m = ratings.coders.count
    var rows: [Int] = []
    var sizes: [Int] = []
    var agreement: [Double] = []
    var shares = Array(repeating: 0.0, count: ratings.categories.count)
    var (valued, compared) = (0.0, 0.0)
    for row in ratings.units.indices where ratings.counts[row] > 0 {
      let values = ratings.cells[(row * m)..<(row * m + m)]
      let size = values.count { $0 >= 0 }
      guard size > 0 else { continue }
      let weight = Double(ratings.counts[row])
      var same = 0
      for i in values.indices where values[i] >= 0 {
        shares[Int(values[i])] += weight / Double(size)
        for j in values.startIndex..<i where values[j] == values[i] { same += 2 }
      }
      rows.append(row)
      sizes.append(size)
      agreement.append(size > 1 ? Double(same) / Double(size * (size - 1)) : 0)
      valued += weight
      if size > 1 { compared += weight }
    }
    self.rows = rows
    self.sizes = sizes
    self.agreement = agreement
    self.shares = valued > 0 ? shares.map { $0 / valued } : shares
    valuedUnits = valued
    comparedUnits = compared
  }

  /// The mean agreement of the units with two values at least; `nil` where there is none.
  var observed: Double? {
    guard comparedUnits > 0 else { return nil }
    let total = compensatedSum(
      rows.indices.lazy.map { sizes[$0] > 1 ? agreement[$0] * Double(ratings.counts[rows[$0]]) : 0 })
    return total / comparedUnits
  }

  /// The mean of a number for each category over the values of a row, by the row's position in ``rows``.
  func mean(of numbers: [Double], row position: Int) -> Double {
    let m = ratings.coders.count
    let row = rows[position]
    var sum = 0.0
    for cell in ratings.cells[(row * m)..<(row * m + m)] where cell >= 0 { sum += numbers[Int(cell)] }
    return sum / Double(sizes[position])
  }

  /// What each unit adds to the mean agreement, and `chance` of its position.
  func influence(observed: Double, chance: (Int) -> Double) -> Influence {
    let share = valuedUnits / comparedUnits
    return Influence(
      values: rows.indices.map { position in
        (sizes[position] > 1 ? share * (agreement[position] - observed) : 0) + chance(position)
      }, counts: rows.map { ratings.counts[$0] }, clusters: ratings.clusters.map { c in rows.map { c[$0] } })
  }
}
