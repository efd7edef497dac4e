internal import KoshNumerics
public import KoshTable

/// A measure of how far coders agree.
public enum AgreementMeasure: String, Sendable, Hashable, CaseIterable {
  /// The share of pairs of values that are the same.
  case perCent = "per_cent"
  /// Cohen's κ of two coders.
  case cohenKappa = "cohen_kappa"
  /// Fleiss' κ of any number of coders.
  case fleissKappa = "fleiss_kappa"
  /// Krippendorff's α of units that were given.
  case alpha
  /// Gwet's AC1.
  case gwetAC1 = "gwet_ac1"
  /// Krippendorff's α for unitising: the coders marked the units themselves.
  case unitisingAlpha = "unitising_alpha"

  /// Its name as a table prints it.
  public var label: Trilingual {
    switch self {
    case .perCent:
      Trilingual(en: "Agreement", ru: "Доля совпадений", kk: "Сәйкестік үлесі")
    case .cohenKappa: Trilingual(en: "Cohen’s κ", ru: "κ Коэна", kk: "Коэн κ-сы")
    case .fleissKappa: Trilingual(en: "Fleiss’ κ", ru: "κ Флейса", kk: "Флейс κ-сы")
    case .alpha: Trilingual(en: "Krippendorff’s α", ru: "α Криппендорфа", kk: "Криппендорф α-сы")
    case .gwetAC1: Trilingual(en: "Gwet’s AC1", ru: "AC1 Гвета", kk: "Гвет AC1-і")
    case .unitisingAlpha:
      Trilingual(
        en: "Krippendorff’s α for unitising", ru: "α Криппендорфа для выделения единиц",
        kk: "бірліктерді бөлуге арналған Криппендорф α-сы")
    }
  }
}

/// Why a measure of agreement has no value.
public enum AgreementUndefined: String, Sendable, Hashable, CaseIterable {
  /// No unit has values of two coders.
  case noPair = "no_pair"
  /// All values that can be compared are the same one: there is nothing that chance could have done otherwise.
  case oneCategory = "one_category"
  /// The measure is made for categories without an order.
  case notNominal = "not_nominal"
  /// No source was coded by all coders.
  case noCommonSource = "no_common_source"

  /// The reason in a sentence.
  public var text: Trilingual {
    if self == .notNominal {
      return Trilingual(en: "Not given: \(reason).", ru: "Не приводится: \(reason).", kk: "Келтірілмейді: \(reason).")
    }
    return Trilingual(en: "Undefined: \(reason).", ru: "Не определено: \(reason).", kk: "Анықталмаған: \(reason).")
  }

  /// The reason alone, for where the word *undefined* stands already.
  public var reason: Trilingual {
    switch self {
    case .noPair:
      Trilingual(
        en: "no unit has values of two coders", ru: "ни у одной единицы нет оценок двух кодировщиков",
        kk: "бірде-бір бірлікте екі кодтаушының бағасы жоқ")
    case .oneCategory:
      Trilingual(
        en: "all values are the same one, so agreement cannot be told from chance",
        ru: "все значения одинаковы, и согласие нельзя отличить от случайного",
        kk: "барлық мәндер бірдей, сондықтан келісімді кездейсоқтықтан ажырату мүмкін емес")
    case .notNominal:
      Trilingual(
        en: "the measure takes categories without an order", ru: "мера рассчитана на категории без порядка",
        kk: "бұл өлшем реттелмеген санаттарға арналған")
    case .noCommonSource:
      Trilingual(
        en: "no source was coded by all coders", ru: "ни один источник не закодирован всеми кодировщиками",
        kk: "бірде-бір дереккөзді барлық кодтаушы кодтаған жоқ")
    }
  }
}

