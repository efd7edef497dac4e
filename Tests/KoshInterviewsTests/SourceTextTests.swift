import KoshInterviews
import Testing

@Suite struct SourceTextTests {
  @Test func lineEndsBecomeOne() {
    #expect(SourceText(utf8: Array("a\r\nb\rc".utf8)).string == "a\nb\nc")
    #expect(SourceText("\u{FEFF}a\r\r\n").string == "a\n\n")
    #expect(SourceText("a\r\nb").count == 3)
  }

  @Test func theExampleOfTheComment() {
    #expect(SourceText("қала мен ауыл")[5..<8] == "мен")
  }

  @Test func positionsAreScalarsInEveryScript() {
    // A flag of two scalars, a letter with a combining breve, Kazakh and Latin letters: long enough to pass marks.
    let string = String(repeating: "aқ🇰🇿и\u{306}\n", count: 50)
    let text = SourceText(string)
    let scalars = Array(string.unicodeScalars)
    #expect(text.count == scalars.count)
    var byte = 0
    for (position, scalar) in scalars.enumerated() {
      let width = String(scalar).utf8.count
      #expect(text.byteOffset(ofScalar: position) == byte)
      #expect(text.scalarOffset(ofByte: byte) == position)
      #expect(text.scalarOffset(ofByte: byte + width - 1) == position)
      #expect(text[position..<position + 1] == String(scalar))
      byte += width
    }
  }

  @Test func whatLiesOutsideIsLeftOut() {
    let text = SourceText("жол")
    #expect(text[-5..<2] == "жо")
    #expect(text[2..<99] == "л")
    #expect(text[9..<99] == "")
    #expect(text.scalarOffset(ofByte: 99) == 3)
    #expect(SourceText("").count == 0)
    #expect(SourceText("")[0..<1] == "")
  }

  @Test func bytesThatAreNotUTF8BecomeTheReplacement() {
    #expect(SourceText(utf8: [0x61, 0xFF, 0x0D, 0x62]).string == "a\u{FFFD}\nb")
  }

  @Test func linesAndColumns() {
    let text = SourceText("жол\nүй")
    #expect(text.lineAndColumn(ofScalar: 0) == (1, 1))
    #expect(text.lineAndColumn(ofScalar: 5) == (2, 2))
  }

  @Test func theHashIsOfTheNormalisedText() {
    // printf 'a\nb' | sha256sum
    let expected = "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78"
    #expect(SourceText("a\r\nb").sha256() == expected)
    #expect(SourceText("a\nb").sha256() == expected)
  }
}
