public import KoshTable

/// Compares a fit with a larger one that holds it: *F* for least squares, else the likelihood ratio.
///
/// With *S* the sums of squared residuals (weighted as the fits), *d* the residual degrees of freedom and *q* the
/// coefficients that the larger has more, *F* = ((*S*₀ − *S*₁) / *q*) / (*S*₁ / *d*₁), with *q* and *d*₁ degrees of
/// freedom. For a likelihood see ``likelihoodRatioTest(_:_:)``. Both take rows for independent of each other, and least
/// squares takes them for equally variable: fits with other than model-based standard errors are refused, since the
/// comparison would contradict them.
///
///     try compareNested(small, large).pValue
///
/// - Throws: All the ``Problems`` that keep the two fits from being compared: other families, rows, outcomes, weights, a
///   smaller model that is no part of the larger, robust standard errors.
///
/// Source: same numbers as R's `anova(small, large)` for `lm`, `anova(…, test = "LRT")` for `glm`, and Stata's `lrtest`.
public func compareNested(
  _ smaller: any RegressionFit, _ larger: any RegressionFit
) throws(Problems) -> HypothesisTest {
  let (small, large) = (smaller.result, larger.result)
  let robust = [small, large].map(\.covarianceType).filter { $0 != .iid }.map(\.name)
  var problems = problemsOfComparing(smaller, larger)
  if !robust.isEmpty, small.weights?.meaning != .sampling, large.weights?.meaning != .sampling {
    problems.append(
      Problem(
        .specification,
        "\(pair(small, large)) have the standard errors \(robust.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.joined(separator: " and "))",
        at: small.formula.place,
        why: "a comparison of fits is model-based, and would contradict standard errors that are not",
        remedy: "test the added terms by Wald, which uses these standard errors, or fit both with iid"))
  }
  guard problems.isEmpty else { throw Problems(problems) }
  let hypothesis = "\(small.formula.text) against \(large.formula.text)"
  guard isLeastSquares(smaller), isLeastSquares(larger) else {
    let test = try likelihoodRatioTest(smaller, larger)
    return HypothesisTest(
      kind: .likelihoodRatio, hypothesis: hypothesis, chiSquared: test.statistic,
      degreesOfFreedom: test.degreesOfFreedom)
  }
  let q = small.residualDegreesOfFreedom - large.residualDegreesOfFreedom
  // Squares of rounding errors are no scatter: a part of the outcome's own squares, 1e-28 is 14 digits of it.
  let scale = large.outcomeValues.reduce(0) { $0 + $1 * $1 }
  guard let before = small.sigma, let after = large.sigma,
    after * after * Double(large.residualDegreesOfFreedom) > 1e-28 * scale
  else {
    throw Problems(
      Problem(
        .specification, "\(pair(small, large)) cannot be compared", at: small.formula.place,
        why: "the larger fits every row exactly: nothing is left to compare with",
        remedy: "use more rows or fewer terms"))
  }
  let rest = large.residualDegreesOfFreedom
  let variance = after * after
  let gain = before * before * Double(small.residualDegreesOfFreedom) - variance * Double(rest)
  return HypothesisTest(
    kind: .f, hypothesis: hypothesis, f: max(0, gain) / Double(q) / variance, degreesOfFreedom: q, denominator: rest)
}

/// Compares a fit with another model of the same table, on the rows that both can use; either may be the larger.
///
/// - Returns: The test, and the rows of both.
/// - Throws: What fitting and ``compareNested(_:_:)`` throw.
package func compareNested(
  _ model: any RegressionModel, _ fit: any RegressionFit, with other: any RegressionModel, in table: Table
) throws(Problems) -> (test: HypothesisTest, rows: Int) {
  var fits = (fit, try other.fitAny(table))
  let (own, others) = (fits.0.rowsUsed, fits.1.rowsUsed)
  if own != others {
    let known = Set(others)
    let part = table.selecting(own.filter { known.contains($0) })
    fits = (try model.fitAny(part), try other.fitAny(part))
  }
  if fits.0.parameterCount > fits.1.parameterCount { fits = (fits.1, fits.0) }
  return (try compareNested(fits.0, fits.1), fits.0.observationCount)
}

/// Everything that keeps two fits from being compared by their likelihoods or sums of squares.
func problemsOfComparing(_ smaller: any RegressionFit, _ larger: any RegressionFit) -> [Problem] {
  let (small, large) = (smaller.result, larger.result)
  let comparison = pair(small, large)
  var problems: [Problem] = []
  func refuse(_ what: String, why: String, remedy: String) {
    problems.append(Problem(.specification, what, at: small.formula.place, why: why, remedy: remedy))
  }
  if smaller is NonlinearFit || larger is NonlinearFit {
    refuse(
      "\(comparison) are curves, and cannot be compared",
      why: "whether one curve is part of another is not seen in their formulas", remedy: "compare them by AIC or BIC")
    return problems
  }
  if small.formula.absorbed != large.formula.absorbed {
    refuse(
      "\(comparison) absorb different effects", why: "the effects of one are no terms of the other",
      remedy: "absorb the same effects in both, or write them as predictors: i(variable)")
  } else if small.family != large.family || type(of: smaller) != type(of: larger)
    || isLeastSquares(smaller) != isLeastSquares(larger)
  {
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
  } else if small.weightValues != large.weightValues || !haveOneOffset(small, large) {
    refuse(
      "\(comparison) have different weights or offsets", why: "likelihoods compare for the same weights only",
      remedy: "give both the same weights and offset")
  }
  if small.weights?.meaning == .sampling || large.weights?.meaning == .sampling {
    refuse(
      "\(comparison) have sampling weights", why: "weighted to a population there is no likelihood",
      remedy: "test the added terms by Wald")
  }
  if large.parameterCount <= small.parameterCount {
    refuse(
      "\"\(large.formula.text)\" has no more coefficients than \"\(small.formula.text)\"",
      why: "the smaller model comes first", remedy: "give the larger model second")
  } else if problems.isEmpty, !small.isNested(in: large) {
    refuse(
      "\"\(small.formula.text)\" is not nested in \"\(large.formula.text)\"",
      why: "a predictor of the first is no combination of those of the second",
      remedy: "compare them by AIC or BIC")
  }
  return problems
}

/// Whether both begin at the same offset; where effects are absorbed, their values lie in it too.
private func haveOneOffset(_ small: RegressionResult, _ large: RegressionResult) -> Bool {
  small.formula.absorbed.isEmpty && large.formula.absorbed.isEmpty
    ? small.offsetValues == large.offsetValues : small.formula.offset == large.formula.offset
}

/// Both formulas, for a message.
func pair(_ small: RegressionResult, _ large: RegressionResult) -> String {
  "\"\(small.formula.text)\" and \"\(large.formula.text)\""
}

private func isLeastSquares(_ fit: any RegressionFit) -> Bool {
  fit is LinearFit || (fit as? FixedEffectsFit).map { $0.family == nil && $0.deviance == nil } == true
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
