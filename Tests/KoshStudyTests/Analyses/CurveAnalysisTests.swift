@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct CurveAnalysisTests {
  /// Users of something new by year, made up: a logistic curve with errors that were typed in.
  private static let csv =
    "year,users,cost,place,w\n"
    + zip(
      1998...2013, [2, 3, 5, 8, 12, 17, 26, 34, 45, 53, 63, 72, 79, 83, 88, 90]
    ).map { "\($0),\($1),\(($0 * 7) % 11),p\($0 % 3),1\n" }.joined()

  private func folder(_ keys: String, after: String = "", extra: String = "") throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: year, \(extra)variables: {year: {type: year}, users: {type: number, label: {en: Users, ru: Пользователи, kk: Пайдаланушылар}}, cost: {type: number}, place: {type: category}}}}\nanalyses: [{id: c, kind: curve, data: t\(keys)}]\n\(after)"
      ), ["t.csv": Self.csv])
  }

  /// R: x <- 1998:2013; y <- c(2, 3, 5, 8, 12, 17, 26, 34, 45, 53, 63, 72, 79, 83, 88, 90);
  /// g <- deriv(~ a / (1 + exp(-b * (x - c))), c("a", "b", "c"), function(a, b, c) NULL);
  /// f <- nls(y ~ g(a, b, c), start = list(a = 100, b = 0.4, c = 2006), control = nls.control(tol = 1e-7)); summary(f).
  /// Intervals are estimate ± qt(0.975, 13) · standard error; the curve at 2020 by the delta method.
  @Test func aFormulaWithStartValues() throws {
    let run = try folder(
      ", formula: \"users ~ a / (1 + exp(-b * (year - c)))\", start: {a: 100, b: 0.1, c: 2000}, predict: {in_2020: {year: 2020}}"
    ).run()
    try expect(
      run,
      [
        "c.a": 94.7366712477830, "c.a.std_error": 0.803788651397987, "c.b": 0.4375746940171,
        "c.b.std_error": 0.008050492819994, "c.c": 2006.3575342201841, "c.c.std_error": 0.061451123083997,
        "c.a.conf_low": 93.00019143888, "c.a.conf_high": 96.47315105668, "c.b.statistic": 54.35377731539,
        "c.sigma": 0.7407486607519, "c.n": 16, "c.lost": 0,
        "c.log_likelihood": -16.2403992052, "c.aic": 40.4807984103, "c.r_squared": 0.999565789413,
        "c.at.in_2020": 94.4952105684981, "c.cook_max": 0.3328118799525,
        "c.at.in_2020.std_error": 0.7756620773766,
      ], within: 1e-6)
    #expect((run.number("c.b.p_value") ?? 1) < 1e-10)
    #expect(run.findings["c.r_squared"]?.traits == [.curve])
    #expect(run.findings["c.cook_max_at"]?.value == .text("2006"))
    #expect(run.findings["c.a"]?.cells.first?.columns == ["users", "year"])
  }

  @Test func aNamedCurveFindsItsOwnStart() throws {
    let run = try folder(", formula: \"users ~ year\", curve: logistic, where: \"year <= 2012\"").run()
    #expect(run.number("c.n") == 15)
    let own = try folder(
      ", formula: \"users ~ K / (1 + exp(-r * (year - m)))\", start: {K: 90, r: 0.4, m: 2006}, where: \"year <= 2012\""
    )
    .run()
    for part in ["K", "r", "m", "K.std_error", "sigma"] {
      let (a, b) = (try #require(run.number("c.\(part)")), try #require(own.number("c.\(part)")))
      #expect(abs(a - b) < 1e-6 * abs(b), "\(part)")
    }
    // Only the first years: the ceiling lies beyond them.
    let early = try folder(", formula: \"users ~ year\", curve: logistic, where: \"year <= 2004\"").run()
    #expect(early.cautions.map(\.caution.code).contains("extrapolated_ceiling"))
    let text = early.cautions.first { $0.caution.code == "extrapolated_ceiling" }?.caution.text
    #expect(text?.ru.hasPrefix("подобранная кривая. Точка перегиба кривой") == true, "\(String(describing: text))")
  }

  @Test func exhibitsOfACurve() throws {
    let run = try folder(
      ", formula: \"users ~ year\", curve: logistic, label: {en: Logistic, ru: Логистическая, kk: Логистикалық}, predict: {later: {year: 2020}}",
      after:
        "exhibits: [{id: t, kind: regression_table, of: c, title: T}, {id: l, kind: lines, of: c, title: L}, {id: r, kind: residuals, of: c, title: R}, {id: f, kind: table, of: c, findings: [K, K.conf_low], title: F}]\nclaims: [{id: X1, statement: S, published: \"96\", place: P, expect: {equals: c.K}}]\nreport: [{title: T, blocks: [{exhibit: t}, {exhibit: l}, {exhibit: r}, {exhibit: f}]}]\n"
    ).run()
    let builder = ExhibitBuilder(run)
    let exhibits = run.plan.specification.exhibits
    let table = try #require(builder.regressionTable(exhibits[0]))
    #expect(table.terms.map(\.label.en) == ["K", "r", "m"])
    #expect(table.columns.map(\.title.en) == ["Logistic"])
    let lines = try #require(builder.trendLines(exhibits[1]))
    #expect(lines.series.count == 2)
    #expect(lines.series[1].points.count == 17, "the year that is predicted is drawn too")
    #expect(lines.series[0].points.last?.y == nil)
    #expect(run.claim("X1") != nil)
    let page = HTMLWriter.page(ReportBuilder(run, version: "1").document())
    #expect(PageAudit.problems(inHTML: page) == [])
  }

  @Test func namesThatAreAmissAreToldBeforeTheRun() throws {
    #expect(
      try folder(", formula: \"usrs ~ a * yeer\", start: {b: 1}").problems() == [
        """
        STUDY/study.yaml:5:52: formula "usrs ~ a * yeer", column 1: there is no variable "usrs" in t
          do:  did you mean "users"?
        """,
        """
        STUDY/study.yaml:5:52: b has a start value, and the model "usrs ~ a * yeer" does not name it
          do:  there is: a, yeer
        """,
        """
        STUDY/study.yaml:5:59: formula "usrs ~ a * yeer", column 8: a is neither a column of t nor a parameter with a start value
          do:  give a a start value, such as a=1
        """,
        """
        STUDY/study.yaml:5:63: formula "usrs ~ a * yeer", column 12: yeer is neither a column of t nor a parameter with a start value
          do:  write year, or give yeer a start value
        """,
      ])
    #expect(
      try folder(", formula: \"users ~ year + cost\", curve: logistic").problems() == [
        """
        STUDY/study.yaml:5:52: a curve is one of one variable over one other, and "users ~ year + cost" is something else
          why: the logistic curve is K / (1 + exp(-r * (x - m)))
          do:  write: outcome ~ variable
        """
      ])
    #expect(
      try folder(", formula: \"users ~ n * year\", start: {n: 1}, weights: wt, predict: {p: {yaer: 2020}}").problems()
        == [
          """
          STUDY/study.yaml:5:17: "t" has no variable "wt"
            do:  there is: year, users, cost, place, w
          """,
          """
          STUDY/study.yaml:5:78: the parameter "n" has the name of a finding of every curve
            why: c.n would mean two things
            do:  give the parameter another name
          """,
          """
          STUDY/study.yaml:5:109: "t" has no variable "yaer"
            do:  did you mean "year"?
          """,
        ])
  }

  @Test func findingsThatAreAmiss() throws {
    #expect(
      try folder(
        ", formula: \"users ~ a + b * year\", start: {a: 1, b: 1}",
        after: "claims: [{id: X1, statement: S, published: \"1\", place: P, expect: {equals: c.bb}}]\n"
      ).problems() == [
        """
        STUDY/study.yaml:6:76: there is no finding "c.bb"
          do:  did you mean "c.b"?
        """
      ])
  }

  @Test func whatCannotBeFittedIsToldAtTheFormula() throws {
    let found = try folder(", formula: \"users ~ a * b * year\", start: {a: 1, b: 1}").problems()
    #expect(found.count == 1)
    #expect(
      found[0].hasPrefix(
        "STUDY/study.yaml:5:52: the gradient of \"users ~ a * b * year\" is singular where the search ended: b cannot be told from a"
      ), "\(found)")
    let missing = try folder(
      ", formula: \"users ~ a + b * year + c * cost\", start: {a: 1, b: 1, c: 1}, predict: {p: {year: 2020}}"
    ).problems()
    #expect(
      missing == [
        """
        STUDY/study.yaml:5:123: there is no numeric variable "cost" in p to predict from
          why: the formula is users ~ a + b * year + c * cost
          do:  give each variable of the curve a value
        """
      ])
  }

  @Test func rowsOfPeopleAreNotDrawn() throws {
    let found = try folder(
      ", formula: \"users ~ year\", curve: logistic",
      after: "exhibits: [{id: l, kind: lines, of: c, title: L}, {id: r, kind: residuals, of: c, title: R}]\n",
      extra: "microdata: yes, "
    ).problems()
    #expect(
      found.map { $0.split(separator: "\n").first.map(String.init) ?? "" } == [
        "STUDY/study.yaml:6:37: the exhibit \"l\" shows rows of \"t\", and its rows are people",
        "STUDY/study.yaml:6:80: the exhibit \"r\" shows rows of \"t\", and its rows are people",
      ])
    let run = try folder(", formula: \"users ~ year\", curve: logistic", extra: "microdata: yes, ").run()
    #expect(run.findings["c.cook_max_at"]?.value == .undefined(LoadedSource.aPerson))
  }

  @Test func aLineOverSeveralVariablesIsRefused() throws {
    #expect(
      try folder(
        ", formula: \"users ~ a + b * year + c * cost\", start: {a: 1, b: 1, c: 1}",
        after: "exhibits: [{id: l, kind: lines, of: c, title: L}]\n"
      ).problems() == [
        """
        STUDY/study.yaml:6:37: the exhibit "l" draws "c", a curve over several variables
          why: a line is drawn over one
          do:  show it as a table or a regression_table
        """
      ])
  }
}
