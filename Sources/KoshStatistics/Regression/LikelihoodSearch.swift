internal import KoshNumerics

/// A log likelihood at some parameters, with its derivatives.
struct LikelihoodPoint: Sendable {
  var logLikelihood: Double
  /// The first derivatives.
  var score: [Double]
  /// Minus the second derivatives.
  var information: Matrix
}

/// Newton's method for a likelihood that is any function of parameters.
struct LikelihoodSearch: Sendable {
  enum Outcome: Sendable {
    /// The estimates, within a Newton step that gains hardly anything; the last step is taken, and ``polish(_:)`` takes
    /// what is left.
    case maximum
    /// Going along the direction goes on improving the likelihood.
    case diverging(direction: [Double])
    /// No step improves the likelihood, and none is needed to be short.
    case stuck
  }

  /// The parameters.
  private(set) var estimates: [Double]
  /// Newton steps taken.
  private(set) var iterations = 0
  /// The likelihood at ``estimates``, or one negligible step before them.
  private(set) var current: LikelihoodPoint
  /// The information at the start, by which the length of steps is measured.
  private let metric: Matrix
  private let isMetricDefinite: Bool

  /// - Parameter start: Where to begin; `nil` is returned where the likelihood is undefined there.
  init?(start: [Double], _ evaluate: ([Double]) -> LikelihoodPoint?) {
    guard let pass = evaluate(start), pass.logLikelihood.isFinite else { return nil }
    estimates = start
    current = pass
    metric = pass.information
    isMetricDefinite = cholesky(metric) != nil
  }

  /// How far a step moves the predictors of a row on average (a root of squares), in the weights of the start. Columns
  /// that nearly cancel each other count for what is left of them.
  private func length(_ step: [Double], rows: Int) -> Double {
    let scale = Double(max(rows, 1)).squareRoot()
    guard isMetricDefinite else {
      return step.indices.reduce(0) { $0 + step[$1].magnitude * max(0, metric[$1, $1]).squareRoot() } / scale
    }
    var square = 0.0
    for j in step.indices { for i in step.indices { square += step[i] * metric[i, j] * step[j] } }
    return max(0, square).squareRoot() / scale
  }

  /// Takes steps until one gains less than `tolerance` of the log likelihood; a step that leads downhill is halved.
  ///
  /// - Parameters:
  ///   - rows: By how many rows the information was summed, for the scale of steps.
  ///   - substitute: A positive definite matrix for where the information is not, as in likelihoods that are not concave.
  mutating func run(
    tolerance: Double = 1e-10, limit: Int = 100, rows: Int,
    substitute: (([Double]) -> Matrix?)? = nil, _ evaluate: ([Double]) -> LikelihoodPoint?
  ) -> Outcome {
    while iterations < limit {
      guard
        let step = Self.step(current.information, current.score)
          ?? substitute?(estimates).flatMap({ Self.step(Self.ridged($0), current.score) })
      else { return .diverging(direction: estimates) }
      let gain = zip(step, current.score).reduce(0) { $0 + $1.0 * $1.1 }
      // Where no maximum exists some parameters go on moving by as much as ever although little is gained by it.
      let moved = length(step, rows: rows)
      let size = max(1, current.logLikelihood.magnitude)
      // Among very many rows the step that is left shrinks so fast that one sweep can be saved.
      if gain <= tolerance * size || (gain <= (rows < 10_000 ? 1 : 1e3) * tolerance * size && moved <= 1e-4) {
        if moved > 1e-3 { return .diverging(direction: step) }
        iterations += 1
        estimates = zip(estimates, step).map { $0 + $1 }
        return .maximum
      }
      guard move(step, evaluate) else { return .stuck }
      iterations += 1
    }
    return .stuck
  }

  /// Evaluates at the estimates and takes the step that is left, so small that nothing but the estimates feels it.
  mutating func polish(_ evaluate: ([Double]) -> LikelihoodPoint?) {
    guard let pass = evaluate(estimates), pass.logLikelihood.isFinite else { return }
    current = pass
    if let step = Self.step(pass.information, pass.score) { estimates = zip(estimates, step).map { $0 + $1 } }
  }

  private mutating func move(_ step: [Double], _ evaluate: ([Double]) -> LikelihoodPoint?) -> Bool {
    var length = 1.0
    for _ in 0..<50 {
      let next = zip(estimates, step).map { $0 + length * $1 }
      if let pass = evaluate(next),
        pass.logLikelihood >= current.logLikelihood - 1e-13 * current.logLikelihood.magnitude
      {
        estimates = next
        current = pass
        return true
      }
      length /= 2
    }
    return false
  }

  private static func step(_ information: Matrix, _ score: [Double]) -> [Double]? {
    cholesky(information).map { solveUpper($0, solveUpperTransposed($0, score)) }
  }

  private static func ridged(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for j in 0..<result.columnCount { result[j, j] = result[j, j] * (1 + 1e-6) + 1e-12 }
    return result
  }

  /// The inverse information: the model-based covariance.
  var inverseInformation: Matrix? { cholesky(current.information).map { inverseGram(ofUpper: $0) } }
}
