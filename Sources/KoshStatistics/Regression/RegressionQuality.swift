package import KoshTable

/// How well a fit describes its rows, as data. ``RegressionQualityText`` is the same as lines.
package struct RegressionQuality: Sendable {
  private let fit: any RegressionFit

  /// The quality of a fit.
  package init(_ fit: any RegressionFit) { self.fit = fit }

  /// The measures that are defined for the fit, in full precision, besides those of ``RegressionResult/json``: pseudo-R²,
  /// area under the curve, Brier score and Hosmer–Lemeshow test of an outcome of 0 and 1, Durbin and Watson's statistic
  /// of the rows in their order, condition number, the greatest Cook's distance, leverage and standardised residual with
  /// their rows (counted from 1), variance inflation by term. What is undefined is `null`.
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
    if let influence = RegressionInfluence(of: fit) { members.append(("influence", json(influence))) }
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

  private func json(_ influence: RegressionInfluence) -> JSONValue {
    let rows = fit.rowsUsed
    func member(_ name: String, _ row: OutstandingRow?) -> (String, JSONValue) {
      (name, row.map { .object([("value", .number($0.value)), ("row", .integer(rows[$0.position] + 1))]) } ?? .null)
    }
    return .object([
      member("cooks_distance", influence.greatestDistance), ("usual_limit", .number(influence.usualLimit)),
      ("rows_above_limit", .integer(influence.noticeableRows.count)), member("leverage", influence.greatestLeverage),
      member("std_residual", influence.greatestResidual),
    ])
  }

  private static func json(_ test: HosmerLemeshow) -> JSONValue {
    .object([
      ("statistic", .number(test.statistic)), ("df", .integer(test.degreesOfFreedom)),
      ("p_value", .number(test.pValue)),
    ])
  }
}
