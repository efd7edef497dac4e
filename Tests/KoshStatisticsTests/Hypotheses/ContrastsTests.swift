import Foundation
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

  // R, data of References/uncertainty.R: m <- glm(b ~ x + track, binomial, d); L <- rbind(c(0,0,-1,0), c(0,0,-1,1));
  // e <- drop(L %*% coef(m)); s <- sqrt(diag(L %*% vcov(m) %*% t(L))); p <- 2 * pnorm(-abs(e / s)); p.adjust(p, "holm")
  @Test func eachLevelIsComparedWithOne() throws {
    let fit = try Uncertainty.fit("logit", .iid, try Uncertainty().table("data"))
    let contrasts = try fit.contrasts(of: "track", against: .level("science"))
    #expect(contrasts.map { "\($0.level) − \($0.base)" } == ["arts − science", "sport − science"])
    let expected: [(Double, Double, Double, Double)] = [
      (0.674172452598116, 0.411803346112079, 0.1016049121217773, 0.1016049121217773),
      (0.973920195958017, 0.448208277512092, 0.0297864286682486, 0.0595728573364972),
    ]
    for (contrast, expected) in zip(contrasts, expected) {
      #expect(agree(contrast.estimate, expected.0, relative: 1e-8))
      #expect(agree(contrast.standardError, expected.1, relative: 1e-7))
      #expect(agree(contrast.pValue, expected.2, relative: 1e-7))
      #expect(agree(contrast.adjustedPValue, expected.3, relative: 1e-7))
      #expect(agree(fit.ratio(of: contrast)?.ratio, exp(expected.0), relative: 1e-8))
    }
    #expect(
      try fit.contrasts(of: "i(track)", against: .reference).map { "\($0.level) − \($0.base)" }
        == ["science − arts", "sport − arts"])
    #expect(try fit.contrasts(of: "track", adjusting: nil).allSatisfy { $0.adjustedPValue == nil })
  }

  @Test func aFactorIsFoundByItsVariable() throws {
    let fit = try LinearModel("y ~ x + i(track, ref=science)").fit(try Uncertainty().table("data"))
    #expect(try fit.contrasts(of: "track").map(\.level) == ["arts", "sport", "sport"])
    #expect(try fit.contrasts(of: "i(track)") == fit.contrasts(of: "i(track, ref=science)"))
    #expect(try fit.waldTest("track").statistic == fit.waldTest("i(track, ref=science)").statistic)
  }

  @Test func levelsThatCannotBeComparedAreRefused() throws {
    let table = try Uncertainty().table("data")
    let fit = try LinearModel("y ~ track - 1").fit(table)
    expectProblem(
      "there is no level \"sprot\" of \"track\" in the rows used\n  do:  did you mean \"sport\"?"
    ) { try fit.contrasts(of: "track", against: .level("sprot")) }
    expectProblem(
      "\"track\" has no reference in \"y ~ track - 1\"\n  why: each of its levels has a coefficient\n"
        + "  do:  name a level: \"arts\", \"science\", \"sport\""
    ) { try fit.contrasts(of: "track", against: .reference) }
    let several = try MultinomialLogitModel("district ~ track").fit(
      table.selecting((0..<160).filter { ["d1", "d2", "d3"].contains(table["district"]?.text(at: $0)) }))
    expectProblem(
      "the levels of \"track\" have coefficients for each category of the outcome\n"
        + "  why: contrasts compare one coefficient of a level with one of another\n"
        + "  do:  test a difference by name, such as \"d2: (Intercept) = d3: track::sport\""
    ) { try several.contrasts(of: "track") }
  }
}
