import KoshTable
import Testing

@Suite struct ColumnTests {
  let score = Column(Variable("score"), numbers: [40.5, .nan, -3, 1e20], printed: ["40.50", "", "−3", "1e20"])
  let region = Column(Variable("region"), categories: ["south", nil, "north", "south"])

  @Test func numbersAndTheirMissingValues() {
    #expect(score.name == "score")
    #expect(score.count == 4)
    #expect(score.isNumeric)
    #expect((0..<4).map { score.number(at: $0) } == [40.5, nil, -3, 1e20])
    #expect((0..<4).map { score.isMissing(at: $0) } == [false, true, false, false])
    #expect(score.missingCount == 1)
    #expect(score.numbers?.count == 4)
    #expect(score.numbers?[1].isNaN == true)
  }

  @Test func theTextOfANumberIsItsShortestForm() {
    #expect((0..<4).map { score.text(at: $0) } == ["40.5", nil, "-3", "1e+20"])
    #expect(Column(Variable("x"), numbers: [-0.0, 2, 0.1]).text(at: 0) == "0")
  }

  @Test func categoriesAndTheirMissingValues() {
    #expect(region.values == .categories(codes: [1, -1, 0, 1], levels: ["north", "south"]))
    #expect(!region.isNumeric)
    #expect(region.numbers == nil)
    #expect(region.number(at: 0) == nil)
    #expect((0..<4).map { region.text(at: $0) } == ["south", nil, "north", "south"])
    #expect(region.isMissing(at: 1))
    #expect(region.missingCount == 1)
  }

  /// Neither an alphabet nor the machine's language decides which level comes first.
  @Test func levelsStandInCodePointOrder() {
    let letters = Column(Variable("letter"), categories: ["ә", "b", "Я", "а", "B", "10", "9", "қ"])
    #expect(
      letters.values
        == .categories(
          codes: [7, 3, 4, 5, 2, 0, 1, 6], levels: ["10", "9", "B", "b", "Я", "а", "қ", "ә"]))
  }

  @Test func levelsAndCodesAsGiven() {
    let answer = Column(Variable("answer"), codes: [0, 1, -1], levels: ["yes", "no"])
    #expect((0..<3).map { answer.text(at: $0) } == ["yes", "no", nil])
  }

  @Test func selectingRowsKeepsOrderLevelsAndPrintedDigits() {
    let some = score.selecting([2, 0, 0])
    #expect(some.values == .numbers([-3, 40.5, 40.5]))
    #expect(some.printed == ["−3", "40.50", "40.50"])
    let south = region.selecting([0, 3])
    #expect(south.values == .categories(codes: [1, 1], levels: ["north", "south"]))
    #expect(south.printed == nil)
    #expect(region.selecting([]).count == 0)
  }

  @Test func aLevelWithoutALabelIsItsOwn() {
    let labelled = Column(
      Variable("region", valueLabels: ["south": Trilingual(en: "South", ru: "Юг", kk: "Оңтүстік")]),
      categories: ["south", "north"])
    #expect(labelled.label(ofLevel: "south").kk == "Оңтүстік")
    #expect(labelled.label(ofLevel: "north") == Trilingual(same: "north"))
  }

  @Test func emptyColumns() {
    let none = Column(Variable("x"), categories: [])
    #expect(none.count == 0)
    #expect(none.missingCount == 0)
    #expect(none.values == .categories(codes: [], levels: []))
    #expect(Column(Variable("x"), categories: [nil, nil]).missingCount == 2)
  }
}
