public import ArgumentParser
internal import KoshStudy
public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The program: arguments in, exit code out.
@main
struct Kosh: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kosh",
    abstract: "Studies of migration and educational mobility, recomputed and checked.",
    discussion: """
      A study is a folder with study.yaml and its data. Kosh reads it, checks all \
      of it, computes, judges the published claims and writes one report in \
      English, Russian and Kazakh.

      EXAMPLE
        kosh new my-study            start a study
        kosh check my-study          is everything in order?
        kosh run my-study            compute and write out/index.html
        kosh fit 'y ~ x' data.csv    one regression, without a study
        kosh agree codings.csv       how far do coders agree?
        kosh describe data.csv       what is in this file?
        kosh code i01.txt --coder A  give passages of interviews codes
        kosh search грант texts      words of interviews in their context
        kosh pseudonymise recorded   replace names in interviews by a key

      EXIT STATUS
        0 all well             1 a required claim is not confirmed
        2 the study is wrong   3 data cannot be read
      """,
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, FitCommand.self, DescribeCommand.self, CodeCommand.self, SearchCommand.self,
      PseudonymiseCommand.self, AgreeCommand.self, NewCommand.self, ReferenceCommand.self,
    ])
}

extension Kosh {
  /// Runs the command; a command that does not exist gets a suggestion.
  static func main() {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !names.contains(word) {
      Terminal.complain(
        "there is no command \"\(word)\"\n  do:  \(Spelling.advice(for: word, among: names) ?? "see kosh --help")")
      Kosh.exit(withError: ExitStatus.wrongStudy)
    }
    Kosh.main(nil)
  }
}

/// Exit statuses, as the help page of `kosh` lists them.
enum ExitStatus {
  static let notConfirmed = ExitCode(1)
  static let wrongStudy = ExitCode(2)
  static let unreadableData = ExitCode(3)

  /// The status of problems: a wrong study before unreadable data, since the study decides what is read.
  static func of(_ problems: Problems) -> ExitCode {
    problems.list.contains { $0.kind == .specification } ? wrongStudy : unreadableData
  }
}

/// What goes to the terminal.
enum Terminal {
  /// Whether standard output is a terminal that shows colours.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil }

  /// Writes a line to standard error.
  static func complain(_ text: String) { toStandardError(text + "\n") }

  private static func toStandardError(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(STDERR_FILENO, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        guard count > 0 else { return }
        written += count
      }
    }
  }

  /// Tells all problems on standard error, with their number.
  static func complain(_ problems: Problems) {
    complain(problems.description)
    if problems.list.count > 1 { complain("\n\(problems.list.count) problems") }
  }

  /// A bar that moves on one line of a terminal; nothing in a pipe.
  static func progress(_ done: Int, of total: Int, _ name: String) {
    guard isatty(STDERR_FILENO) == 1, total > 1 else { return }
    let width = 24
    let filled = width * done / max(1, total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    toStandardError("\r\u{1B}[K\(bar) \(done)/\(total) \(name)" + (done == total ? "\r\u{1B}[K" : ""))
  }
}

extension Language: ExpressibleByArgument {}
