import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CountSeparationTests {
  static func table(_ y: [Double], _ columns: [(String, [Double])]) -> Table {
    Table(
      name: "t.csv",
      columns: [Column(Variable("y"), numbers: y)] + columns.map { Column(Variable($0.0), numbers: $0.1) })
  }

  func problems(_ formula: String, _ table: Table, family: Family = .poisson) throws -> String {
    let model = try GeneralizedLinearModel(family, formula)
    let problems = #expect(throws: Problems.self) { try model.fit(table) }
    return problems?.description ?? ""
  }

  @Test(arguments: [Family.poisson, .negativeBinomial])
  func aPredictorOfZerosOnlyIsNamed(_ family: Family) throws {
    let table = Self.table(
      [1, 0, 3, 2, 5, 1, 0, 0, 0], [("x", [1, 2, 3, 4, 5, 6, 7, 8, 9]), ("d", [0, 0, 0, 0, 0, 0, 1, 1, 1])])
    let text = try problems("y ~ x + d", table, family: family)
    #expect(text.contains("the outcome y is 0 in all 3 rows in which d is not 0"))
    #expect(text.contains("its coefficient would fall without bound"))
  }

  @Test func predictorsThatSeparateTogetherAreNamed() throws {
    // a − b is 0 wherever y is above 0, and above 0 in the last two rows only.
    let table = Self.table(
      [1, 2, 3, 1, 2, 4, 0, 0], [("a", [1, 2, 3, 4, 5, 6, 4, 3]), ("b", [1, 2, 3, 4, 5, 6, 2, 1])])
    let text = try problems("y ~ a + b", table)
    #expect(text.contains("a and b together tell 2 rows in which the outcome y is 0 from all rows in which it is not"))
  }

  @Test(arguments: [Family.poisson, .negativeBinomial])
  func aReferenceOfZerosIsNamed(_ family: Family) throws {
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [0, 0, 3, 2, 1, 4, 2, 7]),
        Column(Variable("g"), categories: ["a", "a", "b", "b", "c", "c", "b", "c"]),
      ])
    let text = try problems("y ~ g", table, family: family)
    #expect(text.hasPrefix("the outcome y is 0 in all 2 rows of a, the reference of g\n"), "\(text)")
    #expect(
      text.hasSuffix(
        "leave these rows out: they tell nothing of the other coefficients, or merge a with another category"),
      "\(text)")
  }

  @Test func zerosThatOverlapAreFine() throws {
    let table = Self.table([1, 0, 3, 2, 0, 1, 1, 0], [("d", [0, 0, 0, 0, 1, 1, 1, 1])])
    let fit = try GeneralizedLinearModel(.poisson, "y ~ d").fit(table)
    // Means of 6 / 4 and 2 / 4.
    #expect(agree(fit["d"]?.estimate, naturalLogarithm(1.0 / 3), relative: 1e-12))
  }
}
