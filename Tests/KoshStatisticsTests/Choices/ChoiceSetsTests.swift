import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct ChoiceSetsTests {
  @Test func rowsThatStandTogetherStayWhereTheyAre() {
    let sets = ChoiceSets(Column(Variable("id"), numbers: [3, 3, 1, 1, 1, 2]), rowCount: 6)
    #expect(sets.order == nil)
    #expect(sets.starts == [0, 2, 5, 6])
  }

  @Test func scatteredRowsAreBroughtTogetherInTheirOrder() {
    let sets = ChoiceSets(Column(Variable("id"), categories: ["b", "a", "b", "c", "a"]), rowCount: 5)
    #expect(sets.order == [0, 2, 1, 4, 3])
    #expect(sets.starts == [0, 2, 4, 5])
    #expect(sets.rows(1) == [1, 4])
  }
}
