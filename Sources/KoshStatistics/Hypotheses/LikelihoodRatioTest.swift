internal import KoshNumerics
public import KoshTable

/// The likelihood-ratio test of a fit within a larger one: 2 (ℓ of the larger − ℓ of the smaller), χ² with as many degrees
/// of freedom as the larger has coefficients more.
///
/// Both fits must have the same family, outcome, weights and rows. It is model-based whatever the covariance of the fits
/// is; fits with sampling weights have no likelihood and are refused.
///
///     try likelihoodRatioTest(small, large).pValue
///
/// - Throws: All the ``Problems`` that keep the two fits from being compared.
///
/// Source: S. S. Wilks (1938), *Annals of Mathematical Statistics* 9(1), 60–62. Same numbers as Stata's `lrtest`.
public func likelihoodRatioTest(
  _ smaller: any RegressionFit, _ larger: any RegressionFit
) throws(Problems) -> HypothesisTest {
  let (small, large) = (smaller.result, larger.result)
  let place = small.formula.place
  let comparison = "\"\(small.formula.text)\" and \"\(large.formula.text)\""
  var problems: [Problem] = []
  func refuse(_ what: String, why: String, remedy: String) {
    problems.append(Problem(.specification, what, at: place, why: why, remedy: remedy))
  }
  if small.family != large.family {
    refuse(
      "\(comparison) are of different families", why: "likelihoods of different families do not compare",
      remedy: "fit both by the same family")
  }
  if small.rowsUsed != large.rowsUsed {
    refuse(
      "\(comparison) use different rows: \(small.design.rowCount) and \(large.design.rowCount)",
      why: "likelihoods compare on the same rows only",
      remedy: "fit the smaller model to the rows in which no variable of the larger is missing")
  } else if small.outcomeValues != large.outcomeValues {
    refuse(
      "\(comparison) explain different outcomes", why: "likelihoods compare for the same outcome only",
      remedy: "fit both to the same outcome")
  } else if small.weightValues != large.weightValues || small.offsetValues != large.offsetValues {
    refuse(
      "\(comparison) have different weights or offsets", why: "likelihoods compare for the same weights only",
      remedy: "give both the same weights and offset")
  }
  if small.weights?.meaning == .sampling || large.weights?.meaning == .sampling {
    refuse(
      "\(comparison) have sampling weights", why: "weighted to a population there is no likelihood",
      remedy: "test the added terms by waldTest")
  }
  let difference = large.parameterCount - small.parameterCount
  if difference < 1 {
    refuse(
      "\"\(large.formula.text)\" has no more coefficients than \"\(small.formula.text)\"",
      why: "the smaller model comes first", remedy: "give the larger model second")
  } else if problems.isEmpty, !small.isNested(in: large) {
    refuse(
      "\"\(small.formula.text)\" is not nested in \"\(large.formula.text)\"",
      why: "a predictor of the first is no combination of those of the second",
      remedy: "compare them by AIC or BIC")
  }
  if problems.isEmpty, small.logLikelihood == nil || large.logLikelihood == nil {
    refuse(
      "\(comparison) have no log likelihood", why: "one of them fits every row exactly or has no likelihood",
      remedy: "test the added terms by waldTest")
  }
  guard problems.isEmpty, let low = small.logLikelihood, let high = large.logLikelihood else {
    throw Problems(problems)
  }
  return HypothesisTest(
    kind: .likelihoodRatio, hypothesis: small.formula.text, chiSquared: max(0, 2 * (high - low)),
    degreesOfFreedom: difference)
}

extension RegressionResult {
  /// Whether every column is a combination of the columns of `larger`.
  fileprivate func isNested(in larger: RegressionResult) -> Bool {
    let added = design.columnNames.indices.filter { !larger.design.columnNames.contains(design.columnNames[$0]) }
    return added.allSatisfy { column in
      let values = design.column(column)
      let triangle = larger.design.triangle(right: values)
      guard triangle.ranked.dependent.isEmpty else { return true }
      let fitted = larger.design.linearPredictor(triangle.coefficients)
      let rest = zip(values, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return rest <= 1e-16 * values.reduce(0) { $0 + $1 * $1 }
    }
  }
}
