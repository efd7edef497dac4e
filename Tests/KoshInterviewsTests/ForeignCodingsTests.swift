import KoshInterviews
import KoshTable
import Testing

@Suite struct ForeignCodingsTests {
  private func problems(_ text: String) throws -> String {
    try #require(
      #expect(throws: Problems.self) { try ForeignCodings.read(SourceText(text), file: "x.csv") }
    ).description
  }

  @Test func highlightsWithTags() throws {
    // The header and the order of columns that a highlights table of another coding program has.
    let read = try ForeignCodings.read(
      SourceText("id,document,tag,content\r\n1,i01.txt,cost,\"The fees, all\nof them\"\r\n"), file: "x.csv")
    #expect(
      read == [
        ForeignCoding(
          source: "i01.txt", quote: "The fees, all\nof them", code: "cost", place: Place(file: "x.csv", line: 2))
      ])
  }

  @Test func positionsOwnersAndNotes() throws {
    let read = try ForeignCodings.read(
      SourceText("FileName;CodeName;pos0;pos1;Seltext;Owner;Memo;Created\ni01; cost ;3;9;\" words\";C;n;2024-05-01\n"),
      file: "x.csv")
    #expect(
      read == [
        ForeignCoding(
          source: "i01", range: 3..<9, quote: " words", code: "cost", coder: "C", date: "2024-05-01", memo: "n",
          place: Place(file: "x.csv", line: 2))
      ])
  }

  @Test func ourOwnNamesGoFirst() throws {
    let read = try ForeignCodings.read(
      SourceText("document\tsource\tcode\tquoted\tquotation_content\nx\ti01\tcost\tno\tyes\n"), file: "x.csv")
    #expect(read.map(\.source) == ["i01"])
    #expect(read.map(\.quote) == ["yes"])
  }

  @Test func allThatIsAmissIsTold() throws {
    #expect(
      try problems("") == """
        x.csv: the file is empty
          do:  export the codings anew
        """)
    #expect(
      try problems("a,b\n1,2,3\n") == """
        x.csv:1: there is no column "source"
          why: it may also be called document, file, filename, file name, document name
          do:  rename the column that holds it

        x.csv:1: there is no column "code"
          why: it may also be called tag, codename, code name
          do:  rename the column that holds it

        x.csv:1: there is no column "quote"
          why: it may also be called content, seltext, segment, quotation, quotation content, coded text
          do:  rename the column that holds it

        x.csv:2: 3 cells instead of 2
          do:  mend the line
        """)
    #expect(
      try problems("source,code,start,end\ni,c,9,3\ni,c,a,\ni,c,a,b\n") == """
        x.csv:2: start and end are no stretch: "9", "3"
          do:  write two whole numbers, the smaller one first

        x.csv:4: start and end are no stretch: "a", "b"
          do:  write two whole numbers, the smaller one first
        """)
  }
}
