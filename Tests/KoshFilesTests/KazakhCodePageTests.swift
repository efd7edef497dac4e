import KoshTable
import Testing

@testable import KoshFiles

@Suite struct KazakhCodePageTests {
  /// Bytes by Python's codecs: `list(text.encode("kz1048"))`, and "cp1251" for the other languages.
  struct Example: Sendable, CustomTestStringConvertible {
    let language: String
    let text: String
    let bytes: [UInt8]
    var testDescription: String { language }
  }

  static let kazakh = [
    Example(
      language: "Kazakh",
      text: "аймақ;халық;түсінік\nАқтөбе;924845;Өткен жылы көшіп келгендердің саны\nМаңғыстау;1;үй, жұмыс және оқу\n",
      bytes: [
        224, 233, 236, 224, 157, 59, 245, 224, 235, 251, 157, 59, 242, 191, 241, 179, 237, 179, 234, 10, 192, 157, 242,
        180, 225, 229, 59, 57, 50, 52, 56, 52, 53, 59, 165, 242, 234, 229, 237, 32, 230, 251, 235, 251, 32, 234, 180,
        248, 179, 239, 32, 234, 229, 235, 227, 229, 237, 228, 229, 240, 228, 179, 190, 32, 241, 224, 237, 251, 10, 204,
        224, 190, 186, 251, 241, 242, 224, 243, 59, 49, 59, 191, 233, 44, 32, 230, 162, 236, 251, 241, 32, 230, 188,
        237, 229, 32, 238, 157, 243, 10,
      ]),
    Example(
      language: "Kazakh, one telling word", text: "қала;n\nТүркістан;1\nШымкент;2\n",
      bytes: [
        157, 224, 235, 224, 59, 110, 10, 210, 191, 240, 234, 179, 241, 242, 224, 237, 59, 49, 10, 216, 251, 236, 234,
        229, 237, 242, 59, 50, 10,
      ]),
    Example(
      language: "Kazakh, few words", text: "сұрақ;жауап\n1;Қазақстан\n2;Алматы қаласы\n",
      bytes: [
        241, 162, 240, 224, 157, 59, 230, 224, 243, 224, 239, 10, 49, 59, 141, 224, 231, 224, 157, 241, 242, 224, 237,
        10, 50, 59, 192, 235, 236, 224, 242, 251, 32, 157, 224, 235, 224, 241, 251, 10,
      ]),
    Example(
      language: "Russian with a Kazakh name", text: "регион;Түркістан\nещё;Семей\n",
      bytes: [
        240, 229, 227, 232, 238, 237, 59, 210, 191, 240, 234, 179, 241, 242, 224, 237, 10, 229, 249, 184, 59, 209, 229,
        236, 229, 233, 10,
      ]),
  ]

