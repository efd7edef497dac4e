/// Random numbers that are the same for the same seed on every machine.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood (2014), "Fast splittable pseudorandom number generators", *OOPSLA '14*.
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to below `bound`, each equally likely; 0 for a bound below 1.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let bound = UInt64(bound)
    // Draws that would favour the small numbers are thrown away.
    let limit = UInt64.max - (UInt64.max % bound + 1) % bound
    var draw = next()
    while draw > limit { draw = next() }
    return Int(draw % bound)
  }

  /// Puts the elements in an order that is equally likely as any other.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
  }
}
