import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct SeparationTests {
  private func message(_ formula: String, _ columns: [String: [Double]], regions: [String]? = nil) -> String {
    var all = columns.keys.sorted().map { Column(Variable($0), numbers: columns[$0] ?? []) }
    if let regions { all.append(Column(Variable("region"), categories: regions)) }
    do {
      _ = try GeneralizedLinearModel(.logit, formula).fit(Table(name: "survey.csv", columns: all))
      return ""
    } catch { return "\(error)" }
  }

  private func tail(_ formula: String) -> String {
    "  why: its coefficient would grow without bound, so the logit \"\(formula)\" has no finite estimate\n  do:  "
  }

  @Test func aNumberThatSeparatesPerfectly() {
    let text = message(
      "moved ~ score + age",
      ["moved": [0, 0, 0, 1, 1, 1], "score": [10, 12.5, 20, 21, 30, 44], "age": [5, 9, 6, 7, 8, 6]])
    #expect(
      text
        == "score separates the outcome moved perfectly: it is 0 in all rows with score ≤ 20, and 1 in all rows with score ≥ 21\n"
        + tail("moved ~ score + age") + "leave score out: it alone tells who has which outcome")
  }

  @Test func aFallingNumberThatSeparatesButForOneValue() {
    let text = message(
      "moved ~ score + age",
      [
        "moved": [1, 1, 1, 0, 1, 0, 0, 0], "score": [1, 2, 3, 4, 4, 5, 6, 7], "age": [5, 9, 6, 7, 8, 6, 5, 8],
      ])
    #expect(
      text
        == "score separates the outcome moved: it is 1 in all 3 rows with score < 4, and it is 0 in all 3 rows with score > 4\n"
        + tail("moved ~ score + age") + "leave score out, or merge it with a neighbouring category")
  }

  @Test func aCategoryThatSeparates() {
    let text = message(
      "moved ~ i(region)", ["moved": [0, 1, 0, 1, 1, 1, 0, 1]], regions: ["a", "a", "b", "b", "c", "c", "a", "b"])
    #expect(
      text
        == "region::c separates the outcome moved: it is 1 in all 2 rows with region::c = 1\n"
        + tail("moved ~ i(region)") + "leave region::c out, or merge it with a neighbouring category")
  }

  // A category of two is told once, by its own values; one row is no "all 1 rows".
  @Test func twoCategoriesAndASingleRow() {
    #expect(
      message(
        "moved ~ i(region)", ["moved": [0, 1, 0, 1]], regions: ["a", "b", "a", "b"])
        == "region::b separates the outcome moved perfectly: it is 0 in all rows with region::b = 0, and 1 in all rows with region::b = 1\n"
        + tail("moved ~ i(region)") + "leave i(region) out: it alone tells who has which outcome")
    #expect(
      message(
        "moved ~ i(region)", ["moved": [0, 1, 0, 1, 1, 0, 1]], regions: ["a", "a", "b", "b", "c", "a", "b"])
        == "region::c separates the outcome moved: it is 1 in the only row with region::c = 1\n"
        + tail("moved ~ i(region)") + "leave region::c out, or merge it with a neighbouring category")
  }

  @Test func aReferenceThatSeparates() {
    let text = message(
      "moved ~ i(region)", ["moved": [0, 0, 0, 1, 0, 1, 0, 1]], regions: ["a", "a", "b", "b", "c", "c", "a", "b"])
    #expect(
      text
        == "the reference of i(region) separates the outcome moved: it is 0 in all 3 rows of it\n"
        + tail("moved ~ i(region)")
        + "choose another reference and merge this category with another, or leave i(region) out")
  }

  // Neither a nor b separates alone; a + b > 5 is the outcome. c goes with nothing.
  @Test func predictorsThatSeparateTogether() {
    let a = [1.0, 4, 2, 3, 5, 1, 4, 2, 3, 0], b = [4.0, 0.5, 2, 1, 1, 5, 3, 4, 3, 9]
    let text = message(
      "moved ~ a + b + c",
      ["a": a, "b": b, "moved": zip(a, b).map { $0 + $1 > 5 ? 1 : 0 }, "c": [1, 0, 0, 1, 0, 1, 1, 0, 1, 0]])
    #expect(text.hasPrefix("a") && text.contains("b"))
    #expect(text.contains("together separate the outcome moved perfectly\n" + tail("moved ~ a + b + c")), "\(text)")
  }

  @Test func separationShowsWithWeightsAndWithoutIntercept() {
    let columns: [String: [Double]] = ["moved": [0, 0, 1, 1, 0], "x": [-2, -1, 1, 3, -4]]
    #expect(
      message("moved ~ x - 1", columns)
        == "x together separate the outcome moved perfectly\n" + tail("moved ~ x - 1") + "leave one of them out")
  }

  @Test func aSteepSlopeIsNoSeparation() throws {
    // One row out of place among 40 keeps the estimate finite.
    let x = (0..<40).map { Double($0) }
    let y = x.map { $0 == 18 ? 1.0 : $0 == 21 ? 0 : $0 < 20 ? 0 : 1 }
    let table = Table(name: "t", columns: [Column(Variable("x"), numbers: x), Column(Variable("y"), numbers: y)])
    let fit = try GeneralizedLinearModel(.logit, "y ~ x").fit(table)
    #expect(fit.terms[1].estimate > 0.5 && fit.terms[1].estimate < 5)
    #expect(abs(fit.residuals.reduce(0, +)) < 1e-9)
  }
}
