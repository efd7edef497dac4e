import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct CodeCountsTests {
  private let counts = CodeCaseTable(InterviewIndex(sampleProject(), coders: ["A"]))

  @Test func passagesAndRespondents() {
    #expect(counts.count(code: "utility", case: "R1", unit: .segments) == 2)
    #expect(counts.count(code: "utility", case: "R1", unit: .cases) == 1)
    #expect(counts.count(code: "joy", case: "R1", unit: .segments) == 0)
    #expect(counts.total(code: "utility", unit: .segments) == 3)
    #expect(counts.total(code: "utility", unit: .cases) == 2)
    #expect(counts.casesWith("joy") == ["R2", "R5"])
    #expect(counts.casesWithout("joy") == ["R1", "R3", "R4"])
    #expect(counts.casesWithout("csot") == ["R1", "R2", "R3", "R4", "R5"])
    #expect(counts.total(code: "none", unit: .cases) == 0)
  }

  @Test func narrowerCodesCountForTheBroader() {
    #expect(counts.codings(code: "cost", case: "R1") == [0, 3])
    #expect(counts.codings(code: "cost_effort", case: "R1") == [0])
    let strict = CodeCaseTable(InterviewIndex(sampleProject(), coders: ["A"]), includingNarrower: false)
    #expect(strict.codings(code: "cost", case: "R1") == [3])
    #expect(counts.codings(code: "csot", case: "R1") == [])
    #expect(counts.codings(code: "cost", case: "R9") == [])
  }

  @Test func aGroupsPassageCountsOnceInTheTotal() {
    var project = sampleProject()
    project.sources[3].turns = []
    let counts = CodeCaseTable(InterviewIndex(project))
    #expect(counts.casesWith("joy") == ["R2", "R4", "R5"])
    #expect(counts.total(code: "joy", unit: .segments) == 2)
  }

  @Test func theTableJoinsByPseudonym() {
    let table = counts.table(unit: .segments)
    #expect(table.names == ["case", "pseudonym", "gender", "region", "cost", "cost_effort", "utility", "joy", "none"])
    #expect(table["utility"]?.numbers == [2, 1, 0, 0, 0])
    #expect(table["cost"]?.numbers == [2, 0, 0, 1, 0])
    #expect((0..<5).map { table["gender"]?.text(at: $0) } == ["girl", "boy", "girl", nil, "girl"])
    #expect(counts.table(unit: .cases)["utility"]?.numbers == [1, 1, 0, 0, 0])
    #expect(table["utility"]?.variable.unit.en == "passages")
  }

  @Test func groups() {
    let groups = CodeAttributeTable(counts, attribute: "gender", in: sampleProject())
    #expect(groups.levels == ["boy", "girl"])
    #expect(groups.casesByLevel == [1, 3])
    #expect(groups.casesWithout == ["R4"])
    #expect(groups.count(code: "utility", level: "girl", unit: .cases) == 1)
    #expect(groups.count(code: "utility", level: "girl", unit: .segments) == 2)
    #expect(groups.share(code: "utility", level: "girl") == 1.0 / 3)
    #expect(groups.share(code: "utility", level: "boy") == 1)
    #expect(groups.share(code: "utility", level: "other") == nil)
    #expect(groups.codings(code: "utility", level: "girl") == [1, 2])
    let table = groups.table(unit: .cases)
    #expect(table.names == ["code", "gender", "count", "cases", "share"])
    #expect(table.rowCount == 10)
    #expect(table["count"]?.numbers == [0, 1, 0, 1, 1, 1, 1, 1, 0, 0])
    #expect(groups.table(unit: .segments)["share"] == nil)
  }

  @Test func everyNumberIsAsLargeAsItsQuotes() {
    let index = InterviewIndex(sampleProject())
    let counts = CodeCaseTable(index)
    for code in counts.codes {
      for one in counts.cases {
        let quotes = index.quotes(counts.codings(code: code, case: one))
        #expect(quotes.count == counts.count(code: code, case: one, unit: .segments))
        #expect(quotes.allSatisfy { $0.cases.contains(one) })
      }
    }
  }
}