  static let others = [
    Example(
      language: "Ukrainian",
      text: "область;кількість\nКиїв;5\nЄвпаторія;2\nЗапоріжжя, їхні;3\nҐанок, моє, твоє, її;4\n",
      bytes: [
        238, 225, 235, 224, 241, 242, 252, 59, 234, 179, 235, 252, 234, 179, 241, 242, 252, 10, 202, 232, 191, 226, 59,
        53, 10, 170, 226, 239, 224, 242, 238, 240, 179, 255, 59, 50, 10, 199, 224, 239, 238, 240, 179, 230, 230, 255,
        44, 32, 191, 245, 237, 179, 59, 51, 10, 165, 224, 237, 238, 234, 44, 32, 236, 238, 186, 44, 32, 242, 226, 238,
        186, 44, 32, 191, 191, 59, 52, 10,
      ]),
    Example(
      language: "Belarusian", text: "вобласць;лік\nМагілёў;5\nУзда, быў ён;2\nЎ;3\n",
      bytes: [
        226, 238, 225, 235, 224, 241, 246, 252, 59, 235, 179, 234, 10, 204, 224, 227, 179, 235, 184, 162, 59, 53, 10,
        211, 231, 228, 224, 44, 32, 225, 251, 162, 32, 184, 237, 59, 50, 10, 161, 59, 51, 10,
      ]),
    Example(
      language: "Serbian", text: "област;број\nЉиг и Њива;5\nЈагодина, ћуприја, Ђорђе;2\n",
      bytes: [
        238, 225, 235, 224, 241, 242, 59, 225, 240, 238, 188, 10, 138, 232, 227, 32, 232, 32, 140, 232, 226, 224, 59,
        53, 10, 163, 224, 227, 238, 228, 232, 237, 224, 44, 32, 158, 243, 239, 240, 232, 188, 224, 44, 32, 128, 238,
        240, 144, 229, 59, 50, 10,
      ]),
    Example(
      language: "Macedonian", text: "област;број\nЃорче Петров, Ќе, ѕвезда;5\nЈуни, њива;2\n",
      bytes: [
        238, 225, 235, 224, 241, 242, 59, 225, 240, 238, 188, 10, 129, 238, 240, 247, 229, 32, 207, 229, 242, 240, 238,
        226, 44, 32, 141, 229, 44, 32, 190, 226, 229, 231, 228, 224, 59, 53, 10, 163, 243, 237, 232, 44, 32, 156, 232,
        226, 224, 59, 50, 10,
      ]),
    Example(
      language: "Russian", text: "регион;доля\nАлматы;-1,5\nЁж № «я»;2\n",
      bytes: [
        240, 229, 227, 232, 238, 237, 59, 228, 238, 235, 255, 10, 192, 235, 236, 224, 242, 251, 59, 45, 49, 44, 53, 10,
        168, 230, 32, 185, 32, 171, 255, 187, 59, 50, 10,
      ]),
    Example(
      language: "Ukrainian names in Russian text", text: "город;годы\nКиїв;этот\nБалаклія;съезд\n",
      bytes: [
        227, 238, 240, 238, 228, 59, 227, 238, 228, 251, 10, 202, 232, 191, 226, 59, 253, 242, 238, 242, 10, 193, 224,
        235, 224, 234, 235, 179, 255, 59, 241, 250, 229, 231, 228, 10,
      ]),
  ]

  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding? = nil) throws -> (String, TextEncoding) {
    let decoded = try DecodedText(bytes, encoding: encoding, name: "a.csv")
    return (String(decoding: decoded.bytes, as: UTF8.self), decoded.encoding)
  }

  @Test(arguments: kazakh)
  func kazakhIsRecognised(example: Example) throws {
    #expect(try decoded(example.bytes) == (example.text, .kz1048))
    #expect(try decoded(example.bytes, .kz1048) == (example.text, .kz1048))
    // Told to be windows-1251, it is read as that.
    #expect(try decoded(example.bytes, .windows1251).1 == .windows1251)
  }

  @Test(arguments: others)
  func otherLanguagesAreWindows1251(example: Example) throws {
    #expect(try decoded(example.bytes) == (example.text, .windows1251))
  }

  @Test func allOfIt() throws {
    // Python: bytes(range(0x80, 0x100)).decode("kz1048") without 0x98, which is unassigned.
    let expected =
      "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—™љ›њқһџ\u{A0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{AD}®Ү°±Ііөµ¶·ё№ғ»әҢңү"
      + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
    let (text, _) = try decoded((UInt8(0x80)...0xFF).filter { $0 != 0x98 }, .kz1048)
    #expect(text.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func tablesAreReadInIt() throws {
    let (table, format) = try CSV.readWithFormat(bytes: Self.kazakh[0].bytes, name: "a.csv", options: CSVOptions())
    #expect(format.encoding.rawValue == "kz-1048")
    #expect(table.names == ["аймақ", "халық", "түсінік"])
    #expect(table["аймақ"]?.text(at: 1) == "Маңғыстау")
  }

  @Test func whatItHasNotIsTold() {
    #expect(
      Sample.problems(Array("a,b\r\n1,".utf8) + [0x98, 10]) { $0.encoding = .kz1048 } == """
        a.csv:2: the byte 0x98 is no character of kz-1048
          why: the encoding is given as kz-1048
          do:  save the file as CSV UTF-8
        """)
  }
}
