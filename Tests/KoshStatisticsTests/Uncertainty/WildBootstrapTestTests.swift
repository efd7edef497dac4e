import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct WildBootstrapTestTests {
  private static func part(_ schools: ClosedRange<Int>) throws -> Table {
    let table = try Uncertainty().table("data")
    let names = Set(schools.map { "s\($0)" })
    return table.selecting((0..<160).filter { names.contains(table["school"]?.text(at: $0) ?? "") })
  }

  // R: all samples, each refitted by lm.wfit (References/uncertainty.R).
  @Test func agreesWithRefitsOfEverySample() throws {
    let expected = try Uncertainty().json.object("wild")
    func check(
      _ name: String, _ schools: ClosedRange<Int>, _ hypothesis: String, _ weights: RegressionWeights?,
      _ kind: WildWeights
    ) throws {
      let table = try Self.part(schools)
      let fit = try LinearModel("y ~ x", vcov: .cluster("school"), weights: weights).fit(table)
      let test = try wildBootstrapTest(fit, hypothesis, cluster: "school", in: table, weights: kind)
      let reference = try expected.object(name)
      #expect(test.isEnumerated)
      #expect(test.replications == Int(try reference.number("samples")))
      #expect(agree(test.statistic, try reference.number("t"), relative: 1e-9), "\(name)")
      #expect(abs(test.pValue - (try reference.number("p"))) < 1e-12, "\(name)")
    }
    try check("rademacher", 1...8, "x", nil, .rademacher)
    try check("value", 1...8, "x = 0.3", nil, .rademacher)
    try check("weighted", 1...8, "x", "w", .rademacher)
    try check("webb", 1...4, "x", nil, .webb)
  }

  @Test func drawsComeNearToAllSamples() throws {
    let table = try Self.part(1...8)
    let fit = try LinearModel("y ~ x", vcov: .cluster("school")).fit(table)
    let all = try wildBootstrapTest(fit, "x", cluster: "school", in: table, weights: .rademacher)
    let drawn = try wildBootstrapTest(
      fit, "x", cluster: "school", in: table, replications: 255, weights: .rademacher)
    #expect(!drawn.isEnumerated && drawn.replications == 255)
    #expect(abs(drawn.pValue - all.pValue) < 0.1)
    #expect(try wildBootstrapTest(fit, "x", cluster: "school", in: table).weights == .webb)
  }

  @Test func fewSamplesAreSaid() throws {
    let table = try Self.part(1...4)
    let fit = try LinearModel("y ~ x").fit(table)
    let test = try wildBootstrapTest(fit, "x", cluster: "school", in: table, weights: .rademacher)
    #expect(
      test.cautions.map(\.text.en)
        == ["The p-value is made of 16 samples of 4 clusters: it cannot be finer than 0.063."])
  }

  @Test func whatCannotBeTestedIsRefused() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ x + track").fit(table)
    expectProblem(
      "1000001 samples cannot be drawn\n  why: from 1 to 1,000,000 can\n  do:  write 9999"
    ) { try wildBootstrapTest(fit, "x", cluster: "school", in: table, replications: 1_000_001) }
    expectProblem(
      "\"track\" is 2 restrictions\n  why: the wild bootstrap's t tests one\n"
        + "  do:  test them one by one, or jointly by Wald"
    ) { try wildBootstrapTest(fit, "track", cluster: "school", in: table) }
    expectProblem(
      "there is no variable \"scool\" in data.csv to cluster by\n  do:  did you mean \"school\"?"
    ) { try wildBootstrapTest(fit, "x", cluster: "scool", in: table) }
    let gappy = table.setting(
      Column(Variable("part"), categories: (0..<160).map { $0 < 3 ? nil : "p\($0 % 20)" }))
    expectProblem(
      "part is missing in 3 of 160 rows of the fit\n  why: every row belongs to a cluster\n"
        + "  do:  fit with vcov cluster:part, which leaves such rows out"
    ) { try wildBootstrapTest(fit, "x", cluster: "part", in: gappy) }
  }
}
