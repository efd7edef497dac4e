import KoshTable
import Testing

@testable import KoshFiles

@Suite struct CellReaderTests {
  @Test func blanksAroundCellsAreNoPartOfThem() throws {
    let table = try Sample.read("a ,\u{00A0}b\n 1\u{202F},\t x \n")
    #expect(table.names == ["a", "b"])
    #expect(table["a"]?.numbers == [1])
    #expect(table["b"]?.text(at: 0) == "x")
  }

  @Test func quotedNumbersAreNumbers() throws {
    #expect(try Sample.read("a,b\n\"1\",\"2,5\"\n")["b"]?.numbers == [2.5])
  }

  @Test func quotedFields() throws {
    let table = try Sample.read("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n \"1\" ,plain \"quote\"\n\"2\",\"\"\n")
    #expect(table["a"] == Column(Variable("a"), categories: ["x, \"y\"", "1", "2"]))
    #expect(table["b"] == Column(Variable("b"), categories: ["two\nlines", "plain \"quote\"", nil]))
    #expect(table.lines == [2, 4, 5])
  }

  @Test func missingWordsAreWholeCells() {
    let words = MissingWords(["NA", "жоқ", ""])
    let text = Array("NA NAN жоқ N".utf8)
    text.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress else { return }
      #expect(words.contains(bytes, 0, 2))
      #expect(!words.contains(bytes, 3, 6))
      #expect(words.contains(bytes, 7, 13))
      #expect(!words.contains(bytes, 14, 15))
      #expect(words.contains(bytes, 5, 5))
    }
  }
}
