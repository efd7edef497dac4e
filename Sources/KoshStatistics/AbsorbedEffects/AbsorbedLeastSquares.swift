internal import KoshNumerics

/// Columns from which absorbed effects have been taken out by least squares.
struct AbsorbedLeastSquares {
  /// The relative accuracy to which what remains of a column has no mean within any level: the length of the means over
  /// that of the column.
  static let tolerance = 1e-11
  /// A column is held to be explained by the effects where what remains of it is at most so many times as long as the
  /// column about its mean.
  static let absorbedTolerance = 1e-7

  /// Predictors (counted from 1) of which nothing remains.
  private(set) var absorbed: [Int] = []
  /// Whether ``tolerance`` was reached.
  private(set) var isConverged = false
  /// Σ w v² of each column about its mean, before anything was taken out.
  private(set) var centred: [Double] = []
  /// Passes over the rows.
  private(set) var passCount = 0

  /// Takes the effects out of all columns of `passes`: solves the equations of the effects, subtracts, and looks again
  /// with fresh sums until nothing is left. Fresh sums of small remainders keep the digits that one solution loses.
  init(_ passes: AbsorbedPasses) {
    var raw: [Double] = []
    for round in 0..<40 {
      passes.linear()
      passCount += 1
      let lengths = (0..<passes.width).map { passes.cross[$0, $0] }
      if round == 0 {
        raw = lengths
        centred = Self.centred(passes)
      }
      let limit = Self.absorbedTolerance * Self.absorbedTolerance
      let isAbsorbed = lengths.indices.map { lengths[$0] <= limit * centred[$0] || lengths[$0] <= 1e-26 * raw[$0] }
      absorbed = (1..<passes.width).filter { isAbsorbed[$0] }
      let remaining = passes.remaining()
      isConverged = lengths.indices.allSatisfy {
        isAbsorbed[$0] || remaining[$0] <= Self.tolerance * Self.tolerance * lengths[$0]
      }
      if isConverged && round > 0 { return }
      passes.solve(
        tolerance: Self.tolerance,
        floor: lengths.indices.map { isAbsorbed[$0] ? .infinity : 1e-2 * Self.tolerance * Self.tolerance * lengths[$0] }
      )
      passes.addSolution()
    }
  }

  /// Σ w v² about the weighted mean, from the sums of a pass that has subtracted nothing.
  static func centred(_ passes: AbsorbedPasses) -> [Double] {
    let (sums, weight) = passes.totals()
    return (0..<passes.width).map { max(0, passes.cross[$0, $0] - sums[$0] * sums[$0] / weight) }
  }
}
