import KoshTable
import Testing

@Suite struct RowLinesTests {
  @Test func consecutiveLinesAreCounted() {
    let lines = RowLines(from: 2, count: 3)
    #expect(Array(lines) == [2, 3, 4])
    #expect(lines == [2, 3, 4])
    #expect(RowLines([2, 3, 4]) == lines)
    #expect(lines.first == 2 && lines[1] == 3 && lines.count == 3)
  }

  @Test func otherLinesAreListed() {
    let lines = RowLines([2, 4, 5])
    #expect(lines.map { $0 } == [2, 4, 5])
    #expect(lines != [2, 3, 4])
    #expect(RowLines([]).isEmpty)
  }

  @Test func aTableKeepsThemWhenRowsAreChosen() {
    let table = Table(
      name: "t", columns: [Column(Variable("x"), numbers: [1, 2, 3])], lines: RowLines(from: 2, count: 3))
    #expect(table.selecting([2, 0]).lines == [4, 2])
    #expect(table.selecting([1, 2]).lines == RowLines(from: 3, count: 2))
  }
}
