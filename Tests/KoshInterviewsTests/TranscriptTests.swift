import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct TranscriptTests {
  @Test func cuesOfOneSpeakerMakeATurn() throws {
    let transcript = try Transcript(
      SourceText(
        """
        1
        00:00:01,000 --> 00:00:02,500
        И: Почему США?

        2
        00:00:03,000 --> 00:00:05,000
        Р: Из-за <i>гранта</i>,

        3
        00:00:05,000 --> 00:00:07,250
        и ещё друзья
        там.
        """), isWebVTT: false, file: "i.srt")
    #expect(transcript.text.string == "И: Почему США?\nР: Из-за гранта, и ещё друзья там.")
    #expect(transcript.turns.map { transcript.text[$0.range] } == ["Почему США?", "Из-за гранта, и ещё друзья там."])
    #expect(transcript.turns.map(\.speaker) == ["И", "Р"])
    #expect(transcript.turns.map(\.start) == [1, 3])
    #expect(transcript.turns.map(\.end) == [2.5, 7.25])
  }

  @Test func webVTTWithVoicesNotesAndEntities() throws {
    let transcript = try Transcript(
      SourceText(
        """
        WEBVTT - interview
        Kind: captions

        NOTE made by hand
        twice

        STYLE
        ::cue { color: red }

        intro
        00:01.000 --> 00:02.000 align:start
        <v Айгерім>Мен <c.loud>оқығым</c> келді &amp; келдім.

        01:00:00.000 --> 01:00:01.500
        <v.x Q>Why &lt;there&gt;?
        """), isWebVTT: true, file: "i.vtt")
    #expect(transcript.text.string == "Айгерім: Мен оқығым келді & келдім.\nQ: Why <there>?")
    #expect(transcript.turns.map(\.start) == [1, 3600])
  }

  @Test func withoutNamesEachCueIsAParagraph() throws {
    let transcript = try Transcript(
      SourceText("1\n00:00:01,000 --> 00:00:02,000\nsalem\n\n2\n00:00:02,000 --> 00:00:03,000\nbye"), isWebVTT: false,
      file: "i.srt")
    #expect(transcript.text.string == "salem\nbye")
  }

  @Test func timeStamps() {
    #expect(Transcript.seconds("00:01:02,500") == 62.5)
    #expect(Transcript.seconds("02:03.5") == 123.5)
    #expect(Transcript.seconds("100:00:00") == 360_000)
    for text in ["", "5", "00:61", "a:b", "1:2:3:4", "00:-1", "00:00:", "1.5:00"] {
      #expect(Transcript.seconds(text) == nil)
    }
  }

  @Test func everythingAmissIsListedAtOnce() {
    let text = "1\n00:00:03,000 --> 00:00:02,000\na\n\nspeech only\n\n3\n00:0x:01 --> 2\nb\n"
    #expect(
      throws: Problems([
        Problem(
          .data, "the cue ends before it begins: \"00:00:03,000 --> 00:00:02,000\"", at: Place(file: "i.srt", line: 2),
          remedy: "exchange the two times"),
        Problem(
          .data, "these lines have no time", at: Place(file: "i.srt", line: 5),
          why: "a cue is a line such as 00:00:01,000 --> 00:00:02,500 and the speech under it",
          remedy: "write the time above the speech, or take the lines out"),
        Problem(
          .data, "the time cannot be read: \"00:0x:01 --> 2\"", at: Place(file: "i.srt", line: 8),
          why: "it is written 00:00:01,000 --> 00:00:02,500", remedy: "mend the line"),
      ])
    ) { try Transcript(SourceText(text), isWebVTT: false, file: "i.srt") }
    #expect(
      throws: Problems(
        Problem(
          .data, "the first line is not WEBVTT", at: Place(file: "i.vtt", line: 1),
          why: "every WebVTT file begins with it",
          remedy: "if this is SubRip, give the file the ending .srt"))
    ) { try Transcript(SourceText("x"), isWebVTT: true, file: "i.vtt") }
  }
}
