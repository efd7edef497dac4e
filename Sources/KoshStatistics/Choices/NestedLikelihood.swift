internal import KoshNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The likelihood of a nested logit in coefficients and then dissimilarity parameters.
struct NestedLikelihood: Sendable {
  /// The columns, row by row of the sets.
  private let columns: [[Double]]
  private let starts: [Int]
  private let chosen: [Int]
  private let offset: [Double]?
  /// For each row its nest, in the order of the sets.
  private let nests: [Int]
  private let parameters: [Int]
  private let dissimilarities: Int
  /// Weights of sets.
  var weights: [Double]?

  init(_ data: ChoiceData, sets: ChoiceSets, nesting: ChoiceNesting) {
    columns = (0..<data.design.columnCount).map { data.design.column($0) }
    starts = data.starts
    chosen = data.chosen
    offset = data.offset
    weights = data.weights
    nests = sets.order?.map { nesting.nestOfRow[$0] } ?? nesting.nestOfRow
    parameters = nesting.parameters
    dissimilarities = nesting.names.count
  }

  private var slopes: Int { columns.count }
  private var width: Int { slopes + dissimilarities }
  private static let chunk = 512

  /// What a chunk of sets adds.
  private struct Part: Sendable {
    var logLikelihood = 0.0
    var score: [Double]
    /// Minus the second derivatives, row by row, lower triangle.
    var information: [Double]
    var setScores: [[Double]] = []
    var probabilities: [Double] = []
  }

  /// What a nest of one set gives.
  private struct Nest {
    var rows: [Int] = []
    var parameter = -1
    var dissimilarity = 1.0
    var inclusive = 0.0
    var meanY = 0.0
    var varianceY = 0.0
    var meanX: [Double] = []
    var covarianceXY: [Double] = []
    /// Lower triangle, row by row.
    var covarianceX: [Double] = []
    var scaled: [Double] = []
    var shares: [Double] = []
    var share = 0.0
  }

  /// The likelihood at parameters; `nil` where a dissimilarity parameter is not above 0.
  func pass(_ parameters: [Double]) -> LikelihoodPoint? { sweep(parameters, details: false)?.pass }

  /// The likelihood with the score of each set, one array for each parameter, and the probability of each row.
  func details(_ parameters: [Double]) -> (pass: LikelihoodPoint, scores: [[Double]], probabilities: [Double])? {
    sweep(parameters, details: true)
  }

  private func sweep(_ values: [Double], details: Bool)
    -> (pass: LikelihoodPoint, scores: [[Double]], probabilities: [Double])?
  {
    guard values[slopes...].allSatisfy({ $0 > 1e-4 }) else { return nil }
    let sets = starts.count - 1
    let parts = concurrentMap((sets + Self.chunk - 1) / Self.chunk) { chunk in
      part(chunk * Self.chunk..<min((chunk + 1) * Self.chunk, sets), values, details: details)
    }
    var total = Part(
      score: [Double](repeating: 0, count: width), information: [Double](repeating: 0, count: width * width))
    var scores = [[Double]](repeating: [], count: details ? width : 0)
    for part in parts {
      total.logLikelihood += part.logLikelihood
      for j in 0..<width { total.score[j] += part.score[j] }
      for j in total.information.indices { total.information[j] += part.information[j] }
      for j in scores.indices { scores[j] += part.setScores[j] }
      total.probabilities += part.probabilities
    }
    guard total.logLikelihood.isFinite else { return nil }
    var information = Matrix(rows: width, columns: width)
    for a in 0..<width {
      for b in 0...a {
        information[a, b] = total.information[a * width + b]
        information[b, a] = total.information[a * width + b]
      }
    }
    return (
      LikelihoodPoint(logLikelihood: total.logLikelihood, score: total.score, information: information), scores,
      total.probabilities
    )
  }

  private func part(_ sets: Range<Int>, _ values: [Double], details: Bool) -> Part {
    var part = Part(
      score: [Double](repeating: 0, count: width), information: [Double](repeating: 0, count: width * width))
    if details { part.setScores = [[Double]](repeating: [], count: width) }
    for set in sets { add(set, values, details: details, to: &part) }
    return part
  }

