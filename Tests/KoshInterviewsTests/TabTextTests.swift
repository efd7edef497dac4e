import Testing

@testable import KoshInterviews

@Suite struct TabTextTests {
  @Test func cellsOfAnyTextComeBack() {
    let cells = ["a", "", "x\ty", "line\nline", "back\\slash", "\\n", "\\", "қыз \"бала\"", "\r"]
    let read = TabText(SourceText("h\th\n" + TabText.line(cells)))
    #expect(read.rows[1].cells == cells)
    #expect(read.rows[1].line == 2)
  }

  @Test func commentsStandBeforeTheHeaderOnly() {
    let read = TabText(SourceText("# one\n#two\n\na\tb\n#\tc\n"))
    #expect(read.comments == ["one", "two"])
    #expect(read.rows.map(\.cells) == [["a", "b"], ["#", "c"]])
    #expect(read.rows.map(\.line) == [4, 5])
  }

  @Test func spreadsheetsQuoteTheirCells() {
    let read = TabText(SourceText("a;b\n\"x;\"\"y\"\"\nz\";2\n3;4"))
    #expect(read.rows.map(\.cells) == [["a", "b"], ["x;\"y\"\nz", "2"], ["3", "4"]])
    #expect(read.rows.map(\.line) == [1, 2, 4])
    #expect(TabText(SourceText("a,b\n\"open")).rows.map(\.cells) == [["a", "b"], ["open"]])
  }

  @Test func nothingCrashes() {
    var random = SeededRandom(seed: 7)
    let pieces = ["\t", "\n", "\"", "\\", ",", ";", "#", "a", "қ", " ", "\r"]
    for _ in 0..<500 {
      let text = (0..<random.below(40)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let read = TabText(SourceText(text))
      #expect(read.rows.allSatisfy { !$0.cells.isEmpty && $0.line > 0 })
    }
  }
}
