import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SpecificationTestTests {
  // R: pchisq(3.841458820694124, 1, lower = FALSE), pf(4.964602743730711, 1, 10, lower = FALSE).
  @Test func tails() {
    let chi = SpecificationTest(.white, chiSquared: 3.841458820694124, df: 1)
    #expect(agree(chi.pValue, 0.05, relative: 1e-12) && chi.distribution == .chiSquared(df: 1))
    let f = SpecificationTest(.reset, f: 4.964602743730711, df1: 1, df2: 10)
    #expect(agree(f.pValue, 0.05, relative: 1e-10) && f.distribution == .f(df1: 1, df2: 10))
    // Rounding below 0 is 0.
    #expect(SpecificationTest(.white, chiSquared: -1e-17, df: 1).statistic == 0)
  }

  @Test func everyKindIsExplainedInThreeLanguages() {
    for kind in SpecificationTest.Kind.allCases {
      for language in Language.allCases {
        #expect(!kind.name[language].isEmpty && kind.warning[language].hasSuffix("."))
      }
    }
  }
}
