internal import ArgumentParser
internal import KoshFiles
internal import KoshStatistics
internal import KoshTable

/// `kosh agree`: how far do coders agree?
struct AgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Measure how far coders agree.",
    usage:
      "kosh agree FILE [--metric nominal|ordinal|interval|ratio] [--order VALUES] [--coder VAR] [--unit VAR] [--value VAR] [--json]",
    discussion: """
      EXAMPLES
        kosh agree codings.csv
        kosh agree grades.csv --metric ordinal --order low,middle,high

      THE FILE has a row for each value that a coder gave to a unit: the columns \
      coder, unit and value. A unit that a coder left out may miss or be empty.

      THE MEASURES are the share of agreeing pairs, Cohen's κ of each pair of coders, \
      Fleiss' κ, Krippendorff's α and Gwet's AC1, over all and for each value against \
      the others, with the share of each value and the units on which they rest. What \
      is undefined, such as κ where everybody always gave one value, is said to be so.

      THE METRIC says how far two values are apart: not at all but equal or different \
      (nominal), by their order, by their difference (interval) or by their difference \
      relative to their sum (ratio). Values that are numbers are in order; of others \
      --order tells it, from the least to the greatest.

      Last come the units to talk about: those of which the coders do not say the same.

      EXIT STATUS is 0, or 2 if an option is wrong, or 3 if the data cannot be read or \
      used.
      """)

  @Argument(help: "A CSV file with a row for each value.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    help: ArgumentHelp("How far values are apart: nominal, ordinal, interval or ratio.", valueName: "metric"),
    completion: .list(AgreementMetric.allCases.map(\.rawValue)))
  var metric = "nominal"

  @Option(help: ArgumentHelp("The values from the least to the greatest, separated by commas.", valueName: "values"))
  var order: String?

  @Option(help: ArgumentHelp("The column with the coder.", valueName: "var"))
  var coder = "coder"

  @Option(help: ArgumentHelp("The column with the unit.", valueName: "var"))
  var unit = "unit"

  @Option(help: ArgumentHelp("The column with the value.", valueName: "var"))
  var value = "value"

  @Flag(help: "Write JSON in full precision instead of tables.")
  var json = false

  func run() throws {
    do throws(Problems) {
      let text = try agreement()
      if json { print(text.json.text(indent: true)) } else { print(text.text, terminator: "") }
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func agreement() throws(Problems) -> AgreementText {
    guard let metric = AgreementMetric(rawValue: metric) else {
      throw Problems(
        Problem(
          .specification, "there is no metric \"\(metric)\"",
          remedy: Spelling.advice(for: metric, among: AgreementMetric.allCases.map(\.rawValue))))
    }
    let values = order?.split(separator: ",", omittingEmptySubsequences: true).map { part in
      String(part.drop { $0 == " " })
    }
    let table = try CSV.read(path: file)
    let ratings = try Ratings(table: table, coder: coder, unit: unit, value: value, order: values)
    do throws(Problem) {
      return try AgreementText(ratings, metric: metric, source: file)
    } catch {
      throw Problems(error)
    }
  }
}
