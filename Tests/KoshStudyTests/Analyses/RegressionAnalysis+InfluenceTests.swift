@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct RegressionAnalysisInfluenceTests {
  private func folder(_ csv: String, models: String, source: String = "", after: String = "", head: String? = nil)
    throws
    -> StudyFolder
  {
    let body =
      "sources: {t: {file: t.csv, key: place, \(source)variables: {place: {type: category, label: {en: Place, ru: Место, kk: Орын}, labels: {a: {en: Aktau, ru: Актау, kk: Ақтау}, b: {en: B, ru: Б, kk: Б}, c: {en: C, ru: В, kk: В}, d: {en: D, ru: Г, kk: Г}, e: {en: E, ru: Д, kk: Д}, f: {en: Far, ru: Дальний, kk: Алыс}}}}}}\nanalyses: [{id: m, kind: regression, data: t, models: {\(models)}}]\n\(after)"
    return try StudyFolder(head.map { study(body, head: $0) } ?? study(body), ["t.csv": csv])
  }
  private static let csv = "place,y,x\na,1,1\nb,2,2\nc,1,3\nd,2,2\ne,1.5,1\nf,9,20\n"

  /// R: fit <- lm(c(1, 2, 1, 2, 1.5, 9) ~ c(1, 2, 3, 2, 1, 20)); cooks.distance(fit); hatvalues(fit); rstandard(fit).
  @Test func oneRowThatCarriesTheResult() throws {
    let run = try folder(Self.csv, models: "a: {formula: y ~ x, label: {en: Line, ru: Прямая, kk: Түзу}}").run()
    try expect(
      run,
      [
        "m.a.cook_max": 75.8534850640110534, "m.a.cook_above": 1, "m.a.leverage_max": 0.991631799163180,
        "m.a.residual_max": -1.823595460271830,
      ], within: 1e-9)
    #expect(run.findings["m.a.cook_max_at"]?.value == .text("f"))
    #expect(run.findings["m.a.leverage_max_at"]?.value == .text("f"))
    #expect(run.findings["m.a.residual_max_at"]?.value == .text("c"))
    #expect(run.findings["m.a.residual_max_at"]?.cells.first?.rows == [2])
    #expect(run.findings["m.a.cook_max_at"].map { run.context.text(of: $0).ru } == "Дальний")
    #expect(
      run.findings["m.a.cook_above"]?.label.en
        == "Line: rows with a Cook's distance above 4/n = 0.667, a rule of thumb")
    let caution = try #require(run.cautions.first { $0.caution.code == "influential_row" }?.caution)
    #expect(
      caution.text
        == Trilingual(
          en:
            "Line. The result hangs on a single row (Far): without it the coefficients would be clearly different (Cook's distance 75.85, above 1). Look at this row, and at the model without it.",
          ru:
            "Прямая. Результат держится на одной строке (Дальний): без неё коэффициенты были бы заметно другими (расстояние Кука 75,85, больше 1). Проверьте эту строку и модель без неё.",
          kk:
            "Түзу. Нәтиже бір ғана жолға (Алыс) сүйенеді: онсыз коэффициенттер айтарлықтай өзгеше болар еді (Кук қашықтығы 75,85, 1-ден үлкен). Осы жолды және онсыз модельді қарап шығыңыз."
        ))
  }

  /// Where a row is a person, only the size is told: not which row, neither in findings nor in warnings or files.
  @Test func aPersonIsNotNamed() throws {
    let run = try folder(
      Self.csv, models: "a: {formula: y ~ x}", source: "microdata: yes, "
    ).run()
    try expect(run, ["m.a.cook_max": 75.8534850640110534], within: 1e-9)
    for part in ["cook_max_at", "leverage_max_at", "residual_max_at"] {
      #expect(run.findings["m.a.\(part)"]?.value == .undefined(LoadedSource.aPerson))
    }
    let caution = try #require(run.cautions.first { $0.caution.code == "influential_row" }?.caution)
    #expect(caution.text.en.hasPrefix("a. The result hangs on a single row: without it"))
    let page = HTMLWriter.page(ReportBuilder(run, version: "1").document())
    let json = FindingsJSON.value(run, version: "1").text(indent: true)
    #expect(!page.contains("Дальний") && !json.contains("Дальний"))
    // Published or synthetic figures are exempt.
    let synthetic = try folder(
      Self.csv, models: "a: {formula: y ~ x}", source: "microdata: yes, ",
      head:
        "kosh: 1\nsynthetic: yes\ntitle: {en: Title, ru: Заголовок, kk: Тақырып}\nquestion: {en: Why?, ru: Почему?, kk: Неге?}\n"
    ).run()
    #expect(synthetic.findings["m.a.cook_max_at"]?.value == .text("f"))
  }

  @Test func theOnlyRowOfACategoryIsNamed() throws {
    let csv = "place,y,g\na,1,p\nb,2,p\nc,1,q\nd,2,q\ne,1.5,p\nf,9,r\n"
    let run = try folder(csv, models: "a: {formula: y ~ i(g)}, b: {formula: y ~ i(g), vcov: HC3}").run()
    #expect(run.number("m.a.leverage_max") == 1)
    #expect(run.findings["m.a.leverage_max_at"]?.value == .text("f"))
    #expect(
      run.cautions.filter { $0.caution.code == "row_met_exactly" }.map(\.caution.text.en) == [
        "a. The model meets some rows exactly whatever their outcome (Far), such as the only row of a category: a coefficient rests on each of them alone.",
        "b. The model meets some rows exactly whatever their outcome (Far), such as the only row of a category: a coefficient rests on each of them alone.",
      ])
    #expect(
      run.cautions.first { $0.caution.code == "covariance_undefined" }?.caution.text.en
        == "b. Standard errors of type HC3 are undefined here: a row is met exactly whatever its outcome, such as the only row of a category. Merge that category with another, or take HC1."
    )
  }

  @Test func warningsOfSeveralModelsAreToldOnce() throws {
    let csv = "place,y,x,w\na,1,1,1\nb,2,2,2\nc,1,3,1\nd,2,2,3\ne,1.5,1,1\nf,3,4,1\n"
    let run = try folder(
      csv,
      models:
        "a: {formula: y ~ x, weights: w, weight_meaning: sampling, label: {en: One, ru: Первая, kk: Бірінші}}, b: {formula: y ~ 1, weights: w, weight_meaning: sampling, label: {en: Two, ru: Вторая, kk: Екінші}}"
    ).run()
    #expect(
      run.cautions.filter { $0.caution.code == "sampling_weights_robust" }.map(\.caution.text.ru) == [
        "Первая, Вторая. С весами выборки стандартные ошибки по модели неприменимы: вычислены устойчивые (HC1)."
      ])
  }

  /// Rows are lost for other reasons than missing values, and weights that count rows make no row lost or found.
  @Test func rowsThatAreLeftOutAreCountedAsRows() throws {
    let csv = "place,y,x,w,k\na,1,1,2,0\nb,2,,2,1\nc,1,3,2,2\nd,2,2,2,0\ne,1.5,1,2,1\nf,3,4,2,3\n"
    let run = try folder(
      csv,
      models:
        "a: {formula: y ~ x, weights: w, weight_meaning: frequency}, b: {formula: y ~ x, weights: k}, c: {formula: y ~ 1}"
    ).run()
    try expect(run, ["m.a.n": 10, "m.a.lost": 1, "m.b.n": 3, "m.b.lost": 3, "m.c.lost": 0])
    #expect(
      run.cautions.filter { $0.caution.code == "rows_lost" }.map(\.caution.text.en) == [
        "a: rows left out: 1 of 6 – a value is missing (listwise).",
        "b: rows left out: 3 of 6 – a value is missing (listwise); the weight is zero.",
      ])
    #expect(
      run.cautions.filter { $0.caution.code == "rows_lost" }.map(\.caution.text.kk).last
        == "b: алынбаған жолдар: 6 жолдың 3 – мәні жоқ (жол бойынша); салмағы нөл.")
  }

  @Test func aFigureOfResiduals() throws {
    let run = try folder(
      Self.csv, models: "a: {formula: y ~ x}, b: {formula: y ~ 1}",
      after:
        "exhibits: [{id: r, kind: residuals, of: m, title: R}, {id: q, kind: residuals, of: m, model: b, title: Q}]\nreport: [{title: T, blocks: [{exhibit: r}, {exhibit: q}]}]\n"
    ).run()
    let chart = try #require(ExhibitBuilder(run).residuals(run.plan.specification.exhibits[0]))
    #expect(chart.points.map(\.label.en) == ["Aktau", "B", "C", "D", "E", "Far"])
    #expect(chart.points.map(\.group) == [0, 0, 0, 0, 0, 1])
    #expect(abs((chart.points[5].x ?? 0) - 0.991631799163180) < 1e-12)
    #expect(abs((chart.points[2].y ?? 0) + 1.823595460271830) < 1e-12)
    #expect(ExhibitBuilder(run).residuals(run.plan.specification.exhibits[1])?.points[5].group == 1)
    #expect(PageAudit.problems(inHTML: HTMLWriter.page(ReportBuilder(run, version: "1").document())) == [])
  }

  @Test func figuresThatCannotBeDrawnAreRefused() throws {
    let models = "a: {formula: y ~ x}, b: {formula: y ~ x, family: negbin}"
    #expect(
      try folder(
        Self.csv, models: models,
        after:
          "exhibits: [{id: r, kind: residuals, of: m, model: c, title: R}, {id: q, kind: residuals, of: m, model: b, title: Q}]\n"
      ).problems() == [
        """
        STUDY/study.yaml:6:51: the exhibit "r" asks for the model "c", which is not computed
          do:  there is: a, b
        """,
        """
        STUDY/study.yaml:6:94: the exhibit "q" draws the residuals of "m.b", which has none to draw
          why: leverage and residuals are known for ols, logit, probit and poisson without absorbed effects
          do:  choose another model: with model: NAME
        """,
      ])
    #expect(
      try folder(
        Self.csv, models: "a: {formula: y ~ x}", source: "microdata: yes, ",
        after: "exhibits: [{id: r, kind: residuals, of: m, title: R}]\n"
      ).problems() == [
        """
        STUDY/study.yaml:6:41: the exhibit "r" shows rows of "t", and its rows are people
          why: the source says microdata: yes, so rows are not printed
          do:  show a table of the analysis, or take microdata: away if the figures are published
        """
      ])
  }
}
