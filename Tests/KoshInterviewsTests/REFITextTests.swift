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
}
