internal import CKernels
internal import KoshNumerics

/// The columns of a regression: one row for each row used, one column for each coefficient.
///
/// Indicators of categories are not written out: a factor is one code for each row, however many levels it has.
public struct DesignMatrix: Sendable, Hashable {
  /// The columns that one term of the formula became.
  public struct Term: Sendable, Hashable {
    /// The term as it stands in the formula: `gender`, `i(region)`, `a:b`.
    public let name: String
    /// Its columns.
    public let columns: Range<Int>
    /// The level that has no column and to which the others are compared; `nil` for a term that is no single factor or
    /// that keeps all its levels.
    public let reference: String?
  }

  /// Where a column's values are.
  enum Storage: Sendable, Hashable {
    case ones
    case dense(Int)
    case slot(factor: Int, slot: Int)
  }

  /// A factor: for each row its slot, −1 where all are 0.
  struct FactorBlock: Sendable, Hashable {
    var codes: [Int32]
    var slots: Int
  }

  /// The coefficients' names, in order: `(Intercept)`, `gender`, `region::Astana`, `a:b`.
  public private(set) var columnNames: [String] = []
  /// The terms with their columns, the intercept not among them.
  public private(set) var terms: [Term] = []
  /// Rows.
  public let rowCount: Int
  /// Whether the first column is the intercept.
  public let hasIntercept: Bool
  private(set) var storage: [Storage] = []
  private(set) var dense: [[Double]] = []
  /// What is known of dense columns.
  private(set) var denseFacts: [ColumnFacts?] = []
  private(set) var factors: [FactorBlock] = []

  /// Coefficients.
  public var columnCount: Int { columnNames.count }

  init(rowCount: Int, hasIntercept: Bool) {
    self.rowCount = rowCount
    self.hasIntercept = hasIntercept
    if hasIntercept {
      columnNames = ["(Intercept)"]
      storage = [.ones]
    }
  }

  /// Adds a term of dense columns, with what is known of their values.
  mutating func append(
    _ term: String, columns: [(name: String, values: [Double])], facts: ColumnFacts? = nil
  ) {
    let start = columnNames.count
    for column in columns {
      columnNames.append(column.name)
      storage.append(.dense(dense.count))
      dense.append(column.values)
      denseFacts.append(facts)
    }
    terms.append(Term(name: term, columns: start..<columnNames.count, reference: nil))
  }

  /// Adds a term of indicators.
  mutating func append(_ term: String, names: [String], codes: [Int32], reference: String? = nil) {
    let start = columnNames.count
    columnNames += names
    storage += names.indices.map { .slot(factor: factors.count, slot: $0) }
    factors.append(FactorBlock(codes: codes, slots: names.count))
    terms.append(Term(name: term, columns: start..<columnNames.count, reference: reference))
  }

  /// The values of a column, one for each row used.
  ///
  /// - Complexity: O(1) for a column of the table, O(rows) for an indicator.
  public func column(_ index: Int) -> [Double] {
    switch storage[index] {
    case .ones: [Double](repeating: 1, count: rowCount)
    case .dense(let position): dense[position]
    case .slot(let factor, let slot): factors[factor].codes.map { $0 == Int32(slot) ? 1 : 0 }
    }
  }

  /// Calls `body` with each row and value of a column that is not known to be 0.
  func forEachValue(ofColumn index: Int, _ body: (_ row: Int, _ value: Double) -> Void) {
    switch storage[index] {
    case .ones: for row in 0..<rowCount { body(row, 1) }
    case .dense(let position):
      let values = dense[position]
      for row in 0..<rowCount { body(row, values[row]) }
    case .slot(let factor, let slot):
      let (codes, wanted) = (factors[factor].codes, Int32(slot))
      for row in 0..<rowCount where codes[row] == wanted { body(row, 1) }
    }
  }

