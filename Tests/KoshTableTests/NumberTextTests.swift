import KoshTable
import Testing

/// A no-break space, which looks like any other one in a test.
private let nbsp = "\u{00A0}"

@Suite struct NumberTextTests {
  @Test func fixedDecimalsInThreeLanguages() {
    let value = -1_234_567.891
    #expect(NumberText.fixed(value, decimals: 1, language: .en) == "−1,234,567.9")
    #expect(NumberText.fixed(value, decimals: 1, language: .ru) == "−1\(nbsp)234\(nbsp)567,9")
    #expect(NumberText.fixed(value, decimals: 1, language: .kk) == "−1\(nbsp)234\(nbsp)567,9")
  }

  /// Russian and Kazakh leave four digits ungrouped, so that years and small counts read as such.
  @Test(
    arguments: [
      (999.0, "999", "999"), (1_000, "1,000", "1000"), (9_999, "9,999", "9999"), (10_000, "10,000", "10\u{00A0}000"),
      (123_456, "123,456", "123\u{00A0}456"), (1_000_000, "1,000,000", "1\u{00A0}000\u{00A0}000"),
    ] as [(Double, String, String)])
  func groupsOfThousands(value: Double, english: String, russian: String) {
    #expect(NumberText.fixed(value, decimals: 0, language: .en) == english)
    #expect(NumberText.fixed(value, decimals: 0, language: .ru) == russian)
    #expect(NumberText.fixed(value, decimals: 0, language: .kk) == russian)
  }

  @Test func decimalsAreFilledWithZeros() {
    #expect(NumberText.fixed(5, decimals: 3, language: .en) == "5.000")
    #expect(NumberText.fixed(0.5, decimals: 1, language: .ru) == "0,5")
    #expect(NumberText.fixed(0.004, decimals: 2, language: .en) == "0.00")
    #expect(NumberText.fixed(0.07, decimals: 2, language: .en) == "0.07")
    #expect(NumberText.fixed(7, decimals: -2, language: .en) == "7")
  }

  /// Halves go away from zero on the decimals a reader sees: each of these is a `Double` a hair beside the half, and
  /// multiplying by 100 first would send some up and some down.
  @Test(
    arguments: [
      (0.285, "0.29"), (1.005, "1.01"), (2.675, "2.68"), (0.145, "0.15"), (1.345, "1.35"), (0.615, "0.62"),
      (1.255, "1.26"), (9.995, "10.00"), (0.284, "0.28"), (0.2849999, "0.28"),
    ] as [(Double, String)])
  func halvesGoAwayFromZero(value: Double, expected: String) {
    #expect(NumberText.fixed(value, decimals: 2, language: .en) == expected)
    #expect(NumberText.fixed(-value, decimals: 2, language: .en) == "−" + expected)
    #expect(NumberText.fixed(NumberText.rounded(value, decimals: 2), decimals: 2, language: .en) == expected)
  }

  @Test func zeroHasNoSign() {
    #expect(NumberText.fixed(-0.004, decimals: 2, language: .en) == "0.00")
    #expect(NumberText.fixed(-0.0, decimals: 0, sign: .always, language: .en) == "0")
    #expect(NumberText.fixed(0.3, decimals: 0, sign: .always, language: .en) == "0")
  }

  @Test func aSignForBalances() {
    #expect(NumberText.fixed(17_451, decimals: 0, sign: .always, language: .en) == "+17,451")
    #expect(NumberText.fixed(17_451, decimals: 0, sign: .always, language: .kk) == "+17\(nbsp)451")
    #expect(NumberText.fixed(-57_429, decimals: 0, sign: .always, language: .ru) == "−57\(nbsp)429")
  }

  @Test func whatIsNoNumberIsNotWrittenAsOne() {
    for language in Language.allCases {
      #expect(NumberText.fixed(.nan, decimals: 2, language: language) == "–")
      #expect(NumberText.fixed(.infinity, decimals: 2, language: language) == "∞")
      #expect(NumberText.fixed(-.infinity, decimals: 2, language: language) == "−∞")
      #expect(NumberText.plain(.nan, language: language) == "–")
      #expect(NumberText.plain(-.infinity, language: language) == "−∞")
    }
  }

  @Test func largeNumbersKeepTheirDecimals() {
    #expect(NumberText.fixed(9_007_199_254_740.992, decimals: 3, language: .en) == "9,007,199,254,740.992")
    #expect(NumberText.fixed(123_456_789_012_345.6, decimals: 1, language: .en) == "123,456,789,012,345.6")
    #expect(NumberText.fixed(1e21, decimals: 1, language: .en) == "1,000,000,000,000,000,000,000.0")
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333333333333"), (123_456.789, "123,456.789"),
      (-0.57, "−0.57"), (0, "0"), (-0.0, "0"), (100, "100"), (1e-5, "0.00001"), (1e20, "100,000,000,000,000,000,000"),
      (1_234_567_890.123_456_7, "1,234,567,890.12346"),
    ] as [(Double, String)])
  func plainHasTheFewestDigits(value: Double, expected: String) {
    #expect(NumberText.plain(value, language: .en) == expected)
  }

  @Test func plainWritesVerySmallAndLargeNumbersWithAPowerOfTen() {
    #expect(NumberText.plain(1.5e-12, language: .en) == "1.5\(nbsp)×\(nbsp)10⁻¹²")
    #expect(NumberText.plain(1.5e-12, language: .ru) == "1,5\(nbsp)×\(nbsp)10⁻¹²")
    #expect(NumberText.plain(-3e300, language: .kk) == "−3\(nbsp)×\(nbsp)10³⁰⁰")
    #expect(NumberText.plain(1e-9, language: .en) == "0.000000001")
  }

  @Test func roundedToDecimalsTensAndThousands() {
    #expect(NumberText.rounded(2.675, decimals: 2) == 2.68)
    #expect(NumberText.rounded(92_469, decimals: -3) == 92_000)
    #expect(NumberText.rounded(-92_500, decimals: -3) == -93_000)
    #expect(NumberText.rounded(499, decimals: -3) == 0)
    #expect(NumberText.rounded(1e300, decimals: 5) == 1e300)
    #expect(NumberText.rounded(.infinity, decimals: 2) == .infinity)
    #expect(NumberText.rounded(.nan, decimals: 2).isNaN)
  }

  @Test func pValues() {
    #expect(NumberText.pValue(0.0009999) == Trilingual(en: "<0.001", ru: "<0,001", kk: "<0,001"))
    #expect(NumberText.pValue(0.001) == Trilingual(en: "0.001", ru: "0,001", kk: "0,001"))
    #expect(NumberText.pValue(0.0495) == Trilingual(en: "0.050", ru: "0,050", kk: "0,050"))
    #expect(NumberText.pValue(1).en == "1.000")
    #expect(NumberText.pValue(0).en == "<0.001")
    #expect(NumberText.pValue(.nan) == Trilingual(same: "–"))
  }

  @Test func separators() {
    #expect(Language.allCases.map(NumberText.groupSeparator) == [",", nbsp, nbsp])
    #expect(Language.allCases.map(NumberText.decimalMark) == [".", ",", ","])
  }
}
