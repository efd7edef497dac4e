internal import KoshStatistics
internal import KoshTable

/// Tests of what a least-squares regression takes for granted; on a time series also of breaks and of spuriousness.
struct SpecificationTestsAnalysis: Analysis {
  static let schema = ObjectSchema(
    "specification_tests",
    "Tests of what a least-squares regression takes for granted; with `time` also of serial correlation, breaks and "
      + "whether the regression is spurious.",
    AnalysisHead.fields(
      [
        Field("formula", .formula, required: true, "The regression, as in a regression of the study."),
        Field("label", .trilingual(placeholders: false), "Its name."),
        Field("time", .name, "The variable of time, one step a row: adds the tests for time series."),
        Field("order", .integer, "The highest lag of the Breusch–Godfrey test; 1 unless given."),
        Field("break_at", .number, "The time at which a known second period begins: adds the Chow test."),
        Field("trimming", .number, "The share of rows at either end where no break is looked for; 0.15 unless given."),
      ] + LagChoice.fields))

  let head: AnalysisHead
  let formula: String
  let label: Trilingual
  let time: String?
  let order: Int
  let breakAt: Double?
  let trimming: Double
  let choice: LagChoice
  private let formulaPlace: Place
  private let timePlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    formula = node.text("formula") ?? ""
    label = node.trilingual("label") ?? Trilingual(same: node.text("formula") ?? "")
    time = node.text("time")
    order = node.integer("order") ?? 1
    breakAt = node.number("break_at")
    trimming = node.number("trimming") ?? 0.15
    choice = LagChoice(node)
    formulaPlace = node["formula"]?.place ?? node.place
    timePlace = node["time"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    func pair(_ name: String) -> [String] { [name, "\(name).p_value", "\(name).f", "\(name).f_p_value"] }
    func single(_ name: String) -> [String] { [name, "\(name).p_value"] }
    var patterns =
      pair("breusch_pagan") + single("breusch_pagan_original") + pair("white") + single("reset")
      + single("jarque_bera") + ["n", "rejected"]
    guard time != nil else { return patterns }
    patterns += pair("breusch_godfrey") + ["durbin_watson", "r_squared"] + single("unknown_break")
    patterns += ["unknown_break.at", "spurious"] + single("cointegration")
    patterns += ["cointegration.critical", "cointegration.lags"]
    return breakAt == nil ? patterns : patterns + single("chow")
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { time.map { [($0, true, timePlace)] } ?? [] }

  func problems(in data: StudyData) -> [Problem] {
    guard let source = head.data.flatMap({ data[$0] }) else { return [] }
    var problems: [Problem] = []
    do throws(Problem) {
      let parsed = try Formula(formula, at: formulaPlace)
      for name in parsed.variables where source.table[name] == nil {
        problems.append(
          Problem(
            .specification, "\"\(source.specification.id)\" has no variable \"\(name)\"", at: formulaPlace,
            why: "the formula is \(formula)", remedy: Spelling.advice(for: name, among: source.table.names)))
      }
    } catch {
      problems.append(error)
    }
    if breakAt != nil, time == nil {
      problems.append(
        Problem(
          .specification, "\"break_at\" is given without \"time\"", at: head.place,
          why: "it is a value of the variable of time", remedy: "add time: …"))
    }
    return problems
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let rows = source.rows(where: head.condition)
    let fit = try fit(source.table.selecting(rows))
    let used = fit.rowsUsed.map { rows[$0] }
    let columns = fit.formula.variables.filter { source.table[$0] != nil }
    var report = TestReport(id: id, label: label, cells: [CellRange(source.specification.id, columns, rows: used)])
    report.add(
      "n", Trilingual(en: "rows used", ru: "использовано строк", kk: "қолданылған жолдар"), Double(used.count), 0)
    var times: [Double]?
    if let time, let column = source.table[time] {
      times = try placing(at: timePlace) { () throws(Problem) in
        let values = used.map { column.number(at: $0) }
        try choice.checkSteps(values, time: time)
        return values.compactMap { $0 }
      }
    }
    if times != nil {
      report.pair(.breuschGodfrey, "breusch_godfrey") { () throws(Problem) in
        try SpecificationTests.breuschGodfrey(fit, order: order)
      }
    }
    report.pair(.breuschPagan, "breusch_pagan") { () throws(Problem) in try SpecificationTests.breuschPagan(fit) }
    report.single(.breuschPaganOriginal, "breusch_pagan_original") { () throws(Problem) in
      try SpecificationTests.breuschPaganOriginal(fit)
    }
    report.pair(.white, "white") { () throws(Problem) in try SpecificationTests.white(fit) }
    report.single(.reset, "reset") { () throws(Problem) in try SpecificationTests.reset(fit) }
    report.single(.jarqueBera, "jarque_bera") { () throws(Problem) in try SpecificationTests.jarqueBera(fit) }
    if let times {
      breaks(fit, times, source, rows, &report)
      try spuriousness(fit, source, &report)
    }
    report.add(
      "rejected",
      Trilingual(
        en: "tests that reject at 5 %", ru: "тестов, отвергающих гипотезу на уровне 5 %",
        kk: "5 % деңгейінде гипотезаны жоққа шығаратын тесттер"), Double(report.rejected), 0)
    return AnalysisOutcome(
      findings: report.findings, cautions: report.cautions, drawing: .tests(grid(source.specification.id)))
  }

  private func grid(_ source: String) -> TestGrid {
    func row(_ kind: SpecificationTest.Kind, _ statistic: String, _ p: String) -> TestGrid.Row {
      TestGrid.Row(label: kind.name.map { $1.prefix(1).uppercased() + $1.dropFirst() }, parts: [statistic, p])
    }
    var rows: [TestGrid.Row] = []
    if time != nil { rows.append(row(.breuschGodfrey, "breusch_godfrey.f", "breusch_godfrey.f_p_value")) }
    rows += [
      row(.breuschPagan, "breusch_pagan.f", "breusch_pagan.f_p_value"), row(.white, "white.f", "white.f_p_value"),
      row(.reset, "reset", "reset.p_value"), row(.jarqueBera, "jarque_bera", "jarque_bera.p_value"),
    ]
    if breakAt != nil { rows.append(row(.chow, "chow", "chow.p_value")) }
    if time != nil {
      rows += [
        row(.unknownBreak, "unknown_break", "unknown_break.p_value"),
        TestGrid.Row(
          label: Trilingual(
            en: "– the second period begins in", ru: "– второй период начинается в", kk: "– екінші кезеңнің басы"),
          parts: ["unknown_break.at", nil]),
        TestGrid.Row(
          label: Trilingual(
            en: "Engle–Granger test of cointegration", ru: "Тест Энгла – Грейнджера на коинтеграцию",
            kk: "Коинтеграцияның Энгл – Грейнджер тесті"),
          parts: ["cointegration", "cointegration.p_value"]),
        TestGrid.Row(
          label: Trilingual(en: "Spurious regression", ru: "Ложная регрессия", kk: "Жалған регрессия"),
          parts: ["spurious", nil]),
      ]
    }
    return TestGrid(
      rowTitle: Trilingual(en: "Test", ru: "Тест", kk: "Тест"),
      columns: [Trilingual(en: "Statistic", ru: "Статистика", kk: "Статистика"), Trilingual(same: "p")], rows: rows,
      source: source)
  }

  private func fit(_ table: Table) throws(Problems) -> LinearFit {
    let parsed: Formula = try placing(at: formulaPlace) { () throws(Problem) in try Formula(formula) }
    do throws(Problems) {
      return try LinearModel(formula: parsed).fit(table)
    } catch {
      throw Problems(
        error.list.map { problem in
          var placed = problem
          placed.place = Place(
            file: formulaPlace.file, line: formulaPlace.line, column: formulaPlace.column,
            variable: problem.place.variable)
          return placed
        })
    }
  }

  private func breaks(
    _ fit: LinearFit, _ times: [Double], _ source: LoadedSource, _ rows: [Int], _ report: inout TestReport
  ) {
    if let breakAt {
      let first = times.firstIndex { $0 >= breakAt } ?? times.count
      report.single(.chow, "chow") { () throws(Problem) in try SpecificationTests.chow(fit, firstRowAfter: first) }
    }
    var found: UnknownBreak?
    report.single(.unknownBreak, "unknown_break") { () throws(Problem) in
      let result = try SpecificationTests.unknownBreak(fit, trimming: trimming)
      found = result
      return result.test
    }
    report.value(
      "unknown_break.at",
      Trilingual(
        en: "break: the second period begins in", ru: "сдвиг: второй период начинается в",
        kk: "үзіліс: екінші кезеңнің басы"),
      found.map { source.key(ofRow: rows[fit.rowsUsed[$0.firstRowAfter]]) } ?? .undefined(Evaluator.impossible))
  }

  private func spuriousness(_ fit: LinearFit, _ source: LoadedSource, _ report: inout TestReport) throws(Problems) {
    let first = fit.design.hasIntercept ? 1 : 0
    let predictors = (first..<fit.design.columnCount).map { (fit.design.columnNames[$0], fit.design.column($0)) }
    func label(_ name: String) -> Trilingual {
      guard let variable = source.table[name]?.variable, !variable.label.isEmpty else { return Trilingual(same: name) }
      return variable.label
    }
    let judged: SpuriousRegression
    do throws(Problem) {
      judged = try UnitRoots.spuriousRegression(
        (fit.outcome, fit.outcomeValues.map { $0 }), on: predictors.map { ($0.0, $0.1.map { $0 }) }, choice.part,
        lags: choice.rule, largestLag: choice.largest(fit.observationCount),
        labels: [label(fit.outcome)] + predictors.map { label($0.0) })
    } catch {
      report.undefined(
        Trilingual(en: "whether it is spurious", ru: "ложна ли регрессия", kk: "регрессияның жалғандығы"), error)
      return
    }
    report.add(
      "durbin_watson", Trilingual(en: "Durbin–Watson", ru: "Дарбин – Уотсон", kk: "Дарбин – Уотсон"),
      judged.durbinWatson, 2)
    report.add("r_squared", Trilingual(same: "R²"), judged.rSquared, 4)
    let residuals = judged.cointegration.residualTest
    let name = Trilingual(
      en: "Engle–Granger test of cointegration", ru: "тест Энгла – Грейнджера на коинтеграцию",
      kk: "коинтеграцияның Энгл – Грейнджер тесті")
    report.add("cointegration", name, residuals.statistic, 2)
    report.add("cointegration.p_value", Trilingual(same: "p: ") + name, residuals.pValue, 3)
    report.add(
      "cointegration.critical",
      name
        + Trilingual(
          en: ", critical value at 5 %", ru: ", критическое значение на уровне 5 %", kk: ", 5 % деңгейіндегі сындық мән"
        ),
      residuals.critical?.five, 2)
    report.add(
      "cointegration.lags", name + Trilingual(en: ", lags", ru: ", лагов", kk: ", лагтар"), Double(residuals.lags), 0)
    let verdict: Truth =
      switch judged.verdict {
      case .spurious: .yes
      case .notSpurious: .no
      case .cannotTell: .undecided
      }
    report.value(
      "spurious", Trilingual(en: "spurious regression", ru: "ложная регрессия", kk: "жалған регрессия"),
      .truth(verdict))
    report.judgement(judged)
  }
}

/// Findings and warnings of tests, as they are collected.
private struct TestReport {
  let id: String
  let label: Trilingual
  let cells: [CellRange]
  var findings: [Finding] = []
  var cautions: [Caution] = []
  var rejected = 0

