@testable import KoshStudy
import KoshTable
import Testing

@Suite struct TextTemplateTests {
  @Test func splitsTextAndPlaceholders() throws {
    let template = try TextTemplate("r = {income.r|2}, sum {balance.total|+0} of {regions[KZ-11].n}.")
    #expect(template.placeholders == ["{income.r|2}", "{balance.total|+0}", "{regions[KZ-11].n}"])
    let formats = template.pieces.compactMap { piece -> String? in
      if case .bound(_, let decimals, let sign, _) = piece {
        "\(decimals.map(String.init) ?? "-") \(sign)"
      } else {
        nil
      }
    }
    #expect(formats == ["2 false", "0 true", "- false"])
    let texts = template.pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
    #expect(texts == ["r = ", ", sum ", " of ", "."])
    #expect(template.expressions.count == 3)
  }

  @Test func takesTextWithoutPlaceholders() throws {
    #expect(try TextTemplate("").pieces.isEmpty)
    #expect(try TextTemplate("only words").pieces == [.text("only words")])
    #expect(try TextTemplate("{a}{b}").pieces.count == 2)
  }

  @Test(arguments: [
    ("an open {brace", "s.yaml:2:5: a brace in \"an open {brace\" is not closed\n  do:  close the placeholder with }"),
    (
      "r = {x|two}",
      "s.yaml:2:5: \"two\" is not a number format\n  do:  after the bar stand decimals, as in {x|2}, or with a sign, as in {x|+0}"
    ),
    (
      "r = {x|}",
      "s.yaml:2:5: \"\" is not a number format\n  do:  after the bar stand decimals, as in {x|2}, or with a sign, as in {x|+0}"
    ),
    (
      "r = {x|-2}",
      "s.yaml:2:5: \"-2\" is not a number format\n  do:  after the bar stand decimals, as in {x|2}, or with a sign, as in {x|+0}"
    ),
    (
      "r = {x|99}",
      "s.yaml:2:5: \"99\" is not a number format\n  do:  after the bar stand decimals, as in {x|2}, or with a sign, as in {x|+0}"
    ),
    (
      "r = {a +}",
      "s.yaml:2:13: the formula \"a +\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place"
    ),
    (
      "r = {}",
      "s.yaml:2:10: the formula \"\" has the end where a number, a name or a bracket is expected\n  do:  complete or correct the formula at this place"
    ),
  ])
  func saysWhatIsWrong(text: String, expected: String) {
    let found = problemTexts { try TextTemplate(text, at: Place(file: "s.yaml", line: 2, column: 5)) }
    #expect(found == [expected], "\(found)")
  }

  @Test(arguments: [
    ("a share of 57 %", "57"), ("0.57", "0"), ("12 000 people", "12"), ("20–34", "20"), ("in 1899", "1899"),
    ("in 2101", "2101"), ("7.", "7"), ("{a} and 3", "3"), ("минус 5", "5"),
  ])
  func findsTypedNumbers(text: String, expected: String) throws {
    #expect(try TextTemplate(text).typedNumber == expected)
  }

  @Test(arguments: [
    "in 2024", "2014–2015", "R2 and A45", "the 11th", "{95} percent", "KZ_11", "no digits", "{a.r|2}", "2024.",
  ])
  func leavesYearsAndWordsWithDigitsAlone(text: String) throws { #expect(try TextTemplate(text).typedNumber == nil) }
}
