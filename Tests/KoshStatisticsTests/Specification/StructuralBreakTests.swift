import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct StructuralBreakTests {
  // strucchange's sctest and Fstats: References/series_space.R.
  @Test func agreesWithStrucchange() throws {
    let reference = try SeriesReference()
    for (name, fit) in [("paper", try reference.paperFit()), ("broken", try reference.brokenFit())] {
      let expected = try reference.root.object(name)
      let point = Int(try expected.number("point"))
      #expect(try agrees(SpecificationTests.chow(fit, firstRowAfter: point), expected.object("chow")))
      let found = try SpecificationTests.unknownBreak(fit)
      #expect(agree(found.test.statistic, try expected.number("sup_f"), relative: 1e-8))
      #expect(found.firstRowAfter == Int(try expected.number("break_at")))
      #expect(agree(found.statistics, try expected.numbers("f_statistics"), relative: 1e-7))
      #expect(found.test.pValue < 1e-8)
      #expect(
        agree(
          try SpecificationTests.chow(fit, firstRowAfter: found.firstRowAfter).statistic, found.largestF,
          relative: 1e-12))
    }
    // Paper C: the relation changes in 2015, the 15th year of the series.
    #expect(try SpecificationTests.unknownBreak(try reference.paperFit()).firstRowAfter == 14)
  }

  @Test func errors() throws {
    let fit = try SeriesReference().paperFit()
    #expect(
      problem { _ = try SpecificationTests.chow(fit, firstRowAfter: 2) } == """
        the Chow test has 2 and 19 rows in its two parts
          why: each part has 3 coefficients to estimate, and rows must be left over
          do:  move the break or use fewer predictors
        """)
    #expect(
      problem { _ = try SpecificationTests.unknownBreak(fit, trimming: 0.5) } == """
        the trimming of the Quandt–Andrews test is 0.5
          why: it is the share of rows left out at each end
          do:  use a share above 0 and below 0.5, such as 0.15
        """)
    let short = try LinearModel("migration ~ gdp + unemployment").fit(
      try SeriesReference().years().selecting(Array(0..<7)))
    #expect(
      problem { _ = try SpecificationTests.unknownBreak(short) } == """
        the Quandt–Andrews test has 7 rows for 3 coefficients
          why: a regression must be possible on either side of the break, with rows left over
          do:  use a longer series or fewer predictors
        """)
  }
}
