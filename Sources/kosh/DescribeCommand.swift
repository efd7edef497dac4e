internal import ArgumentParser
internal import KoshFiles
internal import KoshTable

/// `kosh describe`: what is in this file?
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Show what a data file holds.",
    discussion: """
      Reads a CSV file – UTF-8, UTF-16, windows-1251 or KZ-1048; commas, semicolons or tabs; decimal point or comma – and shows \
      each variable: its type, missing values, distinct values, range or most frequent categories, and what is worth a \
      look. Names, free answers and categories of a single row are not listed.

      EXAMPLE
        kosh describe answers.csv
        kosh describe answers.csv --language ru
        kosh describe answers.csv --decimal , --json
      """)

  @Argument(help: ArgumentHelp("The data file.", valueName: "file"))
  var file: String

  @Option(help: "The language of the summary: en, ru or kk.")
  var language: Language = .en

  @Option(help: ArgumentHelp("What marks decimals, where the file does not show it: . or ,", valueName: "mark"))
  var decimal: String?

  @Option(help: ArgumentHelp("What separates fields: comma, semicolon or tab.", valueName: "sign"))
  var delimiter: String?

  @Option(help: ArgumentHelp("The encoding: utf-8, utf-16, windows-1251 or kz-1048.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Write JSON, for programs.")
  var json = false

  func run() throws {
    do throws(Problems) {
      let description = try FileDescription(path: file, options: try options())
      print(json ? description.json.text(indent: true) : description.text(language: language))
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func options() throws(Problems) -> CSVOptions {
    var options = CSVOptions()
    var problems: [Problem] = []
    func refuse(_ word: String, _ option: String, _ choices: [String]) {
      let near = Spelling.nearest(to: word, in: choices).map { "did you mean \"\($0)\"?" }
      problems.append(
        Problem(
          .specification, "there is no \(option) \"\(word)\"",
          remedy: near ?? "write one of: " + choices.joined(separator: "  ")))
    }
    if let decimal {
      options.decimalMark = decimal == "." || decimal == "," ? Character(decimal) : nil
      if options.decimalMark == nil { refuse(decimal, "decimal mark", [".", ","]) }
    }
    if let delimiter {
      options.delimiter = CSVDelimiter(text: delimiter)
      if options.delimiter == nil { refuse(delimiter, "delimiter", ["comma", "semicolon", "tab"]) }
    }
    if let encoding {
      options.encoding = TextEncoding(rawValue: encoding)
      if options.encoding == nil { refuse(encoding, "encoding", TextEncoding.allCases.map(\.rawValue)) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return options
  }
}
