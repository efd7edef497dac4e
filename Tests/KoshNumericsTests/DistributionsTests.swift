import Testing

@testable import KoshNumerics

/// Known answers from scipy.stats and scipy.special (1.14): norm, t, chi2, f, betainc.
@Suite struct DistributionsTests {
  func agree(_ value: Double, _ expected: Double, relative: Double = 1e-12) -> Bool {
    abs(value - expected) <= relative * abs(expected)
  }

  @Test func normal() {
    #expect(agree(Normal.cumulative(1.96), 0.9750021048517795))
    #expect(agree(Normal.upper(10), 7.61985302416047e-24))
    #expect(agree(Normal.quantile(0.975), 1.959963984540054))
    #expect(agree(Normal.quantile(1e-10), -6.361340902404056))
    #expect(agree(Normal.twoSided(-2.5), 0.012419330651552265))
    #expect(Normal.twoSided(0) == 1)
    #expect(Normal.upper(40) >= 0)
    #expect(!agree(Normal.cumulative(1.96), 0.975))
  }

  @Test func studentT() {
    #expect(agree(StudentT.cumulative(2.5, df: 3), 0.9561466764959672))
    #expect(agree(StudentT.upper(40, df: 5), 9.205981085886477e-08))
    #expect(agree(StudentT.quantile(0.975, df: 18), 2.1009220402410382))
    #expect(agree(StudentT.quantile(0.995, df: 2.5), 7.163728138948783))
    #expect(agree(StudentT.twoSided(3.2507812380155867, df: 18), 0.004437765694402896))
    #expect(StudentT.cumulative(1, df: 0).isNaN && StudentT.quantile(0.5, df: -1).isNaN)
  }

  @Test func chiSquaredAndF() {
    #expect(agree(ChiSquared.upper(3.84, df: 1), 0.05004352124870519))
    #expect(agree(ChiSquared.upper(300, df: 9), 2.6102773472069844e-59))
    #expect(agree(ChiSquared.quantile(0.95, df: 4), 9.487729036781154))
    #expect(agree(FisherF.upper(24.1362617537561, df1: 2, df2: 18), 8.043609441818604e-06))
    #expect(agree(FisherF.upper(1, df1: 5, df2: 5), 0.5))
    #expect(ChiSquared.upper(-1, df: 1).isNaN && FisherF.upper(1, df1: 0, df2: 1).isNaN)
  }

  @Test func beta() {
    #expect(agree(incompleteBeta(2, 3, 0.4), 0.5247999999999999))
    #expect(agree(incompleteBeta(0.5, 0.5, 0.1), 0.20483276469913345))
    #expect(incompleteBeta(2, 3, 0) == 0 && incompleteBeta(2, 3, 1) == 1)
    #expect(incompleteBeta(0, 3, 0.4).isNaN && incompleteBeta(2, 3, 1.5).isNaN)
  }

  /// Quantile and distribution undo each other.
  @Test(arguments: [0.001, 0.05, 0.5, 0.8, 0.999]) func quantilesInvert(_ p: Double) {
    #expect(agree(Normal.cumulative(Normal.quantile(p)), p))
    #expect(agree(StudentT.cumulative(StudentT.quantile(p, df: 4), df: 4), p))
    #expect(agree(ChiSquared.upper(ChiSquared.quantile(p, df: 6), df: 6), 1 - p, relative: 1e-10))
  }
}
