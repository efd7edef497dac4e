internal import KoshNumerics
internal import KoshTable

/// A fitted regression with absorbed effects.
///
/// ``RegressionResult/terms`` are the predictors'; the effects are not among them and can be had with
/// ``effects(of:)``. Linear predictors, fitted values and residuals take the effects into account.
public struct FixedEffectsFit: RegressionFit, Hashable {
  /// What came out. ``RegressionResult/parameterCount`` counts the effects' parameters, ``RegressionResult/rSquared`` what
  /// predictors and effects explain together.
  public let result: RegressionResult
  /// The absorbed effects, in the formula's order.
  public let absorbed: [AbsorbedEffect]
  /// How much of the variation within the levels the predictors explain, 1 − Σ w e² / Σ w ỹ² with ỹ what remains of the
  /// outcome; `nil` for a Poisson model and where nothing remains.
  public let withinRSquared: Double?
  /// 2 (log likelihood of a perfect fit − that of this one) of a Poisson model; `nil` for least squares.
  public let deviance: Double?
  /// The log likelihood of a constant (and the offset) alone, of a Poisson model; `nil` for least squares.
  public let nullLogLikelihood: Double?
  /// Passes over the rows.
  public let iterations: Int
  /// The number of parameters that the correction of the covariance counts; fewer than
  /// ``RegressionResult/parameterCount`` where effects are nested in clusters.
  public let correctionParameterCount: Int
  private let levelNames: [[String]]
  private let levelValues: [[Double]]
  private let parts: [[Int32]]

  init(
    result: RegressionResult, absorbed: [AbsorbedEffect], passes: AbsorbedPasses, withinRSquared: Double? = nil,
    deviance: Double? = nil, nullLogLikelihood: Double? = nil, iterations: Int, correctionParameterCount: Int
  ) {
    self.result = result
    self.absorbed = absorbed
    self.withinRSquared = withinRSquared
    self.deviance = deviance
    self.nullLogLikelihood = nullLogLikelihood
    self.iterations = iterations
    self.correctionParameterCount = correctionParameterCount
    let effects = passes.effects
    levelNames = effects.dimensions.map(\.levelNames)
    levelValues = effects.dimensions.indices.map { passes.levelValues(of: $0) }
    if effects.dimensions.count == 2, case let parts = effects.components(0, 1), parts.count > 1 {
      self.parts = [parts.ofFirst, parts.ofSecond]
    } else {
      parts = effects.dimensions.map { [Int32](repeating: 0, count: $0.levelNames.count) }
    }
  }

  /// The effects of one dimension, one for each level, in order of first appearance; empty if there is no such dimension.
  ///
  /// What dimensions share is given to the first: every later one is 0 at its first level (in each connected part of the
  /// data, if there are two). They are on the scale of the linear predictor. With three dimensions or more that is the
  /// convention of fixest too, and other effects may fit as well.
  ///
  ///     let fit = try FixedEffectsLinearModel("y ~ x | school + year").fit(table)
  ///     fit.effects(of: "year").first?.value   // 0
  public func effects(of name: String) -> [(level: String, value: Double)] {
    guard let index = absorbed.firstIndex(where: { $0.name == name }) else { return [] }
    var shift: [Int32: Double] = [:]
    for (later, values) in levelValues.enumerated() where later > 0 && (index == 0 || later == index) {
      var first: [Int32: Double] = [:]
      for (level, value) in values.enumerated() where first[parts[later][level]] == nil {
        first[parts[later][level]] = value
      }
      for (part, value) in first { shift[part, default: 0] += index == 0 ? value : -value }
    }
    return levelValues[index].indices.map { level in
      (levelNames[index][level], levelValues[index][level] + (shift[parts[index][level]] ?? 0))
    }
  }
}

extension AbsorbedPasses {
  /// Column 0 of what is subtracted for each level of a dimension.
  func levelValues(of dimension: Int) -> [Double] {
    let levels = effects.dimensions[dimension].levelNames.count
    guard let place = effects.sequence.firstIndex(of: dimension), place > 0 else {
      return (0..<levels).map { groupValues.base[$0 * stride] }
    }
    let first = effects.firstOther[place - 1]
    return (0..<levels).map { otherValues.base[(first + $0) * stride] }
  }
}
