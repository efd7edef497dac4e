package import KoshTable

/// The page that says how many digits of certified results this program has right.
package struct AccuracyText: Sendable {
  private let sets: [CertifiedSet]

  /// - Parameter sets: The sets, of any procedure.
  package init(_ sets: [CertifiedSet]) {
    self.sets = sets
  }

  /// The page as Markdown: a table for each procedure, digits rounded down.
  ///
  /// - Throws: ``Problems`` of a set that cannot be computed.
  package func markdown() throws(Problems) -> String {
    var text = """
      # Accuracy

      Made by `kosh reference` from the \(sets.count) Statistical Reference Datasets of the National Institute of Standards
      and Technology (NIST, https://www.itl.nist.gov/div898/strd/, public domain), which stand in
      `Tests/KoshStatisticsTests/References/certified`.

      A figure is minus the decimal logarithm of the relative error (of the error itself where 0 is certified), rounded
      down: the digits that are right. Where a quantity has several values, it is the worst of them. At most 15 digits are
      counted, 11 for nonlinear sets, since no more are certified.

      "Possible" is what exact arithmetic reaches on the data as binary numbers of 64 bits: 1000000000000.4 is no such
      number, and a sum of squares about the mean knows it.

      """
    for procedure in CertifiedSet.Procedure.allCases {
      let own = sets.filter { $0.procedure == procedure }
      guard !own.isEmpty else { continue }
      text += "\n## \(Self.title(procedure))\n"
      if let note = Self.note(procedure) { text += "\n\(note)\n" }
      text += try procedure == .nonlinear ? nonlinear(own) : single(own)
    }
    return text
  }

  private static func title(_ procedure: CertifiedSet.Procedure) -> String {
    switch procedure {
    case .univariate: "Mean, standard deviation, autocorrelation"
    case .anova: "One-way analysis of variance"
    case .linear: "Linear least squares"
    case .nonlinear: "Nonlinear least squares"
    }
  }

  private static func note(_ procedure: CertifiedSet.Procedure) -> String? {
    switch procedure {
    case .univariate, .anova: nil
    case .linear:
      """
      The powers of x in Filip, up to the tenth, are no binary numbers of 64 bits: rounding them costs the digits that are
      missing there.
      """
    case .nonlinear:
      """
      From the start values that NIST gives: 1 is far from the solution, 2 is nearer. A dash stands where the residuals are
      no more than the rounding of the data (Lanczos1).
      """
    }
  }

  private func single(_ sets: [CertifiedSet]) throws(Problems) -> String {
    var rows: [(set: CertifiedSet, figures: [CertifiedAccuracy])] = []
    for set in sorted(sets) { rows.append((set, try set.accuracy())) }
    let quantities = rows.map { $0.figures.map(\.quantity) }.max { $0.count < $1.count } ?? []
    var text = table(["set", "difficulty"] + quantities + ["possible"])
    for (set, figures) in rows {
      text += row(
        [set.name, set.difficulty]
          + quantities.map { name in figures.first { $0.quantity == name }.map { Self.whole($0.digits) } ?? "–" }
          + [set.limit.map(Self.whole) ?? "–"])
    }
    return text
  }

  private func nonlinear(_ sets: [CertifiedSet]) throws(Problems) -> String {
    let quantities = ["parameters", "standard errors", "residual sum of squares"]
    var text = table(["set", "difficulty"] + [1, 2].flatMap { start in quantities.map { "\($0), start \(start)" } })
    for set in sorted(sets) {
      var cells = [set.name, set.difficulty]
      for start in [0, 1] {
        let figures = try set.accuracy(start: start)
        cells += quantities.map { name in figures.first { $0.quantity == name }.map { Self.whole($0.digits) } ?? "–" }
      }
      text += row(cells)
    }
    return text
  }

  /// By difficulty, then by name.
  private func sorted(_ sets: [CertifiedSet]) -> [CertifiedSet] {
    let order = ["lower": 0, "average": 1, "higher": 2]
    return sets.sorted { (order[$0.difficulty] ?? 3, $0.name) < (order[$1.difficulty] ?? 3, $1.name) }
  }

  private func table(_ titles: [String]) -> String {
    "\n" + row(titles) + "|---|---|" + titles.dropFirst(2).map { _ in "---:|" }.joined() + "\n"
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  private static func whole(_ digits: Double) -> String { "\(Int(digits))" }
}
