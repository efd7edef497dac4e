internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Newton's method for the likelihood of a generalized linear model.
struct NewtonLikelihood: Sendable {
  enum Outcome {
    case maximum
    case separated(direction: [Double])
    case stuck
  }

  /// Rows from which on the search begins at the estimate of a sample of them.
  static let sampledRows = 200_000
  /// A column that keeps less than this of its square beyond the others is solved for by reflections.
  static let crossProductTolerance = 1e-6

  let family: Family
  /// The dispersion α of the negative binomial.
  let parameter: Double
  let data: LikelihoodData
  private(set) var coefficients: [Double]
  private(set) var iterations = 0
  /// The sweep at ``coefficients``.
  private(set) var current: LikelihoodPass
  /// What the last sweep sums besides.
  private let meat: ScoreSquares

  var design: DesignMatrix { data.design }
  var outcome: [Double] { data.outcome }
  var weights: [Double]? { data.weights }
  var offset: [Double]? { data.offset }

  /// Starts from given coefficients, from the estimate of a systematic sample of many rows, or from the constant that
  /// explains the outcome's mean.
  init(
    _ family: Family, parameter: Double = 0, data: LikelihoodData, start: [Double]? = nil, meat: ScoreSquares = .none
  ) {
    self.family = family
    self.parameter = parameter
    self.data = data
    self.meat = meat
    coefficients = start ?? Self.start(family, parameter: parameter, data: data)
    current = data.design.pass(family, parameter: parameter, data: data, coefficients: coefficients)
    guard start == nil, !current.logLikelihood.isFinite else { return }
    coefficients = Self.constantStart(family, data: data)
    current = data.design.pass(family, parameter: parameter, data: data, coefficients: coefficients)
  }

  /// Starts from given coefficients or from the constant.
  init(
    _ family: Family, parameter: Double = 0, design: DesignMatrix, outcome: [Double], weights: [Double]?,
    offset: [Double]?, start: [Double]? = nil
  ) {
    self.init(
      family, parameter: parameter,
      data: LikelihoodData(design: design, outcome: outcome, weights: weights, offset: offset), start: start)
  }

  private static func constantStart(_ family: Family, data: LikelihoodData) -> [Double] {
    var result = [Double](repeating: 0, count: data.design.columnCount)
    if data.design.hasIntercept {
      result[0] =
        family.linear(ofMean: weightedMean(data.outcome, data.weights))
        - (data.offset.map { weightedMean($0, data.weights) } ?? 0)
    }
    return result
  }

  /// The estimate of a sample of at least 65,536 rows, where there are many more and the sample has one: a sweep of all
  /// rows costs as much as all of its own.
  private static func start(_ family: Family, parameter: Double, data: LikelihoodData) -> [Double] {
    let constant = constantStart(family, data: data)
    guard data.design.rowCount >= sampledRows else { return constant }
    let stride = min(64, data.design.rowCount / 65_536)
    var best = constant
    var last = -Double.infinity
    for _ in 0..<12 {
      let pass = data.design.pass(family, parameter: parameter, data: data, coefficients: best, stride: stride)
      guard pass.logLikelihood > last - 1e-9 * last.magnitude,
        let triangle = cholesky(pass.information, tolerance: 1e-8)
      else { return constant }
      let step = solveUpper(triangle, solveUpperTransposed(triangle, pass.score))
      let gain = product(step, pass.score)
      best = zip(best, step).map { $0 + $1 }
      // The sample's own error is far larger.
      if gain < 1e-4 { return best }
      last = pass.logLikelihood
    }
    return constant
  }

  /// The part of the log likelihood that depends on the coefficients.
  var logLikelihood: Double { current.logLikelihood }

  /// Whether no column comes near to being a linear combination of others; if not, a closer look is needed.
  var isPlainlyEstimable: Bool { cholesky(current.information, tolerance: 1e-8) != nil }

