import KoshFiles
import Testing

@testable import KoshInterviews

@Suite struct REFITextTests {
  @Test func positionsOfLineEnds() {
    // In the file: a 0, CR 1, LF 2, қ 3, CR 4, b 5, CR 6, LF 7, c 8; in the text: a 0, LF 1, қ 2, LF 3, b 4, LF 5, c 6.
    let text = REFIText(Array("\u{FEFF}a\r\nқ\rb\r\nc".utf8))
    #expect(text.text.string == "a\nқ\nb\nc")
    #expect(text.hadReturns)
    #expect((0...9).map(text.position) == [0, 1, 1, 2, 3, 4, 5, 5, 6, 7])
    #expect((0...7).map(text.raw) == [0, 1, 3, 4, 5, 6, 8, 9])
    for position in 0...7 { #expect(text.position(text.raw(position)) == position) }
  }

  @Test func textsWithoutReturns() {
    let text = REFIText(Array("a\nb".utf8))
    #expect(!text.hadReturns)
    #expect((0...3).map(text.position) == [0, 1, 2, 3])
    #expect(REFIText([]).text.count == 0)
  }

  /// Programs on Qt count UTF-16 units, in which an emoji takes two.
  @Test func positionsOfUnits() throws {
    // In the file by units: 😀 0–1, CR 2, LF 3, a 4, 🎓 5–6, b 7; in the text: 😀 0, LF 1, a 2, 🎓 3, b 4.
    let bytes = Array("😀\r\na🎓bcd".utf8)
    func read(_ start: Int, _ end: Int, _ name: String) throws -> REFIText {
      var text = REFIText(bytes)
      let selection = try XMLElement(
        parsing: Array(
          "<PlainTextSelection startPosition='\(start)' endPosition='\(end)' name='\(name)'/>".utf8), name: "x")
      text.decide(.automatic, selections: [selection], origin: "")
      return text
    }
    let units = try read(4, 10, "a🎓bcd")
    #expect(units.countsUnits)
    #expect((0...8).map(units.position) == [0, 0, 1, 1, 2, 3, 3, 4, 5])
    #expect((0...5).map(units.raw) == [0, 2, 4, 5, 7, 8])
    let characters = try read(3, 8, "a🎓bcd")
    #expect(!characters.countsUnits)
    #expect(characters.position(3) == 2)
    let onScreen = try read(6, 9, "bcd")
    #expect(onScreen.countsUnits)
    #expect((0...7).map(onScreen.position) == [0, 0, 1, 2, 3, 3, 4, 5])
  }
}
