import Testing

@testable import KoshInterviews

@Suite struct SourceTests {
  @Test func theTurnAtAPlace() {
    let source = Source(
      id: "i", text: SourceText("0123456789"),
      turns: [Turn(speaker: "A", range: 1..<3), Turn(speaker: "B", range: 3..<5), Turn(speaker: "C", range: 7..<9)])
    #expect((0..<10).map { source.turn(at: $0)?.speaker } == [nil, "A", "A", "B", "B", nil, nil, "C", "C", nil])
    #expect(source.name == "i")
    #expect(source.sha256 == source.text.sha256())
  }

  @Test func whatOthersSayIsBlank() {
    let text = SourceText("И: Неге?\nЖ: Пән.\nИ: Тағы?\nЖ: Қала.\n")
    let source = Source(id: "a", text: text, turns: SpeakerTurns.find(in: text))
    let kept = source.keeping(speakers: ["Ж"])
    #expect(kept.text.string == "        \n   Пән.\n        \n   Қала.\n")
    #expect(kept.text.count == text.count)
    #expect(kept.sha256 == source.sha256)
    #expect(!source.keeping(speakers: []).text.string.contains { !$0.isWhitespace })
  }

  @Test func speechIsWithoutTheNamesBeforeIt() {
    let text = SourceText("И: Неге?\nЖ: Пән.\nИ: Тағы?\nЖ: Қала.\n")
    let source = Source(id: "a", text: text, turns: SpeakerTurns.find(in: text))
    #expect(source.keepingSpeech().text.string == "   Неге?\n   Пән.\n   Тағы?\n   Қала.\n")
    let plain = Source(id: "b", text: SourceText("Пән ұнайды."))
    #expect(plain.keepingSpeech() == plain)
  }
}
