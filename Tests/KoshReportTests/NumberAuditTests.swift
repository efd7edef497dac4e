import KoshTable
import Testing

@testable import KoshReport

@Suite struct NumberAuditTests {
  @Test(arguments: [
    ("1,234.5", "1\u{A0}234,5", "1234.5"), ("−0.57", "−0,57", "-0.57"), ("54.5%", "54,5\u{A0}%", "54.5%"),
    ("267,599", "267\u{202F}599", "267599"), ("p <0.001", "p <0,001", "0.001"), ("(-3)", "(-3)", "-3"),
    ("+33,041", "+33\u{A0}041", "+33041"), ("1,234,567.89", "1\u{A0}234\u{A0}567,89", "1234567.89"),
    ("COVID-19", "COVID-19", "19"), ("0.50", "0,50", "0.50"), ("1234", "1234", "1234"),
  ])
  func numbersHaveOneForm(en: String, ru: String, normal: String) {
    #expect(NumberAudit.numbers(inText: en, language: .en) == [normal])
    #expect(NumberAudit.numbers(inText: ru, language: .ru) == [normal])
    #expect(NumberAudit.numbers(inText: ru, language: .kk) == [normal])
  }

  @Test func neighboursStayApart() {
    #expect(NumberAudit.numbers(inText: "2004–2007, 100 and 12", language: .en) == ["2004", "2007", "100", "12"])
    #expect(NumberAudit.numbers(inText: "[0,41; 0,50]", language: .ru) == ["0.41", "0.50"])
    #expect(NumberAudit.numbers(inText: "1,2345", language: .en) == ["1", "2345"])
    #expect(NumberAudit.numbers(inText: "в 2024 100", language: .ru) == ["2024", "100"])
    #expect(NumberAudit.numbers(inText: "", language: .kk).isEmpty)
  }

  static let sound = """
    <main><article lang="en"><p data-block="a">r = −0.57, n = 1,456 (<code translate="no">v1.2</code>)</p>
    <div data-block="b">54.5% <p>of 121</p></div></article>
    <article lang="ru"><p data-block="a">n = 1456, r = −0,57</p><div data-block="b">54,5 % из 121</div></article>
    <article lang="kk"><p data-block="a">r = −0,57; n = 1456</p><div data-block="b">121-дің 54,5 %</div></article></main>
    """

  @Test func soundPageHasNoDifferences() {
    #expect(NumberAudit.differences(Self.sound).isEmpty)
    #expect(NumberAudit.numbers(inHTML: Self.sound, language: .ru) == ["1456", "-0.57", "54.5%", "121"])
  }

  /// Each planted change must be found, in its block and language, and nothing else.
  @Test(arguments: [
    ("r = −0,57</p>", "r = −0,75</p>", "a: en has -0.57, ru has -0.75"),
    ("r = −0,57</p>", "r = 0,57</p>", "a: en has -0.57, ru has 0.57"),
    ("r = −0,57</p>", "r = −0,570</p>", "a: en has -0.57, ru has -0.570"),
    ("r = −0,57</p>", "r = −0.57</p>", "a: en has -0.57, ru has -0, 57"),
    ("54,5 % из 121", "54,5 из 121", "b: en has 54.5%, ru has 54.5"),
    ("54,5 % из 121", "54,5 %", "b: en has 121, ru has nothing"),
    ("54,5 % из 121", "54,5 % из 121 и 121", "b: en has nothing, ru has 121"),
    ("; n = 1456", "", "a: en has 1456, kk has nothing"),
  ])
  func plantedDifferencesAreFound(from: String, to: String, found: String) {
    let planted = Self.sound.replacing(from, with: to)
    #expect(planted != Self.sound)
    #expect(NumberAudit.differences(planted).map(\.description) == [found])
  }

  @Test func aNumberInAnotherBlockIsADifference() {
    let moved = Self.sound.replacing("54,5 % из 121", with: "54,5 %").replacing("n = 1456, r", with: "121, n = 1456, r")
    #expect(
      NumberAudit.differences(moved).map(\.description) == [
        "a: en has nothing, ru has 121", "b: en has 121, ru has nothing",
      ])
  }

  @Test func wholeReportsCarryTheSameNumbers() {
    let page = HTMLWriter.page(Sample.document)
    #expect(NumberAudit.differences(page).isEmpty)
    #expect(NumberAudit.numbers(inHTML: page, language: .kk).count > 100)
    #expect(NumberAudit.differences(HTMLWriter.index(Sample.index, programVersion: "0.1.0")).isEmpty)
  }

  @Test func aWrongNumberInOneLanguageOfAReportIsFound() {
    var document = Sample.document
    document.question.kk += " 7"
    #expect(
      NumberAudit.differences(HTMLWriter.page(document)).map(\.description) == ["head: en has nothing, kk has 7"])
  }
}
