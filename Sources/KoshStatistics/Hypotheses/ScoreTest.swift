internal import KoshNumerics
public import KoshTable

/// The score test (Lagrange multiplier, Rao) of terms that a fit does not have: whether its likelihood would rise if their
/// coefficients left 0. The larger model is not fitted.
///
/// *U*ᵀ *I*⁻¹ *U* with the score *U* and the information *I* of the larger model at the smaller one's estimates, χ² with
/// as many degrees of freedom as the terms have coefficients. For least squares *I* is *X*ᵀ*WX* / σ², σ² = Σ w e² / n, so
/// that the statistic is n times the *R*² of the residuals. Model-based whatever the covariance of the fit is.
///
///     try scoreTest(fit, adding: "score + i(region)", in: table).pValue
///
/// - Parameters:
///   - fit: Least squares, logit, probit or Poisson, without sampling weights.
///   - terms: As they would stand in the formula.
///   - table: The table that the fit was made from; no row of the fit may lack a value of the added terms.
/// - Throws: All the ``Problems``: terms that cannot be read, rows that would be lost, added columns that are combinations
///   of those in the fit.
///
/// Source: C. R. Rao (1948), *Proceedings of the Cambridge Philosophical Society* 44(1), 50–57. Same numbers as R's
/// `anova(test = "Rao")` for logit and Poisson; a probit takes the observed information.
public func scoreTest(
  _ fit: any RegressionFit, adding terms: String, in table: Table
) throws(Problems) -> HypothesisTest {
  let result = fit.result
  let place = result.formula.place
  let kind: Schema.OutcomeKind
  switch (result.family, fit is LinearFit) {
  case (nil, true): kind = .numbers
  case (let family?, false) where family != .negativeBinomial: kind = family.outcomeKind
  default:
    throw Problems(
      Problem(
        .specification, "there is no score test for \"\(result.formula.text)\"", at: place,
        why: "it is for least squares, logit, probit and Poisson",
        remedy: "fit the larger model and compare the two by their likelihoods"))
  }
  guard result.weights?.meaning != .sampling, result.formula.absorbed.isEmpty else {
    throw Problems(
      Problem(
        .specification, "there is no score test for \"\(result.formula.text)\"", at: place,
        why: result.formula.absorbed.isEmpty
          ? "weighted to a population there is no likelihood" : "its effects are absorbed",
        remedy: "fit the larger model and test the added terms by Wald"))
  }
  let larger: Schema
  do {
    let formula = try Formula(result.formula.text + " + " + terms, at: place)
    let options = RegressionOptions(weights: result.weights)
    larger = try Schema(formula, options: options, outcome: kind, table: table)
  } catch let problem as Problem {
    throw Problems(problem)
  } catch let problems as Problems {
    throw problems
  } catch {
    throw Problems(Problem(.specification, "\(error)", at: place))
  }
  guard (larger.selection ?? Array(0..<larger.tableRowCount)) == result.rowsUsed else {
    let before = result.design.rowCount
    throw Problems(
      Problem(
        .data, "\"\(terms)\" would change the rows used: \(larger.design.rowCount) instead of \(before)", at: place,
        why: "a score test adds terms to a fit of the same rows",
        remedy: "fit the smaller model to the rows in which no added variable is missing"))
  }
  let design = larger.design
  let positions = result.design.columnNames.map { design.columnNames.firstIndex(of: $0) }
  var start = [Double](repeating: 0, count: design.columnCount)
  for (position, term) in zip(positions, result.terms) {
    guard let position else {
      throw Problems(
        Problem(
          .specification, "the coefficient \(term.term) would not be in the model with \"\(terms)\"", at: place,
          why: "the smaller model must be part of the larger",
          remedy: "fit both and compare them by their likelihoods"))
    }
    start[position] = term.estimate
  }
  guard design.columnCount > result.terms.count else {
    throw Problems(
      Problem(
        .specification, "\"\(terms)\" adds nothing to \"\(result.formula.text)\"", at: place,
        remedy: "name terms that the fit does not have"))
  }
  let (residual, curvature) = rowDerivatives(result, design: design, start: start)
  let triangle = design.triangle(rootWeights: curvature.map { $0.squareRoot() })
  guard triangle.ranked.dependent.isEmpty else {
    throw Problems(
      triangle.ranked.dependent.map { column in
        Problem(
          .specification, "the added column \(design.columnNames[column]) is a combination of others", at: place,
          why: "its coefficient cannot be told from theirs", remedy: "leave it out")
      })
  }
  let score = design.transposedProduct(residual)
  let statistic = zip(score, triangle.solveGram(score)).reduce(0) { $0 + $1.0 * $1.1 }
  return HypothesisTest(
    kind: .score, hypothesis: result.formula.text, chiSquared: statistic,
    degreesOfFreedom: design.columnCount - result.terms.count)
}

/// The first and minus the second derivative of each row's log likelihood by its linear predictor.
private func rowDerivatives(
  _ result: RegressionResult, design: DesignMatrix, start: [Double]
) -> (residual: [Double], curvature: [Double]) {
  guard let family = result.family else {
    let residuals = result.residuals
    let weights = result.weightValues ?? [Double](repeating: 1, count: residuals.count)
    let variance = weightedSquares(residuals, weights) / Double(result.observationCount)
    return (zip(residuals, weights).map { $0 * $1 / variance }, weights.map { $0 / variance })
  }
  return NewtonLikelihood(
    family, design: design, outcome: result.outcomeValues, weights: result.weightValues, offset: result.offsetValues,
    start: start
  ).rows()
}
