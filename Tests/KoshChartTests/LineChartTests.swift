import KoshTable
import Testing

@testable import KoshChart

@Suite struct LineChartTests {
  private func chart(_ values: [Double?], style: LineChart.Style = .observed) -> LineChart {
    LineChart(
      text: ChartText(title: three("T", "З", "Т")),
      series: [
        LineChart.Series(
          .none, values.enumerated().map { LineChart.Point(2000 + Double($0.offset), $0.element) }, style: style)
      ])
  }

  private func paths(_ drawing: Drawing) -> [(count: Int, dash: Dash)] {
    drawing.shapes.compactMap { shape in
      if case .path(let spots, _, _, let dash) = shape { (spots.count, dash) } else { nil }
    }
  }

  @Test func aMissingValueBreaksTheLine() {
    let drawing = chart([1, 2, nil, 3, 4, 5]).drawing(in: .en, width: .wide)
    #expect(paths(drawing).map(\.count) == [2, 3])
  }

  @Test func aValueBetweenGapsKeepsItsSign() {
    let drawing = chart([1, nil, 2, nil, 3, 4], style: .fitted).drawing(in: .en, width: .wide)
    let signs = drawing.shapes.filter { if case .marker = $0 { true } else { false } }
    #expect(signs.count == 2)
  }

  @Test func kindsOfNumbersDifferByDash() {
    for (style, dash) in [(LineChart.Style.observed, Dash.solid), (.fitted, .dashed), (.forecast, .dotted)] {
      #expect(paths(chart([1, 2], style: style).drawing(in: .en, width: .wide)).map(\.dash) == [dash])
    }
  }

  @Test func yearsAreNames() {
    let texts = chart([1, 2, 3, 4, 5, 6]).drawing(in: .en, width: .wide).texts.map(\.text)
    #expect(texts.contains("2000") && !texts.contains("2,000"))
    #expect(chart([1]).data.rows == [[.label(Trilingual(same: "2000")), .number(1, decimals: 0)]])
  }

  @Test func itSpeaks() {
    #expect(
      chart([3, 9, nil, 1]).altText(in: .en)
        == "Line chart. T. from 3 (2000) to 1 (2003); highest 9 (2001), lowest 1 (2003). ")
  }
}
