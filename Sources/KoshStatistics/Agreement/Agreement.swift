public import KoshTable

/// How common a category is among the values of all coders.
public struct CategoryPrevalence: Sendable, Hashable {
  /// The category.
  public let category: String
  /// Units × coders with this value.
  public let count: Int
  /// The share of all values, from 0 to 1; `nil` where there are none.
  public let share: Double?
  /// Each coder's own share, in the order of the coders; `nil` for one without values.
  public let byCoder: [Double?]
}

/// Cohen's κ of one pair of coders.
public struct PairKappa: Sendable, Hashable {
  /// One coder.
  public let first: String
  /// The other.
  public let second: String
  /// Their κ.
  public let kappa: AgreementCoefficient
}

/// How far coders agree, by every measure, with what the measures rest on.
public struct Agreement: Sendable, Hashable {
  /// How far values are apart.
  public let metric: AgreementMetric
  /// The coders.
  public let coders: [String]
  /// All units.
  public let unitCount: Int
  /// Units with values of two coders at least: only these tell of agreement.
  public let comparedUnits: Int
  /// Units × coders with a value.
  public let valueCount: Int
  /// Units × coders without a value.
  public let missing: Int
  /// Clusters of units that are not independent, such as interviews; `nil` where every unit is independent.
  public let clusterCount: Int?
  /// How common each category is.
  public let prevalence: [CategoryPrevalence]
  /// The share of pairs of values that are the same.
  public let perCent: AgreementCoefficient
  /// Cohen's κ of every pair of coders; weighted unless the metric is nominal (see ``kappaWeights(_:)``).
  public let cohen: [PairKappa]
  /// The mean of the pairs' κ (Light's κ); `nil` where one of them is undefined or there is only one pair.
  public let meanCohen: Double?
  /// Fleiss' κ; only for the nominal metric.
  public let fleiss: AgreementCoefficient
  /// Krippendorff's α in the metric.
  public let alpha: AgreementCoefficient
  /// Gwet's AC1; only for the nominal metric.
  public let ac1: AgreementCoefficient
  /// What a reader should know: `one_category`, `rare_category`, `few_units`, `dependent_units`.
  public let cautions: [Caution]

  /// The disagreement weights of Cohen's κ that go with a metric: none for nominal, |i − j| of the categories' places
  /// for ordinal, and the metric's own δ² of the numbers for interval and ratio.
  public static func kappaWeights(_ metric: AgreementMetric, of ratings: Ratings) -> KappaWeights {
    switch metric {
    case .nominal: return .unweighted
    case .ordinal: return .linear
    case .interval, .ratio:
      let distance = AgreementDistance(metric, numbers: ratings.numbers, totals: ratings.categories.map { _ in 0 })
      let places = ratings.categories.indices
      return .disagreement(places.map { i in places.map { j in distance.between(i, j) } })
    }
  }
}

