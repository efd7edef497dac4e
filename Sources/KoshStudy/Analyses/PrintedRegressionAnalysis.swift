internal import KoshNumerics
internal import KoshStatistics
internal import KoshTable

/// A printed regression table: do stars, standard errors and numbers of rows fit together, and on which scale?
struct PrintedRegressionAnalysis: Analysis {
  static let schema = ObjectSchema(
    "printed_regression",
    "A printed regression: which stars follow, on which scale a standard error can stand, how small it can be.",
    AnalysisHead.fields([
      Field("term", .name, required: true, "The variable that names the terms."),
      Field("estimate", .name, required: true, "The printed estimates."),
      Field("standard_error", .name, required: true, "The printed standard errors."),
      Field("scale", .choice(["odds_ratio", "coefficient"]), "What the estimates are; coefficient unless given."),
      Field("n", .expression, "The number of rows of the model, for the least standard error."),
      Field("alpha", .number, "The level of the stars; 0.05 unless given."),
      Field("binary", .list(.text), "Terms that are 0/1."),
    ]))

  let head: AnalysisHead
  let term: String
  let estimate: String
  let standardError: String
  let isOddsRatio: Bool
  let n: Expression?
  let alpha: Double
  let binary: Set<String>
  private let place: Place
  private let nPlace: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    term = node.text("term") ?? ""
    estimate = node.text("estimate") ?? ""
    standardError = node.text("standard_error") ?? ""
    isOddsRatio = node.text("scale") == "odds_ratio"
    n = node.expression("n")
    alpha = node.number("alpha") ?? 0.05
    binary = Set(node.texts("binary"))
    place = node["term"]?.place ?? node.place
    nPlace = node["n"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    [
      "significant", "z_low", "z_high", "ratio_z_low", "ratio_z_high", "se_floor", "floor", "percent", "estimate",
      "std_error", "conf_low", "conf_high", "log_odds_error",
    ].map { "*.\($0)" }
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    [(term, false, place), (estimate, true, place), (standardError, true, place)]
  }
  var expressions: [(Expression, Place)] { n.map { [($0, nPlace)] } ?? [] }

  func problems(in data: StudyData) -> [Problem] {
    guard alpha <= 0 || alpha >= 1 else { return [] }
    return [
      Problem(
        .specification, "the level \(NumberText.plain(alpha, language: .en)) of \"\(id)\" is no probability", at: place,
        remedy: "write the level of the stars between 0 and 1, as in alpha: 0.01")
    ]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    var findings: [Finding] = []
    var drawn: [PrintedRow] = []
    let people = n.flatMap { context.evaluate($0).quantity }.flatMap { Printed.whole($0) }
    for row in source.rows(where: head.condition) {
      guard let name = source.table[term]?.text(at: row) else { continue }
      do {
        let printed = try Printed.number(source.value(row: row, column: estimate))
        let error = try Printed.number(source.value(row: row, column: standardError))
        let (found, drawing) = try check(name, row: row, printed, error, people, source, context)
        findings += found
        drawn.append(drawing)
      } catch {
        var problem = error
        problem.place = place
        problem.place.variable = name
        throw Problems(problem)
      }
    }
    return AnalysisOutcome(findings: findings, drawing: .printedRegression(drawn))
  }

