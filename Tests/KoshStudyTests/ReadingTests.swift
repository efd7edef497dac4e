@testable import KoshStudy
import KoshTable
import Testing

/// Each reading fires where it should and is silent where it should be.
@Suite struct ReadingTests {
  private func claim(_ statement: Trilingual, says: Set<Saying> = []) throws -> ClaimSpecification {
    var claim = ClaimSpecification(try SpecNode.parse(yaml: "id: C1\nstatement: S\n", file: "s.yaml"), inherited: nil)
    claim.statement = statement
    claim.says = says
    return claim
  }

  private func codes(
    _ statement: String = "S", says: Set<Saying> = [], traits: Set<FindingTrait> = [],
    course: (steps: Int, unknown: Int, against: Int)? = nil
  ) throws -> [String] {
    let readings = Reading.readings(
      of: try claim(Trilingual(same: statement), says: says), traits: traits, course: course)
    for reading in readings {
      #expect(carriesSameNumbers(reading.text), "\(reading.text)")
      #expect(Set([reading.text.en, reading.text.ru, reading.text.kk]).count == 3)
    }
    return readings.map(\.code)
  }

  @Test func oddsToldAsProbability() throws {
    #expect(try codes("Boys are less likely to move", traits: [.oddsRatio]) == ["odds_as_probability"])
    #expect(try codes("Вероятность переезда ниже", traits: [.oddsRatio]) == ["odds_as_probability"])
    #expect(try codes("Көшу ықтималдығы төмен", traits: [.oddsRatio]) == ["odds_as_probability"])
    #expect(try codes("S", says: [.probability], traits: [.oddsRatio]) == ["odds_as_probability"])
    #expect(try codes("The odds of moving are lower", traits: [.oddsRatio]) == [])
    #expect(try codes("Boys are less likely to move", traits: [.correlation]) == [])
  }

  @Test func aStraightLineToldAsNonlinear() throws {
    #expect(try codes("A nonlinear trend", traits: [.straightLine]) == ["linear_as_nonlinear"])
    #expect(try codes("Нелинейный тренд", traits: [.curve, .degenerate]) == ["linear_as_nonlinear"])
    #expect(try codes("S", says: [.nonlinear], traits: [.straightLine]) == ["linear_as_nonlinear"])
    #expect(try codes("A nonlinear trend", traits: [.curve]) == [])
    #expect(try codes("A trend", traits: [.straightLine]) == [])
  }

  @Test func theRSquaredOfARunningTotal() throws {
    #expect(try codes(traits: [.cumulated]) == ["cumulated_series"])
    #expect(try codes(traits: [.curve]) == [])
  }

  @Test func everyPeriod() throws {
    #expect(try codes("Grants grow every year", course: (10, 0, 3)) == ["every_period"])
    #expect(try codes("Гранты растут ежегодно", course: (10, 2, 0)) == ["every_period"])
    #expect(try codes("S", says: [.everyPeriod], course: (10, 0, 1)) == ["every_period"])
    #expect(try codes("Grants grow every year", course: (10, 0, 0)) == [])
    #expect(try codes("Grants grow", course: (10, 0, 3)) == [])
    let text = Reading.readings(of: try claim(Trilingual(same: "every year")), traits: [], course: (10, 1, 3))[0].text
    #expect(
      text.en
        == "The statement speaks of every period; 3 of 10 steps go the other way or stand still, and 1 cannot be told.")
  }

  @Test func coefficients() throws {
    let turned = FindingTrait.coefficient(estimate: 2, rawCorrelation: -0.5)
    let straight = FindingTrait.coefficient(estimate: 2, rawCorrelation: 0.5)
    #expect(try codes(traits: [turned]) == ["sign_against_raw"])
    #expect(try codes(traits: [straight]) == [])
    #expect(try codes(traits: [.coefficient(estimate: 2, rawCorrelation: nil)]) == [])
    #expect(try codes("One unit raises migration", traits: [straight]) == ["association_as_effect"])
    #expect(try codes("Рост дохода увеличивает отток", traits: [straight]) == ["association_as_effect"])
    #expect(try codes("Табыс көші-қонға әсер етеді", traits: [straight]) == ["association_as_effect"])
    #expect(try codes("S", says: [.effect], traits: [turned]) == ["sign_against_raw", "association_as_effect"])
    #expect(try codes("One unit raises migration", traits: [.correlation]) == [])
    let text = Reading.readings(of: try claim(Trilingual(same: "S")), traits: [turned], course: nil)[0].text
    #expect(
      text.en
        == "The coefficient has the opposite sign to the plain correlation of the two variables (r = −0.50): it speaks only of what is left when the other predictors are held fixed."
    )
  }

  @Test func diagnosticsOfTheModel() throws {
    #expect(try codes(traits: [.seriallyCorrelated(durbinWatson: 0.8)]) == ["serial_correlation"])
    #expect(try codes(traits: [.collinear(inflation: 8.5)]) == ["collinearity"])
  }

  @Test func periodsThatDiffer() throws {
    #expect(try codes(traits: [.period("2024"), .period("2000–2024")]) == ["periods_differ"])
    #expect(try codes(traits: [.period("2024")]) == [])
  }

  /// From the codebook of a study to the reading beside a verdict.
  @Test func traitsComeFromTheStudy() throws {
    let run = try StudyFolder(
      study(
        """
        sources:
          t: {file: t.csv, key: k, variables: {ratio: {type: number, measure: odds_ratio}, income: {type: number, period: "2024"}, balance: {type: number, period: "2000–2024"}, year: {type: year}, series: {type: number}}}
        analyses:
          - {id: c, kind: correlation, data: t, x: income, y: balance}
          - {id: f, kind: trend, data: t, time: year, value: series, shapes: [linear, quadratic]}
        claims:
          - {id: C1, statement: They are less likely to move, published: "0.5", expect: {equals: "t[a].ratio"}}
          - {id: C2, statement: They go together, expect: {holds: c.r > 0}}
          - {id: C3, statement: A nonlinear trend, expect: {exists: {among: [f.annual.linear.r_squared]}}, published: "0.5"}
          - {id: C4, statement: A trend, expect: {holds: f.cumulated.quadratic.r_squared > 0.5}}
          - {id: C5, statement: It grows every year, expect: {monotone: {of: t.series, direction: increasing}}}
          - {id: C6, statement: It is less likely, expect: {highest: {of: t.ratio, are: [e]}}}
        """),
      [
        "t.csv":
          "k,ratio,income,balance,year,series\na,0.5,1,3,2001,1\nb,0.6,2,5,2002,4\nc,0.7,3,4,2003,3\nd,0.8,4,9,2004,8\ne,0.9,6,8,2005,7\n"
      ]
    ).run()
    #expect(
      run.claims.map { $0.readings.map(\.code) } == [
        ["odds_as_probability"], ["periods_differ"], ["linear_as_nonlinear"], ["cumulated_series"], ["every_period"],
        ["odds_as_probability"],
      ])
  }
}
