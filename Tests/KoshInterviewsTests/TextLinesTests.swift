import KoshInterviews
import Testing

@Suite struct TextLinesTests {
  private func ranges(_ string: String) -> [Range<Int>] {
    let lines = TextLines(SourceText(string))
    return (1...lines.count).compactMap { lines[$0] }
  }

  @Test func linesAreScalarsWithoutTheirEnds() {
    #expect(ranges("жол\nүй") == [0..<3, 4..<6])
    #expect(ranges("жол\n\nүй\n") == [0..<3, 4..<4, 5..<7])
    #expect(ranges("🇰🇿\r\nb") == [0..<2, 3..<4])
  }

  @Test func anEmptyTextHasOneEmptyLine() {
    #expect(ranges("") == [0..<0])
    #expect(ranges("\n") == [0..<0])
  }

  @Test func linesThatAreNotThereAreNil() {
    let lines = TextLines(SourceText("a\nb"))
    #expect(lines.count == 2)
    #expect(lines[0] == nil)
    #expect(lines[3] == nil)
    #expect(lines[-1] == nil)
  }

  @Test func everyScalarIsOnALine() {
    let text = SourceText("жол\n\nүй үлкен\nқала")
    let lines = TextLines(text)
    for scalar in 0..<text.count {
      #expect(lines.line(of: scalar) == text.lineAndColumn(ofScalar: scalar).line)
    }
    #expect(TextLines(SourceText("жол\nүй")).line(of: 4) == 2)
    #expect(lines.line(of: -7) == 1)
    #expect(lines.line(of: 999) == 4)
  }
}
