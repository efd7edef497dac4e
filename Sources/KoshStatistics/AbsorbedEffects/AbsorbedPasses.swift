internal import CKernels
internal import KoshNumerics

/// The columns of a regression with absorbed effects at work: what has been subtracted from each so far, and the sums of
/// the last pass. Column 0 is the response, the others are the predictors.
///
/// With *D* the indicators of all levels, *W* the weights of a pass and *v* the columns less what is subtracted, a pass
/// gives *D*ᵀ*Wv* and *v*ᵀ*Wv*, and ``solve(tolerance:floor:)`` finds *s* with *D*ᵀ*WD s* = *D*ᵀ*Wv*: columns less *Ds* are
/// what remains of them when the effects have explained what they can (Frisch, Waugh and Lovell).
final class AbsorbedPasses {
  let effects: AbsorbedEffects
  /// Columns, the response among them.
  let width: Int
  /// `width` rounded up to a multiple of 4.
  let stride: Int
  private let columns: [[Double]]
  private var weights: [Double]?
  private let offset: [Double]?

  /// What is subtracted from the columns, level by level; for a Poisson model column 0 is added to the predictor.
  let groupValues: DoubleBuffer
  let otherValues: DoubleBuffer
  /// What ``solve(tolerance:floor:)`` found.
  let groupSolution: DoubleBuffer
  let otherSolution: DoubleBuffer
  private let groupSums: DoubleBuffer
  private let otherSums: DoubleBuffer
  private let groupWeights: DoubleBuffer
  private let otherWeights: DoubleBuffer
  private let cellWeights: DoubleBuffer
  private let work: DoubleBuffer
  /// *v*ᵀ*Wv* of the last pass.
  private(set) var cross: Matrix
  /// Σ w (y η − μ) of the last Poisson pass.
  private(set) var value = 0.0
  /// The smallest mean where the outcome is 0, of the last Poisson pass; infinite if no outcome is 0.
  private(set) var smallestMean = Double.infinity
  /// Iterations of conjugate gradients so far.
  private(set) var innerIterations = 0

  /// - Parameters:
  ///   - columns: The response and the predictors, rows in their own order.
  ///   - weights: How much each row counts.
  ///   - offset: What is added to the linear predictor.
  init(_ effects: AbsorbedEffects, columns: [[Double]], weights: [Double]?, offset: [Double]? = nil) {
    self.effects = effects
    self.columns = columns.map(effects.arranged)
    self.weights = weights.map(effects.arranged)
    self.offset = offset.map(effects.arranged)
    width = columns.count
    stride = kosh_effects_stride(width)
    let (groups, others) = (effects.groupCount, max(1, effects.otherCount))
    groupValues = DoubleBuffer(groups * stride)
    otherValues = DoubleBuffer(others * stride)
    groupSolution = DoubleBuffer(groups * stride)
    otherSolution = DoubleBuffer(others * stride)
    groupSums = DoubleBuffer(groups * stride)
    otherSums = DoubleBuffer(others * stride)
    groupWeights = DoubleBuffer(groups)
    otherWeights = DoubleBuffer(others)
    cellWeights = DoubleBuffer(effects.cellCount)
    let columnCount = width
    work = DoubleBuffer(effects.withKernel { kosh_effects_work_length($0, columnCount) })
    cross = Matrix(rows: width, columns: width)
  }

  // MARK: Passes

  private enum Kind { case linear, start, poisson }

  private func pass(_ kind: Kind, mean: Double = 0, beta: [Double] = []) {
    var values = [Double](repeating: 0, count: width * width)
    effects.withKernel { kernel in
      withInput(mean: mean, beta: beta) { input in
        values.withUnsafeMutableBufferPointer { values in
          var sums = sums(cross: values.baseAddress)
          switch kind {
          case .linear: kosh_effects_linear_pass(kernel, input, &sums)
          case .start: kosh_effects_poisson_start(kernel, input, &sums)
          case .poisson: kosh_effects_poisson_pass(kernel, input, &sums)
          }
          value = sums.value
          smallestMean = sums.smallest
        }
      }
    }
    cross = Matrix(rows: width, columns: width, values: values)
  }

