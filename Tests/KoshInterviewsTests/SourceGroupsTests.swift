import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct SourceGroupsTests {
  private let sources = [
    Source(id: "i01", text: SourceText(""), metadata: ["case": "R1", "language": "kk"]),
    Source(id: "i02", text: SourceText(""), metadata: ["language": "ru"]), Source(id: "i03", text: SourceText("")),
  ]

  @Test func byTheTableOfRespondents() throws {
    try withFolder { folder in
      let path = folder + "/cases.csv"
      try FileBytes.write("case,sources,gender\nR1,,girl\ni02,,boy\nR3,i03,\n", to: path)
      #expect(
        try SourceGroups.read("gender", casesPath: path, sources: sources) == ["i01": "girl", "i02": "boy"])
      #expect(
        problems { try SourceGroups.read("gendre", casesPath: path, sources: sources) } == """
          \(path):1: the respondents have no attribute "gendre"
            do:  did you mean "gender"?
          """)
      try FileBytes.write("case,sources,gender\nR1,i01,girl\nR2,i01 i02,boy\n", to: path)
      #expect(
        problems { try SourceGroups.read("gender", casesPath: path, sources: sources) } == """
          \(path):3: the text "i01" is of "girl" and of "boy"
            why: the words of a text are counted for one group
            do:  ask for one speaker, or leave the text out
          """)
    }
  }

  @Test func byTheHeadsOfTexts() throws {
    #expect(try SourceGroups.heads("Language", sources: sources) == ["i01": "kk", "i02": "ru"])
    #expect(
      problems { try SourceGroups.heads("region", sources: sources) } == """
        no text says "region" at its head
          do:  name the table of respondents: --cases FILE
        """)
  }

  private func problems<T>(_ body: () throws -> T) -> String? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? Problems)?.description }
  }
}
