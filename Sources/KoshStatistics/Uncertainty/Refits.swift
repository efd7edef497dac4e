internal import CKernels
internal import KoshNumerics
internal import KoshTable

/// One model estimated anew for many ways to count its rows.
///
/// Rows that are equal in predictors, outcome and weight are counted together; where the model allows it the sums of
/// each cell of predictors go to a kernel that starts at the estimate. Where that fails, or for other models, the
/// model's own estimator decides.
struct Refits: Sendable {
  private let equations: EstimatingEquations
  private let refit: @Sendable ([Double]) -> [Double]?
  private let units: DrawnUnits
  private let cells: RefitCells?

  /// Refits without single rows or with rows drawn, or the same of whole groups; `nil` for a model without refits.
  init?(_ equations: EstimatingEquations, groups: RowGroups?) {
    guard let refit = equations.refit else { return nil }
    self.equations = equations
    self.refit = refit
    cells = equations.canonical.flatMap { RefitCells($0) }
    units = DrawnUnits(groups, rowCount: equations.rowCount, cellOfRow: cells?.cellOfRow)
  }

  /// The estimates without one row or group; `nil` if there are none.
  func without(_ unit: Int) -> [Double]? {
    var counts = [UInt32](repeating: 1, count: equations.rowCount)
    if let cells { counts = cells.rowCounts }
    for place in units.places(of: unit) { counts[Int(place)] -= 1 }
    return estimates(counts)
  }

  /// The estimates of as many rows or groups as there are, drawn with replacement; `nil` if there are none.
  func drawn(seed: UInt64, replication: Int) -> [Double]? {
    var counts = [UInt32](repeating: 0, count: cells?.rowCounts.count ?? equations.rowCount)
    units.draw(seed: seed, replication: replication, into: &counts)
    return estimates(counts)
  }

  private func estimates(_ counts: [UInt32]) -> [Double]? {
    guard let cells else { return refit(counts.map(Double.init)) }
    if let found = cells.estimates(counts, start: equations.estimates) { return found }
    var rows = [Double](repeating: 0, count: equations.rowCount)
    for (cell, row) in cells.firstRow.enumerated() { rows[Int(row)] = Double(counts[cell]) }
    return refit(rows)
  }
}

/// Rows or groups of rows, each with the places in which it is counted.
struct DrawnUnits: Sendable {
  let count: Int
  /// Where the places of each group begin; `nil` where each unit is one row.
  private let start: [Int]?
  private let place: [Int32]

  init(_ groups: RowGroups?, rowCount: Int, cellOfRow: [Int32]?) {
    let cell = cellOfRow ?? (0..<rowCount).map { Int32($0) }
    guard let groups else {
      (count, start, place) = (rowCount, nil, cell)
      return
    }
    count = groups.count
    var start = [Int](repeating: 0, count: groups.count + 1)
    for code in groups.codes { start[Int(code) + 1] += 1 }
    for group in 0..<groups.count { start[group + 1] += start[group] }
    var next = start
    var place = [Int32](repeating: 0, count: rowCount)
    for (row, code) in groups.codes.enumerated() {
      place[next[Int(code)]] = cell[row]
      next[Int(code)] += 1
    }
    self.start = start
    self.place = place
  }

  func places(of unit: Int) -> ArraySlice<Int32> {
    start.map { place[$0[unit]..<$0[unit + 1]] } ?? place[unit...unit]
  }

  func draw(seed: UInt64, replication: Int, into counts: inout [UInt32]) {
    counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress else { return }
      if let start {
        kosh_draw_units(seed, UInt64(replication), count, count, start, place, counts)
      } else {
        kosh_draw_units(seed, UInt64(replication), count, count, nil, place, counts)
      }
    }
  }
}

/// The rows of a canonical model gathered into cells.
struct RefitCells: Sendable {
  /// For each row its cell of predictors, outcome and weight.
  let cellOfRow: [Int32]
  /// For each such cell a row of it.
  let firstRow: [Int32]
  /// For each such cell its rows.
  let rowCounts: [UInt32]
  private let family: Int32
  private let design: DesignMatrix
  private let offset: [Double]?
  private let predictors: [Int32]
  private let weight: [Double]
  private let sum: [Double]

