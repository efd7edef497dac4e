@testable import KoshStudy
import Testing

@Suite struct ClusterAnalysisTests {
  /// scipy: fcluster(linkage(z, "ward"), 2, "maxclust") puts the cities apart from the rest; the silhouette by its definition in numpy.
  @Test func groupsRowsAndComparesThemWithASign() throws {
    let run = try Sample.run(
      "analyses: [{id: k, kind: cluster, data: regions, variables: [income, share], methods: [ward, average, single], sign: balance}]"
    )
    for method in ["ward", "average", "single"] {
      let cities = Set(["KZ-71", "KZ-75", "KZ-79"].map { run.number("k.\(method).group[\($0)]") })
      let lands = Set(["KZ-10", "KZ-11", "KZ-15", "KZ-19"].map { run.number("k.\(method).group[\($0)]") })
      #expect(cities.count == 1 && lands.count == 1 && cities != lands, "\(method)")
    }
    try expect(
      run,
      [
        "k.n": 7, "k.lost": 0, "k.ward.silhouette": 0.6478742212504197, "k.ward.agreement_n": 6,
        "k.ward.agreement": 600.0 / 7,
      ])
    #expect(run.findings["k.ward.sizes"]?.text.en == "4, 3" || run.findings["k.ward.sizes"]?.text.en == "3, 4")
  }

  @Test func rowsWithoutAValueAreLeftOut() throws {
    try expect(
      try Sample.run("analyses: [{id: k, kind: cluster, data: regions, variables: [income, balance]}]"),
      ["k.n": 6, "k.lost": 1])
  }

  @Test(arguments: [0, -1, 8, 1_000_000])
  func aTreeIsCutIntoAsManyGroupsAsItHasRowsAtMost(groups: Int) throws {
    #expect(
      try Sample.problems("analyses: [{id: k, kind: cluster, data: regions, variables: [income], groups: \(groups)}]")
        == [
          "STUDY/study.yaml:17:61: 7 rows cannot be cut into \(groups) groups\n  do:  give a number from 1 to 7"
        ])
  }
}
