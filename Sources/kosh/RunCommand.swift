internal import ArgumentParser
internal import KoshStudy
internal import KoshTable

/// `kosh run`: studies to reports.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run studies and write their reports.",
    discussion: """
      Writes OUT/index.html, and for each study OUT/NAME/index.html and \
      OUT/NAME/findings.json. Numbers, claims and texts are the same in all three \
      languages.

      EXAMPLE
        kosh run Studies/brain-drain
        kosh run Studies/* --out /tmp/reports --language ru
      """)

  @Argument(help: ArgumentHelp("Study folders.", valueName: "study-folder"))
  var folders: [String]

  @Option(name: [.long, .customShort("o")], help: "The folder to write to.")
  var out = "out"

  @Option(help: "The language of the summary, and in which the report opens: en, ru or kk.")
  var language: Language = .en

  func run() throws {
    let runner = StudyRunner(output: out, language: language, version: Kosh.version)
    var runs: [StudyRun] = []
    var problems: [Problem] = []
    for (position, folder) in folders.enumerated() {
      Terminal.progress(position, of: folders.count, folder)
      do throws(Problems) {
        runs.append(try runner.run(folder: folder))
      } catch {
        problems += error.list
      }
    }
    Terminal.progress(folders.count, of: folders.count, "")
    for run in runs {
      let report = "\(out)/\(run.name)/index.html"
      print(RunSummary.text(run, report: report, language: language, isColoured: Terminal.isInteractive) + "\n")
    }
    guard problems.isEmpty else {
      let all = Problems(problems)
      Terminal.complain(all)
      throw ExitStatus.of(all)
    }
    do throws(Problems) {
      try runner.writeIndex(runs)
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
    if runs.count > 1 { print("\(out)/index.html") }
    if runs.contains(where: \.hasUnmetRequirement) { throw ExitStatus.notConfirmed }
  }
}
