import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PseudonymsTests {
  private let key = PseudonymKey([
    .init(real: "Айгерім", pseudonym: "Адам-1", kind: "person"), .init(real: "Айгерімнің", pseudonym: "Адам-1-дің"),
    .init(real: "Алматы", pseudonym: "Қала-1", kind: "place"), .init(real: "New York", pseudonym: "Қала-2"),
  ])

  @Test func namesAreReplacedAndPutBack() throws {
    let real = SourceText("Айгерім New York-та. Айгерімнің үйі Алматыда емес, Алматы маңында.")
    let result = try key.replacing(in: real)
    // "Алматыда" is another word: declined forms are entries of their own.
    #expect(result.text.string == "Адам-1 Қала-2-та. Адам-1-дің үйі Алматыда емес, Қала-1 маңында.")
    #expect(key.restoring(result.text).text == real)
  }

  @Test func codingsMoveWithTheText() throws {
    let real = SourceText("Мен Айгерім болдым")
    let result = try key.replacing(in: real)
    #expect(result.changes.map(\.before) == [4..<11])
    #expect(result.text[result.moved(12..<18)] == "болдым")
    #expect(result.text[result.moved(0..<3)] == "Мен")
    #expect(result.text[result.moved(0..<6)] == "Мен Адам-1")
    #expect(result.text[result.moved(6..<18)] == "Адам-1 болдым")
    #expect(result.text[result.moved(4..<11)] == "Адам-1")
  }

  @Test func aPseudonymThatIsInTheTextIsRefused() {
    #expect(
      throws: Problems(
        Problem(
          .data, "the pseudonym \"Қала-1\" is in the real text already", at: Place(file: "i.txt", line: 2, column: 3),
          why: "putting the names back would change these words, too", remedy: "choose another pseudonym"))
    ) { try key.replacing(in: SourceText("Жол\nА Қала-1!"), file: "i.txt") }
  }

  @Test func aKeyThatCannotBeTurnedIsRefused() {
    let broken = PseudonymKey([
      .init(real: "A", pseudonym: "P"), .init(real: "A", pseudonym: "Q"), .init(real: "B", pseudonym: "P"),
      .init(real: "", pseudonym: "R"), .init(real: "C", pseudonym: "B"),
    ])
    #expect(
      broken.check().map(\.description) == [
        "the key has \"A\" twice\n  do:  keep one of the two entries",
        "the key uses the pseudonym \"P\" twice\n  why: it could not be told which name to put back\n  do:  choose another pseudonym",
        "an entry of the key is empty: \"\" → \"R\"\n  do:  fill both in",
        "the pseudonym \"B\" is also a real name of the key\n  do:  choose another pseudonym",
      ])
    #expect(throws: Problems.self) { try broken.replacing(in: SourceText("x")) }
  }

  @Test func whatIsReplacedCanAlwaysBePutBack() {
    var random = SeededRandom(seed: 41)
    let pieces = ["Ая", "Аян", " ", "-", "x", "Ж1", "Ж", "1", ".", "\n"]
    func word() -> String { (0..<(1 + random.below(3))).map { _ in pieces[random.below(pieces.count)] }.joined() }
    var kept = 0
    for _ in 0..<2_000 {
      let key = PseudonymKey([.init(real: word(), pseudonym: word()), .init(real: word(), pseudonym: word())])
      let real = SourceText((0..<12).map { _ in pieces[random.below(pieces.count)] }.joined())
      guard let result = try? key.replacing(in: real) else { continue }
      kept += 1
      #expect(key.restoring(result.text).text == real)
    }
    #expect(kept > 100)
  }

  @Test func theKeyIsAFileOfItsOwn() throws {
    let folder = try temporaryFolder("key")
    let path = folder + "/key.tsv"
    unlink(path)
    try FileBytes.makeDirectory(path: folder + "/study")
    try key.write(to: path, outsideOf: folder + "/study")
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(try PseudonymKey.read(SourceText(utf8: FileBytes.read(path: path)), file: path) == key)
    for inside in ["study/key.tsv", "study/../study/new/key.tsv"] {
      #expect(
        throws: Problem(
          .data, "the key would lie in the study's folder", at: Place(file: folder + "/" + inside),
          why: "whoever is given the study would be given the real names",
          remedy: "choose a place outside of \(folder)/study")
      ) { try key.write(to: folder + "/" + inside, outsideOf: folder + "/study") }
    }
  }

  @Test func aKeyThatCannotBeReadIsSaid() {
    #expect(
      throws: Problems(
        Problem(
          .data, "the key has no columns \"real\" and \"pseudonym\"", at: Place(file: "k", line: 1),
          remedy: "write them in its first line"))
    ) { try PseudonymKey.read(SourceText("a,b\n"), file: "k") }
    #expect(
      throws: Problems([
        Problem(
          .data, "the key uses the pseudonym \"P\" twice", at: Place(file: "k"),
          why: "it could not be told which name to put back", remedy: "choose another pseudonym"),
        Problem(.data, "3 cells instead of 2", at: Place(file: "k", line: 4), remedy: "mend the line"),
      ])
    ) { try PseudonymKey.read(SourceText("real,pseudonym\na,P\nb,P\nc,d,e\n"), file: "k") }
  }
}
