import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct InformationCriterionTests {
  /// Two published logits, 2025 and 2024: AIC and log likelihood give 8 parameters.
  @Test(arguments: [("1,720.647", "−852.324"), ("8,888.026", "−4,436.013")])
  func published(_ pair: (String, String)) throws {
    let implied = try impliedParameters(aic: PrintedNumber(pair.0), logLikelihood: PrintedNumber(pair.1))
    #expect(implied.whole == 8...8 && implied.outcome == .consistent && implied.used == 8)
    #expect(implied.recomputed.meets(try PrintedNumber(pair.0).interval))
    #expect(abs(implied.parameters.width - 0.0015) < 1e-9)
    let declared = try impliedParameters(
      aic: PrintedNumber(pair.0), logLikelihood: PrintedNumber(pair.1), declared: 7)
    #expect(declared.outcome == .inconsistent)
    #expect(!declared.recomputed.meets(try PrintedNumber(pair.0).interval))
  }

  @Test func plantedErrorAndNearMiss() throws {
    // One digit of the AIC changed: no whole number of parameters.
    let off = try impliedParameters(aic: PrintedNumber("1720.747"), logLikelihood: PrintedNumber("-852.324"))
    #expect(off.whole == nil && off.outcome == .inconsistent && off.used == 8)
    // Rounded to whole numbers the same figures allow it again.
    let coarse = try impliedParameters(aic: PrintedNumber("1721"), logLikelihood: PrintedNumber("-852"))
    #expect(coarse.outcome == .consistent && coarse.whole == 8...9)
    // 0.002 from a whole number with a half-width of 0.00075 is outside; 0.0005 is inside.
    #expect(
      try impliedParameters(aic: PrintedNumber("1720.652"), logLikelihood: PrintedNumber("-852.324")).whole == nil)
    #expect(
      try impliedParameters(aic: PrintedNumber("1720.649"), logLikelihood: PrintedNumber("-852.324")).whole == 8...8)
  }

  @Test func bic() throws {
    let implied = try impliedParameters(bic: PrintedNumber("231.5"), logLikelihood: PrintedNumber("-106.5"), n: 100)
    #expect(implied.whole == 4...4 && implied.outcome == .consistent)
    #expect(agree(implied.recomputed.middle, 4 * 4.605170185988092 + 213))
    #expect(
      try impliedParameters(bic: PrintedNumber("231.5"), logLikelihood: PrintedNumber("-106.5"), n: 100, declared: 3)
        .outcome == .inconsistent)
    #expect {
      try impliedParameters(bic: PrintedNumber("231.5"), logLikelihood: PrintedNumber("-106.5"), n: 1)
    } throws: { error in
      "\(error)" == """
        the BIC of 1 rows implies no number of parameters
          why: each parameter counts ln n, which is positive from 2 rows on
          do:  give the n of the model
        """
    }
  }

  @Test func noParametersAreNone() throws {
    let implied = try impliedParameters(aic: PrintedNumber("20.0"), logLikelihood: PrintedNumber("-10.0"))
    #expect(implied.whole == nil && implied.outcome == .inconsistent)
  }
}
