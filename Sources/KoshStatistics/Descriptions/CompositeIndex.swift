public import KoshTable

/// One indicator of a composite index.
public struct Indicator: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// One value per unit; `nil` is missing.
  public var values: [Double?]
  /// Whether a higher value is better; else the lower.
  public var higherIsBetter: Bool
  /// Its weight relative to the others, positive.
  public var weight: Double

  /// An indicator; higher is better and all weigh the same unless told.
  public init(_ name: String, _ values: [Double?], higherIsBetter: Bool = true, weight: Double = 1) {
    self.name = name
    self.values = values
    self.higherIsBetter = higherIsBetter
    self.weight = weight
  }
}

/// How indicators of different units are made comparable.
public enum Standardization: String, Sendable, Hashable, CaseIterable {
  /// (x − min)/(max − min), from 0 for the worst to 1 for the best of the units compared.
  case minMax = "min_max"
  /// (x − mean)/sd with n − 1, the sign turned where lower is better.
  case zScore = "z"
}

/// A composite index and how much its ranking hangs on each indicator.
public struct CompositeIndex: Sendable, Hashable {
  /// How the indicators were made comparable.
  public let standardization: Standardization
  /// The weights, adding up to 1, in the order of the indicators.
  public let weights: [Double]
  /// The standardised indicators, `standardized[indicator][unit]`, higher is better in all; `nil` for a unit left out.
  public let standardized: [[Double?]]
  /// Σ weight · standardised value; `nil` for a unit that misses an indicator.
  public let scores: [Double?]
  /// The units' ranks, 1 the best, tied units sharing the first place; `nil` for a unit left out.
  public let ranks: [Double?]
  /// Units left out, counted from 0.
  public let lost: [Int]
  /// The ranking without each indicator, its weight spread over the others in proportion; empty for one indicator.
  public let sensitivity: [RankingWithout]
}

/// A ranking without one indicator.
public struct RankingWithout: Sendable, Hashable {
  /// The indicator left out.
  public let indicator: String
  /// The ranks without it.
  public let ranks: [Double?]
  /// How many units change their rank.
  public let moved: Int
  /// The largest change of a rank.
  public let largestShift: Double
  /// The unit with the largest change, the first of several; `nil` where none moves.
  public let mostMoved: Int?
  /// Spearman's correlation of the scores with and without it; `nil` where one does not vary or of fewer than 3 units.
  public let rankCorrelation: Double?
}

/// A composite index: the weighted mean of standardised indicators, and the ranking.
///
/// - Parameters:
///   - indicators: All with one value per unit. A unit that misses any is left out, never filled in, and the minimum,
///     maximum, mean and spread are those of the units that stay.
///   - standardization: How they are made comparable.
/// - Throws: ``Problem`` where there is no indicator, lengths differ, a weight is not positive, fewer than two units
///   are complete, or an indicator does not vary.
/// - Complexity: O(indicators² · units), and a sort each.
///
///     let index = try compositeIndex([
///       Indicator("income", [1, 2, 3]), Indicator("poverty", [9, 3, 6], higherIsBetter: false),
///     ])
///     index.scores   // [0, 0.75, 0.75]
///     index.ranks    // [3, 1, 1]
///
/// Source: OECD, JRC (2008), *Handbook on Constructing Composite Indicators*, steps 5 to 7.
public func compositeIndex(
  _ indicators: [Indicator], standardization: Standardization = .minMax
) throws(Problem) -> CompositeIndex {
  guard let units = indicators.first?.values.count else {
    throw Problem(
      .specification, "the composite index has no indicators", remedy: "name at least one variable")
  }
  for indicator in indicators {
    guard indicator.values.count == units else {
      throw Problem(
        .specification, "the indicator has \(indicator.values.count) values, the first has \(units)",
        at: Place(variable: indicator.name), why: "each unit needs a value of each indicator",
        remedy: "take all indicators from one table")
    }
    guard indicator.weight > 0, indicator.weight.isFinite else {
      throw Problem(
        .specification, "the weight \(NumberText.plain(indicator.weight, language: .en)) is not positive",
        at: Place(variable: indicator.name), why: "weights are shares of a whole",
        remedy: "give a positive weight; for an indicator that counts against a unit say that lower is better")
    }
  }
  let complete = (0..<units).filter { unit in indicators.allSatisfy { present($0.values[unit]) != nil } }
  guard complete.count > 1 else {
    throw Problem(
      .data, "only \(complete.count) of \(units) units have all indicators",
      why: "an index compares at least 2", remedy: "fill in what is missing or leave an indicator out")
  }
  var standardized: [[Double?]] = []
  for indicator in indicators {
    let values = complete.compactMap { indicator.values[$0] }
    let (deviations, squares, isConstant) = centred(values)
    guard !isConstant, let low = values.min(), let high = values.max() else {
      throw Problem(
        .data, "the indicator has one value in all \(complete.count) complete units",
        at: Place(variable: indicator.name),
        why: "it cannot tell the units apart, and its spread is zero", remedy: "leave the indicator out")
    }
    let spread = (squares / Double(values.count - 1)).squareRoot()
    var column = [Double?](repeating: nil, count: units)
    for (position, unit) in complete.enumerated() {
      switch standardization {
      case .minMax:
        let share = (values[position] - low) / (high - low)
        column[unit] = indicator.higherIsBetter ? share : 1 - share
      case .zScore:
        let z = deviations[position] / spread
        column[unit] = indicator.higherIsBetter ? z : -z
      }
    }
    standardized.append(column)
  }
  func score(_ weights: [Double]) -> [Double?] {
    let total = compensatedSum(weights)
    return (0..<units).map { unit in
      let terms = zip(weights, standardized).compactMap { weight, column in column[unit].map { weight * $0 } }
      // Scores that are equal but for the order of additions must tie in the ranking.
      return terms.count == weights.count ? rounded(compensatedSum(terms) / total) : nil
    }
  }
  let weights = indicators.map(\.weight)
  let scores = score(weights)
  let places = ranks(scores)
  let removable = indicators.count > 1 ? Array(indicators.indices) : []
  let sensitivity = removable.map { left -> RankingWithout in
    var others = weights
    others[left] = 0
    return rankingWithout(indicators[left].name, scores, places, score(others))
  }
  let total = compensatedSum(weights)
  return CompositeIndex(
    standardization: standardization, weights: weights.map { $0 / total }, standardized: standardized, scores: scores,
    ranks: places, lost: (0..<units).filter { scores[$0] == nil }, sensitivity: sensitivity)
}

private func rankingWithout(
  _ name: String, _ scores: [Double?], _ places: [Double?], _ others: [Double?]
) -> RankingWithout {
  let newPlaces = ranks(others)
  let shifts = zip(places, newPlaces).map { before, after in
    before.flatMap { before in after.map { ($0 - before).magnitude } } ?? 0
  }
  let largest = shifts.max() ?? 0
  let (first, second) = (scores.compactMap { $0 }, others.compactMap { $0 })
  return RankingWithout(
    indicator: name, ranks: newPlaces, moved: shifts.count { $0 > 0 }, largestShift: largest,
    mostMoved: largest > 0 ? shifts.firstIndex(of: largest) : nil,
    rankCorrelation: first.count > 2 ? coefficient(first, second, .spearman) : nil)
}

/// The number to about 13 significant digits of 1, which is what sums of a few standardised values hold.
private func rounded(_ value: Double) -> Double { (value * 1e13).rounded() / 1e13 }