  mutating func add(
    _ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int, method: Trilingual = Trilingual(same: "")
  ) {
    findings.append(
      Finding(
        "\(id).\(part)", label: label + Trilingual(same: ": ") + what, number: value, decimals: decimals,
        method: method, cells: cells))
  }

  mutating func value(_ part: String, _ what: Trilingual, _ value: Evaluated) {
    findings.append(Finding("\(id).\(part)", label: label + Trilingual(same: ": ") + what, value: value, cells: cells))
  }

  /// A test with one form.
  mutating func single(
    _ kind: SpecificationTest.Kind, _ part: String, _ body: () throws(Problem) -> SpecificationTest
  ) {
    do throws(Problem) {
      let test = try body()
      add(part, kind.name, test.statistic, 2, method: Self.distribution(test))
      add("\(part).p_value", Trilingual(same: "p: ") + kind.name, test.pValue, 4)
      judge(test)
    } catch {
      add(part, kind.name, nil, 2)
      add("\(part).p_value", Trilingual(same: "p: ") + kind.name, nil, 4)
      undefined(kind.name, error)
    }
  }

  /// A test in two forms, judged by its *F*: closer to its level in short samples.
  mutating func pair(
    _ kind: SpecificationTest.Kind, _ part: String, _ body: () throws(Problem) -> SpecificationTestPair
  ) {
    var pair: SpecificationTestPair?
    do throws(Problem) {
      pair = try body()
    } catch {
      undefined(kind.name, error)
    }
    let (lm, f) = (pair?.lagrangeMultiplier, pair?.f)
    add(part, kind.name, lm?.statistic, 2, method: lm.map(Self.distribution) ?? Trilingual(same: ""))
    add("\(part).p_value", Trilingual(same: "p: ") + kind.name, lm?.pValue, 4)
    add(
      "\(part).f", kind.name + Trilingual(same: ", F"), f?.statistic, 2,
      method: f.map(Self.distribution) ?? Trilingual(same: ""))
    add("\(part).f_p_value", Trilingual(same: "p: ") + kind.name + Trilingual(same: ", F"), f?.pValue, 4)
    if let f { judge(f) }
  }

