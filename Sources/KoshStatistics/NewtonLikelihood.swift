internal import CKernels
internal import KoshNumerics

/// Newton's method for the likelihood of a generalized linear model.
struct NewtonLikelihood: Sendable {
  enum Outcome {
    case maximum
    case separated(direction: [Double])
    case stuck
  }

  let family: Family
  /// The dispersion α of the negative binomial.
  let parameter: Double
  let design: DesignMatrix
  let outcome: [Double]
  let weights: [Double]?
  let offset: [Double]?
  private(set) var coefficients: [Double]
  private(set) var iterations = 0
  private var current: LikelihoodPass

  /// Starts from the constant that explains the outcome's mean, or from given coefficients.
  init(
    _ family: Family, parameter: Double = 0, design: DesignMatrix, outcome: [Double], weights: [Double]?,
    offset: [Double]?, start: [Double]? = nil
  ) {
    self.family = family
    self.parameter = parameter
    self.design = design
    self.outcome = outcome
    self.weights = weights
    self.offset = offset
    if let start {
      coefficients = start
    } else {
      coefficients = [Double](repeating: 0, count: design.columnCount)
      if design.hasIntercept {
        coefficients[0] =
          family.linear(ofMean: weightedMean(outcome, weights)) - (offset.map { weightedMean($0, weights) } ?? 0)
      }
    }
    current = design.pass(
      family, parameter: parameter, outcome: outcome, weights: weights, offset: offset, coefficients: coefficients)
  }

  init(_ family: Family, design: DesignMatrix, schema: Schema) {
    self.init(family, design: design, outcome: schema.outcome, weights: schema.weights, offset: schema.offset)
  }

  /// The part of the log likelihood that depends on the coefficients.
  var logLikelihood: Double { current.logLikelihood }

  /// Whether no column comes near to being a linear combination of others; if not, a closer look is needed.
  var isPlainlyEstimable: Bool { cholesky(current.information, tolerance: 1e-8) != nil }

  /// Iterates until a Newton step gains less than 1e-12 of the log likelihood, then takes one step more.
  mutating func run() -> Outcome {
    while iterations < 60 {
      guard let step = newtonStep() else {
        return isSeparating(coefficients) ? .separated(direction: coefficients) : .stuck
      }
      let gain = zip(step, current.score).reduce(0) { $0 + $1.0 * $1.1 }
      guard move(step) else { return isSeparating(step) ? .separated(direction: step) : .stuck }
      iterations += 1
      guard gain <= 1e-12 * max(1, current.logLikelihood.magnitude) else { continue }
      // Where a maximum exists the last step moves no row; where none does, separated rows go on moving for ever.
      let moved = design.linearPredictor(step).reduce(0) { max($0, $1.magnitude) }
      if moved > 0.01 { return isSeparating(step) ? .separated(direction: step) : .stuck }
      polish()
      return .maximum
    }
    return .stuck
  }

  private func newtonStep() -> [Double]? {
    if let triangle = cholesky(current.information) {
      return solveUpper(triangle, solveUpperTransposed(triangle, current.score))
    }
    let triangle = workingTriangle()
    return triangle.ranked.dependent.isEmpty ? triangle.coefficients : nil
  }

  private mutating func move(_ step: [Double]) -> Bool {
    var length = 1.0
    for _ in 0..<40 {
      let next = zip(coefficients, step).map { $0 + length * $1 }
      let pass = design.pass(
        family, parameter: parameter, outcome: outcome, weights: weights, offset: offset, coefficients: next)
      if pass.logLikelihood >= current.logLikelihood - 1e-12 * current.logLikelihood.magnitude {
        coefficients = next
        current = pass
        return true
      }
      length /= 2
    }
    return false
  }

  private mutating func polish() {
    let triangle = workingTriangle()
    guard triangle.ranked.dependent.isEmpty else { return }
    _ = move(triangle.coefficients)
  }

  /// Whether going along `direction` never worsens the prediction of any row and improves some.
  private func isSeparating(_ direction: [Double]) -> Bool {
    guard family.isBinary else { return false }
    let towards = zip(design.linearPredictor(direction), outcome).map { $1 > 0.5 ? $0 : -$0 }
    let most = towards.max() ?? 0
    return most > 0 && towards.allSatisfy { $0 >= -1e-4 * most }
  }

  /// The linear predictor of each row.
  var linearPredictor: [Double] {
    let linear = design.linearPredictor(coefficients)
    return offset.map { zip(linear, $0).map { $0 + $1 } } ?? linear
  }

  /// The first derivative of each row's log likelihood and minus the second one, times the weight.
  func rows() -> (residual: [Double], curvature: [Double]) {
    let linear = linearPredictor
    var residual = [Double](repeating: 0, count: linear.count)
    var curvature = residual
    kosh_glm_rows(family.code, parameter, outcome, weights, linear, linear.count, nil, &residual, &curvature)
    return (residual, curvature)
  }

  /// The triangle of √c X with the working residual u / c carried along: its coefficients are a Newton step.
  func workingTriangle() -> DesignTriangle {
    let (residual, curvature) = rows()
    let working = zip(residual, curvature).map { $1 > 0 ? $0 / $1 : 0 }
    return design.triangle(rootWeights: curvature.map { $0.squareRoot() }, right: working)
  }
}
