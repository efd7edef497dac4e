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

  @Test func quotedFields() throws {
    let table = try Sample.read("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n \"1\" ,plain \"quote\"\n\"2\",\"\"\n")
    #expect(table["a"] == Column(Variable("a"), categories: ["x, \"y\"", "1", "2"]))
    #expect(table["b"] == Column(Variable("b"), categories: ["two\nlines", "plain \"quote\"", nil]))
    #expect(table.lines == [2, 4, 5])
  }

  @Test func aTextQuotedInTwoWaysIsOneLevel() throws {
    let table = try Sample.read("a,b\n1,\"x \"\"y\"\"\"\n2,x \"y\"\n")
    #expect(table["b"] == Column(Variable("b"), categories: ["x \"y\"", "x \"y\""]))
  }

  @Test func quotedNumbersAreNumbers() throws {
    #expect(try Sample.read("a,b\n\"1\",\"2,5\"\n")["b"]?.numbers == [2.5])
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

  @Test func blanksAroundCellsAreNoPartOfThem() throws {
    let table = try Sample.read("a ,\u{00A0}b\n 1\u{202F},\t x \n")
    #expect(table.names == ["a", "b"])
    #expect(table["a"]?.numbers == [1])
    #expect(table["b"]?.text(at: 0) == "x")
  }

  @Test func printedCellsAreKeptOnRequest() throws {
    let table = try Sample.read("a;b;c\n 1,50 ;\"x \"\"y\"\"\";NA\n12 345;;2\n") { $0.keepPrinted = true }
    #expect(table["a"]?.numbers == [1.5, 12345])
    #expect(table["a"]?.printed == ["1,50", "12 345"])
    #expect(table["b"]?.printed == ["x \"y\"", ""])
    #expect(table["c"]?.printed == ["NA", "2"])
    #expect(table["c"]?.number(at: 0) == nil)
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

  @Test func aColumnWithoutAnyCellIsNumbers() throws {
    #expect(try Sample.read("a,b\n1,\n2,NA\n")["b"]?.isNumeric == true)
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

  @Test func longFilesAreReadInStretches() throws {
    var text = "id,name,x\n"
    for row in 0..<500 { text += "\(row),level \(row / 10) қала,\(row % 7).5\n" }
    for stretch in [1, 50, 1000] {
      let plain = try Sample.read(text) { $0.stretch = stretch }
      #expect(plain.lines == Array(2..<502))
      #expect(plain["id"]?.numbers == (0..<500).map(Double.init))
      #expect(plain["x"]?.numbers == (0..<500).map { Double($0 % 7) + 0.5 })
      #expect(plain["name"] == Column(Variable("name"), categories: (0..<500).map { "level \($0 / 10) қала" }))
      let quoted = try Sample.read(text + "\"5\",\"two\nlines\",\n7,last,text\n") { $0.stretch = stretch }
      #expect(quoted["id"]?.numbers == (0..<500).map(Double.init) + [5, 7])
      #expect(quoted.lines?.suffix(2) == [502, 504])
      #expect(quoted["x"]?.isNumeric == false)
      #expect(quoted["x"]?.text(at: 1) == "1.5")
    }
  }

  @Test func cuttingIntoStretchesChangesNothing() throws {
    var random = Sample.Random(state: 17)
    let cells = [
      "1", "2,5", "1.234", "1,234", "қала", "", "NA", "\"x\ny\"", "\"a \"\"b\"\"\"", "-3", "й", "и\u{306}", "x;y",
    ]
    for round in 0..<400 {
      let pool = cells.shuffled(using: &random).prefix(1 + round % 5)
      var text = "a;b\n"
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        text += "\(pool.randomElement(using: &random) ?? "");\(cells[round % 6])" + ["\n", "\r\n", "\n\n"][round % 3]
      }
      func outcome(_ stretch: Int) -> Result<Table, Problems> {
        do throws(Problems) {
          return .success(
            try Sample.read(text) {
              $0.stretch = stretch
              $0.keepPrinted = true
              if round % 2 == 0 { $0.types = ["a": .number] }
            })
        } catch {
          return .failure(error)
        }
      }
      switch (outcome(1 << 20), outcome(5)) {
      case (.success(let whole), .success(let cut)): #expect(CSVWriter.text(whole) == CSVWriter.text(cut))
      case (.failure(let whole), .failure(let cut)): #expect(whole.description == cut.description)
      default: Issue.record("one way of reading failed: \(text)")
      }
    }
  }
}
