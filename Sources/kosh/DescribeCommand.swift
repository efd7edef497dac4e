internal import ArgumentParser
internal import KoshFiles
internal import KoshTable

/// `kosh describe`: what is in this file?
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Show what a data file holds.",
    discussion: """
      Reads a CSV file – UTF-8, UTF-16 or windows-1251; commas, semicolons or tabs; decimal point or comma – and shows
      each variable: its type, missing values, distinct values, range or most frequent categories, and what is worth a
      look.

      EXAMPLE
        kosh describe answers.csv
        kosh describe answers.csv --language ru
        kosh describe answers.csv --json
      """)

  @Argument(help: ArgumentHelp("The data file.", valueName: "file"))
  var file: String

  @Option(help: "The language of the summary: en, ru or kk.")
  var language: Language = .en

  @Flag(help: "Write JSON, for programs.")
  var json = false

  func run() throws {
    do throws(Problems) {
      let description = try FileDescription(path: file)
      print(json ? description.json.text(indent: true) : description.text(language: language))
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }
}
