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
    let session = try #require(
      CodingSession(
        sources: sources, frame: frame, codings: store.recovered ?? store.reading.codings, coder: "A",
        date: "2024-05-01", isSaved: store.recovered == nil))
    return CodingDialogue(
      session: session, store: store, width: width, pageLength: pageLength, usesColour: usesColour)
  }

  @Test func aSessionFromSelectingToSaving() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      #expect(
        dialogue.opening() == """
          1 source, 3 codes, 0 codings (0 by A) in \(folder)/c.tsv
          i01.txt, lines 1–5 of 5
              1  И: Почему вы решили уехать?
              2  Р: The fees ate all we had. Отец продал машину, and the grant came late.
              3  И: А родители?
              4  Р: Родители поддержали. Грант всё решил, бұл маған жақсы болды!
              5  Мен «иә» дедім.
          help tells the commands.

          """)
      let text = transcript(
        [
          "select 2 the fees .. had", "code cost -- money", "find грант", "widen", "code полезность", "list",
          "show 2-4",
          "memo 2 main", "remove 1", "undo", "undo", "redo", "quit", "save", "quit",
        ], in: &dialogue)
      #expect(
        text == """
          > select 2 the fees .. had
          line 2, 31–54: "The fees ate all we had"
          > code cost -- money
          #1  line 2  cost  "The fees ate all we had"  – money
          > find грант
          line 4, 140–145: "Грант"
          > widen
          line 4, 140–179: "Грант всё решил, бұл маған жақсы болды!"
          > code полезность
          #2  line 4  utility  "Грант всё решил, бұл маған жақсы болды!"
          > list
          #1  line 2  cost  "The fees ate all we had"  – money
          #2  line 4  utility  "Грант всё решил, бұл маған жақсы болды!"
          > show 2-4
          i01.txt, lines 2–4 of 5
              2  Р: The fees ate all we had. Отец продал машину, and the grant came late.
                 #1  cost  "The fees ate all we had"  – money
              3  И: А родители?
              4  Р: Родители поддержали. Грант всё решил, бұл маған жақсы болды!
                 #2  utility  "Грант всё решил, бұл маған жақсы болды!"
          > memo 2 main
          #2  line 4  utility  "Грант всё решил, бұл маған жақсы болды!"  – main
          > remove 1
          taken out: #1  line 2  cost  "The fees ate all we had"  – money
          > undo
          back: the taking out of #1  line 2  cost  "The fees ate all we had"  – money
          > undo
          back: the note on #2  line 4  utility  "Грант всё решил, бұл маған жақсы болды!"
          > redo
          again: the note on #2  line 4  utility  "Грант всё решил, бұл маған жақсы болды!"  – main
          > quit
          there are changes that are not saved
            do:  save, or leave without them: quit!
          > save
          2 codings saved in \(folder)/c.tsv
          > quit

          """)
      #expect(dialogue.isOver)
      #expect(dialogue.end() == "")
      let read = try CodingsStore(path: folder + "/c.tsv", sources: [Desk.source()]).reading
      #expect(read.problems.isEmpty)
      #expect(
        read.codings == [
          Coding(source: "i01", start: 31, end: 54, code: "cost", coder: "A", date: "2024-05-01", memo: "money"),
          Coding(source: "i01", start: 140, end: 179, code: "utility", coder: "A", date: "2024-05-01", memo: "main"),
        ])
    }
  }

  @Test func whatIsTypedAmissIsTold() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      let text = transcript(
        [
          "", "slect 1", "zzzzzzzz", "code", "code cost", "select @9-3", "select @3-5", "select 2 nowhere",
          "widen page",
          "memo", "memo x", "remove #8", "show all", "show 9", "77", "list mine", "find", "undo", "redo", "back",
          "next",
          "open i09", "about nothing",
        ], in: &dialogue)
      #expect(
        text == """
          > 
          > slect 1
          there is no command "slect"
            do:  did you mean "select"?
          > zzzzzzzz
          there is no command "zzzzzzzz"
            do:  see help
          > code
          the code is missing
            do:  write code and its name; codes lists them
          > code cost
          nothing is selected
            do:  select words first: select 12, or select the first words .. the last
          > select @9-3
          "@9-3" is no stretch of the text
            do:  write it as @120-143
          > select @3-5
          line 1, 3–5: "По"
          > select 2 nowhere
          "nowhere" does not occur on line 2
          > widen page
          a selection cannot be widened to "page"
            do:  there is: word, sentence, line, turn
          > memo
          the number of the coding is missing
            do:  list shows the numbers
          > memo x
          "x" is no number of a coding
            do:  list shows the numbers
          > remove #8
          there is no coding #8
            do:  see list
          > show all
          "all" is no line
            do:  write show 12, or show 12-20
          > show 9
          there is no line 9
            do:  i01 has the lines 1 to 5
          > 77
          there is no line 77
            do:  i01 has the lines 1 to 5
          > list mine
          "list mine" is not known
            do:  write list, or list all
          > find
          there is nothing to look for
            do:  write find and the words
          > undo
          there is nothing to take back
          > redo
          there is nothing to do again
          > back
          the text begins here
          > next
          the text ends at line 5
          > open i09
          there is no source "i09"
            do:  did you mean "i01"?
          > about nothing
          there is no code "nothing"
            do:  there is: utility, cost

          """)
      #expect(dialogue.session.codings.isEmpty)
    }
  }

  @Test func severalCodesAreGivenAllOrNone() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      let text = transcript(
        ["s 2 отец", "c cost", "s 2", "c utility cost", "list", "c Utility value", "s 5", "c cost, utility cost"],
        in: &dialogue)
      #expect(
        text == """
          > s 2 отец
          line 2, 56–60: "Отец"
          > c cost
          #1  line 2  cost  "Отец"
          > s 2
          line 2, 31–100: "The fees ate all we had. Отец продал м … he grant came late."
          > c utility cost
          "cost" is on some of these words already: #1, 56–60
            why: these words would count twice
            do:  remove 1 first, or select other words
          > list
          #1  line 2  cost  "Отец"
          > c Utility value
          #2  line 2  utility  "The fees ate all we had. Отец продал м … he grant came late."
          > s 5
          line 5, 180–195: "Мен «иә» дедім."
          > c cost, utility cost
          #3  line 5  cost  "Мен «иә» дедім."
          #4  line 5  utility  "Мен «иә» дедім."

          """)
    }
  }

  @Test func codesAndTextsAreListed() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder, sources: [Desk.source(), Desk.source("i02", "Other words.")])
      let text = transcript(
        [
          "s 2 отец", "c cost", "codes", "codes val", "codes xyz", "about Цена", "about value", "sources", "open i02",
          "list", "f other",
        ],
        in: &dialogue)
      #expect(
        text == """
          > s 2 отец
          line 2, 56–60: "Отец"
          > c cost
          #1  line 2  cost  "Отец"
          > codes
          value  Value  (heading)
            utility  Utility value
          cost  Cost  1
          > codes val
          value  Value  (heading)
          utility  Utility value
          > codes xyz
          no code has "xyz" in its name
          > about Цена
          cost  Cost
            means: What is given up.
          > about value
          value  Value
          > sources
          * 1  i01  1 coding
            2  i02  0 codings
          > open i02
          i02.txt, line 1 of 1
              1  Other words.
          > list
          there are no codings of i02 yet
          > f other
          line 1, 0–5: "Other"

          """)
    }
  }

  @Test func othersAreShownOnlyWhenAskedFor() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      try FileBytes.write("source\tstart\tend\tcode\tcoder\ni01\t31\t54\tcost\tB\n", to: path)
      var dialogue = try dialogue(folder)
      let text = transcript(
        ["show 2-2", "list", "list all", "remove 1", "s 2 the fees .. had", "c cost"], in: &dialogue)
      #expect(
        text == """
          > show 2-2
          i01.txt, line 2 of 5
              2  Р: The fees ate all we had. Отец продал машину, and the grant came late.
          > list
          there are no codings of i01 yet
          > list all
          #1  line 2  cost (B)  "The fees ate all we had"
          > remove 1
          coding #1 is by B
            why: coders work independently of each other, or their agreement says nothing
            do:  let B change it
          > s 2 the fees .. had
          line 2, 31–54: "The fees ate all we had"
          > c cost
          #2  line 2  cost  "The fees ate all we had"

          """)
    }
  }

  @Test func withoutAFrameAnyWordIsACode() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder, frame: CodingFrame(codes: []))
      let text = transcript(["codes", "s 5", "c новое other", "codes", "about новое"], in: &dialogue)
      #expect(
        text == """
          > codes
          there is no coding frame: any word is a code
          > s 5
          line 5, 180–195: "Мен «иә» дедім."
          > c новое other
          #1  line 5  новое  "Мен «иә» дедім."
          #2  line 5  other  "Мен «иә» дедім."
          > codes
          other
          новое
          > about новое
          there is no coding frame that says what "новое" means

          """)
    }
  }

  @Test func longLinesAreBrokenBetweenWords() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder, width: 40, pageLength: 2)
      let text = transcript(["2", "next", "n", "b", "b"], in: &dialogue)
      #expect(
        text == """
          > 2
          i01.txt, lines 2–3 of 5
              2  Р: The fees ate all we had. Отец
                 продал машину, and the grant came
                 late.
              3  И: А родители?
          > next
          i01.txt, lines 4–5 of 5
              4  Р: Родители поддержали. Грант всё
                 решил, бұл маған жақсы болды!
              5  Мен «иә» дедім.
          > n
          the text ends at line 5
          > b
          i01.txt, lines 2–3 of 5
              2  Р: The fees ate all we had. Отец
                 продал машину, and the grant came
                 late.
              3  И: А родители?
          > b
          i01.txt, lines 1–2 of 5
              1  И: Почему вы решили уехать?
              2  Р: The fees ate all we had. Отец
                 продал машину, and the grant came
                 late.

          """)
    }
  }

  @Test func selectedWordsAreReversedAndCodedOnesUnderlined() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder, sources: [Desk.source("i", "ab cd\u{1B}[31m ef")], usesColour: true)
      let text = transcript(["s ab cd", "c cost", "s cd", "show"], in: &dialogue)
      #expect(
        text == """
          > s ab cd
          line 1, 0–5: "ab cd"
          > c cost
          #1  line 1  cost  "ab cd"
          > s cd
          line 1, 3–5: "cd"
          > show
          i.txt, line 1 of 1
              1  \u{1B}[0;4mab \u{1B}[0;4;7mcd\u{1B}[0m\u{FFFD}[31m ef
                 #1  cost  "ab cd"

          """)
    }
  }

  @Test func theEndOfTheInputSaves() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      _ = transcript(["s 5", "c cost"], in: &dialogue)
      #expect(dialogue.end() == "1 coding saved in \(folder)/c.tsv\n")
      #expect(dialogue.end() == "")
    }
  }

  @Test func aFileThatChangedMeanwhileIsLeftAndTheWorkKeptBesideIt() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      var dialogue = try dialogue(folder)
      _ = transcript(["s 5", "c cost"], in: &dialogue)
      try FileBytes.write("# theirs\n", to: path)
      try FileBytes.write("x", to: path + ".rescued-1")
      let kept = """
        \(path): the file was changed since it was opened
          why: saving would take away what was written meanwhile
          do:  save under another name: save NAME

        """
      #expect(dialogue.reply(to: "save") == kept)
      #expect(dialogue.end() == kept + "1 coding saved in \(path).rescued-2\n")
      #expect(try contents(path) == "# theirs\n")
      #expect(try CodingsStore(path: path + ".rescued-2", sources: [Desk.source()]).reading.codings.count == 1)
    }
  }

  @Test func leavingWithoutSavingIsSaid() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      _ = transcript(["s 5", "c cost"], in: &dialogue)
      #expect(dialogue.reply(to: "quit!") == "left without saving\n")
      #expect(dialogue.end() == "")
      #expect(!FileBytes.exists(path: folder + "/c.tsv"))
    }
  }

  @Test func editedTextsAreSpokenOfAtTheBeginning() throws {
    try withFolder { folder in
      let path = folder + "/c.tsv"
      try FileBytes.write(
        """
        source\ttext\tstart\tend\tcode\tcoder\tbefore\tquote\tafter
        i01\tffffffffffffffff\t4\t9\tcost\tA\tabc \tgone words\t xyz

        """, to: path)
      let text = try dialogue(folder, pageLength: 1).opening()
      #expect(
        text == """
          1 source, 3 codes, 0 codings (0 by A) in \(folder)/c.tsv
          Codings whose place in the edited text is not certain, and which are not counted: 1.
          \(folder)/c.tsv:2: the text of i01 was edited, and the place of this coding is not certain
            why: its words are no longer there
            do:  code the passage anew
          i01.txt, line 1 of 5
              1  И: Почему вы решили уехать?
          help tells the commands.

          """)
    }
  }

  @Test func everyCommandIsOnTheHelpPage() throws {
    try withFolder { folder in
      var dialogue = try dialogue(folder)
      let page = dialogue.reply(to: "help")
      for word in [
        "show", "next", "back", "select", "find", "widen", "code", "memo", "remove", "undo", "redo", "list", "codes",
        "about", "sources", "open", "save", "quit", "quit!",
      ] { #expect(page.contains(word)) }
      #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }

  /// Whatever is typed is answered, and undoing everything brings the first state back.
  @Test func anythingMayBeTyped() throws {
    try withFolder { folder in
      let words = [
        "select", "s", "find", "/", "widen", "code", "memo", "remove", "undo", "redo", "list", "show", "next", "back",
        "codes",
        "about", "open", "1", "2-4", "5-1", "-", "@", "@1-99999", "@-5-9", "999999999999999999999", "..", "\"", "\"\"",
        "грант",
        "cost", "utility", "value", "--", "#1", "#", "word", "turn", "line", "all", "\u{301}", "🇰🇿", "\t", "help",
        "9223372036854775807",
        "1-9223372036854775807", "@0-9223372036854775807", "@9223372036854775806-9223372036854775807",
      ]
      var dialogue = try dialogue(folder)
      var state: UInt64 = 7
      for _ in 0..<5000 {
        var line: [String] = []
        for _ in 0..<5 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          if (state >> 60) < 11 { line.append(words[Int((state >> 33) % UInt64(words.count))]) }
        }
        _ = dialogue.reply(to: line.joined(separator: " "))
        for coding in dialogue.session.codings {
          #expect(coding.start >= 0 && coding.start < coding.end && coding.end <= dialogue.session.source.text.count)
        }
      }
      #expect(!dialogue.isOver)
      while dialogue.session.codings != [] {
        guard dialogue.reply(to: "undo") != "there is nothing to take back\n" else { break }
      }
      #expect(dialogue.session.codings.isEmpty)
    }
  }

  @Test func ownCodingsThatCannotBeCountedAreListed() throws {
    try withFolder { folder in
      let lines = [
        "source\tstart\tend\tcode\tcoder", "i01\t30\t20\tcost\tA", "i01\t0\t9999\tcost\tA", "i01\t3\t9\tnope\tA",
        "i01\t30\t20\tcost\tB", "i02\t30\t20\tcost\tA",
      ]
      try FileBytes.write(lines.joined(separator: "\n") + "\n", to: folder + "/c.tsv")
      let opening = try dialogue(folder).opening()
      #expect(
        opening.contains(
          """
          \(folder)/c.tsv:2: the span is reversed: it begins at 30 and ends at 20
            do:  exchange start and end
          \(folder)/c.tsv:3: the span ends at 9999, after the text's end at 195
            why: positions are Unicode scalars of the text with single line ends
            do:  see whether the program that wrote them counts bytes or UTF-16 units
          \(folder)/c.tsv:4: the code "nope" does not exist
            do:  there is: value, utility, cost
          i01.txt
          """), "\(opening)")
    }
  }

  /// A session that was killed, and the next one.
  @Test func unsavedWorkOutlivesTheProgram() throws {
    try withFolder { folder in
      let kept = folder + "/c.tsv.unsaved"
      var first = try dialogue(folder)
      _ = transcript(["select 2 the fees .. had", "code cost"], in: &first)
      #expect(FileBytes.exists(path: kept))
      #expect(!FileBytes.exists(path: folder + "/c.tsv"))
      var second = try dialogue(folder)
      #expect(
        second.opening().contains(
          "work that was not saved was found in \(kept) and is in hand: save keeps it, quit! drops it\n"))
      #expect(
        transcript(["list", "quit", "save", "quit"], in: &second) == """
          > list
          #1  line 2  cost  "The fees ate all we had"
          > quit
          there are changes that are not saved
            do:  save, or leave without them: quit!
          > save
          1 coding saved in \(folder)/c.tsv
          > quit

          """)
      #expect(!FileBytes.exists(path: kept))
    }
  }

  @Test func unsavedWorkIsDroppedOnRequestOnly() throws {
    try withFolder { folder in
      let kept = folder + "/c.tsv.unsaved"
      var first = try dialogue(folder)
      _ = transcript(["select 2 the fees .. had", "code cost", "undo"], in: &first)
      #expect(!FileBytes.exists(path: kept))
      _ = transcript(["redo", "quit!"], in: &first)
      #expect(!FileBytes.exists(path: kept))
      // Begun from another state of the file: it is told, left alone, and written beside.
      var cut = try dialogue(folder)
      _ = transcript(["select 2 the fees .. had", "code cost"], in: &cut)
      var other = try dialogue(folder)
      _ = transcript(["quit!"], in: &other)
      #expect(!FileBytes.exists(path: kept))
      _ = transcript(["code utility"], in: &cut)
      try FileBytes.write("source\tstart\tend\tcode\tcoder\n", to: folder + "/c.tsv")
      var late = try dialogue(folder)
      #expect(
        late.opening().contains(
          """
          \(kept): there is work that was not saved
            why: \(folder)/c.tsv was changed since
            do:  take it in with --import \(kept), or delete the file
          """))
      _ = transcript(["select 2 the fees .. had", "code cost"], in: &late)
      #expect(FileBytes.exists(path: kept + "-2"))
      #expect(try contents(kept).contains("utility"))
    }
  }
}
