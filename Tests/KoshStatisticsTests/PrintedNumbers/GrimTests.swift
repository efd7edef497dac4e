import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct GrimTests {
  @Test func workedExamples() throws {
    #expect(try grim(PrintedNumber("18.2"), n: 121).counts == 22...22)
    let none = try grim(PrintedNumber("18.5"), n: 121)
    #expect(none.counts == nil && none.outcome == .inconsistent && none.nearestCount == 22)
    #expect(agree(none.nearestPercent, 2200.0 / 121))
  }

  /// The published reasons for leaving, n = 121: counts exist, and they add up.
  @Test func publishedReasons() throws {
    let reasons = try ["39.7", "18.2", "26.4", "9.1", "5", "0.8", "0.8"].map { try PrintedNumber($0) }
    let list = try grim(reasons, n: 121)
    #expect(list.outcome == .consistent && list.counts == [48, 22, 32, 11, 6, 1, 1])
    // "5" without a decimal would still be 6 people (4.96 %) only.
    #expect(list.parts[4].counts == 6...6)
  }

  /// Women and men among 121: 54.5 and 45.5 %.
  @Test func publishedSexes() throws {
    let list = try grim([PrintedNumber("54.5"), PrintedNumber("45.5")], n: 121)
    #expect(list.counts == [66, 55] && list.outcome == .consistent)
  }

  @Test func plantedErrors() throws {
    // Each percentage is possible, but 48 + 74 is not 121.
    let sum = try grim([PrintedNumber("39.7"), PrintedNumber("61.2")], n: 121)
    #expect(sum.parts.allSatisfy { $0.outcome == .consistent })
    #expect(sum.outcome == .inconsistent && sum.sums == 122...122 && sum.counts == nil)
    // One is not.
    let part = try grim([PrintedNumber("39.9"), PrintedNumber("60.3")], n: 121)
    #expect(part.outcome == .inconsistent && part.sums == nil)
  }

  /// Half a unit is rounded up by some and down by others: 1 of 8 is 12.5 %, printed 12 or 13.
  @Test func halvesGoEitherWay() throws {
    #expect(try grim(PrintedNumber("12"), n: 8).counts == 1...1)
    #expect(try grim(PrintedNumber("13"), n: 8).counts == 1...1)
    #expect(try grim(PrintedNumber("14"), n: 8).counts == nil)
  }

  /// Against the definition, tried for every count.
  @Test func agreesWithTrialOfAllCounts() throws {
    for n in [1, 7, 13, 121] {
      for tenth in stride(from: 0, through: 1000, by: 7) {
        let text = "\(tenth / 10).\(tenth % 10)"
        let counts = (0...n).filter { abs(2000 * $0 - 2 * tenth * n) <= n }
        let found = try grim(PrintedNumber(text), n: n)
        #expect(found.counts.map(Array.init) ?? [] == counts, "\(text) of \(n)")
      }
    }
  }

  @Test func aLargeSampleAllowsMany() throws {
    #expect(try grim(PrintedNumber("39.7"), n: 10_000).counts == 3965...3975)
    #expect(try grim(PrintedNumber("0"), n: 10).counts == 0...0)
    #expect(try grim(PrintedNumber("100"), n: 10).counts == 10...10)
    #expect(try grim(PrintedNumber("99.999999"), n: 1_000_000_000).counts != nil)
  }

  @Test func problems() {
    #expect {
      try grim(PrintedNumber("5"), n: 0)
    } throws: { error in
      "\(error)" == """
        0 is no number of cases to check a percentage against
          why: the check needs from 1 to 1,000,000,000 cases
          do:  give the n that the percentage refers to
        """
    }
    #expect {
      try grim(PrintedNumber("105"), n: 10)
    } throws: { error in
      "\(error)" == """
        "105" is no percentage to check
          why: the check needs a share from 0 to 100 with at most 6 decimals
          do:  give the percentage as printed
        """
    }
  }
}
