import Testing

@testable import KoshInterviews

@Suite struct SeededRandomTests {
  @Test func knownNumbers() {
    // The first outputs of SplitMix64 for seed 1234567, as in the test of the Rosetta Code task "Pseudo-random
    // numbers/Splitmix64".
    var random = SeededRandom(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func everyOrderIsAboutEquallyLikely() {
    var random = SeededRandom(seed: 1)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 {
      var order = [0, 1, 2]
      random.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 6)
    // 1000 expected, standard deviation 29.
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 150 })
    #expect(random.below(0) == 0 && random.below(1) == 0)
  }
}