  /// The matrix without some columns; a term that loses all of them goes too.
  func removing(_ removed: Set<Int>) -> DesignMatrix {
    var result = DesignMatrix(rowCount: rowCount, hasIntercept: hasIntercept && !removed.contains(0))
    for term in terms {
      let kept = term.columns.filter { !removed.contains($0) }
      guard let first = kept.first else { continue }
      let names = kept.map { columnNames[$0] }
      if case .slot(let factor, _) = storage[first] {
        var slotOf = [Int32](repeating: -1, count: factors[factor].slots)
        for (position, column) in kept.enumerated() {
          if case .slot(_, let slot) = storage[column] { slotOf[slot] = Int32(position) }
        }
        let codes = factors[factor].codes.map { $0 < 0 ? -1 : slotOf[Int($0)] }
        result.append(term.name, names: names, codes: codes, reference: term.reference)
      } else {
        result.append(term.name, columns: zip(names, kept).map { ($0, column($1)) })
      }
    }
    return result
  }

  /// The same terms and coefficients for other rows.
  ///
  /// - Precondition: `dense` and `codes` are as many as the dense columns and the factors, `rowCount` values each.
  func replacingRows(_ rowCount: Int, dense: [[Double]], codes: [[Int32]]) -> DesignMatrix {
    var result = DesignMatrix(rowCount: rowCount, hasIntercept: hasIntercept)
    result.columnNames = columnNames
    result.terms = terms
    result.storage = storage
    result.dense = dense
    result.denseFacts = dense.map { _ in nil }
    result.factors = zip(factors, codes).map { FactorBlock(codes: $1, slots: $0.slots) }
    return result
  }

  // MARK: Kernels

  /// For each column its position in the kernels' order: dense columns, then slots.
  private var kernelPositions: [Int] {
    let ones = hasIntercept ? 1 : 0
    var firstSlot: [Int] = []
    var next = ones + dense.count
    for factor in factors {
      firstSlot.append(next)
      next += factor.slots
    }
    return storage.map { place in
      switch place {
      case .ones: 0
      case .dense(let position): ones + position
      case .slot(let factor, let slot): firstSlot[factor] + slot
      }
    }
  }

  /// Calls `body` with the columns as the kernels take them; nothing is copied.
  func withKernel<Result>(_ body: (inout kosh_design) -> Result) -> Result {
    withPointers(to: dense) { densePointers in
      withPointers(to: factors.map(\.codes)) { codePointers in
        let columns = (hasIntercept ? [nil] : []) + densePointers
        return columns.withUnsafeBufferPointer { columns in
          codePointers.withUnsafeBufferPointer { codes in
            factors.map(\.slots).withUnsafeBufferPointer { slots in
              var design = kosh_design()
              design.rows = rowCount
              design.dense = columns.count
              design.columns = columns.baseAddress
              design.factors = factors.count
              design.codes = codes.baseAddress
              design.slots = slots.baseAddress
              return body(&design)
            }
          }
        }
      }
    }
  }

  func toKernel(_ values: [Double]) -> [Double] {
    var result = values
    for (column, position) in kernelPositions.enumerated() { result[position] = values[column] }
    return result
  }

  func fromKernel(_ values: [Double]) -> [Double] { kernelPositions.map { values[$0] } }

  private func fromKernel(square values: [Double]) -> Matrix {
    let order = kernelPositions
    return Matrix(rows: order.count, columns: order.count, values: values).selecting(rows: order, columns: order)
  }

  /// *Xβ*, one value for each row.
  func linearPredictor(_ coefficients: [Double]) -> [Double] {
    withKernel { design in
      var result = [Double](repeating: 0, count: rowCount)
      kosh_linear_predictor(&design, toKernel(coefficients), &result)
      return result
    }
  }

  /// *X*ᵀ*v*.
  func transposedProduct(_ values: [Double]) -> [Double] {
    withKernel { design in
      var result = [Double](repeating: 0, count: columnCount)
      kosh_transposed_product(&design, values, &result)
      return fromKernel(result)
    }
  }

