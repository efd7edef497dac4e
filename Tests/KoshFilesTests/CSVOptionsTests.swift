import KoshTable
import Testing

@testable import KoshFiles

@Suite struct CSVOptionsTests {
  @Test func namesOfDelimiters() {
    #expect([",", "comma"].compactMap(CSVDelimiter.init(text:)) == [.comma, .comma])
    #expect([";", "semicolon"].compactMap(CSVDelimiter.init(text:)) == [.semicolon, .semicolon])
    #expect(["\t", "\\t", "tab"].compactMap(CSVDelimiter.init(text:)) == [.tab, .tab, .tab])
    #expect(CSVDelimiter(text: "|") == nil)
  }

  @Test func missingCells() throws {
    let text = "a,b\nNA,n/a\nN/A,null\nnull,NULL\n#N/A,nan\n,NaN\n1,-\n"
    let table = try Sample.read(text)
    #expect(table["a"]?.missingCount == 5)
    #expect(table["a"]?.number(at: 5) == 1)
    // A lone dash is a text until someone says what it means.
    #expect(table["b"] == Column(Variable("b"), categories: [nil, nil, nil, nil, nil, "-"]))
    #expect(try Sample.read(text) { $0.missing = ["-"] }["b"]?.missingCount == 1)
    #expect(try Sample.read(text) { $0.missingByColumn = ["b": ["-"]] }["b"]?.missingCount == 6)
    let coded = try Sample.read("a,b\n99,99\n1,2\n") { $0.missingByColumn = ["a": ["99"]] }
    #expect(coded["a"]?.missingCount == 1)
    #expect(coded["b"]?.numbers == [99, 2])
  }

  @Test func declaredTypes() throws {
    let table = try Sample.read("a,b\n007,1\n8,\n") { $0.types = ["a": .text, "b": .number, "c": .number] }
    #expect(table["a"] == Column(Variable("a"), categories: ["007", "8"]))
    #expect(table["b"]?.number(at: 0) == 1)
  }
}
