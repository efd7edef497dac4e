internal import KoshStatistics
internal import KoshTable

// What a model is asked beyond its coefficients: tests of hypotheses, of terms to add, contrasts.
extension RegressionReport {
  /// Answers the questions of the model: `test.NAME`, `wild_test.NAME`, `add.NAME`, `contrast.VARIABLE.B__A`.
  ///
  /// - Throws: Questions that the fit cannot answer, each at the model's place.
  mutating func addAnswers() throws(Problems) {
    let answers: RegressionAnswers
    do throws(Problems) {
      answers = try model.questions.answers(of: fit, table)
    } catch {
      throw error.placed(at: model.place)
    }
    for (position, asked) in model.tests.enumerated() { addWald(asked, answers, position) }
    for (asked, test) in zip(model.wildTests, answers.wildTests) { addWild(asked, test) }
    for (asked, test) in zip(model.added, answers.added) { addScore(asked, test) }
    for asked in answers.contrasts { addContrasts(asked) }
    cautions += answers.cautions.map {
      Caution($0.code, model.label + Trilingual(same: ": ") + $0.text)
    }
  }

  /// Adds a row of a table that shows a kind of question; a part that is no finding leaves its cell empty.
  mutating func addRow(_ grid: RegressionGrid, _ label: Trilingual, _ part: String, _ cells: [String?]) {
    grids[grid, default: []].append(
      TestGrid.Row(
        label: analysis.models.count > 1 ? model.label + Trilingual(same: ": ") + label : label,
        parts: cells.map { $0.map { "\(model.name).\(part)\($0)" } }))
  }

  private mutating func addWald(_ asked: RegressionAnalysis.Named, _ answers: RegressionAnswers, _ position: Int) {
    let test = answers.tests[position]
    let label = Trilingual(
      en: "Wald test of \(asked.text)", ru: "тест Вальда: \(asked.text)", kk: "Вальд тесті: \(asked.text)")
    let part = "test.\(asked.name)"
    addTest(part, label, test)
    if let adjustment = answers.adjustment, let adjusted = answers.adjusted?[position] {
      add("\(part).adjusted_p", Self.adjustedPOf(adjustment) + label, adjusted, 4)
    }
    addRow(.tests, label, part, ["", ".df", ".df_residual", ".p_value", ".adjusted_p"])
  }

  /// The statistic, degrees of freedom and p-value of a test.
  private mutating func addTest(_ part: String, _ label: Trilingual, _ test: HypothesisTest) {
    add(part, label, test.statistic, 2)
    add("\(part).df", Trilingual(same: "df: ") + label, Double(test.degreesOfFreedom), 0)
    if case .f(let denominator) = test.distribution {
      add(
        "\(part).df_residual", Trilingual(en: "residual df: ", ru: "df остатков: ", kk: "қалдықтар df: ") + label,
        Double(denominator), 0)
    }
    add("\(part).p_value", Trilingual(same: "p: ") + label, test.pValue, 4)
  }

  private mutating func addWild(_ asked: RegressionAnalysis.Named, _ test: WildBootstrapTest) {
    let label = Trilingual(
      en: "wild cluster bootstrap of \(asked.text)", ru: "дикий кластерный бутстрэп: \(asked.text)",
      kk: "жабайы кластерлік бутстрэп: \(asked.text)")
    let part = "wild_test.\(asked.name)"
    add(part, Trilingual(same: "t: ") + label, test.statistic, 2)
    add("\(part).p_value", Trilingual(same: "p: ") + label, test.pValue, 4)
    add(
      "\(part).samples", Trilingual(en: "samples of the ", ru: "выборки: ", kk: "іріктемелер: ") + label,
      Double(test.replications), 0)
    addRow(.tests, label, part, ["", nil, nil, ".p_value", nil])
  }

  private mutating func addScore(_ asked: RegressionAnalysis.Named, _ test: HypothesisTest) {
    let label = Trilingual(
      en: "score test of adding \(asked.text)", ru: "тест множителей Лагранжа, добавить: \(asked.text)",
      kk: "Лагранж көбейткіштері тесті, қосу: \(asked.text)")
    let part = "add.\(asked.name)"
    addTest(part, label, test)
    addRow(.tests, label, part, ["", ".df", nil, ".p_value", nil])
  }