  init?(_ model: CanonicalModel) {
    let rows = model.outcome.count
    guard rows > 0, rows < Int(Int32.max) else { return nil }
    let offset = model.offset.map { [$0] } ?? []
    let codes = model.design.factors.map(\.codes)
    guard let coarse = Self.cells(rows, model.design.dense + offset, codes),
      let fine = Self.cells(rows, [model.outcome] + (model.weights.map { [$0] } ?? []), [coarse.cell])
    else { return nil }
    cellOfRow = fine.cell
    firstRow = fine.first
    var rowCounts = [UInt32](repeating: 0, count: fine.first.count)
    for cell in fine.cell { rowCounts[Int(cell)] += 1 }
    self.rowCounts = rowCounts
    design = model.design.selecting(rows: coarse.first)
    self.offset = model.offset.map { values in coarse.first.map { values[Int($0)] } }
    predictors = fine.first.map { coarse.cell[Int($0)] }
    // The size of weights decides nothing; a mean of 1 makes the gain of a step comparable.
    let scale = model.weights.map { Double(rows) / $0.reduce(0, +) } ?? 1
    weight = fine.first.map { row in model.weights.map { $0[Int(row)] * scale } ?? 1 }
    sum = zip(fine.first, weight).map { model.outcome[Int($0)] * $1 }
    family =
      switch model.mean {
      case .identity: Int32(KOSH_LEAST_SQUARES)
      case .logistic: Int32(KOSH_LOGIT)
      case .exponential: Int32(KOSH_POISSON)
      }
  }

  private static func cells(_ rows: Int, _ columns: [[Double]], _ codes: [[Int32]])
    -> (cell: [Int32], first: [Int32])?
  {
    var cell = [Int32](repeating: 0, count: rows)
    var first = cell
    let count = withPointers(to: columns) { columns in
      withPointers(to: codes) { codes in
        kosh_cells_of_rows(rows, columns.count, columns, codes.count, codes, &cell, &first)
      }
    }
    guard count >= 0 else { return nil }
    return (cell, Array(first[..<count]))
  }

  /// The estimates with each cell counted so many times; `nil` where the kernel finds none.
  func estimates(_ counts: [UInt32], start: [Double]) -> [Double]? {
    design.withKernel { kernel in
      var data = kosh_refit_data()
      data.design = kernel
      data.family = family
      data.outcomes = predictors.count
      var beta = design.toKernel(start)
      var work = [Double](repeating: 0, count: kosh_refit_work_length(&data))
      let steps = predictors.withUnsafeBufferPointer { predictors in
        weight.withUnsafeBufferPointer { weight in
          sum.withUnsafeBufferPointer { sum in
            data.predictors = predictors.baseAddress
            data.weight = weight.baseAddress
            data.sum = sum.baseAddress
            guard let offset else { return kosh_refit(&data, counts, &beta, &work) }
            return offset.withUnsafeBufferPointer { offset in
              data.offset = offset.baseAddress
              return kosh_refit(&data, counts, &beta, &work)
            }
          }
        }
      }
      return steps > 0 ? design.fromKernel(beta) : nil
    }
  }
}

extension CanonicalModel {
  /// The model of a family with its canonical link; `nil` for others.
  init?(_ family: Family, design: DesignMatrix, outcome: [Double], weights: [Double]?, offset: [Double]?) {
    switch family {
    case .logit: mean = .logistic
    case .poisson: mean = .exponential
    case .probit, .negativeBinomial: return nil
    }
    self.design = design
    self.outcome = outcome
    self.weights = weights
    self.offset = offset
  }
}

extension DesignMatrix {
  /// The matrix of some rows, in that order.
  func selecting(rows: [Int32]) -> DesignMatrix {
    var result = DesignMatrix(rowCount: rows.count, hasIntercept: hasIntercept)
    for term in terms {
      let names = term.columns.map { columnNames[$0] }
      guard let first = term.columns.first else { continue }
      if case .slot(let factor, _) = storage[first] {
        let codes = factors[factor].codes
        result.append(term.name, names: names, codes: rows.map { codes[Int($0)] }, reference: term.reference)
      } else {
        result.append(
          term.name,
          columns: zip(names, term.columns).map { name, column in
            let values = self.column(column)
            return (name, rows.map { values[Int($0)] })
          })
      }
    }
    return result
  }
}
