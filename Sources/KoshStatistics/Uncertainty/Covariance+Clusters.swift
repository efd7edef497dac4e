internal import KoshNumerics
internal import KoshTable

extension Covariance {
  /// Clusters of one or two variables.
  mutating func cluster(
    _ clusters: ClusterCovariance, _ equations: EstimatingEquations, formula: Formula
  ) throws(Problems) {
    let groups = clusters.variables.compactMap { equations.groups[$0] }
    try Self.checkSeveral(groups, formula: formula)
    let fewest = groups.map(\.count).min() ?? 0
    var meat: Matrix?
    for group in groups {
      let part = crossOfSums(equations.scoreSums(group.codes, count: group.count))
      meat = meat.map { $0.adding(part) } ?? part
    }
    if groups.count == 2 {
      let both = groups[0].crossed(with: groups[1])
      meat = meat?.adding(crossOfSums(equations.scoreSums(both.codes, count: both.count)), times: -1)
      cautions += Self.nested(groups, combinations: both.count)
    }
    guard let meat else { return }
    let factor = Self.enlargement(clusters.correction, clusters: fewest, equations)
    matrix = equations.sandwich(meat.scaled(by: factor))
    if groups.count == 2 { mendNegativeEigenvalues() }
    clusterCounts = groups.map(\.count)
    if !equations.isLikelihood { degreesOfFreedom = fewest - 1 }
    if fewest < 30 { cautions.append(Self.few(fewest)) }
    if fewest <= equations.estimates.count {
      cautions.append(Self.fewerThanCoefficients(fewest, coefficients: equations.estimates.count))
    }
  }

  /// - Throws: A problem for each variable that has one cluster only.
  static func checkSeveral(_ groups: [RowGroups], formula: Formula) throws(Problems) {
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

  /// Negative eigenvalues of a two-way matrix are set to 0, as Cameron, Gelbach and Miller (2011, 2.3) propose.
  private mutating func mendNegativeEigenvalues() {
    guard let old = matrix else { return }
    // Eigenvalues of the correlations: whether a negative one is only rounding must not depend on the units.
    let roots = (0..<old.columnCount).map { old[$0, $0].magnitude.squareRoot() }
    var correlations = old
    for j in roots.indices {
      for i in roots.indices { correlations[i, j] /= roots[i] > 0 && roots[j] > 0 ? roots[i] * roots[j] : 1 }
    }
    guard let least = symmetricEigen(correlations).values.last, least < -1e-10 else { return }
    let (values, vectors) = symmetricEigen(old)
    var mended = Matrix(rows: old.rowCount, columns: old.columnCount)
    for (position, value) in values.enumerated() where value > 0 {
      for j in 0..<old.columnCount {
        for i in 0..<old.rowCount { mended[i, j] += value * vectors[i, position] * vectors[j, position] }
      }
    }
    matrix = mended
    cautions.append(
      Caution(
        "covariance_not_positive",
        Trilingual(
          en:
            "Clustered by two variables, some combination of coefficients came out with a negative variance, which was set to 0. There are too few clusters for these standard errors to be trusted.",
          ru:
            "При двух группировках у одной из комбинаций коэффициентов вышла отрицательная дисперсия, она заменена на 0. Кластеров слишком мало, чтобы доверять этим стандартным ошибкам.",
          kk:
            "Екі айнымалы бойынша топтастырғанда коэффициенттердің бір комбинациясының дисперсиясы теріс шығып, 0-ге ауыстырылды. Бұл стандартты қателерге сену үшін кластерлер тым аз."
        )))
  }

  private static func nested(_ groups: [RowGroups], combinations: Int) -> [Caution] {
    guard let fine = groups.first(where: { $0.count == combinations }),
      let coarse = groups.first(where: { $0.variable != fine.variable })
    else { return [] }
    return [
      Caution(
        "nested_clusters",
        Trilingual(
          en:
            "Every cluster of \(fine.variable) lies within one cluster of \(coarse.variable): two-way clusters are the same as clusters of \(coarse.variable) alone.",
          ru:
            "Каждый кластер \(fine.variable) целиком входит в один кластер \(coarse.variable): двусторонняя кластеризация совпадает с кластеризацией только по \(coarse.variable).",
          kk:
            "\(fine.variable) бойынша әр кластер \(coarse.variable) бойынша бір кластердің ішінде жатыр: екі жақты кластерлеу тек \(coarse.variable) бойынша кластерлеумен бірдей."
        ))
    ]
  }

  private static func few(_ clusters: Int) -> Caution {
    Caution(
      "few_clusters",
      Trilingual(
        en:
          "There are few clusters (\(clusters)): clustered standard errors tend to be too small, and a wild cluster bootstrap (wild:TIMES:VAR) is safer.",
        ru:
          "Кластеров мало (\(clusters)): кластерные стандартные ошибки обычно занижены, надёжнее дикий кластерный бутстрэп (wild:TIMES:VAR).",
        kk:
          "Кластерлер аз (\(clusters)): кластерлік стандартты қателер әдетте төмен, жабайы кластерлік бутстрэп (wild:TIMES:VAR) сенімдірек."
      ))
  }

  private static func fewerThanCoefficients(_ clusters: Int, coefficients: Int) -> Caution {
    Caution(
      "clusters_fewer_than_coefficients",
      Trilingual(
        en:
          "There are \(clusters) clusters for \(coefficients) coefficients: so few clusters cannot test all coefficients together, but \(clusters - 1) of them at most.",
        ru:
          "Кластеров \(clusters), коэффициентов \(coefficients): столь малое число кластеров не позволяет проверить все коэффициенты вместе – не более \(clusters - 1) из них.",
        kk:
          "Кластерлер саны \(clusters), коэффициенттер саны \(coefficients): кластерлер аз болғандықтан барлық коэффициентті бірге тексеру мүмкін емес – ең көбі \(clusters - 1)."
      ))
  }
}