  private func sums(cross: UnsafeMutablePointer<Double>?) -> kosh_effects_sums {
    kosh_effects_sums(
      group_sums: groupSums.base, other_sums: otherSums.base, group_weights: groupWeights.base,
      other_weights: otherWeights.base, cell_weights: cellWeights.base, cross: cross, value: 0, smallest: 0,
      work: work.base)
  }

  private func withInput<Result>(
    mean: Double = 0, beta: [Double] = [], _ body: (UnsafePointer<kosh_effects_input>) -> Result
  ) -> Result {
    withPointers(to: columns + [weights ?? [], offset ?? [], beta]) { pointers in
      var input = kosh_effects_input()
      input.columns = width
      input.weights = weights == nil ? nil : pointers[width]
      input.offset = offset == nil ? nil : pointers[width + 1]
      input.beta = pointers[width + 2]
      input.group_values = UnsafePointer(groupValues.base)
      input.other_values = UnsafePointer(otherValues.base)
      input.mean = mean
      return pointers.withUnsafeBufferPointer { pointers in
        input.values = pointers.baseAddress
        return body(&input)
      }
    }
  }

  /// Least squares: weights are those of the rows.
  func linear() { pass(.linear) }

  /// The first step of a Poisson model: least squares of the working response at μ = (y + `mean`) / 2.
  func start(mean: Double) { pass(.start, mean: mean) }

  /// A Poisson model at *v* `beta` + what column 0 of the values says.
  func poisson(_ beta: [Double]) { pass(.poisson, beta: beta) }

  // MARK: Equations

  /// Finds *s* with *D*ᵀ*WD s* = *D*ᵀ*Wv* for every column.
  ///
  /// - Parameters:
  ///   - tolerance: By how much the residual is to shrink.
  ///   - floor: For each column a squared residual that is small enough whatever it was at first.
  /// - Returns: Whether that was reached.
  @discardableResult
  func solve(tolerance: Double, floor: [Double]) -> Bool {
    var square = cross.values
    let iterations = effects.withKernel { kernel in
      square.withUnsafeMutableBufferPointer { square in
        var sums = sums(cross: square.baseAddress)
        return kosh_effects_solve(
          kernel, width, &sums, tolerance, floor, AbsorbedPasses.mostInnerIterations, groupSolution.base,
          otherSolution.base, work.base)
      }
    }
    innerIterations += iterations < 0 ? AbsorbedPasses.mostInnerIterations : iterations
    return iterations >= 0
  }

  private static let mostInnerIterations = 3000

  /// Adds the solution to what is subtracted.
  func addSolution() {
    for i in 0..<groupValues.count { groupValues.base[i] += groupSolution.base[i] }
    for i in 0..<otherValues.count { otherValues.base[i] += otherSolution.base[i] }
  }

  /// *v*ᵀ*WDs*: by so much *v*ᵀ*Wv* is smaller once the solution is subtracted.
  func explained() -> Matrix {
    var result = Matrix(rows: width, columns: width)
    func add(_ sums: DoubleBuffer, _ solution: DoubleBuffer, levels: Int) {
      for level in 0..<levels {
        for j in 0..<width {
          let s = sums.base[level * stride + j]
          for l in 0..<width { result[j, l] += s * solution.base[level * stride + l] }
        }
      }
    }
    add(groupSums, groupSolution, levels: effects.groupCount)
    add(otherSums, otherSolution, levels: effects.otherCount)
    for j in 0..<width {
      for l in 0..<j {
        let mean = (result[j, l] + result[l, j]) / 2
        result[j, l] = mean
        result[l, j] = mean
      }
    }
    return result
  }

  /// For each column Σ over levels of (Σ *w v*)² / Σ *w*: 0 where nothing is left that the effects explain.
  func remaining() -> [Double] {
    var result = [Double](repeating: 0, count: width)
    func add(_ sums: DoubleBuffer, _ weights: DoubleBuffer, levels: Int) {
      for level in 0..<levels where weights.base[level] > 0 {
        for j in 0..<width {
          let s = sums.base[level * stride + j]
          result[j] += s * s / weights.base[level]
        }
      }
    }
    add(groupSums, groupWeights, levels: effects.groupCount)
    add(otherSums, otherWeights, levels: effects.otherCount)
    return result
  }

