import KoshInterviews
import KoshTable
import Testing

@Suite struct SearchQueryTests {
  @Test func readsWhatIsWritten() throws {
    #expect(
      try SearchQuery("жұмыс іздеу | job hunt*").alternatives == [
        [.stem("жұмыс", [.kk]), .stem("іздеу", [.kk])], [.stem("job", [.en]), .prefix("hunt")],
      ])
    #expect(try SearchQuery("Грант").alternatives == [[.stem("грант", [.ru, .kk])]])
    #expect(try SearchQuery("Грант", language: .kk).alternatives == [[.stem("грант", [.kk])]])
    #expect(try SearchQuery("=Гранты * 2019").alternatives == [[.form("гранты"), .any, .form("2019")]])
    #expect(try SearchQuery("бакалавр-маг*").alternatives == [[.stem("бакалавр", [.ru, .kk]), .prefix("маг")]])
  }

  @Test func queriesThatAskNothing() {
    func problem(_ text: String) -> String? {
      do throws(Problem) {
        _ = try SearchQuery(text)
        return nil
      } catch { return error.description }
    }
    #expect(
      problem("  ") == """
        the search "  " has no word
          do:  write a word, such as грант, or alternatives with | between
        """)
    #expect(
      problem("грант |") == """
        the search "грант |" has no word after |
          do:  write a word, such as грант, or alternatives with | between
        """)
    #expect(
      problem("* *") == """
        the search "* *" is for any word at all
          why: * stands for a word beside others
          do:  name a word too
        """)
  }

  /// A sentence without letters of Kazakh only does not hide a Kazakh word, nor a Kazakh sentence a Russian one.
  @Test func theSentenceAroundAWordDoesNotHideIt() throws {
    func found(_ text: String, _ words: String = "грант") throws -> [String] {
      let index = SearchIndex([Source(id: "a", text: SourceText(text))])
      return index.lines(index.matches(try SearchQuery(words))).map(\.match)
    }
    #expect(try found("Грантты алдым.") == ["Грантты"])
    #expect(try found("Мен грантсыз бардым, она без грантов.") == ["грантсыз", "грантов"])
    #expect(try found("Оқу үшін гранта жоқ еді.") == ["гранта"])
  }

  private func found(_ query: String, in text: String) throws -> [String] {
    let source = Source(id: "a", text: SourceText(text))
    let index = SearchIndex([source])
    return index.matches(try SearchQuery(query)).map { source.text[index.range(of: $0)] }
  }

  /// Names of places and loans end like inflected words; what is typed is their dictionary form.
  @Test func dictionaryFormsThatLookInflectedFindTheirForms() throws {
    for (query, text) in [
      ("қазақстан", "Қазақстан, Қазақстанда, Қазақстанның, қазақстандық, Қазақстаннан, Қазақстанға"),
      ("өскемен", "Өскеменге, Өскеменде"), ("қарағанды", "Қарағандыға, Қарағандының"),
      ("қызылорда", "Қызылордаға, Қызылордада"), ("экзамен", "экзаменге, экзаменнен, экзамены"),
      ("отан", "отанға, отаным, отаны, отанды"), ("диплом", "дипломмен, дипломды, дипломом, диплому"),
    ] { #expect(try found(query, in: text) == text.split(separator: ", ").map(String.init), "\(query)") }
    #expect(try found("жұмыс", in: "жұмыстан, жұмысы") == ["жұмыстан", "жұмысы"])
  }

  @Test func theHeadOfATextIsNotSearched() throws {
    #expect(try found("kk", in: "---\nlanguage: kk\n---\nkk.\n") == ["kk"])
    #expect(try found("language", in: "---\nlanguage: kk\n---\nкелдім\n") == [])
  }
}
