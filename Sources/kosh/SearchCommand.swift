internal import ArgumentParser
internal import KoshInterviews
internal import KoshTable

/// `kosh search`: words of interviews in their context.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find words of interviews in their context.",
    discussion: """
      EXAMPLES
        kosh search грант interviews
        kosh search 'грант | шәкіртақы | scholarship*' interviews --order right
        kosh search '=ақша' i01.txt i02.docx --json

      WORDS  грант finds every form of the word, in each language it can belong to by its \
      letters: Kazakh, Russian, English, also mixed in one sentence. =грант finds this \
      form only, стипенд* what begins so, * any one word; words in a row are found in a \
      row, and | separates alternatives.

      THE PATHS are text, Markdown, .srt, .vtt and .docx files, or folders of them.

      EXIT STATUS is 0, also if nothing is found, or 2 if the words or an option are \
      wrong, or 3 if a file cannot be read.
      """)

  @Argument(help: ArgumentHelp("What to look for.", valueName: "words"))
  var words: String

  @Argument(
    help: ArgumentHelp("Texts, or folders of texts.", valueName: "path"),
    completion: .file(extensions: SourceFiles.endings))
  var paths: [String]

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

  @Flag(help: "Write JSON, for programs.")
  var json = false

  func run() throws {
    do throws(Problems) {
      let found = try found()
      print(
        json ? found.json.text(indent: true) + "\n" : found.text(usesColour: Terminal.isInteractive), terminator: "")
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func found() throws(Problems) -> ConcordanceText {
    let orders = ConcordanceOrder.allCases.map(\.rawValue)
    guard let order = ConcordanceOrder(rawValue: order) else {
      throw Problems(
        Problem(
          .specification, "there is no order \"\(self.order)\"", remedy: Spelling.advice(for: self.order, among: orders)
        ))
    }
    let query: SearchQuery
    do throws(Problem) { query = try SearchQuery(words, language: language) } catch { throw Problems(error) }
    let files = try SourceFiles(paths: paths)
    return ConcordanceText(query, in: SearchIndex(files.sources), context: context, order: order, limit: limit)
  }
}
