import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct PartsWholeTests {
  func printed(_ texts: [String]) throws -> [PrintedNumber?] { try texts.map { try PrintedNumber($0) } }

  @Test func roundingIsCarried() throws {
    let thirds = try partsWhole(printed(["33.3", "33.3", "33.3"]), whole: PrintedNumber("100"))
    #expect(thirds.outcome == .consistent)
    #expect(agree(thirds.sum.low, 99.75) && agree(thirds.sum.high, 100.05))
    // Against an exact whole three tenths are just enough, two thirds of that are not.
    #expect(
      partsWhole(try printed(["33.3", "33.3", "33.3"]).map { $0?.interval }, whole: Interval(100)).outcome
        == .consistent)
    #expect(
      partsWhole(try printed(["33.3", "33.3", "33.2"]).map { $0?.interval }, whole: Interval(100)).outcome
        == .inconsistent)
  }

  /// Graduates going abroad: 94.6 % to Russia and 5.4 % to Europe.
  @Test func publishedShares() throws {
    #expect(try partsWhole(printed(["94.6", "5.4"]), whole: PrintedNumber("100.0")).outcome == .consistent)
  }

  @Test func exactCountsMustMatch() {
    let p = partsWhole([Interval(2), Interval(3)], whole: Interval(6))
    #expect(p.outcome == .inconsistent && p.difference == Interval(-1) && p.missing == 0)
    #expect(partsWhole([Interval(2), Interval(4)], whole: Interval(6)).outcome == .consistent)
  }

  @Test func missingPartsLeaveItOpen() {
    #expect(partsWhole([Interval(2), nil], whole: Interval(6)).outcome == .undecided)
    #expect(partsWhole([Interval(7), nil], whole: Interval(6)).outcome == .undecided)
    let counts = partsWhole([Interval(7), nil], whole: Interval(6), partsAreCounts: true)
    #expect(counts.outcome == .inconsistent && counts.missing == 1)
    #expect(partsWhole([Interval(6), nil], whole: Interval(6), partsAreCounts: true).outcome == .undecided)
  }

  @Test func weightedParts() throws {
    let parts = [Interval(-10), Interval(-40)]
    #expect(try weightedWhole(parts, weights: [2, 1], whole: Interval(-20)).outcome == .consistent)
    let off = try weightedWhole(parts, weights: [1, 1], whole: Interval(-20))
    #expect(off.outcome == .inconsistent && off.mean == Interval(-25) && off.difference == Interval(-5))
    let rounded = try weightedWhole(
      [Interval(-10, halfWidth: 0.5), Interval(-40, halfWidth: 0.5)], weights: [2, 1], whole: Interval(-20.4))
    #expect(rounded.outcome == .consistent)
    let open = try weightedWhole(parts, weights: [2, nil], whole: Interval(-20))
    #expect(open.outcome == .undecided && open.mean == nil && open.missing == 1)
    #expect {
      try weightedWhole(parts, weights: [1], whole: Interval(1))
    } throws: { error in
      "\(error)" == """
        the weights of the parts do not weigh them
          why: a weighted mean needs one weight for each part, none negative and not all zero
          do:  give the base of each part, such as its population
        """
    }
  }
}
