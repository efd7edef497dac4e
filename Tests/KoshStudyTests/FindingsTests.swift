import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct FindingsTests {
  private func finding(_ id: String, _ number: Double? = 1) -> Finding {
    Finding(id, label: Trilingual(same: id), number: number, decimals: 2)
  }

  @Test func keepsTheOrderAndReplacesWhatComesAgain() {
    var findings = Findings()
    findings.add([finding("a.x"), finding("a.y")])
    findings.add([finding("b.x"), finding("a.x", 5)])
    #expect(findings.list.map(\.id) == ["a.x", "a.y", "b.x"])
    #expect(findings["a.x"]?.value.quantity?.value == 5)
    #expect(findings["none"] == nil)
  }

  @Test func whatIsNoNumberIsUndefined() {
    #expect(finding("a", nil).value == .undefined(Evaluator.impossible))
    #expect(finding("a", .nan).value == .undefined(Evaluator.impossible))
    #expect(finding("a", .infinity).value == .undefined(Evaluator.impossible))
    #expect(finding("a", nil).text.ru == "не дано")
    #expect(finding("a", 1234.5).text == Trilingual(en: "1,234.50", ru: "1234,50", kk: "1234,50"))
  }

  @Test func showsListsWhole() {
    let list = Finding("a", label: Trilingual(same: ""), value: .list((1...9).map { .text("k\($0)") }))
    #expect(list.text.en == "k1, k2, k3, k4, k5, k6, k7, k8, k9")
  }

  @Test(arguments: [
    ("a.b", "a.b", true), ("a.b", "a.c", false), ("trend.annual.linear.r_squared", "trend.*.r_squared", true),
    ("trend.r_squared", "trend.*.r_squared", false),
    ("a.b.c", "a.*", true), ("a", "a.*", false), ("x.group[KZ-11]", "x.group[*]", true), ("ab", "*", true),
    ("", "*", true), ("abcabc", "a*bc", true), ("abc", "abc*bc", false),
    ("a.b.c.d", "*.c.*", true), ("a.b.c", "*.c.*", false), ("aXbXc", "a*X*c", true), ("ac", "a*X*c", false),
    ("без_города.r", "без*.r", true), ("aa", "a*a*a", false),
  ])
  func matchesPatterns(name: String, pattern: String, expected: Bool) {
    #expect(Findings.matches(name, pattern) == expected)
  }

  @Test func findsAllThatMatch() {
    var findings = Findings()
    findings.add(["a.r", "a.v.r", "b.r"].map { finding($0) })
    #expect(findings.matching("*.r").map(\.id) == ["a.r", "a.v.r", "b.r"])
    #expect(findings.matching("a.*.r").map(\.id) == ["a.v.r"])
    #expect(findings.matching("c.*").isEmpty)
  }
}
