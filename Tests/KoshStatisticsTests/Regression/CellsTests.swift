import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CellsTests {
  /// Just enough rows for cells.
  static let table = MadeRows.table(Cells.fewestRows + 232)

  /// Agreement of cells and rows: both are exact but for the order of additions.
  static let agreement = 1e-12

  @Test func equalRowsArePutTogether() throws {
    let formula = try Formula("y ~ gender + score + i(region)")
    let table = Self.table
    let schema = try Schema(formula, options: RegressionOptions(), outcome: .binary("a logit"), table: table)
    let rows = LikelihoodData(design: schema.design, outcome: schema.outcome)
    let cells = try #require(Cells.compress(rows, isFrequency: false))
    #expect(cells.outcome.count <= 2 * 2 * 41 * 5)
    #expect(cells.weights?.reduce(0, +) == 33_000)
    #expect(cells.design.columnNames == rows.design.columnNames)
    let known = rows.design.transposedProduct(rows.outcome)
    let found = cells.design.transposedProduct(zip(cells.outcome, try #require(cells.weights)).map { $0 * $1 })
    for (a, b) in zip(found, known) { #expect(agree(a, b, relative: 1e-14)) }
  }

  @Test func whatLiesOnNoGridStaysRows() throws {
    let rows = try MadeRows.data(40_000, family: .logit)
    #expect(Cells.compress(rows, isFrequency: false) == nil)
    // A single value off the grid, which no sample sees.
    let formula = try Formula("y ~ gender + score")
    let table = Self.table
    var score = try #require(table["score"]?.numbers)
    score[12_347] += 1e-9
    let off = table.setting(Column(Variable("score"), numbers: score))
    let schema = try Schema(formula, options: RegressionOptions(), outcome: .binary("a logit"), table: off)
    #expect(Cells.compress(LikelihoodData(design: schema.design, outcome: schema.outcome), isFrequency: false) == nil)
  }

  @Test(
    arguments: [Family.logit, .probit, .poisson, .negativeBinomial],
    [nil, RegressionWeights.Meaning.analytic, .frequency, .sampling])
  func cellsGiveTheNumbersOfRows(_ family: Family, _ meaning: RegressionWeights.Meaning?) throws {
    let table = Self.table
    for type in [CovarianceType.iid, .hc0, .hc1, .cluster("school")] {
      let model = try GeneralizedLinearModel(
        family, "\(family.isBinary ? "y" : "moves") ~ gender + score + i(region)", vcov: type,
        weights: meaning.map { RegressionWeights("weight", $0) })
      let (cells, rows) = (try model.fit(table, inCells: true), try model.fit(table, inCells: false))
      let scale = rows.terms.map(\.estimate.magnitude).max() ?? 1
      for (a, b) in zip(cells.terms, rows.terms) {
        #expect(abs(a.estimate - b.estimate) < Self.agreement * scale, "\(family) \(type.name)")
        #expect(
          agree(a.standardError, b.standardError, relative: 10 * Self.agreement), "\(family) \(type.name) \(a.term)")
      }
      #expect(agree(cells.logLikelihood, rows.logLikelihood, relative: Self.agreement))
      #expect(agree(cells.nullLogLikelihood, rows.nullLogLikelihood, relative: Self.agreement))
      #expect(cells.observationCount == rows.observationCount)
      #expect(cells.fittedValues.count == 33_000)
      for row in [0, 17, 32_999] { #expect(abs(cells.fittedValues[row] - rows.fittedValues[row]) < 1e-11) }
      if meaning != nil || family == .probit { break }
    }
  }

  @Test func separationIsExplainedInRows() throws {
    var table = Self.table
    let gender = try #require(table["gender"]?.numbers)
    let y = try #require(table["y"]?.numbers)
    table = table.setting(Column(Variable("y"), numbers: zip(gender, y).map { $0 == 1 ? 1 : $1 }))
    let girls = gender.count { $0 == 1 }
    let problems = #expect(throws: Problems.self) {
      try GeneralizedLinearModel(.logit, "y ~ gender + score").fit(table)
    }
    #expect(
      problems?.list.map(\.what) == [
        "gender separates the outcome y: it is 1 in all \(girls) rows with gender = 1"
      ])
  }
}
