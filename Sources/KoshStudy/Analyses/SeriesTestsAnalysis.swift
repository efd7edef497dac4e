internal import KoshStatistics
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Whether series return to a level or trend, or wander.
struct SeriesTestsAnalysis: Analysis {
  static let schema = ObjectSchema(
    "series_tests",
    "Whether series in time return to a level or wander: Dickey–Fuller (null: unit root) and KPSS (null: stationary).",
    AnalysisHead.fields(
      [
        Field("time", .name, required: true, "The variable of time, one step a row."),
        Field("variables", .list(.name), required: true, "The series."),
        Field("differences", .truth, "Whether the changes from period to period are tested too."),
      ] + LagChoice.fields))

  let head: AnalysisHead
  let time: String
  let names: [String]
  let isDifferenced: Bool
  let choice: LagChoice
  private let place: Place
  private let timePlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    time = node.text("time") ?? ""
    names = node.texts("variables")
    isDifferenced = node.truth("differences") ?? false
    choice = LagChoice(node)
    place = node["variables"]?.place ?? node.place
    timePlace = node["time"]?.place ?? node.place
  }

  private static let parts = [
    "unit_root", "adf", "adf.p_value", "adf.critical", "adf.lags", "kpss", "kpss.p_value", "kpss.lags", "n",
  ]

  var findingPatterns: [String] {
    names.flatMap { name in
      Self.parts.map { "\(name).\($0)" } + (isDifferenced ? Self.parts.map { "\(name).difference.\($0)" } : [])
    }
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    [(time, true, timePlace)] + names.map { ($0, true, place) }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    var outcome = AnalysisOutcome(findings: [])
    for name in names {
      guard let column = source.table[name], let times = source.table[time] else { continue }
      // Empty cells at either end shorten the series; one inside is an error.
      let known = source.rows(where: head.condition).drop { column.isMissing(at: $0) }
      let rows = Array(known.reversed().drop { column.isMissing(at: $0) }.reversed())
      let values: [Double?] = try placing(at: place) { () throws(Problem) in
        try choice.checkSteps(rows.map { times.number(at: $0) }, time: time)
        return rows.map { column.number(at: $0) }
      }
      let cells = [CellRange(source.specification.id, [name], rows: rows)]
      try test(name, column.variable.label, values, cells, &outcome)
      if isDifferenced {
        let changes = column.variable.label + Self.changes
        try test("\(name).difference", changes, RegressionDiagnostics.firstDifferences(values), cells, &outcome)
      }
    }
    outcome.drawing = .tests(grid(source))
    outcome.cautions = outcome.cautions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return outcome
  }

  private func grid(_ source: LoadedSource) -> TestGrid {
    let parts = ["unit_root", "adf", "adf.critical", "kpss", "kpss.p_value"]
    return TestGrid(
      rowTitle: Trilingual(en: "Series", ru: "Ряд", kk: "Қатар"),
      columns: [
        Trilingual(en: "Unit root", ru: "Единичный корень", kk: "Бірлік түбір"), Trilingual(same: "ADF"),
        Trilingual(en: "ADF, critical at 5 %", ru: "ADF, критическое на 5 %", kk: "ADF, 5 % сындық мән"),
        Trilingual(same: "KPSS"), Trilingual(same: "p (KPSS)"),
      ],
      rows: names.flatMap { name -> [TestGrid.Row] in
        guard let label = source.table[name]?.variable.label else { return [] }
        let levels = TestGrid.Row(label: label, parts: parts.map { "\(name).\($0)" })
        guard isDifferenced else { return [levels] }
        return [
          levels, TestGrid.Row(label: label + Self.changes, parts: parts.map { "\(name).difference.\($0)" }),
        ]
      }, source: source.specification.id)
  }

  private static let changes = Trilingual(en: ", changes", ru: ", изменения", kk: ", өзгерістер")

  private func test(
    _ part: String, _ label: Trilingual, _ values: [Double?], _ cells: [CellRange], _ outcome: inout AnalysisOutcome
  ) throws(Problems) {
    let nature: SeriesNature = try placing(at: place) { () throws(Problem) in
      try UnitRoots.nature(
        values, choice.part, lags: choice.rule, largestLag: choice.largest(values.count), name: part)
    }
    let (adf, kpss) = (nature.dickeyFuller, nature.kpss)
    let name = label + Trilingual(same: ": ")
    let about = choice.words
    func add(_ key: String, _ what: Trilingual, _ value: Double?, _ decimals: Int, _ method: Trilingual) {
      outcome.findings.append(
        finding("\(part).\(key)", name + what, value, decimals: decimals, method: method, cells: cells))
    }
    let verdict: Truth =
      switch nature.verdict {
      case .unitRoot: .yes
      case .stationary: .no
      case .cannotTell: .undecided
      }
    outcome.findings.append(
      Finding(
        "\(id).\(part).unit_root",
        label: name + Trilingual(en: "has a unit root", ru: "есть единичный корень", kk: "бірлік түбірі бар"),
        value: .truth(verdict),
        method: Trilingual(
          en: "Dickey–Fuller and KPSS at 5 %: yes or no where both agree",
          ru: "Дики – Фуллер и KPSS на уровне 5 %: ответ, если оба согласны",
          kk: "Дики – Фуллер мен KPSS, 5 % деңгейі: екеуі келіссе ғана жауап") + Trilingual(same: "; ") + about,
        cells: cells))
    let test =
      Trilingual(
        en: "augmented Dickey–Fuller, null hypothesis: unit root; ",
        ru: "расширенный тест Дики – Фуллера, нулевая гипотеза: единичный корень; ",
        kk: "кеңейтілген Дики – Фуллер тесті, нөлдік гипотеза: бірлік түбір; ") + about
    add("adf", Trilingual(same: "ADF"), adf.statistic, 2, test)
    add(
      "adf.p_value", Trilingual(same: "p (ADF)"), adf.pValue, 3,
      Trilingual(
        en: "MacKinnon 1994, for long series", ru: "Маккиннон 1994, для длинных рядов",
        kk: "Маккиннон 1994, ұзын қатарлар үшін"))
    add(
      "adf.critical",
      Trilingual(
        en: "ADF, critical value at 5 %", ru: "ADF, критическое значение на уровне 5 %",
        kk: "ADF, 5 % деңгейіндегі сындық мән"),
      adf.critical?.five, 2,
      Trilingual(
        en: "MacKinnon 2010, for this length", ru: "Маккиннон 2010, для этой длины",
        kk: "Маккиннон 2010, осы ұзындық үшін"))
    add(
      "adf.lags", Trilingual(en: "ADF, lags", ru: "ADF, лагов", kk: "ADF, лагтар"), Double(adf.lags), 0,
      choice.ruleWords)
    let stationarity =
      Trilingual(
        en: "null hypothesis: stationary; ", ru: "нулевая гипотеза: стационарность; ",
        kk: "нөлдік гипотеза: стационарлық; ") + about
    add("kpss", Trilingual(same: "KPSS"), kpss.statistic, 3, stationarity)
    add(
      "kpss.p_value", Trilingual(same: "p (KPSS)"), kpss.pValue, 3,
      kpss.isBounded
        ? Trilingual(
          en: "outside the table of 1992: at most 0.01 or at least 0.10",
          ru: "вне таблицы 1992 года: не больше 0,01 или не меньше 0,10",
          kk: "1992 жылғы кестеден тыс: 0,01-ден аспайды немесе 0,10-нан кем емес")
        : Trilingual(
          en: "interpolated in the table of 1992", ru: "интерполяция в таблице 1992 года",
          kk: "1992 жылғы кестедегі интерполяция"))
    add(
      "kpss.lags", Trilingual(en: "KPSS, lags", ru: "KPSS, лагов", kk: "KPSS, лагтар"), Double(kpss.lags), 0,
      Trilingual(
        en: "chosen from the data (Hobijn and others)", ru: "выбрано по данным (Хобейн и др.)",
        kk: "дерек бойынша таңдалды (Хобейн және т. б.)"))
    outcome.findings.append(
      count("\(part).n", name + Trilingual(en: "values", ru: "значений", kk: "мәндер саны"), values.count, cells: cells)
    )
    if !part.hasSuffix(".difference") { outcome.cautions += nature.cautions }
    if nature.verdict == .unitRoot { outcome.cautions.append(wanders(label)) }
  }

  private func wanders(_ label: Trilingual) -> Caution {
    Caution(
      "unit_root",
      Trilingual(
        en:
          "\(label): the series wanders and returns to no level, so a regression on other such series can look good by chance.",
        ru:
          "\(label): ряд блуждает и не возвращается к уровню, поэтому регрессия на другие такие ряды может выглядеть хорошей случайно.",
        kk:
          "\(label): қатар кезбе, деңгейге оралмайды, сондықтан осындай басқа қатарларға регрессия кездейсоқ жақсы көрінуі мүмкін."
      ))
  }
}

