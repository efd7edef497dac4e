public import KoshTable

/// A regression that was asked for, whatever its family.
public protocol RegressionModel: Sendable {
  /// What fitting gives.
  associatedtype Fit: RegressionFit
  /// The model.
  var formula: Formula { get }
  /// What it is told besides: covariance, weights, confidence level.
  var options: RegressionOptions { get }
  /// Fits the model to the complete rows of a table.
  func fit(_ table: Table) throws(Problems) -> Fit
}

extension RegressionModel {
  /// Fits the model where its family is not known beforehand.
  public func fitAny(_ table: Table) throws(Problems) -> any RegressionFit { try fit(table) }
}

/// A fitted regression, whatever its family: a value that never changes.
///
/// Everything of ``RegressionResult`` can be asked of the fit itself: `fit.terms`, `fit.aic`, `fit["gender"]`.
@dynamicMemberLookup
public protocol RegressionFit: Sendable {
  /// What came out.
  var result: RegressionResult { get }
}

extension RegressionFit {
  /// A member of ``result``.
  public subscript<Value>(dynamicMember member: KeyPath<RegressionResult, Value>) -> Value { result[keyPath: member] }

  /// The entry of a coefficient.
  public subscript(term: String) -> TermEstimate? { result[term] }
}

/// A fit with an outcome of several categories: ordered and multinomial logits.
public protocol CategoricalFit: RegressionFit {
  /// The categories.
  var levels: [String] { get }
  /// The probabilities of each category, one array for each in the order of ``levels``, for rows of any table that has
  /// the predictors.
  ///
  /// - Throws: A ``Problem`` for a level or value that the model does not know.
  func probabilities(_ table: Table) throws(Problem) -> [[Double]]
}

/// A fit whose probabilities can be had at other coefficients than its own, as standard errors of margins ask.
protocol CategoryProbabilities: CategoricalFit {
  /// For each category the probabilities of the rows of a design.
  func probabilities(_ design: DesignMatrix, _ offset: [Double]?, _ parameters: [Double]) -> [[Double]]
}

extension CategoryProbabilities {
  /// The probabilities of each category for rows of any table that has the predictors.
  ///
  /// - Throws: A ``Problem`` for a level or value that the model does not know.
  public func probabilities(_ table: Table) throws(Problem) -> [[Double]] {
    probabilities(try result.design(for: table), try result.offset(for: table), result.terms.map(\.estimate))
  }
}
