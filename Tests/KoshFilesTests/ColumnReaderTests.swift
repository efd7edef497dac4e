import KoshTable
import Testing

@testable import KoshFiles

@Suite struct ColumnReaderTests {
  @Test func oneCellDecidesForTheColumn() throws {
    func numbers(_ cells: String...) throws -> [Double]? {
      try Sample.read("x;a\n" + cells.map { "1;\($0)\n" }.joined())["a"]?.numbers
    }
    #expect(try numbers("1,234", "0,5") == [1.234, 0.5])
    #expect(try numbers("1,234", "12,34") == [1.234, 12.34])
    #expect(try numbers("1,234", "1,234,567") == [1234, 1_234_567])
    #expect(try numbers("1,234", "0.5") == [1234, 0.5])
    #expect(try numbers("1.234", "7") == [1.234, 7])
    #expect(try numbers("1.234", "0,5", "1.234,5") == [1234, 0.5, 1234.5])
    #expect(try numbers("1.234", "0,5", "1.234.567") == [1234, 0.5, 1_234_567])
    #expect(try numbers("1 234,567", "1,234") == [1234.567, 1.234])
    #expect(try Sample.read("x;a\n1;1,234\n") { $0.decimalMark = "," }["a"]?.numbers == [1.234])
    #expect(try Sample.read("x;a\n1;1,234\n") { $0.decimalMark = "." }["a"]?.numbers == [1234])
    #expect(try Sample.read("x;a\n1;1.234\n") { $0.decimalMark = "," }["a"]?.numbers == [1234])
    // With the mark given, a column that it does not fit and that need not be numbers is text.
    #expect(try Sample.read("x;a\n1;0.5\n") { $0.decimalMark = "," }["a"]?.isNumeric == false)
  }

  @Test func eachColumnDecidesForItself() throws {
    let table = try Sample.read("a;b\n0,5;0.5\n1,234;1.234\n")
    #expect(table["a"]?.numbers == [0.5, 1.234])
    #expect(table["b"]?.numbers == [0.5, 1.234])
  }

  @Test func aColumnWithoutAnyCellIsNumbers() throws {
    #expect(try Sample.read("a,b\n1,\n2,NA\n")["b"]?.isNumeric == true)
  }

  @Test func printedCellsAreKeptOnRequest() throws {
    let table = try Sample.read("a;b;c\n 1,50 ;\"x \"\"y\"\"\";NA\n12 345;;2\n") { $0.keepPrinted = true }
    #expect(table["a"]?.numbers == [1.5, 12345])
    #expect(table["a"]?.printed == ["1,50", "12 345"])
    #expect(table["b"]?.printed == ["x \"y\"", ""])
    #expect(table["c"]?.printed == ["NA", "2"])
    #expect(table["c"]?.number(at: 0) == nil)
  }
}
