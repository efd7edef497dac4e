import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionTextTests {
  @Test func leastSquares() throws {
    let reference = try References.json("educational_mobility_ols")
    let table = Table(
      name: "years.csv",
      columns: try ["migration", "gdp", "unemployment"].map {
        Column(Variable($0), numbers: try reference.numbers($0) + [$0 == "gdp" ? 600 : .nan])
      })
    let fit = try LinearModel("migration ~ gdp + unemployment", vcov: .hc3).fit(table)
    #expect(
      RegressionText(fit, source: "years.csv").text
        == """
        Least squares: migration ~ gdp + unemployment
        years.csv, n = 21, heteroskedasticity-robust standard errors (HC3)

                          estimate  std. error      t      p      95 % from       to
          ──────────────────────────────────────────────────────────────────────────
          (Intercept)   −1,490,210     757,313  −1.97  0.065     −3,081,264  100,845
          gdp                3,337       1,082   3.08  0.006 **       1,063    5,610
          unemployment     132,172      64,946   2.04  0.057         −4,275  268,619

          *** p < 0.001   ** p < 0.01   * p < 0.05

          n                      21
          residual df            18
          log likelihood         −277.380
          AIC                    562.759
          BIC                    566.937
          R²                     0.7284
          adjusted R²            0.6982
          residual std. error    142,441
          F(2, 18), model-based  24.14, p <0.001

          Rows left out: 1 of 22
          · migration is missing: 1
          · unemployment is missing: 1

        """)
  }

  @Test func bootstrapsHavePercentilesBesideTheNormalInterval() throws {
    let table = try References.json("uncertainty").object("data").table("data.csv")
    let fit = try LinearModel("y ~ x", vcov: CovarianceType(named: "bootstrap:500")).fit(table)
    let interval = try #require(fit.bootstrap?.percentileInterval(ofCoefficient: 1))
    let text = RegressionText(fit, source: "data.csv").text
    #expect(
      text.contains(
        """
                       estimate  std. error      z       p      95 % from       to  percentile from       to
          ──────────────────────────────────────────────────────────────────────────────────────────────────
          (Intercept)   1.84698     0.14079  13.12  <0.001 ***    1.57103  2.12293          1.58725  2.12509
          x             0.30499     0.09088   3.36  <0.001 ***    0.12687  0.48311          0.13486  0.47714

          *** p < 0.001   ** p < 0.01   * p < 0.05
          95 % from … to: by the standard error, as for a normal distribution;
          percentile: the 2.5 % and 97.5 % quantiles of 500 refits.

        """), "\(text)")
    #expect(
      fit.json.text(indent: false).contains(
        "\"percentile_low\":\(interval.low),\"percentile_high\":\(interval.high)}"))
    #expect(fit.json.text(indent: false).contains("\"refits\":500,\"failed_refits\":0}"))
    #expect(!(try LinearModel("y ~ x").fit(table).json.text(indent: false).contains("percentile")))
  }

  @Test func oddsRatios() throws {
    let table = try References.json("regression_reference").object("data").table("survey.csv")
    let fit = try GeneralizedLinearModel(.logit, "intends ~ gender + score + i(region)", weights: "count").fit(table)
    #expect(
      RegressionText(fit, ratios: true, source: "survey.csv").text
        == """
        Logit: intends ~ gender + score + i(region)
        survey.csv, n = 160, model-based standard errors (iid), weighted by count

                             odds ratio  std. error      z       p      95 % from        to
          ─────────────────────────────────────────────────────────────────────────────────
          (Intercept)          1.118660    0.437794   0.29   0.774       0.519488  2.408910
          gender               0.276627    0.060207  −5.90  <0.001 ***   0.180565  0.423794
          score                1.009201    0.007477   1.24   0.216       0.994652  1.023963
          region::Almaty       1.848107    0.518651   2.19   0.029 *     1.066219  3.203373
          region::Shymkent     0.638708    0.168466  −1.70   0.089       0.380881  1.071063
          region::Turkistan    2.574482    0.984103   2.47   0.013 *     1.217070  5.445829

          *** p < 0.001   ** p < 0.01   * p < 0.05
          i(region) is compared to Akmola
          The interval's ends are e to those of the coefficient; z and p are the coefficient's;
          the standard error is on the scale of the odds ratio (delta method).

          n                           160
          residual df                 154
          log likelihood              −254.651
          AIC                         521.303
          BIC                         539.754
          McFadden R²                 0.1096
          χ²(5) against the constant  62.69, p <0.001

        """)
  }

  @Test func undefinedNumbersAreDashes() throws {
    let table = Table(
      name: "t", columns: [Column(Variable("x"), numbers: [1, 2]), Column(Variable("y"), numbers: [3, 5])])
    let text = RegressionText(try LinearModel("y ~ x").fit(table), source: "t").text
    #expect(
      text
        == """
        Least squares: y ~ x
        t, n = 2, model-based standard errors (iid)

                       estimate  std. error  t  p  95 % from  to
          ──────────────────────────────────────────────────────
          (Intercept)    1.0000           –  –  –          –   –
          x              2.0000           –  –  –          –   –

          n                    2
          residual df          0
          log likelihood       undefined
          AIC                  undefined
          BIC                  undefined
          R²                   1.0000
          adjusted R²          undefined
          residual std. error  undefined

          Keep in mind:
          · There are as many coefficients as rows: every model would fit, and standard errors are undefined.

        """)
  }
}
