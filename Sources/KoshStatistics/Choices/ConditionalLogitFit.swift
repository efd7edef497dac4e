internal import KoshNumerics
internal import KoshTable

/// How often an alternative was available and chosen, and how often the model expects it.
public struct AlternativeShare: Sendable, Hashable {
  /// The alternative.
  public let alternative: String
  /// Choosers who could choose it.
  public let available: Int
  /// Choosers who did, weighted as the fit.
  public let chosen: Double
  /// The sum of its probabilities, weighted as the fit. With constants of alternatives it equals ``chosen``.
  public let expected: Double
}

/// A fitted conditional logit; statistics are *z*. ``RegressionResult/fittedValues`` are the probabilities of rows.
public struct ConditionalLogitFit: RegressionFit, Hashable {
  /// What came out. Observations are choosers; McFadden's R² compares to equal probabilities.
  public let result: RegressionResult
  /// The model that was fitted.
  public let model: ConditionalLogitModel
  /// Choosers used.
  public let chooserCount: Int
  /// The log likelihood at coefficients of 0: −Σ log of the number of alternatives, where there is no offset.
  public let nullLogLikelihood: Double
  /// Newton iterations over all choosers.
  public let iterations: Int
  /// For each alternative how often it was chosen and is expected; empty where the model names no alternatives.
  public let shares: [AlternativeShare]

  init(_ model: ConditionalLogitModel, rows: ChoiceRows, design: ChoiceDesign) throws(Problems) {
    let formula = model.formula
    let schema = rows.schema
    let data = ChoiceData(
      .choice, sets: rows.sets, design: design.design, outcome: schema.outcome, weights: rows.weights,
      offset: schema.offset)
    let name = ConditionalLogitModel.label.en.lowercased()
    let estimate = try ChoiceEstimate(data, name: name, rows: rows, formula: formula)
    let count = model.options.observations(rows: rows.sets.count, weights: rows.weights)
    let covariance = try estimate.covariance(rows, observationCount: count, options: model.options)
    var result = RegressionResult(
      model, schema: schema, design: design.design, estimates: estimate.estimates, covariance: covariance,
      observationCount: count, parameterCount: estimate.estimates.count, dropped: design.dropped,
      cautions: rows.cautions + design.cautions)
    result.rowLosses = rows.losses
    result.modelLabel = ConditionalLogitModel.label
    result.ratioName = Family.logit.ratioName
    result.logLikelihood = estimate.logLikelihood
    result.mcFaddenRSquared =
      estimate.nullLogLikelihood < 0 ? 1 - estimate.logLikelihood / estimate.nullLogLikelihood : nil
    result.overallTest = ChoiceEstimation.likelihoodRatio(
      estimate.logLikelihood, null: estimate.nullLogLikelihood, degreesOfFreedom: estimate.estimates.count)
    let probabilities = Self.inTableOrder(estimate.probabilities, rows.sets)
    result.givenFittedValues = probabilities
    self.result = result
    self.model = model
    chooserCount = rows.sets.count
    nullLogLikelihood = estimate.nullLogLikelihood
    iterations = estimate.iterations
    shares =
      model.alternative.map {
        Self.shares(ChoiceAlternatives($0, rows: rows), rows: rows, probabilities: probabilities)
      } ?? []
  }

  static func inTableOrder(_ values: [Double], _ sets: ChoiceSets) -> [Double] {
    guard let order = sets.order else { return values }
    var result = values
    for (position, row) in order.enumerated() { result[row] = values[position] }
    return result
  }

  static func shares(_ alternatives: ChoiceAlternatives, rows: ChoiceRows, probabilities: [Double])
    -> [AlternativeShare]
  {
    var available = [Int](repeating: 0, count: alternatives.names.count)
    var (chosen, expected) = (available.map { _ in 0.0 }, available.map { _ in 0.0 })
    let weights = rows.schema.weights
    for (row, code) in alternatives.codes.enumerated() {
      let weight = weights?[row] ?? 1
      available[code] += 1
      chosen[code] += weight * rows.schema.outcome[row]
      expected[code] += weight * probabilities[row]
    }
    return alternatives.names.indices.map {
      AlternativeShare(
        alternative: alternatives.names[$0], available: available[$0], chosen: chosen[$0], expected: expected[$0])
    }
  }
}

/// The estimates of a likelihood of sets, with what covariances need.
struct ChoiceEstimate {
  let estimates: [Double]
  let logLikelihood: Double
  let nullLogLikelihood: Double
  let iterations: Int
  /// For each row in the order of the sets; empty for groups.
  let probabilities: [Double]
  private let bread: Matrix
  private let scores: [[Double]]
  private let data: ChoiceData

  init(_ data: ChoiceData, name: String, rows: ChoiceRows, formula: Formula) throws(Problems) {
    guard let found = data.maximise() else {
      throw ChoiceEstimation.stuck(name, iterations: 0, formula: formula)
    }
    var search = found.search
    switch found.outcome {
    case .maximum: break
    case .stuck: throw ChoiceEstimation.stuck(name, iterations: search.iterations, formula: formula)
    case .diverging(let direction):
      let start = data.pass([Double](repeating: 0, count: direction.count))
      throw ChoiceEstimation.separated(
        name, names: data.design.columnNames, direction: direction,
        spreads: direction.indices.map { start?.information[$0, $0].squareRoot() ?? 1 }, formula: formula)
    }
    var details: (pass: LikelihoodPoint, scores: [[Double]], probabilities: [Double])?
    search.polish { coefficients in
      details = data.details(coefficients)
      return details?.pass
    }
    guard let bread = search.inverseInformation, let details else {
      throw ChoiceEstimation.stuck(name, iterations: search.iterations, formula: formula)
    }
    self.data = data
    self.bread = bread
    estimates = search.estimates
    logLikelihood = details.pass.logLikelihood
    iterations = search.iterations
    scores = details.scores
    probabilities = details.probabilities
    if data.kind == .choice, data.offset == nil {
      var sum = 0.0
      for set in 0..<data.setCount {
        sum -= (data.weights?[set] ?? 1) * naturalLogarithm(Double(data.starts[set + 1] - data.starts[set]))
      }
      nullLogLikelihood = sum
    } else {
      nullLogLikelihood = data.pass([Double](repeating: 0, count: estimates.count))?.logLikelihood ?? .nan
    }
  }

  func covariance(_ rows: ChoiceRows, observationCount: Int, options: RegressionOptions) throws(Problems) -> Covariance
  {
    let (data, start) = (data, estimates)
    return try ChoiceEstimation.covariance(
      ChoiceEstimation.Estimate(
        estimates: estimates, bread: bread, scores: scores, observationCount: observationCount, weights: data.weights,
        groups: rows.groups, populationSizes: rows.populationSizes,
        refit: { counts in
          var again = data
          again.weights = data.weights.map { zip($0, counts).map { $0 * $1 } } ?? counts
          guard var search = LikelihoodSearch(start: start, { again.pass($0, threads: 1) }),
            case .maximum = search.run(rows: again.setCount, { again.pass($0, threads: 1) })
          else { return nil }
          return search.estimates
        }),
      options: options, formula: rows.schema.formula)
  }
}
