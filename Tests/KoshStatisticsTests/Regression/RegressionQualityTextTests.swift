import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionQualityTextTests {
  private func table() throws -> Table {
    try References.json("regression_reference").object("data").table("survey.csv")
  }

  @Test func aLogit() throws {
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score + i(region)").fit(table())
    #expect(
      RegressionQualityText(fit).text == """

        Quality
          Nagelkerke R²                    0.1545
          Tjur R²                          0.1174
          area under the curve             0.7001, std. error 0.0411
          Brier score                      0.2208
          Hosmer–Lemeshow                  χ²(8) = 1.95, p = 0.983
          condition number                 1.8
          greatest Cook's distance         0.038 in row 66
          rows above 4/n = 0.025           5
          greatest leverage                0.099 in row 134
          greatest std. residual           1.93 in row 152
          variance inflation of gender     1.05
          variance inflation of score      1.06
          variance inflation of i(region)  1.02

        """)
  }

  @Test func oneRowThatCarriesTheResultIsSaid() throws {
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 1, 2, 1.5, 9]), Column(Variable("x"), numbers: [1, 2, 3, 2, 1, 20]),
      ], lines: [2, 3, 4, 5, 6, 7])
    let text = RegressionQualityText(try LinearModel("y ~ x").fit(table), lines: table.lines).text
    #expect(
      text.hasSuffix(
        """

          Keep in mind:
          · The result hangs on a single row (line 7): without it the coefficients would be clearly different
            (Cook's distance 75.85, above 1). Look at this row, and at the model without it.

        """), "\(text)")
  }

  @Test func leastSquares() throws {
    let text = RegressionQualityText(try LinearModel("balance ~ score + income").fit(table())).text
    #expect(text.contains("condition number"))
    #expect(text.contains("Cook's distance"))
    #expect(!text.contains("Brier"))
  }
}
