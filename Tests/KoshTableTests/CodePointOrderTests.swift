import KoshTable
import Testing

@Suite struct CodePointOrderTests {
  @Test func textsStandInTheOrderOfTheirCodePoints() {
    #expect(["ә", "a", "б", "Z"].sorted(by: codePointOrder) == ["Z", "a", "б", "ә"])
    #expect(["10", "9", "1"].sorted(by: codePointOrder) == ["1", "10", "9"])
  }

  @Test func nothingStandsBeforeItself() {
    #expect(!codePointOrder("қала", "қала"))
    #expect(codePointOrder("", "қала"))
  }

  @Test func signsBeyondTheFirstPlaneComeLast() {
    // In UTF-16 the second would stand first.
    #expect(["\u{FF21}", "\u{1D400}"].sorted(by: codePointOrder) == ["\u{FF21}", "\u{1D400}"])
  }
}
