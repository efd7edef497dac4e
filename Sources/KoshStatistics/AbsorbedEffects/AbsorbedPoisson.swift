internal import CKernels
internal import KoshNumerics

/// Newton's method for a Poisson model with absorbed effects.
///
/// The unknowns are the coefficients β of what remains of the predictors and one value for each level. A step needs one
/// pass over the rows (means, and weighted sums within levels and cells) and the solution of the equations of the effects
/// over cells, warm-started: what remains of the predictors at the weights of one step is nearly what remains at those of
/// the next. Means and effects are exactly those of maximum likelihood; the effects are not concentrated out to full
/// accuracy at every step, as in iterated demeaning, but move together with β.
struct AbsorbedPoisson {
  /// How it ended.
  enum Ending {
    case maximum
    /// Predictors (counted from 0) of which nothing remains.
    case absorbed([Int])
    /// Predictors that depend on others within the effects.
    case collinear
    /// Outcomes of 0 that are predicted without error; rows in their own order, predictors counted from 0.
    case separated(rows: [Int], predictors: [Int])
    case stuck
  }

  /// It has converged when the root mean square of the step in η, weighted by means, is at most this; the step is then
  /// taken as well.
  static let tolerance = 1e-9
  static let mostIterations = 200
  /// So many steps in a row whose equations were not solved to the tolerance end it.
  static let mostUnsolved = 5

  let passes: AbsorbedPasses
  private let outcome: [Double]
  private let weights: [Double]?
  /// The coefficients.
  private(set) var coefficients: [Double]
  /// The inverse of the information about them, effects estimated.
  private(set) var bread: Matrix
  /// Σ w (y η − μ).
  private(set) var logLikelihood = -Double.infinity
  private(set) var iterations = 0

  /// - Parameter passes: Its first column is the outcome.
  init(_ passes: AbsorbedPasses, outcome: [Double], weights: [Double]?) {
    self.passes = passes
    self.outcome = outcome
    self.weights = weights
    coefficients = [Double](repeating: 0, count: passes.width - 1)
    bread = Matrix(rows: passes.width - 1, columns: passes.width - 1)
  }

  mutating func run() -> Ending {
    let mean = weightedMean(outcome, weights)
    if let ending = start(mean: mean) { return ending }
    let groupBefore = DoubleBuffer(passes.groupValues.count)
    let otherBefore = DoubleBuffer(passes.otherValues.count)
    var (before, step) = (coefficients, coefficients)
    var (error, unsolved) = (1.0, 0)
    for iteration in 1...Self.mostIterations {
      iterations = iteration
      passes.poisson(coefficients)
      var scale = 1.0
      while iteration > 1, !(passes.value >= logLikelihood - 1e-9 * logLikelihood.magnitude), scale > 1e-9 {
        scale /= 2
        take(step, scale: scale, from: before, groupBefore, otherBefore)
        passes.poisson(coefficients)
      }
      guard passes.value.isFinite else { return .stuck }
      logLikelihood = passes.value

      let weight = passes.totals().weight
      let floor = (0..<passes.width).map { 1e-26 * ($0 == 0 ? weight : passes.cross[$0, $0]) }
      let isSolved = passes.solve(tolerance: max(1e-6, min(1e-2, error)), floor: floor)
      unsolved = isSolved ? 0 : unsolved + 1
      guard unsolved < Self.mostUnsolved else { return .stuck }
      let explained = passes.explained()
      guard let (delta, inverse) = Self.solution(passes.cross, less: explained) else { return .collinear }
      step = delta
      let score = step.indices.map { passes.cross[$0 + 1, 0] - explained[$0 + 1, 0] }
      let decrement = zip(score, step).reduce(explained[0, 0]) { $0 + $1.0 * $1.1 }
      let last = error
      error = (max(0, decrement) / weight).squareRoot()
      bread = inverse
      before = coefficients
      groupBefore.take(passes.groupValues)
      otherBefore.take(passes.otherValues)
      take(step, scale: 1, from: before, groupBefore, otherBefore)

      // Once rounding is all that moves, no pass makes it smaller.
      let isConverged = isSolved && (error <= Self.tolerance || (error <= 1e-7 && error > 0.5 * last))
      let isSuspect = passes.smallestMean < (isConverged ? 1e-7 : 1e-4) * mean
      if isSuspect, isConverged || iteration % 6 == 0, let ending = separation(step) { return ending }
      if isConverged { return .maximum }
    }
    return .stuck
  }

