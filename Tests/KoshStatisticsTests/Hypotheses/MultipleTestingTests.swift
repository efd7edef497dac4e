import KoshStatistics
import Testing

@Suite struct MultipleTestingTests {
  /// R: p.adjust(p, "holm") and p.adjust(p, "BH").
  @Test func agreesWithR() throws {
    let reference = try StatisticsReference()
    let p = try reference.optionals("adjust", "p")
    #expect(agree(adjustedPValues(p, .holm).compactMap { $0 }, try reference.numbers("adjust", "holm")))
    #expect(agree(adjustedPValues(p, .benjaminiHochberg).compactMap { $0 }, try reference.numbers("adjust", "bh")))
  }

  @Test func undefinedTestsAreNotCounted() {
    let p: [Double?] = [0.01, nil, 0.04, 0.03]
    #expect(adjustedPValues(p, .holm)[1] == nil)
    #expect(agree(adjustedPValues(p, .holm).compactMap { $0 }, [0.03, 0.06, 0.06]))
    #expect(agree(adjustedPValues(p, .benjaminiHochberg).compactMap { $0 }, [0.03, 0.04, 0.04]))
    #expect(adjustedPValues([], .holm).isEmpty)
  }

  @Test func manyAreSaidToBeMany() throws {
    #expect(sayMany([0.01]) == nil && sayMany([nil, 0.01]) == nil)
    let caution = try #require(sayMany([0.001, 0.03, 0.04, 0.5, nil]))
    #expect(caution.code == "many_tests")
    #expect(
      caution.text.en
        == "4 tests are shown at once: with no association anywhere, about 0.2 of them would have p < 0.05 by chance. "
        + "Here 3 have, and 1 after Holm's adjustment.")
    #expect(caution.text.ru.contains("p < 0,05") && caution.text.kk.contains("p < 0,05"))
  }
}
