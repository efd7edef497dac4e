package import KoshChart
package import KoshTable

/// A chart in a report.
package struct Figure: Sendable {
  /// The figure's name in addresses; unique in the document.
  package var id: String
  /// The drawing.
  package var chart: any Chart
  /// The findings that it draws.
  package var findings: [String]
  /// What to notice, below the drawing; the chart itself carries title, units and source. May be empty.
  package var caption: Trilingual

  /// A figure.
  package init(
    id: String, chart: any Chart, findings: [String] = [], caption: Trilingual = Trilingual(same: "")
  ) {
    self.id = id
    self.chart = chart
    self.findings = findings
    self.caption = caption
  }
}
