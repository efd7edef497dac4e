@testable import KoshStudy
import Testing

@Suite struct DescribeAnalysisTests {
  /// numpy: mean, std(ddof=1) and median of the sample's columns.
  @Test func describesNumbers() throws {
    let run = try Sample.run("analyses: [{id: d, kind: describe, data: regions, variables: [income, balance]}]")
    try expect(
      run,
      [
        "d.income.n": 7, "d.income.missing": 0, "d.income.mean": 202.85714285714286, "d.income.sd": 89.76158898517149,
        "d.income.min": 100, "d.income.median": 180,
        "d.income.max": 320, "d.income.sum": 1420, "d.balance.n": 6, "d.balance.missing": 1,
        "d.balance.mean": 21.666666666666668, "d.balance.sd": 53.44779384283945,
        "d.balance.median": 30,
      ])
    #expect(run.findings["d.income.mean"]?.unit.ru == "тенге")
    #expect(run.findings["d.income.n"]?.unit.isEmpty == true)
    #expect(run.findings["d.income.mean"]?.text.en == "202.9")
    #expect(run.findings["d.balance.mean"]?.cells.first?.rows?.count == 7)
  }

  @Test func takesOnlySomeRows() throws {
    try expect(
      try Sample.run(
        "analyses: [{id: d, kind: describe, data: regions, where: \"kind in [city] and year < 2017\", variables: [income]}]"
      ),
      ["d.income.n": 2, "d.income.mean": 310])
  }

  @Test func nothingIsUndefinedRatherThanZero() throws {
    let run = try Sample.run(
      "analyses: [{id: d, kind: describe, data: regions, where: year > 2050, variables: [income]}]")
    #expect(run.number("d.income.n") == 0)
    for part in ["mean", "sd", "min", "median", "max", "sum"] {
      #expect(run.number("d.income.\(part)") == nil, "\(part)")
    }
  }

  /// The ends of a distribution are single people; of fewer people than may be shown nothing is told.
  @Test func theEndsOfADistributionOfPeopleAreNotShown() throws {
    func run(_ keys: String) throws -> StudyRun {
      try StudyFolder(
        study(
          "sources: {t: {file: t.csv, variables: {a: {type: number}, b: {type: number}}\(keys)}}\nanalyses: [{id: d, kind: describe, data: t, variables: [a, b]}]\n"
        ),
        ["t.csv": "a,b\n1,\n2,\n3,5\n4,6\n"]
      ).run()
    }
    try expect(try run(""), ["d.a.min": 1, "d.a.max": 4, "d.a.mean": 2.5, "d.b.n": 2])
    let people = try run(", microdata: yes, least_cell: 3")
    try expect(people, ["d.a.n": 4, "d.a.mean": 2.5, "d.a.median": 2.5])
    for part in ["a.min", "a.max", "b.n", "b.mean", "b.max"] { #expect(people.number("d.\(part)") == nil, "\(part)") }
  }

  /// A sum of ones is a number of people, and so is a mean of them times n.
  @Test func fewYesOrNoOfPeopleAreNotTold() throws {
    func run(_ cells: [Int]) throws -> StudyRun {
      try StudyFolder(
        study(
          "sources: {t: {file: t.csv, microdata: yes, least_cell: 3, variables: {a: {type: number}}}}\nanalyses: [{id: d, kind: describe, data: t, variables: [a]}]\n"
        ),
        ["t.csv": "b,a\n" + cells.map { "x,\($0)\n" }.joined()]
      ).run()
    }
    let few = try run([1, 1, 0, 0, 0, 0])
    for part in ["mean", "sd", "median", "sum", "min", "max"] { #expect(few.number("d.a.\(part)") == nil, "\(part)") }
    try expect(few, ["d.a.n": 6])
    try expect(try run([1, 1, 1, 0, 0, 0]), ["d.a.n": 6, "d.a.sum": 3])
    // The rows are known, so the number missing tells the number of the few.
    let rare = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, microdata: yes, least_cell: 3, variables: {a: {type: number}}}}\nanalyses: [{id: d, kind: describe, data: t, variables: [a]}]\n"
      ), ["t.csv": "b,a\nx,1\nx,2\nx,\nx,\n"]
    ).run()
    #expect(rare.number("d.a.missing") == nil)
  }
}
