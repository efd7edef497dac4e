internal import ArgumentParser
internal import KoshStudy
internal import KoshTable

/// `kosh check`: is everything in order?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check studies without running them.",
    discussion: """
      Reads study.yaml and the data, looks every name up, and tells all problems \
      at once. Nothing is computed or written.

      EXAMPLE
        kosh check Studies/brain-drain
      """)

  @Argument(help: ArgumentHelp("Study folders.", valueName: "study-folder"))
  var folders: [String]

  func run() throws {
    var problems: [Problem] = []
    for folder in folders {
      do throws(Problems) {
        print(try StudyRunner.check(folder: folder))
      } catch {
        problems += error.list
      }
    }
    guard problems.isEmpty else {
      let all = Problems(problems)
      Terminal.complain(all)
      throw ExitStatus.of(all)
    }
  }
}
