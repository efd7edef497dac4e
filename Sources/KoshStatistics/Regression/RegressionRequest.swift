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
    ("ordered", Trilingual(en: "ordered logit", ru: "порядковый логит", kk: "реттік логит")),
    ("multinomial", Trilingual(en: "multinomial logit", ru: "мультиномиальный логит", kk: "мультиномиалды логит")),
    ("conditional", Trilingual(en: "conditional logit", ru: "условный логит", kk: "шартты логит")),
    ("nested", Trilingual(en: "nested logit", ru: "вложенный логит", kk: "кірістірілген логит")),
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
    /// The variable that says who chooses (conditional and nested logit).
    public var chooser: String?
    /// The variable that names the alternatives (nested logit; conditional logit for its elasticities).
    public var alternative: String?
    /// Which alternatives go together (nested logit): `ground=train,bus; sky=air`.
    public var nests: String?
    /// The categories of an ordered outcome from the lowest to the highest; code-point order if `nil`.
    public var order: [String]?
    /// The category that the others are compared to (multinomial logit).
    public var reference: String?

    /// Nothing said.
    public init() {}
  }

  /// The family's name.
  public let family: String
  /// The model.
  public let formula: Formula
  /// Covariance, weights, confidence level.
  public let options: RegressionOptions
  private let words: Words
  private let nests: [ChoiceNest]

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
    if family == "conditional" || family == "nested", words.chooser == nil {
      problems.append(
        Problem(
          .specification, "a \(family) logit needs to know who chooses", at: place,
          why: "the rows of one chooser are the alternatives of one choice",
          remedy: "name the variable of the chooser: chooser"))
    }
    var nests: [ChoiceNest] = []
    if family == "nested" {
      if words.alternative == nil {
        problems.append(
          Problem(
            .specification, "a nested logit needs to know the alternatives", at: place,
            remedy: "name the variable of the alternative: alternative"))
      }
      do { nests = try ChoiceNest.list(words.nests ?? "", at: place) } catch { problems.append(error) }
      if nests.isEmpty {
        problems.append(
          Problem(
            .specification, "a nested logit needs nests", at: place, why: "without them it is a conditional logit",
            remedy: "write: ground=train,bus; sky=air"))
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.words = words
    self.nests = nests
    self.family = family
    self.formula = formula
    options = RegressionOptions(
      vcov: type,
      weights: words.weights.map { RegressionWeights($0, meaning ?? (isSurvey ? .sampling : .analytic)) },
      confidenceLevel: words.confidenceLevel ?? 0.95, dropCollinear: words.dropCollinear)
  }

  /// The columns of a table that the model needs.
  public var variables: [String] {
    formula.variables + options.variables + [words.chooser, words.alternative].compactMap { $0 }
  }

  /// Whether e to a coefficient of the family is a ratio that readers know: of odds, or of rates.
  public static func hasRatios(family: String) -> Bool {
    Family(rawValue: family)?.ratioName != nil || ["ordered", "multinomial", "conditional"].contains(family)
  }

  /// The model that was asked for.
  public var model: any RegressionModel {
    if !formula.absorbed.isEmpty, family == "ols" {
      return FixedEffectsLinearModel(formula: formula, options: options)
    }
    if !formula.absorbed.isEmpty, family == Family.poisson.rawValue {
      return FixedEffectsPoissonModel(formula: formula, options: options)
    }
    if !formula.absorbed.isEmpty, family == Family.logit.rawValue {
      return FixedEffectsLogitModel(formula: formula, options: options)
    }
    switch family {
    case "ordered": return OrderedLogitModel(formula: formula, order: words.order, options: options)
    case "multinomial": return MultinomialLogitModel(formula: formula, reference: words.reference, options: options)
    case "conditional":
      return ConditionalLogitModel(
        formula: formula, chooser: words.chooser ?? "", alternative: words.alternative, options: options)
    case "nested":
      return NestedLogitModel(
        formula: formula, chooser: words.chooser ?? "", alternative: words.alternative ?? "", nests: nests,
        options: options)
    default: break
    }
    if let family = Family(rawValue: family) {
      return GeneralizedLinearModel(family, formula: formula, options: options)
    }
    return LinearModel(formula: formula, options: options)
  }
}
