import KoshTable
import Testing

@testable import KoshFiles

@Suite struct TextFileTests {
  @Test func theEncodingIsTold() throws {
    #expect(try TextFile.utf8(of: [0xEF, 0xBB, 0xBF, 0x61], name: "t").bytes == [0x61])
    #expect(try TextFile.utf8(of: [0xC4, 0xE0], name: "t") == (Array("Да".utf8), .windows1251))
    #expect(try TextFile.utf8(of: [0xFF, 0xFE, 0x61, 0], name: "t") == ([0x61], .utf16))
  }

  @Test func wellFormedBytes() {
    #expect(TextFile.isUTF8(Array("қыз".utf8)))
    #expect(TextFile.isUTF8([]))
    #expect(!TextFile.isUTF8([0xD2]))
  }

  @Test func theAdviceDoesNotSpeakOfTables() {
    #expect(
      throws: Problem(
        .data, "the file ends in the middle of a UTF-16 character", at: Place(file: "t", line: 1),
        why: "it has an odd number of bytes", remedy: "the file may be cut off: get it again, or save it as UTF-8")
    ) { try TextFile.utf8(of: [0xFF, 0xFE, 0x61], name: "t") }
  }
}