/// What tests of unit roots allow for, as a study says it.
struct LagChoice: Sendable {
  /// The keys, for every analysis that makes such tests.
  static let fields = [
    Field(
      "around", .choice(["level", "trend"]),
      "What the series may return to: a level (unless given) or a straight trend."),
    Field(
      "criterion", .choice(["bic", "aic", "t"]), "What chooses the lags of Dickey–Fuller tests; bic unless given."),
    Field("most_lags", .integer, "The most lags to choose from; the whole part of 4 (T/100)^(1/4) unless given."),
    Field("lags", .integer, "So many lags, in place of a criterion."),
  ]

  let part: DeterministicPart
  let rule: LagRule
  private let most: Int?
  private let criterion: String

  init(_ node: SpecNode) {
    part = node.text("around") == "trend" ? .trend : .constant
    most = node.integer("most_lags")
    criterion = node.text("criterion") ?? "bic"
    if let lags = node.integer("lags") {
      rule = .fixed(lags)
    } else {
      rule = criterion == "aic" ? .aic : criterion == "t" ? .t : .bic
    }
  }

  /// The most lags for a series of `n` values.
  func largest(_ n: Int) -> Int {
    most ?? min(max(0, n / 2 - (part == .trend ? 3 : 2)), Int(4 * pow(Double(n) / 100, 0.25)))
  }

