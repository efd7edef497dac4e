package import KoshTable

/// Estimates with their intervals, term by term, several models side by side.
package struct ForestPlot: Chart {
  /// On which scale the estimates stand.
  package enum Scale: Sendable, Hashable {
    /// Odds ratios: a logarithmic axis with its reference at 1. Values that are not positive cannot be drawn.
    case oddsRatio
    /// Coefficients or differences: a linear axis with its reference at 0.
    case coefficient
  }

  /// One estimate.
  package struct Estimate: Sendable, Hashable {
    /// The estimate itself.
    package var value: Double
    /// Its interval; `nil` where it is not known.
    package var interval: ChartInterval?

    /// An estimate.
    package init(_ value: Double, _ interval: ChartInterval? = nil) {
      self.value = value
      self.interval = interval
    }
  }

  /// One term.
  package struct Row: Sendable, Hashable {
    /// What the term is, in words.
    package var label: Trilingual
    /// One estimate per model; `nil` where the model has no such term.
    package var estimates: [Estimate?]

    /// A term.
    package init(_ label: Trilingual, _ estimates: [Estimate?]) {
      self.label = label
      self.estimates = estimates
    }
  }

  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// The terms, top to bottom.
  package var rows: [Row]
  /// Names of the models; empty for one model without a name.
  package var models: [Trilingual]
  /// The scale.
  package var scale: Scale
  /// How estimates are written.
  package var number: ChartNumber
  /// Heading of the column of numbers: "Odds ratio [95% CI]".
  package var valueTitle: Trilingual
  /// What lies on the lower side of the reference: "lower odds". May be empty.
  package var lowerTitle: Trilingual
  /// What lies on the upper side. May be empty.
  package var upperTitle: Trilingual

  /// A forest plot.
  package init(
    text: ChartText, rows: [Row], models: [Trilingual] = [], scale: Scale,
    number: ChartNumber = ChartNumber(decimals: 2), valueTitle: Trilingual? = nil, lowerTitle: Trilingual = .none,
    upperTitle: Trilingual = .none
  ) {
    self.text = text
    self.rows = rows
    self.models = models
    self.scale = scale
    self.number = number
    self.valueTitle = valueTitle ?? (scale == .oddsRatio ? ChartWords.oddsRatio : ChartWords.coefficient)
    self.lowerTitle = lowerTitle
    self.upperTitle = upperTitle
  }
}
