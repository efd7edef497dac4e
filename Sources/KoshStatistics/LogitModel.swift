internal import KoshNumerics
public import KoshTable

/// A binary logit, asked for: log odds of the outcome 1 as a sum of predictors. It holds no data.
///
///     let fit = try LogitModel("intends ~ gender + i(region)").fit(table)
///     RegressionDiagnostics.oddsRatios(fit)
public struct LogitModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// How the covariance of the coefficients is estimated.
  public var vcov: CovarianceType
  /// The variable of weights: a row counts as so many equal ones in the likelihood, as in R's `glm(weights =)`.
  public var weights: String?
  /// The probability of the confidence intervals, between 0 and 1.
  public var confidenceLevel: Double
  /// Whether predictors that are linear combinations of earlier ones are left out (with a caution) instead of refused.
  public var dropCollinear: Bool

  /// A model from its parts.
  public init(
    formula: Formula, vcov: CovarianceType = .iid, weights: String? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) {
    self.formula = formula
    self.vcov = vcov
    self.weights = weights
    self.confidenceLevel = confidenceLevel
    self.dropCollinear = dropCollinear
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, vcov: CovarianceType = .iid, weights: String? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula), vcov: vcov, weights: weights, confidenceLevel: confidenceLevel,
      dropCollinear: dropCollinear)
  }

  /// Fits the model by maximum likelihood: Newton's method with halved steps where one leads downhill, each iteration
  /// one sweep over the rows, and a last step by QR from which the covariance is made.
  ///
  /// The outcome is a column of 0 and 1, or of two categories of which the second in code-point order is 1 (with a
  /// caution that says so). Rows that lack a value of any variable, or whose weight is 0, are left out and counted.
  ///
  /// - Throws: ``Problems``: those of ``LinearModel/fit(_:)``, an outcome that is not binary or does not vary, and
  ///   separation: predictors that tell the outcomes apart without error, wholly or in some rows, so that no finite
  ///   estimate exists. The separating predictor is named.
  /// - Complexity: O(*n* · *k*²) for each of the few iterations; O(*n*) memory besides the table.
  ///
  /// Source: same numbers as R's `glm(family = binomial)` iterated to convergence. Separation as in A. Albert,
  /// J. A. Anderson (1984), *Biometrika* 71(1), 1–10.
  public func fit(_ table: Table) throws(Problems) -> LogitFit {
    try RegressionEstimation.checkLevel(confidenceLevel, place: formula.place)
    let schema = try Schema(formula, weights: weights, outcome: .binary, table: table)
    try RegressionEstimation.checkRows(schema)
    var design = schema.design
    var (dropped, cautions): ([String], [Caution]) = ([], [])
    var newton = NewtonLogit(design: design, outcome: schema.outcome, weights: schema.weights)
    if !newton.isPlainlyEstimable {
      (design, dropped, cautions) = try RegressionEstimation.estimable(
        schema, triangle: design.triangle(), dropCollinear: dropCollinear)
      newton = NewtonLogit(design: design, outcome: schema.outcome, weights: schema.weights)
    }
    switch newton.run() {
    case .maximum: break
    case .separated(let direction):
      throw Separation(design: design, outcome: schema.outcome, formula: formula).problems(direction: direction)
    case .stuck:
      throw Problems(
        Problem(
          .specification, "the logit \"\(formula.text)\" did not converge in \(newton.iterations) iterations",
          at: formula.place, why: "its likelihood is too flat for a maximum to be found",
          remedy: "take predictors away, or bring them to similar sizes"))
    }
    return LogitFit(self, schema: schema, newton: newton, dropped: dropped, cautions: cautions)
  }
}

/// Newton's method for a logit.
struct NewtonLogit {
  enum Outcome {
    case maximum
    case separated(direction: [Double])
    case stuck
  }

  let design: DesignMatrix
  let outcome: [Double]
  let weights: [Double]?
  private(set) var coefficients: [Double]
  private(set) var iterations = 0
  private var current: LogitPass

  /// Starts from the constant that explains the outcome's mean.
  init(design: DesignMatrix, outcome: [Double], weights: [Double]?) {
    self.design = design
    self.outcome = outcome
    self.weights = weights
    coefficients = [Double](repeating: 0, count: design.columnCount)
    if design.hasIntercept {
      let share = weightedMean(outcome, weights)
      coefficients[0] = naturalLogarithm(share / (1 - share))
    }
    current = design.logitPass(outcome: outcome, weights: weights, coefficients: coefficients)
  }

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
      let pass = design.logitPass(outcome: outcome, weights: weights, coefficients: next)
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
    let towards = zip(design.linearPredictor(direction), outcome).map { $1 > 0.5 ? $0 : -$0 }
    let most = towards.max() ?? 0
    return most > 0 && towards.allSatisfy { $0 >= -1e-4 * most }
  }

  /// Probabilities and the weights w p (1 − p) at the current coefficients.
  func probabilities() -> (fitted: [Double], curvature: [Double]) {
    let fitted = logistic(design.linearPredictor(coefficients))
    var curvature = fitted.map { $0 * (1 - $0) }
    if let weights { curvature = zip(curvature, weights).map { $0 * $1 } }
    return (fitted, curvature)
  }

  /// The triangle of √(w p (1 − p)) X with the working residual carried along: its coefficients are a Newton step.
  func workingTriangle() -> DesignTriangle {
    let (fitted, curvature) = probabilities()
    let working = zip(outcome, fitted).map { y, p in
      let slope = p * (1 - p)
      return slope > 0 ? (y - p) / slope : 0
    }
    return design.triangle(rootWeights: curvature.map { $0.squareRoot() }, right: working)
  }
}

func weightedMean(_ values: [Double], _ weights: [Double]?) -> Double {
  guard let weights else { return values.reduce(0, +) / Double(values.count) }
  return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
}
