internal import KoshNumerics
internal import KoshTable

/// A dissimilarity (inclusive-value) parameter with a test of 1, where the nest means nothing.
public struct DissimilarityParameter: Sendable, Hashable {
  /// The term that it is: `dissimilarity: ground`.
  public let term: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error by the fit's covariance.
  public let standardError: Double?
  /// (estimate − 1) over standard error.
  public let statistic: Double?
  /// Two-sided, for the hypothesis that it is 1.
  public let pValue: Double?
}

/// A fitted nested logit; statistics are *z*. The dissimilarity parameters stand after the coefficients.
public struct NestedLogitFit: RegressionFit, Hashable {
  /// What came out. Observations are choosers, fitted values the probabilities of rows; McFadden's R² compares to equal
  /// probabilities. Tests among the terms are of 0, which for a dissimilarity parameter says little: see
  /// ``dissimilarities``.
  public let result: RegressionResult
  /// Choosers used.
  public let chooserCount: Int
  /// The log likelihood of equal probabilities.
  public let nullLogLikelihood: Double
  /// Newton iterations.
  public let iterations: Int
  /// For each alternative how often it was chosen and is expected.
  public let shares: [AlternativeShare]
  /// The dissimilarity parameters with tests of 1.
  public let dissimilarities: [DissimilarityParameter]
  /// The likelihood-ratio test against the conditional logit, all dissimilarity parameters 1.
  public let nestingTest: OverallTest?

  init(_ model: NestedLogitModel, rows: ChoiceRows, nesting: ChoiceNesting, design: ChoiceDesign) throws(Problems) {
    let (schema, formula) = (rows.schema, model.formula)
    let name = "nested logit"
    let data = ChoiceData(
      .choice, sets: rows.sets, design: design.design, outcome: schema.outcome, weights: rows.weights,
      offset: schema.offset)
    let flat = try ChoiceEstimate(data, name: name, rows: rows, formula: formula)
    let likelihood = NestedLikelihood(data, sets: rows.sets, nesting: nesting)
    let start = flat.estimates + nesting.names.map { _ in 1 }
    let substitute = { (parameters: [Double]) in likelihood.details(parameters).map { crossOfSums($0.scores) } }
    guard var search = LikelihoodSearch(start: start, { likelihood.pass($0) }) else {
      throw ChoiceEstimation.stuck(name, iterations: 0, formula: formula)
    }
    let outcome = search.run(rows: rows.sets.count, substitute: substitute) { likelihood.pass($0) }
    let slopes = flat.estimates.count
    if let least = nesting.names.indices.min(by: { search.estimates[slopes + $0] < search.estimates[slopes + $1] }),
      search.estimates[slopes + least] < 0.01
    {
      throw Problems(
        Problem(
          .specification, "the \(nesting.names[least]) of \"\(formula.text)\" goes to 0", at: formula.place,
          why: "the alternatives of that nest are told apart without error, so the likelihood has no maximum inside",
          remedy: "make other nests, or leave out a predictor that decides within the nest"))
    }
    guard case .maximum = outcome else {
      throw ChoiceEstimation.stuck(name, iterations: search.iterations, formula: formula)
    }
    var details: (pass: LikelihoodPoint, scores: [[Double]], probabilities: [Double])?
    search.polish { parameters in
      details = likelihood.details(parameters)
      return details?.pass
    }
    guard let bread = search.inverseInformation, let details else {
      throw ChoiceEstimation.stuck(name, iterations: search.iterations, formula: formula)
    }
    let estimates = search.estimates
    let count = model.options.observations(rows: rows.sets.count, weights: rows.weights)
    let covariance = try ChoiceEstimation.covariance(
      ChoiceEstimation.Estimate(
        estimates: estimates, bread: bread, scores: details.scores, observationCount: count, weights: rows.weights,
        groups: rows.groups, populationSizes: rows.populationSizes,
        refit: { counts in
          var again = likelihood
          again.weights = likelihood.weights.map { zip($0, counts).map { $0 * $1 } } ?? counts
          let outer = { (parameters: [Double]) in again.details(parameters).map { crossOfSums($0.scores) } }
          guard var search = LikelihoodSearch(start: estimates, { again.pass($0) }),
            case .maximum = search.run(rows: counts.count, substitute: outer, { again.pass($0) })
          else { return nil }
          return search.estimates
        }),
      options: model.options, formula: formula)
    let dissimilarities = nesting.names.indices.map { place in
      let position = slopes + place
      let error = covariance.matrix.map { $0[position, position] }.flatMap { $0 >= 0 ? $0.squareRoot() : nil }
      let statistic = error.flatMap { $0 > 0 ? (estimates[position] - 1) / $0 : nil }
      return DissimilarityParameter(
        term: nesting.names[place], estimate: estimates[position], standardError: error, statistic: statistic,
        pValue: statistic.map { Normal.twoSided($0) })
    }
    var result = RegressionResult(
      model, schema: schema, design: design.design, names: design.design.columnNames + nesting.names,
      estimates: estimates, covariance: covariance, observationCount: count, parameterCount: estimates.count,
      dropped: design.dropped,
      cautions: rows.cautions + design.cautions + dissimilarities.filter { $0.estimate > 1 }.map(Self.outside))
    result.rowLosses = rows.losses
    result.modelLabel = NestedLogitModel.label
    result.logLikelihood = details.pass.logLikelihood
    result.mcFaddenRSquared = 1 - details.pass.logLikelihood / flat.nullLogLikelihood
    result.overallTest = ChoiceEstimation.likelihoodRatio(
      details.pass.logLikelihood, null: flat.nullLogLikelihood, degreesOfFreedom: estimates.count)
    let probabilities = ConditionalLogitFit.inTableOrder(details.probabilities, rows.sets)
    result.givenFittedValues = probabilities
    self.result = result
    chooserCount = rows.sets.count
    nullLogLikelihood = flat.nullLogLikelihood
    iterations = search.iterations
    shares = ConditionalLogitFit.shares(
      ChoiceAlternatives(model.alternative, rows: rows), rows: rows, probabilities: probabilities)
    self.dissimilarities = dissimilarities
    nestingTest = ChoiceEstimation.likelihoodRatio(
      details.pass.logLikelihood, null: flat.logLikelihood, degreesOfFreedom: nesting.names.count)
  }

  private static func outside(_ parameter: DissimilarityParameter) -> Caution {
    Caution(
      "dissimilarity_above_one",
      Trilingual(
        en:
          "The parameter \(parameter.term) is \(parameter.estimate, decimals: 3), above 1: choices then do not agree with the maximisation of utility for all values of the attributes. Other nests may suit the data better.",
        ru:
          "Параметр \(parameter.term) равен \(parameter.estimate, decimals: 3), больше 1: такой выбор не согласуется с максимизацией полезности при всех значениях атрибутов. Возможно, данным лучше подходят другие гнёзда.",
        kk:
          "\(parameter.term) параметрі \(parameter.estimate, decimals: 3), 1-ден үлкен: мұндай таңдау атрибуттардың барлық мәнінде пайдалылықты барынша арттырумен үйлеспейді. Деректерге басқа ұялар жақсырақ сәйкес келуі мүмкін."
      ))
  }
}
