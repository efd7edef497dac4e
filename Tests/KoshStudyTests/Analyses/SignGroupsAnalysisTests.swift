@testable import KoshStudy
import Testing

@Suite struct SignGroupsAnalysisTests {
  @Test func tellsRecipientsFromDonors() throws {
    let run = try Sample.run("analyses: [{id: s, kind: sign_groups, data: regions, value: balance}]")
    #expect(run.findings["s.recipients"]?.value == .list(["KZ-15", "KZ-71", "KZ-75", "KZ-79"].map { .text($0) }))
    #expect(run.findings["s.donors"]?.value == .list(["KZ-10", "KZ-11"].map { .text($0) }))
    try expect(
      run, ["s.recipients.n": 4, "s.donors.n": 2, "s.recipients.sum": 210, "s.donors.sum": -80, "s.unknown": 1])
    #expect(run.findings["s.donors.sum"]?.cells.first?.rows == [0, 1])
  }

  @Test func zeroIsNeither() throws {
    let run = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: k, variables: {v: {type: number}}}}\nanalyses: [{id: s, kind: sign_groups, data: t, value: v}]\n"
      ), ["t.csv": "k,v\na,0\nb,1\n"]
    ).run()
    try expect(run, ["s.recipients.n": 1, "s.donors.n": 0, "s.unknown": 0])
  }
}