  /// Σ *w v* of each column over all rows, and Σ *w*.
  func totals() -> (sums: [Double], weight: Double) {
    var (sums, weight) = ([Double](repeating: 0, count: width), 0.0)
    for group in 0..<effects.groupCount {
      weight += groupWeights.base[group]
      for j in 0..<width { sums[j] += groupSums.base[group * stride + j] }
    }
    return (sums, weight)
  }

  // MARK: Rows

  /// The columns of a range less what is subtracted from them, rows in their own order.
  func remainders(_ which: Range<Int>) -> [[Double]] {
    var arrays = which.map { _ in uninitialised(effects.rowCount) }
    effects.withKernel { kernel in
      withPointers(to: columns) { values in
        withMutablePointers(to: &arrays) { pointers in
          let out = (0..<width).map { which.contains($0) ? pointers[$0 - which.lowerBound] : nil }
          kosh_effects_subtract(kernel, width, values, groupValues.base, otherValues.base, out)
        }
      }
    }
    return effects.order == nil ? arrays : arrays.map(effects.restored)
  }

  /// What column 0 of the values adds up to for each row, in the kernels' order.
  func arrangedEffects() -> [Double] { arranged(groupValues, otherValues) }

  /// What column 0 of the solution adds up to for each row, in the kernels' order.
  func arrangedSolution() -> [Double] { arranged(groupSolution, otherSolution) }

  private func arranged(_ groups: DoubleBuffer, _ others: DoubleBuffer) -> [Double] {
    var result = uninitialised(effects.rowCount)
    effects.withKernel { kernel in
      result.withUnsafeMutableBufferPointer { result in
        let none = [UnsafePointer<Double>?](repeating: nil, count: width)
        let out = [result.baseAddress] + [UnsafeMutablePointer<Double>?](repeating: nil, count: width - 1)
        kosh_effects_subtract(kernel, width, none, groups.base, others.base, out)
      }
    }
    return result
  }

  /// exp(η) of each row in the kernels' order, for η = `predictor` + offset + predictors as they are times `beta`.
  func arrangedMeans(_ predictor: [Double], beta: [Double]) -> [Double] {
    var means = predictor
    effects.withKernel { kernel in
      withInput(beta: beta) { input in kosh_effects_means(kernel, input, &means) }
    }
    return means
  }
}

/// Doubles that are about to be written, every one of them.
private func uninitialised(_ count: Int) -> [Double] {
  [Double](unsafeUninitializedCapacity: count) {
    kosh_will_fill($0.baseAddress, $0.count * MemoryLayout<Double>.stride)
    $1 = count
  }
}

private func withMutablePointers<Result>(
  to arrays: inout [[Double]], _ body: ([UnsafeMutablePointer<Double>?]) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<Double>?] = []
  func next(_ arrays: inout [[Double]]) -> Result {
    let index = pointers.count
    guard index < arrays.count else { return body(pointers) }
    // Each array leaves its place while it is lent, so that no two lendings overlap.
    var lent: [Double] = []
    swap(&lent, &arrays[index])
    defer { swap(&lent, &arrays[index]) }
    return lent.withUnsafeMutableBufferPointer { buffer in
      pointers.append(buffer.baseAddress)
      return next(&arrays)
    }
  }
  return next(&arrays)
}

extension AbsorbedPasses {
  /// Makes column 0 of the values the effects that go with the predictors as they are: until now they went with what
  /// remained of them.
  func nameEffects(_ coefficients: [Double]) {
    for values in [groupValues, otherValues] {
      for level in Swift.stride(from: 0, to: values.count, by: stride) {
        for j in coefficients.indices { values.base[level] -= values.base[level + j + 1] * coefficients[j] }
      }
    }
  }
}

/// Doubles that stay where they are.
final class DoubleBuffer {
  let base: UnsafeMutablePointer<Double>
  let count: Int

  /// All 0.
  init(_ count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: 0, count: max(1, count))
  }

  deinit { base.deallocate() }

  /// Takes the values of another of the same length.
  func take(_ other: DoubleBuffer) { base.update(from: other.base, count: count) }
}
