/// Damages bytes in every way that a disk, a network or a hand does, the same way in each run.
struct Mutations {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next pseudo-random number. Source: Steele, Lea, Flood (2014), SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func next(below limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

  /// `bytes` with one to four damages: bytes changed, cut out, doubled, cut off, or numbers made extreme.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0...next(below: 4) {
      guard !result.isEmpty else { return result }
      let at = next(below: result.count)
      let end = min(result.count, at + 1 + next(below: 40))
      switch next(below: 6) {
      case 0: result[at] = UInt8(truncatingIfNeeded: next())
      case 1: result[at] ^= 1 << UInt8(next(below: 8))
      case 2: result.removeSubrange(at..<end)
      case 3: result.insert(contentsOf: result[at..<end], at: next(below: result.count))
      case 4: result.removeSubrange(at...)
      default: for index in at..<min(result.count, at + 4) { result[index] = 0xFF }
      }
    }
    return result
  }
}
