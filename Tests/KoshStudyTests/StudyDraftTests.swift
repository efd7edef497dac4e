import Foundation
@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct StudyDraftTests {
  private func folder() throws -> StudyFolder { try StudyFolder(nil) }

  @Test func theSampleRunsAsItStands() throws {
    let folder = try folder()
    try StudyDraft.write(StudyDraft.sample(name: "My study"), to: folder.path + "/new")
    let run = try StudyRunner.compute(folder: folder.path + "/new")
    #expect(run.plan.specification.title.en == "My study")
    #expect(run.plan.specification.isSynthetic)
    #expect(run.claims.count == 1)
    let document = ReportBuilder(run, version: "1").document()
    #expect(document.brokenReferences == [])
    #expect(PageAudit.problems(inHTML: HTMLWriter.page(document)) == [])
  }

  @Test func theSampleIsTheSameEverywhere() {
    #expect(StudyDraft.sample(name: "a").map(\.bytes) == StudyDraft.sample(name: "a").map(\.bytes))
  }

  @Test func nothingIsWrittenOver() throws {
    let folder = try folder()
    let found = problemTexts(replacing: folder.path) {
      try StudyDraft.write(StudyDraft.sample(name: "a"), to: folder.path)
    }
    #expect(
      found == [
        "\"STUDY\" exists already\n  why: a new study never overwrites anything\n  do:  choose another name, or remove the folder"
      ])
  }

  /// Files as they occur, each drafted into a study that runs and reports.
  @Test(arguments: [
    "region,income,kind\na,1,u\nb,2,v\nc,4,u\nd,8,v\ne,9,u\n",
    "x\n1\n2\n3\n", "c\nu\nv\n", "x,y\n1,1\n1,2\n1,3\n1,4\n",
    "Средний балл;Пол;жас\n1,5;м;10\n2,5;ж;11\n3,5;м;12\n4,5;ж;14\n",
    "a-5,income_2024,yes\n1,2,u\n2,3,v\n3,5,u\n5,4,v\n",
    "x,note\n1,\"a \"\"quoted\"\" word\"\n2,</script>\n3,{brace}\n4,it's\n", "empty,x\n,1\n,2\n,3\n,5\n",
    "and,or,not\n1,2,u\n2,1,v\n3,5,u\n4,3,v\n", "x,x y,1z\n1,2,3\n2,3,4\n3,4,6\n4,6,5\n",
  ])
  func draftsFromAFile(csv: String) throws {
    let folder = try folder()
    try folder.write(csv, to: "file.csv")
    try StudyDraft.write(
      try StudyDraft.draft(name: "A \"draft\" of 5", from: folder.path + "/file.csv"), to: folder.path + "/new")
    let found = problemTexts(replacing: folder.path) { try StudyRunner.compute(folder: folder.path + "/new") }
    #expect(found == [], "\(csv)")
    guard found.isEmpty else { return }
    let document = ReportBuilder(try StudyRunner.compute(folder: folder.path + "/new"), version: "1").document()
    #expect(document.brokenReferences == [])
    #expect(PageAudit.problems(inHTML: HTMLWriter.page(document)) == [])
  }

  /// "пол" in windows-1251: the copy is the file, byte by byte.
  @Test func keepsTheBytesOfTheFile() throws {
    let folder = try folder()
    let bytes: [UInt8] = [0xEF, 0xEE, 0xEB, 0x0A, 0xEC, 0x0A, 0xE6, 0x0A]
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/file.csv"))
    try StudyDraft.write(try StudyDraft.draft(name: "a", from: folder.path + "/file.csv"), to: folder.path + "/new")
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/new/data/file.csv"))) == bytes)
    let run = try StudyRunner.compute(folder: folder.path + "/new")
    #expect(run.findings["count_1.м.n"] != nil, "\(run.findings.list.map(\.id))")
  }

  @Test func aMissingFileIsSaid() throws {
    #expect(problemTexts { try StudyDraft.draft(name: "a", from: "/nowhere/file.csv") }.count == 1)
  }
}
