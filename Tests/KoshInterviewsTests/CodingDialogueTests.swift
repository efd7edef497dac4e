import KoshFiles
import KoshInterviews
import KoshTable
import Testing

@Suite struct CodingDialogueTests {
  /// What is typed, after `> `, and what is answered.
  private func transcript(_ lines: [String], in dialogue: inout CodingDialogue) -> String {
    lines.map { "> \($0)\n" + dialogue.reply(to: $0) }.joined()
  }

  private func dialogue(
    _ folder: String, sources: [Source] = [Desk.source()], frame: CodingFrame = Desk.frame, width: Int = 80,
    pageLength: Int = 20, usesColour: Bool = false
  ) throws -> CodingDialogue {
    let store = try CodingsStore(path: folder + "/c.tsv", sources: sources)
    let session = try Desk.session(codings: store.reading.codings, sources: sources, frame: frame)
    return CodingDialogue(
      session: session, store: store, width: width, pageLength: pageLength, usesColour: usesColour)
  }

  @Test func aSessionFromSelectingToSaving() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      #expect(dialogue.opening() == "")
      let text = transcript(
        [
          "select 2 the fees .. had", "code cost -- money", "find грант", "widen", "code полезность", "list", "show 2-4",
          "memo 2 main", "remove 1", "undo", "undo", "redo", "quit", "save", "quit",
        ], in: &dialogue)
      #expect(text == "")
      #expect(dialogue.isOver)
      #expect(dialogue.end() == "")
    }
  }
}
