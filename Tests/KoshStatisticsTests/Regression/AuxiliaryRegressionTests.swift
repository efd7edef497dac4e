import Testing

@testable import KoshStatistics

@Suite struct AuxiliaryRegressionTests {
  @Test func byHand() throws {
    let fit = try #require(AuxiliaryRegression([[1, 1, 1, 1], [1, 2, 3, 4]], outcome: [1, 3, 2, 4]))
    #expect(agree(fit.coefficients.map { $0 ?? .nan }, [0.5, 0.8], relative: 1e-14))
    #expect(agree(fit.residualSumOfSquares, 1.8, relative: 1e-14) && agree(fit.rSquared, 0.64, relative: 1e-14))
    // b / √(s²/Σ(x − x̄)²) = 0.8 / √(0.9/5).
    #expect(agree(fit.tStatistic(1), 0.8 / (0.9 / 5).squareRoot(), relative: 1e-13))
    #expect(fit.rank == 2 && fit.residualDegreesOfFreedom == 2)
  }

  @Test func dependentColumnsAreLeftOut() throws {
    let fit = try #require(
      AuxiliaryRegression([[1, 1, 1, 1], [1, 2, 3, 4], [5, 6, 7, 8]], outcome: [1, 3, 2, 4]))
    #expect(fit.rank == 2 && fit.coefficients[2] == nil && fit.tStatistic(2) == nil)
    #expect(AuxiliaryRegression([], outcome: [1]) == nil)
  }
}
