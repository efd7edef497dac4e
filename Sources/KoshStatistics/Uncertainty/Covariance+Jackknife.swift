internal import KoshNumerics
internal import KoshTable

extension Covariance {
  /// (G − 1) / G Σ (β₍₋g₎ − mean)(β₍₋g₎ − mean)ᵀ over refits without one row or one cluster.
  mutating func jackknife(
    cluster: String?, _ equations: EstimatingEquations, formula: Formula
  ) throws(Problems) {
    let groups = cluster.flatMap { equations.groups[$0] }
    if let groups {
      try Self.checkSeveral([groups], formula: formula)
      clusterCounts = [groups.count]
      if !equations.isLikelihood { degreesOfFreedom = groups.count - 1 }
    }
    let count = groups?.count ?? equations.rowCount
    let estimates: [[Double]?]
    if groups == nil, let closed = Self.leastSquaresWithoutRows(equations) {
      estimates = closed
    } else {
      guard let refits = Refits(equations, groups: groups) else { throw Self.cannotRefit(type, formula: formula) }
      estimates = concurrentMap(count) { refits.without($0) }
    }
    let kept = estimates.compactMap { $0 }
    if kept.count < count { cautions.append(Self.failedRefits(count - kept.count, of: count)) }
    guard kept.count > 1 else { return }
    let share = Double(kept.count - 1) / Double(kept.count)
    matrix = Self.crossAboutMean(kept, factors: [Double](repeating: share, count: kept.count))
  }

  /// Least squares without one row at a time needs no refit: β − *B* sᵢ / (1 − hᵢ).
  private static func leastSquaresWithoutRows(_ equations: EstimatingEquations) -> [[Double]?]? {
    guard equations.canonical?.mean == .identity, let leverage = equations.leverage?() else { return nil }
    let (scores, bread) = (equations.scoreColumns, equations.bread)
    return leverage.enumerated().map { row, leverage in
      guard leverage < 1 - 1e-12 else { return nil }
      return equations.estimates.indices.map { j in
        equations.estimates[j] - scores.indices.reduce(0) { $0 + bread[j, $1] * scores[$1][row] } / (1 - leverage)
      }
    }
  }

  /// JKn: refits without one unit, the other units of its stratum weighted by nₕ / (nₕ − 1).
  mutating func surveyJackknife(
    _ units: SampledUnits, _ equations: EstimatingEquations, formula: Formula
  ) throws(Problems) -> Matrix? {
    guard let refit = equations.refit else { throw Self.cannotRefit(type, formula: formula) }
    let estimates = concurrentMap(units.count) { unit -> [Double]? in
      let stratum = units.stratumOfUnit[unit]
      let size = Double(units.unitCounts[stratum])
      guard size > 1 else { return equations.estimates }
      return refit(
        units.unitOfRow.map { other in
          if Int(other) == unit { return 0 }
          return units.stratumOfUnit[Int(other)] == stratum ? size / (size - 1) : 1
        })
    }
    var (kept, factors): ([[Double]], [Double]) = ([], [])
    for (unit, estimate) in estimates.enumerated() {
      let stratum = units.stratumOfUnit[unit]
      let size = Double(units.unitCounts[stratum])
      guard let estimate, size > 1 else { continue }
      kept.append(estimate)
      factors.append(units.remaining[stratum] * (size - 1) / size)
    }
    let failed = estimates.count { $0 == nil }
    if failed > 0 { cautions.append(Self.failedRefits(failed, of: units.count)) }
    return kept.count > 1 ? Self.crossAboutMean(kept, factors: factors) : nil
  }

  /// Σ fᵢ (βᵢ − mean)(βᵢ − mean)ᵀ.
  static func crossAboutMean(_ estimates: [[Double]], factors: [Double]) -> Matrix {
    let size = estimates[0].count
    return crossOfSums(
      (0..<size).map { j in
        let mean = estimates.reduce(0) { $0 + $1[j] } / Double(estimates.count)
        return zip(estimates, factors).map { ($0[j] - mean) * $1.squareRoot() }
      })
  }

  static func cannotRefit(_ type: CovarianceType, formula: Formula) -> Problems {
    Problems(
      Problem(
        .specification, "the covariance \(type.name) is not computed for this model", at: formula.place,
        why: "it needs refits, which this model does not offer", remedy: "take HC1 or clusters"))
  }

  static func failedRefits(_ failed: Int, of all: Int) -> Caution {
    Caution(
      "refits_failed",
      Trilingual(
        en:
          "Of \(all) refits \(failed) had no estimate (separation, collinear predictors or no convergence) and were left out: the standard errors are those of the rest and may be too small.",
        ru:
          "Из \(all) повторных оценок \(failed) не дали результата (разделение, коллинеарность или нет сходимости) и исключены: стандартные ошибки вычислены по остальным и могут быть занижены.",
        kk:
          "\(all) қайта бағалаудың \(failed) нәтиже бермеді (ажырату, коллинеарлық немесе жинақталмау) және алынып тасталды: стандартты қателер қалғандары бойынша есептелді, олар төмен болуы мүмкін."
      ))
  }
}
