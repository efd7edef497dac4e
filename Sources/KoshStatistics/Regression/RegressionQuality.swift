package import KoshTable

/// How well a fit describes its rows, as data. ``RegressionQualityText`` is the same as lines.
package struct RegressionQuality: Sendable {
  private let fit: any RegressionFit

  /// The quality of a fit.
  package init(_ fit: any RegressionFit) { self.fit = fit }

  /// The measures that are defined for the fit, in full precision, besides those of ``RegressionResult/json``: pseudo-R²,
  /// area under the curve, Brier score and Hosmer–Lemeshow test of an outcome of 0 and 1, Durbin and Watson's statistic
  /// of the rows in their order, condition number, greatest Cook's distance with its row (counted from 1), variance
  /// inflation by term. What is undefined is `null`.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = []
    if let fit = fit as? GeneralizedLinearFit {
      let pseudo = GoodnessOfFit.pseudoRSquared(fit)
      let area = GoodnessOfFit.areaUnderCurve(fit)
      members += [
        ("cox_snell_r_squared", .optional(pseudo?.coxSnell)), ("nagelkerke_r_squared", .optional(pseudo?.nagelkerke)),
        ("tjur_r_squared", .optional(pseudo?.tjur)), ("auc", .optional(area?.area)),
        ("auc_std_error", .optional(area?.standardError)), ("brier", .optional(GoodnessOfFit.brierScore(fit))),
        ("hosmer_lemeshow", GoodnessOfFit.hosmerLemeshow(fit).map(Self.json) ?? .null),
      ]
    } else if fit is LinearFit {
      members.append(("durbin_watson", .optional(RegressionDiagnostics.durbinWatson(fit.residuals))))
    }
    members.append(("condition_number", .optional(RegressionDiagnostics.conditionNumber(fit.design))))
    if let (row, value) = Self.greatestCook(fit) {
      members += [("cooks_distance", .number(value)), ("cooks_distance_row", .integer(row))]
    }
    let inflation = RegressionDiagnostics.varianceInflation(fit.design, weights: fit.weightValues)
    members.append(
      (
        "variance_inflation",
        .array(
          inflation.map {
            .object([
              ("term", .string($0.term)), ("factor", .number($0.factor)), ("df", .integer($0.degreesOfFreedom)),
            ])
          })
      ))
    return .object(members)
  }

  /// The greatest of Cook's distances and its row in the table, counted from 1; `nil` where none is defined.
  static func greatestCook(_ fit: any RegressionFit) -> (row: Int, value: Double)? {
    let cook =
      (fit as? LinearFit).flatMap { RegressionInfluence($0) }?.cooksDistance
      ?? (fit as? GeneralizedLinearFit).flatMap { RegressionInfluence($0) }?.cooksDistance ?? []
    let largest = cook.enumerated().compactMap { row, value in value.map { (row, $0) } }.max { $0.1 < $1.1 }
    return largest.map { (fit.rowsUsed[$0.0] + 1, $0.1) }
  }

  private static func json(_ test: HosmerLemeshow) -> JSONValue {
    .object([
      ("statistic", .number(test.statistic)), ("df", .integer(test.degreesOfFreedom)),
      ("p_value", .number(test.pValue)),
    ])
  }
}
