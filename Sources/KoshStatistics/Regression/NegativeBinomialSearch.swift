internal import KoshNumerics
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Newton's method for the coefficients and the dispersion α of a negative binomial regression (type 2, variance
/// μ + α μ²) together, in log α so that α stays positive.
///
/// Source: J. F. Lawless (1987), *Canadian Journal of Statistics* 15(3), 209–225; A. C. Cameron, P. K. Trivedi (2013),
/// *Regression Analysis of Count Data*, 2nd ed., section 3.3.
struct NegativeBinomialSearch: Sendable {
  enum Outcome {
    case maximum
    /// The likelihood falls from α = 0 on: there is no more spread than Poisson's.
    case noDispersion
    case stuck
  }

  /// Poisson's maximum, where the search begins.
  let poisson: NewtonLikelihood
  private let tally: CountTally
  private(set) var coefficients: [Double]
  private(set) var alpha = 0.0
  private(set) var iterations = 0
  private(set) var logLikelihood = -Double.infinity
  /// Minus the second derivatives with respect to the coefficients and, last, α.
  private(set) var information = Matrix(rows: 0, columns: 0)
  private var score: [Double] = []

  /// Rows or cells.
  let data: LikelihoodData

  init(poisson: NewtonLikelihood) {
    self.poisson = poisson
    data = poisson.data
    tally = CountTally(poisson.outcome, weights: poisson.weights)
    coefficients = poisson.coefficients
  }

  /// Starts from another's estimates, for other rows or weights.
  init(again other: NegativeBinomialSearch, data: LikelihoodData) {
    poisson = other.poisson
    self.data = data
    tally = CountTally(data.outcome, weights: data.weights)
    coefficients = other.coefficients
    alpha = other.alpha
  }

  mutating func run() -> Outcome {
    if alpha == 0 {
      guard let start = firstAlpha() else { return .noDispersion }
      alpha = start
    }
    evaluate(coefficients, alpha)
    guard logLikelihood.isFinite else { return .stuck }
    while iterations < 100 {
      guard let step = newtonStep() else { return .stuck }
      let gain = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard move(step) else { return .stuck }
      iterations += 1
      if alpha < 1e-10 { return .noDispersion }
      // The likelihood of huge counts is large and known to few digits, the slopes are not.
      let size = min(logLikelihood.magnitude, 100 * Double(data.outcome.count))
      if gain <= 1e-12 * max(1, size), (step.last ?? 0).magnitude < 0.01 { return .maximum }
    }
    return .stuck
  }

  /// The moment estimate of α at Poisson's means; `nil` where the likelihood does not rise from α = 0, that is where
  /// Σ w ((y − μ)² − y) ≤ 0.
  private func firstAlpha() -> Double? {
    let mean = Family.poisson.mean(poisson.linearPredictor)
    var (excess, squares) = (0.0, 0.0)
    for (row, y) in data.outcome.enumerated() {
      let (weight, gap) = (data.weights?[row] ?? 1, y - mean[row])
      excess += weight * (gap * gap - y)
      squares += weight * mean[row] * mean[row]
    }
    guard excess > 1e-10 * squares, squares > 0 else { return nil }
    return max(1e-3, min(excess / squares, 10))
  }

  /// Derivatives with respect to the coefficients and log α.
  private var gradient: [Double] { score.dropLast() + [alpha * (score.last ?? 0)] }

  private func newtonStep() -> [Double]? {
    let last = information.columnCount - 1
    var matrix = information
    for j in 0..<last {
      matrix[last, j] *= alpha
      matrix[j, last] *= alpha
    }
    matrix[last, last] = alpha * alpha * matrix[last, last] - alpha * score[last]
    if let triangle = cholesky(matrix) { return bounded(solve(triangle)) }
    // Far from the maximum the likelihood may bend the other way in α: a step of its own size there.
    for j in 0..<last {
      matrix[last, j] = 0
      matrix[j, last] = 0
    }
    matrix[last, last] = max(matrix[last, last].magnitude, (alpha * score[last]).magnitude, 1e-8)
    return cholesky(matrix).map { bounded(solve($0)) }
  }

  private func solve(_ triangle: Matrix) -> [Double] { solveUpper(triangle, solveUpperTransposed(triangle, gradient)) }

  private func bounded(_ step: [Double]) -> [Double] {
    let change = (step.last ?? 0).magnitude
    return change > 2 ? step.map { $0 * 2 / change } : step
  }

  private mutating func move(_ step: [Double]) -> Bool {
    let before = self
    var length = 1.0
    for _ in 0..<40 {
      evaluate(
        zip(before.coefficients, step).map { $0 + length * $1 }, before.alpha * exp(length * (step.last ?? 0)))
      if logLikelihood >= before.logLikelihood - 1e-12 * before.logLikelihood.magnitude { return true }
      length /= 2
    }
    self = before
    return false
  }

  private mutating func evaluate(_ coefficients: [Double], _ alpha: Double) {
    let pass = data.design.pass(.negativeBinomial, parameter: alpha, data: data, coefficients: coefficients)
    let own = tally.parts(alpha: alpha)
    self.coefficients = coefficients
    self.alpha = alpha
    logLikelihood = pass.logLikelihood + own.value
    score = pass.score + [pass.alpha.score + own.first]
    let size = coefficients.count
    var matrix = Matrix(rows: size + 1, columns: size + 1)
    for j in 0..<size {
      for i in 0..<size { matrix[i, j] = pass.information[i, j] }
      matrix[size, j] = -pass.alpha.cross[j]
      matrix[j, size] = -pass.alpha.cross[j]
    }
    matrix[size, size] = -(pass.alpha.curvature + own.second)
    information = matrix
  }

