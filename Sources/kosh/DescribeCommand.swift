internal import ArgumentParser
internal import KoshFiles
internal import KoshTable

/// `kosh describe`: what is in a data file?
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Show the variables, types, missing values and ranges of a data file.",
    discussion: """
      Reads a CSV file and tells for each column what it holds: numbers with their least, middle and greatest value, or \
      categories with the most frequent ones. Encoding, delimiter and decimal mark are found from the file. Names, free \
      answers and categories of a single row are never listed.

      EXAMPLE
        kosh describe pupils.csv
        kosh describe Население.csv --language ru --decimal ,
      """)

  @Argument(help: ArgumentHelp("The data file (CSV).", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The language of the words around the figures.", valueName: "language"))
  var language: Language = .en

  @Option(help: ArgumentHelp("What marks decimals, where the file does not show it: . or ,", valueName: "mark"))
  var decimal: String?

  @Option(help: ArgumentHelp("What separates fields: comma, semicolon or tab.", valueName: "sign"))
  var delimiter: String?

  @Option(help: ArgumentHelp("The encoding: utf-8, utf-16 or windows-1251.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Write JSON in full precision instead of a table.")
  var json = false

  func run() throws {
    do throws(Problems) {
      let (table, format) = try CSV.readWithFormat(bytes: try bytes(), name: file, options: try options())
      let summary = TableSummary(table)
      if json {
        print(summary.json(after: [("file", .string(file)), ("format", format.json)]).text(indent: true))
      } else {
        print(summary.text(title: file, notes: format.notes(in: language), in: language), terminator: "")
      }
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func bytes() throws(Problems) -> [UInt8] {
    do throws(Problem) { return try FileBytes.read(path: file) } catch { throw Problems(error) }
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
      if decimal == "." || decimal == "," {
        options.decimalMark = Character(decimal)
      } else {
        refuse(decimal, "decimal mark", ["\".\"", "\",\""])
      }
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
