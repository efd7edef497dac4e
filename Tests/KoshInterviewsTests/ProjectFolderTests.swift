import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct ProjectFolderTests {
  /// The sources and codings of a folder's files, read as the program reads them.
  private func read(_ folder: ProjectFolder) throws -> InterviewProject {
    let files = Dictionary(uniqueKeysWithValues: folder.files.map { ($0.path, $0.text) })
    let sources = try folder.files.filter { $0.path.hasPrefix("interviews/") }.map {
      try SourceReader.read(Array($0.text.utf8), path: $0.path)
    }
    let frame = try CodingFrameFile.read(SourceText(files["frame.tsv"] ?? ""), file: "frame.tsv")
    let codings = CodingsFile.read(SourceText(files["codings.tsv"] ?? ""), file: "codings.tsv", sources: sources)
    #expect(codings.problems == [])
    return InterviewProject(sources: sources, frame: frame, codings: codings.codings)
  }

  @Test func aProjectBecomesFiles() throws {
    let folder = ProjectFolder(try REFISample.imported().project)
    #expect(
      folder.files.map(\.path) == [
        "interviews/R01.txt", "interviews/Breakfast.txt", "interviews/Letter_text.txt",
        "interviews/Talk__first_minute.txt", "frame.tsv", "codings.tsv", "cases.csv",
      ])
    #expect(
      folder.files.last?.text == """
        case,pseudonym,sources,age,gender
        R01,p-17,R01,17,girl
        R02,R02,Breakfast,,

        """)
    #expect(
      folder.cautions.map(\.text.en) == ["Texts with variables of their own, which are in none of the files: 1."])
    let project = try read(folder)
    #expect(project.codings.count == 7)
    #expect(project.check() == [])
  }

  /// A project that was unpacked and goes back unchanged is the same to the byte.
  @Test func backOntoTheProjectNothingChanges() throws {
    let found = try REFISample.imported()
    let back = try read(ProjectFolder(found.project)).laid(onto: found)
    #expect(try REFIExport(back, onto: found).bytes == REFIExport(found.project, onto: found).bytes)
    #expect(back.codings.count == found.project.codings.count)
    #expect(back.cases == found.project.cases)
  }

  @Test func textsAndCodersThatAreNotGivenStay() throws {
    let found = try REFISample.imported()
    var mine = try read(ProjectFolder(found.project))
    let all = mine.codings
    mine.sources = mine.sources.filter { $0.id == "R01" }
    mine.codings = [Coding(source: "R01", start: 0, end: 2, code: "Cost", coder: "Света")]
    let back = try mine.laid(onto: found)
    #expect(back.sources.map(\.id) == found.project.sources.map(\.id))
    #expect(Set(back.codings) == Set(mine.codings + found.project.codings))
    // A coder who is given has the codings that are given, and those of texts that are not.
    mine.codings = all.filter { $0.source == "R01" && $0.coder == "Anna" && $0.code == "Cost" }
    #expect(try mine.laid(onto: found).codings.filter { $0.coder == "Anna" && $0.source == "R01" }.count == 1)
  }

  @Test func codingsThatNobodyMovedAreNotGuessed() throws {
    let found = try REFISample.imported()
    var mine = try read(ProjectFolder(found.project))
    mine.sources[0] = Source(id: "R01", text: SourceText("Жаңа. " + mine.sources[0].text.string), path: "R01.txt")
    mine.codings = mine.codings.filter { $0.coder == "Anna" }
    let problem = #expect(throws: Problems.self) { try mine.laid(onto: found) }
    #expect(
      problem?.description == """
        R01.txt: the text of "R01.txt" was edited, and 2 codings of other coders are on it
          why: nobody has moved them to their words
          do:  take them in with --import first
        """)
  }

  @Test func namesArePathsOfTheirOwn() {
    let ids = ["a/b", "a b", "A_b", "..", "интервью №1"]
    let project = InterviewProject(
      sources: ids.map { Source(id: $0, text: SourceText($0)) }, frame: CodingFrame(codes: []))
    #expect(
      ProjectFolder(project).files.dropLast(2).map(\.path) == [
        "interviews/a_b.txt", "interviews/a_b_2.txt", "interviews/A_b_3.txt", "interviews/text.txt",
        "interviews/интервью__1.txt",
      ])
  }

  @Test func nothingIsWrittenOver() throws {
    try withFolder { folder in
      try FileBytes.write("mine", to: folder + "/frame.tsv")
      let problem = #expect(throws: Problems.self) {
        try ProjectFolder(InterviewProject(sources: [], frame: CodingFrame(codes: [Code("a")]))).write(to: folder)
      }
      #expect(
        problem?.description == """
          \(folder)/frame.tsv: the file exists already
            why: it may hold other work
            do:  name a new folder
          """)
      #expect(!FileBytes.exists(path: folder + "/codings.tsv"))
    }
  }
}
