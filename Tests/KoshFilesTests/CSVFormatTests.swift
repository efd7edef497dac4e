import KoshFiles
import KoshTable
import Testing

struct CSVFormatTests {
  private func format(_ bytes: [UInt8]) throws -> CSV.Format {
    try CSV.readWithFormat(bytes: bytes, name: "t.csv", options: CSVOptions()).format
  }

  @Test func tellsHowAFileIsWritten() throws {
    // "имя;балл" and "а;0,5" in windows-1251.
    let russian: [UInt8] = [0xE8, 0xEC, 0xFF, 0x3B, 0xE1, 0xE0, 0xEB, 0xEB, 0x0A, 0xE0, 0x3B, 0x30, 0x2C, 0x35, 0x0A]
    let format = try format(russian)
    #expect(format.notes(in: .en) == ["windows-1251", "separated by semicolons", "decimal comma"])
    #expect(format.notes(in: .ru) == ["windows-1251", "разделитель – точка с запятой", "десятичная запятая"])
    #expect(format.notes(in: .kk) == ["windows-1251", "бөлгіш – нүктелі үтір", "ондық үтір"])
    #expect(
      format.json.text(indent: false)
        == #"{"encoding":"windows-1251","delimiter":";","decimal_marks":{"балл":","}}"#)
  }

  @Test func saysNothingOfAMarkThatNoCellShows() throws {
    #expect(try format(Array("a,b\n1,x\n".utf8)).notes(in: .en) == ["utf-8", "separated by commas"])
  }

  @Test func tellsWhenColumnsDiffer() throws {
    #expect(
      try format(Array("a\tb\n0.5\t0,5\n".utf8)).notes(in: .en)
        == ["utf-8", "separated by tabs", "decimal point in some columns, decimal comma in others"])
  }
}
