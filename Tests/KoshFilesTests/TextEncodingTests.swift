import KoshTable
import Testing

@testable import KoshFiles

@Suite struct TextEncodingTests {
  static let text = "аймақ;халық\nАқтөбе;\"924 845\"\n–;1\n"

  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  static func expectText(_ bytes: [UInt8], _ encoding: TextEncoding, given: TextEncoding? = nil) throws {
    var options = CSVOptions()
    options.encoding = given
    let (table, format) = try CSV.readWithFormat(bytes: bytes, name: "a.csv", options: options)
    #expect(format.encoding == encoding)
    #expect(table.names == ["аймақ", "халық"])
    #expect(table["аймақ"] == Column(Variable("аймақ"), categories: ["Ақтөбе", "–"]))
    #expect(table["халық"]?.numbers == [924845, 1])
  }

  @Test func utf8() throws {
    try Self.expectText(Array(Self.text.utf8), .utf8)
    try Self.expectText([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8)
    try Self.expectText([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8, given: .utf8)
  }

  @Test(arguments: [false, true])
  func utf16(bigEndian: Bool) throws {
    let bytes = Self.utf16(Self.text, bigEndian: bigEndian)
    try Self.expectText((bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) + bytes, .utf16)
    try Self.expectText(bytes, .utf16)
    try Self.expectText(bytes, .utf16, given: .utf16)
    let emoji = try Sample.read(Self.utf16("a,b\n😀,1\n", bigEndian: bigEndian))
    #expect(emoji["a"]?.text(at: 0) == "😀")
  }

  @Test func windows1251() throws {
    // "регион;доля\nАлматы;-1,5\nЁж № «я»;2\n" by Python's codec cp1251.
    let bytes: [UInt8] =
      [240, 229, 227, 232, 238, 237, 59, 228, 238, 235, 255, 10, 192, 235, 236, 224, 242, 251, 59, 45, 49, 44, 53, 10]
      + [168, 230, 32, 185, 32, 171, 255, 187, 59, 50, 10]
    let (table, format) = try CSV.readWithFormat(bytes: bytes, name: "a.csv", options: CSVOptions())
    #expect(format.encoding == .windows1251)
    #expect(table["регион"] == Column(Variable("регион"), categories: ["Алматы", "Ёж № «я»"]))
    #expect(table["доля"]?.numbers == [-1.5, 2])
  }

  @Test func allOfWindows1251() throws {
    // Python: bytes(range(0x80, 0x100)).decode("cp1251") without 0x98, which is unassigned.
    let expected =
      "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
      + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
    let bytes = (UInt8(0x80)...0xFF).filter { $0 != 0x98 }
    let decoded = try DecodedText(bytes, encoding: .windows1251, name: "a.csv")
    #expect(String(decoding: decoded.bytes, as: UTF8.self).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func bytesThatAreNoText() {
    #expect(
      Sample.problems(Array("a,b\n1,".utf8) + [0x98, 10]) == """
        a.csv:2: the byte 0x98 is no character of windows-1251
          why: the file is not UTF-8 either
          do:  save the file as CSV UTF-8
        """)
    #expect(
      Sample.problems(Array("a,b\r\n1,".utf8) + [0x98, 10]) { $0.encoding = .windows1251 } == """
        a.csv:2: the byte 0x98 is no character of windows-1251
          why: the encoding is given as windows-1251
          do:  save the file as CSV UTF-8
        """)
    #expect(
      Sample.problems(Array("a,b\n1,".utf8) + [0xC0, 10]) { $0.encoding = .utf8 } == """
        a.csv:2: the byte 0xC0 is not UTF-8
          why: the encoding is given as utf-8
          do:  leave the encoding out, or give windows-1251, kz-1048 or utf-16
        """)
    #expect(
      Sample.problems([0xEF, 0xBB, 0xBF, 0x61, 0xE9, 10]) == """
        a.csv:1: the byte 0xE9 is not UTF-8
          why: the file begins with the mark of UTF-8
          do:  save the file anew as UTF-8
        """)
    #expect(
      Sample.problems(Self.utf16("a\n", bigEndian: false) + [0x00, 0xD8, 0x31, 0x00]) == """
        a.csv:2: half of a UTF-16 surrogate pair stands alone
          do:  save the file anew as CSV UTF-8
        """)
    #expect(
      Sample.problems(Self.utf16("a\n12", bigEndian: false) + [0x31]) == """
        a.csv:2: the file ends in the middle of a UTF-16 character
          why: it has an odd number of bytes
          do:  the file may be cut off: get it again, or save it as CSV UTF-8
        """)
    #expect(
      Sample.problems([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]) == """
        a.csv: this is a ZIP archive, such as an Excel workbook, not CSV
          do:  open it in the spreadsheet program and save it as CSV UTF-8
        """)
  }

  @Test func wellFormedIsWhatTheStandardLibraryTakes() {
    var random = Sample.Random(state: 7)
    let leads: [UInt8] = [
      0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x9F, 0xA0, 0x90, 0x8F,
    ]
    var valid = 0
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...5, using: &random)).map { _ in leads.randomElement(using: &random) ?? 0 }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      valid += isValid ? 1 : 0
      #expect((UTF8Check.firstInvalid(bytes, from: 0) == nil) == isValid)
    }
    #expect(valid > 500)
    let long = Array(repeating: UInt8(0x41), count: 100)
    #expect(UTF8Check.firstInvalid(long + [0xD0], from: 0) == 100)
    #expect(UTF8Check.firstInvalid(long + [0xD0, 0x90], from: 0) == nil)
  }
}