  private func check(
    _ name: String, row: Int, _ printed: PrintedNumber, _ error: PrintedNumber, _ people: Int?, _ source: LoadedSource,
    _ context: RunContext
  ) throws(Problem) -> ([Finding], PrintedRow) {
    let cells = [CellRange(source.specification.id, [estimate, standardError], rows: [row])]
    let traits = context.traits(source: source.specification.id, columns: [estimate]).union(
      isOddsRatio ? [.oddsRatio] : [])
    let label = source.table[term]?.label(ofLevel: name) ?? Trilingual(same: name)
    let band = StarBand(below: alpha)
    func add(_ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int) -> Finding {
      finding(
        "\(name).\(part)", label + Trilingual(same: ": ") + what, value, decimals: decimals, cells: cells,
        traits: traits)
    }
    let own =
      try isOddsRatio
      ? oddsRatioStarCheck(printed, standardError: error, band: band).logOdds
      : starCheck(printed.interval, standardError: error.interval, band: band)
    let onRatio = try isOddsRatio ? oddsRatioStarCheck(printed, standardError: error, band: band).oddsRatio : nil
    let scales = [own] + (onRatio.map { [$0] } ?? [])
    let significant: Truth =
      scales.allSatisfy { $0.outcome == .consistent }
      ? .yes : (scales.allSatisfy { $0.outcome == .inconsistent } ? .no : .undecided)
    var findings = [
      add(
        "estimate", Trilingual(en: "printed estimate", ru: "напечатанная оценка", kk: "басылған баға"), printed.value,
        printed.decimals),
      add(
        "std_error",
        Trilingual(en: "printed standard error", ru: "напечатанная стандартная ошибка", kk: "басылған стандартты қате"),
        error.value, error.decimals),
      add(
        "z_low",
        Trilingual(
          en: "least |z|, error on the scale of the coefficient", ru: "наименьший |z|, ошибка в шкале коэффициента",
          kk: "ең кіші |z|, қате коэффициент шкаласында"), own.z.low, 2),
      add(
        "z_high",
        Trilingual(
          en: "greatest |z|, error on the scale of the coefficient", ru: "наибольший |z|, ошибка в шкале коэффициента",
          kk: "ең үлкен |z|, қате коэффициент шкаласында"), own.z.high, 2),
    ]
    if let onRatio {
      findings += [
        add(
          "ratio_z_low",
          Trilingual(
            en: "least |z|, error on the odds-ratio scale", ru: "наименьший |z|, ошибка в шкале отношения шансов",
            kk: "ең кіші |z|, қате шанстар қатынасы шкаласында"), onRatio.z.low, 2),
        add(
          "ratio_z_high",
          Trilingual(
            en: "greatest |z|, error on the odds-ratio scale", ru: "наибольший |z|, ошибка в шкале отношения шансов",
            kk: "ең үлкен |z|, қате шанстар қатынасы шкаласында"), onRatio.z.high, 2),
        add(
          "percent", Trilingual(en: "change of the odds, %", ru: "изменение шансов, %", kk: "шанстың өзгерісі, %"),
          100 * (printed.value - 1), max(0, printed.decimals - 2)),
      ]
    }
    findings.append(
      Finding(
        "\(id).\(name).significant",
        label: label
          + Trilingual(
            en: ": significant at the level of the stars", ru: ": значимо на уровне звёздочек",
            kk: ": жұлдызша деңгейінде мәнді"), value: .truth(significant), method: starWords(own, onRatio),
        cells: cells, traits: traits))
    var logError = Interval(error.value)
    if isOddsRatio { logError = Interval(error.value / printed.value) }
    if let people, binary.contains(name) {
      let floor = try standardErrorFloorCheck(error, n: people, oddsRatio: isOddsRatio ? printed : nil)
      let truth: Truth = floor.onLogOdds == .consistent ? .yes : (floor.onLogOdds == .inconsistent ? .no : .undecided)
      findings += [
        add(
          "se_floor",
          Trilingual(
            en: "least standard error on the log-odds scale",
            ru: "наименьшая возможная стандартная ошибка в шкале логарифма шансов",
            kk: "шанс логарифмі шкаласындағы ең кіші стандартты қате"), floor.floor, 4),
        Finding(
          "\(id).\(name).floor",
          label: label
            + Trilingual(
              en: ": the printed error can stand on the log-odds scale",
              ru: ": напечатанная ошибка возможна в шкале логарифма шансов",
              kk: ": басылған қате шанс логарифмі шкаласында болуы мүмкін"),
          value: .truth(truth), method: floorWords(floor, error, people),
          cells: cells + (n.map { context.cells(of: [$0]) } ?? []), traits: traits),
      ]
      if let implied = floor.impliedLogOdds {
        findings.append(
          Finding(
            "\(id).\(name).log_odds_error",
            label: label
              + Trilingual(
                en: ": the error on the log-odds scale, if printed on the odds-ratio scale",
                ru: ": ошибка в шкале логарифма шансов, если напечатана в шкале отношения шансов",
                kk: ": шанстар қатынасы шкаласында басылған болса, шанс логарифмі шкаласындағы қате"),
            value: .number(Quantity(error.value / printed.value, decimals: 3, interval: implied)), cells: cells))
      }
    }
    // The interval is drawn on the reading that the least standard error allows: the odds-ratio scale for odds ratios.
    let z = Normal.quantile(0.975)
    let (low, high): (Double, Double)
    if isOddsRatio {
      let centre = Interval(printed.value).logarithm?.middle ?? 0
      (low, high) = (
        Interval(centre - z * logError.middle).exponential.middle,
        Interval(centre + z * logError.middle).exponential.middle
      )
    } else {
      (low, high) = (printed.value - z * error.value, printed.value + z * error.value)
    }
    findings += [
      add(
        "conf_low",
        Trilingual(
          en: "lower end of the interval that the error implies", ru: "нижняя граница интервала, следующего из ошибки",
          kk: "қатеден шығатын интервалдың төменгі шегі"), low, printed.decimals),
      add(
        "conf_high",
        Trilingual(
          en: "upper end of the interval that the error implies", ru: "верхняя граница интервала, следующего из ошибки",
          kk: "қатеден шығатын интервалдың жоғарғы шегі"), high, printed.decimals),
    ]
    return (
      findings,
      PrintedRow(
        term: name, label: label, estimate: printed.value, low: low, high: high, isOddsRatio: isOddsRatio,
        decimals: printed.decimals, prefix: "\(id).\(name)", source: source.specification.id)
    )
  }