/// Every measure of agreement of the same ratings.
///
/// Per cent, κ, α and AC1 answer different questions and are shown together: a high share with a κ near zero means that
/// one category is so common that its agreement is no news.
///
/// - Parameters:
///   - ratings: Who said what of which unit.
///   - metric: How far values are apart; the per cent, Fleiss' κ and AC1 know nominal only.
///   - level: The level of the intervals, between 0 and 1.
/// - Throws: ``Problem`` where the metric does not fit the categories; see ``krippendorffAlpha(_:metric:level:)``.
/// - Complexity: O(units · coders² + coders² · categories²).
///
///     let a = try agreement(Ratings([["a", "a", "b", "b"], ["a", "b", "b", "b"]]))
///     a.perCent.value          // 0.75
///     a.cohen[0].kappa.value   // 0.5
///     a.alpha.value            // 0.5333333333… = 1 − 7·2/30
public func agreement(
  _ ratings: Ratings, metric: AgreementMetric = .nominal, level: Double = 0.95
) throws(Problem) -> Agreement {
  let alpha = try krippendorffAlpha(ratings, metric: metric, level: level)
  let coders = ratings.coders
  let weights = Agreement.kappaWeights(metric, of: ratings)
  var pairs: [PairKappa] = []
  for first in coders.indices {
    for second in coders.indices where second > first {
      pairs.append(
        PairKappa(
          first: coders[first], second: coders[second],
          kappa: cohenKappa(ratings, first: first, second: second, weights: weights, level: level)))
    }
  }
  let kappas = pairs.compactMap(\.kappa.value)
  let perCent = perCentAgreement(ratings, level: level)
  let nominalOnly = { (measure: AgreementMeasure) in
    AgreementCoefficient(measure, undefined: .notNominal, level: level, units: perCent.units)
  }
  let all = ratings.counts.reduce(0, +)
  let prevalence = ratings.prevalence
  let valueCount = prevalence.reduce(0) { $0 + $1.count }
  let clusters = ratings.clusters.map { Set($0).count }
  return Agreement(
    metric: metric, coders: coders, unitCount: all, comparedUnits: perCent.units, valueCount: valueCount,
    missing: all * coders.count - valueCount, clusterCount: clusters, prevalence: prevalence, perCent: perCent,
    cohen: pairs,
    meanCohen: pairs.count > 1 && kappas.count == pairs.count
      ? kappas.reduce(0, +) / Double(kappas.count) : nil,
    fleiss: metric == .nominal ? fleissKappa(ratings, level: level) : nominalOnly(.fleissKappa), alpha: alpha,
    ac1: metric == .nominal ? gwetAC1(ratings, level: level) : nominalOnly(.gwetAC1),
    cautions: cautions(prevalence, compared: perCent.units, clusters: clusters))
}

/// Agreement on one category: is a value this one, or another?
public struct CategoryAgreement: Sendable, Hashable {
  /// The category.
  public let category: String
  /// The measures of the two categories `no` and `yes`.
  public let agreement: Agreement
}

/// Agreement on each category against all others together, which shows where the coders differ.
///
/// - Throws: As ``agreement(_:metric:level:)``; the nominal metric fits everything.
/// - Complexity: That of ``agreement(_:metric:level:)``, once for each category.
///
///     let c = try agreementByCategory(Ratings([["a", "b", "c"], ["a", "c", "b"]]))
///     c.map(\.agreement.perCent.value)   // [1, 0.3333333333…, 0.3333333333…]
public func agreementByCategory(_ ratings: Ratings, level: Double = 0.95) throws(Problem) -> [CategoryAgreement] {
  var result: [CategoryAgreement] = []
  for category in ratings.categories {
    guard let split = ratings.dichotomised(category) else { continue }
    result.append(CategoryAgreement(category: category, agreement: try agreement(split, level: level)))
  }
  return result
}

extension Ratings {
  /// How common each category is among the values.
  ///
  ///     Ratings([["a", "b"], ["a", nil]]).prevalence[0].share   // 0.6666666666…
  public var prevalence: [CategoryPrevalence] {
    let m = coders.count
    var counts = Array(repeating: Array(repeating: 0, count: m), count: categories.count)
    for unit in units.indices {
      for coder in 0..<m where cells[unit * m + coder] >= 0 {
        counts[Int(cells[unit * m + coder])][coder] += self.counts[unit]
      }
    }
    let byCoder = (0..<m).map { coder in counts.reduce(0) { $0 + $1[coder] } }
    let all = byCoder.reduce(0, +)
    return zip(categories, counts).map { category, counts in
      let count = counts.reduce(0, +)
      return CategoryPrevalence(
        category: category, count: count, share: all > 0 ? Double(count) / Double(all) : nil,
        byCoder: zip(counts, byCoder).map { $1 > 0 ? Double($0) / Double($1) : nil })
    }
  }
}

// MARK: The worklist

