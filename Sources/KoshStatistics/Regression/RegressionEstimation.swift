internal import KoshNumerics
internal import KoshTable

/// What least squares and the logit share: which columns can be estimated, covariances, rows of the result.
enum RegressionEstimation {
  /// A condition number from which coefficients are called ill determined (Belsley, Kuh and Welsch 1980).
  static let conditionLimit = 30.0

  /// The columns that can be estimated.
  ///
  /// - Throws: A problem that names the columns which are linear combinations of others, unless they may be dropped.
  static func estimable(
    _ schema: Schema, triangle: DesignTriangle, dropCollinear: Bool
  ) throws(Problems) -> (design: DesignMatrix, dropped: [String], cautions: [Caution]) {
    let (design, ranked) = (schema.design, triangle.ranked)
    guard !ranked.dependent.isEmpty else { return (design, [], []) }
    let names = ranked.dependent.map { design.columnNames[$0] }
    let reasons = zip(ranked.dependent, ranked.combinations).map { column, combination in
      reason(column, combination: combination, triangle: triangle, design: design)
    }
    guard dropCollinear else {
      throw Problems(
        zip(names, reasons).map { name, reason in
          Problem(
            .specification, "the predictor \(name) \(reason.what.en)", at: schema.formula.place, why: reason.why,
            remedy: "leave it out of \"\(schema.formula.text)\", \(orDropped)")
        })
    }
    guard ranked.kept.contains(where: { $0 > 0 || !design.hasIntercept }) || names.isEmpty || design.hasIntercept else {
      throw Problems(
        Problem(.specification, "no predictor of \"\(schema.formula.text)\" can be estimated", at: schema.formula.place)
      )
    }
    let cautions = zip(names, reasons).map { name, reason in
      Caution(
        "collinear_dropped",
        Trilingual(
          en: "The predictor \(name) was dropped: it \(reason.what).",
          ru: "Предиктор \(name) исключён: он \(reason.what).",
          kk: "\(name) предикторы алынып тасталды: ол \(reason.what)."))
    }
    return (design.removing(Set(ranked.dependent)), names, cautions)
  }

  /// What to do about collinear predictors besides leaving them out.
  static let orDropped = "or have it dropped: --drop-collinear, in a study drop_collinear: yes"

  /// Why a column cannot be estimated: what it is, and what follows from that.
  private static func reason(
    _ column: Int, combination: [Double], triangle: DesignTriangle, design: DesignMatrix
  ) -> (what: Trilingual, why: String) {
    let ranked = triangle.ranked
    let weights = solveUpper(ranked.triangle, combination)
    let size = weights.map(\.magnitude).max() ?? 0
    guard size > 0 else {
      return (
        Trilingual(en: "is 0 in every row used", ru: "равен 0 во всех строках", kk: "барлық жолда 0-ге тең"),
        design.columnNames[column].contains("::")
          ? "no row used has this combination of categories" : "what never varies explains nothing"
      )
    }
    let partners = zip(ranked.kept, weights).filter { $0.1.magnitude > 1e-7 * size }.map { design.columnNames[$0.0] }
    if partners == ["(Intercept)"] {
      return (
        Trilingual(
          en: "has the same value in every row used", ru: "одинаков во всех строках", kk: "барлық жолда бірдей"),
        "what never varies explains nothing, and cannot be told from the intercept"
      )
    }
    let shown = partners.prefix(8).joined(separator: ", ") + (partners.count > 8 ? ", …" : "")
    return (
      Trilingual(
        en: "is a linear combination of \(shown)", ru: "является линейной комбинацией: \(shown)",
        kk: "мына айнымалылардың сызықтық комбинациясы: \(shown)"),
      "its coefficient cannot be told from theirs"
    )
  }

  /// - Throws: A problem where a model that knows no absorbed effects is given some: without them it would be another.
  static func checkNoneAbsorbed(_ formula: Formula, model: String) throws(Problems) {
    guard let first = formula.absorbed.first else { return }
    throw Problems(
      Problem(
        .specification, "\(model) cannot absorb the effects of \"\(formula.text)\"", at: formula.place,
        why: "they can be absorbed in least squares and in Poisson regression",
        remedy: "take one of these, or write them as predictors: i(\(first.joined(separator: "^")))"))
  }

