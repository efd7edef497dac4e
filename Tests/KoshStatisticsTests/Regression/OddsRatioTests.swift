import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct OddsRatioTests {
  @Test func readings() throws {
    let r = try readOddsRatio(PrintedNumber("0.456"))
    #expect(agree(r.percentChangeInOdds.low, -54.45) && agree(r.percentChangeInOdds.high, -54.35))
    // ln 0.456
    #expect(r.logOdds.contains(-0.7852624694677510))
  }

  /// Published: 54.4 % and 48.1 % from odds ratios of 0.456 and 0.519; 0.6 % and 0.4 % from 1.006 and 1.004.
  @Test(arguments: [("54.4", "0.456"), ("48.1", "0.519"), ("0.6", "1.006"), ("0.4", "1.004")])
  func publishedPercentagesAreOfOdds(_ pair: (String, String)) throws {
    #expect(try changeInOddsCheck(PrintedNumber(pair.0), oddsRatio: PrintedNumber(pair.1)).outcome == .consistent)
  }

  @Test func plantedPercentage() throws {
    #expect(try changeInOddsCheck(PrintedNumber("54.6"), oddsRatio: PrintedNumber("0.456")).outcome == .inconsistent)
    // 0.456 itself, told as a percentage, is what remains of the odds.
    #expect(try changeInOddsCheck(PrintedNumber("45.6"), oddsRatio: PrintedNumber("0.456")).outcome == .inconsistent)
  }

  @Test func probabilities() throws {
    let half = try probabilityChange(Interval(0.5), baseline: 0.5)
    #expect(agree(half.probability.middle, 1.0 / 3) && agree(half.percentChange.middle, -100.0 / 3))
    #expect(agree(half.points.middle, -50.0 / 3) && agree(half.riskRatio.middle, 2.0 / 3))
    // No change of the odds, no change of the probability; for a rare outcome the two ratios are nearly one.
    #expect(agree(try probabilityChange(Interval(1), baseline: 0.3).probability.middle, 0.3))
    #expect(agree(try probabilityChange(Interval(2), baseline: 1e-6).riskRatio.middle, 2, relative: 1e-5))
    #expect {
      try probabilityChange(Interval(2), baseline: 1)
    } throws: { error in
      "\(error)" == """
        a baseline probability of 1
          why: odds need a probability between 0 and 1
          do:  give the share of the reference group, such as 0.25
        """
    }
  }

  @Test func confidenceIntervals() throws {
    let c = try oddsRatioIntervalCheck(
      PrintedNumber("2.00"), low: PrintedNumber("1.00"), high: PrintedNumber("4.00"))
    #expect(c.outcome == .consistent)
    #expect(abs(c.standardError.low - 0.3521) < 1e-4 && abs(c.standardError.high - 0.3553) < 1e-4)
    // Symmetric in the ratio itself, not in its logarithm.
    let off = try oddsRatioIntervalCheck(
      PrintedNumber("2.50"), low: PrintedNumber("1.00"), high: PrintedNumber("4.00"))
    #expect(off.outcome == .inconsistent)
    #expect {
      try oddsRatioIntervalCheck(PrintedNumber("2.00"), low: PrintedNumber("4.00"), high: PrintedNumber("1.00"))
    } throws: { error in
      "\(error)" == """
        the interval from 4.00 to 1.00 has its ends the wrong way round
          do:  give the lower end first and a level between 0 and 1
        """
    }
  }

  @Test func notPositive() {
    #expect {
      try readOddsRatio(PrintedNumber("0.0"))
    } throws: { error in
      "\(error)" == """
        an odds ratio of 0.0 can be zero or negative within its rounding
          why: a ratio of odds is positive, and its logarithm is needed
          do:  give the odds ratio with more digits
        """
    }
  }

  /// x ln x falls to −1/e at 1/e and rises after.
  @Test func timesLogarithmOverItsLeastValue() {
    let i = timesLogarithm(Interval(0.3, 0.5))
    #expect(agree(i.low, -0.36787944117144233) && agree(i.high, -0.34657359027997264))
    #expect(timesLogarithm(Interval(1, 1)) == Interval(0))
  }
}