  /// The scores of each row: for each coefficient, and last for α. Weights are part of them.
  func scoreColumns(_ rows: LikelihoodData) -> [[Double]] {
    let linear = rows.design.linearPredictor(coefficients)
    let eta = rows.offset.map { zip(linear, $0).map { $0 + $1 } } ?? linear
    let residual = rows.rows(.negativeBinomial, parameter: alpha, linear: eta).residual
    let mean = Family.negativeBinomial.mean(eta)
    var alphaScore = [Double](repeating: 0, count: mean.count)
    let table = CountTally.firstDerivatives(outcome: rows.outcome, alpha: alpha)
    for (row, y) in rows.outcome.enumerated() {
      let t = alpha * mean[row]
      let share = mean[row] / (1 + t)
      let part = t > 1e-3 ? (log1p(t) - t / (1 + t)) / (alpha * alpha) : mean[row] * mean[row] * (0.5 - t * 2 / 3)
      alphaScore[row] = (rows.weights?[row] ?? 1) * (part - y * share + table(y))
    }
    return (0..<rows.design.columnCount).map { j in zip(rows.design.column(j), residual).map { $0 * $1 } } + [
      alphaScore
    ]
  }

  static let noDispersion = Caution(
    "no_overdispersion",
    Trilingual(
      en:
        "The counts spread no more than a Poisson distribution allows: the dispersion α is 0, and the estimates are those of a Poisson regression.",
      ru:
        "Разброс счётных значений не больше, чем у распределения Пуассона: параметр дисперсии α равен 0, оценки совпадают с регрессией Пуассона.",
      kk:
        "Санақ мәндерінің шашырауы Пуассон үлестірімінен артық емес: α дисперсия параметрі 0-ге тең, бағалаулар Пуассон регрессиясымен бірдей."
    ))
}

/// How often each count occurs, and the part of a negative binomial's log likelihood that hangs on it and α alone:
/// log Γ(y + 1/α) − log Γ(1/α) + y log α = Σ over j < y of log(1 + α j).
struct CountTally: Sendable {
  /// The greatest count up to which sums are taken term by term, which keeps its digits as α falls to 0.
  static let longestSum = 1_000_000

  /// Σ of the weights of counts above j, for each j; empty where counts are not whole or too large.
  private var above: [Double] = []
  private var others: [(count: Double, weight: Double)] = []

  init(_ outcome: [Double], weights: [Double]?) {
    let facts = ColumnFacts(outcome)
    if facts.isWhole, facts.most <= Double(Self.longestSum) {
      var counts = [Double](repeating: 0, count: Int(max(0, facts.most)) + 1)
      for (row, y) in outcome.enumerated() { counts[Int(y)] += weights?[row] ?? 1 }
      above = [Double](repeating: 0, count: counts.count)
      var sum = 0.0
      for j in counts.indices.reversed() {
        above[j] = sum
        sum += counts[j]
      }
    } else {
      others = outcome.indices.map { (outcome[$0], weights?[$0] ?? 1) }
    }
  }

  /// The part and its derivatives with respect to α, summed over the rows.
  func parts(alpha: Double) -> (value: Double, first: Double, second: Double) {
    var (value, first, second) = (0.0, 0.0, 0.0)
    for (j, weight) in above.enumerated() where j > 0 && weight > 0 {
      let share = Double(j) / (1 + alpha * Double(j))
      value += weight * log1p(alpha * Double(j))
      first += weight * share
      second -= weight * share * share
    }
    for (y, weight) in others {
      let part = Self.parts(of: y, alpha: alpha)
      value += weight * part.value
      first += weight * part.first
      second += weight * part.second
    }
    return (value, first, second)
  }

  private static func parts(of y: Double, alpha: Double) -> (value: Double, first: Double, second: Double) {
    guard y > 0 else { return (0, 0, 0) }
    let theta = 1 / alpha
    let rise = digamma(y + theta) - digamma(theta)
    return (
      logGamma(y + theta) - logGamma(theta) + y * log(alpha), y * theta - theta * theta * rise,
      2 * theta * theta * theta * rise + theta * theta * theta * theta * (trigamma(y + theta) - trigamma(theta))
        - y * theta * theta
    )
  }

  /// The first derivative of one count's part, as a function of the count.
  static func firstDerivatives(outcome: [Double], alpha: Double) -> (Double) -> Double {
    let facts = ColumnFacts(outcome)
    guard facts.isWhole, facts.most <= Double(longestSum) else { return { parts(of: $0, alpha: alpha).first } }
    var table = [0.0]
    for j in 0..<Int(max(0, facts.most)) { table.append(table[j] + Double(j) / (1 + alpha * Double(j))) }
    return { table[Int($0)] }
  }

  /// Σ w log y!.
  static func logFactorials(_ outcome: [Double], weights: [Double]?) -> Double {
    let facts = ColumnFacts(outcome)
    guard facts.isWhole, facts.most <= Double(longestSum) else {
      return outcome.indices.reduce(0) { $0 + (weights?[$1] ?? 1) * logGamma(outcome[$1] + 1) }
    }
    var counts = [Double](repeating: 0, count: Int(max(0, facts.most)) + 1)
    if let weights {
      for (row, y) in outcome.enumerated() { counts[Int(y)] += weights[row] }
    } else {
      for y in outcome { counts[Int(y)] += 1 }
    }
    return counts.indices.reduce(0) { counts[$1] > 0 ? $0 + counts[$1] * logGamma(Double($1) + 1) : $0 }
  }
}
