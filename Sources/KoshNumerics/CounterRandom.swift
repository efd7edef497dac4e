internal import CKernels

/// Random numbers that are a function of seed, stream and position: streams can be taken up on any thread, in any order.
///
///     var random = CounterRandom(seed: 1, stream: 7)
///     random.next(below: 6)
///
/// Source: G. L. Steele, D. Lea, C. H. Flood (2014), OOPSLA, 453–472 (SplitMix64).
package struct CounterRandom: RandomNumberGenerator, Sendable {
  private let base: UInt64
  private var counter: UInt64 = 0

  /// The beginning of a stream.
  package init(seed: UInt64, stream: UInt64) { base = kosh_random_base(seed, stream) }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    defer { counter &+= 1 }
    return kosh_random_at(base, counter)
  }

  /// The next whole number from 0 to `count` − 1, each as likely as another to 2⁻⁶⁴ · `count`.
  ///
  /// - Precondition: `count` > 0.
  package mutating func next(below count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }
}
