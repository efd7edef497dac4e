import KoshInterviews
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct PlaceTableTests {
  private func loaded(_ sources: String = InterviewSample.sources) throws -> LoadedInterviews {
    try #require(try InterviewSample.run("", sources: sources).plan.data.interviews["talks"])
  }

  @Test func aPlaceIsOneRow() throws {
    var places = PlaceTable("ask", try loaded())
    let love = Segment(source: "r1", range: 11..<30)
    #expect(
      places.cells("love", [love, Segment(source: "r4", range: 11..<23)]) == [
        CellRange("ask.places", ["quote"], rows: [0, 1])
      ])
    #expect(places.cells("love", [love]) == [CellRange("ask.places", ["quote"], rows: [0])])
    #expect(places.cells("other", [love]) == [CellRange("ask.places", ["quote"], rows: [2])])
    #expect(places.cells("none", []) == [CellRange("talks_cases", ["case"])])
    let table = try #require(places.source(Trilingual(same: "Query"))?.table)
    let row = ["matter", "source", "text_line", "case", "speaker", "left", "quote", "right", "start", "end"].map {
      table[$0]?.text(at: 0)
    }
    #expect(
      row == [
        "love", "r1", "2", "R1", "R", "I: Why? R: ", "I love the subject.", " And a degree pays. I: What was hard? R:",
        "11", "30",
      ])
  }

  @Test func wordsOfRealPeopleAreNotKept() throws {
    var places = PlaceTable("ask", try loaded("sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n"))
    #expect(places.cells("love", [Segment(source: "r1", range: 11..<30)]) == [CellRange("talks_cases", ["case"])])
    #expect(places.source(Trilingual(same: "Query")) == nil)
  }

  @Test func longPassagesAreCut() {
    #expect(PlaceTable.cut("short") == "short")
    let long = PlaceTable.cut(String(repeating: "ә", count: 401))
    #expect(long.hasSuffix("ә […]"))
    #expect(long.unicodeScalars.count == 404)
  }
}
