import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CovarianceBasisTests {
  private static let balance = [
    -8.799, -10.347, -7.739, -4.132, -5.073, -5.977, -2.477, -0.285, -2.295, -2.051, 1.68, 2.122, -0.21, 1.326, 4.504,
    3.255, 1.37, 3.94, 5.863, 3.362, 2.512, 5.526, 5.757, 2.706, 3.149, 5.837, 4.318, 1.502, 3.092, 4.708, 1.776,
  ]
  private let years = Table(
    name: "years.csv",
    columns: [
      Column(Variable("y"), numbers: balance), Column(Variable("year"), numbers: (1990...2020).map(Double.init)),
      Column(Variable("t"), numbers: (-15...15).map(Double.init)),
      Column(Variable("count"), numbers: balance.map { ($0 + 12).rounded() }),
      Column(Variable("up"), numbers: balance.map { $0 > 2 ? 1 : 0 }),
      Column(Variable("five"), numbers: (0..<31).map { Double($0 / 5) }),
    ])

  /// R: t <- year - 2005; predict(lm(y ~ t + I(t^2)), se.fit = TRUE) at −15, 0 and 12, and by sandwich's vcovHC(m, "HC1").
  /// Squares of years leave the entries of the covariance with few digits that agree; the centred years are R's.
  @Test func squaresOfYearsKeepTheirDigits() throws {
    let values = [1990.0, 2005, 2017].map { ("year", MarginalEffects.Value.number($0)) }
    for (vcov, errors) in [
      (CovarianceType.iid, [0.744407667809565, 0.396820012433324, 0.501680164127651]),
      (.hc1, [0.722078862953599, 0.396949006175407, 0.476456574874132]),
    ] {
      let fit = try LinearModel("y ~ year + I(year^2)", vcov: vcov).fit(years)
      #expect(fit.result.covarianceBasis != nil)
      let found = try MarginalEffects(fit, years).predictions(at: values)
      for (one, (estimate, error)) in zip(
        found, zip([-9.77037096774193, 2.98364849833148, 3.57489410456062], errors))
      {
        #expect(agree(one.estimate, estimate, relative: 1e-10))
        #expect(agree(one.standardError, error, relative: 1e-9), "\(vcov.name)")
      }
    }
  }

  /// What does not depend on where years are counted from, by each kind of standard error.
  @Test(arguments: ["iid", "HC0", "HC1", "HC2", "HC3", "cluster:five", "NW:2"])
  func theOriginOfYearsDoesNotMatter(vcov: String) throws {
    let type = try CovarianceType(named: vcov)
    let pairs: [(any RegressionModel, any RegressionModel)] = [
      (
        try LinearModel("y ~ year + I(year^2)", vcov: type), try LinearModel("y ~ t + I(t^2)", vcov: type)
      ),
      (
        try GeneralizedLinearModel(.logit, "up ~ year + I(year^2)", vcov: type),
        try GeneralizedLinearModel(.logit, "up ~ t + I(t^2)", vcov: type)
      ),
      (
        try GeneralizedLinearModel(.poisson, "count ~ year + I(year^2)", vcov: type),
        try GeneralizedLinearModel(.poisson, "count ~ t + I(t^2)", vcov: type)
      ),
    ]
    for (years, centred) in pairs {
      let (a, b) = (try years.fitAny(self.years), try centred.fitAny(self.years))
      #expect(agree(a.terms[2].estimate, b.terms[2].estimate, relative: 1e-8))
      #expect(agree(a.terms[2].standardError, b.terms[2].standardError, relative: 1e-7), "\(a.formula.text) \(vcov)")
      let (one, other) = (
        try MarginalEffects(a, self.years).slopes(["year"]), try MarginalEffects(b, self.years).slopes(["t"])
      )
      #expect(agree(one[0].estimate, other[0].estimate, relative: 1e-8))
      #expect(agree(one[0].standardError, other[0].standardError, relative: 1e-7), "\(a.formula.text) \(vcov)")
    }
  }

  /// V = R⁻¹ C R⁻ᵀ with C the identity is the inverse of RᵀR.
  @Test func theCovarianceIsOfTheBasis() {
    let basis = CovarianceBasis(matrix: Matrix([[1, 0], [0, 1]]), triangle: Matrix([[2, 1], [0, 4]]))
    // RᵀR = [4 2; 2 17], of determinant 64.
    let expected: [[Double]] = [[0.265625, -0.03125], [-0.03125, 0.0625]]
    #expect(basis.covariance.rows == expected)
    #expect(basis.spread(of: [[1, 0]]).rows == [[0.265625]])
  }
}
