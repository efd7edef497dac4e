internal import KoshNumerics
public import KoshTable

/// Alternatives that are more like each other than like the rest.
public struct ChoiceNest: Sendable, Hashable {
  /// What the nest is called.
  public var name: String
  /// The alternatives in it.
  public var alternatives: [String]

  /// A nest from its parts.
  public init(_ name: String, _ alternatives: [String]) {
    self.name = name
    self.alternatives = alternatives
  }

  /// Nests as one writes them down: `ground=train,bus,car; sky=air`.
  ///
  /// - Throws: A ``Problem`` for a part without a name or without alternatives.
  public static func list(_ text: String, at place: Place = Place()) throws(Problem) -> [ChoiceNest] {
    var nests: [ChoiceNest] = []
    for part in text.split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { trimmed($0) }
      let members = sides.count == 2 ? sides[1].split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty } : []
      guard sides.count == 2, !sides[0].isEmpty, !members.isEmpty else {
        throw Problem(
          .specification, "\"\(trimmed(part))\" is no nest", at: place,
          why: "a nest has a name and alternatives", remedy: "write: ground=train,bus; sky=air")
      }
      nests.append(ChoiceNest(sides[0], members))
    }
    return nests
  }
}

/// McFadden's nested logit of two levels, asked for: a conditional logit in which alternatives of one nest share what is
/// not observed about them. It holds no data.
///
/// With V = xβ, nests B and their dissimilarity parameters λ, the inclusive value of a nest is
/// I = log Σ_{j∈B} exp(Vⱼ/λ), and P(j) = exp(Vⱼ/λ) / exp(I) · exp(λI) / Σ exp(λI): the form that agrees with utility
/// maximisation for 0 < λ ≤ 1, where λ = 1 is the conditional logit. Alternatives that are in no nest stand alone, and a
/// nest of one alternative has no parameter.
///
///     let model = try NestedLogitModel(
///       "chosen ~ cost + time + i(mode)", chooser: "person", alternative: "mode",
///       nests: [ChoiceNest("ground", ["train", "bus", "car"])])
///     let fit = try model.fit(table)
///     fit.dissimilarities    // with tests of λ = 1
public struct NestedLogitModel: RegressionModel, Hashable {
  /// The model.
  public var formula: Formula
  /// The variable that tells choosers (or choice situations) apart.
  public var chooser: String
  /// The variable that names the alternative.
  public var alternative: String
  /// The nests.
  public var nests: [ChoiceNest]
  /// Whether all nests have one dissimilarity parameter together.
  public var hasCommonDissimilarity: Bool
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions

  /// A model from its parts.
  public init(
    formula: Formula, chooser: String, alternative: String, nests: [ChoiceNest], hasCommonDissimilarity: Bool = false,
    options: RegressionOptions = RegressionOptions()
  ) {
    self.formula = formula
    self.chooser = chooser
    self.alternative = alternative
    self.nests = nests
    self.hasCommonDissimilarity = hasCommonDissimilarity
    self.options = options
  }

  /// A model from the text of its formula.
  ///
  /// - Throws: What ``Formula/init(_:at:)`` throws.
  public init(
    _ formula: String, chooser: String, alternative: String, nests: [ChoiceNest], hasCommonDissimilarity: Bool = false,
    vcov: CovarianceType = .iid, weights: RegressionWeights? = nil, confidenceLevel: Double = 0.95,
    dropCollinear: Bool = false
  ) throws(Problem) {
    self.init(
      formula: try Formula(formula), chooser: chooser, alternative: alternative, nests: nests,
      hasCommonDissimilarity: hasCommonDissimilarity,
      options: RegressionOptions(
        vcov: vcov, weights: weights, confidenceLevel: confidenceLevel, dropCollinear: dropCollinear))
  }

  static let label = Trilingual(en: "Nested logit", ru: "Вложенный логит", kk: "Кірістірілген логит")

