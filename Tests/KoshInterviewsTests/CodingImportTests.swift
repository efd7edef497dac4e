import KoshInterviews
import KoshTable
import Testing

@Suite struct CodingImportTests {
  private func take(_ foreign: [ForeignCoding], existing: [Coding] = [], coder: String? = "B") -> CodingImport {
    CodingImport(foreign, sources: [Desk.source()], frame: Desk.frame, coder: coder, existing: existing)
  }

  @Test func positionsHoldWhereTheWordsStandThere() {
    let taken = take([
      ForeignCoding(source: "I01.TXT", range: 31..<54, quote: "The fees ate all we had", code: "Цена", coder: "C"),
      ForeignCoding(source: "i01", range: 3..<9, code: "utility"),
    ])
    #expect(
      taken.codings == [
        Coding(source: "i01", start: 31, end: 54, code: "cost", coder: "C"),
        Coding(source: "i01", start: 3, end: 9, code: "utility", coder: "B"),
      ])
    #expect(taken.placedByQuote == 0)
    #expect(taken.problems.isEmpty)
    #expect(taken.summary(path: "c.tsv") == "2 codings taken into c.tsv")
  }

  @Test func wordsThatStandOnceAreTheirOwnPlace() {
    // 57..<80 are the positions of the words in UTF-8 bytes.
    let taken = take([ForeignCoding(source: "i01", range: 57..<80, quote: "The fees ate all we had", code: "cost")])
    #expect(taken.codings.map(\.range) == [31..<54])
    #expect(taken.placedByQuote == 1)
    #expect(taken.summary(path: "c.tsv") == "1 coding taken into c.tsv, 1 of them placed by their words")
  }

  @Test func whatIsUncertainIsTold() {
    let taken = take([
      ForeignCoding(source: "i09", range: 0..<3, code: "cost", place: Place(file: "x.csv", line: 2)),
      ForeignCoding(source: "i01", range: 0..<3, code: "costs", place: Place(file: "x.csv", line: 3)),
      ForeignCoding(source: "i01", range: 0..<3, code: "value", place: Place(file: "x.csv", line: 4)),
      ForeignCoding(source: "i01", range: 0..<999, code: "cost", place: Place(file: "x.csv", line: 5)),
      ForeignCoding(source: "i01", quote: "Р:", code: "cost", place: Place(file: "x.csv", line: 6)),
      ForeignCoding(source: "i01", quote: "стипендия", code: "cost", place: Place(file: "x.csv", line: 7)),
      ForeignCoding(source: "i01", code: "cost", place: Place(file: "x.csv", line: 8)),
    ])
    #expect(taken.codings.isEmpty)
    #expect(
      Problems(taken.problems).description == """
        x.csv:2: there is no source "i09"
          do:  did you mean "i01"?

        x.csv:3: there is no code "costs"
          do:  did you mean "cost"?

        x.csv:4: the code "value" is a heading
          why: the coding frame says that text does not get it
          do:  give one of the codes below it

        x.csv:5: 0–999 is no stretch of i01, which ends at 195
          why: positions are Unicode scalars of the text with single line ends
          do:  export the coded words with the codings

        x.csv:6: the words "Р:" stand several times in i01
          why: which of the places is meant is not told
          do:  code the passage here

        x.csv:7: the words "стипендия" stand nowhere in i01
          why: the text may be another version of it
          do:  code the passage here

        x.csv:8: neither positions nor words are told
          why: positions are Unicode scalars of the text with single line ends
          do:  export the coded words with the codings
        """)
    #expect(taken.summary(path: "c.tsv") == "0 codings taken into c.tsv; 7 not taken")
  }

  @Test func itMustBeToldWhoCoded() {
    let taken = take([ForeignCoding(source: "i01", range: 0..<3, code: "cost")], coder: nil)
    #expect(
      taken.problems.map(\.description) == [
        """
        it is not told who coded
          do:  give the coder's name: --coder NAME
        """
      ])
  }

  @Test func namesOfSeveralThingsAreNotGuessed() {
    let twins = CodingFrame(codes: [
      Code("a", name: Trilingual(same: "Grant")), Code("b", name: Trilingual(same: "grant")),
    ])
    let sources = [
      Source(id: "a", name: "talk", text: SourceText("words"), path: "x/i.txt"),
      Source(id: "b", name: "talk 2", text: SourceText("words"), path: "y/i.txt"),
    ]
    let taken = CodingImport(
      [
        ForeignCoding(source: "i.txt", range: 0..<3, code: "a"),
        ForeignCoding(source: "talk", range: 0..<3, code: "GRANT"),
      ], sources: sources, frame: twins, coder: "B")
    #expect(
      taken.problems.map(\.what) == [
        "\"i.txt\" is the name of several sources", "\"GRANT\" is the name of several codes: a, b",
      ])
  }

  @Test func aSecondImportTakesNothingTwice() {
    let foreign = [ForeignCoding(source: "i01", range: 31..<54, code: "cost")]
    let again = take(foreign, existing: take(foreign).codings)
    #expect(again.codings.isEmpty)
    #expect(again.alreadyThere == 1)
    #expect(again.summary(path: "c.tsv") == "0 codings taken into c.tsv; 1 there already")
    #expect(take(foreign + foreign).codings.count == 1)
  }
}
