import KoshTable
import Testing

@testable import KoshFiles

@Suite struct FieldIndexTests {
  @Test func fieldsAndLines() {
    RecordScannerTests.withScanner("ab,\r\n\n\"x\n\"\"\",c\rd") { scanner in
      let index = scanner.scan(from: 0, until: scanner.end, columns: 2)
      #expect(index.count == 2)
      #expect(index.lines == [0, 2])
      #expect(index.field(0, of: 0) == (0, 2))
      #expect(index.field(1, of: 0) == (3, 3))
      #expect(index.field(0, of: 1) == (6, 12))
      #expect(index.field(1, of: 1) == (13, 14))
      #expect(index.faults.map(\.kind) == [.ragged(fields: 1)])
      #expect(index.faults.map(\.line) == [4])
      #expect(index.next == scanner.end)
    }
  }
}
