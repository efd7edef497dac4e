internal import KoshNumerics
public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The difference between the coefficients of two levels of a factor.
public struct Contrast: Sendable, Hashable {
  /// The level that is compared.
  public let level: String
  /// The level to which it is compared.
  public let base: String
  /// Coefficient of `level` − coefficient of `base`, the reference's being 0; for a logit a log odds ratio.
  public let estimate: Double
  /// Its standard error; `nil` where it is undefined.
  public let standardError: Double?
  /// Estimate over standard error.
  public let statistic: Double?
  /// Two-sided, for no difference.
  public let pValue: Double?
  /// The p-value adjusted for all contrasts that were asked for; `nil` where no adjustment was, or it is undefined.
  public let adjustedPValue: Double?
  /// The lower end of the confidence interval, not adjusted.
  public let confLow: Double?
  /// The upper end of the confidence interval, not adjusted.
  public let confHigh: Double?

  /// The contrast as data, in full precision.
  public var json: JSONValue {
    .object([
      ("level", .string(level)), ("base", .string(base)), ("estimate", .number(estimate)),
      ("std_error", .optional(standardError)), ("statistic", .optional(statistic)), ("p_value", .optional(pValue)),
      ("adjusted_p_value", .optional(adjustedPValue)), ("conf_low", .optional(confLow)),
      ("conf_high", .optional(confHigh)),
    ])
  }
}

/// Which levels of a factor are compared.
///
/// | in words | contrasts | also called |
/// |---|---|---|
/// | `all` | all pairs, a level to each earlier one, the reference first | `pairwise` in emmeans, Tukey's in multcomp |
/// | `reference` | each level to the reference of the model | `trt.vs.ctrl`, Dunnett's |
/// | a level's name | each other level to this one | the same with another control |
public enum ContrastScheme: Sendable, Hashable {
  /// All pairs.
  case all
  /// Each level with the reference of the model.
  case reference
  /// Each other level with this one.
  case level(String)

  /// The scheme in words: `all`, `reference`, or else the name of a level.
  public init(_ word: String) {
    switch word {
    case "all": self = .all
    case "reference": self = .reference
    default: self = .level(word)
    }
  }
}

extension RegressionFit {
  /// The levels of a factor compared with one another.
  ///
  /// Standard errors, *t* or *z* and intervals are by the covariance of the fit. p-values are adjusted over all contrasts of
  /// the call.
  ///
  ///     try fit.contrasts(of: "region")
  ///     try fit.contrasts(of: "region", against: .level("Astana"), adjusting: .benjaminiHochberg)
  ///
  /// - Parameters:
  ///   - term: The factor's variable, or the factor as it stands in the formula: `region`, `i(region)`.
  ///   - scheme: Which levels are compared.
  ///   - method: How p-values are adjusted for being many; not at all if `nil`.
  /// - Throws: A ``Problem`` with the factors or levels that there are.
  public func contrasts(
    of term: String, against scheme: ContrastScheme = .all, adjusting method: PValueAdjustment? = .holm
  ) throws(Problem) -> [Contrast] {
    try result.contrasts(of: term, against: scheme, adjusting: method)
  }
}

extension RegressionFit {
  /// The ratio of odds or rates that a contrast is the logarithm of, as ``RegressionDiagnostics/oddsRatios(_:)`` of a
  /// coefficient; `nil` for families without ratios.
  public func ratio(of contrast: Contrast) -> OddsRatio? {
    guard result.ratioName != nil else { return nil }
    let ratio = exp(contrast.estimate)
    return OddsRatio(
      term: "\(contrast.level) / \(contrast.base)", ratio: ratio,
      standardError: contrast.standardError.map { ratio * $0 }, confLow: contrast.confLow.map { exp($0) },
      confHigh: contrast.confHigh.map { exp($0) })
  }
}

extension RegressionResult {
  /// Terms that are categories of one variable, each level with a coefficient of its own.
  var factors: [DesignMatrix.Term] {
    design.terms.filter { term in
      term.columns.allSatisfy { column in
        if case .slot = design.storage[column] { true } else { false }
      }
    }
  }

