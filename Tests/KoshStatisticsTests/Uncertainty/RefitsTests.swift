import KoshNumerics
import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RefitsTests {
  // R: refits without one cluster or row (References/uncertainty.R).
  @Test(arguments: CovarianceTests.models) func jackknivesAgreeWithRefitsOfR(model: String) throws {
    let reference = try Uncertainty()
    let table = try reference.table("data")
    let expected = try reference.json.object("clusters").object(model)
    let clusters = try Uncertainty.fit(model, .jackknife(cluster: "school"), table)
    expectErrors(clusters, try expected.numbers("jackknife_school"), relative: 1e-7)
    #expect(clusters.result.testDegreesOfFreedom == (model.hasSuffix("ls") ? 17 : nil))
    expectErrors(
      try Uncertainty.fit(model, .jackknife(cluster: nil), table), try expected.numbers("jackknife_rows"),
      relative: 1e-7)
  }

  @Test(arguments: CovarianceTests.models) func refitsOfTheKernelAreThoseOfTheModel(model: String) throws {
    let table = try Uncertainty().table("data")
    let drawn = try #require(
      try Uncertainty.fit(model, .bootstrap(Bootstrap(replications: 3, seed: 9)), table).result.bootstrap)
    #expect(drawn.failures == 0)
    let units = DrawnUnits(nil, rowCount: table.rowCount, cellOfRow: nil)
    for replication in 0..<3 {
      var counts = [UInt32](repeating: 0, count: table.rowCount)
      units.draw(seed: 9, replication: replication, into: &counts)
      #expect(counts.reduce(0, +) == 160)
      let rows = counts.indices.flatMap { [Int](repeating: $0, count: Int(counts[$0])) }
      let again = try Uncertainty.fit(model, .iid, table.selecting(rows)).result
      for (a, b) in zip(drawn.replicates[replication], again.terms) {
        #expect(agree(a, b.estimate, relative: 1e-7), "\(model) \(b.term)")
      }
    }
  }

  @Test func clustersAreDrawnWhole() throws {
    let table = try Uncertainty().table("data")
    let school = try #require(table["school"])
    let groups = RowGroups(school)
    let units = DrawnUnits(groups, rowCount: table.rowCount, cellOfRow: nil)
    var counts = [UInt32](repeating: 0, count: table.rowCount)
    units.draw(seed: 4, replication: 0, into: &counts)
    for group in 0..<groups.count {
      let of = counts.indices.filter { groups.codes[$0] == Int32(group) }.map { counts[$0] }
      #expect(Set(of).count == 1)
    }
    let fit = try Uncertainty.fit("ols", .bootstrap(Bootstrap(replications: 400, cluster: "school")), table).result
    let clustered = try Uncertainty.fit("ols", .cluster("school"), table).result
    for (a, b) in zip(fit.terms, clustered.terms) {
      #expect(abs((a.standardError ?? 0) / (b.standardError ?? 1) - 1) < 0.25)
    }
    #expect(fit.testDegreesOfFreedom == nil)
  }

  // Draws do not know of threads: each is a function of the seed and its number.
  @Test func theSeedDecidesAll() throws {
    let table = try Uncertainty().table("data")
    func fit(_ replications: Int, seed: UInt64) throws -> [[Double]] {
      try #require(
        try Uncertainty.fit("logit", .bootstrap(Bootstrap(replications: replications, seed: seed)), table).result
          .bootstrap
      ).replicates
    }
    let many = try fit(40, seed: 5)
    #expect(try fit(40, seed: 5) == many)
    #expect(try fit(10, seed: 5) == Array(many[..<10]))
    #expect(try fit(10, seed: 6) != Array(many[..<10]))
  }

  @Test(arguments: [Family.logit, .poisson]) func anyNumberOfThreadsGivesTheSameBits(family: Family) throws {
    let table = try Uncertainty().table("data")
    let fit = try GeneralizedLinearModel(family, family == .logit ? "b ~ x + track" : "count ~ x + track").fit(table)
    let model = try #require(
      CanonicalModel(family, design: fit.design, outcome: fit.outcomeValues, weights: nil, offset: nil))
    let cells = try #require(RefitCells(model))
    let units = DrawnUnits(nil, rowCount: 160, cellOfRow: cells.cellOfRow)
    func estimates(threads: Int) -> [[Double]?] {
      concurrentMap(50, threads: threads) { replication in
        var counts = [UInt32](repeating: 0, count: cells.rowCounts.count)
        units.draw(seed: 2, replication: replication, into: &counts)
        return cells.estimates(counts, start: fit.terms.map(\.estimate))
      }
    }
    let one = estimates(threads: 1)
    #expect(one.allSatisfy { $0 != nil })
    for threads in [2, 3, 7] { #expect(estimates(threads: threads) == one) }
  }

  @Test func fewRefitsAreSaid() throws {
    let table = try Uncertainty().table("data")
    let few = try Uncertainty.fit("ols", .bootstrap(Bootstrap(replications: 20)), table).result
    #expect(
      few.cautions.map(\.text.en) == [
        "The standard errors are made of 20 refits only and would come out clearly different from another seed; from 200 on they settle."
      ])
    let many = try Uncertainty.fit("ols", .bootstrap(Bootstrap(replications: 200)), table).result
    #expect(many.cautions.isEmpty)
  }

  @Test func separationInADrawIsCountedAndSaid() throws {
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [0, 0, 0, 0, 1, 0, 1, 1, 1, 1]),
        Column(Variable("x"), numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
      ])
    let fit = try GeneralizedLinearModel(.logit, "y ~ x", vcov: .bootstrap(Bootstrap(replications: 200))).fit(table)
    let drawn = try #require(fit.bootstrap)
    #expect(drawn.failures > 20 && drawn.failures < 180)
    #expect(drawn.replicates.count + drawn.failures == 200)
    let caution = try #require(fit.cautions.first { $0.code == "refits_failed" })
    #expect(caution.text.en.hasPrefix("Of 200 refits \(drawn.failures) had no estimate"))
  }

  @Test func percentilesAreThoseOfTheReplicates() {
    let drawn = BootstrapDistribution(
      bootstrap: Bootstrap(replications: 5), replicates: [[3], [1], [2], [5], [4]], failures: 0)
    // numpy.quantile([1, 2, 3, 4, 5], [0.1, 0.9]) = [1.4, 4.6]
    let interval = drawn.percentileInterval(ofCoefficient: 0, level: 0.8)
    #expect(agree(interval?.low, 1.4, relative: 1e-12) && agree(interval?.high, 4.6, relative: 1e-12))
    #expect(drawn.percentileInterval(ofCoefficient: 1) == nil)
    #expect(drawn.percentileInterval(ofCoefficient: 0, level: 1) == nil)
  }

  // Over all 2^G signs the variance of the wild bootstrap is that of clusters without a correction.
  @Test func wildDrawsVaryAsClustersDo() throws {
    let table = try Uncertainty().table("data")
    for weights in WildWeights.allCases {
      for model in ["ols", "logit"] {
        let wild = try Uncertainty.fit(
          model, .bootstrap(Bootstrap(kind: .wild, replications: 4000, cluster: "school", weights: weights)), table)
        let clustered = try Uncertainty.fit(model, .cluster("school", correction: .none), table)
        for (a, b) in zip(wild.result.terms, clustered.result.terms) {
          #expect(abs((a.standardError ?? 0) / (b.standardError ?? 1) - 1) < 0.05)
        }
      }
    }
    #expect(WildWeights.standard(clusters: 11) == .webb)
    #expect(WildWeights.standard(clusters: 12) == .rademacher)
  }
}
