package import KoshTable

/// Points of two numbers each, with labels that do not collide and an optional straight line.
package struct ScatterChart: Chart {
  /// One point.
  package struct Point: Sendable, Hashable {
    /// What it is; empty for an unnamed point.
    package var label: Trilingual
    /// To the right; `nil` leaves the point out of the plot and says so below it.
    package var x: Double?
    /// Upwards; `nil` as with x.
    package var y: Double?
    /// Index into ``ScatterChart/groups``: colour and shape.
    package var group: Int?

    /// A point.
    package init(_ label: Trilingual, x: Double?, y: Double?, group: Int? = nil) {
      self.label = label
      self.x = x
      self.y = y
      self.group = group
    }
  }

  /// A straight line y = intercept + slope · x, drawn over the range of the points.
  package struct Fit: Sendable, Hashable {
    /// Value at x = 0.
    package var intercept: Double
    /// Rise per unit of x.
    package var slope: Double
    /// What is said about it: "r = −0.57". May be empty.
    package var label: Trilingual

    /// A line.
    package init(intercept: Double, slope: Double, label: Trilingual = .none) {
      self.intercept = intercept
      self.slope = slope
      self.label = label
    }
  }

  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// The points.
  package var points: [Point]
  /// Names of the groups.
  package var groups: [Trilingual]
  /// What x is, with its unit.
  package var xTitle: Trilingual
  /// What y is, with its unit.
  package var yTitle: Trilingual
  /// How x is written.
  package var xNumber: ChartNumber
  /// How y is written.
  package var yNumber: ChartNumber
  /// The line.
  package var fit: Fit?

  /// A scatter chart.
  package init(
    text: ChartText, points: [Point], groups: [Trilingual] = [], xTitle: Trilingual, yTitle: Trilingual,
    xNumber: ChartNumber = ChartNumber(), yNumber: ChartNumber = ChartNumber(), fit: Fit? = nil
  ) {
    self.text = text
    self.points = points
    self.groups = groups
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.xNumber = xNumber
    self.yNumber = yNumber
    self.fit = fit
  }
}
