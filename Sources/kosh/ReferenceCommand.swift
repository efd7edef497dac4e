internal import ArgumentParser
internal import KoshStudy
internal import KoshTable

/// `kosh reference`: the documents that are made from the program.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Write the reference of the study format and its JSON Schema.",
    discussion: """
      EXAMPLE
        kosh reference --out docs
      """, shouldDisplay: false)

  @Option(help: "The folder to write reference.md and study.schema.json to.")
  var out = "docs"

  func run() throws {
    do throws(Problems) {
      try StudyDraft.save(
        [
          ("reference.md", ReferenceWriter.markdown()),
          ("study.schema.json", ReferenceWriter.jsonSchema().text(indent: true) + "\n"),
        ], to: out)
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }
}
