import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PseudonymKeyLeftTests {
  @Test func namesAndTheirFormsAreFound() {
    let key = PseudonymKey([
      .init(real: "Айгерим", pseudonym: "Person-1"), .init(real: "Ася", pseudonym: "Person-2"),
      .init(real: "New York", pseudonym: "Place-1"),
    ])
    let left = key.left(in: SourceText("Person-1 и подруга Айгерима.\nАЙГЕРИМ, new york. Асямен? Ася!"))
    // A name of three letters is looked for whole: "Асямен" may be another word.
    #expect(left.map(\.word) == ["Айгерима", "АЙГЕРИМ", "new york", "Ася"])
    #expect(left.map(\.line) == [1, 2, 2, 2])
    #expect(key.left(in: SourceText("Баайгерим")) == [])
    #expect(PseudonymKey([]).left(in: SourceText("Айгерим")) == [])
  }

  @Test func aProposalKeepsTheEndingsOfNames() {
    let texts = [
      SourceText("Мы с Айгерим жили в Алматы. Потом у Айгеримнің үйі, и снова Алматы."),
      SourceText("Он и Болат. Мы и Person-9."),
    ]
    let key = PseudonymKey([.init(real: "Болат", pseudonym: "Person-9", kind: "person")]).proposing(from: texts)
    #expect(
      key.entries.map { "\($0.real) → \($0.pseudonym)" } == [
        "Болат → Person-9", "Алматы → Name-1", "Айгерим → Name-2", "Айгеримнің → Name-2-нің",
      ])
    #expect(key.check() == [])
    #expect(key.proposing(from: texts) == key)
    let back = try? key.replacing(in: texts[0])
    #expect(back?.text.string == "Мы с Name-2 жили в Name-1. Потом у Name-2-нің үйі, и снова Name-1.")
  }

  @Test func aKeyStaysOutOfWhatIsGivenAway() throws {
    try withFolder { folder in
      try FileBytes.makeDirectory(path: folder + "/study/interviews")
      try FileBytes.write("kosh: 1\n", to: folder + "/study/study.yaml")
      let published = PseudonymKey.publishedFolder(of: folder + "/study/interviews")
      #expect(published == PseudonymKey.absolute(folder + "/study"))
      #expect(PseudonymKey.publishedFolder(of: folder + "/elsewhere") == folder + "/elsewhere")
      #expect(throws: Problem.self) { try PseudonymKey.keepApart(folder + "/study/key.tsv", from: published) }
      #expect(throws: Never.self) { try PseudonymKey.keepApart(folder + "/key.tsv", from: published) }
    }
  }

  @Test func aKeyThatIsWrittenAgainStaysAsACopy() throws {
    try withFolder { folder in
      let path = folder + "/key.tsv"
      let first = PseudonymKey([.init(real: "Ася", pseudonym: "Person-1")])
      let none = try first.write(to: path, outsideOf: nil)
      #expect(none == nil)
      let second = PseudonymKey(first.entries + [.init(real: "Алматы", pseudonym: "Place-1")])
      let copy = try second.write(to: path, outsideOf: folder + "/study")
      #expect(copy == path + ".bak-1")
      let (now, before) = (try PseudonymKey.read(path: path), try PseudonymKey.read(path: path + ".bak-1"))
      #expect(now == second)
      #expect(before == first)
      for file in [path, path + ".bak-1"] { #expect(try rights(file) == 0o600) }
    }
  }

  private func rights(_ path: String) throws -> UInt32 {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return UInt32(status.st_mode) & 0o777
  }
}
