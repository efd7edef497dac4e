import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFIRulesTests {
  @Test func asItIsWritten() {
    var rules = REFIRules(name: Trilingual(en: "Cost", ru: "Цена", kk: "Cost"))
    rules.definition = Trilingual(same: "What is given up\nfor it")
    rules.include = Trilingual(en: "money\ntime", ru: "деньги", kk: "money\ntime")
    rules.examples = [Trilingual(same: "a"), Trilingual(same: "")]
    rules.values["id"] = "cost"
    let text = """
      What is given up
      for it
      Include: money
        time
      Example: a
      Example:\u{20}
      [ru] Name: Цена
      [ru] Include: деньги
      [id] cost
      """
    #expect(rules.text(in: .en) == text)
    #expect(REFIRules(name: "Cost", text: text, main: .en) == rules)
  }

  @Test func aTextWithoutLinesIsADefinition() {
    let rules = REFIRules(name: "a", text: "Some words: and more\n\n  indented\n", main: .ru)
    #expect(rules.definition == Trilingual(same: "Some words: and more\n\n  indented\n"))
    #expect(rules.include.isEmpty)
  }

  /// Whatever stands in a code, in whichever language is the main one, comes back.
  @Test func everythingComesBack() {
    let pieces = [
      "", "a", "қала", "\n", "Include: ", "[ru] Name: ", "  ", "[id] ", "\r\n", " ", "Definition: x", "e\u{301}",
      "\u{301}",
    ]
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    func words() -> String { (0..<random(5)).map { _ in pieces[random(pieces.count)] }.joined() }
    func trilingual() -> Trilingual {
      var text = Trilingual(same: words())
      if random(2) == 0 { text.ru = words() }
      if random(2) == 0 { text.kk = words() }
      return text
    }
    func bytes(_ rules: REFIRules) -> [[UInt8]] {
      let texts = [rules.name, rules.definition, rules.include, rules.exclude] + rules.examples
      return texts.flatMap { text in Language.allCases.map { Array(text[$0].utf8) } } + [
        Array((rules.values["id"] ?? "-").utf8)
      ]
    }
    for _ in 0..<3_000 {
      for main in Language.allCases {
        var rules = REFIRules(name: trilingual())
        (rules.definition, rules.include, rules.exclude) = (trilingual(), trilingual(), trilingual())
        rules.examples = (0..<random(3)).map { _ in trilingual() }
        if random(2) == 0 { rules.values["id"] = words() }
        let text = rules.text(in: main)
        let again = REFIRules(name: rules.name[main], text: text, main: main)
        #expect(bytes(again) == bytes(rules), "\(rules) as \(text)")
        if bytes(again) != bytes(rules) { return }
      }
    }
  }
}
