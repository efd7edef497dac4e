import KoshStatistics
import Testing

@Suite struct SignGroupsTests {
  @Test func workedExample() {
    let g = signGroups([5, -2, 0, nil, 3])
    #expect(g.recipients == [0, 4] && g.donors == [1] && g.neither == [2] && g.missing == [3])
    #expect(g.gained == 8 && g.lost == -2)
  }

  /// The five recipients of 2024 among 20 published regions.
  @Test func publishedBalances() throws {
    let balances = try StatisticsReference().region(2)
    let g = signGroups(balances)
    #expect(g.recipients.compactMap { balances[$0] } == [1901, 3404, 1552, 17451, 574])
    #expect(g.donors.count == 15 && g.neither.isEmpty)
    #expect(g.gained + g.lost == -288060)
  }
}