  /// Iterates until a Newton step gains less than 1e-12 of the log likelihood, and takes that step too.
  mutating func run() -> Outcome {
    while iterations < 60 {
      guard let step = newtonStep() else {
        return isSeparating(coefficients) ? .separated(direction: coefficients) : .stuck
      }
      let gain = Self.product(step, current.score)
      let isLast = gain <= 1e-12 * max(1, current.logLikelihood.magnitude)
      guard move(step, meat: isLast ? meat : .none) else {
        return isSeparating(step) ? .separated(direction: step) : .stuck
      }
      iterations += 1
      guard isLast else { continue }
      // Where a maximum exists the last step moves no row; where none does, separated rows go on moving for ever.
      if !movesNoRow(gain: gain) {
        let moved = design.linearPredictor(step).reduce(0) { max($0, $1.magnitude) }
        if moved > 0.01 { return isSeparating(step) ? .separated(direction: step) : .stuck }
      }
      polish()
      return .maximum
    }
    return .stuck
  }

  /// Whether a step of such a gain cannot have moved any row by 0.01: Σ w c (xᵢ step)² is the gain, and where no linear
  /// predictor is far from 0 no curvature is near to it.
  private func movesNoRow(gain: Double) -> Bool {
    guard weights == nil else { return false }
    let far = exp(-current.largestPredictor)
    switch family {
    case .logit: return gain < 1e-5 * far / ((1 + far) * (1 + far))
    case .poisson: return gain < 1e-5 * far
    case .probit, .negativeBinomial: return false
    }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  private func newtonStep() -> [Double]? {
    if let triangle = cholesky(current.information) {
      return solveUpper(triangle, solveUpperTransposed(triangle, current.score))
    }
    let triangle = workingTriangle()
    return triangle.ranked.dependent.isEmpty ? triangle.coefficients : nil
  }

  private mutating func move(_ step: [Double], meat: ScoreSquares) -> Bool {
    var length = 1.0
    for _ in 0..<40 {
      let next = zip(coefficients, step).map { $0 + length * $1 }
      let pass = design.pass(family, parameter: parameter, data: data, coefficients: next, meat: meat)
      if pass.logLikelihood >= current.logLikelihood - 1e-12 * current.logLikelihood.magnitude {
        coefficients = next
        current = pass
        return true
      }
      length /= 2
    }
    return false
  }

  /// One step more by reflections, where cross products have lost digits.
  private mutating func polish() {
    guard DesignTriangle(crossProducts: current.information, tolerance: Self.crossProductTolerance) == nil else {
      return
    }
    let triangle = workingTriangle()
    guard triangle.ranked.dependent.isEmpty else { return }
    _ = move(triangle.coefficients, meat: meat)
  }

  /// Whether going along `direction` never worsens the prediction of any row and improves some: rows of 1 go up and
  /// rows of 0 down, or, of counts, rows of 0 go down and no other moves.
  private func isSeparating(_ direction: [Double]) -> Bool {
    let linear = design.linearPredictor(direction)
    if family.isBinary {
      let towards = zip(linear, outcome).map { $1 > 0.5 ? $0 : -$0 }
      let most = towards.max() ?? 0
      return most > 0 && towards.allSatisfy { $0 >= -1e-4 * most }
    }
    let most = zip(linear, outcome).reduce(0) { $1.1 > 0 ? $0 : max($0, -$1.0) }
    return most > 0 && zip(linear, outcome).allSatisfy { $1 > 0 ? $0.magnitude <= 1e-4 * most : $0 <= 1e-4 * most }
  }

  /// The linear predictor of each row.
  var linearPredictor: [Double] {
    let linear = design.linearPredictor(coefficients)
    return offset.map { zip(linear, $0).map { $0 + $1 } } ?? linear
  }

  /// The first derivative of each row's log likelihood and minus the second one, times the weight.
  func rows() -> (residual: [Double], curvature: [Double]) {
    data.rows(family, parameter: parameter, linear: linearPredictor)
  }

  /// The triangle of √c X: from the information where that has its digits, else by reflections.
  var triangle: DesignTriangle {
    DesignTriangle(crossProducts: current.information, tolerance: Self.crossProductTolerance) ?? workingTriangle()
  }

  /// The triangle of √c X with the working residual u / c carried along: its coefficients are a Newton step.
  func workingTriangle() -> DesignTriangle {
    let (residual, curvature) = rows()
    let working = zip(residual, curvature).map { $1 > 0 ? $0 / $1 : 0 }
    return design.triangle(rootWeights: curvature.map { $0.squareRoot() }, right: working)
  }
}

func weightedMean(_ values: [Double], _ weights: [Double]?) -> Double {
  guard let weights else { return ColumnFacts(values).sum / Double(values.count) }
  return weightedSum(values, weights) / ColumnFacts(weights).sum
}