/// What one coder said of a unit.
public struct GivenValue: Sendable, Hashable {
  /// The coder.
  public let coder: String
  /// The value.
  public let value: String
}

/// A unit of which the coders do not say the same.
public struct Disagreement: Sendable, Hashable {
  /// The unit.
  public let unit: String
  /// How many units the row stands for.
  public let count: Int
  /// The values of the coders who gave one.
  public let values: [GivenValue]
  /// The share of pairs of coders that differ, from 0 to 1.
  public let share: Double
}

extension Ratings {
  /// The units to talk about: those with different values, most divided first, in their own order among equals.
  ///
  /// - Complexity: O(units · coders² + *d* log *d*) for *d* disagreements.
  ///
  ///     Ratings([["a", "b"], ["a", "c"]], units: ["first", "second"]).disagreements.map(\.unit)   // ["second"]
  public var disagreements: [Disagreement] {
    let m = coders.count
    var found: [Disagreement] = []
    for row in comparedRows {
      let given = (0..<m).filter { cells[row * m + $0] >= 0 }
      var differing = 0
      for i in given { for j in given where j < i && cells[row * m + i] != cells[row * m + j] { differing += 1 } }
      guard differing > 0 else { continue }
      found.append(
        Disagreement(
          unit: units[row], count: counts[row],
          values: given.map { GivenValue(coder: coders[$0], value: categories[Int(cells[row * m + $0])]) },
          share: 2 * Double(differing) / Double(given.count * (given.count - 1))))
    }
    return found.enumerated().sorted {
      $0.element.share == $1.element.share ? $0.offset < $1.offset : $0.element.share > $1.element.share
    }.map(\.element)
  }
}

// MARK: Cautions

private func cautions(_ prevalence: [CategoryPrevalence], compared: Int, clusters: Int?) -> [Caution] {
  var result: [Caution] = []
  let used = prevalence.filter { $0.count > 0 }
  if used.count == 1, let only = used.first {
    result.append(
      Caution(
        "one_category",
        Trilingual(
          en: "All values are “\(only.category)”: agreement beyond chance is undefined.",
          ru: "Все значения – «\(only.category)»: согласие сверх случайного не определено.",
          kk: "Барлық мән – «\(only.category)»: кездейсоқтықтан тыс келісім анықталмаған.")))
  } else if used.count == 2, let rare = used.min(by: { $0.count < $1.count }), let share = rare.share, share < 0.05 {
    result.append(
      Caution(
        "rare_category",
        Trilingual(
          en:
            "“\(rare.category)” makes up \(share * 100, decimals: 1)% of the values: κ and α hang on few units, and a high share of agreement says little.",
          ru:
            "На «\(rare.category)» приходится \(share * 100, decimals: 1)% значений: κ и α зависят от немногих единиц, а высокая доля совпадений мало о чём говорит.",
          kk:
            "«\(rare.category)» мәндердің \(share * 100, decimals: 1)%-ын құрайды: κ мен α аз бірлікке тәуелді, ал сәйкестік үлесінің жоғары болуы көп нәрсені білдірмейді."
        )))
  }
  if let clusters {
    result.append(
      Caution(
        "dependent_units",
        Trilingual(
          en: "Units of one source are not independent: the intervals rest on the number of sources (\(clusters)).",
          ru: "Единицы одного источника зависимы: интервалы построены по числу источников (\(clusters)).",
          kk: "Бір дереккөздің бірліктері тәуелді: аралықтар дереккөздер саны (\(clusters)) бойынша құрылған.")))
  }
  let independent = clusters ?? compared
  if independent > 0, independent < 20 {
    result.append(
      Caution(
        "few_units",
        Trilingual(
          en: "Few independent units (\(independent)): the intervals are rough.",
          ru: "Мало независимых единиц (\(independent)): интервалы приблизительны.",
          kk: "Тәуелсіз бірліктер аз (\(independent)): аралықтар шамамен алынған.")))
  }
  return result
}
