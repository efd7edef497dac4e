/// How many parameters the levels of absorbed effects are.
///
/// With several dimensions their levels share directions: adding a constant to all origins and taking it from all
/// destinations changes nothing. What is shared is not counted.
public enum EffectCount: String, CaseIterable, Sendable, Hashable {
  /// Two dimensions share one direction for each connected part of the data, so that the count is exact. A third and
  /// further one is taken to share as many as it does with the earlier dimension with which it shares most (which may be
  /// too few): reghdfe's `dofadjustments(pairwise)`.
  case connected
  /// Every dimension but the first shares one direction: fixest's default.
  case fixest
}

/// One absorbed effect of a fit.
public struct AbsorbedEffect: Sendable, Hashable {
  /// Its name in the formula: `origin`, `origin^year`.
  public let name: String
  /// Levels that the rows used have.
  public let levelCount: Int
  /// Levels that are no parameters of their own, by ``EffectCount``.
  public let redundantCount: Int
  /// Whether each of its levels lies in one cluster of the covariance. The corrections of clustered standard errors count
  /// such an effect as one parameter, for its levels grow in number with the clusters: fixest's and reghdfe's rule.
  public let isNestedInClusters: Bool

  /// Parameters: levels less redundant ones.
  public var parameterCount: Int { levelCount - redundantCount }
}

extension AbsorbedEffects {
  /// The dimensions with their numbers of parameters.
  func counted(_ rule: EffectCount, clusters: [RowGroups]) -> [AbsorbedEffect] {
    dimensions.indices.map { index in
      let shared: Int
      switch rule {
      case .fixest: shared = index == 0 ? 0 : 1
      case .connected: shared = (0..<index).map { components($0, index).count }.max() ?? 0
      }
      return AbsorbedEffect(
        name: dimensions[index].name, levelCount: dimensions[index].levelNames.count, redundantCount: shared,
        isNestedInClusters: clusters.contains { isNested(index, in: $0) })
    }
  }
}

extension [AbsorbedEffect] {
  /// All parameters of the effects.
  var parameterCount: Int { reduce(0) { $0 + $1.parameterCount } }

  /// The parameters that the correction of a clustered covariance counts.
  var parameterCountBesideClusters: Int {
    reduce(0) { $0 + $1.parameterCount - ($1.isNestedInClusters ? $1.levelCount - 1 : 0) }
  }
}
