import Testing

@testable import KoshNumerics

@Suite struct IntervalTests {
  @Test func endsComeInOrder() {
    #expect(Interval(3, 1) == Interval(1, 3))
    #expect(Interval(2).isExact && Interval(2).middle == 2 && Interval(2).width == 0)
    #expect(Interval(5, halfWidth: 0.5) == Interval(4.5, 5.5))
    #expect(Interval(1, 3).middle == 2 && Interval(1, 3).width == 2)
  }

  @Test func arithmetic() {
    let (x, y) = (Interval(-1, 2), Interval(3, 4))
    #expect(-x == Interval(-2, 1))
    #expect(x + y == Interval(2, 6))
    #expect(x - y == Interval(-5, -1))
    #expect(x * y == Interval(-4, 8))
    #expect(-2 * x == Interval(-4, 2))
    #expect(y.divided(by: Interval(2, 4)) == Interval(0.75, 2))
    #expect(y.divided(by: x) == nil)
    #expect(y.divided(by: Interval(-2, -1)) == Interval(-4, -1.5))
  }

  /// Every result contains the result of any numbers taken from the operands.
  @Test func containment() throws {
    let (x, y) = (Interval(-1.5, 0.5), Interval(0.25, 3))
    for i in 0...4 {
      for j in 0...4 {
        let (a, b) = (x.low + x.width * Double(i) / 4, y.low + y.width * Double(j) / 4)
        #expect((x + y).contains(a + b) && (x - y).contains(a - b) && (x * y).contains(a * b))
        #expect(try #require(x.divided(by: y)).contains(a / b))
        #expect(x.magnitude.contains(abs(a)))
      }
    }
  }

  @Test func functions() {
    #expect(Interval(1, 4).squareRoot == Interval(1, 2) && Interval(-1, 4).squareRoot == nil)
    #expect(Interval(0, 1).logarithm == nil && Interval(1, 1).logarithm == Interval(0))
    #expect(Interval(0, 0).exponential == Interval(1))
    #expect(Interval(-3, -2).magnitude == Interval(2, 3) && Interval(-3, 2).magnitude == Interval(0, 3))
  }

  @Test func meeting() {
    #expect(Interval(1, 2).meets(Interval(2, 3)) && !Interval(1, 2).meets(Interval(2.1, 3)))
    // 0.1 + 0.2 is 0.30000000000000004: the ends still meet.
    #expect(Interval(0.1 + 0.2, 1).meets(Interval(0, 0.3)))
    #expect(!Interval(0.3001, 1).meets(Interval(0, 0.3)))
    #expect(Interval(1, 2).contains(2) && !Interval(1, 2).contains(2.5))
  }

  /// A criterion of a rounded log likelihood: −2ℓ of ℓ = −852.324 printed to three decimals.
  @Test func roundingIsCarried() {
    let doubled = -2 * Interval(-852.324, halfWidth: 0.0005)
    #expect(abs(doubled.low - 1704.647) < 1e-9 && abs(doubled.high - 1704.649) < 1e-9)
  }
}
