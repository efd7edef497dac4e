import KoshStatistics
import KoshTable
import Testing

@Suite struct ClusteringTests {
  func regions() throws -> [[Double?]] {
    let reference = try StatisticsReference()
    let columns = try (0...3).map { try reference.region($0) }
    return (0..<20).map { row in columns.map { $0[row] } }
  }

  /// R: hclust(dist(scale(x)), method), cutree, cluster::silhouette, on 20 regions and 4 variables.
  @Test(arguments: Linkage.allCases) func agreesWithR(_ linkage: Linkage) throws {
    let reference = try StatisticsReference()
    let tree = try cluster(try regions(), linkage: linkage)
    let name = linkage.rawValue
    #expect(tree.merges.map { [$0.left, $0.right] } == (try reference.integerMatrix("clusters", name, "merge")))
    #expect(agree(tree.merges.map(\.height), try reference.numbers("clusters", name, "height"), relative: 1e-11))
    #expect(tree.order.map { $0 + 1 } == (try reference.integers("clusters", name, "order")))
    #expect(tree.clusters(3) == (try reference.integers("clusters", name, "cut3")))
    #expect(tree.clusters(5) == (try reference.integers("clusters", name, "cut5")))
    let silhouette = try #require(tree.silhouette(3))
    #expect(agree(silhouette.rows, try reference.numbers("clusters", name, "silhouette3"), relative: 1e-10))
    #expect(agree(silhouette.mean, silhouette.rows.reduce(0, +) / 20))
    #expect(tree.merges.last?.size == 20 && tree.lost.isEmpty)
  }

  /// Equal distances everywhere: the grid of nine points, joined in the order in which R joins them.
  @Test(arguments: Linkage.allCases) func ties(_ linkage: Linkage) throws {
    let reference = try StatisticsReference()
    let grid: [[Double?]] = (0..<9).map { [Double($0 % 3), Double($0 / 3)] }
    let tree = try cluster(grid, linkage: linkage, standardize: false)
    let name = linkage.rawValue
    #expect(agree(tree.merges.map(\.height), try reference.numbers("ties", name, "height"), relative: 1e-11))
    #expect(tree.merges.map { [$0.left, $0.right] } == (try reference.integerMatrix("ties", name, "merge")))
    #expect(tree.order.map { $0 + 1 } == (try reference.integers("ties", name, "order")))
  }

  @Test func workedExample() throws {
    let tree = try cluster([[0], [1], [5]], linkage: .single, standardize: false)
    #expect(tree.merges.map(\.height) == [1, 4] && tree.clusters(2) == [1, 1, 2])
    #expect(tree.clusters(atHeight: 1) == [1, 1, 2] && tree.clusters(atHeight: 0.5) == [1, 2, 3])
    #expect(tree.clusters(1) == [1, 1, 1] && tree.clusters(3) == [1, 2, 3])
    #expect(tree.clusters(0) == nil && tree.clusters(4) == nil && tree.silhouette(1) == nil)
    // Two together, one alone: (5−1)/5, (4−1)/4 and 0.
    #expect(agree(try #require(tree.silhouette(2)).rows, [0.8, 0.75, 0]))
  }

  /// Heights never fall, every row is in the order once, and a unit of measurement changes nothing.
  @Test(arguments: Linkage.allCases) func laws(_ linkage: Linkage) throws {
    let data = try regions()
    let tree = try cluster(data, linkage: linkage)
    #expect(zip(tree.merges, tree.merges.dropFirst()).allSatisfy { $0.height <= $1.height })
    #expect(tree.order.sorted() == Array(0..<20))
    let thousands = try cluster(data.map { [$0[0].map { $0 / 1000 }] + $0.dropFirst() }, linkage: linkage)
    #expect(thousands.merges.map(\.left) == tree.merges.map(\.left))
  }

  @Test func missingRowsAreLeftOut() throws {
    let tree = try cluster([[1], [nil], [2], [9]], linkage: .average, standardize: false)
    #expect(tree.rows == [0, 2, 3] && tree.lost == [1] && tree.clusters(2) == [1, 1, 2])
  }

  @Test func identicalRows() throws {
    let tree = try cluster([[1], [1], [1], [3]], linkage: .ward, standardize: false)
    #expect(tree.merges.map(\.height).prefix(2) == [0, 0])
    #expect(try #require(tree.silhouette(2)).rows == [1, 1, 1, 0])
  }

  @Test func problems() {
    #expect {
      try cluster([[1, 2], [1, 3]], linkage: .ward, names: ["income", "food"])
    } throws: { error in
      "\(error)" == """
        the variable has one value in all 2 complete rows (variable income)
          why: it cannot tell the rows apart, and its spread is zero
          do:  leave the variable out
        """
    }
    #expect {
      try cluster([[1], [nil]], linkage: .ward)
    } throws: { error in
      "\(error)" == """
        only 1 of 2 rows have all variables
          why: clustering needs at least 2
          do:  fill in what is missing or leave a variable out
        """
    }
    #expect {
      try cluster([[1], [1, 2]], linkage: .ward)
    } throws: { error in
      "\(error)" == """
        the rows to cluster do not have the same variables
          why: a distance needs the same of each row
          do:  give at least one variable, and each row a value or a missing one of each
        """
    }
  }
}
