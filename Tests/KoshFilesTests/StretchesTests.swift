import KoshTable
import Testing

@testable import KoshFiles

@Suite struct StretchesTests {
  @Test func longFilesAreReadInStretches() throws {
    var text = "id,name,x\n"
    for row in 0..<500 { text += "\(row),level \(row / 10) қала,\(row % 7).5\n" }
    for stretch in [1, 50, 1000] {
      let plain = try Sample.read(text) { $0.stretch = stretch }
      #expect(plain.lines == RowLines(from: 2, count: 500))
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

  @Test func resultsComeInOrder() {
    #expect(Stretches.map(100) { $0 * $0 } == (0..<100).map { $0 * $0 })
    #expect(Stretches.map(1) { $0 } == [0])
    #expect(Stretches.map(0) { $0 } == [])
  }
}
