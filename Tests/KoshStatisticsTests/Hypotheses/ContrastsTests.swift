import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct ContrastsTests {
  @Test(arguments: ["ols", "logit"]) func agreesWithR(model: String) throws {
    let reference = try Uncertainty()
    let expected = try reference.json.object("contrasts").object(model)
    let fit = try Uncertainty.fit(
      model, model == "ols" ? .cluster("school") : .iid, try reference.table("data"))
    let holm = try fit.contrasts(of: "track")
    let step = try fit.contrasts(of: "track", adjusting: .benjaminiHochberg)
    #expect(
      holm.map { "\($0.level) − \($0.base)" } == ["science − arts", "sport − arts", "sport − science"])
    for (position, contrast) in holm.enumerated() {
      #expect(agree(contrast.estimate, try expected.numbers("estimate")[position], relative: 1e-8))
      #expect(agree(contrast.standardError, try expected.numbers("std_error")[position], relative: 1e-7))
      #expect(abs((contrast.pValue ?? 2) - (try expected.numbers("p")[position])) < 1e-8)
      #expect(abs((contrast.adjustedPValue ?? 2) - (try expected.numbers("holm")[position])) < 1e-8)
      #expect(abs((step[position].adjustedPValue ?? 2) - (try expected.numbers("bh")[position])) < 1e-8)
    }
  }

  @Test func whatIsNoFactorIsRefused() throws {
    let fit = try Uncertainty.fit("ols", .iid, try Uncertainty().table("data"))
    expectProblem(
      "\"x\" is no factor of \"y ~ x + track\"\n  why: contrasts compare the levels of a factor\n"
        + "  do:  there is: \"track\""
    ) { try fit.contrasts(of: "x") }
  }
}