  private func add(_ set: Int, _ values: [Double], details: Bool, to part: inout Part) {
    let k = slopes
    let weight = weights?[set] ?? 1
    let nests = nests(of: set, values)
    let top = nests.reduce(-Double.infinity) { max($0, $1.dissimilarity * $1.inclusive) }
    let sum = nests.reduce(0.0) { $0 + exp($1.dissimilarity * $1.inclusive - top) }
    var first = [Double](repeating: 0, count: width)
    var firsts: [[Double]] = []
    var shares: [Double] = []
    for nest in nests {
      shares.append(exp(nest.dissimilarity * nest.inclusive - top) / sum)
      var slope = nest.meanX + [Double](repeating: 0, count: dissimilarities)
      if nest.parameter >= 0 { slope[k + nest.parameter] = nest.inclusive - nest.meanY }
      firsts.append(slope)
      for j in 0..<width { first[j] += shares[shares.count - 1] * slope[j] }
    }
    var score = [Double](repeating: 0, count: width)
    for (number, nest) in nests.enumerated() {
      let isChosen = nest.rows.contains(chosen[set])
      let (share, slope, lambda) = (shares[number], firsts[number], nest.dissimilarity)
      // Of Σ Q a aᵀ − ā āᵀ, centred so that no digits cancel.
      let centred = zip(slope, first).map { $0 - $1 }
      for a in 0..<width {
        for b in 0...a { part.information[a * width + b] += weight * share * centred[a] * centred[b] }
      }
      let factor = weight * (share - (isChosen ? 1 : 0)) / lambda
      add(nest, factor: factor, mixed: -factor, curve: factor * nest.varianceY, to: &part)
      guard isChosen, let place = nest.rows.firstIndex(of: chosen[set]) else { continue }
      let y = nest.scaled[place]
      part.logLikelihood += weight * (y - nest.inclusive + lambda * nest.inclusive - top - log(sum))
      for j in 0..<k { score[j] += (columns[j][chosen[set]] - nest.meanX[j]) / lambda }
      for j in 0..<width { score[j] += centred[j] }
      let squared = weight / (lambda * lambda)
      add(
        nest, factor: squared, mixed: -squared, curve: squared * (nest.varianceY + 2 * (nest.meanY - y)), to: &part)
      if nest.parameter >= 0 {
        let row = k + nest.parameter
        score[row] += (nest.meanY - y) / lambda
        for j in 0..<k { part.information[row * width + j] += squared * (columns[j][chosen[set]] - nest.meanX[j]) }
      }
    }
    for j in 0..<width {
      part.score[j] += weight * score[j]
      if details { part.setScores[j].append(weight * score[j]) }
    }
    guard details else { return }
    var probabilities = [Double](repeating: 0, count: starts[set + 1] - starts[set])
    for (nest, share) in zip(nests, shares) {
      for (row, within) in zip(nest.rows, nest.shares) { probabilities[row - starts[set]] = share * within }
    }
    part.probabilities += probabilities
  }

  /// Adds `factor` · Cov(x, x), `mixed` · Cov(x, y) and `curve` to the information.
  private func add(_ nest: Nest, factor: Double, mixed: Double, curve: Double, to part: inout Part) {
    let k = slopes
    var position = 0
    for a in 0..<k {
      for b in 0...a {
        part.information[a * width + b] += factor * nest.covarianceX[position]
        position += 1
      }
    }
    guard nest.parameter >= 0 else { return }
    let row = k + nest.parameter
    for j in 0..<k { part.information[row * width + j] += mixed * nest.covarianceXY[j] }
    part.information[row * width + row] += curve
  }

  private func nests(of set: Int, _ values: [Double]) -> [Nest] {
    let k = slopes
    var found: [Nest] = []
    var numbers: [Int] = []
    for row in starts[set]..<starts[set + 1] {
      let number = nests[row]
      if let place = numbers.firstIndex(of: number) {
        found[place].rows.append(row)
      } else {
        numbers.append(number)
        var nest = Nest(rows: [row])
        nest.parameter = parameters[number]
        if nest.parameter >= 0 { nest.dissimilarity = values[k + nest.parameter] }
        found.append(nest)
      }
    }
    for place in found.indices {
      var nest = found[place]
      nest.scaled = nest.rows.map { row in
        var utility = offset?[row] ?? 0
        for j in 0..<k { utility += values[j] * columns[j][row] }
        return utility / nest.dissimilarity
      }
      let most = nest.scaled.max() ?? 0
      let weights = nest.scaled.map { exp($0 - most) }
      let total = weights.reduce(0, +)
      nest.inclusive = most + log(total)
      nest.shares = weights.map { $0 / total }
      nest.meanX = (0..<k).map { j in zip(nest.rows, nest.shares).reduce(0) { $0 + columns[j][$1.0] * $1.1 } }
      nest.meanY = zip(nest.scaled, nest.shares).reduce(0) { $0 + $1.0 * $1.1 }
      nest.covarianceXY = [Double](repeating: 0, count: k)
      nest.covarianceX = [Double](repeating: 0, count: k * (k + 1) / 2)
      for (index, row) in nest.rows.enumerated() {
        let share = nest.shares[index]
        let y = nest.scaled[index] - nest.meanY
        nest.varianceY += share * y * y
        let x = (0..<k).map { columns[$0][row] - nest.meanX[$0] }
        var position = 0
        for a in 0..<k {
          nest.covarianceXY[a] += share * x[a] * y
          for b in 0...a {
            nest.covarianceX[position] += share * x[a] * x[b]
            position += 1
          }
        }
      }
      found[place] = nest
    }
    return found
  }
}
