internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The likelihood of an outcome of several categories, in parameters that Newton's method finds.
protocol CategoryLikelihood: Sendable {
  /// For each row its category from 0 up.
  var codes: [Int] { get }
  var levelCount: Int { get }
  var weights: [Double]? { get set }
  /// Where the search begins.
  var start: [Double] { get }
  /// The log likelihood and its derivatives; `nil` where it is undefined.
  func pass(_ parameters: [Double]) -> LikelihoodPoint?
  /// For each parameter the score of each row, times its weight.
  func scores(_ parameters: [Double]) -> [[Double]]
}

extension CategoryLikelihood {
  /// The share of each category.
  var shares: [Double] {
    var sums = [Double](repeating: 0, count: levelCount)
    for (row, code) in codes.enumerated() { sums[code] += weights?[row] ?? 1 }
    let total = sums.reduce(0, +)
    return sums.map { $0 / total }
  }

  /// The log likelihood of a model that knows the shares alone.
  var nullLogLikelihood: Double {
    let total = weights?.reduce(0, +) ?? Double(codes.count)
    return shares.reduce(0) { $0 + ($1 > 0 ? total * $1 * log($1) : 0) }
  }
}

/// Where a likelihood of categories is greatest.
struct CategoryMaximum {
  let estimates: [Double]
  let covariance: Covariance
  let logLikelihood: Double
  let iterations: Int
  let observationCount: Int

  /// - Parameters:
  ///   - name: What the model is called in problems.
  ///   - separated: The problem of a likelihood that goes on growing in a direction, from its derivatives at the start.
  init(
    _ likelihood: some CategoryLikelihood, name: String, schema: Schema, options: RegressionOptions, formula: Formula,
    separated: (_ direction: [Double], _ start: LikelihoodPoint) -> Problems
  ) throws(Problems) {
    let rows = likelihood.codes.count
    guard var search = LikelihoodSearch(start: likelihood.start, { likelihood.pass($0) }) else {
      throw ChoiceEstimation.stuck(name, iterations: 0, formula: formula)
    }
    let start = search.current
    switch search.run(rows: rows, { likelihood.pass($0) }) {
    case .maximum: break
    case .stuck: throw ChoiceEstimation.stuck(name, iterations: search.iterations, formula: formula)
    case .diverging(let direction): throw separated(direction, start)
    }
    search.polish { likelihood.pass($0) }
    guard let bread = search.inverseInformation else {
      throw ChoiceEstimation.stuck(name, iterations: search.iterations, formula: formula)
    }
    let estimates = search.estimates
    observationCount = options.observations(rows: rows, weights: schema.weights)
    covariance = try ChoiceEstimation.covariance(
      ChoiceEstimation.Estimate(
        estimates: estimates, bread: bread, scores: likelihood.scores(estimates), observationCount: observationCount,
        weights: schema.weights, groups: schema.groups, populationSizes: schema.populationSizes,
        refit: { counts in
          var again = likelihood
          again.weights = likelihood.weights.map { zip($0, counts).map { $0 * $1 } } ?? counts
          guard var search = LikelihoodSearch(start: estimates, { again.pass($0) }),
            case .maximum = search.run(rows: rows, { again.pass($0) })
          else { return nil }
          return search.estimates
        }),
      options: options, formula: formula)
    self.estimates = estimates
    logLikelihood = search.current.logLikelihood
    iterations = search.iterations
  }
}
