import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct CodingsFileTests {
  private let source = Source(
    id: "i01", text: SourceText("И: Неге?\nР: Ақша\tаз. Грант\\алдым, \"қызық\" болды.\nИ: Тағы?"))
  private let codings = [
    Coding(source: "i01", start: 12, end: 20, code: "cost", coder: "A", date: "2024-05-01", memo: "a\nb\tc\\n"),
    Coding(source: "i01", start: 21, end: 33, code: "pull", coder: "B", guid: "12-AB"),
  ]

  private func read(_ text: String, _ sources: [Source]? = nil) -> CodingsReading {
    CodingsFile.read(SourceText(text), file: "c.tsv", sources: sources ?? [source])
  }

  @Test func whatIsWrittenIsReadBack() {
    let text = CodingsFile.write(codings, sources: [source])
    let reading = read(text)
    #expect(reading.codings == codings)
    #expect(reading.problems == [])
    #expect(reading.moved == [])
    #expect(reading.places == [Place(file: "c.tsv", line: 2), Place(file: "c.tsv", line: 3)])
    #expect(CodingsFile.write(reading.codings, sources: [source], keeping: reading) == text)
  }

  @Test func aLineIsReadable() {
    let hash = source.sha256.prefix(16)
    #expect(
      CodingsFile.write([codings[0]], sources: [source]).split(separator: "\n").last.map(String.init)
        == "i01\t\(hash)\t12\t20\tcost\tA\t2024-05-01\tИ: Неге?\\nР: \tАқша\\tаз.\t Грант\\\\алдым, \"қызық\" болды.\\nИ: \ta\\nb\\tc\\\\n\t"
    )
  }

  @Test func anEditedTextMovesItsCodings() {
    let text = CodingsFile.write(codings, sources: [source])
    let edited = Source(id: "i01", text: SourceText("Кіріспе.\n" + source.text.string))
    let reading = read(text, [edited])
    #expect(reading.codings.map(\.start) == [21, 30])
    #expect(reading.codings.map { edited.text[$0.range] } == codings.map { source.text[$0.range] })
    #expect(reading.moved.map(\.from) == [12..<20, 21..<33])
    #expect(reading.problems == [])
    #expect(
      reading.cautions.map(\.text.en) == [
        "Texts were edited after they were coded; codings moved to the same words: 2."
      ])
  }

  @Test func whatCannotBeFoundAgainIsSetApartAndKept() {
    let text = CodingsFile.write(codings, sources: [source])
    let edited = Source(id: "i01", text: SourceText("И: Неге?\nР: Ақша\tаз. Стипендия алдым.\nИ: Тағы?"))
    let reading = read(text, [edited])
    #expect(reading.codings == [codings[0]])
    #expect(reading.unplaced.map(\.coding) == [codings[1]])
    #expect(reading.unplaced.map(\.reason) == [.wordsGone])
    #expect(
      reading.problems.map(\.description) == [
        """
        c.tsv:3: the text of i01 was edited, and the place of this coding is not certain
          why: its words are no longer there
          do:  code the passage anew
        """
      ])
    #expect(reading.cautions.map(\.code) == ["codings_unplaced"])
    // Saved with the others and read with the text as it was, the coding is back.
    let saved = CodingsFile.write(reading.codings, sources: [edited], keeping: reading)
    #expect(read(saved).codings == codings)
  }

  @Test func noCodingIsEverShiftedSilently() {
    // Random edits: whatever is not set apart must stand on its own words.
    var random = SeededRandom(seed: 5)
    let words = ["ақша", "грант", "үй", "мен", "деньги", "и", "study", "\n", "ata-ana"]
    for _ in 0..<200 {
      let scalars = (0..<60).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      let old = Source(id: "i", text: SourceText(scalars))
      let codings = (0..<6).map { _ -> Coding in
        let start = random.below(old.text.count - 12)
        return Coding(source: "i", start: start, end: start + 1 + random.below(11), code: "c", coder: "A")
      }
      let file = CodingsFile.write(codings, sources: [old])
      var edited = Array(old.text.string.unicodeScalars)
      for _ in 0..<(1 + random.below(4)) {
        let at = random.below(edited.count)
        if random.below(2) == 0 { edited.remove(at: at) } else { edited.insert("ж", at: at) }
      }
      let new = Source(id: "i", text: SourceText(String(String.UnicodeScalarView(edited))))
      let reading = CodingsFile.read(SourceText(file), file: "f", sources: [new])
      #expect(reading.codings.count + reading.unplaced.count == codings.count)
      var kept = reading.codings[...]
      for coding in codings where !reading.unplaced.map(\.coding).contains(coding) {
        guard let placed = kept.popFirst() else { break }
        #expect(new.text[placed.range] == old.text[coding.range])
      }
    }
  }

  @Test func aLineChangedByHandIsNoticed() {
    let text = CodingsFile.write([codings[1]], sources: [source]).replacing("\t21\t33\t", with: "\t20\t33\t")
    #expect(
      read(text).problems.map(\.description) == [
        """
        c.tsv:2: the words at 20–33 of i01 are not the line's quote
          why: the text is the one that was coded, so the line was changed by hand
          do:  correct start and end, or empty the cells text, before, quote and after
        """
      ])
  }

  @Test func aFewColumnsOfAnotherProgramAreEnough() {
    let reading = read("Coder,Code,Source,Start,End\nA,cost,i01,0,3\n")
    #expect(reading.codings == [Coding(source: "i01", start: 0, end: 3, code: "cost", coder: "A")])
    #expect(reading.problems == [])
  }

  @Test func aQuoteWithoutAHashIsFoundOrSetApart() {
    let columns = "source\tstart\tend\tcode\tcoder\tquote\n"
    #expect(read(columns + "i01\t3\t7\tcost\tA\tНеге\n").codings.map(\.start) == [3])
    #expect(read(columns + "i01\t4\t8\tcost\tA\tНеге\n").unplaced.map(\.suggestion) == [3..<7])
    #expect(
      read("source\ttext\tstart\tend\tcode\tcoder\ni01\tffff\t4\t8\tcost\tA\n").problems.map(\.description) == [
        """
        c.tsv:2: the text of i01 was edited, and the line has no quote to find it by
          why: its positions may mean other words now
          do:  code the passage anew
        """
      ])
  }

  @Test func brokenLinesAreListedAndKept() {
    let header = "# by A\nsource\tstart\tend\tcode\tcoder\n"
    let lines = "i01\tx\t2\tcost\tA\ni01\t1\t2\t\t\ni01\t1\t2\tcost\tA\textra\n"
    let reading = read(header + lines)
    #expect(reading.codings == [])
    #expect(
      Problems(reading.problems).description == """
        c.tsv:3: start and end are no whole numbers: "x", "2"
          do:  count the Unicode scalars from 0

        c.tsv:4: the line has no code, no coder
          do:  fill the cell in

        c.tsv:5: 6 cells instead of 5
          do:  mend the line
        """)
    #expect(CodingsFile.write([], sources: [source], keeping: reading).hasSuffix(lines))
    #expect(CodingsFile.write([], sources: [source], keeping: reading).hasPrefix("# by A\n"))
  }

  @Test func aHeaderWithoutItsColumns() {
    let reading = read("source\tstrat\tend\tcode\tcoder\ni01\t1\t2\ta\tA\n")
    #expect(
      reading.problems.map(\.description) == [
        """
        c.tsv:1: there is no column "start"
          why: a codings file begins with a line of column names: source, start, end, code, coder
          do:  add the column
        """,
        "c.tsv:1: unknown column \"strat\"\n  do:  did you mean \"start\"?",
      ])
    #expect(reading.unread.count == 2)
    #expect(read("").problems == [])
  }

  @Test func spansOutsideOfTheTextAreLeftToTheCheck() {
    let reading = read("source\tstart\tend\tcode\tcoder\ni01\t9\t2\ta\tA\ni99\t1\t2\ta\tA\ni01\t0\t9999\ta\tA\n")
    #expect(reading.codings.count == 3)
    #expect(reading.problems == [])
  }

  @Test func nothingCrashes() {
    var random = SeededRandom(seed: 13)
    let good = Array(CodingsFile.write(codings, sources: [source]).utf8)
    for _ in 0..<500 {
      var bytes = good
      for _ in 0..<(1 + random.below(6)) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
      let reading = CodingsFile.read(SourceText(utf8: bytes), file: "f", sources: [source])
      _ = CodingsFile.write(reading.codings, sources: [source], keeping: reading)
      _ = InterviewProject(sources: [source], frame: CodingFrame(codes: [Code("cost")]), codings: reading.codings)
        .check()
    }
    let wild = read(
      "source\tstart\tend\tcode\tcoder\ni01\t\(Int.max)\t\(Int.min)\ta\tA\ni01\t\(Int.min)\t\(Int.max)\ta\tA\n")
    #expect(wild.codings.count == 2)
    _ = CodingsFile.write(wild.codings, sources: [source])
    _ = InterviewIndex(
      InterviewProject(sources: [source], frame: CodingFrame(codes: [Code("a")]), codings: wild.codings))
  }
}
