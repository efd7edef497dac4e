#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
public import KoshTable

/// The shape of a trend in time t.
public enum TrendShape: String, Sendable, Hashable, CaseIterable {
  /// y = b₀ + b₁t.
  case linear
  /// y = b₀ + b₁t + b₂t².
  case quadratic
  /// y = b₀ + b₁t + b₂t² + b₃t³.
  case cubic
  /// y = b₀ + b₁ ln t.
  case logarithmic
  /// y = c + a(1 − e^(−t/τ)): a level approached ever more slowly. Coefficients c, a, τ; t is counted from one
  /// (shortest) step before the first value, so that it is 1, 2, … T for a series without gaps.
  case exponentialApproach = "exponential_approach"
  /// y = a e^(bt): growth or decline at a constant rate.
  case exponential
  /// y = a tᵇ: a constant elasticity.
  case power
  /// y = K / (1 + e^(−r(t − m))): growth to a ceiling, the same before and after its midpoint.
  case logistic
  /// y = K e^(−e^(−r(t − m))): growth to a ceiling, the inflexion at 37 % of it.
  case gompertz
  /// y = M (1 − e^(−(p+q)t)) / (1 + (q/p) e^(−(p+q)t)): adoption since time 0, for running totals.
  case bass

  /// The curve of growth that it is; `nil` for those that least squares fits without a search for start values.
  public var growthCurve: GrowthCurve? {
    switch self {
    case .linear, .quadratic, .cubic, .logarithmic, .exponentialApproach: nil
    case .exponential: .exponential
    case .power: .power
    case .logistic: .logistic
    case .gompertz: .gompertz
    case .bass: .bass
    }
  }

  /// Parameters of the curve, the error's variance not counted.
  public var parameters: Int {
    switch self {
    case .linear, .logarithmic, .exponential, .power: 2
    case .quadratic, .exponentialApproach, .logistic, .gompertz, .bass: 3
    case .cubic: 4
    }
  }
}

/// Why a fitted curve is not really of its shape.
public enum TrendDegeneracy: String, Sendable, Hashable {
  /// The time constant runs to its upper bound: within the series the curve is the straight line.
  case straightLine = "straight_line"
  /// The time constant runs to its lower bound: the curve is a constant after the first period.
  case step
  /// The coefficient of the highest power is zero: the curve is of a lower degree.
  case lowerDegree = "lower_degree"
  /// The slope is zero: the curve is a constant.
  case constant
}

/// A trend fitted to a series by least squares.
public struct TrendFit: Sendable, Hashable {
  /// The shape.
  public let shape: TrendShape
  /// Coefficients in the order of the shape's formula, on the time that was given.
  public let coefficients: [Double]
  /// Periods used.
  public let n: Int
  /// Periods left out for a missing value.
  public let missing: Int
  /// The fitted value of each period, also of those without a value.
  public let fitted: [Double]
  /// Σ (y − ŷ)², in the series' unit squared.
  public let residualSumOfSquares: Double
  /// 1 − residual / total sum of squares about the mean.
  public let rSquared: Double
  /// 1 − (1 − R²)(n − 1)/(n − k), with k parameters.
  public let adjustedRSquared: Double
  /// −2 log L + 2(k + 1), the normal errors' variance counted as R does; `nil` where the curve meets every value.
  public let aic: Double?
  /// Why the curve is not really of its shape; `nil` where it is.
  public let degeneracy: TrendDegeneracy?
  /// What a reader should know: `degenerate_trend`, `cumulated_r_squared`.
  public let cautions: [Caution]

  /// Whether the curve is not really of its shape.
  public var isDegenerate: Bool { degeneracy != nil }
}

