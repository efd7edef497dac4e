internal import KoshNumerics
internal import KoshTable

/// A covariance of coefficients and what belongs to it.
struct Covariance: Sendable {
  /// The matrix; `nil` where it is undefined.
  var matrix: Matrix?
  /// The type that was computed.
  var type: CovarianceType
  /// The degrees of freedom of tests; `nil` for *z*.
  var degreesOfFreedom: Int?
  /// How many clusters there are, by variable.
  var clusterCounts: [Int] = []
  /// What to keep in mind.
  var cautions: [Caution] = []

  /// The covariance of an estimator's coefficients.
  ///
  /// - Throws: What the design does not allow, such as a single cluster.
  static func estimate(_ type: CovarianceType, _ equations: EstimatingEquations, formula: Formula) throws(Problems)
    -> Covariance
  {
    let rest = equations.observationCount - equations.parameterCount
    var result = Covariance(matrix: nil, type: type, degreesOfFreedom: equations.isLikelihood ? nil : rest)
    switch type {
    case .iid:
      result.matrix = equations.dispersion.map { dispersion in
        var matrix = equations.bread
        for j in 0..<matrix.columnCount { for i in 0..<matrix.rowCount { matrix[i, j] *= dispersion } }
        return matrix
      }
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
      try cluster(clusters, equations, formula: formula, into: &result)
    case .neweyWest, .survey, .jackknife, .bootstrap:
      throw Problems(
        Problem(.specification, "the covariance \(type.name) is not computed for this model", at: formula.place))
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

  private static func cluster(
    _ clusters: ClusterCovariance, _ equations: EstimatingEquations, formula: Formula, into result: inout Covariance
  ) throws(Problems) {
    let groups = clusters.variables.compactMap { equations.groups[$0] }
    let single = groups.filter { $0.count < 2 }
    guard single.isEmpty else {
      throw Problems(
        single.map {
          Problem(
            .data, "there is one cluster only: \($0.variable) is \"\($0.names.first ?? "")\" in every row used",
            at: formula.place, why: "the variation between clusters cannot be estimated from one",
            remedy: "cluster by another variable, or take HC1")
        })
    }
    let all = groups.count == 2 ? groups + [groups[0].crossed(with: groups[1])] : groups
    let counts = all.map(\.count)
    let fewest = counts.prefix(groups.count).min() ?? 0
    var meat: Matrix?
    for (position, group) in all.enumerated() {
      let part = crossOfSums(equations.scoreSums(group.codes, count: group.count))
      let sign = position == 2 ? -1.0 : 1
      var sum = meat ?? part
      if meat != nil {
        for j in 0..<sum.columnCount { for i in 0..<sum.rowCount { sum[i, j] += sign * part[i, j] } }
      }
      meat = sum
    }
    guard var meat else { return }
    let factor = enlargement(clusters.correction, clusters: fewest, equations)
    for j in 0..<meat.columnCount { for i in 0..<meat.rowCount { meat[i, j] *= factor } }
    result.matrix = equations.sandwich(meat)
    result.clusterCounts = groups.map(\.count)
    if !equations.isLikelihood { result.degreesOfFreedom = fewest - 1 }
    if fewest < 30 { result.cautions.append(few(fewest)) }
  }

  /// The factor of ``SmallSampleCorrection``.
  static func enlargement(_ correction: SmallSampleCorrection, clusters: Int, _ equations: EstimatingEquations)
    -> Double
  {
    let (g, n, k) = (Double(clusters), Double(equations.observationCount), Double(equations.parameterCount))
    switch correction {
    case .none: return 1
    case .stata where equations.isLikelihood: return g / (g - 1)
    case .stata, .fixest: return g / (g - 1) * (n - 1) / (n - k)
    }
  }

  private static func few(_ clusters: Int) -> Caution {
    Caution(
      "few_clusters",
      Trilingual(
        en:
          "There are few clusters (\(clusters)): clustered standard errors tend to be too small, and a wild cluster bootstrap is safer.",
        ru:
          "Кластеров мало (\(clusters)): кластерные стандартные ошибки обычно занижены, надёжнее дикий кластерный бутстрэп.",
        kk:
          "Кластерлер аз (\(clusters)): кластерлік стандартты қателер әдетте төмен, жабайы кластерлік бутстрэп сенімдірек."
      ))
  }

  /// The caution that goes with an undefined robust covariance.
  private static func undefined(_ type: CovarianceType) -> Caution {
    Caution(
      "covariance_undefined",
      Trilingual(
        en: "Standard errors of type \(type.name) are undefined here: a row is fitted exactly whatever its outcome.",
        ru:
          "Стандартные ошибки типа \(type.name) здесь не определены: одна из строк предсказывается точно при любом её значении.",
        kk: "\(type.name) түріндегі стандартты қателер мұнда анықталмаған: бір жол кез келген мәнінде дәл болжанады."))
  }
}
