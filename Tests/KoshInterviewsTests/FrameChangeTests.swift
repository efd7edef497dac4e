import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct FrameChangeTests {
  private func text(_ string: String) -> Trilingual { Trilingual(same: string) }
  private func coding(_ code: String) -> Coding { Coding(source: "i", start: 0, end: 1, code: code, coder: "A") }

  private var old: CodingFrame {
    CodingFrame(
      version: "1",
      codes: [
        Code("cost", definition: text("a")), Code("fee"), Code("fun"), Code("gone"), Code("work", name: text("Work")),
        Code("both"), Code("same"), Code("head"),
      ])
  }
  private var new: CodingFrame {
    CodingFrame(
      version: "2",
      codes: [
        Code("cost", definition: text("b")), Code("price", replaces: ["fee"]), Code("joy", replaces: ["fun"]),
        Code("flow", replaces: ["fun"]), Code("work", name: text("Labour"), parent: "cost"), Code("both"),
        Code("half", replaces: ["both"]), Code("same"), Code("head", isCodable: false), Code("fresh"),
      ])
  }

  @Test func everyKindOfChange() {
    let change = FrameChange(from: old, to: new)
    let entries = change.entries.map { "\($0.code): \($0.kind) – \($0.duty)" }
    #expect(
      entries == [
        "cost: redefined – review", "work: moved(from: nil, to: Optional(\"cost\")) – keep", "work: renamed – keep",
        "both: split(into: [\"both\", \"half\"]) – review", "head: closed – review", "fresh: added – keep",
        "fee: replaced(by: \"price\") – recode(to: \"price\")", "fun: split(into: [\"joy\", \"flow\"]) – review",
        "gone: removed – review",
      ])
  }

  @Test func itSaysWhichCodingsItTouches() {
    let codings = ["cost", "fee", "same", "gone", "fee"].map(coding)
    let change = FrameChange(from: old, to: new)
    let touched = Dictionary(
      uniqueKeysWithValues: change.effect(on: codings).map { ($0.entry.code + "\($0.entry.kind)", $0.codings) })
    #expect(touched["costredefined"] == [0])
    #expect(touched["feereplaced(by: \"price\")"] == [1, 4])
    #expect(touched["goneremoved"] == [3])
    #expect(change.recoded(codings).map(\.code) == ["cost", "price", "same", "gone", "price"])
    let cautions = change.cautions(for: codings)
    #expect(cautions.map(\.code) == ["frame_review", "frame_recode"])
    #expect(
      cautions[0].text.en
        == "Version 2 of the coding frame changes the rules of codes in use (cost, gone); codings to be read again: 2.")
    #expect(
      cautions[1].text.ru
        == "Версия 2 кодировочной схемы заменяет используемые коды; фрагментов, получающих новый код: 2.")
  }

  @Test func noChangeTouchesNothing() {
    let change = FrameChange(from: old, to: old)
    #expect(change.entries.isEmpty)
    #expect(change.cautions(for: [coding("cost")]).isEmpty)
  }
}
