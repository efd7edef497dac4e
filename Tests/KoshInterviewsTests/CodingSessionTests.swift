import KoshInterviews
import KoshTable
import Testing

/// A small interview, a frame and a session over them.
enum Desk {
  static let text = """
    И: Почему вы решили уехать?
    Р: The fees ate all we had. Отец продал машину, and the grant came late.
    И: А родители?
    Р: Родители поддержали. Грант всё решил, бұл маған жақсы болды!
    Мен «иә» дедім.
    """

  static let frame = CodingFrame(codes: [
    Code("value", name: Trilingual(en: "Value", ru: "Ценность", kk: "Құндылық"), isCodable: false),
    Code("utility", name: Trilingual(en: "Utility value", ru: "Полезность", kk: "Пайдалылық"), parent: "value"),
    Code(
      "cost", name: Trilingual(en: "Cost", ru: "Цена", kk: "Шығын"),
      definition: Trilingual(en: "What is given up.", ru: "Чем жертвуют.", kk: "Неден бас тартады.")),
  ])

  static func source(_ id: String = "i01", _ text: String = text) -> Source {
    SourceReader.source(SourceText(text), name: id + ".txt", stem: id, path: id + ".txt")
  }

  static func session(codings: [Coding] = [], sources: [Source]? = nil, frame: CodingFrame = frame) throws
    -> CodingSession
  {
    try #require(
      CodingSession(sources: sources ?? [source()], frame: frame, codings: codings, coder: "A", date: "2024-05-01"))
  }
}

@Suite struct CodingSessionTests {
  private func problem<T>(_ body: () throws -> T) throws -> String {
    try #require(#expect(throws: Problem.self) { try body() }).description
  }

  @Test func selectedWordsGetACode() throws {
    var session = try Desk.session()
    _ = try session.select(words: "the fees", to: "had")
    let entry = try session.apply("cost", memo: "money")
    let expected = Coding(
      source: "i01", start: 31, end: 54, code: "cost", coder: "A", date: "2024-05-01", memo: "money")
    #expect(entry.number == 1)
    #expect(session.codings == [expected])
    #expect(session.source.text[31..<54] == "The fees ate all we had")
  }

  @Test func aCodeMayBeNamedInAnyLanguage() throws {
    let session = try Desk.session()
    for name in ["utility", "UTILITY", "Utility value", "полезность", "Пайдалылық"] {
      #expect(try session.codeID(name) == "utility")
    }
  }

  @Test func withoutAFrameAnyWordIsACode() throws {
    let session = try Desk.session(frame: CodingFrame(codes: []))
    #expect(try session.codeID("новое") == "новое")
  }

  @Test func whatCannotBeAppliedIsTold() throws {
    var session = try Desk.session()
    #expect(
      try problem { try session.apply("cost") } == """
        nothing is selected
          do:  select words first: select 12, or select the first words .. the last
        """)
    try session.select(lines: 1...1)
    #expect(
      try problem { try session.apply("utilty") } == """
        there is no code "utilty"
          do:  did you mean "utility"?
        """)
    #expect(
      try problem { try session.apply("value") } == """
        the code "value" is a heading
          why: the coding frame says that text does not get it
          do:  give one of the codes below it: utility
        """)
    _ = try session.apply("cost")
    try session.select(0..<9)
    #expect(
      try problem { try session.apply("cost") } == """
        "cost" is on some of these words already: #1, 3–27
          why: these words would count twice
          do:  remove 1 first, or select other words
        """)
    #expect(session.codings.count == 1)
    _ = try session.apply("utility")
    #expect(session.codings.count == 2)
  }

  @Test func codingsOfOthersAreNotTouched() throws {
    let other = Coding(source: "i01", start: 0, end: 9, code: "cost", coder: "B")
    var session = try Desk.session(codings: [other])
    #expect(
      try problem { try session.remove(1) } == """
        coding #1 is by B
          why: coders work independently of each other, or their agreement says nothing
          do:  let B change it
        """)
    #expect(
      try problem { try session.note(7, "x") } == """
        there is no coding #7
          do:  see list
        """)
    #expect(session.entriesHere().isEmpty)
    #expect(session.entriesHere(ofAll: true).map(\.coding) == [other])
    try session.select(0..<9)
    _ = try session.apply("cost")
    #expect(session.codings.count == 2)
  }

  @Test func everyStepGoesBackAndForth() throws {
    let own = Coding(source: "i01", start: 3, end: 9, code: "utility", coder: "A")
    let other = Coding(source: "i02", start: 0, end: 9, code: "cost", coder: "B")
    var session = try Desk.session(codings: [own, other])
    var states = [session.codings]
    try session.select(lines: 2...2)
    _ = try session.apply("cost")
    states.append(session.codings)
    _ = try session.note(3, "a note")
    states.append(session.codings)
    _ = try session.remove(1)
    states.append(session.codings)
    #expect(Set(states).count == 4)
    for state in states.dropLast().reversed() {
      #expect(session.undo() != nil)
      #expect(session.codings == state)
    }
    #expect(session.undo() == nil)
    for state in states.dropFirst() {
      #expect(session.redo() != nil)
      #expect(session.codings == state)
    }
    #expect(session.redo() == nil)
  }

  @Test func aNewStepEndsTheWayForth() throws {
    var session = try Desk.session()
    try session.select(lines: 2...2)
    _ = try session.apply("cost")
    _ = session.undo()
    _ = try session.apply("utility")
    #expect(session.redo() == nil)
    #expect(session.entries.map(\.number) == [2])
  }

  @Test func savedIsTheStateThatWasSaved() throws {
    var session = try Desk.session()
    #expect(session.isSaved)
    try session.select(lines: 2...2)
    _ = try session.apply("cost")
    #expect(!session.isSaved)
    session.markSaved()
    #expect(session.isSaved)
    _ = session.undo()
    #expect(!session.isSaved)
    _ = session.redo()
    #expect(session.isSaved)
    _ = session.undo()
    _ = try session.apply("cost")
    #expect(!session.isSaved)
  }

  @Test func sourcesAreTakenInHandByNameOrNumber() throws {
    var session = try Desk.session(sources: [Desk.source(), Desk.source("i02", "Other words.")])
    try session.select(lines: 1...1)
    try session.open("2")
    #expect(session.source.id == "i02")
    #expect(session.selection == nil)
    #expect(session.lines.count == 1)
    try session.open("i01.txt")
    #expect(session.source.id == "i01")
    #expect(
      try problem { try session.open("i03") } == """
        there is no source "i03"
          do:  did you mean "i01"?
        """)
    #expect(CodingSession(sources: [], frame: Desk.frame, codings: [], coder: "A") == nil)
  }
}
