import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFIImportTests {
  @Test func whatTheSampleSays() throws {
    let found = try REFISample.imported()
    #expect(found.problems == [])
    let project = found.project
    #expect(project.sources.map(\.id) == ["R01", "Breakfast", "Letter text", "Talk, first minute"])
    #expect(project.sources[0].text.string == "И: Почему США?\nР: Грант 😀, ата-анам несие алды.\nИ: Рахмет.")
    #expect(project.sources[0].turns.map(\.speaker) == ["И", "И"])
    #expect(project.sources[0].metadata == ["gender": "mixed"])
    #expect(project.sources[0].guid == REFISample.guid(64))
    #expect(project.frame.name == Trilingual(same: "Sample"))
    #expect(project.frame.codes.map(\.id) == ["Value", "Cost", "Grant", "Cost (2)"])
    #expect(project.frame.codes.map(\.parent) == [nil, "Value", "Value", nil])
    #expect(project.frame.codes.map(\.isCodable) == [false, true, true, true])
    #expect(project.frame.codes.map(\.color) == ["#1A2B3C", "#F00", nil, nil])
    #expect(project.frame.codes[0].definition.en == "What it is good for")
    #expect(project.frame.codes[0].include.kk == "any use")
    #expect(project.frame.codes[0].name.ru == "Ценность")
    let codings = project.codings.map { coding in
      let text = project.sources.first { $0.id == coding.source }?.text
      return "\(coding.source) \(coding.code) \(coding.coder) [\(text?[coding.start..<coding.end] ?? "")]"
    }
    #expect(
      codings == [
        "R01 Grant Болат [Грант 😀]", "R01 Cost Anna [ата-анам несие алды]", "R01 Cost (2) Болат [ата-анам несие алды]",
        "R01 Grant Anna [И: Почему США?\nР: Грант 😀, ата-анам несие алды.\nИ: Рахмет.]",
        "Breakfast Cost Anna [granola]",
        "Letter text Cost Anna [Anna]", "Talk, first minute Grant Anna [қалаға]",
      ])
    #expect(project.codings.map(\.memo) == ["why a grant?", "loan", "loan", nil, nil, nil, nil])
    #expect(project.codings.map(\.date) == ["2024-05-02", nil, nil, nil, nil, nil, nil])
    #expect(
      project.cases == [
        Case(
          id: "R01", pseudonym: "p-17", attributes: ["gender": "girl", "age": "17"], sources: ["R01"],
          guid: REFISample.guid(48)),
        Case(id: "R02", sources: ["Breakfast"], guid: REFISample.guid(49)),
      ])
  }

  @Test func whatStaysInTheArchiveIsTold() throws {
    let losses = try REFISample.imported().losses
    #expect(
      losses.map { "\($0.caution.code) \($0.count)" } == [
        "refi_media 1", "refi_media_codings 1", "refi_annotations 2", "refi_whole_sources 1", "refi_line_ends 1",
        "refi_case_codes 1", "refi_case_selections 1", "refi_sets 1", "refi_links 1", "refi_graphs 1", "refi_notes 1",
        "refi_descriptions 3", "refi_rich_text 1",
      ])
    #expect(losses.allSatisfy { $0.isKept })
    #expect(losses[8].caution.text.ru == "Связей: 1.")
  }

  /// Source: the examples of the standard's annex are half-open: "granola" is 62–69 there.
  @Test func positionsAreHalfOpen() throws {
    let coding = try REFISample.imported().project.codings[4]
    #expect(coding.end - coding.start == "granola".unicodeScalars.count)
  }

  @Test func lineEndsAsTheyAreCounted() throws {
    // The positions of the sample count CR LF as two, and its quotations bear that out.
    for lineEnds in [REFILineEnds.automatic, .two] {
      #expect(try REFISample.imported(.init(lineEnds: lineEnds)).project.codings[0].start == 18)
    }
    #expect(try REFISample.imported(.init(lineEnds: .one)).project.codings[0].start == 19)
    // Counted as one, the quotations decide again.
    let one = try REFISample.imported {
      $0.swap("startPosition=\"19\" endPosition=\"26\"", "startPosition=\"18\" endPosition=\"25\"")
      $0.swap("startPosition=\"28\" endPosition=\"47\"", "startPosition=\"27\" endPosition=\"46\"")
    }
    #expect(one.project.codings[0].start == 18)
    // Without quotations, the program decides.
    func anonymous(_ text: inout String) {
      text.swap(" name=\"Грант 😀\"", "")
      text.swap(" name=\"ата-анам несие алды\"", "")
    }
    #expect(try REFISample.imported { anonymous(&$0) }.project.codings[0].start == 18)
    #expect(
      try REFISample.imported { text in
        anonymous(&text)
        text.swap("Sample Writer 1", "MAXQDA 2022")
      }.project.codings[0].start == 19)
  }

  @Test func brokenPositions() throws {
    #expect(
      try REFISample.problems { $0.swap("startPosition=\"7\"", "startPosition=\"70\"") }
        == "a.qdpx/project.qde:59:7: the selection is reversed: it begins at 70 and ends at 14")
    #expect(
      try REFISample.problems {
        $0.swap("startPosition=\"7\" endPosition=\"14\"", "startPosition=\"7\" endPosition=\"45\"")
      } == """
        a.qdpx/project.qde:59:7: the selection 7–45 lies outside of its text of 44 characters
          why: positions are Unicode characters counted from 0
          do:  see whether the program that wrote them counts bytes or UTF-16 units
        """)
    #expect(
      try REFISample.problems { $0.swap("startPosition=\"7\"", "startPosition=\"14\"") }
        == "a.qdpx/project.qde:59:7: the selection is empty: it begins and ends at 14")
    #expect(
      try REFISample.problems { $0.swap("fromSyncPoint=\"\(REFISample.guid(144))\" ", "") }
        == "a.qdpx/project.qde:80:9: the selection does not say where it begins and ends")
    let found = try REFISample.imported { $0.swap("startPosition=\"7\"", "startPosition=\"70\"") }
    #expect(found.project.codings.count == 6)
    #expect(found.losses.first { $0.caution.code == "refi_skipped_codings" }?.count == 1)
  }

  @Test func textsThatAreNotThere() throws {
    #expect(
      try REFISample.problems { $0.swap("internal://R01.txt", "internal://R09.txt") } == """
        a.qdpx/project.qde:39:5: the text of "R01.txt" is not in the archive: internal://R09.txt
          why: only files of the archive are read
          do:  export the project with its sources inside
        """)
    #expect(
      try REFISample.problems { $0.swap("internal://R01.txt", "/etc/passwd") } == """
        a.qdpx/project.qde:39:5: the text of "R01.txt" is not in the archive: /etc/passwd
          why: only files of the archive are read
          do:  export the project with its sources inside
        """)
    #expect(
      try REFISample.problems { $0.swap("<PlainTextContent>Dear Anna</PlainTextContent>", "") } == """
        a.qdpx/project.qde:68:7: the source "Letter text" has no text
          why: it has neither PlainTextContent nor plainTextPath
          do:  export the project with the texts of its sources
        """)
    #expect(
      try REFISample.problems { $0.swap("name=\"Breakfast\"", "name=\"R01.txt\"") } == """
        a.qdpx/project.qde:56:5: two sources have the name "R01.txt"
          why: the other one stands on line 39, and a reader could not tell their quotes apart
          do:  give one of them another name
        """)
  }
}
