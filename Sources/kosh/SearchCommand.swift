internal import ArgumentParser
internal import KoshInterviews
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// `kosh search`: words of interviews in their context.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find words of interviews in their context.",
    usage: """
      kosh search WORDS PATH... [--order ORDER] [--speaker NAME]...
             kosh search WORDS PATH... --collocations [--window COUNT]
             kosh search --words PATH... [--by ATTRIBUTE [--cases FILE]] [--uneven]
             kosh search - PATH...
      """,
    discussion: """
      EXAMPLES
        kosh search грант interviews
        kosh search 'грант | шәкіртақы | scholarship*' interviews --order right
        kosh search '=ақша' i01.txt i02.docx --json
        kosh search грант interviews --collocations --speaker R
        kosh search --words interviews --by gender --cases cases.csv --uneven

      WORDS  грант finds every form of the word, in each language it can belong to by its \
      letters: Kazakh, Russian, English, also mixed in one sentence. =грант finds this \
      form only, стипенд* what begins so, * any one word; words in a row are found in a \
      row, and | separates alternatives. With - in place of words each line of the \
      standard input is looked for: the texts are read once.

      COLLOCATIONS are the words that stand near what was found more often than \
      elsewhere, ordered by G²; MI is the mutual information in bits. Neither is a test, \
      since words of a text are not independent.

      A WORD LIST counts the forms of a word together. BY takes an attribute of the \
      respondents' table (--cases), or a line of the texts' heads, such as language; \
      UNEVEN puts the words first that groups use most unevenly.

      THE PATHS are text, Markdown, .srt, .vtt and .docx files, or folders of them.

      EXIT STATUS is 0, also if nothing is found, or 2 if the words or an option are \
      wrong, or 3 if a file cannot be read.
      """)

  @Argument(
    help: ArgumentHelp("What to look for, then texts, or folders of texts.", valueName: "words-and-paths"),
    completion: .file(extensions: SourceFiles.endings))
  var arguments: [String]

  @Option(help: ArgumentHelp("How many signs are shown to either side.", valueName: "count"))
  var context = 36

  @Option(
    help: ArgumentHelp("By what lines are sorted: source, left, match or right.", valueName: "order"),
    completion: .list(ConcordanceOrder.allCases.map(\.rawValue)))
  var order = "source"

  @Option(help: ArgumentHelp("How many lines are shown at most.", valueName: "count"))
  var limit: Int?

  @Option(help: "The language of the words, if their letters leave it open: en, ru or kk.")
  var language: Language?

  @Option(help: ArgumentHelp("Whose turns are searched; whole texts unless given.", valueName: "name"))
  var speaker: [String] = []

  @Flag(help: "Show the words that stand near what is found.")
  var collocations = false

  @Option(help: ArgumentHelp("For collocations: how many words to either side.", valueName: "count"))
  var window = 5

  @Flag(name: .customLong("words"), help: "Show how often each word is used; all arguments are paths then.")
  var listsWords = false

  @Option(help: ArgumentHelp("For word lists: by what the texts are grouped.", valueName: "attribute"))
  var by: String?

  @Option(help: ArgumentHelp("The table of respondents that has the attribute.", valueName: "file"))
  var cases: String?

  @Flag(help: "For word lists: most uneven words first.")
  var uneven = false

  @Flag(help: "Write JSON, for programs.")
  var json = false

  func run() throws {
    do throws(Problems) {
      try look()
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func look() throws(Problems) {
    try checkOptions()
    let paths = listsWords ? arguments : Array(arguments.dropFirst())
    guard !paths.isEmpty else {
      throw Problems(
        Problem(.specification, "it is not told where to look", remedy: "name texts, or folders of texts"))
    }
    let asked = listsWords || arguments[0] == "-" ? nil : try query(arguments[0])
    var sources = try SourceFiles(paths: paths).sources
    let groups = try by.map { attribute throws(Problems) in
      if let cases { return try SourceGroups.read(attribute, casesPath: cases, sources: sources) }
      return try SourceGroups.heads(attribute, sources: sources)
    }
    if !speaker.isEmpty {
      sources = try keeping(speaker, sources)
    } else if listsWords || collocations {
      // Names before the turns are no words that anybody said.
      sources = sources.map { $0.keepingSpeech() }
    }
    let index = SearchIndex(sources)
    if listsWords {
      let list = WordListText(index.wordList(groups: groups), byUnevenness: uneven, limit: limit ?? 50)
      write(list.json, list.text)
    } else if let asked {
      try tell(asked, index)
    } else {
      while let line = readLine() {
        guard line.contains(where: { $0 != " " }) else { continue }
        try tell(query(line), index)
        fflush(nil)
      }
    }
  }

  private func tell(_ query: SearchQuery, _ index: SearchIndex) throws(Problems) {
    if collocations {
      let found = CollocationsText(query, in: index, window: window, limit: limit ?? 50)
      write(found.json, found.text)
    } else {
      let found = ConcordanceText(
        query, in: index, context: context, order: ConcordanceOrder(rawValue: order) ?? .source, limit: limit)
      write(found.json, found.text(usesColour: Terminal.isInteractive))
    }
  }

  private func write(_ value: JSONValue, _ text: String) {
    print(json ? value.text(indent: true) + "\n" : text, terminator: "")
  }

  private func query(_ words: String) throws(Problems) -> SearchQuery {
    do throws(Problem) { return try SearchQuery(words, language: language) } catch { throw Problems(error) }
  }

  private func keeping(_ speakers: [String], _ sources: [Source]) throws(Problems) -> [Source] {
    let known = Set(sources.flatMap(\.turns).compactMap(\.speaker)).sorted()
    let missing = speakers.filter { !known.contains($0) }
    guard missing.isEmpty else {
      throw Problems(
        missing.map {
          Problem(
            .specification, "nobody is called \"\($0)\" in the texts", remedy: Spelling.advice(for: $0, among: known))
        })
    }
    return sources.map { $0.keeping(speakers: Set(speakers)) }
  }

  private func checkOptions() throws(Problems) {
    var problems: [Problem] = []
    let orders = ConcordanceOrder.allCases.map(\.rawValue)
    if !orders.contains(order) {
      problems.append(
        Problem(.specification, "there is no order \"\(order)\"", remedy: Spelling.advice(for: order, among: orders)))
    }
    if collocations, listsWords {
      problems.append(
        Problem(
          .specification, "--collocations and --words are asked for at once", why: "each is a table of its own",
          remedy: "ask for one of them"))
    }
    if !listsWords, by != nil || uneven {
      problems.append(
        Problem(.specification, "--by and --uneven belong to a word list", remedy: "add --words"))
    }
    if cases != nil, by == nil {
      problems.append(
        Problem(
          .specification, "the table of respondents is given, and no attribute of it", remedy: "add --by ATTRIBUTE"))
    }
    if window < 1 {
      problems.append(
        Problem(.specification, "the window is \(window)", remedy: "give a number of words, 1 or more"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }
}
