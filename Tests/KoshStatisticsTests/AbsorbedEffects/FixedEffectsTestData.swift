import KoshTable
import Testing

@testable import KoshStatistics

/// Data and comparisons for models with absorbed effects.
struct FixedEffectsReference {
  let root: [String: Any]
  /// Flows between regions; see References/fixed_effects.py.
  let table: Table

  init() throws {
    root = try References.json("fixed_effects")
    let data = try root.object("data")
    table = Table(
      name: "flows.csv", columns: try data.keys.sorted().map { Column(Variable($0), numbers: try data.numbers($0)) })
  }

  /// Compares terms with an entry; coefficients to 1e-9, standard errors to 1e-7.
  func expect(_ fit: FixedEffectsFit, _ path: String..., factor: Double = 1) throws {
    var entry = root
    for key in path { entry = try entry.object(key) }
    let estimates = try entry.numbers("estimate")
    let errors = try #require(entry["std_error"] as? [Any]).map { $0 as? Double }
    #expect(fit.terms.count == estimates.count)
    // Where a two-way matrix has a negative eigenvalue pyfixest gives what is left of it; here it is mended, and said.
    let isMended = errors.contains(nil)
    #expect(fit.cautions.contains { $0.code == "covariance_not_positive" } == isMended, "\(path)")
    for (index, term) in fit.terms.enumerated() {
      #expect(agree(term.estimate, estimates[index], relative: 1e-9), "\(path) \(term.term)")
      guard !isMended, let error = errors[index] else {
        #expect(term.standardError != nil, "\(path) \(term.term)")
        continue
      }
      #expect(
        agree(term.standardError, error * factor, relative: 1e-7),
        "\(path) \(term.term): \(term.standardError ?? .nan) \(error)")
    }
    if let n = entry["n"] as? Int { #expect(fit.observationCount == n, "\(path)") }
  }
}

extension CovarianceType {
  /// Clusters with fixest's correction.
  static func fixest(_ variables: String...) -> CovarianceType {
    .clusters(ClusterCovariance(variables, correction: .fixest))
  }
}

/// Made-up flows: 70 origins, 60 destinations, 5 years, some cells missing; the same on every machine.
func madeUpFlows(rows limit: Int = .max) -> Table {
  var state: UInt64 = 20_240_611
  func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }
  var columns: [String: [Double]] = [:]
  func add(_ name: String, _ value: Double) { columns[name, default: []].append(value) }
  let push = (0..<70).map { _ in uniform() * 2 - 1 }
  let pull = (0..<60).map { _ in uniform() * 2 - 1 }
  for origin in 0..<70 {
    for destination in 0..<60 {
      let distance = 0.2 + 3 * uniform()
      for year in 0..<5 where uniform() < 0.9 && (columns["flow"]?.count ?? 0) < limit {
        let gap = uniform() * 4 - 2
        let mean = 2 + push[origin] + pull[destination] + 0.1 * Double(year) - 0.5 * distance + 0.2 * gap
        add("origin", Double(origin))
        add("destination", Double(destination))
        add("year", Double(2000 + year))
        add("distance", distance)
        add("gap", gap)
        add("flow", max(0, (2.718 * mean * (0.5 + uniform())).rounded()))
        add("wage", mean + uniform() - 0.5)
        add("weight", 0.5 + uniform())
        add("times", Double(1 + Int(3 * uniform())))
        add("one", 1)
      }
    }
  }
  return Table(name: "made-up", columns: columns.keys.sorted().map { Column(Variable($0), numbers: columns[$0] ?? []) })
}
