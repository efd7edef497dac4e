import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct StarsTests {
  let legend = [0.1, 0.05, 0.01]

  @Test func bands() throws {
    #expect(try StarBand(stars: 0, thresholds: legend) == StarBand(below: nil, notBelow: 0.1))
    #expect(try StarBand(stars: 2, thresholds: legend) == StarBand(below: 0.05, notBelow: 0.01))
    #expect(try StarBand(stars: 3, thresholds: legend) == StarBand(below: 0.01))
    #expect {
      try StarBand(stars: 4, thresholds: legend)
    } throws: { error in
      "\(error)" == """
        4 stars are not in a legend of 3
          why: each number of stars needs its threshold
          do:  give the thresholds of the table's legend
        """
    }
    #expect {
      try StarBand(stars: 1, thresholds: [0.01, 0.05])
    } throws: { error in
      "\(error)" == """
        the thresholds of the stars do not fall from star to star
          why: more stars mean a smaller p
          do:  list them as 0.1, 0.05, 0.01
        """
    }
  }

  func check(_ estimate: String, _ error: String, _ stars: Int) throws -> StarCheck {
    try starCheck(
      PrintedNumber(estimate).interval, standardError: PrintedNumber(error).interval,
      band: StarBand(stars: stars, thresholds: legend))
  }

  @Test func decidedAndOpen() throws {
    #expect(try check("-3.00", "1.00", 3).outcome == .consistent)
    #expect(try check("-3.00", "1.00", 2).outcome == .inconsistent)
    #expect(try check("-3.00", "1.00", 0).outcome == .inconsistent)
    #expect(try check("1.00", "1.00", 0).outcome == .consistent)
    #expect(try check("2.20", "1.00", 2).outcome == .consistent)
    // 1.96 within its rounding lies on both sides of 1.95996.
    #expect(try check("1.96", "1.00", 2).outcome == .undecided)
    #expect(try check("1.96", "1.00", 1).outcome == .undecided)
    #expect(try check("1.96", "1.00", 3).outcome == .inconsistent)
  }

  @Test func arithmeticIsShown() throws {
    let c = try check("2.20", "1.00", 2)
    #expect(agree(c.z.low, 2.195 / 1.005) && agree(c.z.high, 2.205 / 0.995))
    #expect(agree(c.critical, 1.959963984540054) && agree(c.nextCritical, 2.5758293035489004))
    // scipy: 2·norm.sf(2.195/1.005)
    #expect(agree(c.p.high, 0.02895639928201838, relative: 1e-10))
  }

  @Test func zeroStandardErrors() throws {
    let c = try check("0.5", "0.0", 3)
    #expect(c.z.high == .infinity && c.p.low == 0 && c.outcome == .consistent)
    #expect {
      try starCheck(Interval(1), standardError: Interval(-1), band: StarBand(below: 0.05))
    } throws: { error in
      "\(error)" == """
        a standard error of −1 has no stars to check
          why: a standard error is positive
          do:  give the standard error as printed
        """
    }
  }

  /// With 5 degrees of freedom the critical value at 5 % is 2.5706 (scipy.stats.t.ppf).
  @Test func studentsT() throws {
    let band = StarBand(below: 0.05)
    #expect(try starCheck(Interval(2.5), standardError: Interval(1), band: band).outcome == .consistent)
    let few = try starCheck(Interval(2.5), standardError: Interval(1), band: band, df: 5)
    #expect(few.outcome == .inconsistent && agree(few.critical, 2.5705818356363146, relative: 1e-10))
  }

  /// The published row of the olympiad score: odds ratio 1.006, standard error 0.002, starred at 1 %.
  @Test func publishedScore() throws {
    let c = try oddsRatioStarCheck(
      PrintedNumber("1.006"), standardError: PrintedNumber("0.002"), band: StarBand(below: 0.01))
    #expect(c.logOdds.outcome == .undecided && c.oddsRatio.outcome == .undecided && c.outcome == .undecided)
    #expect(abs(c.logOdds.z.low - 2.194) < 0.001 && abs(c.logOdds.z.high - 4.319) < 0.001)
    #expect(abs(c.oddsRatio.z.low - 2.206) < 0.001 && abs(c.oddsRatio.z.high - 4.347) < 0.001)
    // With one more digit it is decided.
    let finer = try oddsRatioStarCheck(
      PrintedNumber("1.0060"), standardError: PrintedNumber("0.0020"), band: StarBand(below: 0.01))
    #expect(finer.outcome == .consistent)
  }

  /// 0.456 (0.085): −9.2 standard errors of the log odds, −4.2 of the odds ratio; starred either way.
  @Test func publishedGender() throws {
    let c = try oddsRatioStarCheck(
      PrintedNumber("0.456"), standardError: PrintedNumber("0.085"), band: StarBand(below: 0.01))
    #expect(c.outcome == .consistent)
    #expect(c.logOdds.z.contains(9.24) && c.oddsRatio.z.contains(4.21))
  }

  @Test func readingsThatDiffer() throws {
    // ln 0.2 = −1.609: 3.2 standard errors of 0.5 in log odds, 0.64 in odds ratios.
    let c = try oddsRatioStarCheck(
      PrintedNumber("0.200"), standardError: PrintedNumber("0.500"), band: StarBand(below: 0.01))
    #expect(c.logOdds.outcome == .consistent && c.oddsRatio.outcome == .inconsistent && c.outcome == .undecided)
  }
}
