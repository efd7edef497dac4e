import KoshTable
import Testing

@testable import KoshFiles

@Suite struct LevelTableTests {
  @Test func levelsComeInCodePointOrder() throws {
    let cells = ["я", "ә", "b", "a", "Я", "aa", "longer than eight 2", "longer than eight 1", "a", "Б"]
    let table = try Sample.read("x,y\n" + cells.map { "1,\($0)\n" }.joined())
    #expect(table["y"] == Column(Variable("y"), categories: cells))
  }

  @Test func oneTextSpelledInTwoWaysIsOneLevel() throws {
    // й as one sign and as и with a breve, as files from a Mac have it.
    let column = try Sample.read("x,y\n1,\u{0439}\n2,\u{0438}\u{0306}\n3,к\n")["y"]
    guard case .categories(let codes, let levels) = column?.values else {
      Issue.record("no text")
      return
    }
    #expect(codes == [0, 0, 1])
    #expect(levels.count == 2)
  }

  @Test func manyLevels() throws {
    let cells = (0..<3000).map { "level \($0 * 7919 % 3000)" }
    let table = try Sample.read("x,y\n" + cells.map { "1,\($0)\n" }.joined())
    #expect(table["y"] == Column(Variable("y"), categories: cells))
  }
}
