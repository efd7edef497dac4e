import KoshTable
import Testing

@Suite struct PrintedNumberTests {
  @Test(
    arguments: [
      ("1,720.647", 1720.647, 3), ("0.456", 0.456, 3), ("-0.57", -0.57, 2), ("−0.57", -0.57, 2), ("–0.57", -0.57, 2),
      ("− 0.57", -0.57, 2), ("+33,041", 33041, 0), ("1,234", 1234, 0), ("1,234,567.89", 1_234_567.89, 2),
      ("−108,307", -108_307, 0), ("12 345.6", 12345.6, 1), ("12\u{00A0}345", 12345, 0), ("12\u{202F}345", 12345, 0),
      ("54.4%", 54.4, 1), ("54.4 %", 54.4, 1), ("5", 5, 0), ("0", 0, 0), ("5.0", 5, 1), ("0.10", 0.1, 2),
      (".05", 0.05, 2), (" 21 ", 21, 0), ("2024", 2024, 0), ("007", 7, 0), ("1234567", 1_234_567, 0),
      ("132172.0181", 132172.0181, 4), ("-1490209.8625", -1_490_209.8625, 4),
    ] as [(String, Double, Int)])
  func reads(text: String, value: Double, decimals: Int) throws {
    let number = try PrintedNumber(text)
    #expect(number.value == value)
    #expect(number.decimals == decimals)
    #expect(number.text == text)
  }

  @Test func halfAUnitOfTheLastDigit() throws {
    #expect(try PrintedNumber("1,720.647").halfUnit == 0.0005)
    #expect(try PrintedNumber("85").halfUnit == 0.5)
    #expect(try PrintedNumber("5.0").halfUnit == 0.05)
  }

  /// Each could be read in some way; which one is not for the program to decide.
  @Test(arguments: [
    "", " ", "-", "+", "%", ".", ",", "5.", "0,57", "1,23", "1,2345", "0,123", ",234", "1234,567", "12,34,567",
    "1,234,56", "1,,234", "1,234,", "12 345,678", "1,234 567", "1 23", "1 2 3", "1.2.3", "1.234,5", "1,234.567,890",
    "--5", "-+5", "5-", "5-3", "1–5", "5+3", "12%34", "5%%", "1e5", "0x1F", "nan", "inf", "NaN", "(5)", "0.85**", "n/a",
    "١٢", "１２", "1_000", "1'000", "5\n", "½",
  ])
  func refuses(text: String) throws {
    let problem = #expect(throws: Problem.self) { _ = try PrintedNumber(text) }
    #expect(
      problem
        == Problem(
          .specification, "\"\(text)\" is not a printed number",
          why: "it is written with a decimal point, and thousands with commas or spaces: 1,720.647",
          remedy: "write the number as 1720.647 or 1,720.647"))
  }

  @Test func refusesWhatNoDoubleHolds() {
    #expect(throws: Problem.self) { _ = try PrintedNumber(String(repeating: "9", count: 400)) }
  }

  @Test func theRefusalIsAWholeSentence() {
    let problem = #expect(throws: Problem.self) { _ = try PrintedNumber("0,57") }
    #expect(
      problem?.description == """
        "0,57" is not a printed number
          why: it is written with a decimal point, and thousands with commas or spaces: 1,720.647
          do:  write the number as 1720.647 or 1,720.647
        """)
  }

  @Test func numbersPrintedDifferentlyAreDifferent() throws {
    #expect(try PrintedNumber("0.5") != PrintedNumber("0.50"))
    #expect(try PrintedNumber("0.5") == PrintedNumber("0.5"))
  }

  /// What the program prints in English it can read.
  @Test(arguments: [0, 0.5, -0.57, 12, 1234.5, -108_307, 1_234_567.891])
  func readsWhatIsWritten(value: Double) throws {
    for decimals in 0...4 {
      let text = NumberText.fixed(value, decimals: decimals, language: .en)
      let number = try PrintedNumber(text)
      #expect(number.value == NumberText.rounded(value, decimals: decimals))
      #expect(number.decimals == decimals)
    }
  }
}
