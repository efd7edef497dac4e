import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFICodebookTests {
  static let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Sample Writer 1">
      <Codes>
        <Code guid="\(REFISample.guid(1))" name="Value" isCodable="false" color="#abc">
          <Description>What it is good for</Description>
          <Code guid="\(REFISample.guid(2))" name="Cost" isCodable="true"/>
        </Code>
        <Code guid="\(REFISample.guid(3))" name="Шығын" isCodable="true"/>
      </Codes>
      <Sets>
        <Set guid="\(REFISample.guid(4))" name="Money">
          <MemberCode guid="\(REFISample.guid(2))"/>
        </Set>
      </Sets>
    </CodeBook>

    """

  static func read(_ text: String = text) throws -> REFICodebook {
    try REFICodebook(Array(text.utf8), name: "a.qdc")
  }

  @Test func readsAndWritesBack() throws {
    let book = try Self.read()
    #expect(book.problems == [])
    #expect(book.frame.codes.map(\.id) == ["Value", "Cost", "Шығын"])
    #expect(book.frame.codes.map(\.parent) == [nil, "Value", nil])
    #expect(book.losses.map { "\($0.caution.code) \($0.count) \($0.isKept)" } == ["refi_sets 1 true"])
    let (bytes, losses) = try REFICodebook.export(book.frame, onto: book)
    #expect(String(decoding: bytes, as: UTF8.self) == Self.text)
    #expect(losses == [])
  }

  @Test(arguments: Language.allCases) func aFrameOfOurOwnComesBack(_ language: Language) throws {
    let frame = REFIExportTests.made().frame
    let (bytes, losses) = try REFICodebook.export(frame, language: language)
    #expect(losses.map(\.caution.code) == ["refi_languages"])
    let book = try REFICodebook(bytes, name: "b.qdc", language: language)
    #expect(book.problems == [])
    var codes = book.frame.codes
    for index in codes.indices { codes[index].guid = nil }
    #expect(codes == frame.codes)
  }

  @Test func aCodeThatGoesLeavesItsSets() throws {
    let book = try Self.read()
    var frame = book.frame
    frame.codes.remove(at: 1)
    let (bytes, losses) = try REFICodebook.export(frame, onto: book)
    #expect(losses.map(\.caution.code) == ["refi_removed_references"])
    #expect(try REFICodebook(bytes, name: "b.qdc").problems == [])
  }

  @Test func problems() throws {
    #expect(
      try Self.read(
        Self.text.replacing("MemberCode guid=\"\(REFISample.guid(2))", with: "MemberCode guid=\"\(REFISample.guid(4))")
      )
      .problems.map(\.description) == [
        """
        a.qdc:12:7: guid of MemberCode names \(REFISample.guid(4)), which is a Set
          why: it must name a Code
        """
      ])
    #expect(
      try Self.read("<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes/><Sets/></CodeBook>").problems.map(\.description)
        == [
          "a.qdc:1:44: Codes has no Code\n  why: the standard demands one",
          "a.qdc:1:52: Sets has no Set\n  why: the standard demands one",
        ])
    #expect {
      try Self.read("<Project xmlns='urn:QDA-XML:project:1.0'/>")
    } throws: {
      "\($0)" == """
        a.qdc:1:1: the root element is "Project" of urn:QDA-XML:project:1.0
          why: REFI-QDA begins with "CodeBook" of urn:QDA-XML:codebook:1.0
        """
    }
    #expect {
      _ = try REFICodebook.export(CodingFrame(codes: []))
    } throws: {
      "\($0)" == "the coding frame has no codes\n  why: a REFI-QDA codebook holds at least one"
    }
  }
}
