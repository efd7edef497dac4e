internal import KoshTable

/// How well a fit describes its rows, as lines for a terminal. English only.
package struct RegressionQualityText: Sendable {
  private let fit: any RegressionFit

  /// The quality of a fit.
  package init(_ fit: any RegressionFit) { self.fit = fit }

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
    if let (row, value) = RegressionQuality.greatestCook(fit) {
      pairs.append(
        ("greatest Cook's distance", "\(NumberText.fixed(value, decimals: 3, language: .en)) in row \(row)"))
    }
    for inflation in RegressionDiagnostics.varianceInflation(fit.design, weights: fit.weightValues) {
      add("variance inflation of \(inflation.term)", inflation.factor, 2)
    }
    let width = pairs.map(\.0.count).max() ?? 0
    return
      (["", "Quality"]
      + pairs.map { "  " + $0.0 + String(repeating: " ", count: width - $0.0.count) + "  " + $0.1 })
      .joined(separator: "\n") + "\n"
  }

  private static func p(_ value: Double) -> String {
    let text = NumberText.pValue(value).en
    return text.hasPrefix("<") ? text : "= " + text
  }
}
