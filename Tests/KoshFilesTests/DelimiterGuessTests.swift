import Testing

@testable import KoshFiles

@Suite struct DelimiterGuessTests {
  @Test(
    arguments: [
      ("a,b\n1,2\n", .comma), ("a;b\n1,5;2,5\n", .semicolon), ("a\tb\n1,5\t2;5\n", .tab), ("a\n1\n", .comma),
      ("", .comma),
      // Regular decimal commas and commas in names.
      ("Возраст, лет;Доход\n12,5;3\n13,5;4\n", .semicolon),
      // Answers with several choices, as survey forms write them.
      ("id,answers\n1,a;b;c\n2,b\n", .comma),
      // Delimiters between quotes are text.
      ("a,\"b;c\"\n1,\"2;3\"\n", .comma), ("\"a,b\";c\n\"1,2\";3\n", .semicolon),
      // A ragged row does not decide.
      ("a,b\n1,2\n3\n4,5\n", .comma),
    ] as [(String, CSVDelimiter)])
  func delimiters(text: String, delimiter: CSVDelimiter) {
    RecordScannerTests.withScanner(text) { scanner in
      #expect(DelimiterGuess.delimiter(scanner.bytes, from: 0, to: scanner.end) == delimiter)
    }
  }

  @Test func theGivenDelimiterIsTaken() throws {
    #expect(try Sample.read("a;b,c\n1;2,3\n") { $0.delimiter = .comma }.names == ["a;b", "c"])
  }
}
