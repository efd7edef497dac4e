internal import KoshNumerics
internal import KoshTable

/// What models with absorbed effects have in common before they are estimated: the rows that say something, the
/// predictors without a constant, the effects arranged for the kernels.
struct AbsorbedSetup {
  let schema: Schema
  private(set) var design: DesignMatrix
  let effects: AbsorbedEffects
  /// Frequency weights.
  let frequencies: [Double]?
  /// Rows, or the sum of frequency weights.
  let observationCount: Int
  private(set) var dropped: [String] = []
  private(set) var cautions: [Caution] = []
  private let dropCollinear: Bool

  init(
    _ formula: Formula, options: RegressionOptions, outcome: Schema.OutcomeKind, singletons: SingletonRule,
    threads: Int, table: Table
  ) throws(Problems) {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    guard !formula.absorbed.isEmpty else {
      throw Problems(
        Problem(
          .specification, "\"\(formula.text)\" absorbs no effects", at: formula.place,
          remedy: "write them after a bar, such as y ~ x | region, or fit a model without effects"))
    }
    if options.vcov == .hc2 || options.vcov == .hc3 {
      throw Problems(
        Problem(
          .specification, "the covariance \(options.vcov.name) is not computed with absorbed effects",
          at: formula.place,
          why: "it needs the leverage of every row, and most of that is the effects'",
          remedy: "ask for HC1 or clusters, or write the effects as i(…)"))
    }
    let all = try Schema(formula, options: options, outcome: outcome, table: table)
    guard all.design.columnCount > (all.design.hasIntercept ? 1 : 0) else {
      throw Problems(
        Problem(
          .specification, "\"\(formula.text)\" has no predictor besides the absorbed effects", at: formula.place,
          why: "absorbed effects are not reported, so there would be nothing to report", remedy: "add a predictor"))
    }
    let dimensions: [AbsorbedEffects.Dimension]
    (schema, dimensions) = try all.prunedForEffects(
      counts: outcome == .counts, singletons: singletons, frequencies: options.frequencies(all.weights))
    // The effects hold the constant.
    design = schema.design.hasIntercept ? schema.design.removing([0]) : schema.design
    effects = AbsorbedEffects(dimensions, threads: threads)
    frequencies = options.frequencies(schema.weights)
    observationCount = options.observations(rows: schema.outcome.count, weights: schema.weights)
    dropCollinear = options.dropCollinear
  }

  /// Names the predictors (counted from 0) that do not vary within the effects.
  ///
  /// - Throws: A problem for each, unless they may be dropped.
  mutating func drop(absorbed columns: [Int]) throws(Problems) {
    let names = columns.map { design.columnNames[$0] }
    let by = effects.dimensions.map(\.name).joined(separator: ", ")
    let isLast = columns.count == design.columnCount
    guard dropCollinear, !isLast else {
      throw Problems(
        names.map { name in
          Problem(
            .specification, "the predictor \(name) is collinear with the absorbed effects of \(by)",
            at: schema.formula.place,
            why: "it does not vary within their levels, so its coefficient cannot be told from theirs",
            remedy: "leave it out of \"\(schema.formula.text)\", or absorb other effects"
              + (isLast ? "" : ", \(RegressionEstimation.orDropped)"))
        })
    }
    cautions += names.map { name in
      Caution(
        "collinear_dropped",
        Trilingual(
          en: "The predictor \(name) was dropped: it does not vary within the levels of the absorbed effects (\(by)).",
          ru: "Предиктор \(name) исключён: он не меняется внутри уровней поглощённых эффектов (\(by)).",
          kk: "\(name) предикторы алынып тасталды: ол сіңірілген эффектілердің (\(by)) деңгейлері ішінде өзгермейді."))
    }
    remove(columns)
  }

  /// Names the predictors that are combinations of others within the effects.
  ///
  /// - Parameter projected: What remains of the predictors.
  /// - Throws: A problem for each, unless they may be dropped.
  /// - Returns: The columns dropped.
  mutating func drop(dependentIn projected: DesignMatrix, triangle: DesignTriangle) throws(Problems) -> [Int] {
    let (_, names, more) = try RegressionEstimation.estimable(
      Schema(schema, design: projected), triangle: triangle, dropCollinear: dropCollinear)
    let columns = design.columnNames.indices.filter { names.contains(design.columnNames[$0]) }
    cautions += more
    remove(columns)
    return columns
  }

  private mutating func remove(_ columns: [Int]) {
    dropped += columns.map { design.columnNames[$0] }
    design = design.removing(Set(columns))
  }

  /// The columns of the predictors.
  var predictors: [[Double]] { (0..<design.columnCount).map { design.column($0) } }

  /// The groups by which the covariance clusters.
  func clusters(_ options: RegressionOptions) -> [RowGroups] {
    guard case .clusters(let clusters) = options.vcov else { return [] }
    return clusters.variables.compactMap { schema.groups[$0] }
  }

  /// The model's name: its family, and what is absorbed.
  func label(_ family: Trilingual) -> Trilingual {
    let names = effects.dimensions.map(\.name).joined(separator: ", ")
    return Trilingual(
      en: "\(family.en) with absorbed effects of \(names)", ru: "\(family.ru) с поглощёнными эффектами (\(names))",
      kk: "\(family.kk), сіңірілген эффектілермен (\(names))")
  }

  /// The error of a method that did not come to an end.
  func notConverged(_ what: String, tolerance: Double) -> Problems {
    Problems(
      Problem(
        .specification,
        "the absorbed effects of \"\(schema.formula.text)\" did not converge to \(NumberText.plain(tolerance, language: .en))",
        at: schema.formula.place, why: what,
        remedy: "take predictors away, or absorb effects whose levels have more rows in common"))
  }
}
