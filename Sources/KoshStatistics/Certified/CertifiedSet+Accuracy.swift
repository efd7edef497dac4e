package import KoshTable

/// How many digits of a certified set this program has right.
package struct CertifiedAccuracy: Sendable, Hashable {
  /// What was compared.
  package var quantity: String
  /// The least number of right digits among the figures of that kind.
  package var digits: Double
}

extension CertifiedSet {
  /// Computes the set anew and counts the right digits, each quantity on its own.
  ///
  /// - Parameter start: Which of the starts a nonlinear search begins from, 0 being the hard one.
  /// - Throws: ``Problems`` of the fit.
  package func accuracy(start: Int = 0) throws(Problems) -> [CertifiedAccuracy] {
    switch procedure {
    case .univariate: return univariate()
    case .anova: return try anova()
    case .linear: return try linear()
    case .nonlinear: return try nonlinear(start: start)
    }
  }

  private func compared(_ pairs: [(key: String, quantity: String, value: Double?)]) -> [CertifiedAccuracy] {
    pairs.compactMap { key, quantity, value in
      figures[key].map {
        CertifiedAccuracy(quantity: quantity, digits: Self.digits(value, certified: $0, most: 15))
      }
    }
  }

  private var outcome: [Double?] { table.columns.last?.numbers?.map { $0 } ?? [] }

  private func univariate() -> [CertifiedAccuracy] {
    let description = describe(outcome)
    return compared([
      ("mean", "mean", description.mean),
      ("standard_deviation", "standard deviation", description.standardDeviation),
      ("lag1_autocorrelation", "autocorrelation", autocorrelation(outcome, lag: 1)),
    ])
  }

  private func anova() throws(Problems) -> [CertifiedAccuracy] {
    let groups = (table.columns.first?.numbers ?? []).map { Optional("\(Int($0))") }
    let result = try inProblems { () throws(Problem) in try analysisOfVariance(outcome, by: groups) }
    return compared([
      ("f_statistic", "F", result.test?.statistic), ("r_squared", "R²", result.rSquared),
      ("residual_standard_deviation", "residual sd", result.residualStandardDeviation),
    ])
  }

  private func linear() throws(Problems) -> [CertifiedAccuracy] {
    let fit = try inProblems { () throws(Problem) in try LinearModel(formula) }.fit(table)
    // NIST certifies standard errors of 0 where every row is met: what rounding leaves is compared to the coefficient.
    let errors = zip(fit.terms, parameters).map { term, parameter in
      let most = parameter.standardError == 0 ? parameter.estimate.magnitude : 1
      return Self.digits(term.standardError.map { $0 / most }, certified: parameter.standardError, most: 15)
    }
    let estimates = zip(fit.terms, parameters).map { Self.digits($0.estimate, certified: $1.estimate, most: 15) }
    let scale = figures["residual_standard_deviation"] == 0 ? describe(outcome).standardDeviation ?? 1 : 1
    return [
      CertifiedAccuracy(quantity: "coefficients", digits: estimates.min() ?? 0),
      CertifiedAccuracy(quantity: "standard errors", digits: errors.min() ?? 0),
    ]
      + compared([
        ("residual_standard_deviation", "residual sd", fit.sigma.map { $0 / scale }), ("r_squared", "R²", fit.rSquared),
        ("f_statistic", "F", fit.overallTest?.statistic),
      ])
  }

  private func nonlinear(start: Int) throws(Problems) -> [CertifiedAccuracy] {
    var begin: [String: Double] = [:]
    for parameter in parameters where parameter.starts.indices.contains(start) {
      begin[parameter.name] = parameter.starts[start]
    }
    let fit = try inProblems { () throws(Problem) in try NonlinearModel(formula, start: begin) }.fit(table)
    // Eleven digits are certified.
    func least(_ value: (TermEstimate?) -> Double?, _ certified: (Parameter) -> Double) -> Double {
      parameters.map { Self.digits(value(fit[$0.name]), certified: certified($0), most: 11) }.min() ?? 0
    }
    let parameterDigits = CertifiedAccuracy(quantity: "parameters", digits: least({ $0?.estimate }, \.estimate))
    // Residuals that are no more than the rounding of the data have no digits to compare.
    let certified = figures["residual_sum_of_squares"] ?? 0
    guard certified > Self.rounding * outcome.reduce(0, { $0 + ($1 ?? 0) * ($1 ?? 0) }) else {
      return [parameterDigits]
    }
    return [
      parameterDigits,
      CertifiedAccuracy(quantity: "standard errors", digits: least({ $0?.standardError }, \.standardError)),
      CertifiedAccuracy(
        quantity: "residual sum of squares",
        digits: Self.digits(fit.residualSumOfSquares, certified: certified, most: 11)),
    ]
  }

  /// The share of Σ y² below which a sum of squares is one of rounding errors: the square of 10⁻¹¹.
  private static let rounding = 1e-22

  /// One problem as a list.
  private func inProblems<Value>(_ body: () throws(Problem) -> Value) throws(Problems) -> Value {
    do throws(Problem) {
      return try body()
    } catch {
      throw Problems(error)
    }
  }
}
