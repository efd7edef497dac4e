internal import ArgumentParser
internal import KoshFiles
internal import KoshStatistics
internal import KoshStudy
internal import KoshTable

/// `kosh reference`: the documents that are made from the program.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Write the pages that are made from the program.",
    discussion: """
      EXAMPLE
        kosh reference --out docs --certified Tests/KoshStatisticsTests/References/certified
      """, shouldDisplay: false)

  @Option(help: "The folder to write reference.md and study.schema.json to.")
  var out = "docs"

  @Option(help: "A folder of certified data sets, to write accuracy.md as well.")
  var certified: String?

  func run() throws {
    do throws(Problems) {
      var pages = [
        ("reference.md", ReferenceWriter.markdown()),
        ("study.schema.json", ReferenceWriter.jsonSchema().text(indent: true) + "\n"),
      ]
      if let certified { pages.append(("accuracy.md", try accuracy(certified))) }
      try StudyDraft.save(pages, to: out)
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func accuracy(_ folder: String) throws(Problems) -> String {
    var sets: [CertifiedSet] = []
    do throws(Problem) {
      for name in (FileBytes.names(in: folder) ?? []) where name.hasSuffix(".txt") {
        let bytes = try FileBytes.read(path: folder + "/" + name)
        sets.append(try CertifiedSet(String(decoding: bytes, as: UTF8.self), file: folder + "/" + name))
      }
    } catch {
      throw Problems(error)
    }
    guard !sets.isEmpty else {
      throw Problems(
        Problem(
          .data, "there is no certified data set in \(folder)", remedy: "name the folder that holds NAME.txt of each"))
    }
    return try AccuracyText(sets).markdown()
  }
}
