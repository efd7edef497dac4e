import Testing

@testable import KoshNumerics

@Suite struct CounterRandomTests {
  @Test func streamsAreFunctionsOfSeedAndNumber() {
    func first(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
      var random = CounterRandom(seed: seed, stream: stream)
      return (0..<4).map { _ in random.next() }
    }
    #expect(first(1, 1) == first(1, 1))
    #expect(first(1, 1) != first(1, 2))
    #expect(first(1, 1) != first(2, 1))
    #expect(Set((0..<1000).flatMap { first(7, $0) }).count == 4000)
  }

  // χ² of 60,000 throws of a die, first numbers of streams and numbers of one stream alike; 99.9 % lie below 20.5.
  @Test func numbersAreEven() {
    var one = CounterRandom(seed: 3, stream: 0)
    var (along, across) = ([Int](repeating: 0, count: 6), [Int](repeating: 0, count: 6))
    for throwing in 0..<60_000 {
      along[one.next(below: 6)] += 1
      var other = CounterRandom(seed: 3, stream: UInt64(throwing))
      across[other.next(below: 6)] += 1
    }
    for counts in [along, across] {
      let chi = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
      #expect(chi < 20.5)
    }
  }
}
