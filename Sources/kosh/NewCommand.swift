internal import ArgumentParser
internal import KoshStudy
internal import KoshTable

/// `kosh new`: a study to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Start a study: a folder that runs as it stands.",
    discussion: """
      EXAMPLE
        kosh new my-study
        kosh new survey-2025 --from answers.csv
      """)

  @Argument(help: "The name of the new folder.")
  var name: String

  @Option(help: ArgumentHelp("Draft the study from the columns of this file.", valueName: "data.csv"))
  var from: String?

  func run() throws {
    do throws(Problems) {
      let title = name.split(separator: "/").last.map(String.init) ?? name
      let files = if let from { try StudyDraft.draft(name: title, from: from) } else { StudyDraft.sample(name: title) }
      try StudyDraft.write(files, to: name)
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
    print("\(name)/study.yaml is written. Next: kosh run \(name)")
  }
}
