import KoshNumerics
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct WordsTests {
  private let three = Trilingual(en: "A", ru: "А", kk: "Ә")
  private func alike(_ texts: Trilingual...) {
    for text in texts {
      #expect(carriesSameNumbers(text), "\(text)")
      #expect(text.en != text.ru && text.en != text.kk && text.ru != text.kk, "\(text)")
    }
  }

  @Test(arguments: [
    ("0.570", "0.570", "0,570"), ("+33,041", "+33,041", "+33\u{A0}041"), ("−0.57", "−0.57", "−0,57"),
    ("1234", "1,234", "1234"),
  ])
  func publishedNumbersAsPrinted(text: String, english: String, russian: String) throws {
    let found = Words.asPrinted(try PrintedNumber(text))
    #expect(found.en == english)
    #expect(found.ru == russian)
  }

  @Test func intervalsOnlyWhereRoundingLeavesOne() {
    #expect(Words.withInterval(Quantity(2, decimals: 0), decimals: 0).en == "2")
    #expect(
      Words.withInterval(Quantity(57, decimals: 0, interval: Interval(57, halfWidth: 0.5)), decimals: 0).en
        == "57 (56.5 … 57.5)")
    #expect(
      Words.withInterval(Quantity(99450, decimals: 0, interval: Interval(98901, 100006)), decimals: 0).en
        == "99,450 (98,901 … 100,006)")
    #expect(
      Words.withInterval(Quantity(0.57, decimals: 2, interval: Interval(0.57, halfWidth: 0.005)), decimals: 2).ru
        == "0,57 (0,565 … 0,575)")
  }

  @Test func boundsAreToldFromTheirSide() {
    #expect(
      Words.bound(Quantity(17, decimals: 0, interval: Interval(17, .infinity), isBound: true)).en == "at least 17")
    #expect(
      Words.bound(Quantity(17, decimals: 0, interval: Interval(16.5, .infinity), isBound: true)).en == "at least 17")
    #expect(Words.bound(Quantity(2, decimals: 1, interval: Interval(0, 2), isBound: true)).ru == "не более 2,0")
    #expect(
      Words.bound(Quantity(-17, decimals: 0, interval: Interval(-.infinity, -17), isBound: true)).kk == "ең көбі −17")
  }

  @Test func everySentenceCarriesTheSameNumbersInAllLanguages() {
    let quantity = Quantity(1234.5, decimals: 1, interval: Interval(1234.45, 1234.55))
    let line = Words.equation(three, isPlain: false, quantity, decimals: 1)
    alike(line, Words.equation(three, isPlain: true, quantity, decimals: 1))
    for truth in [Truth.yes, .no, .undecided] {
      alike(
        Words.comparison(line, published: Trilingual(1234.5, decimals: 1), truth),
        Words.condition(three, sides: [line], truth), Words.condition(three, sides: [], truth),
        Words.same(three, line, truth), Words.plausible(line, 1000.5, 20000, three, truth),
        Words.ranking(line, of: 12345, unknown: 0, highest: true, truth),
        Words.ranking(line, of: 20, unknown: 3, highest: false, truth))
    }
    alike(
      Words.undefined(three, three), Words.whole(three, isPlain: false, quantity, nearest: 1234, true),
      Words.whole(three, isPlain: false, quantity, nearest: 1234, false),
      Words.course(steps: 10, against: [three, three], unknown: 1, increasing: true, .no),
      Words.course(steps: 10, against: [three], unknown: 0, increasing: false, .no),
      Words.course(steps: 10, against: [], unknown: 0, increasing: true, .yes),
      Words.course(steps: 10, against: [], unknown: 4, increasing: true, .undecided),
      Words.steps(against: 3, of: 10), Words.members(three, count: 5, extra: ["a"], lacking: ["b", "c"]),
      Words.found(three, among: 16), Words.notFound(nearest: line, among: 16))
  }

  @Test func aLongCourseShowsItsFirstSteps() {
    let text = Words.course(steps: 10, against: [three, three, three, three], unknown: 0, increasing: true, .no)
    #expect(text.en == "4 of 10 steps do not rise: A; A; A")
  }
}
