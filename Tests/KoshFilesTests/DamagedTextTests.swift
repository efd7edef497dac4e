import KoshFiles
import KoshTable
import Testing

/// UTF-8 with a broken character is not taken for windows-1251, whose letters would come out as nonsense.
struct DamagedTextTests {
  private func problem(_ bytes: [UInt8]) -> String? {
    do throws(Problems) {
      _ = try CSV.read(bytes: bytes, name: "a.csv", options: CSVOptions())
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aFileCutWithinACharacterIsTold() {
    let whole = Array("область,халық\nАбай,607589\nҰлытау,221421\nҚостанай,8\nАқтөбе,9\n".utf8)
    let cut = Array(whole.dropLast(5)) + [0xD0]
    #expect(
      problem(cut) == """
        a.csv:5: the byte 0xD0 is not UTF-8, but nearly all others are
          why: the file is damaged or cut off there, or two files of different encodings were joined
          do:  get the file anew, or mend the line and save it as CSV UTF-8
        """)
    #expect(problem(whole) == nil)
  }

  @Test func aFileMendedInAnotherEncodingIsTold() {
    // The last line is "Алматы" in windows-1251, the lines before are UTF-8.
    let bytes =
      Array("x\nСолтүстік Қазақстан облысы\nБатыс Қазақстан облысы\n".utf8) + [0xC0, 0xEB, 0xEC, 0xE0, 0xF2, 0xFB]
    #expect(problem(bytes)?.hasPrefix("a.csv:4: the byte 0xC0 is not UTF-8, but nearly all others are\n") == true)
  }

  @Test func windows1251IsStillTakenForWhatItIs() throws {
    // "вуз;город" and "«КазНУ»;г. Алматы № 1", whose У» would be a character of UTF-8, by Python's codec cp1251.
    let bytes: [UInt8] =
      [226, 243, 231, 59, 227, 238, 240, 238, 228, 10, 171, 202, 224, 231, 205, 211, 187, 59, 227, 46, 32, 192, 235]
      + [236, 224, 242, 251, 32, 185, 32, 49, 10]
    let table = try CSV.read(bytes: bytes, name: "a.csv", options: CSVOptions())
    #expect(table["вуз"]?.text(at: 0) == "«КазНУ»")
  }
}
