package import KoshTable

/// How well a fit describes its rows, as lines for a terminal. English only.
package struct RegressionQualityText: Sendable {
  private let fit: any RegressionFit
  private let lines: RowLines?

  /// The quality of a fit.
  ///
  /// - Parameter lines: The lines of the file at which the rows of the table begin; rows are counted without them.
  package init(_ fit: any RegressionFit, lines: RowLines? = nil) {
    self.fit = fit
    self.lines = lines
  }

  /// The whole text, with a line end.
  package var text: String {
    var pairs: [(String, String)] = []
    func add(_ name: String, _ value: Double?, _ decimals: Int) {
      if let value { pairs.append((name, NumberText.fixed(value, decimals: decimals, language: .en))) }
    }
    if let fit = fit as? GeneralizedLinearFit {
      let pseudo = GoodnessOfFit.pseudoRSquared(fit)
      add("Nagelkerke R²", pseudo?.nagelkerke, 4)
      add("Tjur R²", pseudo?.tjur, 4)
      if let area = GoodnessOfFit.areaUnderCurve(fit) {
        let error = area.standardError.map { ", std. error \(NumberText.fixed($0, decimals: 4, language: .en))" } ?? ""
        pairs.append(("area under the curve", NumberText.fixed(area.area, decimals: 4, language: .en) + error))
      }
      add("Brier score", GoodnessOfFit.brierScore(fit), 4)
      if let test = GoodnessOfFit.hosmerLemeshow(fit) {
        pairs.append(
          (
            "Hosmer–Lemeshow",
            "χ²(\(test.degreesOfFreedom)) = \(NumberText.fixed(test.statistic, decimals: 2, language: .en)), p \(Self.p(test.pValue))"
          ))
      }
    }
    add("condition number", RegressionDiagnostics.conditionNumber(fit.design), 1)
    let influence = RegressionInfluence(of: fit)
    let used = influence == nil ? [] : fit.rowsUsed
    func name(_ position: Int) -> String { Schema.rowName(used[position], lines: lines) }
    if let influence {
      func add(_ name: String, _ row: OutstandingRow?, _ decimals: Int? = nil) {
        guard let row else { return }
        pairs.append(
          (
            name,
            NumberText.fixed(
              row.value, decimals: decimals ?? RegressionInfluence.decimals(of: row.value), language: .en)
              + " in \(Schema.rowName(used[row.position], lines: lines))"
          ))
      }
      add("greatest Cook's distance", influence.greatestDistance)
      let limit = NumberText.fixed(
        influence.usualLimit, decimals: RegressionInfluence.decimals(of: influence.usualLimit), language: .en)
      pairs.append(("rows above 4/n = \(limit)", "\(influence.noticeableRows.count)"))
      add("greatest leverage", influence.greatestLeverage)
      add("greatest std. residual", influence.greatestResidual, 2)
    }
    for inflation in RegressionDiagnostics.varianceInflation(fit.design, weights: fit.weightValues) {
      add("variance inflation of \(inflation.term)", inflation.factor, 2)
    }
    let width = pairs.map(\.0.count).max() ?? 0
    let cautions = influence?.cautions { Trilingual(same: name($0)) } ?? []
    return
      (["", "Quality"]
      + pairs.map { "  " + $0.0 + String(repeating: " ", count: width - $0.0.count) + "  " + $0.1 }
      + RegressionText.keepInMind(cautions)).joined(separator: "\n") + "\n"
  }

  private static func p(_ value: Double) -> String {
    let text = NumberText.pValue(value).en
    return text.hasPrefix("<") ? text : "= " + text
  }
}