  /// *y* − *Xβ* and *X*ᵀ diag(*w*) (*y* − *Xβ*), computed with twice the digits of a Double and then rounded.
  func refinedScore(
    outcome: [Double], weights: [Double]?, coefficients: [Double]
  ) -> (residuals: [Double], score: [Double]) {
    withKernel { design in
      var residuals = [Double](repeating: 0, count: rowCount)
      var score = [Double](repeating: 0, count: columnCount)
      var low = score
      kosh_refined_score(&design, weights, outcome, toKernel(coefficients), &residuals, &score, &low)
      return (residuals, fromKernel(score))
    }
  }

  /// *X*ᵀ diag(*w*) *X*.
  func weightedCross(_ weights: [Double]) -> Matrix {
    withKernel { design in
      var result = [Double](repeating: 0, count: columnCount * columnCount)
      kosh_weighted_cross(&design, weights, &result)
      return fromKernel(square: result)
    }
  }

  /// One sweep of a likelihood over the rows at `coefficients`, on all cores.
  ///
  /// - Parameters:
  ///   - stride: Above 1 only every so many tiles of 256 rows are taken, a systematic sample.
  ///   - meat: Which squares of the scores are summed besides.
  ///   - threads: At most so many; 0 for as many as there are processors. The result is the same to the bit.
  func pass(
    _ family: Family, parameter: Double, data: LikelihoodData, coefficients: [Double], stride: Int = 1,
    meat: ScoreSquares = .none, threads: Int = 0
  ) -> LikelihoodPass {
    withKernel { design in
      let squareCount = columnCount * columnCount
      var score = [Double](repeating: 0, count: columnCount)
      var information = [Double](repeating: 0, count: squareCount)
      var middle = [Double](repeating: 0, count: meat == .none ? 0 : squareCount)
      var alphaCross = [Double](repeating: 0, count: columnCount)
      let kernelCoefficients = toKernel(coefficients)
      let (likelihood, largest, alphaScore, alphaCurvature) = data.withKernel(family, parameter: parameter) { model in
        score.withUnsafeMutableBufferPointer { score in
          information.withUnsafeMutableBufferPointer { information in
            middle.withUnsafeMutableBufferPointer { middle in
              alphaCross.withUnsafeMutableBufferPointer { alphaCross in
                var sums = kosh_likelihood_sums()
                sums.score = score.baseAddress
                sums.information = information.baseAddress
                sums.meat = middle.baseAddress
                sums.alpha_cross = alphaCross.baseAddress
                kosh_likelihood_pass(
                  &model, &design, kernelCoefficients, stride, meat.code, data.squares, threads, &sums)
                return (sums.log_likelihood, sums.largest, sums.alpha_score, sums.alpha_curvature)
              }
            }
          }
        }
      }
      return LikelihoodPass(
        logLikelihood: likelihood, largestPredictor: largest, score: fromKernel(score),
        information: fromKernel(square: information), meat: meat == .none ? nil : fromKernel(square: middle),
        alpha: LikelihoodPass.Dispersion(
          score: alphaScore, curvature: alphaCurvature, cross: fromKernel(alphaCross)))
    }
  }

  /// Σ over the rows of each group of the scores at `coefficients`: one array of `count` sums for each coefficient.
  func groupSums(
    _ family: Family, parameter: Double, data: LikelihoodData, coefficients: [Double], codes: [Int32], count: Int
  ) -> [[Double]] {
    withKernel { design in
      var sums = [Double](repeating: 0, count: columnCount * count)
      let kernelCoefficients = toKernel(coefficients)
      data.withKernel(family, parameter: parameter) { model in
        kosh_likelihood_group_sums(&model, &design, kernelCoefficients, codes, count, 0, &sums)
      }
      return kernelPositions.map { position in (0..<count).map { sums[$0 * columnCount + position] } }
    }
  }

