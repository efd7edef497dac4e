internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A fit as a table for a terminal: coefficients with stars and their legend, measures of the whole, rows that were
/// left out and why, and what to keep in mind. English only.
package struct RegressionText: Sendable {
  private let fit: any RegressionFit
  private let source: String
  private let ratios: [OddsRatio]?

  /// - Parameters:
  ///   - showsRatios: Whether odds or incidence-rate ratios are shown instead of coefficients.
  ///   - source: Where the data come from, for the heading.
  package init(_ fit: any RegressionFit, ratios showsRatios: Bool = false, source: String) {
    self.fit = fit
    self.source = source
    ratios = showsRatios && fit.ratioName != nil ? RegressionDiagnostics.oddsRatios(fit) : nil
  }

  /// Cut-offs of the stars, from which the legend is written.
  package static let stars: [(mark: String, below: Double)] = [("***", 0.001), ("**", 0.01), ("*", 0.05)]

  /// The whole text, with a line end.
  package var text: String {
    (heading + [""] + table + (legend.isEmpty ? [] : [""] + legend) + [""] + measures + rows + cautions).joined(
      separator: "\n") + "\n"
  }

  private var isLikelihood: Bool { fit.family != nil }

  private var heading: [String] {
    [
      "\(fit.modelLabel.en): \(fit.formula.text)",
      "\(source), n = \(whole(fit.observationCount)), \(fit.covarianceType.label.en)"
        + (fit.weights.map { ", weighted by \($0.variable)" } ?? ""),
    ]
  }

  // MARK: Coefficients

  private var table: [String] {
    let level = NumberText.plain(fit.confidenceLevel * 100, language: .en)
    let percentiles = percentiles
    let shown = fit.terms.enumerated().map { position, term in
      let ratio = ratios?[position]
      return (
        term: term, value: ratio?.ratio ?? term.estimate, error: ratio.map(\.standardError) ?? term.standardError,
        low: ratio.map(\.confLow) ?? term.confLow, high: ratio.map(\.confHigh) ?? term.confHigh
      )
    }
    let decimals = Self.decimals(for: shown.compactMap(\.error))
    func number(_ value: Double?) -> String { value.map { Self.fixed($0, decimals) } ?? "–" }
    var columns: [[String]] = [
      [""] + shown.map(\.term.term),
      [ratios != nil ? fit.ratioName?.en ?? "" : fit.family == .logit ? "log odds" : "estimate"]
        + shown.map { number($0.value) },
      ["std. error"] + shown.map { number($0.error) },
      [fit.testDegreesOfFreedom == nil ? "z" : "t"] + shown.map { $0.term.statistic.map { Self.fixed($0, 2) } ?? "–" },
      ["p"] + shown.map { $0.term.pValue.map { NumberText.pValue($0).en } ?? "–" },
      [""] + shown.map { Self.mark($0.term.pValue) },
      ["\(level) % from"] + shown.map { number($0.low) },
      ["to"] + shown.map { number($0.high) },
    ]
    let hasMarks = !columns[5].allSatisfy(\.isEmpty)
    if !hasMarks { columns.remove(at: 5) }
    if !percentiles.isEmpty {
      columns.append(["percentile from"] + percentiles.map { number($0?.low) })
      columns.append(["to"] + percentiles.map { number($0?.high) })
    }
    let widths = columns.map { $0.map(\.count).max() ?? 0 }
    var lines = (0...shown.count).map { row in
      var line = ""
      for (position, column) in columns.enumerated() {
        let cell = column[row]
        let gap = String(repeating: " ", count: widths[position] - cell.count)
        let isText = position == 0 || (hasMarks && position == 5)
        line += (position == 0 ? "  " : position == 5 && isText ? " " : "  ") + (isText ? cell + gap : gap + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    lines.insert("  " + String(repeating: "─", count: (lines.map(\.count).max() ?? 2) - 2), at: 1)
    return lines
  }

  /// The percentile intervals of a bootstrap, for each coefficient, or for its ratio; empty for other standard errors.
  private var percentiles: [(low: Double, high: Double)?] {
    guard let bootstrap = fit.bootstrap else { return [] }
    return fit.terms.indices.map { position in
      let interval = bootstrap.percentileInterval(ofCoefficient: position, level: fit.confidenceLevel)
      return ratios == nil ? interval : interval.map { (exp($0.low), exp($0.high)) }
    }
  }

  /// Decimals with which the smallest standard error shows four digits.
  static func decimals(for errors: [Double]) -> Int {
    guard let least = errors.filter({ $0 > 0 }).min() else { return 4 }
    var (size, decimals) = (least, 3)
    while size >= 10, decimals > 0 {
      size /= 10
      decimals -= 1
    }
    while size < 1, decimals < 10 {
      size *= 10
      decimals += 1
    }
    return decimals
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    // A number too large for its column's decimals, such as the odds ratio of a rare category, in powers of ten.
    value.magnitude >= 1e12 ? "\(value)" : NumberText.fixed(value, decimals: decimals, language: .en)
  }

  private static func mark(_ p: Double?) -> String { p.flatMap { p in stars.first { p < $0.below }?.mark } ?? "" }

  private var legend: [String] {
    var lines: [String] = []
    if fit.terms.contains(where: { !Self.mark($0.pValue).isEmpty }) {
      lines.append(
        "  " + Self.stars.map { "\($0.mark) p < \(NumberText.plain($0.below, language: .en))" }.joined(separator: "   ")
      )
    }
    for term in fit.design.terms {
      if let reference = term.reference { lines.append("  \(term.name) is compared to \(reference)") }
    }
    if ratios != nil {
      lines.append("  The interval's ends are e to those of the coefficient; z and p are the coefficient's;")
      lines.append(
        "  the standard error is on the scale of the \(fit.ratioName?.en ?? "ratio") (delta method).")
    }
    if let bootstrap = fit.bootstrap {
      func percent(_ share: Double) -> String { NumberText.plain(share * 100, language: .en) + " %" }
      let tail = (1 - fit.confidenceLevel) / 2
      lines.append("  \(percent(fit.confidenceLevel)) from … to: by the standard error, as for a normal distribution;")
      lines.append(
        "  percentile: the \(percent(tail)) and \(percent(1 - tail)) quantiles of \(whole(bootstrap.replicates.count)) refits."
      )
    }
    return lines
  }

  // MARK: The model

  private var measures: [String] {
    var pairs: [(String, String)] = [
      ("n", whole(fit.observationCount)), ("residual df", whole(fit.residualDegreesOfFreedom)),
    ]
    func add(_ name: String, _ value: Double?, _ decimals: Int) {
      pairs.append((name, value.map { Self.fixed($0, decimals) } ?? "undefined"))
    }
    add("log likelihood", fit.logLikelihood, 3)
    add("AIC", fit.aic, 3)
    add("BIC", fit.bic, 3)
    if fit.mcFaddenRSquared != nil || isLikelihood {
      add("McFadden R²", fit.mcFaddenRSquared, 4)
    } else {
      add("R²", fit.rSquared, 4)
      if !(fit is NonlinearFit) { add("adjusted R²", fit.adjustedRSquared, 4) }
      add("residual std. error", fit.sigma, Self.decimals(for: fit.sigma.map { [$0] } ?? []))
    }
    if let fit = fit as? FixedEffectsFit {
      if fit.deviance == nil { add("within R²", fit.withinRSquared, 4) }
      for effect in fit.absorbed { pairs.append(("levels of \(effect.name)", whole(effect.levelCount))) }
    }
    if !fit.clusterCounts.isEmpty {
      pairs.append(("clusters", fit.clusterCounts.map(whole).joined(separator: " and ")))
    }
    if let alpha = fit.alpha, let error = alpha.standardError {
      let decimals = Self.decimals(for: [error])
      pairs.append(
        ("dispersion α", "\(Self.fixed(alpha.estimate, decimals)), std. error \(Self.fixed(error, decimals))"))
    }
    if let test = fit.overallTest {
      let name =
        test.kind == .f
        ? "F(\(test.degreesOfFreedom), \(test.residualDegreesOfFreedom ?? 0))\(fit.covarianceType == .iid ? "" : ", model-based")"
        : "χ²(\(test.degreesOfFreedom)) against the constant"
      let p = NumberText.pValue(test.pValue).en
      pairs.append((name, "\(Self.fixed(test.statistic, 2)), p \(p.hasPrefix("<") ? p : "= " + p)"))
    }
    let width = pairs.map(\.0.count).max() ?? 0
    return pairs.map { "  " + $0.0 + String(repeating: " ", count: width - $0.0.count) + "  " + $0.1 }
  }

  private var rows: [String] {
    guard fit.rowsLost > 0 else { return [] }
    let total = fit.design.rowCount + fit.rowsLost
    return [
      "", "  Rows left out: \(whole(fit.rowsLost)) of \(whole(total))",
    ] + fit.rowLosses.map { "  · \($0.text.en)" }
  }

  private var cautions: [String] { Self.keepInMind(fit.cautions) }

  /// Cautions as lines; none without cautions.
  static func keepInMind(_ cautions: [Caution]) -> [String] {
    cautions.isEmpty ? [] : ["", "  Keep in mind:"] + cautions.flatMap { wrapped($0.text.en) }
  }

  static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "  · "
    for word in text.split(separator: " ") {
      if line.count + word.count > 100 {
        lines.append(line)
        line = "    "
      }
      line += (line.hasSuffix("· ") || line == "    " ? "" : " ") + word
    }
    return lines + [line]
  }

  private func whole(_ value: Int) -> String { NumberText.fixed(Double(value), decimals: 0, language: .en) }
}
