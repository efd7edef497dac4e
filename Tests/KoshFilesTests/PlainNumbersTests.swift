import Foundation
import KoshTable
import Testing

@testable import KoshFiles

@Suite struct PlainNumbersTests {
  private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("plain-\(UUID().uuidString).csv").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private func options(_ columns: [String]) -> CSVOptions {
    var options = CSVOptions()
    options.columns = Set(columns)
    return options
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
      let general = try CSV.read(path: path, options: options(columns))
      #expect(fast.names == general.names, sourceLocation: sourceLocation)
      #expect(fast.lines == general.lines, sourceLocation: sourceLocation)
      for (a, b) in zip(fast.columns, general.columns) {
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
    "a,b\n1,1e999\n2,3\n",
  ])
  func whatIsNotPlainIsLeftToTheGeneralReader(text: String) throws {
    try withFile(text) { path in
      #expect(PlainNumbers.read(path: path, options: options(["a", "b"]), leastSize: 0, stretch: 4) == nil)
    }
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
        let general = try CSV.read(path: path, options: options(["a", "b"]))
        for (a, b) in zip(fast.columns, general.columns) {
          #expect(a.numbers?.map(\.bitPattern) == b.numbers?.map(\.bitPattern), "\(text)")
        }
      }
    }
  }
}
