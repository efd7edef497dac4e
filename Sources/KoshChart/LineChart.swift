package import KoshTable

/// Lines over time or over another number. A missing value breaks the line.
///
/// Series are named at their line's end, not in a legend. Observed values are a solid line with points, fitted values
/// a dashed line, forecasts a dotted line: the kind of number is visible without colour.
package struct LineChart: Chart {
  /// One value of a series.
  package struct Point: Sendable, Hashable {
    /// Where it stands.
    package var x: Double
    /// Its value; `nil` is missing and breaks the line.
    package var y: Double?

    /// A value.
    package init(_ x: Double, _ y: Double?) {
      self.x = x
      self.y = y
    }
  }

  /// What kind of numbers a line shows.
  package enum Style: Sendable, Hashable {
    /// Counted or measured: a solid line.
    case observed
    /// Values of a model where there are observations: a dashed line.
    case fitted
    /// Values of a model where there are none yet: a dotted line.
    case forecast
  }

  /// One line.
  package struct Series: Sendable, Hashable {
    /// Its name, written at its end. A single series needs none.
    package var name: Trilingual
    /// Its values; drawn in order of x.
    package var points: [Point]
    /// What kind of numbers they are.
    package var style: Style
    /// Which palette colour, from 0; left out, its place among the series. A fit shares the colour of its data.
    package var colour: Int?
    /// Whether it is context, drawn in grey.
    package var isMuted: Bool

    /// A line.
    package init(
      _ name: Trilingual, _ points: [Point], style: Style = .observed, colour: Int? = nil, isMuted: Bool = false
    ) {
      self.name = name
      self.points = points
      self.style = style
      self.colour = colour
      self.isMuted = isMuted
    }
  }

  /// A band between two lines: an interval of a fit or a forecast.
  package struct Band: Sendable, Hashable {
    /// What it is, for the table: "95% interval".
    package var name: Trilingual
    /// Where, from, to.
    package var points: [Edge]
    /// Which palette colour, from 0.
    package var colour: Int

    /// The two ends of a band at one place.
    package struct Edge: Sendable, Hashable {
      /// Where.
      package var x: Double
      /// From … to.
      package var interval: ChartInterval

      /// The ends.
      package init(_ x: Double, _ interval: ChartInterval) {
        self.x = x
        self.interval = interval
      }
    }

    /// A band.
    package init(_ name: Trilingual, _ points: [Edge], colour: Int = 0) {
      self.name = name
      self.points = points
      self.colour = colour
    }
  }

  /// A few words about a point or a moment.
  package struct Annotation: Sendable, Hashable {
    /// Where.
    package var x: Double
    /// At which value; `nil` marks the whole moment with a vertical line.
    package var y: Double?
    /// The words.
    package var text: Trilingual

    /// Words about a point or, without `y`, about a moment.
    package init(x: Double, y: Double? = nil, _ text: Trilingual) {
      self.x = x
      self.y = y
      self.text = text
    }
  }

  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// The lines.
  package var series: [Series]
  /// The bands, drawn behind the lines.
  package var bands: [Band]
  /// The notes in the plot.
  package var annotations: [Annotation]
  /// How values are written.
  package var number: ChartNumber
  /// Whether the axis of values reaches zero; a line at zero is drawn whenever it does.
  package var includesZero: Bool
  /// Whether x are years, written without thousands separators and ticked at whole years.
  package var xIsYear: Bool
  /// What x is. Years need no title.
  package var xTitle: Trilingual

  /// A line chart.
  package init(
    text: ChartText, series: [Series], bands: [Band] = [], annotations: [Annotation] = [],
    number: ChartNumber = ChartNumber(), includesZero: Bool = true, xIsYear: Bool = true,
    xTitle: Trilingual = .none
  ) {
    self.text = text
    self.series = series
    self.bands = bands
    self.annotations = annotations
    self.number = number
    self.includesZero = includesZero
    self.xIsYear = xIsYear
    self.xTitle = xTitle
  }
}
