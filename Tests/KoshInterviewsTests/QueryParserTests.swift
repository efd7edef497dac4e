import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct QueryParserTests {
  @Test func whatAPersonWrites() throws {
    #expect(try Query("cost and not utility") == .all([.code("cost"), .not(.code("utility"))]))
    #expect(try Query("a or b and c") == .any([.code("a"), .all([.code("b"), .code("c")])]))
    #expect(try Query("(a OR b) AND c") == .all([.any([.code("a"), .code("b")]), .code("c")]))
    #expect(try Query("not not not a") == .not(.code("a")))
    #expect(
      try Query("\"fear of failure\" and region=\"East Kazakhstan\"")
        == .all([.code("fear of failure"), .attribute("region", "East Kazakhstan")]))
    #expect(try Query("near(a, b or c, 200)") == .near(.code("a"), .any([.code("b"), .code("c")]), 200))
    #expect(try Query("within(құн, speaker:Р)") == .within(.code("құн"), .speaker("Р")))
    #expect(try Query("only : cost") == .code("cost", exactly: true))
    #expect(try Query("\"and\"") == .code("and"))
  }

  @Test(arguments: [
    ("", "column 1: the query is empty\n  do:  write a code, such as cost"),
    (
      "cost and",
      "column 9: the end is not expected\n  do:  a code, an attribute such as gender=girl, or a bracket goes here"
    ),
    ("csot", "column 1: the code \"csot\" does not exist\n  do:  did you mean \"cost\"?"),
    (
      "cost utility",
      "column 6: \"utility\" is not expected\n  do:  join the parts with and, or, not, or close a bracket"
    ),
    ("(cost", "column 6: the end stands where \")\" is expected\n  do:  add the \")\""),
    ("cost)", "column 5: \")\" is not expected\n  do:  join the parts with and, or, not, or close a bracket"),
    ("and cost", "column 1: \"and\" has nothing before it\n  do:  write what is joined on both sides of it"),
    ("\"cost", "column 1: the quotation mark is not closed\n  do:  close it after the last letter"),
    ("naer(cost, cost, 2)", "column 1: unknown word \"naer\" before the bracket\n  do:  did you mean \"near\"?"),
    ("speker:R", "column 1: unknown word \"speker\" before the colon\n  do:  did you mean \"speaker\"?"),
    ("gender=", "column 8: the end is not expected\n  do:  a name or number goes here"),
    (
      "near(cost, cost, far)",
      "column 18: \"far\" is no distance\n  why: near counts the signs between two passages\n  do:  write a whole number, such as near(a, b, 200)"
    ),
    ("near(cost)", "column 10: \")\" stands where \",\" is expected\n  do:  add the \",\""),
  ]) func whatIsAmissIsSaidWithItsColumn(_ text: String, _ told: String) {
    do throws(Problem) {
      _ = try Query(text, codes: ["cost", "utility"])
      Issue.record("\(text) was read")
    } catch {
      #expect(error.description == told)
    }
  }

  @Test func depthHasALimit() {
    let deep = String(repeating: "(", count: 5_000) + "cost" + String(repeating: ")", count: 5_000)
    #expect(
      throws: Problem(
        .specification, "brackets stand more than 200 deep", at: Place(column: 201), remedy: "ask a simpler question")
    ) { try Query(deep) }
  }

  @Test func nothingCrashes() {
    var random = SeededRandom(seed: 17)
    let pieces = ["(", ")", ",", "=", ":", "and", "or", "not", "near", "within", "a", "\"", "7", " ", "only", "ә"]
    let index = InterviewIndex(sampleProject())
    for _ in 0..<3_000 {
      let text = (0..<random.below(14)).map { _ in pieces[random.below(pieces.count)] }.joined(separator: " ")
      if let query = try? Query(text) { _ = (index.segments(query), index.cases(query)) }
    }
  }
}