  /// The factor of a variable's name or of a term as it is written.
  func factor(named name: String) -> DesignMatrix.Term? {
    let factors = factors
    return factors.first { $0.name == name }
      ?? factors.first { factor in
        let variable = factor.columns.first.map { Self.variable(ofColumn: design.columnNames[$0]) }
        return name == variable || name == variable.map { "i(\($0))" }
      }
  }

  private static func variable(ofColumn name: String) -> String {
    name.firstRange(of: "::").map { String(name[..<$0.lowerBound]) } ?? name
  }

  func contrasts(
    of name: String, against scheme: ContrastScheme, adjusting method: PValueAdjustment?
  ) throws(Problem) -> [Contrast] {
    guard let factor = factor(named: name) else {
      let names = factors.map(\.name)
      throw Problem(
        .specification, "\"\(name)\" is no factor of \"\(formula.text)\"", at: formula.place,
        why: "contrasts compare the levels of a factor",
        remedy: names.isEmpty ? "put a factor into the model, as i(\(name))" : "there is: " + list(names))
    }
    guard factor.columns.allSatisfy({ terms.indices.contains($0) && terms[$0].term == design.columnNames[$0] }) else {
      throw Problem(
        .specification, "the levels of \"\(name)\" have coefficients for each category of the outcome",
        at: formula.place, why: "contrasts compare one coefficient of a level with one of another",
        remedy: "test a difference by name, such as \"\(terms[0].term) = \(terms[terms.count - 1].term)\"")
    }
    var levels: [Level] = factor.reference.map { [Level(name: $0, column: nil)] } ?? []
    for column in factor.columns {
      let whole = design.columnNames[column]
      levels.append(
        Level(name: whole.firstRange(of: "::").map { String(whole[$0.upperBound...]) } ?? whole, column: column))
    }
    let pairs = try pairs(of: levels, scheme, factor: factor.name)
    let differences = pairs.map { difference($0.level.column, $0.base.column) }
    let adjusted = method.map { adjustedPValues(differences.map(\.pValue), $0) }
    return pairs.indices.map { i in
      Contrast(
        level: pairs[i].level.name, base: pairs[i].base.name, estimate: differences[i].estimate,
        standardError: differences[i].standardError, statistic: differences[i].statistic,
        pValue: differences[i].pValue, adjustedPValue: adjusted?[i], confLow: differences[i].confLow,
        confHigh: differences[i].confHigh)
    }
  }

  /// A level and its coefficient; the reference has none.
  private struct Level {
    var name: String
    var column: Int?
  }

  private func pairs(
    of levels: [Level], _ scheme: ContrastScheme, factor: String
  ) throws(Problem) -> [(level: Level, base: Level)] {
    let base: Int?
    switch scheme {
    case .all:
      return levels.indices.flatMap { position in levels[..<position].map { (levels[position], $0) } }
    case .reference:
      base = levels.firstIndex { $0.column == nil }
      guard base != nil else {
        throw Problem(
          .specification, "\"\(factor)\" has no reference in \"\(formula.text)\"", at: formula.place,
          why: "each of its levels has a coefficient", remedy: "name a level: " + list(levels.map(\.name)))
      }
    case .level(let name):
      base = levels.firstIndex { $0.name == name }
      guard base != nil else {
        throw Problem(
          .specification, "there is no level \"\(name)\" of \"\(factor)\" in the rows used", at: formula.place,
          remedy: Spelling.advice(for: name, among: levels.map(\.name) + ["all", "reference"]))
      }
    }
    return levels.indices.filter { $0 != base }.flatMap { i in base.map { [(levels[i], levels[$0])] } ?? [] }
  }

  /// One coefficient minus another; `nil` is the reference.
  private func difference(_ a: Int?, _ b: Int?) -> TermEstimate {
    func estimate(_ column: Int?) -> Double { column.map { terms[$0].estimate } ?? 0 }
    var combination = [Double](repeating: 0, count: terms.count)
    if let a { combination[a] += 1 }
    if let b { combination[b] -= 1 }
    let matrix = spread(of: [combination]).map { Matrix(rows: 1, columns: 1, values: [max(0, $0[0, 0])]) }
    return RegressionEstimation.terms(
      names: [""], estimates: [estimate(a) - estimate(b)], covariance: matrix, confidenceLevel: confidenceLevel,
      df: testDegreesOfFreedom)[0]
  }
}
