import Testing

@testable import KoshInterviews

@Suite struct InterviewIndexTests {
  @Test func soundCodingsAreOrdered() {
    let index = InterviewIndex(sampleProject())
    #expect(index.coders == ["A", "B"])
    #expect(index.counted == [0, 4, 1, 2, 3, 5, 6, 7, 8])
    #expect(index.leftOut == [])
    #expect(index.withoutCase == [])
    #expect(InterviewIndex(sampleProject(), coders: ["B", "Z"]).counted == [4])
  }

  @Test func whatCannotBeCountedIsLeftOut() {
    let index = InterviewIndex(
      sampleProject([
        Coding(source: "i99", start: 0, end: 1, code: "cost", coder: "A"),
        Coding(source: "i01", start: 0, end: 1, code: "csot", coder: "A"),
        Coding(source: "i01", start: 3, end: 1, code: "cost", coder: "A"),
        Coding(source: "i01", start: 0, end: 21, code: "cost", coder: "A"),
      ]))
    #expect(index.leftOut == [9, 10, 11, 12])
    #expect(index.counted.count == 9)
  }

  @Test func inAGroupTheSpeakerDecides() {
    let index = InterviewIndex(sampleProject())
    #expect(index.casesOf[7] == [3])
    #expect(index.casesOf[8] == [4])
    var project = sampleProject()
    project.sources[3].turns = []
    #expect(InterviewIndex(project).casesOf[7] == [3, 4])
    project.cases = []
    #expect(InterviewIndex(project).withoutCase.count == 9)
  }
}
