public import KoshTable

/// The factor by which a clustered covariance is enlarged because clusters are few.
///
/// With *G* clusters, *n* observations and *k* coefficients:
///
/// | name | least squares | likelihood (logit, …) |
/// |---|---|---|
/// | `stata` | G / (G − 1) · (n − 1) / (n − k) | G / (G − 1) |
/// | `fixest` | G / (G − 1) · (n − 1) / (n − k) | G / (G − 1) · (n − 1) / (n − k) |
/// | `none` | 1 | 1 |
///
/// With two variables of clusters both take the smaller number of clusters as *G* for all three parts. Tests and
/// intervals of least squares are *t* with G − 1 degrees of freedom; those of a likelihood *z*.
public enum SmallSampleCorrection: String, CaseIterable, Sendable, Hashable {
  /// As Stata's `vce(cluster)`.
  case stata
  /// As the R package fixest's default.
  case fixest
  /// None, as Liang and Zeger (1986).
  case none

  /// The name for a note below a table.
  public var label: Trilingual {
    switch self {
    case .stata: Trilingual(en: "Stata's correction", ru: "поправка Stata", kk: "Stata түзетуі")
    case .fixest: Trilingual(en: "fixest's correction", ru: "поправка fixest", kk: "fixest түзетуі")
    case .none: Trilingual(en: "without correction", ru: "без поправки", kk: "түзетусіз")
    }
  }
}

/// Rows that belong together by one or two variables.
public struct ClusterCovariance: Sendable, Hashable {
  /// One or two variables.
  public var variables: [String]
  /// How the covariance is enlarged because clusters are few.
  public var correction: SmallSampleCorrection

  /// Clusters from their parts.
  public init(_ variables: [String], correction: SmallSampleCorrection = .stata) {
    self.variables = variables
    self.correction = correction
  }
}

/// Newey and West's covariance for rows in order of time, with Bartlett's weights 1 − l / (lag + 1).
public struct NeweyWestCovariance: Sendable, Hashable {
  /// The greatest distance between rows that depend on each other; `nil` for ⌊4 (n / 100)^(2/9)⌋.
  public var lag: Int?
  /// Whether it is multiplied by n / (n − k), as Stata's `newey` does.
  public var isAdjusted: Bool

  /// The covariance from its parts.
  public init(lag: Int?, isAdjusted: Bool = true) {
    self.lag = lag
    self.isAdjusted = isAdjusted
  }
}

/// How a sample was drawn. Weights are those of the regression, with the meaning `sampling`.
public struct SurveyDesign: Sendable, Hashable {
  /// What is done with a stratum that has a single primary sampling unit, whose variance cannot be estimated.
  public enum LonelyUnit: String, CaseIterable, Sendable, Hashable {
    /// The fit is refused, and the stratum named.
    case fail
    /// It is taken as certain: it adds no variance.
    case certainty
    /// Its score is compared to the mean of all units.
    case adjust
    /// It adds the average of the other strata.
    case average
  }

  /// The variable of strata.
  public var strata: String?
  /// The variable of primary sampling units; rows are units where there is none.
  public var psu: String?
  /// The variable of the number of units in the population, by stratum; `nil` for draws with replacement.
  public var populationSize: String?
  /// What is done with a stratum of one unit.
  public var lonelyUnit: LonelyUnit

  /// A design from its parts.
  public init(
    strata: String? = nil, psu: String? = nil, populationSize: String? = nil, lonelyUnit: LonelyUnit = .fail
  ) {
    self.strata = strata
    self.psu = psu
    self.populationSize = populationSize
    self.lonelyUnit = lonelyUnit
  }

  /// The design in a few words: `strata region, PSU school`.
  var text: String {
    let parts = [
      strata.map { "strata \($0)" }, psu.map { "PSU \($0)" }, populationSize.map { "fpc \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? "weights only" : parts.joined(separator: ", ")
  }
}

/// Refits to samples drawn from the sample.
public struct Bootstrap: Sendable, Hashable {
  /// What is drawn.
  public enum Kind: String, CaseIterable, Sendable, Hashable {
    /// Rows, or whole clusters, with replacement.
    case pairs
    /// Signs of the residuals, one for each row or cluster (least squares only).
    case wild
  }

  /// What is drawn.
  public var kind: Kind
  /// Refits.
  public var replications: Int
  /// The variable of clusters that are drawn whole.
  public var cluster: String?
  /// Where the draws begin; the same seed gives the same numbers, with any number of threads.
  public var seed: UInt64

  /// A bootstrap from its parts.
  public init(kind: Kind = .pairs, replications: Int = 1000, cluster: String? = nil, seed: UInt64 = 1) {
    self.kind = kind
    self.replications = replications
    self.cluster = cluster
    self.seed = seed
  }
}
