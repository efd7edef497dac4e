import KoshFiles
import KoshInterviews
import KoshTable
import Testing

@Suite struct FrameChoiceTests {
  @Test func shippedFramesAreTakenByName() throws {
    for shipped in ShippedFrame.allCases {
      #expect(try FrameChoice(shipped.rawValue).frame == shipped.frame)
    }
  }

  @Test func aFileIsRead() throws {
    try withFolder { folder in
      try FileBytes.write("id\tname\ncost\tCost\n", to: folder + "/frame.tsv")
      #expect(try FrameChoice(folder + "/frame.tsv").frame.codes == [Code("cost", name: Trilingual(same: "Cost"))])
    }
  }

  @Test func whatIsNeitherIsTold() throws {
    let problems = try #require(#expect(throws: Problems.self) { try FrameChoice("push-pul") })
    #expect(
      problems.description == """
        there is no coding frame "push-pul", and no file of that name
          do:  did you mean "push-pull"?
        """)
  }

  @Test func aCodebookIsAFrame() throws {
    try withFolder { folder in
      let codebook = """
        <?xml version="1.0" encoding="utf-8"?>
        <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5">
          <Codes><Code guid="\(REFISample.guid(1))" name="cost" isCodable="true"/></Codes>
          <Sets></Sets>
        </CodeBook>
        """
      try FileBytes.write(codebook, to: folder + "/Frame.QDC")
      let choice = try FrameChoice("Frame.QDC", in: folder)
      #expect(choice.frame.codes.map(\.id) == ["cost"])
      #expect(choice.bytes == Array(codebook.utf8))
      #expect(
        choice.departures.map(\.description) == [
          "\(folder)/Frame.QDC:4:3: Sets has no Set\n  why: the standard demands one"
        ])
    }
  }
}
