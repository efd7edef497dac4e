import KoshFiles
import KoshInterviews
import KoshTable
import Testing

@Suite struct SourceFilesTests {
  @Test func aFolderIsReadByName() throws {
    try withFolder { folder in
      for name in ["b.txt", "a.md", "c.srt", ".hidden.txt", "table.csv"] {
        let text = name == "c.srt" ? "1\n00:00:01,000 --> 00:00:02,000\nСәлем\n" : "Words of \(name)"
        try FileBytes.write(text, to: "\(folder)/\(name)")
      }
      let files = try SourceFiles(paths: [folder])
      #expect(files.sources.map(\.id) == ["a", "b", "c"])
      #expect(files.sources.map(\.text.string) == ["Words of a.md", "Words of b.txt", "Сәлем"])
      #expect(try SourceFiles(paths: [folder + "/b.txt", folder + "/a.md"]).sources.map(\.id) == ["b", "a"])
    }
  }

  @Test func allThatIsAmissIsTold() throws {
    try withFolder { folder in
      try FileBytes.write("x", to: folder + "/t.csv")
      try FileBytes.write("x", to: folder + "/a.txt")
      try FileBytes.write("y", to: folder + "/a.md")
      try FileBytes.write("no archive", to: folder + "/d.docx")
      let problems = try #require(
        #expect(throws: Problems.self) {
          try SourceFiles(paths: ["a.txt", "a.md", "none.txt", "t.csv"].map { folder + "/" + $0 })
        })
      #expect(
        problems.description == """
          \(folder)/a.md: two sources have the identifier "a"
            why: the other one is \(folder)/a.txt, and codings could mean either
            do:  rename one of the files, or write source: at its head

          \(folder)/none.txt: the file cannot be read: there is no such file or folder
            do:  check the path

          \(folder)/t.csv: the kind of file is not known
            why: a source ends in .txt, .md, .docx, .srt or .vtt
            do:  save it as plain text, or give it the ending of what it is
          """)
      #expect(throws: Problems.self) { try SourceFiles(paths: [folder + "/d.docx"]) }
    }
  }

  @Test func aFolderWithoutInterviewsIsTold() throws {
    try withFolder { folder in
      let problems = try #require(#expect(throws: Problems.self) { try SourceFiles(paths: [folder]) })
      #expect(
        problems.description == """
          \(folder): there are no interviews in the folder
            why: their files end in .txt, .text, .md, .markdown, .srt, .vtt, .docx
            do:  name another folder, or the files
          """)
    }
  }
}
