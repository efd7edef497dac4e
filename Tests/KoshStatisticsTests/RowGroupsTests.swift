import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RowGroupsTests {
  @Test func groupsComeInOrderOfAppearance() {
    let categories = RowGroups(Column(Variable("school"), categories: ["b", "a", "b", "c"]))
    #expect(categories.codes == [0, 1, 0, 2])
    #expect(categories.names == ["b", "a", "c"])
    let numbers = RowGroups(Column(Variable("id"), numbers: [7, 7, 1.5, 7]))
    #expect(numbers.codes == [0, 0, 1, 0])
    #expect(numbers.names == ["7", "1.5"])
    #expect(numbers.count == 2)
  }

  @Test func crossedGroupsAreTheCombinationsThatOccur() {
    let schools = RowGroups(Column(Variable("school"), categories: ["a", "a", "b", "b"]))
    let years = RowGroups(Column(Variable("year"), numbers: [2024, 2025, 2024, 2024]))
    let crossed = schools.crossed(with: years)
    #expect(crossed.codes == [0, 1, 2, 2])
    #expect(crossed.names == ["a × 2024", "a × 2025", "b × 2024"])
    #expect(crossed.variable == "school × year")
  }
}
