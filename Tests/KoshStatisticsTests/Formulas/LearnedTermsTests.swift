import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct LearnedTermsTests {
  private let table = Table(
    name: "t",
    columns: [
      Column(Variable("y"), numbers: [1, 2, 4, 3, 6, 5]), Column(Variable("x"), numbers: [1, 2, 3, 4, 5, 7]),
      Column(Variable("region"), categories: ["b", "a", "c", "a", "b", "c"]),
      Column(Variable("year"), numbers: [2024, 2025, 2024, 2025, 2024, 2025]),
    ])

  @Test func otherRowsGetTheSameColumns() throws {
    let fit = try LinearModel("y ~ log(x) + region + i(year) - 1").fit(table).result
    let other = Table(
      name: "new",
      columns: [
        Column(Variable("x"), numbers: [1]), Column(Variable("region"), categories: ["c"]),
        Column(Variable("year"), numbers: [2025]),
      ])
    let design = try fit.design(for: other)
    #expect(design.columnNames == fit.design.columnNames)
    #expect((0..<design.columnCount).map { design.column($0) } == [[0], [0], [0], [1], [1]])
  }

  @Test func theSameRowsGiveTheSameDesign() throws {
    let fit = try LinearModel("y ~ x * region").fit(table).result
    let again = try fit.design(for: table)
    #expect(again.columnNames == fit.design.columnNames)
    for column in 0..<again.columnCount { #expect(again.column(column) == fit.design.column(column)) }
  }

  @Test func aLevelThatWasNotThereIsNamed() throws {
    let fit = try LinearModel("y ~ region + i(year)").fit(table).result
    let other = Table(
      name: "new", columns: [Column(Variable("region"), categories: ["d"]), Column(Variable("year"), numbers: [2025])])
    #expect {
      try fit.design(for: other)
    } throws: { error in
      "\(error)" == """
        formula "y ~ region + i(year)", column 5: "d" of region is unknown to the model
          why: it was fitted to "a", "b", "c"
          do:  there is: a, b, c
        """
    }
    let later = Table(
      name: "new", columns: [Column(Variable("region"), categories: ["a"]), Column(Variable("year"), numbers: [2026])])
    #expect { try fit.design(for: later) } throws: { "\($0)".contains("\"2026\" of year is unknown to the model") }
  }
}
