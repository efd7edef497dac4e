import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct StandardErrorFloorTests {
  @Test func floor() throws {
    #expect(agree(try standardErrorFloor(n: 1456), 0.10482848367219183))
    #expect(try standardErrorFloor(n: 4) == 2)
    #expect {
      try standardErrorFloor(n: 0)
    } throws: { error in
      "\(error)" == """
        a model of 0 rows has no least standard error
          why: it is 4/√n
          do:  give the n of the model
        """
    }
  }

  /// A balanced 2 × 2 table with n/4 in each cell reaches it: the log odds ratio's variance Σ 1/count is 16/n.
  @Test(arguments: [4, 100, 1456]) func itIsReached(_ n: Int) throws {
    let cell = Double(n) / 4
    #expect(agree((4 / cell).squareRoot(), try standardErrorFloor(n: n)))
  }

  /// No 2 × 2 table of 40 has a smaller standard error √(Σ 1/count).
  @Test func noTableIsBelow() throws {
    let floor = try standardErrorFloor(n: 40)
    for a in stride(from: 1, to: 38, by: 3) {
      for b in stride(from: 1, to: 39 - a, by: 3) {
        for c in stride(from: 1, to: 40 - a - b, by: 2) {
          let cells = [a, b, c, 40 - a - b - c]
          #expect(cells.reduce(0) { $0 + 1 / Double($1) }.squareRoot() >= floor * (1 - 1e-12))
        }
      }
    }
  }

  /// The published gender row of 2025: 0.456 (0.085), n = 1,456.
  @Test func publishedGender() throws {
    let c = try standardErrorFloorCheck(PrintedNumber("0.085"), n: 1456, oddsRatio: PrintedNumber("0.456"))
    #expect(c.onLogOdds == .inconsistent)
    // As a standard error of the odds ratio it is one of 0.186 of the log odds, which is possible.
    #expect(c.onOddsRatio == .consistent && c.outcome == .undecided)
    #expect(c.impliedLogOdds?.contains(0.085 / 0.456) == true)
    #expect(try standardErrorFloorCheck(PrintedNumber("0.085"), n: 1456).outcome == .inconsistent)
  }

  /// 4/√7143 = 0.04733 lies within the rounding of 0.047, and just outside that of 0.046 and 0.048.
  @Test func nearMisses() throws {
    #expect(try standardErrorFloorCheck(PrintedNumber("0.047"), n: 7143).onLogOdds == .undecided)
    #expect(try standardErrorFloorCheck(PrintedNumber("0.046"), n: 7143).onLogOdds == .inconsistent)
    #expect(try standardErrorFloorCheck(PrintedNumber("0.048"), n: 7143).onLogOdds == .consistent)
  }

  @Test func bothScalesRuledOut() throws {
    let c = try standardErrorFloorCheck(PrintedNumber("0.050"), n: 400, oddsRatio: PrintedNumber("1.500"))
    #expect(c.onLogOdds == .inconsistent && c.onOddsRatio == .inconsistent && c.outcome == .inconsistent)
  }
}
