import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

/// Small projects written by hand, each with the ways of one program: what its exports are known for, not its files. The
/// people and their words are synthetic.
@Suite struct REFIDialectsTests {
  private static func g(_ digit: Int) -> String { REFISample.guid(digit) }

  private static func imported(_ xml: String, _ files: [(String, [UInt8])] = []) throws -> REFIImport {
    var writer = ZIPWriter()
    try writer.add("project.qde", Array(xml.utf8))
    for (name, bytes) in files { try writer.add(name, bytes) }
    return REFIImport(try REFIArchive(try writer.finished(), name: "p.qdpx"))
  }

  private func quotes(_ found: REFIImport) -> [String] {
    found.project.codings.map { coding in
      let text = found.project.sources.first { $0.id == coding.source }?.text
      return "\(coding.code) \(coding.coder): \(text?[coding.range] ?? "")"
    }
  }

  private func losses(_ found: REFIImport) -> [String] { found.losses.map { "\($0.caution.code) \($0.count)" } }

  /// Exported again onto the archive, the project is the same one.
  private func comesBack(_ found: REFIImport) throws -> Bool {
    let export = try REFIExport(found.project, onto: found)
    return REFIImport(try REFIArchive(export.bytes, name: "p.qdpx")).project == found.project
  }

  /// NVivo: `Sources/` in capitals, plain text with a byte-order mark and CR LF that counts as two, the Word document
  /// beside it, cases with typed values, PDFs with the text as a representation.
  @Test func nvivo() throws {
    let xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <Project name="Talks" creatingUserGUID="\(Self.g(1))" origin="NVivo 14" creationDateTime="2024-05-01T10:00:00Z" xmlns="urn:QDA-XML:project:1.0">
        <Users><User guid="\(Self.g(1))" name="АБ" id="AB"/></Users>
        <CodeBook><Codes>
          <Code guid="\(Self.g(2))" name="Cost" isCodable="true"><Description>What it takes</Description></Code>
        </Codes></CodeBook>
        <Variables>
          <Variable guid="\(Self.g(3))" name="Age" typeOfVariable="Integer"/>
          <Variable guid="\(Self.g(4))" name="Met" typeOfVariable="DateTime"/>
        </Variables>
        <Cases>
          <Case guid="\(Self.g(5))" name="R1">
            <VariableValue><VariableRef targetGUID="\(Self.g(3))"/><IntegerValue>17</IntegerValue></VariableValue>
            <VariableValue><VariableRef targetGUID="\(Self.g(4))"/><DateTimeValue>2024-05-01T09:00:00Z</DateTimeValue></VariableValue>
            <SourceRef targetGUID="\(Self.g(6))"/>
          </Case>
        </Cases>
        <Sources>
          <TextSource guid="\(Self.g(6))" name="Talk 1" richTextPath="internal://\(Self.g(6)).docx" plainTextPath="internal://\(Self.g(7)).txt">
            <PlainTextSelection guid="\(Self.g(8))" name="грант 😀" startPosition="11" endPosition="18">
              <Coding guid="\(Self.g(9))" creatingUser="\(Self.g(1))" creationDateTime="2024-05-02T10:00:00Z"><CodeRef targetGUID="\(Self.g(2))"/></Coding>
            </PlainTextSelection>
          </TextSource>
          <PDFSource guid="\(Self.g(10))" name="Letter" path="internal://\(Self.g(10)).pdf">
            <Representation guid="\(Self.g(11))" name="Letter" plainTextPath="internal://\(Self.g(11)).txt">
              <PlainTextSelection guid="\(Self.g(12))" startPosition="0" endPosition="4">
                <Coding guid="\(Self.g(13))" creatingUser="\(Self.g(1))"><CodeRef targetGUID="\(Self.g(2))"/></Coding>
              </PlainTextSelection>
            </Representation>
          </PDFSource>
        </Sources>
      </Project>
      """
    let found = try Self.imported(
      xml,
      [
        ("Sources/\(Self.g(7)).txt", Array("\u{FEFF}И: Что?\r\nР:грант 😀 дали.".utf8)),
        ("Sources/\(Self.g(6)).docx", [1]), ("Sources/\(Self.g(11)).txt", Array("Dear all".utf8)),
        ("Sources/\(Self.g(10)).pdf", [2]),
      ])
    #expect(found.problems == [])
    #expect(quotes(found) == ["Cost АБ: грант 😀", "Cost АБ: Dear"])
    #expect(found.project.codings.map(\.date) == ["2024-05-02T10:00:00Z", nil])
    #expect(found.project.cases[0].attributes == ["Age": "17", "Met": "2024-05-01T09:00:00Z"])
    #expect(found.project.cases[0].sources == ["Talk 1"])
    #expect(found.project.frame.codes[0].definition.en == "What it takes")
    #expect(losses(found) == ["refi_line_ends 1", "refi_rich_text 1"])
    #expect(try comesBack(found))
  }

  /// ATLAS.ti: GUIDs in braces and capitals, quotations without a code, comments as notes, code groups as sets, links
  /// between quotations, networks as graphs.
  @Test func atlasTi() throws {
    func braced(_ digit: Int) -> String { "{\(Self.g(digit).uppercased())}" }
    let xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <Project name="Talks" origin="ATLAS.ti 23" xmlns="urn:QDA-XML:project:1.0">
        <Users><User guid="\(braced(10))" name="Anna"/></Users>
        <CodeBook><Codes>
          <Code guid="\(braced(11))" name="Cost: fees" isCodable="true" color="#FF8000"><NoteRef targetGUID="\(Self.g(30))"/></Code>
        </Codes></CodeBook>
        <Sources>
          <TextSource guid="\(braced(12))" name="D 1: talk.txt">
            <PlainTextContent>The fees ate it. The rest went home.</PlainTextContent>
            <PlainTextSelection guid="\(braced(13))" name="1:1 The fees ate it." startPosition="0" endPosition="16">
              <Coding guid="\(braced(14))" creatingUser="\(Self.g(10))"><CodeRef targetGUID="\(Self.g(11))"/></Coding>
              <NoteRef targetGUID="\(braced(31))"/>
            </PlainTextSelection>
            <PlainTextSelection guid="\(braced(15))" name="1:2 The rest" startPosition="17" endPosition="25"/>
          </TextSource>
        </Sources>
        <Notes>
          <Note guid="\(braced(30))" name="on the code"><PlainTextContent>rule</PlainTextContent></Note>
          <Note guid="\(braced(31))" name="on the quotation"><PlainTextContent>who paid?</PlainTextContent></Note>
        </Notes>
        <Links><Link guid="\(braced(16))" name="continues" direction="OneWay" originGUID="\(braced(13))" targetGUID="\(braced(15))"/></Links>
        <Sets><Set guid="\(braced(17))" name="Money"><MemberCode targetGUID="\(braced(11))"/></Set></Sets>
        <Graphs><Graph guid="\(braced(18))" name="Net"><Vertex guid="\(braced(19))" representedGUID="\(braced(11))" firstX="0" firstY="0"/></Graph></Graphs>
      </Project>
      """
    let found = try Self.imported(xml)
    #expect(found.problems == [])
    #expect(quotes(found) == ["Cost: fees Anna: The fees ate it."])
    #expect(found.project.codings[0].memo == "who paid?")
    #expect(found.project.frame.codes[0].color == "#FF8000")
    #expect(
      losses(found) == ["refi_annotations 1", "refi_sets 1", "refi_links 1", "refi_graphs 1", "refi_notes 1"])
    #expect(found.losses.allSatisfy { $0.isKept })
    #expect(try comesBack(found))
  }

  /// MAXQDA: line ends that count as one although the file has two, values on documents, memos as notes of documents.
  @Test func maxqda() throws {
    let xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <Project name="Talks" origin="MAXQDA 2022" xmlns="urn:QDA-XML:project:1.0">
        <Users><User guid="\(Self.g(1))" name="Болат"/></Users>
        <CodeBook><Codes>
          <Code guid="\(Self.g(2))" name="Шығын" isCodable="true" color="#00FF00">
            <Code guid="\(Self.g(3))" name="Ақша" isCodable="true"/>
          </Code>
        </Codes></CodeBook>
        <Variables><Variable guid="\(Self.g(4))" name="Курс" typeOfVariable="Text"/></Variables>
        <Sources>
          <TextSource guid="\(Self.g(5))" name="Сұхбат 1" plainTextPath="internal://\(Self.g(5)).txt">
            <PlainTextSelection guid="\(Self.g(6))" startPosition="9" endPosition="13">
              <Coding guid="\(Self.g(7))" creatingUser="\(Self.g(1))"><CodeRef targetGUID="\(Self.g(3))"/></Coding>
            </PlainTextSelection>
            <NoteRef targetGUID="\(Self.g(8))"/>
            <VariableValue><VariableRef targetGUID="\(Self.g(4))"/><TextValue>2</TextValue></VariableValue>
          </TextSource>
        </Sources>
        <Notes><Note guid="\(Self.g(8))" name="memo"><PlainTextContent>in the corridor</PlainTextContent></Note></Notes>
      </Project>
      """
    let found = try Self.imported(xml, [("sources/\(Self.g(5)).txt", Array("С: Не?\r\nЖ\r\nАқша.".utf8))])
    #expect(found.problems == [])
    #expect(quotes(found) == ["Ақша Болат: Ақша"])
    #expect(found.project.frame.codes.map(\.parent) == [nil, "Шығын"])
    #expect(found.project.sources[0].metadata == ["Курс": "2"])
    #expect(losses(found) == ["refi_line_ends 1", "refi_notes 2"])
    #expect(try comesBack(found))
  }

  /// Elements against the order of the standard: told, and read all the same.
  @Test func anotherOrder() throws {
    let xml = """
      <Project name="Talks" origin="MAXQDA 2018" xmlns="urn:QDA-XML:project:1.0">
        <Sources>
          <TextSource guid="\(Self.g(5))" name="Talk">
            <NoteRef targetGUID="\(Self.g(8))"/>
            <PlainTextContent>Hello</PlainTextContent>
          </TextSource>
        </Sources>
        <Notes><Note guid="\(Self.g(8))" name="memo"><PlainTextContent>loud</PlainTextContent></Note></Notes>
      </Project>
      """
    let found = try Self.imported(xml)
    #expect(found.problems.count == 1)
    #expect(found.project.sources.map(\.text.string) == ["Hello"])
  }

  /// QualCoder: empty containers, GUIDs as file names in lower case, positions that count UTF-16 units after an emoji, a
  /// case without a source, an absolute path to a recording outside of the archive.
  @Test func qualCoder() throws {
    let xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <Project name="Talks" origin="QualCoder 3.5" xmlns="urn:QDA-XML:project:1.0">
        <Users><User guid="\(Self.g(1))" name="coder"/></Users>
        <CodeBook><Codes><Code guid="\(Self.g(2))" name="cost" isCodable="true"/></Codes></CodeBook>
        <Variables/>
        <Cases><Case guid="\(Self.g(3))" name="R1"><Description>second year</Description></Case></Cases>
        <Sources>
          <TextSource guid="\(Self.g(4))" name="talk.txt" plainTextPath="internal://\(Self.g(4)).txt">
            <PlainTextSelection guid="\(Self.g(5))" name="The fees" startPosition="3" endPosition="11">
              <Coding guid="\(Self.g(6))" creatingUser="\(Self.g(1))"><CodeRef targetGUID="\(Self.g(2))"/></Coding>
            </PlainTextSelection>
            <PlainTextSelection guid="\(Self.g(7))" name="ate it" startPosition="12" endPosition="90">
              <Coding guid="\(Self.g(8))" creatingUser="\(Self.g(1))"><CodeRef targetGUID="\(Self.g(2))"/></Coding>
            </PlainTextSelection>
          </TextSource>
          <AudioSource guid="\(Self.g(9))" name="talk.mp3" path="absolute:///talks/talk.mp3"/>
        </Sources>
      </Project>
      """
    let found = try Self.imported(xml, [("sources/\(Self.g(4)).txt", Array("😀 The fees ate it.".utf8))])
    #expect(
      found.problems.map(\.description) == [
        "p.qdpx/project.qde:5:3: Variables has no Variable\n  why: the standard demands one",
        """
        p.qdpx/project.qde:12:7: the selection 11–89 lies outside of its text of 18 characters
          why: positions are Unicode characters counted from 0
          do:  see whether the program that wrote them counts bytes or UTF-16 units
        """,
      ])
    #expect(quotes(found) == ["cost coder: The fees"])
    #expect(found.project.cases.map(\.sources) == [[]])
    #expect(
      losses(found) == ["refi_media 1", "refi_skipped_codings 1", "refi_units 1", "refi_descriptions 1"])
  }
}