  /// Fits the model by full-information maximum likelihood, beginning at the conditional logit: Newton's method with
  /// exact derivatives, and the outer product of scores where the likelihood is not concave.
  ///
  /// - Throws: ``Problems``: those of ``ConditionalLogitModel/fit(_:)``; nests that name no alternative of the data,
  ///   name one twice, or leave nothing to estimate; a dissimilarity parameter that goes to 0.
  /// - Complexity: O(rows · *k*²) for each iteration, on all processors.
  ///
  /// Source: D. McFadden (1978), in A. Karlqvist et al. (ed.), *Spatial Interaction Theory and Planning Models*, 75–96;
  /// K. Train (2009), *Discrete Choice Methods with Simulation*, chapter 4. The same model as Stata's `nlogit` and the R
  /// package mlogit with `nests`.
  public func fit(_ table: Table) throws(Problems) -> NestedLogitFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    try ChoiceEstimation.checkCovariance(options, formula: formula)
    let rows = try ConditionalLogitModel(
      formula: formula, chooser: chooser, alternative: alternative, options: options
    ).rows(table)
    let nesting = try ChoiceNesting(self, alternatives: ChoiceAlternatives(alternative, rows: rows), rows: rows)
    let design = try ChoiceDesign(rows, options: options)
    return try NestedLogitFit(self, rows: rows, nesting: nesting, design: design)
  }
}

/// Which alternative is in which nest, and which parameter the nest has.
struct ChoiceNesting {
  /// For each row used its nest.
  let nestOfRow: [Int]
  /// For each nest its parameter; −1 for none (λ = 1).
  let parameters: [Int]
  /// The names of the parameters.
  let names: [String]

  init(_ model: NestedLogitModel, alternatives: ChoiceAlternatives, rows: ChoiceRows) throws(Problems) {
    var problems: [Problem] = []
    var nestOf = [Int](repeating: -1, count: alternatives.names.count)
    func problem(_ what: String, why: String? = nil, remedy: String?) {
      problems.append(Problem(.specification, what, at: model.formula.place, why: why, remedy: remedy))
    }
    for (number, nest) in model.nests.enumerated() {
      for name in nest.alternatives {
        guard let code = alternatives.names.firstIndex(of: name) else {
          problem(
            "the nest \(nest.name) names \"\(name)\", which is no alternative of \(model.alternative)",
            remedy: Spelling.advice(for: name, among: alternatives.names))
          continue
        }
        if nestOf[code] >= 0 {
          problem(
            "the alternative \"\(name)\" is in two nests, \(model.nests[nestOf[code]].name) and \(nest.name)",
            why: "an alternative belongs to one nest", remedy: "take it out of one of them")
        }
        nestOf[code] = number
      }
    }
    var count = model.nests.count
    for code in nestOf.indices where nestOf[code] < 0 {
      nestOf[code] = count
      count += 1
    }
    // A parameter can be told from a scale only where two alternatives of the nest stand in one choice set.
    nestOfRow = alternatives.codes.map { nestOf[$0] }
    var isShared = [Bool](repeating: false, count: count)
    var hasRivals = false
    var lastSet = [Int](repeating: -1, count: count)
    for set in 0..<rows.sets.count {
      let start = rows.sets.starts[set]
      for position in start..<rows.sets.starts[set + 1] {
        let nest = nestOfRow[rows.sets.row(position)]
        if lastSet[nest] == set { isShared[nest] = true }
        lastSet[nest] = set
        if nest != nestOfRow[rows.sets.row(start)] { hasRivals = true }
      }
    }
    if problems.isEmpty, !hasRivals {
      problem(
        "every chooser's alternatives are all in one nest",
        why: "a dissimilarity parameter cannot be told from the scale of the coefficients",
        remedy: "part the alternatives into at least two nests, or fit a conditional logit")
    } else if problems.isEmpty, !isShared.contains(true) {
      problem(
        "no nest holds two alternatives of one chooser", why: "there is no dissimilarity parameter to estimate",
        remedy: "make larger nests, or fit a conditional logit")
    }
    if !problems.isEmpty { throw Problems(problems) }
    var names: [String] = []
    var parameters = [Int](repeating: -1, count: count)
    for nest in 0..<count where isShared[nest] {
      parameters[nest] = model.hasCommonDissimilarity ? 0 : names.count
      if !model.hasCommonDissimilarity { names.append("dissimilarity: \(model.nests[nest].name)") }
    }
    self.names = model.hasCommonDissimilarity ? ["dissimilarity"] : names
    self.parameters = parameters
  }
}
