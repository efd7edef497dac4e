import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct SourceReaderTests {
  private func read(_ text: String, _ path: String) throws(Problems) -> Source {
    try SourceReader.read(Array(text.utf8), path: path)
  }

  @Test func plainTextIsKeptLetterByLetter() throws {
    let source = try read("И: Почему?\r\nР: Грант.\r\n\r\nИ: А семья?\r\nР: Поддержала.\r\nОчень.", "a/b/i01.txt")
    #expect(source.id == "i01")
    #expect(source.name == "i01.txt")
    #expect(source.path == "a/b/i01.txt")
    #expect(source.text.string == "И: Почему?\nР: Грант.\n\nИ: А семья?\nР: Поддержала.\nОчень.")
    #expect(source.turns.map(\.speaker) == ["И", "Р", "И", "Р"])
    #expect(source.turns.map { source.text[$0.range] } == ["Почему?", "Грант.", "А семья?", "Поддержала.\nОчень."])
    #expect(source.turn(at: 3)?.speaker == "И")
    #expect(source.turn(at: 0) == nil)
    #expect(source.turn(at: source.text.count) == nil)
  }

  @Test func aHeadOfAMarkdownFileIsMetadata() throws {
    let source = try read(
      "---\nsource: r7\nlanguage: kk\nCase: \"R07: a\"\nnote\n---\n**Q:** Неге?\n**A:** Оқу.\n**Q:** Тағы?\n**A:** Жұмыс: ақша.\n",
      "i.md")
    #expect(source.id == "r7")
    #expect(source.language == .kk)
    #expect(source.metadata == ["source": "r7", "language": "kk", "case": "R07: a"])
    #expect(source.turns.map(\.speaker) == ["Q", "A", "Q", "A"])
    #expect(source.text[source.turns[3].range] == "Жұмыс: ақша.")
    #expect(source.text.string.hasPrefix("---\n"))
  }

  @Test func aHeadThatIsNotClosedIsText() throws {
    #expect(try read("---\na: b\n", "i.txt").metadata.isEmpty)
  }

  @Test func timesAtTheHeadOfATurn() throws {
    let source = try read("[00:00:05] И: Да?\n[00:01:10] Р: Нет.\n[00:01:20] И: Так.\n(01:30) Р: Вот.", "i.txt")
    #expect(source.turns.map(\.start) == [5, 70, 80, 90])
    #expect(source.turns.map(\.end) == [70, 80, 90, nil])
  }

  @Test func aColonInASentenceIsNoSpeaker() throws {
    let source = try read(
      "There is one thing: money.\nAnd one more thing in this long sentence of mine: luck.\nhttp://a.b", "i.txt")
    #expect(source.turns.isEmpty)
  }

  @Test func aWordDocumentIsReadAsItsText() throws {
    var archive = ZIPWriter()
    let paragraphs = ["И: Почему?", "Р: Грант.", "И: А семья?", "Р: Поддержала."]
    let body = paragraphs.map { "<w:p><w:r><w:t xml:space=\"preserve\">\($0)</w:t></w:r></w:p>" }.joined()
    try archive.add(
      "word/document.xml",
      Array(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\(body)</w:body></w:document>"
          .utf8))
    let source = try SourceReader.read(try archive.finished(), path: "a/i05.docx")
    #expect(source.id == "i05")
    #expect(source.text.string == paragraphs.joined(separator: "\n"))
    #expect(source.turns.map(\.speaker) == ["И", "Р", "И", "Р"])
    #expect(source.cautions == [])
    #expect(throws: Problems.self) { try SourceReader.read([1, 2, 3], path: "i.docx") }
  }

  @Test func oldCyrillicEncodingIsTold() throws {
    // "Да\r\n" in windows-1251.
    let source = try SourceReader.read([0xC4, 0xE0, 0x0D, 0x0A], path: "i.txt")
    #expect(source.text.string == "Да\n")
  }

  @Test func whatCannotBeReadIsSaid() {
    #expect(
      throws: Problems(
        Problem(
          .data, "the kind of file is not known", at: Place(file: "i.pdf"),
          why: "a source ends in .txt, .md, .docx, .srt or .vtt",
          remedy: "save it as plain text, or give it the ending of what it is"))
    ) { try read("", "i.pdf") }
    #expect(
      throws: Problems(
        Problem(
          .data, "this is a ZIP archive, such as a word processor's document, not text", at: Place(file: "i.txt"),
          remedy: "give it the ending of what it is, such as .docx, or save it as plain text in UTF-8"))
    ) { try SourceReader.read([0x50, 0x4B, 0x03, 0x04], path: "i.txt") }
  }

  @Test func anyBytesAreReadOrRefused() {
    var random = SeededRandom(seed: 11)
    let pieces = [
      "---\n", "a: b\n", "1\n", "00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n", "\n", "<v A>", "<", ">", "&amp;",
      "И: да\n", "[", "]", "\u{FEFF}", "\r",
    ]
    for round in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(12) { bytes += pieces[random.below(pieces.count)].utf8 }
      if round % 3 == 0, !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
      for kind in SourceReader.Kind.allCases {
        guard let source = try? SourceReader.read(bytes, path: "f", kind: kind) else { continue }
        var at = 0
        for turn in source.turns {
          #expect(turn.range.lowerBound >= at && turn.range.upperBound <= source.text.count)
          at = turn.range.upperBound
        }
      }
    }
  }

  @Test func whatIsNoTextIsNotRead() {
    func problem(_ bytes: [UInt8]) -> String {
      do throws(Problems) {
        _ = try SourceReader.read(bytes, path: "a.txt")
        return ""
      } catch { return error.description }
    }
    #expect(
      problem(Array("ab\nc\0d".utf8)) == """
        a.txt:2: this is no text: it holds a zero byte
          why: it may be a picture, a recording or a document of another program
          do:  check that the right file was given, or save its text as UTF-8
        """)
    #expect(
      problem(Array("abc\u{1}\u{2}".utf8)) == """
        a.txt: this is no text: 2 of its 5 bytes are control signs
          why: it may be a picture, a recording or a document of another program
          do:  check that the right file was given, or save its text as UTF-8
        """)
    // A page break, and a stray sign in a long text, do no harm.
    #expect(problem(Array(("page\u{C}" + String(repeating: "a", count: 100) + "\u{1A}").utf8)) == "")
  }

  @Test func aGuessedEncodingAndAnEmptyTextAreTold() throws {
    #expect(try read("Грант.", "a.txt").cautions == [])
    let old = try SourceReader.read([0xC3, 0xF0, 0xE0, 0xED, 0xF2, 0x2E, 0x20, 0xC4, 0xE0, 0x2E], path: "a.txt")
    #expect(old.text.string == "Грант. Да.")
    #expect(old.cautions.map(\.code) == ["source_encoding"])
    #expect(
      old.cautions[0].text.en
        == "The text is not in UTF-8 and was read as Windows-1251: see whether its letters are right.")
    #expect(try read("", "a.txt").cautions.map(\.code) == ["source_empty"])
    #expect(try read(" \n\t\n", "a.md").cautions.map(\.code) == ["source_empty"])
  }
}
