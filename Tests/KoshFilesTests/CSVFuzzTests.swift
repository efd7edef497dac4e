import KoshTable
import Testing

@testable import KoshFiles

@Suite struct CSVFuzzTests {
  /// Whatever the bytes, reading gives a table or problems with words and a place, and never traps.
  @Test func mutatedFilesNeverCrash() {
    var random = Sample.Random(state: 2024)
    let text = "аймақ;x;y\n\"Ақтөбе; \"\"1\"\"\";1,5;12 345\r\nАбай;−0,25;NA\n\"two\nlines\";;1.234\n"
    let seeds: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      [0xFF, 0xFE] + TextEncodingTests.utf16(text, bigEndian: false),
      TextEncodingTests.utf16(text, bigEndian: true), Array("a,b,c\n1,2,3\n4,5.5,x\n7,1e5,\n".utf8),
      Array("a\tb\r1,234\t2\r".utf8), [0xE0, 0xE1, 0x3B, 0xE2, 10, 0x31, 0x3B, 0xFF, 10],
    ]
    let special: [UInt8] = [
      0, 10, 13, 9, 0x20, 0x22, 0x2C, 0x2E, 0x3B, 0x2D, 0x30, 0x65, 0x80, 0xA0, 0xC2, 0xE2, 0xF0, 0xFF,
    ]
    var (read, refused) = (0, 0)
    for round in 0..<4000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let at = Int.random(in: 0...bytes.count, using: &random)
        let byte =
          Bool.random(using: &random)
          ? special.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(byte, at: at)
        case 1: if at < bytes.count { bytes[at] = byte }
        case 2: if at < bytes.count { bytes.remove(at: at) }
        default: bytes.removeLast(Int.random(in: 0...min(bytes.count, 8), using: &random))
        }
      }
      var options = CSVOptions()
      options.keepPrinted = round % 2 == 0
      if round % 3 == 0 { options.types = ["x": .number, "b": .number] }
      if round % 5 == 0 { options.decimalMark = round % 10 == 0 ? "," : "." }
      if round % 7 == 0 { options.encoding = TextEncoding.allCases[round / 7 % 3] }
      do throws(Problems) {
        let table = try CSV.read(bytes: bytes, name: "a.csv", options: options)
        #expect(table.rowCount > 0 && table.lines?.count == table.rowCount)
        read += 1
      } catch {
        #expect(!error.list.isEmpty && error.list.allSatisfy { $0.place.file == "a.csv" && !$0.what.isEmpty })
        refused += 1
      }
    }
    #expect(read > 500)
    #expect(refused > 500)
  }
}