  private func starWords(_ own: StarCheck, _ ratio: StarCheck?) -> Trilingual {
    let needed = own.critical ?? 0
    func range(_ z: Interval) -> Trilingual {
      Trilingual(z.low, decimals: 2) + Trilingual(same: " … ") + Trilingual(z.high, decimals: 2)
    }
    var text = Trilingual(
      en: "p below \(alpha) needs |z| above \(needed, decimals: 2)",
      ru: "для p ниже \(alpha) нужен |z| больше \(needed, decimals: 2)",
      kk: "p мәні \(alpha)-ден төмен болу үшін |z| \(needed, decimals: 2)-ден үлкен болуы керек")
    if let ratio {
      text =
        text
        + Trilingual(
          en:
            "; with the error on the log-odds scale |z| is \(range(own.z)), on the odds-ratio scale \(range(ratio.z))",
          ru:
            "; если ошибка в шкале логарифма шансов, |z| равен \(range(own.z)), если в шкале отношения шансов, \(range(ratio.z))",
          kk:
            "; қате шанс логарифмі шкаласында болса |z| = \(range(own.z)), шанстар қатынасы шкаласында болса \(range(ratio.z))"
        )
    } else {
      text =
        text
        + Trilingual(en: "; |z| is \(range(own.z))", ru: "; |z| равен \(range(own.z))", kk: "; |z| = \(range(own.z))")
    }
    return text
  }

  private func floorWords(_ check: StandardErrorFloorCheck, _ error: PrintedNumber, _ people: Int) -> Trilingual {
    var text = Trilingual(
      en:
        "the least model-based standard error of a 0/1 predictor is \(4) ÷ √\(people) = \(check.floor, decimals: 4) on the log-odds scale; printed \(error.value, decimals: error.decimals)",
      ru:
        "наименьшая модельная стандартная ошибка предиктора 0/1 в шкале логарифма шансов равна \(4) ÷ √\(people) = \(check.floor, decimals: 4); напечатано \(error.value, decimals: error.decimals)",
      kk:
        "0/1 предикторының шанс логарифмі шкаласындағы ең кіші модельдік стандартты қатесі \(4) ÷ √\(people) = \(check.floor, decimals: 4); басылғаны \(error.value, decimals: error.decimals)"
    )
    if let implied = check.impliedLogOdds, check.onLogOdds == .inconsistent {
      text =
        text
        + Trilingual(
          en: "; read on the odds-ratio scale it is \(implied.middle, decimals: 3) in log odds, which is possible",
          ru: "; в шкале отношения шансов это \(implied.middle, decimals: 3) в логарифме шансов, что возможно",
          kk: "; шанстар қатынасы шкаласында бұл шанс логарифмінде \(implied.middle, decimals: 3), бұл мүмкін")
    }
    return text
  }
}

/// A row of a printed regression, as an exhibit draws it.
struct PrintedRow: Sendable {
  var term: String
  var label: Trilingual
  var estimate: Double
  var low: Double
  var high: Double
  var isOddsRatio: Bool
  var decimals: Int
  var prefix: String
  var source: String
}
