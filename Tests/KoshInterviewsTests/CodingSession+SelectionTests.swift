import KoshInterviews
import KoshTable
import Testing

@Suite struct CodingSessionSelectionTests {
  private func problem<T>(_ body: () throws -> T) throws -> String {
    try #require(#expect(throws: Problem.self) { try body() }).description
  }

  private func words(_ session: CodingSession) -> String? { session.selection.map { session.source.text[$0] } }

  @Test func blanksAtTheEndsAreLeftOut() throws {
    var session = try Desk.session(sources: [Desk.source("i", " \n ab c \n")])
    try session.select(0..<9)
    #expect(session.selection == 3..<7)
    #expect(try problem { try session.select(0..<2) } == "there is nothing but blanks at 0–2")
    #expect(
      try problem { try session.select(5..<10) } == """
        the text ends at 9, before 10
          do:  positions are Unicode scalars, counted from 0
        """)
    #expect(session.selection == 3..<7)
  }

  @Test func linesAreSelectedWithoutTheSpeaker() throws {
    var session = try Desk.session()
    try session.select(lines: 3...3)
    #expect(words(session) == "А родители?")
    try session.select(lines: 4...5)
    #expect(words(session) == "Родители поддержали. Грант всё решил, бұл маған жақсы болды!\nМен «иә» дедім.")
    try session.select(lines: 5...5)
    #expect(words(session) == "Мен «иә» дедім.")
    #expect(
      try problem { try session.select(lines: 4...9) } == """
        there is no line 9
          do:  i01 has the lines 1 to 5
        """)
    #expect(
      try problem { try session.select(lines: 0...2) } == """
        there is no line 0
          do:  i01 has the lines 1 to 5
        """)
  }

  @Test func wordsAreSoughtFromAPlaceOn() throws {
    var session = try Desk.session(sources: [Desk.source("i", "грант, Грант\nи грант")])
    #expect(try session.select(words: "ГРАНТ").range == 0..<5)
    let second = try session.select(words: "грант", from: 1)
    #expect(second.range == 7..<12)
    #expect((second.place, second.count) == (2, 3))
    #expect(try session.select(words: "грант", from: 99).place == 1)
    #expect(try session.select(words: "грант", inLines: 2...2).range == 15..<20)
    #expect(try session.select(words: "грант", to: "и").range == 0..<14)
  }

  @Test func wordsThatAreNotThereAreTold() throws {
    var session = try Desk.session()
    #expect(try problem { try session.select(words: "стипендия") } == "\"стипендия\" does not occur in i01")
    #expect(
      try problem { try session.select(words: "грант", inLines: 1...1) } == "\"грант\" does not occur on line 1")
    #expect(
      try problem { try session.select(words: "fees", to: "почему", inLines: 2...3) }
        == "\"почему\" does not occur after \"fees\" on lines 2–3")
  }

  @Test func aSelectionGrows() throws {
    var session = try Desk.session()
    _ = try session.select(words: "ға")
    #expect(words(session) == "ға")
    try session.widen(to: .word)
    #expect(words(session) == "маған")
    try session.widen(to: .sentence)
    #expect(words(session) == "Грант всё решил, бұл маған жақсы болды!")
    try session.widen(to: .line)
    #expect(words(session) == "Родители поддержали. Грант всё решил, бұл маған жақсы болды!")
    try session.widen(to: .turn)
    #expect(words(session) == "Родители поддержали. Грант всё решил, бұл маған жақсы болды!\nМен «иә» дедім.")
  }

  @Test func theFirstSentenceDoesNotTakeTheSpeaker() throws {
    var session = try Desk.session()
    _ = try session.select(words: "ate")
    try session.widen(to: .sentence)
    #expect(words(session) == "The fees ate all we had.")
  }

  @Test func aSelectionOfTheSpeakerStays() throws {
    var session = try Desk.session()
    try session.select(28..<34)
    try session.widen(to: .word)
    #expect(session.selection == 28..<34)
  }

  @Test func withoutSpeakersThereAreNoTurns() throws {
    var session = try Desk.session(sources: [Desk.source("i", "Просто текст.")])
    #expect(
      try problem { try session.widen(to: .word) } == """
        nothing is selected
          do:  select words first: select 12, or select the first words .. the last
        """)
    try session.select(0..<6)
    #expect(
      try problem { try session.widen(to: .turn) } == """
        the text does not say who speaks at 0–6
          do:  widen line
        """)
  }
}