  /// The triangle of √*W* *X* (and of √*W* `right`, carried along), columns in their order.
  func triangle(rootWeights: [Double]? = nil, right: [Double]? = nil) -> DesignTriangle {
    withKernel { design in
      let width = columnCount + (right == nil ? 0 : 1)
      var largest = [Double](repeating: 0, count: columnCount)
      kosh_largest(&design, &largest)
      let scale = largest.map(powerOfTwoScale)
      var work = [Double](repeating: 0, count: kosh_qr_work_length(&design))
      var values = [Double](repeating: 0, count: width * width)
      kosh_qr_triangle(&design, rootWeights, right, scale, &values, &work)
      let order = kernelPositions + (right == nil ? [] : [columnCount])
      let matrix = Matrix(rows: width, columns: width, values: values)
        .selecting(rows: Array(0..<width), columns: order)
      return DesignTriangle(
        ranked: RankedTriangle(matrix, candidates: columnCount), scale: fromKernel(scale))
    }
  }

  /// The leverage of each row for the triangle of the same columns and weights.
  func leverage(rootWeights: [Double]?, triangle: DesignTriangle) -> [Double] {
    withKernel { design in
      // The kernel takes the triangle in its own order of columns.
      let position = kernelPositions
      var inKernelOrder = [Int](repeating: 0, count: columnCount)
      for (column, place) in position.enumerated() { inKernelOrder[place] = column }
      let unscaled = triangle.unscaled
      let ordered = RankedTriangle(
        unscaled.selecting(rows: Array(0..<columnCount), columns: inKernelOrder), candidates: columnCount,
        tolerance: 0)
      var work = [Double](repeating: 0, count: kosh_qr_work_length(&design))
      var result = [Double](repeating: 0, count: rowCount)
      kosh_leverage(&design, rootWeights, ordered.triangle.values, &result, &work)
      return result
    }
  }
}

/// The triangle of a design whose columns were scaled by powers of two.
struct DesignTriangle {
  /// The triangle of the scaled columns.
  let ranked: RankedTriangle
  /// What each column was multiplied by.
  let scale: [Double]

  init(ranked: RankedTriangle, scale: [Double]) {
    self.ranked = ranked
    self.scale = scale
  }

  /// The triangle of cross products *X*ᵀ*WX*; `nil` where a column keeps less than `tolerance` of its square beyond the
  /// others, so that cross products have lost digits which reflections would have kept.
  init?(crossProducts: Matrix, tolerance: Double) {
    let size = crossProducts.columnCount
    let scale = (0..<size).map { powerOfTwoScale(crossProducts[$0, $0].squareRoot()) }
    var scaled = crossProducts
    for j in 0..<size { for i in 0..<size { scaled[i, j] *= scale[i] * scale[j] } }
    guard let triangle = cholesky(scaled, tolerance: tolerance) else { return nil }
    self.init(ranked: RankedTriangle(triangle, candidates: size, tolerance: 0), scale: scale)
  }

  /// Least-squares coefficients of what was carried along.
  ///
  /// - Precondition: No column depends on others.
  var coefficients: [Double] { zip(solveUpper(ranked.triangle, ranked.carried[0]), scale).map { $0 * $1 } }

  /// (*X*ᵀ*WX*)⁻¹ *v*.
  func solveGram(_ right: [Double]) -> [Double] {
    let scaled = zip(right, scale).map { $0 * $1 }
    return zip(solveUpper(ranked.triangle, solveUpperTransposed(ranked.triangle, scaled)), scale).map { $0 * $1 }
  }

  /// (*X*ᵀ*WX*)⁻¹.
  var inverseGram: Matrix {
    var result = KoshNumerics.inverseGram(ofUpper: ranked.triangle)
    for j in 0..<result.columnCount { for i in 0..<result.rowCount { result[i, j] *= scale[i] * scale[j] } }
    return result
  }

  /// The triangle of the columns as they are.
  var unscaled: Matrix {
    var result = ranked.triangle
    for j in 0..<result.columnCount { for i in 0...j { result[i, j] /= scale[j] } }
    return result
  }
}