  static func checkRows(_ schema: Schema) throws(Problems) {
    let (rows, columns) = (schema.design.rowCount, schema.design.columnCount)
    guard rows < columns else { return }
    let lost = schema.losses.isEmpty ? "" : " (left out: " + schema.losses.map(\.text.en).joined(separator: "; ") + ")"
    throw Problems(
      Problem(
        .specification,
        "\(rows) \(rows == 1 ? "row" : "rows") for \(columns) coefficients of \"\(schema.formula.text)\"",
        at: schema.formula.place, why: "there are fewer rows than parameters" + lost,
        remedy: "take predictors away, or use more rows"))
  }

  /// One row of the result for each coefficient.
  static func terms(
    names: [String], estimates: [Double], covariance: Matrix?, confidenceLevel: Double, df: Int?
  ) -> [TermEstimate] {
    let quantile =
      df.map { StudentT.quantile((1 + confidenceLevel) / 2, df: Double($0)) }
      ?? Normal.quantile((1 + confidenceLevel) / 2)
    return names.indices.map { j in
      let estimate = estimates[j]
      let variance = covariance.map { $0[j, j] } ?? .nan
      guard variance >= 0, variance.isFinite else {
        return TermEstimate(
          term: names[j], estimate: estimate, standardError: nil, statistic: nil, pValue: nil, confLow: nil,
          confHigh: nil)
      }
      let error = variance.squareRoot()
      let statistic = error > 0 ? estimate / error : nil
      let p = statistic.map { value in df.map { StudentT.twoSided(value, df: Double($0)) } ?? Normal.twoSided(value) }
      return TermEstimate(
        term: names[j], estimate: estimate, standardError: error, statistic: statistic, pValue: p,
        confLow: estimate - quantile * error, confHigh: estimate + quantile * error)
    }
  }

  /// A caution where the predictors nearly determine each other.
  static func conditionCaution(_ design: DesignMatrix, triangle: DesignTriangle) -> [Caution] {
    guard let condition = RegressionDiagnostics.conditionNumber(design, triangle: triangle), condition > conditionLimit
    else { return [] }
    return [
      Caution(
        "ill_conditioned",
        Trilingual(
          en:
            "The predictors nearly determine each other (condition number \(condition, decimals: 0), above \(conditionLimit, decimals: 0)): their coefficients are hard to tell apart and change much with few rows.",
          ru:
            "Предикторы почти определяют друг друга (число обусловленности \(condition, decimals: 0), больше \(conditionLimit, decimals: 0)): их коэффициенты трудно различить, и несколько строк сильно их меняют.",
          kk:
            "Предикторлар бірін-бірі дерлік анықтайды (шарттылық саны \(condition, decimals: 0), \(conditionLimit, decimals: 0)-дан жоғары): олардың коэффициенттерін ажырату қиын, бірнеше жол оларды қатты өзгертеді."
        ))
    ]
  }

  /// Sampling weights leave no model whose variance could be taken: HC1 takes the place of `iid`, and it is said.
  static func appliedCovariance(_ options: RegressionOptions) -> (type: CovarianceType, cautions: [Caution]) {
    guard options.weights?.meaning == .sampling, options.vcov == .iid else { return (options.vcov, []) }
    return (
      .hc1,
      [
        Caution(
          "sampling_weights_robust",
          Trilingual(
            en: "With sampling weights model-based standard errors do not apply: robust ones (HC1) were computed.",
            ru:
              "С весами выборки стандартные ошибки по модели неприменимы: вычислены устойчивые (HC1).",
            kk:
              "Іріктеу салмақтарымен модель бойынша стандартты қателер қолданылмайды: орнықты қателер (HC1) есептелді.")
        )
      ]
    )
  }

  static func checkLevel(_ level: Double, place: Place) throws(Problems) {
    guard level > 0, level < 1 else {
      throw Problems(
        Problem(
          .specification, "the confidence level is \(NumberText.plain(level, language: .en))", at: place,
          why: "it is a probability between 0 and 1", remedy: "write 0.95"))
    }
  }
}
