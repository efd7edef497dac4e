import Testing

@testable import KoshTable

@Suite struct DecimalDigitsTests {
  @Test func digitsAndPointOfANumber() {
    #expect(DecimalDigits(1234.5) == DecimalDigits(digits: [1, 2, 3, 4, 5], point: 4))
    #expect(DecimalDigits(0.00120) == DecimalDigits(digits: [1, 2], point: -2))
    #expect(DecimalDigits(500) == DecimalDigits(digits: [5], point: 3))
    #expect(DecimalDigits(6.02e23) == DecimalDigits(digits: [6, 0, 2], point: 24))
    #expect(DecimalDigits(1e-7) == DecimalDigits(digits: [1], point: -6))
    #expect(DecimalDigits(.leastNonzeroMagnitude) == DecimalDigits(digits: [5], point: -323))
    #expect(DecimalDigits(0).isZero)
  }

  @Test func zerosAtTheEndsAreTakenOff() {
    #expect(DecimalDigits(digits: [0, 0, 7, 0], point: 3) == DecimalDigits(digits: [7], point: 1))
    #expect(DecimalDigits(digits: [0, 0], point: 5) == DecimalDigits(digits: [], point: 0))
  }

  @Test func aCarryRunsThroughNines() {
    #expect(DecimalDigits(9.996).rounded(decimals: 2).value == 10)
    #expect(DecimalDigits(0.0995).rounded(decimals: 3).value == 0.1)
    #expect(DecimalDigits(0.5).rounded(decimals: 0).value == 1)
    #expect(DecimalDigits(0.05).rounded(decimals: 0).isZero)
    #expect(DecimalDigits(999_950).rounded(significant: 4).value == 1_000_000)
  }

  /// Digits make the way back to the same number, bit for bit.
  @Test func digitsReadBack() {
    var state: UInt64 = 20_240_601
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state & 0x7FFF_FFFF_FFFF_FFFF)
      guard number.isFinite else { continue }
      #expect(DecimalDigits(number).value.bitPattern == number.bitPattern)
    }
  }
}