  private mutating func judge(_ test: SpecificationTest) {
    // The original form of a test says nothing that its robust form does not say.
    guard test.pValue < 0.05, test.kind != .breuschPaganOriginal else { return }
    rejected += 1
    let p = test.pValue
    let shown =
      p < 0.001
      ? Trilingual(en: "p < \(0.001)", ru: "p < \(0.001)", kk: "p < \(0.001)")
      : Trilingual(en: "p = \(p, decimals: 3)", ru: "p = \(p, decimals: 3)", kk: "p = \(p, decimals: 3)")
    let name = test.kind.name
    cautions.append(
      Caution(
        test.kind.rawValue,
        label + Trilingual(same: ", ") + name + Trilingual(same: ", ") + shown + Trilingual(same: ": ")
          + test.kind.warning.map { $1.prefix(1).lowercased() + $1.dropFirst() }))
  }

  mutating func undefined(_ what: Trilingual, _ problem: Problem) {
    cautions.append(
      Caution(
        "test_undefined",
        label
          + Trilingual(en: ": cannot be computed: ", ru: ": вычислить нельзя: ", kk: ": есептеу мүмкін емес: ")
          + what
          + Trilingual(
            en: " (the data are too few or leave nothing to test).", ru: " (данных слишком мало или проверять нечего).",
            kk: " (дерек тым аз немесе тексеретін ештеңе жоқ).")))
  }

