import KoshTable
import Testing

@testable import KoshChart

@Suite struct ForestPlotTests {
  private func plot(_ estimate: ForestPlot.Estimate, _ scale: ForestPlot.Scale) -> ForestPlot {
    ForestPlot(
      text: ChartText(title: three("T", "З", "Т")), rows: [ForestPlot.Row(Trilingual(same: "x"), [estimate])],
      scale: scale)
  }

  @Test func intervalsAreWrittenWithoutAmbiguousCommas() {
    let chart = plot(ForestPlot.Estimate(0.456, ChartInterval(0.316, 0.657)), .oddsRatio)
    #expect(chart.drawing(in: .en, width: .wide).texts.contains { $0.text == "0.46 [0.32, 0.66]" })
    #expect(chart.drawing(in: .ru, width: .wide).texts.contains { $0.text == "0,46 [0,32; 0,66]" })
    #expect(chart.altText(in: .en) == "Forest plot. T. Odds ratio [95%\u{A0}CI]. x: 0.46 [0.32, 0.66]. ")
  }

  /// On a logarithmic axis 1/2 and 2 lie equally far from 1.
  @Test func theAxisOfOddsIsLogarithmic() throws {
    let chart = ForestPlot(
      text: ChartText(title: .none),
      rows: [0.5, 1, 2].map { ForestPlot.Row(Trilingual(same: "\($0)"), [ForestPlot.Estimate($0)]) }, scale: .oddsRatio)
    let places = chart.drawing(in: .en, width: .wide).shapes.compactMap { shape in
      if case .marker(_, let at, _, _) = shape { at.x } else { nil }
    }
    #expect(places.count == 3)
    #expect(abs((places[2] - places[1]) - (places[1] - places[0])) < 1e-9)
  }

  @Test func oddsThatAreNotPositiveAreSaidAndNotDrawn() {
    let chart = ForestPlot(
      text: ChartText(title: .none),
      rows: [
        ForestPlot.Row(Trilingual(same: "a"), [ForestPlot.Estimate(0)]),
        ForestPlot.Row(Trilingual(same: "b"), [ForestPlot.Estimate(1.2)]),
      ], scale: .oddsRatio)
    #expect(chart.drawing(in: .en, width: .wide).texts.contains { $0.text == "not above 0" })
  }
}
