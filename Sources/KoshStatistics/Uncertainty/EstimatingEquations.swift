internal import KoshNumerics
internal import KoshTable

/// What an estimator leaves behind for every kind of covariance: Σ sᵢ(β) = 0 with its derivative.
struct EstimatingEquations: Sendable {
  /// The score of each row.
  enum Scores: Sendable {
    /// uᵢ xᵢ: a number for each row times its predictors. Weights are part of uᵢ.
    case index(DesignMatrix, [Double])
    /// For each parameter the scores of all rows. Weights are part of them.
    case columns([[Double]])
  }

  /// The inverse of minus the derivative of the summed scores, *k* × *k*.
  var bread: Matrix
  /// The scores.
  var scores: Scores
  /// What `bread` is multiplied by for model-based standard errors: σ² of least squares, 1 of a likelihood; `nil` where
  /// it is undefined.
  var dispersion: Double?
  /// Parameters that corrections count; more than those printed where effects are absorbed.
  var parameterCount: Int
  /// Observations: rows, or the sum of frequency weights.
  var observationCount: Int
  /// Whether tests are *z* (a likelihood) instead of *t* (least squares).
  var isLikelihood: Bool
  /// Frequency weights of rows: so many equal rows that do not depend on each other.
  var frequencies: [Double]?
  /// Rows parted by the variables of the covariance.
  var groups: [String: RowGroups] = [:]
  /// The number of units in the population of each row's stratum.
  var populationSizes: [Double]?
  /// The leverage of each row (of one of its equal rows); `nil` where it is not defined for the estimator.
  var leverage: (@Sendable () -> [Double])?
  /// The parameters estimated anew with each row counted so many times; `nil` if there is no estimate.
  var refit: (@Sendable (_ counts: [Double]) -> [Double]?)?
  /// The estimates.
  var estimates: [Double]
  /// Sums of scores that the estimator makes without keeping those of rows; ``scores`` may then lack its rows.
  var streamed: StreamedScores?
  /// What estimates are computed from for many ways to count rows; `nil` for models other than those of ``CanonicalModel``.
  var canonical: CanonicalModel?

  /// Rows.
  var rowCount: Int {
    switch scores {
    case .index(_, let residuals): residuals.count
    case .columns(let columns): columns.first?.count ?? 0
    }
  }

  /// Σ ωᵢ sᵢsᵢᵀ.
  func scoreCross(_ omega: [Double]? = nil) -> Matrix {
    switch scores {
    case .index(let design, let residuals):
      let squares = residuals.map { $0 * $0 }
      return design.weightedCross(omega.map { zip($0, squares).map { $0 * $1 } } ?? squares)
    case .columns(let columns):
      var result = Matrix(
        rows: columns.count, columns: columns.count,
        values: [Double](repeating: 0, count: columns.count * columns.count))
      for j in columns.indices {
        let weighted = omega.map { zip($0, columns[j]).map { $0 * $1 } } ?? columns[j]
        for i in 0...j {
          let sum = zip(weighted, columns[i]).reduce(0) { $0 + $1.0 * $1.1 }
          result[i, j] = sum
          result[j, i] = sum
        }
      }
      return result
    }
  }

  /// The scores of each parameter summed within groups: one array of `count` sums for each parameter.
  func scoreSums(_ codes: [Int32], count: Int) -> [[Double]] {
    if let streamed { return streamed.groupSums(codes, count) }
    switch scores {
    case .index(let design, let residuals):
      return (0..<design.columnCount).map { j in
        var sums = [Double](repeating: 0, count: count)
        design.forEachValue(ofColumn: j) { row, value in sums[Int(codes[row])] += residuals[row] * value }
        return sums
      }
    case .columns(let columns):
      return columns.map { column in
        var sums = [Double](repeating: 0, count: count)
        for (row, value) in column.enumerated() { sums[Int(codes[row])] += value }
        return sums
      }
    }
  }

  /// The scores of each parameter, row by row.
  var scoreColumns: [[Double]] {
    switch scores {
    case .index(let design, let residuals):
      return (0..<design.columnCount).map { j in zip(design.column(j), residuals).map { $0 * $1 } }
    case .columns(let columns): return columns
    }
  }

  /// *B M B*, made symmetric.
  func sandwich(_ meat: Matrix) -> Matrix {
    var result = bread * meat * bread
    for j in 0..<result.columnCount {
      for i in 0..<j {
        let mean = (result[i, j] + result[j, i]) / 2
        result[i, j] = mean
        result[j, i] = mean
      }
    }
    return result
  }
}

/// A model whose score is Σ w (y − mean(η)) x: all that the rows of equal predictors tell is Σ w and Σ w y.
struct CanonicalModel: Sendable {
  /// How the mean hangs on the linear predictor.
  enum Mean: Sendable { case identity, logistic, exponential }

  var mean: Mean
  var design: DesignMatrix
  var outcome: [Double]
  var weights: [Double]?
  var offset: [Double]?
}

/// Σ over groups of *S S*ᵀ, from the sums of each parameter.
func crossOfSums(_ sums: [[Double]]) -> Matrix {
  var result = Matrix(
    rows: sums.count, columns: sums.count, values: [Double](repeating: 0, count: sums.count * sums.count))
  for j in sums.indices {
    for i in 0...j {
      let sum = zip(sums[i], sums[j]).reduce(0) { $0 + $1.0 * $1.1 }
      result[i, j] = sum
      result[j, i] = sum
    }
  }
  return result
}
