@testable import KoshStudy
import KoshTable
import Testing

@Suite struct PlanTests {
  /// Line on which the body of a sample begins.
  private static let first = 4 + Sample.source.split(separator: "\n", omittingEmptySubsequences: false).count - 1

  /// One line (or more) of a study and the problems that it must give, `L1` standing for its first line.
  @Test(arguments: [
    (
      "analyses: [{id: d, kind: describe, data: region, variables: [income]}]",
      ["L1:42: there is no source \"region\"\n  do:  did you mean \"regions\"?"]
    ),
    (
      "analyses: [{id: d, kind: describe, data: regions, variables: [incom]}]",
      ["L1:62: \"regions\" has no variable \"incom\"\n  do:  did you mean \"income\"?"]
    ),
    (
      "analyses: [{id: d, kind: describe, data: regions, variables: [kind]}]",
      [
        "L1:62: \"kind\" is a category, and a number is needed\n  do:  choose a variable of numbers, or recode it under derive:"
      ]
    ),
    (
      "analyses: [{id: d, kind: describe, data: regions, where: yeer > 2012, variables: [income]}]",
      ["L1:58: \"regions\" has no variable \"yeer\"\n  do:  did you mean \"year\"?"]
    ),
    (
      "analyses: [{id: d, kind: describe, data: regions, where: income, variables: [income]}]",
      [
        "L1:58: this is no condition on rows: it is neither true nor false\n  do:  compare with something, as in: year <= 2015"
      ]
    ),
    (
      "analyses: [{id: d, kind: describe, data: regions, where: \"regions[KZ-11].year > 2012\", variables: [income]}]",
      [
        "L1:59: a condition on rows names a cell of \"regions\"\n  why: it is asked of each row, and takes the variables of that row\n  do:  name the variable alone: year"
      ]
    ),
    (
      "analyses: [{id: c, kind: correlation, data: regions, x: income, y: balance, variants: {v: {where: yaer > 1}}}]",
      ["L1:99: \"regions\" has no variable \"yaer\"\n  do:  did you mean \"year\"?"]
    ),
    (
      "analyses: [{id: m, kind: regression, data: regions, models: {a: {formula: balance ~ incme, weights: wight, where: knd == 'east'}}}]",
      [
        "L1:62: \"regions\" has no variable \"wight\"\n  do:  there is: region, income, balance, share, kind, year",
        "L1:75: \"regions\" has no variable \"incme\"\n  why: the formula is balance ~ incme\n  do:  did you mean \"income\"?",
        "L1:115: \"regions\" has no variable \"knd\"\n  do:  did you mean \"kind\"?",
      ]
    ),
    (
      "analyses: [{id: q, kind: calculate, quantities: {a: {formula: c.r + 1}}}]",
      ["L1:63: there is no finding \"c.r\"\n  do:  there is: q"]
    ),
    (
      "analyses: [{id: q, kind: calculate, quantities: {a: {formula: q.bb + 1}}}]",
      ["L1:63: there is no finding \"q.bb\"\n  do:  \"q\" finds: a"]
    ),
    (
      "analyses: [{id: q, kind: calculate, quantities: {a: {formula: \"regions[KZ-12].incom\"}}}]",
      [
        "L1:64: \"regions\" has no variable \"incom\"\n  do:  did you mean \"income\"?",
        "L1:64: \"regions\" has no row \"KZ-12\"\n  do:  did you mean \"KZ-10\"?",
      ]
    ),
    (
      "analyses: [{id: q, kind: calculate, quantities: {a: {formula: \"region[KZ-11].income\"}}}]",
      ["L1:64: there is no source \"region\"\n  do:  did you mean \"regions\"?"]
    ),
    (
      "analyses: [{id: q, kind: calculate, quantities: {a: {formula: p.b}}}, {id: p, kind: calculate, quantities: {b: {formula: q.a}}}]",
      ["L1:17: analyses need one another in a circle: q, p\n  do:  let one of them rest on data alone"]
    ),
    (
      "claims: [{id: C1, statement: S, published: [1, 2], expect: {equals: \"regions[KZ-11].income\"}}]",
      [
        "L1:15: the claim \"C1\" has 2 published numbers and 1 formulas\n  why: each published number is compared with one formula\n  do:  give as many of the one as of the other"
      ]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {equals: []}}]",
      [
        "L1:50: \"equals\" of an expectation is an empty list\n  why: Formulas that give the published numbers at their printed digits.\n  do:  give at least one item"
      ]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {highest: {of: regions.incom, are: [KZ-11, KZ-12]}}}]",
      [
        "L1:56: \"regions\" has no variable \"incom\"\n  do:  did you mean \"income\"?",
        "L1:56: \"regions\" has no row \"KZ-12\"\n  do:  did you mean \"KZ-10\"?",
      ]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {highest: {of: regions.income, are: []}}}]",
      ["L1:77: \"are\" of a ranking is an empty list\n  why: Keys, the greatest first.\n  do:  give at least one item"]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {monotone: {of: income, direction: increasing}}}]",
      ["L1:57: \"income\" names no column\n  why: a column is written SOURCE.column\n  do:  there is: regions"]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {extreme: {of: regions.kind, is: maximum, at: KZ-11, where: yer > 1}}}]",
      [
        "L1:56: \"kind\" is a category, and a number is needed\n  do:  choose a variable of numbers, or recode it under derive:",
        "L1:101: \"regions\" has no variable \"yer\"\n  do:  did you mean \"year\"?",
      ]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {members: {of: s.donors, are: []}}}]",
      ["L1:56: there is no finding \"s.donors\""]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {exists: {among: [a.r]}}}]",
      [
        "L1:15: the claim \"C1\" looks for a number and gives none\n  do:  add published: …",
        "L1:50: there is no finding \"a.r\"",
      ]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {same: \"1\"}}]",
      ["L1:15: \"same\" compares two values, and 1 are given\n  do:  give two"]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {plausible: {of: \"1\", between: [0], because: B}}}]",
      [
        "L1:15: the claim \"C1\" expects nothing that can be checked\n  why: a range is two numbers: between: [LOW, HIGH]\n  do:  complete its expect:"
      ]
    ),
    (
      "claims: [{id: C1, statement: S, expect: {plausible: {of: \"1\", between: [5, 0.5], because: B}}}]",
      [
        "L1:15: the range of the claim \"C1\" begins above its end\n  do:  write the least value first: between: [0.5, 5]"
      ]
    ),
    (
      "claims: [{id: C1, statement: \"{a.r}\", settle: \"{b.r}\", expect: {possible: p}}, {id: C2, statement: S, expect: {floor: f.x}}, {id: C3, statement: S, expect: {significant: {term: g.x, is: yes}}}]",
      [
        "L1:16: there is no finding \"a.r\"", "L1:16: there is no finding \"b.r\"",
        "L1:75: there is no finding \"p.possible\"",
        "L1:119: there is no finding \"f.x.floor\"", "L1:178: there is no finding \"g.x.significant\"",
      ]
    ),
    (
      "exhibits: [{id: e, kind: bars, data: region, title: T, value: income}]",
      ["L1:38: there is no source \"region\"\n  do:  did you mean \"regions\"?"]
    ),
    (
      "exhibits: [{id: e, kind: bars, data: regions, title: T, value: kind, label: kin}]",
      [
        "L1:64: \"kind\" is a category, and a number is needed\n  do:  choose a variable of numbers, or recode it under derive:",
        "L1:77: \"regions\" has no variable \"kin\"\n  do:  did you mean \"kind\"?",
      ]
    ),
    (
      "exhibits: [{id: e, kind: forest, of: d, title: T}]",
      ["L1:38: there is no analysis \"d\""]
    ),
    (
      "analyses: [{id: d, kind: describe, data: regions, variables: [income]}]\nexhibits: [{id: e, kind: forest, of: d, title: T}]",
      [
        "L2:38: the exhibit \"e\" draws \"d\", which is of kind describe\n  why: forest draws: regression, printed_regression\n  do:  choose another analysis or another kind of exhibit"
      ]
    ),
    (
      "exhibits: [{id: e, kind: table, title: T}]",
      ["L1:12: the exhibit \"e\" shows neither data nor an analysis\n  do:  add data: SOURCE or of: ANALYSIS"]
    ),
    (
      "exhibits: [{id: e, kind: lines, data: regions, title: T}]",
      [
        "L1:12: the exhibit \"e\" lacks the key \"time\"\n  do:  add time: VARIABLE",
        "L1:12: the exhibit \"e\" lacks the key \"value\"\n  do:  add value: VARIABLE",
      ]
    ),
    (
      "exhibits: [{id: e, kind: lines, data: regions, time: year, value: income, title: \"{a.r}\", annotate: [{at: 2012, text: \"{b.r}\"}]}]",
      ["L1:83: there is no finding \"a.r\"", "L1:120: there is no finding \"b.r\""]
    ),
    (
      "analyses: [{id: k, kind: cluster, data: regions, variables: [income]}, {id: t, kind: trend, data: regions, time: year, value: income, series: annual}, {id: m, kind: regression, data: regions, models: {a: {formula: balance ~ income}}}]\nexhibits: [{id: e, kind: dendrogram, of: k, method: single, title: T}, {id: f, kind: lines, of: t, series: cumulated, title: T}, {id: g, kind: forest, of: m, models: m.b, title: T}]",
      [
        "L2:53: the exhibit \"e\" asks for the method \"single\", which is not computed\n  do:  there is: ward",
        "L2:108: the exhibit \"f\" asks for the series \"cumulated\", which is not computed\n  do:  there is: annual",
        "L2:167: the exhibit \"g\" asks for the model \"m.b\", which is not computed\n  do:  did you mean \"m.a\"?",
      ]
    ),
    (
      "report: [{title: \"{a.r}\", blocks: [{text: \"{b.r}\"}, {exhibit: fig}]}]",
      [
        "L1:11: there is no finding \"a.r\"", "L1:44: there is no finding \"b.r\"",
        "L1:63: there is no exhibit \"fig\"",
      ]
    ),
    (
      "exhibits: [{id: e, kind: tilemap, data: regions, value: income, title: T}]\nreport: [{title: T, blocks: [{exhibit: e}, {exhibit: e}]}]",
      [
        "L2:54: the exhibit \"e\" stands twice in the report\n  why: links lead to one place\n  do:  show it once, or give a second exhibit another id"
      ]
    ),
    (
      "analyses: [{id: w, kind: two_way, data: regions, columns: [income], total_row: all}]",
      [
        "L1:59: \"regions\" has no row \"all\"\n  do:  there is: KZ-10, KZ-11, KZ-15, KZ-19, KZ-71, KZ-75, KZ-79"
      ]
    ),
  ])
  func saysWhatIsWrong(yaml: String, expected: [String]) throws {
    let found = try Sample.problems(yaml)
    let wanted = expected.map { text in
      text.hasPrefix("L1")
        ? "STUDY/study.yaml:\(Self.first)" + text.dropFirst(2)
        : "STUDY/study.yaml:\(Self.first + 1)" + text.dropFirst(2)
    }
    #expect(
      found == wanted,
      "\(found.map { $0.replacing("STUDY/study.yaml:\(Self.first)", with: "L1").replacing("STUDY/study.yaml:\(Self.first + 1)", with: "L2") })"
    )
  }

  @Test func rowsOfPeopleAreNotDrawn() throws {
    let microdata = Sample.source.replacing("key: region\n", with: "key: region\n    microdata: yes\n")
    let body = "exhibits: [{id: e, kind: table, data: regions, title: T}]\n"
    let found = try StudyFolder(study(microdata + body), ["data/regions.csv": Sample.csv]).problems()
    #expect(
      found == [
        "STUDY/study.yaml:\(Self.first + 1):39: the exhibit \"e\" shows rows of \"regions\", and its rows are people\n  why: the source says microdata: yes, so rows are not printed\n  do:  show an analysis of it with of:, or take microdata: away if the figures are published"
      ], "\(found)")
    // Nobody is behind a synthetic row.
    let head = "kosh: 1\ntitle: T\nquestion: Q\nsynthetic: yes\n"
    #expect(try StudyFolder(study(microdata + body, head: head), ["data/regions.csv": Sample.csv]).problems() == [])
  }

  @Test func termsThatNoModelHasAreNamed() throws {
    let found = try Sample.problems(
      """
      analyses: [{id: m, kind: regression, data: regions, models: {a: {formula: balance ~ income + i(kind)}}}, {id: l, kind: printed_regression, data: regions, where: year < 2014 and kind != 'east', term: kind, estimate: income, standard_error: share, alpha: 0.01}]
      exhibits:
        - {id: e, kind: forest, of: m, terms: {incme: T, kind__west: T, "kind::east": T, "kind::city": T}, title: T}
        - {id: f, kind: regression_table, of: m, terms: {income: T}, controls: {Kind: [kind], Other: [sharing]}, title: T}
        - {id: g, kind: forest, of: l, terms: {east: T}, title: T}
      """)
    #expect(
      found.map { String($0.split(separator: "\n")[0].drop { $0 != " " }) } == [
        " the exhibit \"e\" names a term \"incme\" that no model has",
        " the exhibit \"e\" names a term \"kind::city\" that no model has",
        " the exhibit \"f\" names a term \"sharing\" that no model has",
        " the exhibit \"g\" names a term \"east\" that no model has",
      ], "\(found)")
    #expect(found.first?.hasSuffix("do:  did you mean \"income\"?") == true)
  }

  @Test func analysesComeAfterThoseThatTheyNeed() throws {
    let run = try Sample.run(
      """
      analyses:
        - {id: last, kind: calculate, quantities: {a: {formula: "middle.a + 1"}}}
        - {id: middle, kind: calculate, quantities: {a: {formula: "2 * first.income.mean"}, b: {formula: "middle.a * 2"}}}
        - {id: first, kind: describe, data: regions, variables: [income]}
      """)
    #expect(run.plan.analyses.map(\.id) == ["first", "middle", "last"])
    #expect(run.number("last.a") == run.number("first.income.mean").map { 2 * $0 + 1 })
    #expect(run.number("middle.b") == run.number("middle.a").map { 2 * $0 })
  }

  @Test func severalProblemsAreToldInOrderOfLine() throws {
    let found = try Sample.problems(
      """
      analyses:
        - {id: a, kind: describe, data: regions, variables: [incom]}
        - {id: b, kind: describe, data: none, variables: [income]}
      claims:
        - {id: C1, statement: "{a.zzz}", expect: {holds: d.x > 1}}
      exhibits:
        - {id: e, kind: tilemap, data: regions, value: kind, title: T}
      report:
        - {title: T, blocks: [{exhibit: f}]}
      """)
    let lines = found.compactMap { $0.split(separator: ":").dropFirst().first.flatMap { Int($0) } }
    #expect(lines.count == 6)
    #expect(lines == lines.sorted())
    #expect(Set(lines).count == 5)
  }

  @Test func aPartOfAModelThatCannotBeIsToldBeforeItRuns() throws {
    let found = try Sample.problems(
      "analyses:\n  - {id: m, kind: regression, data: regions, models: {a: {formula: balance ~ income}}}\nclaims:\n  - {id: C1, statement: S, expect: {holds: m.a.incme > 0}}\n  - {id: C2, statement: S, expect: {holds: m.a.ame.income > 0}}\n"
    )
    #expect(
      found == [
        "STUDY/study.yaml:\(Self.first + 3):44: there is no finding \"m.a.incme\"\n  do:  did you mean \"m.a.income\"?",
        "STUDY/study.yaml:\(Self.first + 4):44: there is no finding \"m.a.ame.income\"\n  do:  did you mean \"m.a.income\"?",
      ], "\(found)")
  }

  @Test func whatOnlyTheNumbersShowIsToldWithItsPlace() throws {
    let found = try Sample.problems(
      "analyses:\n  - {id: m, kind: regression, data: regions, models: {a: {formula: balance ~ income}}}\n  - {id: c, kind: crosstab, data: regions, rows: kind}\nclaims:\n  - {id: C1, statement: S, expect: {holds: m.a.income > 0}}\n  - {id: C2, statement: S, expect: {holds: c.east.share > c.eas.share}}\n  - {id: C3, statement: S, published: 1, expect: {exists: {among: [m.b.*]}}}\n"
    )
    let l = Self.first
    #expect(
      found == [
        "STUDY/study.yaml:\(l + 5):59: there is no finding \"c.eas.share\"\n  do:  did you mean \"c.east.share\"?",
        "STUDY/study.yaml:\(l + 6):59: there is no finding \"m.b.*\"\n  do:  there is: m.a.intercept, m.a.intercept.std_error, m.a.intercept.statistic, m.a.intercept.p_value, m.a.intercept.conf_low, m.a.intercept.conf_high, m.a.raw_r.income, m.a.income, m.a.income.std_error, m.a.income.statistic, m.a.income.p_value, m.a.income.conf_low, …",
      ], "\(found)")
  }
}
