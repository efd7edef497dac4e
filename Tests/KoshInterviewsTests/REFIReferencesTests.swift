import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFIReferencesTests {
  @Test func referencesThatLeadNowhere() throws {
    let (one, other) = (REFISample.guid(17), REFISample.guid(255))
    #expect(
      try REFISample.problems {
        $0.swap(
          "<Coding guid=\"\(REFISample.guid(129))\"><CodeRef targetGUID=\"\(one)\"",
          "<Coding guid=\"\(REFISample.guid(129))\"><CodeRef targetGUID=\"\(other)\"")
      } == """
        a.qdpx/project.qde:49:61: targetGUID of CodeRef names \(other), which does not exist
          why: it must name a Code
        """)
    #expect(
      try REFISample.problems {
        $0.swap("SourceRef targetGUID=\"\(REFISample.guid(64))\"", "SourceRef targetGUID=\"\(REFISample.guid(96))\"")
      } == """
        a.qdpx/project.qde:31:7: targetGUID of SourceRef names \(REFISample.guid(96)), which is a PlainTextSelection
          why: it must name a source
        """)
    #expect(
      try REFISample.problems { $0.swap("originGUID=\"\(one)\"", "originGUID=\"\(other)\"") }
        == "a.qdpx/project.qde:93:5: originGUID of Link names \(other), which does not exist")
    #expect(
      try REFISample.problems { $0.swap("creatingUserGUID=\"\(REFISample.guid(1))\"", "creatingUserGUID=\"\(one)\"") }
        == """
        a.qdpx/project.qde:2:1: creatingUserGUID of Project names \(one), which is a Code
          why: it must name a User
        """)
    #expect(
      try REFISample.problems {
        $0.swap("Case guid=\"\(REFISample.guid(49))\"", "Case guid=\"{\(REFISample.guid(48))}\"")
      } == """
        a.qdpx/project.qde:33:5: two things have the GUID {\(REFISample.guid(48))}: a Case and a Case
          why: references could mean either
          do:  export the project anew, or give one of them another GUID
        """)
  }

  /// A coding of a code that does not exist is told, kept, and not counted.
  @Test func codingOfACodeThatDoesNotExist() throws {
    let found = try REFISample.imported {
      $0.swap("<CodeRef targetGUID=\"\(REFISample.guid(19))\"", "<CodeRef targetGUID=\"\(REFISample.guid(255))\"")
    }
    #expect(found.problems.count == 1)
    #expect(found.project.codings.count == 6)
    let again = REFIImport(try REFIArchive(try REFIExport(found.project, onto: found).bytes, name: "a.qdpx"))
    #expect(again.archive.root == found.archive.root)
  }
}
