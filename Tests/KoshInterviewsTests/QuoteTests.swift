import Testing

@testable import KoshInterviews

@Suite struct QuoteTests {
  @Test func theExactWordsAndWhereTheyStand() {
    let index = InterviewIndex(sampleProject())
    let quote = index.quotes([8, 99, -1])
    #expect(quote.count == 1)
    #expect(quote[0].text == "cd")
    #expect(quote[0].speaker == "P5")
    #expect(quote[0].time == 5)
    #expect(quote[0].line == 1)
    #expect(quote[0].cases == ["R5"])
    #expect(quote[0].code == "joy")
    #expect(quote[0].coder == "A")
    let found = index.quotes([Segment(source: "i01", range: 10..<13), Segment(source: "i99", range: 0..<1)])
    #expect(found.map(\.text) == ["abc"])
    #expect(found[0].cases == ["R1"])
    #expect(found[0].code == nil)
  }
}
