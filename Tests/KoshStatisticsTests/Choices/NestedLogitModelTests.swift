import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct NestedLogitModelTests {
  private static func modes() throws -> Table {
    try References.json("choice_models").object("modechoice").table("modes.csv")
  }
  private static let pairs = [ChoiceNest("private", ["air", "car"]), ChoiceNest("public", ["bus", "train"])]

  // Likelihoods written out in numpy and maximised there; see References/choice_models.py.
  @Test(arguments: [
    ("nested_two", "private=air,car; public=bus,train", false),
    ("nested_common", "private=air,car;public=bus,train", true),
    ("nested_ground", "ground = bus, car, train", false),
  ])
  func agreesWithAnIndependentMaximum(name: String, nests: String, isCommon: Bool) throws {
    let reference = try References.json("choice_models").object(name)
    var model = try NestedLogitModel(
      "choice ~ gc + ttme + i(mode)", chooser: "individual", alternative: "mode", nests: ChoiceNest.list(nests),
      hasCommonDissimilarity: isCommon)
    let fit = try model.fit(try Self.modes())
    expectTerms(fit, try reference.numbers("coef"), try reference.numbers("se"))
    #expect(agree(fit.logLikelihood, try reference.number("loglik"), relative: 1e-12))
    model.options.vcov = .hc0
    expectTerms(try model.fit(try Self.modes()), try reference.numbers("coef"), try reference.numbers("hc0"))
  }

  @Test func aParameterAboveOneIsCautionedAgainst() throws {
    let fit = try NestedLogitModel(
      "choice ~ gc + ttme + i(mode)", chooser: "individual", alternative: "mode", nests: Self.pairs
    ).fit(try Self.modes())
    #expect(fit.terms.map(\.term).suffix(2) == ["dissimilarity: private", "dissimilarity: public"])
    #expect(fit.cautions.map(\.code) == ["dissimilarity_above_one"])
    let text = try #require(fit.cautions.first?.text)
    #expect(text.en.hasPrefix("The parameter dissimilarity: private is 1.957, above 1:"))
    #expect(text.ru.hasPrefix("Параметр dissimilarity: private равен 1,957, больше 1:"))
    #expect(text.kk.hasPrefix("dissimilarity: private параметрі 1,957, 1-ден үлкен:"))
    #expect(fit.dissimilarities.count == 2)
    #expect(agree(fit.dissimilarities[0].statistic, (1.957332717817698 - 1) / 0.5126296293340, relative: 1e-5))
    // Twice the difference to the conditional logit's −199.9766.
    #expect(abs((fit.nestingTest?.statistic ?? 0) - 2 * (199.9766231118775 - 195.8117995299105)) < 1e-8)
    #expect(fit.nestingTest?.degreesOfFreedom == 2)
    for (row, value) in fit.fittedValues.enumerated() where row % 4 == 0 {
      #expect(abs(fit.fittedValues[row..<(row + 4)].reduce(0, +) - 1) < 1e-12, "\(value)")
      if row > 40 { break }
    }
  }

  @Test func problemsAreNamed() throws {
    let table = try Self.modes()
    func fit(_ nests: String) -> String {
      problems {
        _ = try NestedLogitModel(
          "choice ~ gc", chooser: "individual", alternative: "mode", nests: ChoiceNest.list(nests)
        ).fit(table)
      }
    }
    #expect(
      fit("a=air,buss;b=air,car") == """
        the nest a names "buss", which is no alternative of mode
          do:  did you mean "bus"?

        the alternative "air" is in two nests, a and b
          why: an alternative belongs to one nest
          do:  take it out of one of them
        """)
    #expect(
      fit("all=air,bus,car,train") == """
        every chooser's alternatives are all in one nest
          why: a dissimilarity parameter cannot be told from the scale of the coefficients
          do:  part the alternatives into at least two nests, or fit a conditional logit
        """)
    #expect(
      fit("one=air") == """
        no nest holds two alternatives of one chooser
          why: there is no dissimilarity parameter to estimate
          do:  make larger nests, or fit a conditional logit
        """)
    #expect(
      fit("ground") == """
        "ground" is no nest
          why: a nest has a name and alternatives
          do:  write: ground=train,bus; sky=air
        """)
  }
}
