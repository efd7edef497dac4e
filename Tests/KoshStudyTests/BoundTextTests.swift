@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct BoundTextTests {
  private func bound() throws -> BoundText {
    BoundText(
      context: try Sample.run(
        """
        analyses:
          - {id: q, kind: calculate, quantities: {share: {formula: "12345.678"}, change: {formula: "3"}, lost: {formula: "regions[KZ-19].balance"}, big: {formula: "regions[KZ-10].share * 2"}}}
          - {id: groups, kind: sign_groups, data: regions, value: balance}
          - {id: c, kind: correlation, data: regions, x: income, y: balance}
        """
      ).context)
  }

  @Test(arguments: [
    ("{q.share|2}", "12,345.68", "12\u{A0}345,68"), ("{q.share|0}", "12,346", "12\u{A0}346"),
    ("{q.change|+0}", "+3", "+3"), ("{q.change}", "3", "3"),
    ("{95} of {1000}", "95 of 1,000", "95 of 1000"), ("{0.50}", "0.50", "0,50"),
    ("{regions[KZ-11].income}", "120", "120"), ("{regions[KZ-11].share}", "0.60", "0,60"),
    ("{regions[KZ-11].share * 100|0} %", "60 %", "60 %"), ("{q.lost}", "not given", "не дано"),
    ("{q.change + q.share|1}", "12,348.7", "12\u{A0}348,7"),
    ("{groups.donors}", "Abai Region, Akmola Region", "область Абай, Акмолинская область"),
    ("{c.leave_one_out.min_at}", "Abai Region", "область Абай"), ("a % b", "a % b", "a % b"),
  ])
  func putsNumbersIntoTexts(text: String, english: String, russian: String) throws {
    let found = try bound().plain(Trilingual(same: text))
    #expect(found.en.replacing("\u{A0}%", with: " %") == english)
    #expect(found.ru.replacing("\u{A0}%", with: " %") == russian)
  }

  @Test func publishedNumbersKeepTheirDigitsAndSigns() throws {
    let claim = ClaimSpecification(
      try SpecNode.parse(
        yaml:
          "id: C1\nstatement: \"{published} and {published.2}, {published.3}\"\npublished: [\"+33,041\", \"−0.570\"]\n",
        file: "s"), inherited: nil)
    let found = try bound().plain(claim.statement, claim: claim)
    #expect(found.en == "+33,041 and −0.570, –")
    #expect(found.ru == "+33\u{A0}041 and −0,570, –")
  }

  @Test func numbersLeadToTheirFindings() throws {
    func targets(_ text: String) throws -> [String] {
      try bound().prose(Trilingual(same: text)).en.compactMap {
        if case .number(_, let finding) = $0 { finding } else { nil }
      }
    }
    #expect(
      try targets("a {q.share|2} b {regions[KZ-11].income} c {q.change + q.share} d {95}") == [
        "q.share", "regions[KZ-11].income", "q.change",
      ])
    #expect(try targets("{sum(regions[*].income)}") == ["regions[*].income"])
  }

  @Test func listsWhatATextBinds() throws {
    #expect(try bound().bound(Trilingual(same: "{q.share} {95} {regions[KZ-11].income}")).count == 2)
  }
}
