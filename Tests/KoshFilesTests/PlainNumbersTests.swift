import Foundation
import KoshTable
import Testing

@testable import KoshFiles

@Suite struct PlainNumbersTests {
  private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    try withFile(bytes: Array(text.utf8), body)
  }

  private func withFile<Result>(bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("plain-\(UUID().uuidString).csv").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private func options(_ columns: [String]) -> CSVOptions {
    var options = CSVOptions()
    options.columns = Set(columns)
    return options
  }

  /// What the general reader makes of a file.
  private func generally(_ path: String, _ columns: [String]) throws -> (table: Table, format: CSV.Format) {
    try CSV.readWithFormat(bytes: try FileBytes.read(path: path), name: path, options: options(columns))
  }

  /// Both readers on the same text in stretches of a few records.
  private func expectSame(
    _ text: String, _ columns: [String], isPlain: Bool, sourceLocation: SourceLocation = #_sourceLocation
  )
    throws
  {
    try withFile(text) { path in
      let fast = PlainNumbers.read(path: path, options: options(columns), leastSize: 0, stretch: 16)
      #expect((fast != nil) == isPlain, sourceLocation: sourceLocation)
      guard let fast else { return }
      let (general, format) = try generally(path, columns)
      #expect(fast.format == format, sourceLocation: sourceLocation)
      #expect(fast.table.names == general.names, sourceLocation: sourceLocation)
      #expect(fast.table.lines == general.lines, sourceLocation: sourceLocation)
      for (a, b) in zip(fast.table.columns, general.columns) {
        let (left, right) = (a.numbers?.map(\.bitPattern), b.numbers?.map(\.bitPattern))
        #expect(left == right, "\(a.name)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func numbersAreThoseOfTheGeneralReader() throws {
    try expectSame("a,b,c\n1,2.5,x\n-3,.5,y\n0,1e3,z\nNA,,é\n7,12345678901234567890,q\n", ["a", "b"], isPlain: true)
    try expectSame("a;b\r\n1;2\r\n3;4\r\n", ["a", "b"], isPlain: true)
    try expectSame("a\tb\n1\t-0\n3\t5.", ["b"], isPlain: true)
    try expectSame("a,b\n1,2\n3,\n", ["b"], isPlain: true)
    try expectSame("a,b\n1,2\n3,", ["b"], isPlain: true)
    try expectSame("a,b\n1,2\n3,4\n", ["b", "a"], isPlain: true)
  }

  @Test(arguments: [
    "a,b\n1,\"2\"\n3,4\n", "a,b\n1,2,3\n3,4\n", "a,b\n1\n3,4\n", "a,b\n1,x\n3,4\n", "a,b\n1, 2\n3,4\n",
    "a,b\n1,007\n3,4\n", "a,b\n1,2\r3,4\n", "a,b\n1,2\n\n3,4\n", "a;b\n1;2,5\n3;4\n", "a,b\n", "a,b\n1,0x10\n2,3\n",
    "a,b\n1,1e99999\n2,3\n", "a,b\n1,inf\n2,3\n", "\n\na,b\n1,2\n", "sep=;\na;b\n1;2\n", "a,b\n1,−2\n3,4\n",
    "a,b\n1,1e999\n2,3\n", "a,b\r1,2\n3,4\n",
  ])
  func whatIsNotPlainIsLeftToTheGeneralReader(text: String) throws {
    try withFile(text) { path in
      #expect(PlainNumbers.read(path: path, options: options(["a", "b"]), leastSize: 0, stretch: 4) == nil)
    }
  }

  /// A blank line is no record, and in a file of one column it looks like a missing cell.
  @Test(arguments: ["a\n1\n\n2\n", "a\n1\n2\n\n", "a\r\n1\r\n\r\n2\r\n", "a\r1\n2\n3\n", "a\n1\n \n2\n"])
  func oneColumnWithWhatIsNoRecord(text: String) throws {
    try withFile(text) { path in
      #expect(PlainNumbers.read(path: path, options: options(["a"]), leastSize: 0, stretch: 4) == nil)
    }
    try expectSame("a\n1\nNA\n2", ["a"], isPlain: true)
  }

  @Test func longDigitsAreRoundedOnce() throws {
    var generator = SystemRandomNumberGenerator()
    var text = "x,y\n"
    for _ in 0..<3000 {
      let value = Double(bitPattern: generator.next())
      text += "\(value.isFinite ? value : 1),\(Double.random(in: -1...1, using: &generator))\n"
    }
    // Halfway between two doubles, and next to it.
    text += "9007199254740993,9007199254740993.0\n0.500000000000000055511,1.00000000000000011102\n"
    try expectSame(text, ["x", "y"], isPlain: true)
  }

  @Test func whatElseOptionsSayIsLeftToTheGeneralReader() throws {
    try withFile("a,b\n1,2.5\n3,4\n") { path in
      let all = PlainNumbers.read(path: path, options: CSVOptions(), leastSize: 0)
      #expect(all?.table.names == ["a", "b"])
      #expect(all?.format == CSV.Format(encoding: .utf8, delimiter: .comma, decimalMarks: ["b": "."]))
      let changes: [(inout CSVOptions) -> Void] = [
        { $0.delimiter = .comma }, { $0.decimalMark = "." }, { $0.encoding = .utf8 }, { $0.types = ["a": .text] },
        { $0.missing = ["3"] }, { $0.missingByColumn = ["a": ["3"]] }, { $0.keepPrinted = true },
      ]
      for change in changes {
        var options = CSVOptions()
        change(&options)
        #expect(PlainNumbers.read(path: path, options: options, leastSize: 0) == nil)
      }
    }
  }

  @Test func columnsThatAreNotThereLeadToAllOfThem() throws {
    try withFile("a,b\n1,2\n") { path in
      let (one, all) = (try CSV.read(path: path, columns: ["b"]), try CSV.read(path: path, columns: ["b", "z"]))
      #expect(one.names == ["b"])
      #expect(all.names == ["a", "b"])
    }
  }

  @Test func textAmongTheWantedColumnsIsRead() throws {
    try withFile("a,b,c\n1,x,\"q\"\n2,y,r\n") { path in
      let table = try CSV.read(path: path, columns: ["b", "a"])
      #expect(table.names == ["a", "b"])
      #expect(table["b"]?.isNumeric == false)
    }
  }

  @Test func bytesThatAreNoUTF8AreLeftToTheGeneralReader() throws {
    for (bytes, isPlain) in [
      ([0xD2, 0x9B], true), ([0xD2], false), ([0xED, 0xA0, 0x80], false), ([0xF0, 0x9F], false),
    ]
      as [([UInt8], Bool)]
    {
      let text = Array("a,b\n1,x\n2,".utf8) + bytes + Array("\n3,yyyyyyyyyyyyyyyyyyyyyyyyyyyy\n".utf8)
      try withFile(bytes: text) { path in
        let table = PlainNumbers.read(path: path, options: options(["a"]), leastSize: 0, stretch: 4)
        #expect((table != nil) == isPlain)
      }
    }
  }

  /// Regular tables with a little dirt: what the reader of plain numbers does not refuse, it reads as the general one.
  @Test func dirtyTablesAreReadAsByTheGeneralReader() throws {
    let cells = [
      "0", "1", "7", "-1", "12", "3.5", "59.0", "0.25", ".5", "5.", "-0.125", "-0", "1234567", "12345678", "123456789",
      "1.234567", "0.1234567", "1e3", "-2.5E-3", "0.30000000000000004", "9007199254740993", "123456789012345678901",
      "NA", "", "nan", "null", "1.234", "00.5", "0.000",
    ]
    let dirt = [
      "x", "+1", "007", "1,5", " 1", "\"2\"", "−3", "1e", ".", "-", "1.2.3", "0x1", "é", "\u{0}", "1e400", "#N/A",
    ]
    let words = ["x", "", "Абай", "a b", "2024-01-02", "1/2", "NA", "қ", "😀"]
    var random = Sample.Random(state: 77)
    var (plain, left) = (0, 0)
    for round in 0..<400 {
      let columns = Int.random(in: 1...6, using: &random)
      let delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
      let feed = round % 5 == 0 ? "\r\n" : "\n"
      let isText = (0..<columns).map { _ in Int.random(in: 0..<3, using: &random) == 0 }
      let share = round % 3 == 0 ? 40 : 4000
      var text = round % 11 == 0 ? "\u{FEFF}" : ""
      text += (0..<columns).map { "v\($0)" }.joined(separator: delimiter) + feed
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        var record = (0..<columns).map { column -> String in
          if Int.random(in: 0..<share, using: &random) == 0 { return dirt.randomElement(using: &random) ?? "" }
          return (isText[column] ? words : cells).randomElement(using: &random) ?? ""
        }
        if Int.random(in: 0..<share, using: &random) == 0 { record.removeLast() }
        if Int.random(in: 0..<share, using: &random) == 0 { record.append("1") }
        text += record.joined(separator: delimiter) + (Int.random(in: 0..<share, using: &random) == 0 ? "\r" : feed)
      }
      if round % 4 == 0 { text.removeLast() }
      let wanted = (0..<columns).filter { !isText[$0] || round % 9 == 0 }.map { "v\($0)" }
      try withFile(text) { path in
        let stretch = [1, 7, 64, 4096].randomElement(using: &random) ?? 1
        guard
          let fast = PlainNumbers.read(path: path, options: options(wanted), leastSize: 0, stretch: stretch)
        else {
          left += 1
          return
        }
        plain += 1
        let (general, format) = try generally(path, wanted)
        #expect(fast.format == format, "\(text)")
        #expect(fast.table.names == general.names && (wanted.isEmpty || fast.table.lines == general.lines), "\(text)")
        for (a, b) in zip(fast.table.columns, general.columns) {
          #expect(a.numbers?.map(\.bitPattern) == b.numbers?.map(\.bitPattern), "\(text)")
        }
      }
    }
    #expect(plain > 80)
    #expect(left > 80)
  }

  @Test func noTextBreaksIt() throws {
    let pieces = ["1", "2.5", ",", "\n", "-", "e", ".", "\"", "\r\n", "NA", "0", ";", " ", "é", "9007199254740993"]
    var state: UInt64 = 7
    for _ in 0..<400 {
      var text = "a,b\n"
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      try withFile(text) { path in
        let fast = PlainNumbers.read(path: path, options: options(["a", "b"]), leastSize: 0, stretch: 8)
        guard let fast else { return }
        let general = try generally(path, ["a", "b"]).table
        for (a, b) in zip(fast.table.columns, general.columns) {
          #expect(a.numbers?.map(\.bitPattern) == b.numbers?.map(\.bitPattern), "\(text)")
        }
      }
    }
  }
}
