import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct FrameChangeTextTests {
  @Test func eachChangeIsToldWithItsCodings() {
    let text = SourceText(
      "R: Why?\nThe fees ate my savings, and then the loan came and ate the rest of all that I had.\n")
    let old = CodingFrame(version: "1", codes: [Code("cost"), Code("fee"), Code("gone"), Code("old")])
    let new = CodingFrame(
      version: "2",
      codes: [
        Code("cost", definition: Trilingual(same: "What has to be given up")), Code("price", replaces: ["fee"]),
        Code("joy"), Code("a", replaces: ["old"]), Code("b", replaces: ["old"]),
      ])
    let codings = [
      Coding(source: "i01", start: 8, end: 31, code: "cost", coder: "A"),
      Coding(source: "i01", start: 8, end: 91, code: "fee", coder: "B"),
      Coding(source: "lost", start: 1, end: 2, code: "gone", coder: "B"),
    ]
    let told = FrameChangeText(
      FrameChange(from: old, to: new), codings: codings, sources: [Source(id: "i01", text: text)])
    #expect(
      told.text == """
        codes: version 1 → 2
        cost: redefined; codings to be read again: 1
          i01:2  A  The fees ate my savings
        joy: new; codings that stay as they are: 0
        fee: replaced by price; codings that take the new code: 1
          i01:2  B  The fees ate my savings, and then the loan came and ate the…
        gone: taken out; codings to be read again: 1
          lost  B  1–2
        old: split into a, b; codings to be read again: 0

        """)
    #expect(
      FrameChangeText(FrameChange(from: old, to: old), codings: codings, sources: []).text
        == "codes: version 1 → 1\nnothing changed\n")
  }
}
