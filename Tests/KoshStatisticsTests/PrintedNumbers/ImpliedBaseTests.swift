import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct ImpliedBaseTests {
  /// Published: 3,200 are 35.8 %.
  @Test func publishedService() throws {
    let b = try impliedBase(Interval(3200), percent: PrintedNumber("35.8"))
    #expect(abs(b.base.low - 8926.08) < 0.01 && abs(b.base.high - 8951.05) < 0.01)
    #expect(b.whole == 8927...8951 && b.outcome == .undecided)
    // 8,926 is just outside: 3,200 of it are 35.8503 %, printed 35.9.
    #expect(try grim(PrintedNumber("35.8"), n: 8926).counts?.contains(3200) == false)
    #expect(try grim(PrintedNumber("35.8"), n: 8927).counts?.contains(3200) == true)
    #expect(try grim(PrintedNumber("35.8"), n: 8951).counts?.contains(3200) == true)
    #expect(try grim(PrintedNumber("35.8"), n: 8952).counts?.contains(3200) == false)
  }

  @Test func knownBase() throws {
    func outcome(_ known: Double) throws -> Consistency {
      try impliedBase(Interval(3200), percent: PrintedNumber("35.8"), known: Interval(known)).outcome
    }
    #expect(try outcome(8930) == .consistent)
    #expect(try outcome(8900) == .inconsistent)
    // The count rounded to hundreds widens the base.
    let wide = try impliedBase(Interval(3150, 3250), percent: PrintedNumber("35.8"), known: Interval(8900))
    #expect(wide.outcome == .consistent)
  }

  @Test func zeroPercent() {
    #expect {
      try impliedBase(Interval(3), percent: PrintedNumber("0.0"))
    } throws: { error in
      "\(error)" == """
        0.0 % can be zero within its rounding
          why: any base at all would do
          do:  give the percentage with more digits
        """
    }
  }
}
