import KoshTable
import Testing

@testable import KoshFiles

/// Reading for the tests of this target.
enum Sample {
  static func read(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws(Problems) -> Table {
    try read(Array(text.utf8), change)
  }

  static func read(_ bytes: [UInt8], _ change: (inout CSVOptions) -> Void = { _ in }) throws(Problems) -> Table {
    var options = CSVOptions()
    change(&options)
    return try CSV.read(bytes: bytes, name: "a.csv", options: options)
  }

  /// The whole text of the problems that reading tells.
  static func problems(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) -> String {
    problems(Array(text.utf8), change)
  }

  static func problems(_ bytes: [UInt8], _ change: (inout CSVOptions) -> Void = { _ in }) -> String {
    do throws(Problems) {
      _ = try read(bytes, change)
      return "no problem"
    } catch {
      return error.description
    }
  }

  /// SplitMix64.
  struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}

@Suite struct CSVTests {
  @Test func numbersAndText() throws {
    let table = try Sample.read("region,rate,day\nАбай,-0.5,2024-01-02\nАқмола,NA,\n")
    #expect(table.names == ["region", "rate", "day"])
    #expect(table["region"] == Column(Variable("region"), categories: ["Абай", "Ақмола"]))
    #expect(table["rate"]?.number(at: 0) == -0.5)
    #expect(table["rate"]?.number(at: 1) == nil)
    #expect(table["day"] == Column(Variable("day"), categories: ["2024-01-02", nil]))
    #expect(table.name == "a.csv")
    #expect(table.lines == [2, 3])
    #expect(table["rate"]?.printed == nil)
  }

  @Test func theExampleOfTheDocumentation() throws {
    let table = try Sample.read("region;rate\nАбай;−0,5\n")
    #expect(table["rate"]?.number(at: 0) == -0.5)
  }

  @Test func aTextQuotedInTwoWaysIsOneLevel() throws {
    let table = try Sample.read("a,b\n1,\"x \"\"y\"\"\"\n2,x \"y\"\n")
    #expect(table["b"] == Column(Variable("b"), categories: ["x \"y\"", "x \"y\""]))
  }

  @Test(arguments: ["a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4", "a,b\n1,2\r\n3,4\r"])
  func lineEnds(text: String) throws {
    let table = try Sample.read(text)
    #expect(table["a"]?.numbers == [1, 3])
    #expect(table["b"]?.numbers == [2, 4])
    #expect(table.lines == [2, 3])
  }

  @Test func blankLinesAreNoRows() throws {
    let table = try Sample.read("\n \na,b\n\n1,2\n  \n3,4\n\n\n")
    #expect(table["a"]?.numbers == [1, 3])
    #expect(table.lines == [5, 7])
    let quoted = try Sample.read("a\n\"x\"\n\n\"\"\n")
    #expect(quoted["a"] == Column(Variable("a"), categories: ["x", nil]))
    #expect(quoted.lines == [2, 4])
  }

  @Test func theFormatIsTold() throws {
    let format = try CSV.readWithFormat(
      bytes: Array("a;b;c\n1,5;1.5;2\n".utf8), name: "a.csv", options: CSVOptions()
    ).format
    #expect(format == CSV.Format(encoding: .utf8, delimiter: .semicolon, decimalMarks: ["a": ",", "b": "."]))
  }

  @Test func excelNamesTheDelimiterOnALineOfItsOwn() throws {
    let table = try Sample.read("sep=;\r\na;b,c\r\n1;2\r\n")
    #expect(table.names == ["a", "b,c"])
    #expect(table.lines == [3])
  }
}
