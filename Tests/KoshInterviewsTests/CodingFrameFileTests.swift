import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct CodingFrameFileTests {
  @Test(arguments: ShippedFrame.allCases) func whatIsWrittenIsReadBack(_ shipped: ShippedFrame) throws {
    let frame = shipped.frame
    #expect(try CodingFrameFile.read(SourceText(CodingFrameFile.write(frame)), file: "f") == frame)
  }

  @Test func aFewColumnsAreEnough() throws {
    let frame = try CodingFrameFile.read(
      SourceText(
        "# version: 3\n# name: Motives\nid,parent,name,name_kk,codable,replaces\nvalue,,Value,Құндылық,no,\ncost,value,,,,price fee\n"
      ),
      file: "f.csv")
    #expect(frame.version == "3")
    #expect(frame.name == Trilingual(same: "Motives"))
    #expect(frame.codes.map(\.isCodable) == [false, true])
    #expect(frame.codes[0].name.kk == "Құндылық")
    #expect(frame.codes[0].name.ru == "Value")
    #expect(frame.codes[1].name == Trilingual(same: "cost"))
    #expect(frame.codes[1].replaces == ["price", "fee"])
  }

  @Test func everythingAmissIsListed() {
    #expect(
      throws: Problems([
        Problem(
          .specification, "unknown column \"nmae\"", at: Place(file: "f", line: 1), remedy: "did you mean \"name\"?"),
        Problem(.specification, "3 cells instead of 2", at: Place(file: "f", line: 2), remedy: "mend the line"),
      ])
    ) { try CodingFrameFile.read(SourceText("id\tnmae\na\tb\tc\nd\te\n"), file: "f") }
    #expect(
      throws: Problems(
        Problem(
          .specification, "there is no column \"id\"", at: Place(file: "f", line: 1),
          why: "codings refer to a code by its identifier", remedy: "add the column id"))
    ) { try CodingFrameFile.read(SourceText("name\na\n"), file: "f") }
    #expect(
      throws: Problems(
        Problem(
          .specification, "the coding frame is empty", at: Place(file: "f"), remedy: "write a header and a line a code")
      )
    ) { try CodingFrameFile.read(SourceText("\n"), file: "f") }
  }
}
