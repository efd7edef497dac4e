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
  /// Average marginal effects of a variable on the probability of each category; they add up to 0.
  func marginalEffects(of variable: String, _ table: Table) throws(Problem) -> [MarginalEstimate]
}
