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
}