/// Fits a trend to a series by least squares.
///
/// Polynomials are fitted on centred and scaled time and then written on the time that was given. The time constant τ
/// of the exponential approach is sought on a grid of its logarithm, from 1/20 of the shortest step to 4,000 times the
/// length of the series, and refined by golden section about every local minimum of the grid: the best τ in those
/// bounds. The curves of growth are those of ``NonlinearModel``, which also tells their standard errors.
///
/// - Parameters:
///   - shape: The curve.
///   - values: One value per period, in the order of time; a missing one is left out, its time stays empty.
///   - times: The time of each period, increasing; 1, 2, … T where left out.
///   - isCumulated: Whether the series is a running total, so that its R² says nothing; adds the caution.
///   - name: The series' name, for messages.
/// - Throws: ``Problem`` for a series with no more values than the curve has parameters, one that does not vary (R² is
///   undefined), times that do not increase, a logarithm or power of time that is not positive, or a curve of growth that
///   the search does not arrive at.
/// - Complexity: O(T) per candidate τ, about 1,000 of them.
///
///     let fit = try fitTrend(.linear, to: [1, 3, 2, 4])
///     fit.coefficients   // [0.5, 0.8]
///     fit.rSquared       // 0.64
///
/// Source of the profiled τ: G. H. Golub, V. Pereyra (1973), *SIAM Journal on Numerical Analysis* 10(2), 413–432.
public func fitTrend(
  _ shape: TrendShape, to values: [Double?], times: [Double]? = nil, isCumulated: Bool = false, name: String = "series"
) throws(Problem) -> TrendFit {
  let place = Place(variable: name)
  let times = times ?? values.indices.map { Double($0 + 1) }
  guard times.count == values.count, zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), times.allSatisfy(\.isFinite)
  else {
    throw Problem(
      .data, "the times of the series do not increase from period to period", at: place,
      why: "a trend needs one time for each value, in order",
      remedy: "sort the rows by time and remove repeated periods")
  }
  let points = zip(times, values).compactMap { time, value in present(value).map { (t: time, y: $0) } }
  let (t, y) = (points.map(\.t), points.map(\.y))
  guard points.count > shape.parameters else {
    throw Problem(
      .data, "the series has \(points.count) values for the \(shape.parameters) parameters of the trend", at: place,
      why: "a curve with as many parameters as values meets them all and tells nothing",
      remedy: "use a simpler shape or a longer series")
  }
  let (_, total, isConstant) = centred(y)
  guard !isConstant else {
    throw Problem(
      .data, "the series has one value in all \(points.count) periods", at: place,
      why: "there is no variation for a trend to explain, so R² is undefined", remedy: "leave the trend out")
  }
  if shape == .logarithmic || shape == .power, let first = times.first, first <= 0 {
    throw Problem(
      .data, "the series begins at time \(NumberText.plain(first, language: .en))", at: place,
      why: "\(shape == .power ? "the power" : "the logarithm") needs positive times", remedy: "count time from 1")
  }
  let curve: FittedCurve?
  switch shape {
  case .linear: curve = polynomial(1, t, y, total: total)
  case .quadratic: curve = polynomial(2, t, y, total: total)
  case .cubic: curve = polynomial(3, t, y, total: total)
  case .logarithmic: curve = logarithmic(t, y, total: total)
  case .exponentialApproach: curve = exponentialApproach(t, y)
  case .exponential, .power, .logistic, .gompertz, .bass: curve = try growth(shape, t, y, name: name)
  }
  guard let curve else {
    throw Problem(
      .data, "the trend cannot be told apart from a simpler one", at: place,
      why: "its terms depend on one another at these times", remedy: "use a simpler shape")
  }
  let residual = compensatedSum(points.lazy.map { ($0.y - curve.value($0.t)) * ($0.y - curve.value($0.t)) })
  let (n, k) = (Double(points.count), Double(shape.parameters))
  let rSquared = 1 - residual / total
  var cautions = curve.cautions
  if let degeneracy = curve.degeneracy { cautions.append(degenerateTrend(degeneracy)) }
  if isCumulated { cautions.append(cumulatedRSquared()) }
  return TrendFit(
    shape: shape, coefficients: curve.coefficients, n: points.count, missing: values.count - points.count,
    fitted: times.map(curve.value), residualSumOfSquares: residual, rSquared: rSquared,
    adjustedRSquared: 1 - (1 - rSquared) * (n - 1) / (n - k),
    aic: residual > 1e-28 * total ? n * (log(2 * .pi) + log(residual / n) + 1) + 2 * (k + 1) : nil,
    degeneracy: curve.degeneracy, cautions: cautions)
}

/// The running total of a series; from the first missing value on it is unknown, so `nil`.
///
///     cumulated([1, 2, nil, 4])   // [1, 3, nil, nil]
public func cumulated(_ values: [Double?]) -> [Double?] {
  var total: Double? = 0
  return values.map { value in
    total = total.flatMap { sum in present(value).map { sum + $0 } }
    return total
  }
}

private func degenerateTrend(_ degeneracy: TrendDegeneracy) -> Caution {
  let text =
    switch degeneracy {
    case .straightLine:
      Trilingual(
        en: "The best curve of this shape is the straight line: its time constant runs to the bound of the search.",
        ru: "Лучшая кривая этого вида – прямая: постоянная времени уходит к границе поиска.",
        kk: "Осы түрдегі ең үздік қисық – түзу сызық: уақыт тұрақтысы іздеу шегіне дейін кетеді.")
    case .step:
      Trilingual(
        en: "The best curve of this shape is a step after the first period: its time constant runs to zero.",
        ru: "Лучшая кривая этого вида – ступень после первого периода: постоянная времени уходит к нулю.",
        kk: "Осы түрдегі ең үздік қисық – бірінші кезеңнен кейінгі саты: уақыт тұрақтысы нөлге ұмтылады.")
    case .lowerDegree:
      Trilingual(
        en: "The coefficient of the highest power is zero: the curve is of a lower degree.",
        ru: "Коэффициент при старшей степени равен нулю: кривая имеет меньшую степень.",
        kk: "Ең жоғары дәреженің коэффициенті нөлге тең: қисықтың дәрежесі төменірек.")
    case .constant:
      Trilingual(
        en: "The slope is zero: the curve is a constant.", ru: "Наклон равен нулю: кривая – постоянная.",
        kk: "Көлбеулік нөлге тең: қисық – тұрақты шама.")
    }
  return Caution("degenerate_trend", text)
}

private func cumulatedRSquared() -> Caution {
  Caution(
    "cumulated_r_squared",
    Trilingual(
      en: """
        The R² of a running total is no evidence of a trend: each total contains all earlier ones, so even pure chance \
        gives a high R².
        """,
      ru: """
        R² накопленной суммы не свидетельствует о тренде: каждый итог содержит все предыдущие, и высокий R² даёт даже \
        чистая случайность.
        """,
      kk: """
        Жинақталған қосындының R² мәні трендтің дәлелі емес: әр қосынды алдыңғыларының бәрін қамтиды, сондықтан таза \
        кездейсоқтық та жоғары R² береді.
        """))
}
