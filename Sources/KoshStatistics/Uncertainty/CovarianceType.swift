public import KoshTable

/// How the covariance of coefficients is estimated.
///
/// With *B* the inverse of the information (of *X*ᵀ*WX* for least squares) and *s*ᵢ the score of a row (weight ×
/// residual × *x*ᵢ for least squares and canonical links):
///
/// | name | covariance | also called |
/// |---|---|---|
/// | `iid` | σ² *B*; *B* for a likelihood | classical, model-based |
/// | `HC0` | *B* (Σ sᵢsᵢᵀ) *B* | White, Huber |
/// | `HC1` | HC0 · n / (n − k) | Stata's `robust` for least squares |
/// | `HC2` | *B* (Σ sᵢsᵢᵀ / (1 − hᵢ)) *B* | |
/// | `HC3` | *B* (Σ sᵢsᵢᵀ / (1 − hᵢ)²) *B* | close to the jackknife |
/// | `cluster:school` | *B* (Σ over schools of *S S*ᵀ) *B*, *S* the sum of a school's scores | Liang–Zeger |
/// | `cluster:school+year` | clusters of schools + of years − of their combinations | two-way |
/// | `NW:2` | neighbouring rows up to two apart may depend on each other | Newey–West |
/// | `survey` | strata, primary sampling units, finite populations; Taylor linearisation | `svyglm`, `svy:` |
/// | `jackknife`, `jackknife:school` | refits without one row or one school | |
/// | `bootstrap:1000`, `bootstrap:1000:school` | refits to rows, or whole schools, drawn again | |
/// | `wild:999:school` | scores of each school times a random sign | wild cluster bootstrap |
///
/// hᵢ is the leverage of the row in the (weighted) fit. HC0–HC3 allow variances that differ between rows; none of them
/// allows rows that depend on each other, such as pupils of one school or consecutive years.
///
/// Source: J. G. MacKinnon, H. White (1985), *Journal of Econometrics* 29(3), 305–325. Same numbers as `vcovHC` of the
/// R package sandwich.
public enum CovarianceType: Sendable, Hashable {
  /// Model-based: rows independent, one variance (least squares) or that of the likelihood.
  case iid
  /// White's, without a correction for the parameters.
  case hc0
  /// White's times n / (n − k).
  case hc1
  /// Residuals over √(1 − leverage).
  case hc2
  /// Residuals over 1 − leverage.
  case hc3
  /// Rows of one cluster may depend on each other in any way; one or two variables of clusters.
  case clusters(ClusterCovariance)
  /// Rows near each other in time may depend on each other.
  case neweyWest(NeweyWestCovariance)
  /// A sample drawn by a design.
  case survey(SurveyDesign)
  /// Refits without one row, or without one cluster, at a time.
  case jackknife(cluster: String?)
  /// Refits to samples drawn from the sample.
  case bootstrap(Bootstrap)

  /// Rows of one cluster may depend on each other: `.cluster("school")`, `.cluster("school", "year")`.
  public static func cluster(_ variables: String..., correction: SmallSampleCorrection = .stata) -> CovarianceType {
    .clusters(ClusterCovariance(variables, correction: correction))
  }

  /// The types that need nothing but their name.
  public static let plain: [CovarianceType] = [.iid, .hc0, .hc1, .hc2, .hc3]

  /// The type of a name, upper or lower case: `iid`, `HC1`, `cluster:school`, `cluster:school+year`, `NW`, `NW:2`,
  /// `NW:2:year` (rows in order of `year`), `jackknife`, `jackknife:school`, `bootstrap`, `bootstrap:1000`, `bootstrap:1000:school`, `wild:999:school`.
  ///
  ///     try CovarianceType(named: "hc1")               // .hc1
  ///     try CovarianceType(named: "cluster:school")    // .cluster("school")
  ///
  /// - Throws: A ``Problem`` with the nearest name.
  public init(named name: String, at place: Place = Place()) throws(Problem) {
    if let type = CovarianceType.plain.first(where: { $0.name.lowercased() == name.lowercased() }) {
      self = type
      return
    }
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (parts[0].lowercased(), parts.dropFirst().first, parts.count) {
    case ("cluster", let variables?, 2):
      let names = variables.split(separator: "+").map { String($0).trimmingBlanks }
      if !names.isEmpty, names.count <= 2, names.allSatisfy({ !$0.isEmpty }) {
        self = .clusters(ClusterCovariance(names))
        return
      }
      throw Self.refused(
        name, at: place, why: "clusters are of one or two variables",
        remedy: "write cluster:school or cluster:school+year")
    case ("nw", nil, 1):
      self = .neweyWest(NeweyWestCovariance(lag: nil))
      return
    case ("nw", let text?, 2...3) where parts.last != "" || parts.count == 2:
      let time = parts.count == 3 ? parts[2] : nil
      if text.isEmpty, time != nil {
        self = .neweyWest(NeweyWestCovariance(lag: nil, time: time))
        return
      }
      if let lag = Int(text), lag >= 0 {
        self = .neweyWest(NeweyWestCovariance(lag: lag, time: time))
        return
      }
      throw Self.refused(name, at: place, why: "the lag is a whole number of at least 0", remedy: "write NW:2")
    case ("jackknife", let cluster, 1...2) where cluster != "":
      self = .jackknife(cluster: cluster)
      return
    case ("bootstrap", let count, 1...3), ("wild", let count, 1...3):
      let replications = count.map { Int($0) } ?? 1000
      if let replications, (2...Bootstrap.mostReplications).contains(replications) {
        let cluster = parts.count == 3 && !parts[2].isEmpty ? parts[2] : nil
        self = .bootstrap(
          Bootstrap(
            kind: parts[0].lowercased() == "wild" ? .wild : .pairs, replications: replications, cluster: cluster))
        return
      }
      throw Self.refused(
        name, at: place, why: "the number of refits is a whole number from 2 to 1,000,000",
        remedy: "write bootstrap:1000")
    default: break
    }
    throw Self.refused(name, at: place, why: nil, remedy: "there is: " + Self.names.joined(separator: ", "))
  }

