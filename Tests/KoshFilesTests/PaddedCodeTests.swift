import KoshFiles
import KoshTable
import Testing

/// Codes of schools and persons begin with zeros that must not get lost.
struct PaddedCodeTests {
  private func read(_ text: String, _ types: [String: ColumnType] = [:]) throws -> Table {
    var options = CSVOptions()
    options.types = types
    return try CSV.read(bytes: Array(text.utf8), name: "a.csv", options: options)
  }

  @Test func aZeroInFrontMakesACode() throws {
    let table = try read("school,iin\n0012,050112500123\n1200,991231400567\n")
    #expect(table["school"] == Column(Variable("school"), categories: ["0012", "1200"]))
    #expect(table["iin"]?.text(at: 0) == "050112500123")
  }

  @Test func aDeclaredNumberIsANumber() throws {
    #expect(try read("month\n01\n12\n", ["month": .number])["month"]?.numbers == [1, 12])
  }

  @Test func zerosThatAreNotInFrontOfDigitsAloneAreNoCodes() throws {
    #expect(try read("x\n0\n00.5\n-0\n0.25\n10\n")["x"]?.numbers == [0, 0.5, 0, 0.25, 10])
    #expect(try read("x;y\n0,5;0\n1;00,5\n")["y"]?.numbers == [0, 0.5])
  }
}
