internal import CKernels
internal import KoshNumerics

/// The columns of rows that compete within sets, set by set, as the kernels take them.
struct ChoiceData: Sendable {
  /// What the sum over a set goes over.
  enum Kind: Sendable {
    /// One row of each set is chosen.
    case choice
    /// Several rows of a set have the outcome 1.
    case group
  }

  let kind: Kind
  let starts: [Int]
  /// For each set the position of its chosen row.
  let chosen: [Int]
  /// For each row 0 or 1.
  let outcome: [Double]
  let design: DesignMatrix
  /// Weights of sets.
  var weights: [Double]?
  /// Of rows.
  let offset: [Double]?

  /// Sets.
  var setCount: Int { starts.count - 1 }

  /// - Parameters:
  ///   - design: The columns without a constant, in the order of the table; they are put in the order of the sets.
  ///   - offset: In the order of the table.
  init(
    _ kind: Kind, sets: ChoiceSets, design: DesignMatrix, outcome: [Double], weights: [Double]?, offset: [Double]?
  ) {
    self.kind = kind
    starts = sets.starts
    self.weights = weights
    guard let order = sets.order else {
      self.design = design
      self.outcome = outcome
      self.offset = offset
      chosen = Self.chosen(outcome, starts: starts)
      return
    }
    self.design = design.selecting(order)
    let ordered = order.map { outcome[$0] }
    self.outcome = ordered
    self.offset = offset.map { values in order.map { values[$0] } }
    chosen = Self.chosen(ordered, starts: starts)
  }

  private static func chosen(_ outcome: [Double], starts: [Int]) -> [Int] {
    (0..<(starts.count - 1)).map { set in
      var row = starts[set]
      while row < starts[set + 1] - 1, outcome[row] < 0.5 { row += 1 }
      return row
    }
  }

  /// One sweep over the rows.
  ///
  /// - Parameter every: Only each so-manieth chunk of sets counts.
  func pass(_ coefficients: [Double], every: Int = 1, threads: Int = 0) -> LikelihoodPoint? {
    sweep(coefficients, every: every, threads: threads, scores: nil, probabilities: nil)
  }

  /// One sweep that keeps the score of each set, one array for each column, and the probability of each row.
  func details(_ coefficients: [Double]) -> (pass: LikelihoodPoint, scores: [[Double]], probabilities: [Double])? {
    var scores = [Double](repeating: 0, count: design.columnCount * setCount)
    var probabilities = [Double](repeating: 0, count: kind == .choice ? outcome.count : 0)
    let pass = scores.withUnsafeMutableBufferPointer { scores in
      probabilities.withUnsafeMutableBufferPointer { probabilities in
        sweep(
          coefficients, every: 1, threads: 0, scores: scores.baseAddress, probabilities: probabilities.baseAddress)
      }
    }
    guard let pass else { return nil }
    let columns = (0..<design.columnCount).map { Array(scores[($0 * setCount)..<(($0 + 1) * setCount)]) }
    return (pass, columns, probabilities)
  }

  private func sweep(
    _ coefficients: [Double], every: Int, threads: Int, scores: UnsafeMutablePointer<Double>?,
    probabilities: UnsafeMutablePointer<Double>?
  ) -> LikelihoodPoint? {
    let columns = design.columnCount
    var score = [Double](repeating: 0, count: columns)
    var information = [Double](repeating: 0, count: columns * columns)
    let likelihood = withKernel { choices in
      switch kind {
      case .choice:
        kosh_choice_pass(
          &choices, coefficients, every, threads, &score, &information, scores, probabilities)
      case .group: kosh_group_pass(&choices, coefficients, every, threads, &score, &information, scores)
      }
    }
    guard likelihood.isFinite else { return nil }
    return LikelihoodPoint(
      logLikelihood: likelihood, score: score,
      information: Matrix(rows: columns, columns: columns, values: information))
  }

  private func withKernel<Result>(_ body: (inout kosh_choices) -> Result) -> Result {
    withPointers(to: design.dense) { dense in
      withPointers(to: design.factors.map(\.codes)) { codes in
        var valuesOf: [UnsafePointer<Double>?] = []
        var codesOf: [UnsafePointer<Int32>?] = []
        var slots: [Int32] = []
        for place in design.storage {
          switch place {
          case .dense(let position):
            valuesOf.append(dense[position])
            codesOf.append(nil)
            slots.append(0)
          case .slot(let factor, let slot):
            valuesOf.append(nil)
            codesOf.append(codes[factor])
            slots.append(Int32(slot))
          case .ones: break
          }
        }
        return starts.withUnsafeBufferPointer { starts in
          chosen.withUnsafeBufferPointer { chosen in
            outcome.withUnsafeBufferPointer { outcome in
              valuesOf.withUnsafeBufferPointer { values in
                codesOf.withUnsafeBufferPointer { codes in
                  slots.withUnsafeBufferPointer { slots in
                    withOptionalPointer(to: weights) { weights in
                      withOptionalPointer(to: offset) { offset in
                        var choices = kosh_choices(
                          sets: starts.count - 1, starts: starts.baseAddress, chosen: chosen.baseAddress,
                          outcome: outcome.baseAddress, columns: valuesOf.count, values: values.baseAddress,
                          codes: codes.baseAddress, slots: slots.baseAddress, weights: weights, offset: offset)
                        return body(&choices)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The maximum of the likelihood. Where there are very many sets a sixteenth of them tells where to begin.
  func maximise() -> (search: LikelihoodSearch, outcome: LikelihoodSearch.Outcome)? {
    var start = [Double](repeating: 0, count: design.columnCount)
    if setCount >= 32_768 {
      let part = { (coefficients: [Double]) in pass(coefficients, every: 16) }
      if var search = LikelihoodSearch(start: start, part),
        case .maximum = search.run(tolerance: 1e-6, limit: 12, rows: setCount / 16, part)
      {
        start = search.estimates
      }
    }
    guard var search = LikelihoodSearch(start: start, { pass($0) }) else { return nil }
    let outcome = search.run(rows: setCount) { pass($0) }
    return (search, outcome)
  }
}

func withOptionalPointer<Result>(to values: [Double]?, _ body: (UnsafePointer<Double>?) -> Result) -> Result {
  guard let values else { return body(nil) }
  return values.withUnsafeBufferPointer { body($0.baseAddress) }
}

extension DesignMatrix {
  /// The matrix of the given rows, in their order.
  func selecting(_ rows: [Int]) -> DesignMatrix {
    var result = DesignMatrix(rowCount: rows.count, hasIntercept: hasIntercept)
    for term in terms {
      let names = term.columns.map { columnNames[$0] }
      guard let first = term.columns.first else { continue }
      if case .slot(let factor, _) = storage[first] {
        let codes = factors[factor].codes
        result.append(term.name, names: names, codes: rows.map { codes[$0] }, reference: term.reference)
      } else {
        let columns = term.columns.map { index in
          let values = column(index)
          return rows.map { values[$0] }
        }
        result.append(term.name, columns: zip(names, columns).map { ($0, $1) })
      }
    }
    return result
  }
}
