import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct InterviewProjectTests {
  private func project(_ codings: [Coding], cases: [Case] = []) -> InterviewProject {
    InterviewProject(
      sources: [
        Source(id: "i01", name: "one", text: SourceText("0123456789"), path: "one.txt"),
        Source(id: "i02", name: "two", text: SourceText("01234"), path: "two.txt"),
      ], frame: CodingFrame(codes: [Code("cost"), Code("value", isCodable: false)]), codings: codings, cases: cases)
  }
  private func coding(_ source: String, _ start: Int, _ end: Int, _ code: String, _ coder: String = "A") -> Coding {
    Coding(source: source, start: start, end: end, code: code, coder: coder)
  }
  private func places(_ count: Int) -> [Place] { (0..<count).map { Place(file: "c.tsv", line: $0 + 2) } }

  @Test func soundPartsHaveNoProblems() {
    let sound = project(
      [coding("i01", 0, 10, "cost"), coding("i02", 0, 5, "cost"), coding("i01", 2, 3, "cost", "B")],
      cases: [Case(id: "R1", sources: ["i01", "i02"])])
    #expect(sound.check() == [])
  }

  @Test func spansThatTouchDoNotOverlap() {
    #expect(project([coding("i01", 0, 3, "cost"), coding("i01", 3, 5, "cost")]).check() == [])
  }

  @Test func everythingAmissWithCodingsIsListedWithItsLine() {
    let broken = project([
      coding("i01", 0, 4, "csot"), coding("i01", 5, 2, "cost"), coding("i01", 3, 3, "cost"),
      coding("i02", 2, 9, "cost"),
      coding("i1", 0, 1, "cost"), coding("i01", 4, 6, "cost"), coding("i01", 5, 8, "cost"),
      coding("i01", 0, 1, "value"),
      coding("i01", -1, 1, "cost"),
    ])
    #expect(
      Problems(broken.check(places: places(9))).description == """
        c.tsv:2: the code "csot" does not exist
          do:  did you mean "cost"?

        c.tsv:3: the span is reversed: it begins at 5 and ends at 2
          do:  exchange start and end

        c.tsv:4: the span is empty: it begins and ends at 3
          do:  mark at least one sign, or take the line out

        c.tsv:5: the span ends at 9, after the text's end at 5
          why: positions are Unicode scalars of the text with single line ends
          do:  see whether the program that wrote them counts bytes or UTF-16 units

        c.tsv:6: the source "i1" does not exist
          do:  did you mean "i01"?

        c.tsv:8: A gave "cost" twice to the same words of i01: 5–8 and 4–6 of line 7
          why: these words would count twice
          do:  make one span of the two, or take one out

        c.tsv:9: the code "value" is a heading
          why: the coding frame says that text does not get it
          do:  give one of the codes below it

        c.tsv:10: the span begins at -1, before the text
          do:  positions are counted from 0
        """)
  }

  @Test func withoutALineTheCodingIsNamed() {
    #expect(
      project([coding("i01", 5, 2, "cost")]).check().map(\.what)
        == ["the span is reversed: it begins at 5 and ends at 2 (i01, cost, 5–2)"])
  }

  @Test func aSpanThatHoldsSeveralIsComparedWithEach() {
    let nested = project([coding("i01", 0, 9, "cost"), coding("i01", 1, 2, "cost"), coding("i01", 5, 6, "cost")])
    #expect(nested.check().count == 2)
  }

  @Test func twoOfOneName() {
    var twice = project(
      [],
      cases: [
        Case(id: "R1", pseudonym: "P", sources: ["i01"]), Case(id: "R1", sources: []),
        Case(id: "R2", pseudonym: "P", sources: ["i3"]),
      ])
    twice.sources.append(Source(id: "i01", name: "three", text: SourceText("x"), path: "b/one.txt"))
    twice.sources.append(Source(id: "i04", name: "two", text: SourceText("x"), path: "b/two.txt"))
    #expect(
      twice.check().map(\.description) == [
        """
        b/one.txt: two sources have the identifier "i01"
          why: the other one is one.txt, and codings could mean either
          do:  rename one of the files, or write source: at its head
        """,
        """
        b/two.txt: two sources have the name "two"
          why: the other one is two.txt, and a reader could not tell their quotes apart
          do:  give one of them another name
        """,
        "two cases have the identifier \"R1\"\n  do:  give one of them another identifier",
        """
        the cases "R1" and "R2" have one pseudonym, "P"
          why: both would be joined to the same person of the survey
          do:  correct one of the pseudonyms
        """,
        "the case \"R2\" has the source \"i3\", which does not exist\n  do:  there is: i01, i02, i04",
      ])
  }
}