  private static let names =
    plain.map(\.name) + ["cluster:VAR", "NW:LAG", "jackknife", "bootstrap:TIMES", "wild:TIMES:VAR"]

  private static func refused(_ name: String, at place: Place, why: String?, remedy: String) -> Problem {
    Problem(.specification, "there is no covariance type \"\(name)\"", at: place, why: why, remedy: remedy)
  }

  /// The type as it is asked for.
  public var name: String {
    switch self {
    case .iid: "iid"
    case .hc0: "HC0"
    case .hc1: "HC1"
    case .hc2: "HC2"
    case .hc3: "HC3"
    case .clusters(let clusters): "cluster:" + clusters.variables.joined(separator: "+")
    case .neweyWest(let spread):
      switch (spread.lag, spread.time) {
      case (nil, nil): "NW"
      case (let lag?, nil): "NW:\(lag)"
      case (let lag, let time?): "NW:\(lag.map(String.init) ?? ""):\(time)"
      }
    case .survey: "survey"
    case .jackknife(let cluster): "jackknife" + (cluster.map { ":" + $0 } ?? "")
    case .bootstrap(let bootstrap):
      (bootstrap.kind == .wild ? "wild" : "bootstrap") + ":\(bootstrap.replications)"
        + (bootstrap.cluster.map { ":" + $0 } ?? "")
    }
  }

  /// The variables that it needs.
  var variables: [String] {
    switch self {
    case .iid, .hc0, .hc1, .hc2, .hc3: []
    case .neweyWest(let spread): spread.time.map { [$0] } ?? []
    case .clusters(let clusters): clusters.variables
    case .survey(let design): [design.strata, design.psu, design.populationSize].compactMap { $0 }
    case .jackknife(let cluster): cluster.map { [$0] } ?? []
    case .bootstrap(let bootstrap): bootstrap.cluster.map { [$0] } ?? []
    }
  }

  /// What the standard errors are, for a note below a table.
  public var label: Trilingual {
    switch self {
    case .iid:
      Trilingual(
        en: "model-based standard errors (iid)", ru: "стандартные ошибки по модели (iid)",
        kk: "модель бойынша стандартты қателер (iid)")
    case .hc0, .hc1, .hc2, .hc3:
      Trilingual(
        en: "heteroskedasticity-robust standard errors (\(name))",
        ru: "стандартные ошибки, устойчивые к гетероскедастичности (\(name))",
        kk: "гетероскедастикалыққа орнықты стандартты қателер (\(name))")
    case .clusters(let clusters):
      Trilingual(
        en:
          "standard errors clustered by \(clusters.variables.joined(separator: " and ")) (\(clusters.correction.label.en))",
        ru:
          "стандартные ошибки, кластеризованные по \(clusters.variables.joined(separator: " и ")) (\(clusters.correction.label.ru))",
        kk:
          "\(clusters.variables.joined(separator: " және ")) бойынша кластерленген стандартты қателер (\(clusters.correction.label.kk))"
      )
    case .neweyWest:
      Trilingual(
        en: "standard errors robust to serial correlation (\(name), Newey–West)",
        ru: "стандартные ошибки, устойчивые к автокорреляции (\(name), Ньюи – Уэст)",
        kk: "автокорреляцияға орнықты стандартты қателер (\(name), Ньюи – Уэст)")
    case .survey(let design):
      Trilingual(
        en: "standard errors by the survey design (\(design.text))",
        ru: "стандартные ошибки по плану выборки (\(design.text))",
        kk: "іріктеу жоспары бойынша стандартты қателер (\(design.text))")
    case .jackknife:
      Trilingual(
        en: "jackknife standard errors (\(name))", ru: "стандартные ошибки складного ножа (\(name))",
        kk: "жакнайф стандартты қателері (\(name))")
    case .bootstrap:
      Trilingual(
        en: "bootstrap standard errors (\(name))", ru: "бутстрэп-стандартные ошибки (\(name))",
        kk: "бутстрэп стандартты қателері (\(name))")
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
