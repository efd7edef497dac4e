import KoshTable
import Testing

@testable import KoshChart

@Suite struct TicksTests {
  @Test func stepsAreOneTwoFive() {
    #expect(Ticks.nice(0, 10, count: 5).values == [0, 2, 4, 6, 8, 10])
    #expect(Ticks.nice(-0.31, 0.42, count: 7).values == [-0.2, 0, 0.2, 0.4])
    // 3 × 0.1 must not come out as 0.30000000000000004.
    #expect(Ticks.nice(0, 0.5, count: 5).values == [0, 0.1, 0.2, 0.3, 0.4, 0.5])
    #expect(Ticks.nice(1.2e9, 5.1e9, count: 4).values == [2e9, 3e9, 4e9, 5e9])
  }

  @Test func decimalsTellNeighboursApart() {
    #expect(Ticks.nice(0, 0.05, count: 5).decimals == 2)
    #expect(Ticks.nice(0, 50, count: 5).decimals == 0)
  }

  @Test func ticksLieWithinTheRange() {
    for exponent in stride(from: -250, through: 250, by: 10) {
      let size = Ticks.scaled(1, exponent)
      for (low, high) in [(-3.3, 4.7), (0, 1), (17.2, 17.9), (-9, -2.5)] {
        let ticks = Ticks.nice(low * size, high * size, count: 6)
        #expect(ticks.values.count >= 2 && ticks.values.count <= 14)
        let slack = 1e-9 * (high - low) * size
        #expect(ticks.values.allSatisfy { $0 >= low * size - slack && $0 <= high * size + slack })
      }
    }
  }

  @Test func enclosingTicksEnclose() {
    let ticks = Ticks.around(-108_307, 33_041)
    #expect(ticks.values.first == -120_000)
    #expect(ticks.values.last == 40_000)
  }

  @Test func logarithmicTicksThinOut() {
    #expect(Ticks.logarithmic(0.3, 1.5, count: 7).values == [0.3, 0.4, 0.5, 0.7, 1, 1.5])
    #expect(Ticks.logarithmic(0.01, 100, count: 5).values == [0.01, 0.1, 1, 10, 100])
  }

  @Test func hugeAxesAreReadable() {
    let people = Ticks.nice(0, 20_000_000, count: 4)
    #expect(
      AxisText.labels(people, sign: .negativeOnly, suffix: "", in: .en)
        == ["0", "5\u{A0}m", "10\u{A0}m", "15\u{A0}m", "20\u{A0}m"])
    #expect(AxisText.labels(people, sign: .negativeOnly, suffix: "", in: .ru)[1] == "5\u{A0}млн")
    let persons = Ticks.nice(0, 20_000, count: 2)
    #expect(AxisText.labels(persons, sign: .always, suffix: "", in: .kk) == ["0", "+10\u{A0}000", "+20\u{A0}000"])
    #expect(AxisText.scientific(-1.5e18, in: .ru) == "−1,5\u{A0}×\u{A0}10¹⁸")
    #expect(AxisText.scientific(9.999e-7, in: .en) == "1\u{A0}×\u{A0}10⁻⁶")
  }

  @Test func equalValuesGetARange() {
    #expect(extent([5, 5])?.low == 4.5)
    #expect(extent([0])?.high == 1)
    #expect(extent([]) == nil)
    #expect(drawable(.nan) == nil && drawable(.infinity) == nil && drawable(nil) == nil && drawable(1e300) == 1e300)
  }
}
