import KoshTable
import Testing

@Suite struct TableTests {
  let table = Table(
    name: "pupils.csv",
    columns: [
      Column(Variable("score"), numbers: [40, 35, 50]),
      Column(Variable("region"), categories: ["south", nil, "north"]),
    ], lines: [2, 3, 5])

  @Test func columnsByName() {
    #expect(table.name == "pupils.csv")
    #expect(table.names == ["score", "region"])
    #expect(table.rowCount == 3)
    #expect(table["score"]?.number(at: 2) == 50)
    #expect(table["Score"] == nil)
  }

  @Test func aNameThatComesTwiceMeansTheFirst() {
    let twice = Table(
      name: "t", columns: [Column(Variable("x"), numbers: [1]), Column(Variable("x"), numbers: [2])])
    #expect(twice["x"]?.number(at: 0) == 1)
    #expect(twice.names == ["x", "x"])
    #expect(twice.setting(Column(Variable("x"), numbers: [3])).columns.map { $0.number(at: 0) } == [3, 2])
  }

  @Test func settingReplacesOrAppends() {
    let replaced = table.setting(Column(Variable("score"), numbers: [1, 2, 3]))
    #expect(replaced.names == ["score", "region"])
    #expect(replaced["score"]?.numbers == [1, 2, 3])
    let longer = table.setting(Column(Variable("age"), numbers: [15, 16, 17]))
    #expect(longer.names == ["score", "region", "age"])
    #expect(longer["age"]?.numbers == [15, 16, 17])
    #expect(longer.lines == [2, 3, 5])
    #expect(table.names == ["score", "region"])
  }

  @Test func selectingRowsTakesTheirLinesAlong() {
    let some = table.selecting([2, 0])
    #expect(some.rowCount == 2)
    #expect(some.lines == [5, 2])
    #expect(some["score"]?.numbers == [50, 40])
    #expect(some["region"]?.text(at: 0) == "north")
    #expect(some.name == "pupils.csv")
    #expect(table.selecting([]).rowCount == 0)
  }

  @Test func tablesOfTheSameCellsAreEqual() {
    let again = Table(name: "pupils.csv", columns: table.columns, lines: [2, 3, 5])
    #expect(again == table)
    #expect(table.selecting([0, 1, 2]) == table)
    #expect(table.selecting([0, 1]) != table)
  }

  @Test func aTableWithoutColumns() {
    let empty = Table(name: "empty", columns: [])
    #expect(empty.rowCount == 0)
    #expect(empty.names.isEmpty)
    #expect(empty["x"] == nil)
  }
}
