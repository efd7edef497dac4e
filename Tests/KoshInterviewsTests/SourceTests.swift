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
}
