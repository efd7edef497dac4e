import KoshTable
import Testing

@testable import KoshFiles

@Suite struct CSVWriterTests {
  @Test func text() {
    let table = Table(
      name: "t",
      columns: [
        Column(Variable("x"), numbers: [1, -0.5, .nan]),
        Column(Variable("a, \"b\""), categories: ["Көш", "two\nlines", nil]),
      ])
    #expect(CSVWriter.text(table) == "x,\"a, \"\"b\"\"\"\n1,Көш\n-0.5,\"two\nlines\"\n,\n")
  }

  @Test func readingGivesBackWhatWasWritten() throws {
    var random = Sample.Random(state: 5)
    let signs = ["a", "ә", "\"", ",", ";", "\t", "\n", "\r", "1", ".", "é", "😀", "-"]
    for round in 0..<300 {
      let rows = Int.random(in: 1...8, using: &random)
      let columns = (0..<(1 + round % 4)).map { position in
        if position % 2 == 1 {
          let numbers = (0..<rows).map { _ in
            Bool.random(using: &random)
              ? Double(bitPattern: random.next()) : Double(Int8.random(in: -9...9, using: &random))
          }
          return Column(Variable("n\(position)"), numbers: numbers.map { $0.isFinite ? $0 : .nan })
        }
        let cells = (0..<rows).map { _ -> String? in
          let length = Int.random(in: 0...5, using: &random)
          // Blanks at the ends of a cell are no part of it.
          return length == 0
            ? nil : "x" + (0..<length).map { _ in signs.randomElement(using: &random) ?? "" }.joined() + "x"
        }
        return Column(Variable("c\(position), \"\""), categories: cells)
      }
      let table = Table(name: "a.csv", columns: columns)
      let back = try Sample.read(CSVWriter.text(table)) { options in
        for column in columns { options.types[column.name] = column.isNumeric ? .number : .text }
      }
      #expect(back.names == table.names)
      for (old, new) in zip(table.columns, back.columns) {
        switch (old.values, new.values) {
        case (.numbers(let old), .numbers(let new)):
          #expect(old.map { $0.isNaN ? nil : $0.bitPattern } == new.map { $0.isNaN ? nil : $0.bitPattern })
        default: #expect(old == new)
        }
      }
    }
  }
}