  private mutating func addContrasts(_ asked: RegressionAnswers.Contrasts) {
    let variable = asked.question.variable
    for contrast in asked.list {
      let (level, base) = (
        RegressionAnalysis.part(ofTerm: contrast.level), RegressionAnalysis.part(ofTerm: contrast.base)
      )
      let part = "contrast.\(RegressionAnalysis.part(ofTerm: variable)).\(level)__\(base)"
      let name = self.name(of: contrast, variable)
      let label = Trilingual(en: "contrast ", ru: "контраст ", kk: "контраст ") + name
      let decimals = RegressionAnalysis.decimals(of: contrast.standardError)
      add(part, label, contrast.estimate, decimals, traits: fit.family == .logit ? [.oddsRatio] : [])
      addUncertainty(
        part, label, standardError: contrast.standardError, statistic: .some(contrast.statistic),
        pValue: .some(contrast.pValue), confLow: contrast.confLow, confHigh: contrast.confHigh, decimals: decimals)
      if let adjustment = asked.question.adjustment {
        add("\(part).adjusted_p", Self.adjustedPOf(adjustment) + label, contrast.adjustedPValue, 4)
      }
      addRatio(part, label, fit.ratio(of: contrast))
      addRow(
        .contrasts, name, part,
        ["", ".std_error", ".statistic", ".p_value", ".adjusted_p", ".conf_low", ".conf_high"])
    }
  }

  /// `region: Astana − Almaty`, with the labels that the source gives its categories.
  private func name(of contrast: Contrast, _ variable: String) -> Trilingual {
    func label(_ level: String) -> Trilingual { table[variable]?.label(ofLevel: level) ?? Trilingual(same: level) }
    return self.table.label(ofTerm: variable) + Trilingual(same: ": ") + label(contrast.level) + Trilingual(same: " − ")
      + label(contrast.base)
  }

  static func adjustedPOf(_ method: PValueAdjustment) -> Trilingual {
    Trilingual(en: "p adjusted (", ru: "p с поправкой (", kk: "түзетілген p (") + method.label + Trilingual(same: "): ")
  }
}

/// A table of questions to the models of a regression analysis, and what they answer.
enum RegressionGrid: String, CaseIterable, Sendable {
  /// Categories compared.
  case contrasts
  /// Hypotheses, by Wald, wild bootstrap or score.
  case tests
  /// Nested models.
  case comparisons
  /// Marginal effects.
  case margins
  /// Mean predictions.
  case predictions

  /// The head of the rows.
  var rowTitle: Trilingual {
    switch self {
    case .contrasts: Trilingual(en: "Contrast", ru: "Контраст", kk: "Контраст")
    case .tests: Trilingual(en: "Test", ru: "Тест", kk: "Тест")
    case .comparisons: Trilingual(en: "Models", ru: "Модели", kk: "Модельдер")
    case .margins, .predictions: Trilingual(en: "Variable", ru: "Переменная", kk: "Айнымалы")
    }
  }

  /// The heads of the columns.
  func columns(adjusted: [PValueAdjustment]) -> [Trilingual] {
    let error = Trilingual(en: "Standard error", ru: "Стандартная ошибка", kk: "Стандартты қате")
    let statistic = Trilingual(en: "Statistic", ru: "Статистика", kk: "Статистика")
    let ends = [
      Trilingual(en: "Interval from", ru: "Интервал от", kk: "Интервалдың төменгі шегі"),
      Trilingual(en: "to", ru: "до", kk: "жоғарғы шегі"),
    ]
    let df = [
      Trilingual(same: "df"), Trilingual(en: "Residual df", ru: "df остатков", kk: "Қалдықтар df"),
    ]
    let p = Trilingual(same: "p")
    let methods = adjusted.map(\.label).joined(separator: ", ")
    let adjustedP =
      Trilingual(en: "p adjusted (", ru: "p с поправкой (", kk: "түзетілген p (") + methods + Trilingual(same: ")")
    switch self {
    case .contrasts:
      return [
        Trilingual(en: "Difference", ru: "Разность", kk: "Айырма"), error, Trilingual(same: "t, z"), p, adjustedP,
      ]
        + ends
    case .tests: return [statistic] + df + [p, adjustedP]
    case .comparisons: return [statistic] + df + [p]
    case .margins: return [Trilingual(en: "Effect", ru: "Эффект", kk: "Эффект"), error, p] + ends
    case .predictions: return [Trilingual(en: "Prediction", ru: "Предсказание", kk: "Болжам"), error] + ends
    }
  }

  /// The column of adjusted p-values, where there is one.
  private var adjustedColumn: Int? {
    switch self {
    case .contrasts, .tests: 4
    case .comparisons, .margins, .predictions: nil
    }
  }

  /// The table of some rows; `nil` without rows. Without an adjustment its column is left out.
  func grid(_ rows: [TestGrid.Row], adjusted: [PValueAdjustment], source: String) -> TestGrid? {
    guard !rows.isEmpty else { return nil }
    var grid = TestGrid(rowTitle: rowTitle, columns: columns(adjusted: adjusted), rows: rows, source: source)
    if let column = adjustedColumn, adjusted.isEmpty {
      grid.columns.remove(at: column)
      for row in grid.rows.indices { grid.rows[row].parts.remove(at: column) }
    }
    return grid
  }
}

extension Problems {
  /// The problems at the place of a model; what they say of a variable stays.
  func placed(at place: Place) -> Problems {
    Problems(
      list.map { problem in
        var problem = problem
        problem.place = Place(
          file: place.file, line: place.line, column: place.column, variable: problem.place.variable)
        return problem
      })
  }
}
