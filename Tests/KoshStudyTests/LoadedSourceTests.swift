import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct LoadedSourceTests {
  private func source() throws -> LoadedSource { try #require(try Sample.run("").plan.data["regions"]) }

  @Test(arguments: [("12", 0), ("0.570", 3), ("1,5", 1), ("−3.25", 2), ("12.", 0)])
  func decimalsOfACell(cell: String, expected: Int) { #expect(LoadedSource.decimals(of: cell) == expected) }

  @Test func decimalsWhereNoCellTells() {
    #expect(LoadedSource.decimals(of: "") == nil)
    #expect(LoadedSource.decimals(of: "0.5 %") == nil)
    #expect([3.0, 12345.678, 123.456, 1.234, 0.1234].map { LoadedSource.decimals(of: $0) } == [0, 0, 1, 2, 3])
  }

  @Test func choosesRows() throws {
    let source = try source()
    #expect(source.rows(where: nil) == Array(0..<7))
    #expect(source.rows(where: try Expression.parse("kind == 'city' and year < 2017")) == [4, 5])
    #expect(source.rows(where: try Expression.parse("region not in [KZ-71, KZ-75, KZ-79]")) == [0, 1, 2, 3])
    // What is missing or open within rounding does not count as true.
    #expect(source.rows(where: try Expression.parse("balance > -100")) == [0, 1, 2, 4, 5, 6])
    #expect(source.rows(where: try Expression.parse("share < 0.57")) == [])
    #expect(source.rows(where: try Expression.parse("share < 0.6")) == [0])
  }

  @Test func evaluatesAFormulaForEachRow() throws {
    let values = try source().evaluateRows(try Expression.parse("balance + income"))
    #expect(values.map { $0.quantity?.value } == [50, 90, 160, nil, 390, 380, 300])
    #expect(try source().evaluateRows(try Expression.parse("nothing")).allSatisfy { $0.quantity == nil })
  }

  @Test func aMissingCategoryTellsItsRow() throws {
    let run = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: k, variables: {c: {type: category, label: {en: Plan, ru: План, kk: Жоспар}, missing: [dk]}}}}\n"
      ), ["t.csv": "k,c\na,dk\nb,u\n"]
    ).run()
    let source = try #require(run.plan.data["t"])
    #expect(
      source.value(row: 0, column: "c")
        == .undefined(
          Trilingual(
            en: "no value is given for Plan (a)", ru: "значение не приведено: План (a)",
            kk: "мәні келтірілмеген: Жоспар (a)")))
    #expect(source.value(row: 1, column: "none") == .undefined(Evaluator.nothing))
  }
}
