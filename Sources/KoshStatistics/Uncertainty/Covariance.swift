internal import KoshNumerics
internal import KoshTable

/// A covariance of coefficients and what belongs to it.
struct Covariance: Sendable {
  /// The matrix; `nil` where it is undefined.
  var matrix: Matrix?
  /// The matrix in a basis that keeps its digits, where it was computed in one.
  var basis: CovarianceBasis?
  /// The type that was computed.
  var type: CovarianceType
  /// The degrees of freedom of tests; `nil` for *z*.
  var degreesOfFreedom: Int?
  /// How many clusters there are, by variable.
  var clusterCounts: [Int] = []
  /// The refits of a bootstrap.
  var bootstrap: BootstrapDistribution?
  /// What to keep in mind.
  var cautions: [Caution] = []

  /// The covariance of an estimator's coefficients.
  ///
  /// - Throws: What the design does not allow, such as a single cluster or a stratum of one unit.
  static func estimate(_ type: CovarianceType, _ equations: EstimatingEquations, formula: Formula) throws(Problems)
    -> Covariance
  {
    let rest = equations.observationCount - equations.parameterCount
    var result = Covariance(matrix: nil, type: type, degreesOfFreedom: equations.isLikelihood ? nil : rest)
    switch type {
    case .iid:
      result.matrix = equations.dispersion.map { equations.bread.scaled(by: $0) }
    case .hc0, .hc1, .hc2, .hc3:
      guard rest > 0 || equations.isLikelihood else { return result }
      if type == .hc0 || type == .hc1, let squares = equations.streamed?.squares {
        guard type == .hc0 || rest > 0 else {
          result.cautions.append(undefined(type))
          return result
        }
        var middle = squares
        if type == .hc1 {
          let factor = Double(equations.observationCount) / Double(rest)
          for position in middle.values.indices { middle.values[position] *= factor }
        }
        result.matrix = equations.sandwich(middle)
      } else if let omega = heteroskedastic(type, equations) {
        result.matrix = equations.sandwich(equations.scoreCross(omega))
      } else {
        result.cautions.append(undefined(type))
      }
    case .clusters(let clusters):
      try result.cluster(clusters, equations, formula: formula)
    case .neweyWest(let spread):
      try refuseFrequencies(type, equations, formula: formula)
      try result.neweyWest(spread, equations, formula: formula)
    case .survey(let design):
      try refuseFrequencies(type, equations, formula: formula)
      try result.survey(design, equations, formula: formula)
    case .jackknife(let cluster):
      if cluster == nil { try refuseFrequencies(type, equations, formula: formula) }
      try result.jackknife(cluster: cluster, equations, formula: formula)
    case .bootstrap(let bootstrap):
      if bootstrap.cluster == nil { try refuseFrequencies(type, equations, formula: formula) }
      try result.bootstrap(bootstrap, equations, formula: formula)
    }
    return result
  }

  /// ωᵢ of HC0–HC3; `nil` where it is undefined (no degrees of freedom are left for HC1, a leverage is 1 for HC2, HC3).
  private static func heteroskedastic(_ type: CovarianceType, _ equations: EstimatingEquations) -> [Double]? {
    // Equal rows are as many scores of their own, not one that is so many times as large.
    var omega = equations.frequencies.map { $0.map { 1 / $0 } } ?? [Double](repeating: 1, count: equations.rowCount)
    let (n, k) = (Double(equations.observationCount), Double(equations.parameterCount))
    switch type {
    case .hc1:
      guard n > k else { return nil }
      for row in omega.indices { omega[row] *= n / (n - k) }
    case .hc2, .hc3:
      guard let rest = equations.leverage?().map({ 1 - $0 }), rest.allSatisfy({ $0 > 1e-12 }) else { return nil }
      for row in omega.indices { omega[row] /= type == .hc2 ? rest[row] : rest[row] * rest[row] }
    default: break
    }
    return omega
  }

  /// Rows that stand for several cannot be told apart by time or be drawn one by one.
  private static func refuseFrequencies(
    _ type: CovarianceType, _ equations: EstimatingEquations, formula: Formula
  ) throws(Problems) {
    guard equations.frequencies != nil else { return }
    throw Problems(
      Problem(
        .specification, "the covariance \(type.name) is not defined for frequency weights", at: formula.place,
        why: "a row that stands for several is no single observation",
        remedy: "write each observation as a row, or name the weights analytic or sampling"))
  }

  /// The caution that goes with an undefined covariance.
  private static func undefined(_ type: CovarianceType) -> Caution {
    guard type == .hc2 || type == .hc3 else {
      return Caution(
        "covariance_undefined",
        Trilingual(
          en: "Standard errors of type \(type.name) are undefined here: there are as many coefficients as rows.",
          ru: "Стандартные ошибки типа \(type.name) здесь не определены: коэффициентов столько же, сколько строк.",
          kk: "\(type.name) түріндегі стандартты қателер мұнда анықталмаған: коэффициенттер саны жолдар санына тең."))
    }
    return Caution(
      "covariance_undefined",
      Trilingual(
        en:
          "Standard errors of type \(type.name) are undefined here: a row is met exactly whatever its outcome, such as the only row of a category. Merge that category with another, or take HC1.",
        ru:
          "Стандартные ошибки типа \(type.name) здесь не определены: одна из строк предсказывается точно при любом её значении, как единственная строка категории. Объедините эту категорию с другой или возьмите HC1.",
        kk:
          "\(type.name) түріндегі стандартты қателер мұнда анықталмаған: бір жол, мысалы санаттың жалғыз жолы, кез келген мәнінде дәл болжанады. Ол санатты басқасымен біріктіріңіз немесе HC1 алыңыз."
      ))
  }
}

extension Matrix {
  /// Every element times `factor`.
  func scaled(by factor: Double) -> Matrix {
    var result = self
    for place in result.values.indices { result.values[place] *= factor }
    return result
  }

  /// *A* + `factor` · *B*.
  func adding(_ other: Matrix, times factor: Double = 1) -> Matrix {
    var result = self
    for place in result.values.indices { result.values[place] += factor * other.values[place] }
    return result
  }
}
