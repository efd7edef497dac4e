import KoshFiles
import KoshTable

@testable import KoshInterviews

/// A small project with one of everything that the standard knows, written the ways in which programs write it. The
/// people and their words are synthetic.
enum REFISample {
  /// A GUID of one digit.
  static func guid(_ digit: Int) -> String {
    let number = String(digit, radix: 16)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - number.count) + number
  }

  /// The text of the first source as its file has it: a byte-order mark, and the line ends of Windows.
  static let first = "\u{FEFF}И: Почему США?\r\nР: Грант 😀, ата-анам несие алды.\r\nИ: Рахмет."
  /// The text of the second source.
  static let second = "We ate granola in the morning.\nThen we left."

  static let project = """
    <?xml version="1.0" encoding="utf-8"?>
    <Project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:project:1.0 \
    http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd" name="Sample" origin="Sample Writer 1" \
    creatingUserGUID="\(guid(1))" creationDateTime="2024-05-01T10:15:00Z" xmlns="urn:QDA-XML:project:1.0">
      <Users>
        <User guid="\(guid(1))" name="Anna" id="A" />
        <User guid="{\(guid(2))}" name="Болат" />
      </Users>
      <CodeBook>
        <Codes>
          <Code guid="\(guid(16))" name="Value" isCodable="false" color="#1A2B3C">
            <Description>What it is good for
    Include: any use
    [ru] Name: Ценность</Description>
            <NoteRef targetGUID="\(guid(81))" />
            <Code guid="\(guid(17))" name="Cost" isCodable="true" color="#F00" />
            <Code guid="\(guid(18))" name="Grant" isCodable="true" />
          </Code>
          <Code guid="\(guid(19))" name="Cost" isCodable="true" />
        </Codes>
      </CodeBook>
      <Variables>
        <Variable guid="\(guid(32))" name="gender" typeOfVariable="Text" />
        <Variable guid="\(guid(33))" name="age" typeOfVariable="Integer"><Description>in years</Description></Variable>
        <Variable guid="\(guid(34))" name="pseudonym" typeOfVariable="Text" />
      </Variables>
      <Cases>
        <Case guid="\(guid(48))" name="R01">
          <CodeRef targetGUID="\(guid(18))" />
          <VariableValue><VariableRef targetGUID="\(guid(32))" /><TextValue>girl</TextValue></VariableValue>
          <VariableValue><VariableRef targetGUID="\(guid(33))" /><IntegerValue>17</IntegerValue></VariableValue>
          <VariableValue><VariableRef targetGUID="\(guid(34))" /><TextValue>p-17</TextValue></VariableValue>
          <SourceRef targetGUID="\(guid(64))" />
        </Case>
        <Case guid="\(guid(49))" name="R02">
          <SelectionRef targetGUID="\(guid(100))" />
          <SelectionRef targetGUID="\(guid(97))" />
        </Case>
      </Cases>
      <Sources>
        <TextSource guid="\(guid(64))" name="R01.txt" plainTextPath="internal://R01.txt" \
    richTextPath="internal://R01.docx" creatingUser="\(guid(1))">
          <Description>recorded at school</Description>
          <PlainTextSelection guid="\(guid(96))" name="Грант 😀" startPosition="19" endPosition="26" creatingUser="\(guid(1))">
            <Coding guid="\(guid(128))" creatingUser="\(guid(2))" creationDateTime="2024-05-02T00:00:00">
              <CodeRef targetGUID="\(guid(18))" />
              <NoteRef targetGUID="\(guid(80))" />
            </Coding>
          </PlainTextSelection>
          <PlainTextSelection guid="\(guid(97))" name="ата-анам несие алды" startPosition="28" endPosition="47">
            <Description>loan</Description>
            <Coding guid="\(guid(129))"><CodeRef targetGUID="\(guid(17))" /></Coding>
            <Coding guid="\(guid(130))" creatingUser="{\(guid(2))}"><CodeRef targetGUID="\(guid(19))" /></Coding>
          </PlainTextSelection>
          <PlainTextSelection guid="\(guid(98))" startPosition="0" endPosition="1"><NoteRef targetGUID="\(guid(81))" /></PlainTextSelection>
          <Coding guid="\(guid(131))" creatingUser="\(guid(1))"><CodeRef targetGUID="\(guid(18))" /></Coding>
          <VariableValue><VariableRef targetGUID="\(guid(32))" /><TextValue>mixed</TextValue></VariableValue>
        </TextSource>
        <TextSource guid="\(guid(65))" name="Breakfast">
          <PlainTextContent>\(second)</PlainTextContent>
          <PlainTextSelection guid="\(guid(99))" startPosition="7" endPosition="14">
            <Coding guid="\(guid(132))" creatingUser="\(guid(1))"><CodeRef targetGUID="\(guid(17))" /></Coding>
          </PlainTextSelection>
          <PlainTextSelection guid="\(guid(100))" startPosition="0" endPosition="44" />
        </TextSource>
        <PDFSource guid="\(guid(66))" name="Letter" path="internal://letter.pdf">
          <PDFSelection guid="\(guid(101))" page="1" firstX="1" firstY="2" secondX="3" secondY="4">
            <Coding guid="\(guid(133))"><CodeRef targetGUID="\(guid(17))" /></Coding>
          </PDFSelection>
          <Representation guid="\(guid(67))" name="Letter text">
            <PlainTextContent>Dear Anna</PlainTextContent>
            <PlainTextSelection guid="\(guid(102))" startPosition="5" endPosition="9">
              <Coding guid="\(guid(134))" creatingUser="\(guid(1))"><CodeRef targetGUID="\(guid(17))" /></Coding>
            </PlainTextSelection>
          </Representation>
        </PDFSource>
        <AudioSource guid="\(guid(68))" name="Talk" path="internal://talk.mp3">
          <Transcript guid="\(guid(69))" name="Talk, first minute">
            <PlainTextContent>Иә, қалаға барамын.</PlainTextContent>
            <SyncPoint guid="\(guid(144))" timeStamp="1000" position="4" />
            <SyncPoint guid="\(guid(145))" timeStamp="2500" position="10" />
            <TranscriptSelection guid="\(guid(103))" fromSyncPoint="\(guid(144))" toSyncPoint="\(guid(145))">
              <Coding guid="\(guid(135))" creatingUser="\(guid(1))"><CodeRef targetGUID="\(guid(18))" /></Coding>
            </TranscriptSelection>
          </Transcript>
          <AudioSelection guid="\(guid(104))" begin="0" end="100" />
        </AudioSource>
        <PictureSource guid="\(guid(70))" name="Map" path="internal://map.png" />
      </Sources>
      <Notes>
        <Note guid="\(guid(80))" name="memo"><PlainTextContent>why a grant?</PlainTextContent></Note>
        <Note guid="\(guid(81))" name="on the code" plainTextPath="internal://note.txt" />
      </Notes>
      <Links>
        <Link guid="\(guid(160))" name="leads to" direction="OneWay" originGUID="\(guid(17))" targetGUID="\(guid(18))" />
      </Links>
      <Sets>
        <Set guid="\(guid(176))" name="Money"><MemberCode targetGUID="\(guid(17))" /><MemberSource targetGUID="\(guid(70))" /></Set>
      </Sets>
      <Graphs>
        <Graph guid="\(guid(192))" name="Net">
          <Vertex guid="\(guid(193))" representedGUID="\(guid(17))" firstX="0" firstY="0" shape="Oval" color="#FFF" />
          <Vertex guid="\(guid(194))" representedGUID="\(guid(18))" firstX="9" firstY="9" />
          <Edge guid="\(guid(195))" sourceVertex="\(guid(193))" targetVertex="\(guid(194))" lineStyle="dashed" />
        </Graph>
      </Graphs>
      <Description>All of it is synthetic.</Description>
      <NoteRef targetGUID="\(guid(81))" />
    </Project>
    """

  /// The archive, with `project.qde` changed as told.
  static func archive(_ change: (inout String) -> Void = { _ in }) throws -> [UInt8] {
    var text = project
    change(&text)
    return try archive(xml: Array(text.utf8))
  }

  /// The archive with another `project.qde`.
  static func archive(xml: [UInt8]) throws -> [UInt8] {
    var writer = ZIPWriter()
    try writer.add("project.qde", xml)
    try writer.add("Sources/R01.txt", Array(first.utf8))
    try writer.add("Sources/R01.docx", [1, 2, 3])
    try writer.add("Sources/note.txt", Array("see the other code".utf8))
    try writer.add("Sources/map.png", [4, 5, 6])
    try writer.add("Sources/talk.mp3", [7])
    return try writer.finished()
  }

  static func imported(
    _ options: REFIImport.Options = .init(), _ change: (inout String) -> Void = { _ in }
  ) throws -> REFIImport {
    REFIImport(try REFIArchive(try archive(change), name: "a.qdpx"), options: options)
  }

  /// All problems as text, those that are thrown and those that are listed.
  static func problems(_ bytes: [UInt8]) -> String {
    do throws(Problems) {
      let found = REFIImport(try REFIArchive(bytes, name: "a.qdpx"))
      return found.problems.isEmpty ? "no problem" : Problems(found.problems).description
    } catch {
      return error.description
    }
  }

  static func problems(_ change: (inout String) -> Void) throws -> String { problems(try archive(change)) }
}

extension String {
  /// Replaces a text that must be there.
  mutating func swap(_ old: String, _ new: String) {
    precondition(contains(old), "\(old) is not in the text")
    replace(old, with: new, maxReplacements: 1)
  }
}
