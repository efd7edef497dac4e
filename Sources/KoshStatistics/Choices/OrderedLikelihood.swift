internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The likelihood of an ordered logit in coefficients and then thresholds.
struct OrderedLikelihood: CategoryLikelihood {
  /// The predictors, without a constant.
  let design: DesignMatrix
  /// For each row its category from 0 up.
  let codes: [Int]
  let levelCount: Int
  var weights: [Double]?
  let offset: [Double]?

  private var slopes: Int { design.columnCount }

  /// No slopes, and the thresholds that give the shares of the categories.
  var start: [Double] {
    let shares = self.shares
    var (below, cuts) = (0.0, [Double]())
    for share in shares.dropLast() {
      below += share
      cuts.append(log(below / (1 - below)))
    }
    return [Double](repeating: 0, count: slopes) + cuts
  }

  private func predictor(_ parameters: [Double]) -> [Double] {
    let linear =
      slopes == 0
      ? [Double](repeating: 0, count: design.rowCount) : design.linearPredictor(Array(parameters[0..<slopes]))
    return offset.map { zip(linear, $0).map { $0 + $1 } } ?? linear
  }

  /// What a row gives: its log probability, the derivatives by the upper and the lower end of its interval and by η,
  /// and minus the second ones.
  private struct Row {
    var logProbability = 0.0
    var (upper, lower) = (0.0, 0.0)
    var (upperUpper, lowerLower, upperLower) = (0.0, 0.0, 0.0)
    /// λ(a) and λ(b), the logistic densities at the ends: minus the mixed derivatives with η, up to sign.
    var (densityUpper, densityLower) = (0.0, 0.0)
  }

  /// P = Λ(a) − Λ(b) = Λ(a) Λ(−b) (1 − e^(b − a)), which keeps its digits at both ends.
  private func row(upper a: Double, lower b: Double) -> Row {
    var row = Row()
    let belowA = a < .infinity ? Self.logistic(-a) : 0
    let aboveB = b > -.infinity ? Self.logistic(b) : 0
    row.densityUpper = a < .infinity ? belowA * (1 - belowA) : 0
    row.densityLower = b > -.infinity ? aboveB * (1 - aboveB) : 0
    if a < .infinity { row.logProbability -= Self.softplus(-a) }
    if b > -.infinity { row.logProbability -= Self.softplus(b) }
    row.upper = belowA
    row.lower = -aboveB
    row.upperUpper = row.densityUpper
    row.lowerLower = row.densityLower
    if a < .infinity, b > -.infinity {
      row.logProbability += log(-expm1(b - a))
      let ratio = 1 / expm1(a - b)
      row.upper += ratio
      row.lower -= ratio
      let curve = ratio * (1 + ratio)
      row.upperUpper += curve
      row.lowerLower += curve
      row.upperLower = -curve
    }
    return row
  }

  private static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let e = exp(x)
    return e / (1 + e)
  }

  private static func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }

  private func forEachRow(_ parameters: [Double], _ body: (Int, Int, Double, Row) -> Void) -> Bool {
    let cuts = [-Double.infinity] + parameters[slopes...] + [.infinity]
    for j in 1..<cuts.count where !(cuts[j] > cuts[j - 1]) { return false }
    let linear = predictor(parameters)
    for (index, code) in codes.enumerated() {
      let weight = weights?[index] ?? 1
      body(index, code, weight, row(upper: cuts[code + 1] - linear[index], lower: cuts[code] - linear[index]))
    }
    return true
  }

  /// The likelihood at parameters; `nil` where the thresholds do not rise.
  func pass(_ parameters: [Double]) -> LikelihoodPoint? {
    let (k, cuts) = (slopes, levelCount - 1)
    var total = 0.0
    var score = [Double](repeating: 0, count: k + cuts)
    var information = Matrix(rows: k + cuts, columns: k + cuts)
    let n = codes.count
    var (u, c) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    var mixed = [[Double]](repeating: [Double](repeating: 0, count: n), count: cuts)
    let inside = forEachRow(parameters) { index, code, weight, row in
      total += weight * row.logProbability
      u[index] = -weight * (row.upper + row.lower)
      c[index] = weight * (row.densityUpper + row.densityLower)
      if code < cuts {
        score[k + code] += weight * row.upper
        information[k + code, k + code] += weight * row.upperUpper
        mixed[code][index] -= weight * row.densityUpper
      }
      if code > 0 {
        score[k + code - 1] += weight * row.lower
        information[k + code - 1, k + code - 1] += weight * row.lowerLower
        mixed[code - 1][index] -= weight * row.densityLower
      }
      if code > 0, code < cuts {
        information[k + code, k + code - 1] += weight * row.upperLower
        information[k + code - 1, k + code] += weight * row.upperLower
      }
    }
    guard inside, total.isFinite else { return nil }
    if k > 0 {
      let (slopeScore, cross) = (design.transposedProduct(u), design.weightedCross(c))
      for j in 0..<k {
        score[j] = slopeScore[j]
        for l in 0..<k { information[j, l] = cross[j, l] }
      }
      for cut in 0..<cuts {
        let product = design.transposedProduct(mixed[cut])
        for j in 0..<k {
          information[j, k + cut] = product[j]
          information[k + cut, j] = product[j]
        }
      }
    }
    return LikelihoodPoint(logLikelihood: total, score: score, information: information)
  }

  /// For each parameter the scores of all rows, times their weights.
  func scores(_ parameters: [Double]) -> [[Double]] {
    let (k, n) = (slopes, codes.count)
    var columns = [[Double]](repeating: [Double](repeating: 0, count: n), count: k + levelCount - 1)
    var u = [Double](repeating: 0, count: n)
    _ = forEachRow(parameters) { index, code, weight, row in
      u[index] = -weight * (row.upper + row.lower)
      if code < levelCount - 1 { columns[k + code][index] += weight * row.upper }
      if code > 0 { columns[k + code - 1][index] += weight * row.lower }
    }
    for j in 0..<k { design.forEachValue(ofColumn: j) { row, value in columns[j][row] = u[row] * value } }
    return columns
  }

  /// The probabilities of each category, one array for each.
  func probabilities(_ parameters: [Double]) -> [[Double]] {
    let linear = predictor(parameters)
    let cuts = [-Double.infinity] + parameters[slopes...] + [.infinity]
    return (0..<levelCount).map { level in
      linear.map { exp(row(upper: cuts[level + 1] - $0, lower: cuts[level] - $0).logProbability) }
    }
  }
}
