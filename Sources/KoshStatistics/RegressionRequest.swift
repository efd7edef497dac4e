public import KoshTable

/// A regression in the words of a command line or a study file: the one place where words become models.
///
///     let request = try RegressionRequest(formula: Formula("intends ~ gender"), family: "logit", vcov: "cluster:school")
///     let fit = try request.model().fitAny(table)
public struct RegressionRequest: Sendable, Hashable {
  /// The families by name.
  public static let families: [(name: String, label: Trilingual)] = [
    ("ols", Trilingual(en: "least squares", ru: "МНК", kk: "ЕКӘ")),
    ("logit", Trilingual(en: "logit", ru: "логит", kk: "логит")),
    ("probit", Trilingual(en: "probit", ru: "пробит", kk: "пробит")),
    ("poisson", Trilingual(en: "Poisson", ru: "Пуассон", kk: "Пуассон")),
    (
      "negbin",
      Trilingual(en: "negative binomial", ru: "отрицательная биномиальная", kk: "теріс биномиалдық")
    ),
  ]

  /// What may be said besides formula and family; what is `nil` was not said.
  public struct Words: Sendable, Hashable {
    /// The covariance: `HC1`, `cluster:school`, `NW:2`, …
    public var vcov: String?
    /// The variable of weights.
    public var weights: String?
    /// What they mean: `analytic`, `frequency` or `sampling`.
    public var weightMeaning: String?
    /// The variable of a survey's strata.
    public var strata: String?
    /// The variable of its primary sampling units.
    public var psu: String?
    /// The variable of the number of units in the population of a stratum.
    public var populationSize: String?
    /// What is done with a stratum of one unit: `fail`, `certainty`, `adjust` or `average`.
    public var lonelyUnit: String?
    /// The correction of clustered covariances: `stata`, `fixest` or `none`.
    public var correction: String?
    /// Where a bootstrap begins.
    public var seed: Int?
    /// The probability of intervals.
    public var confidenceLevel: Double?
    /// Whether collinear predictors are left out instead of refused.
    public var dropCollinear = false

    /// Nothing said.
    public init() {}
  }

  /// The family's name.
  public let family: String
  /// The model.
  public let formula: Formula
  /// Covariance, weights, confidence level.
  public let options: RegressionOptions

  /// - Throws: ``Problems``: every word that is not understood, and words that do not go together.
  public init(formula: Formula, family: String = "ols", words: Words = Words(), at place: Place = Place())
    throws(Problems)
  {
    var problems: [Problem] = []
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
      _ word: String?, _ name: String, _ type: Choice.Type
    ) -> Choice? {
      guard let word else { return nil }
      if let found = Choice(rawValue: word) { return found }
      problems.append(
        Problem(
          .specification, "there is no \(name) \"\(word)\"", at: place,
          remedy: Spelling.advice(for: word, among: Choice.allCases.map(\.rawValue))))
      return nil
    }
    if !Self.families.contains(where: { $0.name == family }) {
      problems.append(
        Problem(
          .specification, "there is no family \"\(family)\"", at: place,
          remedy: Spelling.advice(for: family, among: Self.families.map(\.name))))
    }
    let lonely = choice(words.lonelyUnit, "rule for lonely units", SurveyDesign.LonelyUnit.self)
    let meaning = choice(words.weightMeaning, "meaning of weights", RegressionWeights.Meaning.self)
    let correction = choice(words.correction, "small-sample correction", SmallSampleCorrection.self)
    var type = CovarianceType.iid
    if let text = words.vcov, text != "survey" {
      do { type = try CovarianceType(named: text, at: place) } catch { problems.append(error) }
    }
    let isSurvey =
      words.vcov == "survey" || words.strata != nil || words.psu != nil || words.populationSize != nil
    if isSurvey {
      if let text = words.vcov, text != "survey" {
        problems.append(
          Problem(
            .specification, "the covariance \(text) does not go with a survey design", at: place,
            why: "strata and sampling units ask for the design's own covariance",
            remedy: "leave the covariance out, or leave out strata, psu and fpc"))
      }
      type = .survey(
        SurveyDesign(
          strata: words.strata, psu: words.psu, populationSize: words.populationSize, lonelyUnit: lonely ?? .fail))
    }
    if let correction {
      if case .clusters(var clusters) = type {
        clusters.correction = correction
        type = .clusters(clusters)
      } else {
        problems.append(
          Problem(
            .specification, "the correction \(correction.rawValue) goes with clustered standard errors only", at: place,
            remedy: "ask for cluster:VARIABLE, or leave the correction out"))
      }
    }
    if let seed = words.seed, case .bootstrap(var bootstrap) = type {
      bootstrap.seed = UInt64(bitPattern: Int64(seed))
      type = .bootstrap(bootstrap)
    }
    if words.weights == nil, words.weightMeaning != nil {
      problems.append(
        Problem(
          .specification, "a meaning of weights is given, but no weights", at: place,
          remedy: "name the variable that holds the weights"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.family = family
    self.formula = formula
    options = RegressionOptions(
      vcov: type,
      weights: words.weights.map { RegressionWeights($0, meaning ?? (isSurvey ? .sampling : .analytic)) },
      confidenceLevel: words.confidenceLevel ?? 0.95, dropCollinear: words.dropCollinear)
  }

  /// Whether e to a coefficient of the family is a ratio that readers know: of odds, or of rates.
  public static func hasRatios(family: String) -> Bool { Family(rawValue: family)?.ratioName != nil }

  /// The model that was asked for.
  public var model: any RegressionModel {
    if !formula.absorbed.isEmpty, family == "ols" {
      return FixedEffectsLinearModel(formula: formula, options: options)
    }
    if !formula.absorbed.isEmpty, family == Family.poisson.rawValue {
      return FixedEffectsPoissonModel(formula: formula, options: options)
    }
    if let family = Family(rawValue: family) {
      return GeneralizedLinearModel(family, formula: formula, options: options)
    }
    return LinearModel(formula: formula, options: options)
  }
}
