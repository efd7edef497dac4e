import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RSquaredTests {
  /// The published regression of internal migration, n = 21 with 2 predictors; the total sum of squares about the mean
  /// of the 21 published values by numpy.
  @Test func published() throws {
    let c = try rSquaredCheck(
      multipleR: PrintedNumber("0.853460149"), rSquared: PrintedNumber("0.728394227"),
      adjusted: PrintedNumber("0.698215807"), standardError: PrintedNumber("142441.2975"),
      totalSumOfSquares: Interval(1344637905965.238), n: 21, predictors: 2)
    #expect(c.outcome == .consistent && c.fromMultipleR?.outcome == .consistent && c.adjusted?.outcome == .consistent)
    #expect(c.standardError?.outcome == .consistent)
  }

  @Test func plantedErrors() throws {
    let wrongR = try rSquaredCheck(
      multipleR: PrintedNumber("0.853460249"), rSquared: PrintedNumber("0.728394227"), n: 21, predictors: 2)
    #expect(wrongR.outcome == .inconsistent)
    // The adjusted R² of three predictors under two.
    let wrongK = try rSquaredCheck(
      rSquared: PrintedNumber("0.728394227"), adjusted: PrintedNumber("0.680463796"), n: 21, predictors: 2)
    #expect(wrongK.outcome == .inconsistent)
    #expect(
      try rSquaredCheck(
        rSquared: PrintedNumber("0.728394227"), adjusted: PrintedNumber("0.680463796"), n: 21, predictors: 3
      ).outcome == .consistent)
  }

  /// y = 1, 3, 2, 4 on 1…4: TSS 5, R² 0.64, residual 1.8, standard error √0.9 = 0.9487.
  @Test func standardErrorOfTheRegression() throws {
    func check(_ error: String) throws -> RSquaredCheck {
      try rSquaredCheck(
        multipleR: PrintedNumber("0.8"), rSquared: PrintedNumber("0.64"), adjusted: PrintedNumber("0.46"),
        standardError: PrintedNumber(error), totalSumOfSquares: Interval(5), n: 4, predictors: 1)
    }
    #expect(try check("0.949").outcome == .consistent)
    #expect(try check("0.9").outcome == .consistent)
    // R² between 0.635 and 0.645 allows 0.942 to 0.955.
    let off = try check("0.960")
    #expect(off.standardError?.outcome == .inconsistent && off.outcome == .inconsistent)
  }

  @Test func adjustedAndUndefined() throws {
    #expect(agree(try adjustedRSquared(Interval(0.64), n: 4, predictors: 1).middle, 0.46))
    #expect(try rSquaredCheck(rSquared: PrintedNumber("0.5"), n: 10, predictors: 1).outcome == .undecided)
    #expect {
      try adjustedRSquared(Interval(0.5), n: 3, predictors: 2)
    } throws: { error in
      "\(error)" == """
        3 rows with 2 predictors have no adjusted R²
          why: the residuals need at least one degree of freedom
          do:  give the n and the predictors of the model
        """
    }
  }
}
