import Foundation
@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct StudyRunnerTests {
  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
  private func text(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
  }

  @Test func writesTheReportAndTheFindings() throws {
    let folder = try SampleStudy.folder()
    let out = folder.path + "/out"
    let run = try StudyRunner(output: out, language: .kk, version: "1.2").run(folder: folder.path)
    let page = try text(out + "/study/index.html")
    #expect(PageAudit.problems(inHTML: page) == [])
    #expect(page.contains("Үлгі"))
    let findings = try text(out + "/study/findings.json")
    #expect(findings == FindingsJSON.value(run, version: "1.2").text(indent: true) + "\n")
    #expect(!page.contains(folder.path))
  }

  @Test func nothingIsWrittenOfAStudyThatIsWrong() throws {
    let folder = try StudyFolder(study("sources: {a: {file: none.csv}}"))
    let out = folder.path + "/out"
    #expect(problemTexts { try StudyRunner(output: out, version: "1").run(folder: folder.path) }.count == 1)
    #expect(!exists(out))
  }

  /// The report of yesterday is no report of a study that has broken since.
  @Test func anEarlierReportDoesNotOutliveItsStudy() throws {
    let folder = try SampleStudy.folder()
    let runner = StudyRunner(output: folder.path + "/out", version: "1")
    try runner.writeIndex([try runner.run(folder: folder.path)])
    #expect(exists(folder.path + "/out/study/index.html") && exists(folder.path + "/out/index.html"))
    try folder.write("kosh: 1\n", to: "study.yaml")
    #expect(!problemTexts { try runner.run(folder: folder.path) }.isEmpty)
    #expect(!exists(folder.path + "/out/study/index.html"))
    #expect(!exists(folder.path + "/out/study/findings.json"))
    #expect(!exists(folder.path + "/out/index.html"))
  }

  @Test func theIndexListsEveryStudy() throws {
    let (first, second) = (
      try SampleStudy.folder(),
      try StudyFolder(SampleStudy.yaml.replacing("A paper", with: "Another paper"), SampleStudy.files, name: "second")
    )
    let runner = StudyRunner(output: first.path + "/out", version: "1")
    try runner.writeIndex([try runner.run(folder: second.path), try runner.run(folder: first.path)])
    let page = try text(first.path + "/out/index.html")
    #expect(PageAudit.problems(inHTML: page) == [])
    #expect(NumberAudit.differences(page).map(\.description) == [])
    for link in ["study/index.html", "second/index.html"] {
      #expect(page.contains("href=\"\(link)"), "\(link)")
    }
  }

  @Test func checksWithoutComputing() throws {
    let folder = try SampleStudy.folder()
    #expect(
      try StudyRunner.check(folder: folder.path) == "study: in order (3 sources, 8 analyses, 7 claims, 13 exhibits)")
    #expect(problemTexts { try StudyRunner.check(folder: folder.path + "/none") }.count == 1)
  }
}