  /// What the series may return to, in words.
  var words: Trilingual {
    part == .trend
      ? Trilingual(en: "about a straight trend", ru: "около линейного тренда", kk: "сызықтық тренд маңында")
      : Trilingual(en: "about a level", ru: "около уровня", kk: "деңгей маңында")
  }

  /// How lags were chosen, in words.
  var ruleWords: Trilingual {
    if case .fixed = rule { return Trilingual(en: "as given", ru: "как задано", kk: "берілгендей") }
    let name = criterion == "t" ? "t" : criterion.uppercased()
    return Trilingual(en: "chosen by \(name)", ru: "выбрано по \(name)", kk: "\(name) бойынша таңдалды")
  }

  /// Lags mean something only where times follow each other in equal steps.
  func checkSteps(_ times: [Double?], time: String) throws(Problem) {
    let known = times.compactMap { $0 }
    let steps = zip(known.dropFirst(), known).map { $0 - $1 }
    guard known.count == times.count, let step = steps.first, step > 0,
      steps.allSatisfy({ abs($0 - step) < 1e-9 * step })
    else {
      throw Problem(
        .data, "the rows are not one step of time apart", at: Place(variable: time),
        why: "the tests compare each value with the one before",
        remedy: "sort the rows by time, without gaps or repeats")
    }
  }
}
