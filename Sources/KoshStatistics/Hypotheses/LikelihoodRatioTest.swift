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
  let problems = problemsOfComparing(smaller, larger)
  guard problems.isEmpty else { throw Problems(problems) }
  guard let low = small.logLikelihood, let high = large.logLikelihood else {
    throw Problems(
      Problem(
        .specification, "\(pair(small, large)) have no log likelihood", at: small.formula.place,
        why: "one of them fits every row exactly or has no likelihood", remedy: "test the added terms by Wald"))
  }
  return HypothesisTest(
    kind: .likelihoodRatio, hypothesis: small.formula.text, chiSquared: max(0, 2 * (high - low)),
    degreesOfFreedom: large.parameterCount - small.parameterCount)
}