/// One measure of agreement: a value with its interval, or the reason why there is none.
public struct AgreementCoefficient: Sendable, Hashable {
  /// Which measure.
  public let measure: AgreementMeasure
  /// The value, at most 1; `nil` exactly where ``undefined`` says why. Not clamped: it can be negative.
  public let value: Double?
  /// Why there is no value.
  public let undefined: AgreementUndefined?
  /// What was observed: agreement, from 0 to 1; for both α the observed disagreement.
  public let observed: Double?
  /// What chance would bring: agreement, or for both α disagreement; `nil` for the per cent, which takes no chance off.
  public let expected: Double?
  /// The standard error by linearisation over units or clusters; `nil` where not given or where nothing disagrees.
  public let standardError: Double?
  /// The lower end of the interval; `nil` where there is none.
  public let confidenceLow: Double?
  /// The upper end of the interval, at most 1.
  public let confidenceHigh: Double?
  /// The level of the interval, such as 0.95.
  public let level: Double
  /// The units that the value rests on.
  public let units: Int

  init(
    _ measure: AgreementMeasure, value: Double, observed: Double?, expected: Double?, standardError: Double? = nil,
    interval: (low: Double, high: Double)? = nil, level: Double, units: Int
  ) {
    self.measure = measure
    self.value = value
    undefined = nil
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
    confidenceLow = interval?.low
    confidenceHigh = interval.map { min(1, $0.high) }
    self.level = level
    self.units = units
  }

  init(_ measure: AgreementMeasure, undefined: AgreementUndefined, level: Double, units: Int) {
    self.measure = measure
    value = nil
    self.undefined = undefined
    (observed, expected, standardError, confidenceLow, confidenceHigh) = (nil, nil, nil, nil, nil)
    self.level = level
    self.units = units
  }
}

/// What each unit adds to an estimate, from which its standard error follows.
struct Influence {
  /// For each row used, ψ: the estimate is near its true value plus the mean of ψ over units, and that mean is zero.
  var values: [Double]
  /// For each of them, how many units it stands for.
  var counts: [Int]
  /// For each of them, its cluster.
  var clusters: [Int]?

  /// The standard error: √(g/(g−1) Σ (Σ ψ)²) / n, the inner total over each of g clusters, n units in all; and its
  /// degrees of freedom g − 1. `nil` with fewer than two clusters, or where no unit moves the estimate.
  func standardError() -> (error: Double, df: Double)? {
    let n = Double(counts.reduce(0, +))
    var (squares, groups) = (0.0, 0.0)
    if let clusters {
      var totals = Array(repeating: 0.0, count: (clusters.max() ?? -1) + 1)
      var isThere = Array(repeating: false, count: totals.count)
      for (row, cluster) in clusters.enumerated() {
        totals[cluster] += values[row] * Double(counts[row])
        isThere[cluster] = true
      }
      squares = compensatedSum(totals.lazy.map { $0 * $0 })
      groups = Double(isThere.count { $0 })
    } else {
      squares = compensatedSum(values.indices.lazy.map { values[$0] * values[$0] * Double(counts[$0]) })
      groups = n
    }
    guard groups > 1 else { return nil }
    let error = (squares * groups / (groups - 1)).squareRoot() / n
    // Where coders agree on everything every ψ is a rounding error of zero.
    return error > 1e-12 ? (error, groups - 1) : nil
  }
}

extension AgreementCoefficient {
  /// A value with the interval value ± t·SE, Student's t with as many degrees of freedom as clusters (or units) less 1.
  init(
    _ measure: AgreementMeasure, value: Double, observed: Double, expected: Double?, influence: Influence,
    level: Double, units: Int
  ) {
    let error = influence.standardError()
    let interval = error.flatMap { error, df -> (low: Double, high: Double)? in
      guard level > 0, level < 1 else { return nil }
      let half = StudentT.quantile((1 + level) / 2, df: df) * error
      // A share cannot be negative, while the coefficients can.
      return (measure == .perCent ? max(0, value - half) : value - half, value + half)
    }
    self.init(
      measure, value: value, observed: observed, expected: expected, standardError: error?.error, interval: interval,
      level: level, units: units)
  }
}