  mutating func judgement(_ judged: SpuriousRegression) {
    let reasons = Trilingual(same: " ") + judged.reasons.joined(separator: " ")
    switch judged.verdict {
    case .spurious:
      cautions.append(
        Caution(
          "spurious_regression",
          label
            + Trilingual(
              en:
                ": the regression is spurious: its series wander, each by itself, and R² and p-values show no more than that.",
              ru: ": регрессия ложная: ряды блуждают каждый сам по себе, и R² с p-значениями показывают только это.",
              kk: ": регрессия жалған: қатарлар әрқайсысы өз бетінше кезеді, ал R² мен p-мәндер тек соны көрсетеді.")
            + reasons))
    case .cannotTell:
      cautions.append(
        Caution(
          "perhaps_spurious",
          label
            + Trilingual(
              en:
                ": whether the regression is spurious cannot be told; until a tie between the series is shown, its p-values cannot be relied on.",
              ru:
                ": ложна ли регрессия, определить нельзя; пока связь рядов не показана, на её p-значения полагаться нельзя.",
              kk:
                ": регрессияның жалған-жалған емесін анықтау мүмкін емес; қатарлардың байланысы көрсетілмейінше, p-мәндеріне сенуге болмайды."
            )
            + reasons))
    case .notSpurious: break
    }
  }

  private static func distribution(_ test: SpecificationTest) -> Trilingual {
    switch test.distribution {
    case .chiSquared(let df): Trilingual(en: "χ²(\(df))", ru: "χ²(\(df))", kk: "χ²(\(df))")
    case .f(let df1, let df2): Trilingual(en: "F(\(df1), \(df2))", ru: "F(\(df1), \(df2))", kk: "F(\(df1), \(df2))")
    case .supremum(let k):
      Trilingual(
        en: "largest of \(k) · F over all breaks", ru: "наибольшее из \(k) · F по всем точкам сдвига",
        kk: "барлық үзіліс бойынша \(k) · F ең үлкені")
    }
  }
}
