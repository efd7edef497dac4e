internal import KoshNumerics

/// Sums of scores made in sweeps over the rows, without an array of them.
struct StreamedScores: Sendable {
  /// Σ of squared scores as HC0 needs them (of equal rows, each one's own); `nil` where it was not asked for.
  var squares: Matrix?
  /// The scores of each parameter summed within groups, from the groups' codes and number.
  var groupSums: @Sendable ([Int32], Int) -> [[Double]]
}

extension CovarianceType {
  /// Whether the covariance takes more of the scores than ``StreamedScores`` gives.
  var needsRowScores: Bool {
    switch self {
    case .iid, .hc0, .hc1, .clusters: false
    default: true
    }
  }
}
