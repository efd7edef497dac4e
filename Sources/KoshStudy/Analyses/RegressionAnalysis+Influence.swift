internal import KoshStatistics
internal import KoshTable

/// What single rows do to a fit: findings and warnings.
struct InfluenceReport: Sendable {
  /// The parts of its findings, behind the model's.
  static let parts = [
    "cook_max", "cook_max_at", "cook_above", "leverage_max", "leverage_max_at", "residual_max", "residual_max_at",
  ]
  /// The families that know the influence of a row.
  static let families: Set<String> = ["ols", "logit", "probit", "poisson"]

  private let influence: RegressionInfluence?
  private let isKnown: Bool
  private let rows: [Int]
  private let source: LoadedSource

  /// - Parameter rows: The rows of the source that the fit uses, in its order.
  init(of fit: any RegressionFit, rows: [Int], source: LoadedSource) {
    influence = RegressionInfluence(of: fit)
    isKnown =
      fit is LinearFit || fit is NonlinearFit
      || (fit as? GeneralizedLinearFit).map { $0.family != .negativeBinomial } ?? false
    self.rows = rows
    self.source = source
  }

  /// Findings `PREFIX.cook_max` and on; a row is named by its key, and not at all where it is a person.
  func findings(prefix: String, name: Trilingual, method: Trilingual, cells: [CellRange]) -> [Finding] {
    guard isKnown else { return [] }
    func number(_ part: String, _ label: Trilingual, _ value: Double?, _ decimals: Int) -> Finding {
      Finding("\(prefix).\(part)", label: name + label, number: value, decimals: decimals, method: method, cells: cells)
    }
    func place(_ part: String, _ label: Trilingual, _ row: OutstandingRow?) -> Finding {
      let there = row.map { rows[$0.position] }
      return Finding(
        "\(prefix).\(part)", label: name + label,
        value: there.map { source.key(ofRow: $0) } ?? .undefined(Evaluator.impossible), method: method,
        cells: cells.map { CellRange($0.source, $0.columns, rows: there.map { [$0] }) })
    }
    let (distance, leverage, residual) = (
      influence?.greatestDistance, influence?.greatestLeverage, influence?.greatestResidual
    )
    let limit = influence?.usualLimit ?? 0
    func decimals(_ row: OutstandingRow?) -> Int { RegressionInfluence.decimals(of: row?.value ?? 0) }
    return [
      number(
        "cook_max",
        Trilingual(en: "greatest Cook's distance", ru: "наибольшее расстояние Кука", kk: "ең үлкен Кук қашықтығы"),
        distance?.value, decimals(distance)),
      place(
        "cook_max_at",
        Trilingual(
          en: "row with the greatest Cook's distance", ru: "строка с наибольшим расстоянием Кука",
          kk: "Кук қашықтығы ең үлкен жол"), distance),
      number(
        "cook_above",
        Trilingual(
          en:
            "rows with a Cook's distance above 4/n = \(limit, decimals: RegressionInfluence.decimals(of: limit)), a rule of thumb",
          ru:
            "строк с расстоянием Кука больше 4/n = \(limit, decimals: RegressionInfluence.decimals(of: limit)), эмпирическое правило",
          kk:
            "Кук қашықтығы 4/n = \(limit, decimals: RegressionInfluence.decimals(of: limit)) шегінен үлкен жолдар, тәжірибелік ереже"
        ),
        influence.map { Double($0.noticeableRows.count) }, 0),
      number(
        "leverage_max",
        Trilingual(en: "greatest leverage", ru: "наибольший рычаг (leverage)", kk: "ең үлкен иінтірек (leverage)"),
        leverage?.value, decimals(leverage)),
      place(
        "leverage_max_at",
        Trilingual(
          en: "row with the greatest leverage", ru: "строка с наибольшим рычагом (leverage)",
          kk: "иінтірегі (leverage) ең үлкен жол"), leverage),
      number(
        "residual_max",
        Trilingual(
          en: "largest standardised residual", ru: "наибольший по модулю стандартизованный остаток",
          kk: "модулі бойынша ең үлкен стандартталған қалдық"), residual?.value, 2),
      place(
        "residual_max_at",
        Trilingual(
          en: "row with the largest standardised residual",
          ru: "строка с наибольшим по модулю стандартизованным остатком",
          kk: "модулі бойынша ең үлкен стандартталған қалдық жолы"), residual),
    ]
  }

  /// Where one row carries the result, or is met exactly.
  func cautions(label: Trilingual) -> [Caution] {
    let cautions = influence?.cautions { position in
      source.leastCell == nil ? source.label(ofRow: rows[position]) : nil
    }
    return (cautions ?? []).map { Caution($0.code, label + Trilingual(same: ". ") + $0.text) }
  }
}

// Warnings of several models told once, and rows that a model leaves out.
extension RegressionAnalysis {
  /// Warnings with the models that they are about; what several models share is told once.
  static func labelled(_ cautions: [(model: Trilingual, caution: Caution)]) -> [Caution] {
    var told: [Caution] = []
    return cautions.compactMap { _, caution in
      guard !told.contains(caution) else { return nil }
      told.append(caution)
      let models = cautions.filter { $0.caution == caution }.map(\.model)
      return Caution(caution.code, models.joined(separator: ", ") + Trilingual(same: ". ") + caution.text)
    }
  }

  /// That rows are left out, and by which rules; nothing is counted by variable, since a row may be a person.
  static func lossCautions(_ label: Trilingual, _ fit: any RegressionFit, rows: Int) -> [Caution] {
    guard fit.rowsLost > 0 else { return [] }
    let rules = fit.rowLosses.map(\.rule).reduce(into: [RowLoss.Rule]()) { if !$0.contains($1) { $0.append($1) } }
    let reasons = rules.map { rule in
      switch rule {
      case .missing:
        Trilingual(en: "a value is missing (listwise)", ru: "нет значения (построчно)", kk: "мәні жоқ (жол бойынша)")
      case .zeroWeight: Trilingual(en: "the weight is zero", ru: "вес равен нулю", kk: "салмағы нөл")
      case .singleton:
        Trilingual(
          en: "it is the only row of a level of an absorbed effect",
          ru: "это единственная строка уровня поглощённого эффекта",
          kk: "сіңірілген эффект деңгейінің жалғыз жолы")
      case .zeroOutcome:
        Trilingual(
          en: "all outcomes of its level of an absorbed effect are zero",
          ru: "все исходы её уровня поглощённого эффекта равны нулю",
          kk: "сіңірілген эффект деңгейінің барлық нәтижесі нөл")
      }
    }
    let why = reasons.isEmpty ? Trilingual(same: "") : Trilingual(same: " – ") + reasons.joined(separator: "; ")
    return [
      Caution(
        "rows_lost",
        Trilingual(
          en: "\(label): rows left out: \(fit.rowsLost) of \(rows)\(why).",
          ru: "\(label): исключено строк: \(fit.rowsLost) из \(rows)\(why).",
          kk: "\(label): алынбаған жолдар: \(rows) жолдың \(fit.rowsLost)\(why)."))
    ]
  }
}
