package import KoshTable

/// Models side by side, as journals print them: coefficient with stars, its standard error below in brackets.
package struct RegressionTable: Sendable, Hashable {
  /// The table's name in addresses; unique in the document.
  package var id: String
  /// What the table shows.
  package var caption: Trilingual
  /// One per model; they are numbered (1), (2), … in this order.
  package var columns: [RegressionColumn]
  /// One per term, in order; the intercept usually last.
  package var terms: [RegressionTerm]
  /// Lines between the terms and the end: controls, n, log likelihood, AIC, R².
  package var statistics: [RegressionStatistic]
  /// The cut-offs of the stars; they also make the legend. Empty: no stars.
  package var stars: [StarCutoff]
  /// What the standard errors are: `HC1 standard errors`, `classical standard errors`.
  package var standardErrors: Trilingual
  /// The scale of the coefficients: `log-odds`, `odds ratios`. Empty for least squares in the variable's own units.
  package var scale: Trilingual
  /// More lines under the table.
  package var notes: [Trilingual]

  /// A table of models.
  package init(
    id: String, caption: Trilingual, columns: [RegressionColumn], terms: [RegressionTerm],
    statistics: [RegressionStatistic], stars: [StarCutoff] = StarCutoff.usual, standardErrors: Trilingual,
    scale: Trilingual = Trilingual(same: ""), notes: [Trilingual] = []
  ) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.terms = terms
    self.statistics = statistics
    self.stars = stars
    self.standardErrors = standardErrors
    self.scale = scale
    self.notes = notes
  }
}

/// The head of one model's column.
package struct RegressionColumn: Sendable, Hashable {
  /// What is explained.
  package var dependent: Trilingual
  /// The model's own name: `2025`, `without controls`. May be empty.
  package var title: Trilingual

  /// A model's head.
  package init(dependent: Trilingual, title: Trilingual = Trilingual(same: "")) {
    self.dependent = dependent
    self.title = title
  }
}

/// One term over all models.
package struct RegressionTerm: Sendable, Hashable {
  /// The term in words.
  package var label: Trilingual
  /// One per model; `nil` where the model has no such term.
  package var cells: [RegressionCell?]

  /// A term.
  package init(_ label: Trilingual, cells: [RegressionCell?]) {
    self.label = label
    self.cells = cells
  }
}

/// One coefficient.
package struct RegressionCell: Sendable, Hashable {
  /// The coefficient, on the table's scale.
  package var estimate: Double
  /// Its standard error, on the same scale; `nil` leaves the line below empty.
  package var standardError: Double?
  /// Decides the stars; `nil` gives none.
  package var pValue: Double?
  /// Decimals of the estimate and its standard error.
  package var decimals: Int
  /// The finding it came from; its standard error leads there too.
  package var finding: String?

  /// A coefficient.
  package init(
    estimate: Double, standardError: Double?, pValue: Double?, decimals: Int = 3, finding: String? = nil
  ) {
    self.estimate = estimate
    self.standardError = standardError
    self.pValue = pValue
    self.decimals = decimals
    self.finding = finding
  }
}

/// A line of a regression table below the terms.
package struct RegressionStatistic: Sendable, Hashable {
  /// What it is: `n`, `AIC`, `Controls`.
  package var label: Trilingual
  /// One per model.
  package var cells: [TableCell]

  /// A line.
  package init(_ label: Trilingual, cells: [TableCell]) {
    self.label = label
    self.cells = cells
  }

  /// A line that says `Yes` or `No` for each model: controls, fixed effects.
  package static func flags(_ label: Trilingual, _ values: [Bool]) -> RegressionStatistic {
    RegressionStatistic(label, cells: values.map { .text($0 ? Wording.yes : Wording.no) })
  }
}

/// Below which p-value a coefficient carries which stars.
package struct StarCutoff: Sendable, Hashable {
  /// The p-value has to be below this.
  package var below: Double
  /// The mark.
  package var mark: String

  /// A cut-off.
  package init(below: Double, mark: String) {
    self.below = below
    self.mark = mark
  }

  /// `*` below 0.1, `**` below 0.05, `***` below 0.01.
  package static let usual = [
    StarCutoff(below: 0.1, mark: "*"), StarCutoff(below: 0.05, mark: "**"), StarCutoff(below: 0.01, mark: "***"),
  ]

  /// The mark of the strictest cut-off that `p` is below; empty when there is none or `p` is not known.
  ///
  ///     StarCutoff.mark(for: 0.03, cutoffs: StarCutoff.usual)   // "**"
  package static func mark(for p: Double?, cutoffs: [StarCutoff]) -> String {
    guard let p else { return "" }
    return cutoffs.filter { p < $0.below }.min { $0.below < $1.below }?.mark ?? ""
  }
}
