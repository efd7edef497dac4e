internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The likelihood of a multinomial logit: the coefficients of category 1, then of category 2, …; category 0 has none.
struct MultinomialLikelihood: CategoryLikelihood {
  let design: DesignMatrix
  /// For each row its category.
  let codes: [Int]
  let levelCount: Int
  var weights: [Double]?

  private var columns: Int { design.columnCount }

  /// Constants that give the shares of the categories, and no slopes.
  var start: [Double] {
    let shares = self.shares
    return (1..<levelCount).flatMap { level in
      (0..<columns).map { $0 == 0 && design.hasIntercept ? log(shares[level] / shares[0]) : 0 }
    }
  }

  /// Linear predictors of the categories but the first.
  private func predictors(_ parameters: [Double]) -> [[Double]] {
    (0..<(levelCount - 1)).map { design.linearPredictor(Array(parameters[($0 * columns)..<(($0 + 1) * columns)])) }
  }

  /// Probabilities of all categories, and the logarithm of the sum of exp(η).
  private func evaluate(_ parameters: [Double]) -> (probabilities: [[Double]], logSums: [Double], linear: [[Double]]) {
    let linear = predictors(parameters)
    let n = design.rowCount
    var probabilities = [[Double]](repeating: [Double](repeating: 0, count: n), count: levelCount)
    var logSums = [Double](repeating: 0, count: n)
    for row in 0..<n {
      var most = 0.0
      for eta in linear { most = max(most, eta[row]) }
      var total = exp(-most)
      probabilities[0][row] = total
      for level in 1..<levelCount {
        let e = exp(linear[level - 1][row] - most)
        probabilities[level][row] = e
        total += e
      }
      logSums[row] = most + log(total)
      for level in 0..<levelCount { probabilities[level][row] /= total }
    }
    return (probabilities, logSums, linear)
  }

  /// w (yₑ − Pₑ) of each row, category by category but the first.
  private func residuals(_ probabilities: [[Double]]) -> [[Double]] {
    (1..<levelCount).map { level in
      codes.indices.map { row in (weights?[row] ?? 1) * ((codes[row] == level ? 1 : 0) - probabilities[level][row]) }
    }
  }

  /// The likelihood at parameters.
  func pass(_ parameters: [Double]) -> LikelihoodPoint? {
    let (probabilities, logSums, linear) = evaluate(parameters)
    var total = 0.0
    for (row, code) in codes.enumerated() {
      total += (weights?[row] ?? 1) * ((code == 0 ? 0 : linear[code - 1][row]) - logSums[row])
    }
    guard total.isFinite else { return nil }
    let (k, equations) = (columns, levelCount - 1)
    let score = residuals(probabilities).flatMap { design.transposedProduct($0) }
    var information = Matrix(rows: k * equations, columns: k * equations)
    for e in 0..<equations {
      for f in 0...e {
        let curvature = codes.indices.map { row in
          (weights?[row] ?? 1) * probabilities[e + 1][row]
            * (e == f ? Self.rest(probabilities, e + 1, row) : -probabilities[f + 1][row])
        }
        let cross = design.weightedCross(curvature)
        for j in 0..<k {
          for l in 0..<k {
            information[e * k + j, f * k + l] = cross[j, l]
            information[f * k + l, e * k + j] = cross[j, l]
          }
        }
      }
    }
    return LikelihoodPoint(logLikelihood: total, score: score, information: information)
  }

  /// 1 − P as the sum of the other probabilities, which keeps its digits.
  private static func rest(_ probabilities: [[Double]], _ level: Int, _ row: Int) -> Double {
    var sum = 0.0
    for other in probabilities.indices where other != level { sum += probabilities[other][row] }
    return sum
  }

  /// For each parameter the scores of all rows, times their weights.
  func scores(_ parameters: [Double]) -> [[Double]] {
    residuals(evaluate(parameters).probabilities).flatMap { residual in
      (0..<columns).map { j in
        var column = [Double](repeating: 0, count: residual.count)
        design.forEachValue(ofColumn: j) { row, value in column[row] = residual[row] * value }
        return column
      }
    }
  }

  /// The probabilities of each category, one array for each.
  func probabilities(_ parameters: [Double]) -> [[Double]] { evaluate(parameters).probabilities }
}
