import Testing

@testable import KoshFiles

@Suite struct RecordScannerTests {
  static func withScanner<Result>(
    _ text: String, _ delimiter: Character = ",", _ body: (RecordScanner) throws -> Result
  ) rethrows -> Result {
    // One byte more, so that the empty text has an address too.
    try (Array(text.utf8) + [0]).withUnsafeBufferPointer { buffer in
      try body(
        RecordScanner(
          bytes: buffer.baseAddress.unsafelyUnwrapped, end: buffer.count - 1, delimiter: delimiter.asciiValue ?? 0))
    }
  }

  @Test func plainScansFindWhatTheGeneralOneFinds() {
    var random = Sample.Random(state: 3)
    let signs = ["a", "b", ",", ",", "\n", "\r\n", " ", "ә", "1", ""]
    var (records, faults) = (0, 0)
    for round in 0..<3000 {
      let length = Int.random(in: 0...60, using: &random)
      let text = (0..<length).map { _ in signs.randomElement(using: &random) ?? "" }.joined()
      let columns = 1 + round % 3
      Self.withScanner(text) { scanner in
        guard scanner.isPlain(from: 0) else { return }
        let general = scanner.scan(from: 0, until: scanner.end, columns: columns)
        let plain = scanner.scanPlain(from: 0, until: scanner.end, columns: columns)
        #expect(general.starts == plain.starts)
        #expect(general.ends == plain.ends)
        #expect(general.lines == plain.lines)
        #expect(general.lineCount == plain.lineCount)
        #expect(general.faults.map(\.range) == plain.faults.map(\.range))
        #expect(general.faults.map(\.line) == plain.faults.map(\.line))
        records += general.count
        faults += general.faults.count
      }
    }
    #expect(records > 1000)
    #expect(faults > 1000)
  }

  @Test func plainTexts() {
    for (text, isPlain) in [
      ("", true), ("a,b\n", true), ("a\r\nb\r\n", true), ("a\rb", false), ("a\nb\r", false), ("a \" b", false),
    ] {
      #expect(Self.withScanner(text) { $0.isPlain(from: 0) } == isPlain)
    }
  }
}
