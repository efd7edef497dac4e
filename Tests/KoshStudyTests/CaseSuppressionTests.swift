@testable import KoshStudy
import Testing

@Suite struct CaseSuppressionTests {
  private let three = CaseSuppression(least: 3)

  @Test func smallCountsAndWhatIsLeftOfThem() {
    #expect(
      [0, 1, 2, 3, 7, 8, 9, 10].map { three.hides($0, of: 10) } == [
        false, true, true, false, false, true, true, false,
      ])
    #expect(!CaseSuppression(least: nil).hides(1, of: 10))
  }

  @Test func aSingleHiddenNumberTakesAnotherOneAlong() {
    #expect(three.withComplement([true, false, false], people: [1, 9, 5]) == [true, false, true])
    #expect(three.withComplement([true, false, false], people: [1, 0, 0]) == [true, false, false])
    #expect(three.withComplement([true, true, false], people: [1, 2, 5]) == [true, true, false])
    #expect(CaseSuppression(least: nil).withComplement([true, false], people: [1, 5]) == [true, false])
  }

  @Test func groupsOfWhichOneWouldGiveTheOtherAway() {
    #expect(three.hidesGroups([1, 8, 9], of: [20, 20, 20]) == [true, true, false])
    #expect(three.hidesGroups([8, 9], of: [20, 20]) == [false, false])
  }

  @Test func branchesOfAFrame() {
    // cost 1 with effort 1 and money 9 below it, and joy: effort hides money, and then cost may stay.
    let tree = three.overTree([false, true, false, false], people: [10, 1, 9, 6], broader: [nil, 0, 0, nil])
    #expect(tree.hidden == [false, true, true, false])
    #expect(!tree.hidesWhole)
    // With no other code below it, the broader one is hidden, and then one beside that.
    let alone = three.overTree([false, true, false], people: [10, 1, 6], broader: [nil, 0, nil])
    #expect(alone.hidden == [true, true, true])
    // With no other code at all, the sum of all is.
    let only = three.overTree([true, false], people: [1, 0], broader: [nil, nil])
    #expect(only.hidden == [true, false])
    #expect(only.hidesWhole)
  }
}
