import KoshStatistics
import Testing

@Suite struct ProportionTests {
  /// R: prop.test(k, n, conf.level, correct = FALSE).
  @Test func agreesWithR() throws {
    let reference = try StatisticsReference()
    for (name, count, n, level) in [
      ("wilson_1_10", 1, 10, 0.95), ("wilson_0_7", 0, 7, 0.95), ("wilson_66_121", 66, 121, 0.9),
    ] {
      let p = try #require(proportion(count: count, of: n, level: level))
      #expect(agree([p.confidenceLow, p.confidenceHigh], try reference.numbers(name), relative: 1e-10))
    }
  }

  @Test func endsAreExactAtNoneAndAll() throws {
    let (none, all) = (try #require(proportion(count: 0, of: 3)), try #require(proportion(count: 3, of: 3)))
    #expect(none.confidenceLow == 0 && all.confidenceHigh == 1)
    #expect(agree(none.confidenceHigh, 1 - all.confidenceLow))
  }

  @Test func outsideIsNil() {
    #expect(proportion(count: 0, of: 0) == nil)
    #expect(proportion(count: 4, of: 3) == nil)
    #expect(proportion(count: -1, of: 3) == nil)
    #expect(wilsonInterval(share: 0.5, n: 10, level: 1) == nil)
    #expect(wilsonInterval(share: .nan, n: 10) == nil)
  }

  @Test func weights() throws {
    let p = try #require(weightedProportion([true, false, nil], weights: [3, 1, 1]))
    #expect(p.share == 0.75 && p.n == 2 && p.count == 1 && p.missing == 1 && p.effectiveN == 1.6)
    // Equal weights change nothing.
    let equal = try #require(weightedProportion([true, false, false], weights: [2, 2, 2]))
    let plain = try #require(proportion(count: 1, of: 3))
    #expect(agree(equal.confidenceLow, plain.confidenceLow) && agree(equal.confidenceHigh, plain.confidenceHigh))
    #expect(weightedProportion([nil], weights: [1]) == nil)
  }
}