  /// Least squares of the working response at means halfway between outcomes and their mean.
  private mutating func start(mean: Double) -> Ending? {
    passes.start(mean: mean)
    let centred = AbsorbedLeastSquares.centred(passes)
    let limit = AbsorbedLeastSquares.absorbedTolerance * AbsorbedLeastSquares.absorbedTolerance
    let raw = (0..<passes.width).map { passes.cross[$0, $0] }
    var isAbsorbed = [Bool](repeating: false, count: passes.width)
    for _ in 0..<20 {
      let lengths = (0..<passes.width).map { passes.cross[$0, $0] }
      passes.solve(tolerance: 1e-9, floor: lengths.map { 1e-26 * $0 })
      let explained = passes.explained()
      passes.addSolution()
      // Where nearly all of a column was explained, the difference has lost its digits: it is summed anew.
      let vanishing = (1..<passes.width).filter {
        !isAbsorbed[$0] && !(lengths[$0] - explained[$0, $0] > 1e-7 * lengths[$0])
      }
      if vanishing.isEmpty {
        guard !isAbsorbed.contains(true) else { break }
        guard let (delta, _) = Self.solution(passes.cross, less: explained) else { return .collinear }
        coefficients = delta
        return nil
      }
      passes.start(mean: mean)
      for j in vanishing {
        isAbsorbed[j] = passes.cross[j, j] <= limit * centred[j] || passes.cross[j, j] <= 1e-26 * raw[j]
      }
    }
    return .absorbed(isAbsorbed.indices.filter { isAbsorbed[$0] }.map { $0 - 1 })
  }

  /// Goes `scale` times the step away from where it began, what remains of the predictors being brought up to date.
  private mutating func take(
    _ step: [Double], scale: Double, from before: [Double], _ groups: DoubleBuffer, _ others: DoubleBuffer
  ) {
    let stride = passes.stride
    func move(_ values: DoubleBuffer, _ start: DoubleBuffer, _ solution: DoubleBuffer) {
      for level in Swift.stride(from: 0, to: values.count, by: stride) {
        var effect = scale * solution.base[level]
        for j in before.indices {
          effect += solution.base[level + j + 1] * before[j]
          values.base[level + j + 1] = start.base[level + j + 1] + solution.base[level + j + 1]
        }
        values.base[level] = start.base[level] + effect
      }
    }
    move(passes.groupValues, groups, passes.groupSolution)
    move(passes.otherValues, others, passes.otherSolution)
    coefficients = zip(before, step).map { $0 + scale * $1 }
  }

  /// (*A* − *E*)⁻¹ of the predictors' part, and that times the response's column; `nil` where predictors depend on others.
  private static func solution(_ cross: Matrix, less explained: Matrix) -> (step: [Double], inverse: Matrix)? {
    let size = cross.columnCount - 1
    func rest(_ i: Int, _ j: Int) -> Double { cross[i + 1, j + 1] - explained[i + 1, j + 1] }
    let scale = (0..<size).map { powerOfTwoScale(rest($0, $0).magnitude.squareRoot()) }
    var scaled = Matrix(rows: size, columns: size)
    for j in 0..<size { for i in 0..<size { scaled[i, j] = rest(i, j) * scale[i] * scale[j] } }
    guard let triangle = cholesky(scaled, tolerance: 1e-13) else { return nil }
    var inverse = inverseGram(ofUpper: triangle)
    for j in 0..<size { for i in 0..<size { inverse[i, j] *= scale[i] * scale[j] } }
    let right = (0..<size).map { (cross[$0 + 1, 0] - explained[$0 + 1, 0]) * scale[$0] }
    let step = zip(solveUpper(triangle, solveUpperTransposed(triangle, right)), scale).map { $0 * $1 }
    return (step, inverse)
  }

  /// Whether the step proves separation: it leaves η of all positive outcomes alone, lowers it by about 1 for some
  /// outcomes of 0 (as Newton's method does for ever where no finite maximum exists) and raises it for none.
  private func separation(_ step: [Double]) -> Ending? {
    let remainders = passes.remainders(1..<passes.width)
    var change = passes.effects.restored(passes.arrangedSolution())
    for (column, slope) in zip(remainders, step) { for row in change.indices { change[row] += slope * column[row] } }
    let slack = 1e-3
    var rows: [Int] = []
    for row in change.indices {
      if outcome[row] > 0 ? change[row].magnitude > slack : change[row] > slack { return nil }
      if change[row] < -0.5 { rows.append(row) }
    }
    guard !rows.isEmpty else { return nil }
    let predictors = step.indices.filter { j in
      rows.contains { (step[j] * remainders[j][$0]).magnitude > 0.01 }
    }
    return .separated(rows: rows, predictors: predictors)
  }
}

/// Σ w y log y and Σ w log Γ(y + 1) of outcomes of at least 0.
func poissonOutcomeSums(_ outcome: [Double], weights: [Double]?, threads: Int) -> (logs: Double, factorials: Double) {
  var (logs, factorials) = (0.0, 0.0)
  var work = [Double](repeating: 0, count: kosh_effects_outcome_work_length(outcome.count))
  kosh_effects_outcome_sums(outcome.count, outcome, weights, threads, &logs, &factorials, &work)
  return (logs, factorials)
}
