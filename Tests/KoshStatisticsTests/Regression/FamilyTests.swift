import Testing

@testable import KoshStatistics

@Suite struct FamilyTests {
  @Test func meansOfLinearPredictors() {
    #expect(Family.logit.mean([0, 800, -800]) == [0.5, 1, Family.logit.mean([-800])[0]])
    #expect(agree(Family.logit.mean([1])[0], 0.7310585786300049, relative: 1e-15))
    // scipy.stats.norm.cdf(−8), numpy.exp(3).
    #expect(agree(Family.probit.mean([-8])[0], 6.220960574271785e-16, relative: 1e-13))
    #expect(agree(Family.poisson.mean([3])[0], 20.085536923187668, relative: 1e-15))
  }

  @Test(arguments: Family.allCases) func theStartIsTheMean(family: Family) {
    #expect(agree(family.mean([family.linear(ofMean: 0.3)])[0], 0.3, relative: 1e-12))
  }

  @Test func onlySomeHaveRatios() {
    #expect(Family.allCases.filter { $0.ratioName == nil } == [.probit])
    #expect(Family.allCases.filter(\.isBinary) == [.logit, .probit])
  }
}
