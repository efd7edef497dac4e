@testable import KoshStudy
import Testing

@Suite struct ChangeAnalysisTests {
  @Test func countsStepsAndNamesTheLargest() throws {
    let run = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: year, variables: {year: {type: year}, v: {type: number}}}}\nanalyses: [{id: g, kind: change, data: t, time: year, value: v}, {id: e, kind: change, data: t, time: year, value: v, where: year > 2050}]\n"
      ),
      ["t.csv": "year,v\n2001,10\n2002,14\n2003,14\n2004,\n2005,9\n2006,8.5\n2007,12.5\n"]
    ).run()
    try expect(
      run,
      [
        "g.rises": 2, "g.falls": 1, "g.unchanged": 1, "g.unknown": 2, "g.first": 10, "g.last": 12.5,
        "g.largest_rise": 4, "g.largest_fall": -0.5, "g.total_change": 2.5, "g.percent_change": 25,
      ])
    #expect(run.findings["g.largest_fall_at"]?.value == .text("2005 → 2006"))
    #expect(
      run.findings["g.largest_rise_at"]?.text.en.hasSuffix("→ 2002") == true
        || run.findings["g.largest_rise_at"]?.text.en.hasSuffix("→ 2007") == true)
    #expect(run.number("e.rises") == 0)
    #expect(run.number("e.first") == nil)
    #expect(run.findings["e.largest_rise_at"]?.value == .undefined(Evaluator.nothing))
  }
}
