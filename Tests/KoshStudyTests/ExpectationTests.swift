@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ExpectationTests {
  private func read(_ yaml: String) throws -> KoshStudy.Expectation? {
    KoshStudy.Expectation(try SpecNode.parse(yaml: yaml + "\n", file: "s.yaml"))
  }

  @Test func readsNumbersAndConditions() throws {
    guard case .equals(let formulas)? = try read("equals: [a.r, b.r + 1]") else { Issue.record("equals"); return }
    #expect(formulas.count == 2)
    guard case .equals(let one)? = try read("equals: a.r") else { Issue.record("equals"); return }
    #expect(one.count == 1)
    guard case .holds(let condition)? = try read("holds: a.r > 1") else { Issue.record("holds"); return }
    #expect(condition.isCondition)
    guard case .same(let two)? = try read("same: [a.r, b.r]") else { Issue.record("same"); return }
    #expect(two.count == 2)
    #expect(try read("equals: [a.r, b.r + 1]")?.expressions.count == 2)
    #expect(try read("members: {of: a.list, are: [x]}")?.expressions.isEmpty == true)
  }

  @Test func readsColumns() throws {
    guard
      case .ranking("t.x", let keys, highest: true, where: let condition?, let place)? = try read(
        "highest: {of: t.x, are: [a, b], where: y > 1}")
    else { Issue.record("highest"); return }
    #expect(condition.references.count == 1)
    #expect(keys == ["a", "b"])
    #expect(place == Place(file: "s.yaml", line: 1, column: 15))
    guard case .ranking(_, _, highest: false, where: nil, _)? = try read("lowest: {of: t.x, are: a}") else {
      Issue.record("lowest"); return
    }
    guard case .monotone("t.x", increasing: false, _)? = try read("monotone: {of: t.x, direction: decreasing}") else {
      Issue.record("monotone"); return
    }
    guard
      case .extreme("t.x", at: "2006", maximum: false, where: nil, _)? = try read(
        "extreme: {of: t.x, is: minimum, at: 2006}")
    else { Issue.record("extreme"); return }
  }

  @Test func readsFindingsAndPrintedFigures() throws {
    guard case .members("a.list", let keys, _)? = try read("members: {of: a.list, are: []}") else {
      Issue.record("members"); return
    }
    #expect(keys.isEmpty)
    guard case .exists(let patterns, _)? = try read("exists: {among: [a.*.r, b.r]}") else {
      Issue.record("exists"); return
    }
    #expect(patterns == ["a.*.r", "b.r"])
    guard
      case .plausible(_, low: -1.5, high: 2, let because)? = try read(
        "plausible: {of: a.r, between: [−1.5, 2], because: {en: so, ru: так, kk: солай}}")
    else { Issue.record("plausible"); return }
    #expect(because.ru == "так")
    guard case .possible("p", _)? = try read("possible: p") else { Issue.record("possible"); return }
    guard case .significant("l.x", isStarred: true, _)? = try read("significant: {term: l.x, is: yes}") else {
      Issue.record("yes"); return
    }
    guard case .significant("l.x", isStarred: false, _)? = try read("significant: {term: l.x, is: no}") else {
      Issue.record("no"); return
    }
    guard case .floor("l.x", _)? = try read("floor: l.x") else { Issue.record("floor"); return }
  }

  @Test(arguments: ["plausible: {of: a.r, between: [1], because: so}", "holds: a >", "unknown: a", "a word"])
  func whatCannotBeCheckedIsNoExpectation(yaml: String) throws { #expect(try read(yaml) == nil) }
}
