internal import CKernels
internal import KoshNumerics

/// Rows that are equal in outcome and predictors, put together: sufficient for the likelihood, with its numbers but for
/// rounding, and as long as there are different rows instead of as there are rows.
enum Cells {
  /// Rows below which cells save nothing worth the look.
  static let fewestRows = 1 << 15
  /// How many times fewer cells than rows there must be.
  static let least = 8
  /// Cells at most.
  static let most = 1 << 20
  /// What printed numbers are fractions of.
  private static let scales: [Double] = [1, 2, 4, 5, 8, 10, 20, 25, 50, 100, 1000]

  /// The cells of some rows; `nil` where predictors or the outcome take too many values, or an offset is given.
  ///
  /// Every column must lie on a grid of whole numbers over one scale (1, 2, 4, 5, 10, 100, …), which a sample tells in
  /// most cases and one pass over all rows for certain.
  ///
  /// - Parameter isFrequency: Whether weights count equal rows, so that a cell is one row of their sum.
  static func compress(_ data: LikelihoodData, isFrequency: Bool) -> LikelihoodData? {
    let (design, rows) = (data.design, data.design.rowCount)
    guard rows >= fewestRows, data.offset == nil else { return nil }
    let columns = [data.outcome] + design.dense
    let limit = min(rows / least, most)
    let facts = [nil] + design.denseFacts
    guard let grid = Grid(columns, facts: facts, factorSizes: design.factors.map { $0.slots + 1 }, limit: limit) else {
      return nil
    }
    var weight = [Double](repeating: 0, count: grid.cellCount)
    let needsSquares = data.weights != nil && !isFrequency
    var square = [Double](repeating: 0, count: needsSquares ? grid.cellCount : 0)
    guard grid.sums(columns, codes: design.factors.map(\.codes), weights: data.weights, &weight, &square) else {
      return nil
    }
    let used = weight.indices.filter { weight[$0] > 0 }
    let values = columns.indices.map { column in used.map { grid.value($0, ofColumn: column) } }
    let codes = design.factors.indices.map { factor in used.map { grid.code($0, ofFactor: factor) } }
    return LikelihoodData(
      design: design.replacingRows(used.count, dense: Array(values.dropFirst()), codes: codes), outcome: values[0],
      weights: used.map { weight[$0] }, offset: nil, squares: needsSquares ? used.map { square[$0] } : nil)
  }

  /// A grid of cells: each column's whole numbers and each factor's codes have a stride.
  private struct Grid {
    var scales: [Double] = []
    var lowest: [Double] = []
    var sizes: [Int] = []
    var strides: [Int] = []
    var factorSizes: [Int]
    var factorStrides: [Int] = []
    var cellCount = 1

    /// `nil` where there would be more than `limit` cells or a sample does not lie on a grid.
    init?(_ columns: [[Double]], facts: [ColumnFacts?], factorSizes: [Int], limit: Int) {
      self.factorSizes = factorSizes
      for column in columns {
        guard let scale = Cells.scale(column) else { return nil }
        scales.append(scale)
      }
      for (position, scale) in scales.enumerated() {
        let facts = facts[position] ?? ColumnFacts(columns[position])
        let (low, high) = ((facts.least * scale).rounded(), (facts.most * scale).rounded())
        guard facts.missing == 0, facts.infinite == 0, low.magnitude < 1e15, high - low < Double(limit),
          let stride = take(Int(high - low) + 1, limit: limit)
        else { return nil }
        strides.append(stride)
        lowest.append(low)
        sizes.append(Int(high - low) + 1)
      }
      for size in factorSizes {
        guard let stride = take(size, limit: limit) else { return nil }
        factorStrides.append(stride)
      }
    }

    /// The stride of the next part of the grid; `nil` where it makes too many cells.
    private mutating func take(_ size: Int, limit: Int) -> Int? {
      let (product, overflow) = cellCount.multipliedReportingOverflow(by: size)
      guard !overflow, product <= limit else { return nil }
      defer { cellCount = product }
      return cellCount
    }

    func sums(
      _ columns: [[Double]], codes: [[Int32]], weights: [Double]?, _ weight: inout [Double], _ square: inout [Double]
    ) -> Bool {
      withPointers(to: columns) { values in
        withPointers(to: codes) { codes in
          values.withUnsafeBufferPointer { values in
            codes.withUnsafeBufferPointer { codes in
              var grid = kosh_grid()
              grid.rows = columns[0].count
              grid.columns = values.count
              grid.values = values.baseAddress
              grid.factors = codes.count
              grid.codes = codes.baseAddress
              grid.cells = cellCount
              return scales.withUnsafeBufferPointer { scales in
                lowest.withUnsafeBufferPointer { lowest in
                  strides.withUnsafeBufferPointer { strides in
                    factorStrides.withUnsafeBufferPointer { factorStrides in
                      grid.scales = scales.baseAddress
                      grid.lowest = lowest.baseAddress
                      grid.strides = strides.baseAddress
                      grid.factor_strides = factorStrides.baseAddress
                      if square.isEmpty { return kosh_grid_sums(&grid, weights, &weight, nil) != 0 }
                      return kosh_grid_sums(&grid, weights, &weight, &square) != 0
                    }
                  }
                }
              }
            }
          }
        }
      }
    }

    func value(_ cell: Int, ofColumn column: Int) -> Double {
      (lowest[column] + Double(cell / strides[column] % sizes[column])) / scales[column]
    }

    func code(_ cell: Int, ofFactor factor: Int) -> Int32 {
      Int32(cell / factorStrides[factor] % factorSizes[factor]) - 1
    }
  }

  /// The first scale on which a systematic sample of a column lies.
  private static func scale(_ column: [Double]) -> Double? {
    let step = max(1, column.count / 1024)
    let sample = stride(from: 0, to: column.count, by: step).map { column[$0] }
    return scales.first { scale in sample.allSatisfy { ($0 * scale).rounded() / scale == $0 } }
  }
}
