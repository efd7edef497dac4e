@testable import KoshStudy
import Testing

@Suite struct PercentagesAnalysisTests {
  private func run(_ percents: [String], n: String) throws -> StudyRun {
    try folder(percents, n: n).run()
  }
  private func folder(_ percents: [String], n: String) throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: k, variables: {k: {type: category}, p: {type: number, rounded: yes}}}}\nanalyses: [{id: g, kind: percentages, data: t, percent: p, n: \"\(n)\"}]\n"
      ),
      ["t.csv": "k,p\n" + percents.enumerated().map { "r\($0),\($1)\n" }.joined()])
  }

  @Test func wholePeopleBehindPercentages() throws {
    let run = try run(["39.7", "18.2", "26.4", "9.1", "5.0", "0.8", "0.8"], n: "121")
    #expect(run.findings["g.possible"]?.value == .truth(.yes))
    try expect(
      run,
      [
        "g.count[r0]": 48, "g.count[r1]": 22, "g.count[r2]": 32, "g.count[r3]": 11, "g.count[r4]": 6, "g.count[r5]": 1,
        "g.count[r6]": 1, "g.counts_sum": 121, "g.sum": 100, "g.n": 121,
      ])
  }

  @Test func aPlantedErrorIsFound() throws {
    let run = try run(["54.5", "45.6"], n: "121")
    #expect(run.findings["g.possible"]?.value == .truth(.no))
    #expect(run.number("g.count[r1]") == nil)
    #expect(run.findings["g.possible"]?.method.en == "54.5 % = 66/121, 45.6 % = 55/121; no whole count gives: r1")
  }

  @Test func aMissingPercentageLeavesItOpen() throws {
    #expect(try run(["54.5", ""], n: "121").findings["g.possible"]?.value == .truth(.undecided))
  }

  @Test(arguments: ["1 / 0", "10 ^ 30"])
  func aNumberOfPeopleThatIsNoneIsAProblem(n: String) throws {
    let found = try folder(["50"], n: n).problems()
    #expect(
      found == [
        "STUDY/study.yaml:5:63: the number of people of \"g\" has no value\n  do:  give a number, or a cell that holds one"
      ], "\(found)")
  }
}
