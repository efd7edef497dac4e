internal import CKernels
internal import KoshNumerics

/// The rows of a likelihood besides their columns: as the table has them, or cells of equal ones.
struct LikelihoodData: Sendable {
  var design: DesignMatrix
  /// 0 or 1, or at least 0.
  var outcome: [Double]
  /// `nil`: all 1.
  var weights: [Double]?
  /// What is added to the linear predictor; `nil`: nothing.
  var offset: [Double]?
  /// Of cells whose weights are not frequencies: Σ weight² of the rows of each.
  var squares: [Double]?

  /// Calls `body` with the data as the kernels take them; nothing is copied.
  func withKernel<Result>(
    _ family: Family, parameter: Double, _ body: (inout kosh_likelihood) -> Result
  ) -> Result {
    withPointer(to: weights) { weights in
      withPointer(to: offset) { offset in
        outcome.withUnsafeBufferPointer { outcome in
          var model = kosh_likelihood()
          model.family = family.code
          model.parameter = parameter
          model.outcome = outcome.baseAddress
          model.weights = weights
          model.offset = offset
          return body(&model)
        }
      }
    }
  }

  /// The log likelihood's part of each row: first derivative and minus the second one with respect to the linear
  /// predictor, times the weight.
  func rows(_ family: Family, parameter: Double, linear: [Double]) -> (residual: [Double], curvature: [Double]) {
    var residual = [Double](repeating: 0, count: linear.count)
    var curvature = residual
    withKernel(family, parameter: parameter) { model in
      kosh_likelihood_rows(&model, linear, linear.count, &residual, &curvature)
    }
    return (residual, curvature)
  }
}

private func withPointer<Result>(to values: [Double]?, _ body: (UnsafePointer<Double>?) -> Result) -> Result {
  guard let values else { return body(nil) }
  return values.withUnsafeBufferPointer { body($0.baseAddress) }
}

/// Which squares of the scores a sweep sums: the middle of a robust covariance.
enum ScoreSquares: Sendable {
  case none
  /// Of each row's score, weight included.
  case rows
  /// A row stands for as many equal ones as its weight says.
  case frequencies
  /// A cell stands for rows whose squared weights are known.
  case cells

  var code: kosh_meat {
    switch self {
    case .none: KOSH_NO_MEAT
    case .rows: KOSH_MEAT_OF_ROWS
    case .frequencies: KOSH_MEAT_OF_FREQUENCIES
    case .cells: KOSH_MEAT_OF_CELLS
    }
  }
}

/// What one sweep over the rows of a likelihood gives.
struct LikelihoodPass: Sendable {
  /// Derivatives with respect to the dispersion α of a negative binomial, without what hangs on α and the outcome alone.
  struct Dispersion: Sendable {
    /// ∂/∂α.
    var score: Double
    /// ∂²/∂α².
    var curvature: Double
    /// ∂²/∂α∂β.
    var cross: [Double]
  }

  /// Without the parts that do not depend on the coefficients.
  var logLikelihood: Double
  /// The largest magnitude of a linear predictor; 0 where nobody asks for it.
  var largestPredictor = 0.0
  var score: [Double]
  var information: Matrix
  /// Σ of squared scores, where it was asked for.
  var meat: Matrix?
  var alpha = Dispersion(score: 0, curvature: 0, cross: [])
}
