public import KoshTable

/// A model with absorbed effects, asked for by a formula with effects behind `|`.
public protocol AbsorbedEffectsModel: RegressionModel {
  /// A model from its parts.
  init(formula: Formula, options: RegressionOptions, singletons: SingletonRule, effectCount: EffectCount)
}

extension AbsorbedEffectsModel {
  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, vcov: CovarianceType = .iid, weights: RegressionWeights? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false, singletons: SingletonRule = .drop, effectCount: EffectCount = .connected
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula),
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear),
      singletons: singletons, effectCount: effectCount)
  }
}
