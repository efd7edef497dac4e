import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PseudonymisationTests {
  private static let key = PseudonymKey([
    .init(real: "Айгерим", pseudonym: "Person-1", kind: "person"),
    .init(real: "Айгерима", pseudonym: "Person-1-а", kind: "person"),
    .init(real: "Алматы", pseudonym: "Place-1", kind: "place"),
  ])
  private static let talk =
    "---\ncase: Айгерим\n---\nИ: Откуда вы?\nР: Я Айгерим из Алматы.\nИ: А потом?\nР: Приехал Болат.\n"
  private static let subtitles = "1\n00:00:01,000 --> 00:00:02,000\nР: Алматы далеко.\n"

  /// A folder of real texts with codings and a table.
  private func withTalks<T>(_ body: (String) throws -> T) throws -> T {
    try withFolder { folder in
      try FileBytes.makeDirectory(path: folder + "/real")
      try FileBytes.write(Self.talk, to: folder + "/real/Айгерим.txt")
      try FileBytes.write(Self.subtitles, to: folder + "/real/clip.srt")
      let text = SourceText(Self.talk)
      let start = try #require(FoldedText(text).places(of: "Я Айгерим из Алматы").first)
      let sources = try SourceFiles(paths: [folder + "/real"]).sources
      let coding = Coding(
        source: "Айгерим", start: start.lowerBound, end: start.upperBound, code: "home", coder: "A",
        memo: "Айгерим о доме")
      try FileBytes.write(CodingsFile.write([coding], sources: sources), to: folder + "/codings.tsv")
      try FileBytes.write("case,city\nАйгерим,Алматы\n", to: folder + "/cases.csv")
      return try body(folder)
    }
  }

  @Test func textsCodingsAndTablesGoThereAndBack() throws {
    try withTalks { folder in
      let made = try Pseudonymisation(
        key: Self.key, .replace, texts: [folder + "/real"], codings: [folder + "/codings.tsv"],
        others: [folder + "/cases.csv"])
      #expect(made.copies.map(\.name) == ["clip.srt", "Person-1.txt", "codings.tsv", "cases.csv"])
      #expect(made.copies.map(\.count) == [1, 3, 1, 2])
      #expect(made.copies[1].candidates == ["Болат"])
      #expect(try made.write(to: folder + "/copies") == [])
      let copied = try SourceFiles(paths: [folder + "/copies/Person-1.txt", folder + "/copies/clip.srt"]).sources
      #expect(copied[0].metadata["case"] == "Person-1")
      #expect(copied[1].text.string == "Р: Place-1 далеко.")
      #expect(copied.flatMap { Self.key.left(in: $0.text) } == [])
      let reading = try CodingsStore(path: folder + "/copies/codings.tsv", sources: copied).reading
      #expect(reading.problems == [])
      #expect(reading.codings.map { copied[0].text[$0.range] } == ["Я Person-1 из Place-1"])
      #expect(reading.codings[0].memo == "Person-1 о доме")
      #expect(try text(folder + "/copies/cases.csv") == "case,city\nPerson-1,Place-1\n")

      let back = try Pseudonymisation(
        key: Self.key, .restore, texts: [folder + "/copies/Person-1.txt", folder + "/copies/clip.srt"],
        codings: [folder + "/copies/codings.tsv"], others: [folder + "/copies/cases.csv"])
      _ = try back.write(to: folder + "/back")
      #expect(try text(folder + "/back/Айгерим.txt") == Self.talk)
      #expect(try text(folder + "/back/clip.srt") == Self.subtitles)
      let (codings, table) = (try text(folder + "/codings.tsv"), try text(folder + "/cases.csv"))
      #expect(try text(folder + "/back/codings.tsv") == codings)
      #expect(try text(folder + "/back/cases.csv") == table)
    }
  }

  @Test func whatWasThereStaysAsACopy() throws {
    try withTalks { folder in
      let made = try Pseudonymisation(key: Self.key, .replace, texts: [folder + "/real/clip.srt"])
      try FileBytes.makeDirectory(path: folder + "/copies")
      try FileBytes.write("older", to: folder + "/copies/clip.srt")
      #expect(try made.write(to: folder + "/copies") == [folder + "/copies/clip.srt.bak-1"])
      #expect(try text(folder + "/copies/clip.srt.bak-1") == "older")
      #expect(
        throws: Problem(
          .data, "the copy would take the original's place", at: Place(file: folder + "/real/clip.srt"),
          remedy: "write the copies to another folder")
      ) { try made.write(to: folder + "/copies/../real") }
    }
  }

  @Test func codingsOfATextThatIsNotCopiedKeepTheirNames() throws {
    try withTalks { folder in
      let problems = try #require(
        #expect(throws: Problems.self) {
          try Pseudonymisation(
            key: Self.key, .replace, texts: [folder + "/real/clip.srt"], codings: [folder + "/codings.tsv"])
        })
      #expect(
        problems.description == """
          \(folder)/codings.tsv:2: the codings file has codings of "Айгерим", which is not among the texts
            why: its quotes would keep their names
            do:  name all texts of the file
          """)
    }
  }

  @Test func aNameOverTwoSubtitlesIsTold() throws {
    try withFolder { folder in
      let key = PseudonymKey([.init(real: "New York", pseudonym: "Place-2")])
      try FileBytes.write(
        "1\n00:00:01,000 --> 00:00:02,000\nR: I left New\n\n2\n00:00:02,000 --> 00:00:03,000\nYork in May.\n",
        to: folder + "/clip.srt")
      let problems = try #require(
        #expect(throws: Problems.self) { try Pseudonymisation(key: key, .replace, texts: [folder + "/clip.srt"]) })
      #expect(
        problems.description == """
          \(folder)/clip.srt: a name spreads over two subtitles
            why: the speech of the copy would not be that of the original with its names replaced
            do:  bring the name into one subtitle
          """)
    }
  }

  private func text(_ path: String) throws -> String { String(decoding: try FileBytes.read(path: path), as: UTF8.self) }
}
