@testable import KoshTable
import Testing

/// The summary of people's data says nothing of a single person.
struct TableSummaryPrivacyTests {
  private func variable(_ texts: [String?]) -> TableSummary.VariableSummary? {
    TableSummary(Table(name: "t", columns: [Column(Variable("x"), categories: texts)])).variables.first
  }

  private func variable(_ numbers: [Double]) -> TableSummary.VariableSummary? {
    TableSummary(Table(name: "t", columns: [Column(Variable("x"), numbers: numbers)])).variables.first
  }

  @Test func aCategoryOfASingleRowIsCountedButNotListed() {
    let x = variable(["f", "f", "m", "m", "other"])
    #expect(x?.distinct == 3)
    #expect(x?.content == .categories([.init(level: "f", count: 2), .init(level: "m", count: 2)]))
  }

  @Test func namesAndFreeAnswersAreNotListed() {
    #expect(variable(["Айгерім", "Дана", "Ерлан"])?.content == .names)
    #expect(variable((0..<120).map { "answer \($0 % 80)" })?.content == .names)
    guard case .categories(let levels) = variable((0..<200).map { "class \($0 % 60)" })?.content else {
      Issue.record("categories that come back are listed")
      return
    }
    #expect(levels.count == 60)
  }

  @Test func codesOfPersonsHaveNoRange() {
    // Twelve digits, as the personal identification number has.
    #expect(variable((0..<12).map { 900_101_300_000 + Double($0 * 7919) })?.content == .names)
    let persons = variable([788_013, 607_589, 221_421])
    #expect(persons?.content == .numbers(minimum: 221_421, median: 607_589, maximum: 788_013))
    let sums: [Double] = [123_456_789, 2_345_678_901, 345_678_901.5]
    #expect(variable(sums)?.content == .numbers(minimum: 123_456_789, median: 345_678_901.5, maximum: 2_345_678_901))
  }

  @Test func theTextSaysSo() {
    let table = Table(
      name: "t",
      columns: [
        Column(Variable("name"), categories: ["Айгерім", "Дана", "Ерлан", "Олжас", "Сара"]),
        Column(Variable("sex"), categories: ["f", "f", "m", "f", "x"]),
      ])
    #expect(
      TableSummary(table).text(language: .en) == """
        variable  type      missing  distinct  values
        name      category        0         5  (not listed)
        sex       category        0         3  f (3) · 2 more

        """)
    #expect(!TableSummary(table).json.text(indent: false).contains("Дана"))
  }
}
