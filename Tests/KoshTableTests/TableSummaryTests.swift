import Testing

@testable import KoshTable

struct TableSummaryTests {
  private func summary(_ columns: Column...) -> TableSummary { TableSummary(Table(name: "t", columns: columns)) }

  private func numbers(_ values: [Double]) -> TableSummary.VariableSummary? {
    summary(Column(Variable("x"), numbers: values)).variables.first
  }

  private func texts(_ values: [String?]) -> TableSummary.VariableSummary? {
    summary(Column(Variable("x"), categories: values)).variables.first
  }

  @Test func numbersHaveTheirSpread() throws {
    let x = try #require(numbers([2, 4, 4, .nan, 10]))
    #expect(x.isNumeric)
    #expect(x.missing == 1)
    #expect(x.distinct == 3)
    #expect(x.spread == .init(minimum: 2, median: 4, maximum: 10))
    #expect(x.cautions.isEmpty)
  }

  @Test func theMedianOfAnEvenCountIsBetween() {
    #expect(numbers([1, 2, 4, 9])?.spread?.median == 3)
    #expect(numbers([1e308, 1.5e308])?.spread?.median == 1.25e308, "the mean of two large numbers does not overflow")
  }

  @Test func categoriesAreListedByFrequencyThenCodePoint() {
    let x = texts(["б", "б", "а", "а", "в", "в", "в", nil, "г", "д", "д", "е", "е", "ж", "ж"])
    #expect(x?.levels.map(\.name) == ["в", "а", "б", "д", "е"])
    #expect(x?.levels.map(\.count) == [3, 2, 2, 2, 2])
    #expect(x?.distinct == 7)
    #expect(x?.missing == 1)
  }

  @Test func aCategoryOfASingleRowIsNeverListed() {
    let x = texts(["f", "f", "m", "m", "other"])
    #expect(x?.levels.map(\.name) == ["f", "m"])
    #expect(x?.distinct == 3)
  }

  @Test func namesAreNotListed() {
    #expect(texts(["Айгерім", "Дана", "Ерлан"])?.levels == [])
    #expect(texts(["Айгерім", "Дана", "Ерлан"])?.cautions.map(\.code) == ["identifier"])
    let many = texts((0..<120).map { "answer \($0 % 80)" })
    #expect(many?.levels == [])
    #expect(
      many?.cautions.first?.text.ru
        == "скорее имена или свободные ответы, чем категории: разных текстов – 80, ячеек – 120")
    #expect(texts((0..<200).map { "class \($0 % 60)" })?.levels.count == 5, "categories that come back are listed")
  }

  @Test func numbersThatNameRowsHaveNoSpread() {
    let run = numbers((1...12).map(Double.init))
    #expect(run?.spread == nil)
    #expect(run?.cautions.map(\.code) == ["identifier"])
    // Twelve digits, as the personal identification number has.
    #expect(numbers((0..<12).map { 900_101_300_000 + Double($0 * 7919) })?.spread == nil)
    #expect(numbers((2001...2022).map(Double.init))?.spread != nil, "a run of years is a measure of time")
    #expect(numbers((1...9).map(Double.init))?.spread != nil, "few rows can be ranks")
    #expect(numbers([788_013, 607_589, 1e6] + (1...9).map { Double($0) * 1e5 })?.spread != nil)
  }

  @Test func oddColumnsAreToldInEveryLanguage() {
    #expect(numbers([.nan, .nan])?.cautions.map(\.text.en) == ["no row has a value"])
    #expect(texts([nil, nil])?.cautions.map(\.text.kk) == ["бірде-бір жолда мән жоқ"])
    #expect(numbers([3, 3, .nan])?.cautions.map(\.text.ru) == ["все значения одинаковы"])
    #expect(texts(["a", "a"])?.cautions.map(\.code) == ["constant"])
    #expect(numbers([3])?.cautions == [], "one row cannot vary")
    let mixed = texts(["12", "13", "1 200,5", "−4", "12", "н/д"])
    #expect(mixed?.cautions.map(\.code) == ["mixed"])
    #expect(mixed?.cautions.first?.text.en == "read as text: cells with a number – 5, with something else – 1")
    #expect(texts(["01.02.2024", "01.02.2024", "02.02.2024"])?.cautions == [], "dates are no numbers")
  }

  @Test func emptyRowsAreCounted() {
    let table = summary(
      Column(Variable("x"), numbers: [1, .nan, .nan]), Column(Variable("y"), categories: ["a", nil, "b"]))
    #expect(table.cautions.map(\.text.en) == ["rows without any value: 1"])
  }

  @Test func aTableWithoutRowsIsNoSurprise() {
    let table = summary(Column(Variable("x"), numbers: []), Column(Variable("y"), categories: []))
    #expect(table.rows == 0)
    #expect(table.variables.allSatisfy { $0.cautions.isEmpty && $0.distinct == 0 && $0.missing == 0 })
  }
}
