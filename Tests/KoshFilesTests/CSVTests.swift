import KoshTable
import Testing

@testable import KoshFiles

@Suite struct CSVTests {
  static func read(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws(Problems) -> Table {
    var options = CSVOptions()
    change(&options)
    return try CSV.read(bytes: Array(text.utf8), name: "a.csv", options: options)
  }

  /// The whole text of the problems that reading tells.
  static func problems(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) -> String {
    do throws(Problems) {
      _ = try read(text, change)
      return "no problem"
    } catch {
      return error.description
    }
  }

  @Test func numbersAndText() throws {
    let table = try Self.read("region,rate,day\nАбай,-0.5,2024-01-02\nАқмола,NA,\n")
    #expect(table.names == ["region", "rate", "day"])
    #expect(table["region"] == Column(Variable("region"), categories: ["Абай", "Ақмола"]))
    #expect(table["rate"]?.number(at: 0) == -0.5)
    #expect(table["rate"]?.number(at: 1) == nil)
    #expect(table["day"] == Column(Variable("day"), categories: ["2024-01-02", nil]))
    #expect(table.lines == [2, 3])
    #expect(table["rate"]?.printed == nil)
  }
}
