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
    // Whole numbers are told apart by another way, with the same groups.
    let whole = RowGroups(Column(Variable("id"), numbers: [2020, -3, 2020, 0, -0.0]))
    #expect(whole.codes == [0, 1, 0, 2, 2])
    #expect(whole.names == ["2020", "-3", "0"])
    #expect(RowGroups(Column(Variable("id"), numbers: [1e300, -1e300, 1e300])).codes == [0, 1, 0])
    #expect(whole.selecting([1, 3, 4]).names == ["-3", "0"])
    #expect(whole.selecting([1, 3, 4]).codes == [0, 1, 1])
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
